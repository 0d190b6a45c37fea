"""What stands on a printed page: its letters, read from Chromium's PDF."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

import pikepdf

_CODES = re.compile(r"begin(bfchar|bfrange)(.*?)end", re.S)


def letters(text: str) -> Counter[str]:
    """The letters of a text, with none of the shapes that Arabic takes within a word."""
    return Counter(one for one in unicodedata.normalize("NFKC", text) if one.isalpha())


class Paper:
    """A page of the browser as it would be printed."""

    def __init__(self, page) -> None:
        self.pdf = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    @property
    def sheets(self) -> int:
        return len(self.pdf.pages)

    @property
    def lying(self) -> bool:
        """Whether the first sheet lies on its side."""
        left, bottom, right, top = self.pdf.pages[0].mediabox
        return right - left > top - bottom

    @property
    def letters(self) -> Counter[str]:
        """How often each letter stands there, whatever the order: Arabic is in a PDF as it is drawn."""
        return letters("".join(_text(sheet, sheet.Resources) for sheet in self.pdf.pages))


def _text(stream, resources) -> str:
    found, said = [], {}
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) == "Tf":
            said = _said(resources.Font[operands[0]])
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in (bytes(one) for one in parts if isinstance(one, pikepdf.String)):
                found += [said.get(part[at : at + 2].hex(), "") for at in range(0, len(part), 2)]
        elif str(operator) == "Do" and (drawn := resources.XObject[operands[0]]).Subtype == "/Form":
            found.append(_text(drawn, drawn.Resources))
    return "".join(found)


def _said(font) -> dict[str, str]:
    """What each glyph of a font says, by its number in hexadecimal."""
    said = {}
    for kind, lines in _CODES.findall(font.ToUnicode.read_bytes().decode()) if "/ToUnicode" in font else ():
        for line in lines.strip().splitlines():
            first, *others = re.findall(r"<([0-9a-fA-F]+)>", line)
            if kind == "bfchar":
                said[first.lower()] = bytes.fromhex(others[0]).decode("utf-16-be")
            else:
                last, start = others[0], int(others[1], 16)
                for step in range(int(last, 16) - int(first, 16) + 1):
                    said[f"{int(first, 16) + step:04x}"] = chr(start + step)
    return said
