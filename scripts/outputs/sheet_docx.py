"""A sheet as a Word document of two columns, original and translation, for those who have nothing else; and back.

Each unit has a grey row with its address and how it stands; below it, each segment a row. What the import needs is
plain text in the cells, since that alone survives every word processor: the row's name above the original, and the
fingerprints in the grey row.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from scripts.errors import GuideError
from scripts.outputs.sheet import FORM, KINDS, Part, Row, Sheet, parse_row_id, row_id

UNPACKED = 100_000_000  # bytes; a document of this guide has a few million

_ABOUT = re.compile(r"Guide translation file, form (\S+): from (\S+) to (\S+), (\d+) rows\.")
_STATE = re.compile(r"source ([0-9a-f]{12}) · translation ([0-9a-f]{12})")
_TICK = re.compile(r"\[\s*[^\s\]]\s*\]")
_EMPTY_TICK = "[ ] Nothing to change here: it says what the original says now. (Put an x between the brackets.)"
_SEPARATOR = " · "
_RED, _AMBER, _GREY, _FAINT = "F9D9D9", "FCEBC8", "E3E8EC", "666666"
_SHADES = {"danger": _RED, "warning": _AMBER}

_HELP = (
    "Write in the right-hand column only. The left-hand column, the grey rows and the small grey names stay as they are; "
    "so do the number and order of the rows.",
    "Words in double braces, such as {{emergency}}, are filled in later, with a telephone number for instance. Keep them "
    "as they are, and put them where your language needs them.",
    "A link is written [words](target). Translate the words; keep the target in round brackets. "
    "**Two stars** make words bold, *one star* makes them italic: bold and italic of the word processor are not read.",
    "Red rows are signs of danger, amber rows are warnings. Take most care there.",
    "What you cannot translate yet, leave empty. A section is published when all its rows are filled.",
    "Accept or reject all tracked changes, save as .docx, and send the file back to whoever gave it to you.",
)


def write(sheet: Sheet) -> bytes:
    """The document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = f"{sheet.names[0]} – {sheet.names[1]}"
    document.core_properties.comments = ""
    document.core_properties.author = ""
    document.add_heading(f"Translation: {sheet.names[0]} → {sheet.names[1]}", 0)
    for text in _HELP:
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph(
        f"Guide translation file, form {FORM}: from {sheet.source} to {sheet.target}, {sheet.count} rows."
    )
    page, table = "", None
    for part in sheet.parts:
        if (name := part.address.rsplit("#", 1)[0]) != page or table is None:
            page = name
            document.add_heading(part.title or name, 1)
            table = _Table(document, sheet)
        table.unit(part)
        for row in part.rows:
            table.row(part, row)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Table:
    """A table of two columns. Built from XML: python-docx needs a second for a few hundred rows."""

    def __init__(self, document: Any, sheet: Sheet) -> None:
        from docx.shared import Cm

        self.is_rtl = sheet.direction == "rtl"
        self.tag = sheet.target
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        for column in table.columns:
            column.width = Cm(13.3)
        self.table = table._tbl
        self._add(
            [[_Line(f"Original: {sheet.names[0]}", bold=True)], [_Line(f"Translation: {sheet.names[1]}", bold=True)]],
            _GREY, header=True,
        )  # fmt: skip

    def unit(self, part: Part) -> None:
        left = [_Line(part.address, bold=True), _Line(" › ".join(part.path))]
        left.append(_Line(f"source {part.source} · translation {part.base}", small=True))
        right = [_Line(part.state)] + ([_Line(_EMPTY_TICK)] if part.open else [])
        self._add([left, right], _GREY)

    def row(self, part: Part, row: Row) -> None:
        name = [row_id(part.address, row.number), KINDS.get(row.kind, row.kind)]
        name += [row.box.upper()] if row.is_safety else []
        left = [_Line(_SEPARATOR.join(name), small=True, bold=row.is_safety), _Line(row.original)]
        left += [_Line(f"The original was: {row.was}", small=True)] if row.was else []
        left += [_Line(note, small=True) for note in row.notes]
        self._add([left, [_Line(row.translation, tag=self.tag, rtl=self.is_rtl)]], _SHADES.get(row.box, ""))

    def _add(self, cells: list[list[_Line]], shade: str, *, header: bool = False) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        settings = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        columns = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="7540" w:type="dxa"/>{shading}</w:tcPr>{"".join(line.xml() for line in lines)}</w:tc>'
            for lines in cells
        )
        self.table.append(parse_xml(f"<w:tr {nsdecls('w')}><w:trPr>{settings}</w:trPr>{columns}</w:tr>"))


