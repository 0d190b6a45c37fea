"""A sheet as a PO file of GNU gettext, for Poedit, Lokalize and the like; and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.errors import GuideError
from scripts.outputs.sheet import FORM, KINDS, Part, Row, Sheet, parse_row_id, row_id

_STATE = re.compile(r"^source ([0-9a-f]{12}), translation ([0-9a-f]{12})$", re.MULTILINE)
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgstr)\s+)?"(?:[^"\\]|\\.)*"\s*)?')
_NO_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # where Python would cut a line and gettext does not


def write(sheet: Sheet) -> bytes:
    """The file. A row of a unit that is not done is marked as fuzzy ("needs work")."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Language": sheet.target, "X-Source-Language": sheet.source, "X-Guide-Form": FORM,
        "X-Guide-Rows": str(sheet.count),
    }  # fmt: skip
    file.header = "Translate msgstr; keep slots {{…}}, targets of links (…) and ** as they are in msgid.\nThen: guide lang import FILE"
    for part in sheet.parts:
        for row in part.rows:
            entry = polib.POEntry(
                msgctxt=row_id(part.address, row.number), msgid=row.original, msgstr=row.translation,
                comment="\n".join(_notes(part, row)), flags=["fuzzy"] if row.open else [],
            )  # fmt: skip
            if row.was and row.open:
                entry.previous_msgid = row.was
            file.append(entry)
    return f"{file}\n".encode()


def _notes(part: Part, row: Row) -> Iterator[str]:
    if row.is_safety:
        yield f"{row.box.upper()}: safety text"
    yield f"{' › '.join(part.path) or part.title}: {KINDS.get(row.kind, row.kind)}"
    yield from row.notes
    yield f"source {part.source}, translation {part.base}"


def read(data: bytes, place: str) -> Sheet:
    """The sheet in a file that came back. Raises GuideError for what is no PO file of this guide."""
    import polib

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GuideError("the file is not in UTF-8.", place=f"{place}:{line}", hint="save it in UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):  # polib would drop the last letter of a text left open
        if not _LINE.fullmatch(line):
            raise GuideError(
                "the line is none of a PO file.", place=f"{place}:{number}",
                hint='put quotation marks round each line of a text, and \\ before those inside it: \\".',
            )  # fmt: skip
    try:
        file = polib.pofile(_NO_LINE_ENDS.sub(" ", text), encoding="utf-8")
    except (OSError, ValueError, IndexError) as error:
        line = re.search(r"\(line (\d+)\)", str(error))
        raise GuideError(
            "this is no PO file that can be read.", place=f"{place}:{line[1]}" if line else place,
            hint="compare the entry with the others: #, msgctxt, msgid, msgstr, in this order.",
        ) from error  # fmt: skip
    about = file.metadata
    if about.get("X-Guide-Form") != FORM:
        raise GuideError(
            "the PO file was not made by `guide lang export`, or by one of another form.", place=place,
            hint="export again, and keep the lines X-Guide-… at its beginning.",
        )  # fmt: skip
    parts: dict[str, tuple[tuple[str, str], list[Row], int]] = {}
    for entry in file:
        if entry.obsolete:
            continue
        name, states = parse_row_id(entry.msgctxt or ""), _STATE.findall(entry.comment)
        if not name or not states:
            raise GuideError(
                "an entry lacks its msgctxt (page#section/n), or the comment with its source and translation.",
                place=f"{place}:{entry.linenum}", hint="take out entries that were added, or export again.",
            )  # fmt: skip
        address, number = name
        row = Row(number, entry.msgid, entry.msgstr, open="fuzzy" in entry.flags, line=entry.linenum)
        parts.setdefault(address, (states[-1], [], entry.linenum))[1].append(row)
    found = tuple(
        Part(address, source, base, tuple(rows), right=not any(row.open for row in rows), line=line)
        for address, ((source, base), rows, line) in parts.items()
    )
    rows = about.get("X-Guide-Rows", "")
    return Sheet(
        about.get("X-Source-Language", ""), about.get("Language", ""), found, int(rows) if rows.isdecimal() else 0
    )
