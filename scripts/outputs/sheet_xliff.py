"""A sheet as XLIFF 2.1, for computer-aided translation (OmegaT, memoQ, Trados, Phrase …); and back.

A page is a file, a unit a group, and a row a unit with one segment, which may not be cut further.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.errors import GuideError
from scripts.outputs.sheet import FORM, KINDS, Part, Row, Sheet, parse_row_id, row_id

_CORE = "urn:oasis:names:tc:xliff:document:2.0"  # of all of XLIFF 2
_META = "urn:oasis:names:tc:xliff:metadata:2.0"


def write(sheet: Sheet) -> bytes:
    """The file. A row of a unit that is not done has the state "initial", one that is done "translated"."""
    from lxml import etree

    top = etree.Element(
        _core("xliff"), {"version": "2.1", "srcLang": sheet.source, "trgLang": sheet.target},
        nsmap={None: _CORE, "mda": _META},
    )  # fmt: skip
    page, file = "", top
    for number, part in enumerate(sheet.parts, 1):
        if (name := part.address.rsplit("#", 1)[0]) != page:
            page = name
            file = etree.SubElement(
                top, _core("file"), id=f"f{number}", original=name, canResegment="no", srcDir="auto", trgDir=sheet.direction
            )  # fmt: skip
            if len(top) == 1:
                _meta(file, form=FORM, rows=str(sheet.count))
            _notes(file, [part.title])
        group = etree.SubElement(file, _core("group"), id=f"g{number}", name=part.address)
        _meta(group, source=part.source, translation=part.base)
        _notes(group, [" › ".join(part.path), part.state])
        for row in part.rows:
            unit = etree.SubElement(
                group, _core("unit"), id=f"u{number}.{row.number}", name=row_id(part.address, row.number)
            )
            _notes(unit, _about(row))
            segment = etree.SubElement(unit, _core("segment"))
            if row.translation:
                segment.set("state", "initial" if row.open else "translated")
            etree.SubElement(segment, _core("source")).text = row.original
            if row.translation:
                etree.SubElement(segment, _core("target")).text = row.translation
    etree.indent(top)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8") + b"\n"


def _core(name: str) -> str:
    return f"{{{_CORE}}}{name}"


def _meta(parent: Any, **values: str) -> None:
    from lxml import etree

    group = etree.SubElement(
        etree.SubElement(parent, f"{{{_META}}}metadata"), f"{{{_META}}}metaGroup", category="guide"
    )
    for key, value in values.items():
        etree.SubElement(group, f"{{{_META}}}meta", type=key).text = value


def _notes(parent: Any, texts: list[str]) -> None:
    from lxml import etree

    if texts := [text for text in texts if text]:
        notes = etree.SubElement(parent, _core("notes"))
        for text in texts:
            etree.SubElement(notes, _core("note")).text = text


def _about(row: Row) -> list[str]:
    safety = f"{row.box.upper()}: safety text" if row.is_safety else ""
    was = f"The original was: {row.was}" if row.was else ""
    return [safety, KINDS.get(row.kind, row.kind), *row.notes, was]


def read(data: bytes, place: str) -> Sheet:
    """The sheet in a file that came back. Raises GuideError for what is no XLIFF 2 file of this guide."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        top = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GuideError(
            f"the file is damaged: {error.msg}.", place=f"{place}:{error.lineno or 1}",
            hint="export it again from the translation program, as XLIFF 2.",
        ) from error  # fmt: skip
    if top.getroottree().docinfo.doctype:
        raise GuideError(
            "the file defines words of its own (DOCTYPE), which no translation needs.", place=f"{place}:1",
            hint="export it again from the translation program, as XLIFF 2.",
        )  # fmt: skip
    file = top.find(_core("file"))
    about = _values(file) if file is not None else {}
    if top.tag != _core("xliff") or about.get("form") != FORM:
        version = top.get("version", "")
        what = f"XLIFF {version}; XLIFF 2 was expected" if version.startswith("1.") else "no XLIFF 2 of this guide"
        raise GuideError(
            f"the file is {what}.", place=place,
            hint="save it in the form in which it was exported, or export again and copy the translation over.",
        )  # fmt: skip
    parts = []
    for group in top.iter(_core("group")):
        values = _values(group)
        rows = tuple(_rows(group, place))
        parts.append(
            Part(
                group.get("name", ""),
                values.get("source", ""),
                values.get("translation", ""),
                rows,
                right=not any(row.open for row in rows),
                line=group.sourceline or 1,
            )
        )
    rows = about.get("rows", "")
    return Sheet(top.get("srcLang", ""), top.get("trgLang", ""), tuple(parts), int(rows) if rows.isdecimal() else 0)


def _values(parent: Any) -> dict[str, str]:
    path = f"{{{_META}}}metadata/{{{_META}}}metaGroup[@category='guide']/{{{_META}}}meta"
    return {meta.get("type", ""): (meta.text or "").strip() for meta in parent.findall(path)}


def _rows(group: Any, place: str) -> Iterator[Row]:
    for unit in group.findall(_core("unit")):
        name = parse_row_id(unit.get("name", ""))
        if not name or name[0] != group.get("name"):
            raise GuideError(
                f"the unit '{unit.get('id', '')}' has no name of the form page#section/n of its group.",
                place=f"{place}:{unit.sourceline}", hint="take out units that were added, or export again.",
            )  # fmt: skip
        pieces = [piece for piece in unit if piece.tag in (_core("segment"), _core("ignorable"))]
        target = "".join(_text(piece, "target") for piece in pieces)
        is_open = bool(target.strip()) and any(piece.get("state") == "initial" for piece in pieces)
        source = "".join(_text(piece, "source") for piece in pieces)
        yield Row(name[1], source, target, open=is_open, line=unit.sourceline or 1)


def _text(piece: Any, name: str) -> str:
    found = piece.find(_core(name))
    return "".join(found.itertext()) if found is not None else ""