class _Line:
    """A paragraph of a cell."""

    def __init__(self, text: str, *, bold: bool = False, small: bool = False, tag: str = "", rtl: bool = False) -> None:
        self.text, self.bold, self.small, self.tag, self.rtl = text, bold, small, tag, rtl

    def xml(self) -> str:
        from xml.sax.saxutils import escape, quoteattr

        run = "<w:b/>" if self.bold else ""
        run += f'<w:color w:val="{_FAINT}"/><w:sz w:val="15"/><w:szCs w:val="15"/>' if self.small else ""
        run += "<w:rtl/>" if self.rtl else ""
        if self.tag:
            run += (
                f"<w:lang w:val={quoteattr(self.tag)} w:eastAsia={quoteattr(self.tag)} w:bidi={quoteattr(self.tag)}/>"
            )
        run = f"<w:rPr>{run}</w:rPr>" if run else ""
        whole = ("<w:bidi/>" if self.rtl else "") + '<w:spacing w:after="20"/>' + run
        text = f'<w:r>{run}<w:t xml:space="preserve">{escape(self.text)}</w:t></w:r>' if self.text else ""
        return f"<w:p><w:pPr>{whole}</w:pPr>{text}</w:p>"


def read(data: bytes, place: str) -> Sheet:
    """The sheet in a document that came back; lines are counted in rows of its tables. Raises GuideError for what is no
    document of this guide, and for tracked changes, which somebody has to accept or reject."""
    import docx
    from docx.oxml.ns import qn

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise GuideError(
                    f"the document unpacks to more than {UNPACKED:,} bytes.", place=place, hint="take out its pictures."
                )
        body = docx.Document(io.BytesIO(data)).element.body
    except GuideError:
        raise
    except Exception as error:  # python-docx lets what its zip and XML readers raise through
        raise GuideError(
            f"this is no Word document that can be read ({type(error).__name__}).", place=place,
            hint="open it in a word processor and save it as .docx.",
        ) from error  # fmt: skip
    about = next((match for p in body.iter(qn("w:p")) if (match := _ABOUT.search(_text(p)))), None)
    if not about or about[1] != FORM:
        raise GuideError(
            "the document was not made by `guide lang export`, or by one of another form.", place=place,
            hint="export again, and keep the line “Guide translation file, …” above the tables.",
        )  # fmt: skip
    return Sheet(about[2], about[3], tuple(_parts(body, place)), int(about[4]))


def _parts(body: Any, place: str) -> Iterator[Part]:
    from docx.oxml.ns import qn

    head: dict[str, Any] = {}
    rows: list[Row] = []
    for number, line in enumerate(body.iter(qn("w:tr")), 1):
        there = f"{place}:{number}"
        if _is_tracked(line):
            raise GuideError(
                "the row has tracked changes.", place=there,
                hint="accept or reject them all in the word processor, save, and import again.",
            )  # fmt: skip
        cells = [[_text(p) for p in cell.iter(qn("w:p"))] for cell in line.findall(qn("w:tc"))]
        left, right = [*cells, [], []][:2]
        name = parse_row_id(left[0].split(_SEPARATOR)[0]) if left else None
        state = (
            None if name else next((found for text in left[::-1] if (found := _STATE.fullmatch(text.strip()))), None)
        )
        if state:
            if head:
                yield Part(rows=tuple(rows), **head)
            right_now = any(_TICK.search(text) for text in right)
            head = {
                "address": left[0].strip(),
                "source": state[1],
                "base": state[2],
                "right": right_now,
                "line": number,
            }
            rows = []
        elif name and head and name[0] == head["address"]:
            original = left[1] if len(left) > 1 else ""
            rows.append(Row(name[1], original, " ".join(right).strip(), line=number))
        elif not (left and left[0].startswith("Original: ")) and any(text.strip() for text in (*left, *right)):
            raise GuideError(
                "the row has no name (page#section/n), or not one of the unit above it.", place=there,
                hint="take out rows that were added, and put moved ones back; or export again.",
            )  # fmt: skip
    if head:
        yield Part(rows=tuple(rows), **head)


def _is_tracked(row: Any) -> bool:
    """Whether a row has words that somebody put in or took out with changes tracked."""
    from docx.oxml.ns import qn

    marks = row.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
    return any(True for mark in marks for _ in mark.iter(qn("w:t"), qn("w:delText")))


def _text(paragraph: Any) -> str:
    """The text of a paragraph, in whatever runs, links and fields the word processor has cut it."""
    from docx.oxml.ns import qn

    signs = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "\u2011"}
    found = paragraph.xpath(".//w:r/*[self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen]")
    return "".join(signs.get(node.tag, node.text or "") for node in found)
