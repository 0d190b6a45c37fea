"""Passages of an article as Markdown of which Python-Markdown makes the same passages again.

No library writes it: CommonMark has other escapes, and Python-Markdown with our extensions other traps. What cannot
be said in Markdown is inline HTML. Lost are only U+0000, U+0002 and U+0003, which no page can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from urllib.parse import urlsplit

from scripts.content.source import Passage, Span

Address = Callable[[int], str | None]

INDENT = " " * 4  # what Python-Markdown wants per level of lists, however wide the marker is
SCHEMES = ("", "http", "https", "mailto", "tel")  # "" is a relative address

_MARKS = ("strong", "em", "sup", "sub", "del")
_LOST = dict.fromkeys((0, 2, 3))
_SPACE = re.compile("[ \t\f\r]+")
# What would be read as markup wherever it stands. An underscore within a word would not, nor would "a < b". A brace
# begins an attribute list or a contact slot. "&#38" would be given its semicolon.
_MARKUP = re.compile(r"[\\`*\[\]{|]|(?<!\w)_+|_+(?!\w)|&(?=#|[0-9A-Za-z]+;)|<(?! \S)")
# What would be read as markup at the start of a block only, up to the place of the backslash; what no backslash
# helps (definitions, fences); and spaces of other kinds, which are cut off at both ends.
_START = re.compile(r"^(?:\d+(?=\. )|(?=[#>]|[-+] |-[- ]*$|!!!))")
_START_WITHOUT_BACKSLASH = re.compile(r"^(?::(?= )|~(?=~~))")
_ENDS = re.compile(r"^\s+|\s+$")
_IN_ADDRESS = re.compile(r"[\\`\[\](){|]")
_IN_ADDRESS_WITHOUT_BACKSLASH = re.compile(r"[\s\"'<>]|&(?=#|[0-9A-Za-z]+;)")
_AS_ADDRESS_ALONE = re.compile(r"https?://[\w./~%?=&:@+,#-]+", re.ASCII)
# Emphasis that stars can say: none within it, and none right before it, whose stars would join these.
_EMPHASIS = re.compile(r"(?<!</em>)(?<!</strong>)<(em|strong)>((?:(?!</?(?:em|strong)>).)+)</\1>", re.DOTALL)


def escape(text: str) -> str:
    """A text as Markdown that shows just this text, wherever it stands; in one line, white space folded."""
    return _opening(_line([Span(text.replace("\n", " "))], lambda link: None))


def heading(passage: Passage, level: int, id: str, address: Address) -> str:
    """A heading in Markdown, with its id; a line break becomes a space. `address`: see `blocks`."""
    text = _line(_spans(passage), address).replace("<br>", " ")
    text = re.sub("#+$", lambda signs: "\\#" * len(signs[0]), text)  # attr_list would cut them off
    return f"{'#' * level} {text} {{#{id}}}"


def items_numbered(html: str) -> str:
    """What Python-Markdown makes of Markdown, with the number of an item on the item: of one that holds paragraphs it
    goes to the first of them, where no browser looks."""
    return re.sub(r'<li>(\s*)<p value="(\d+)">', r'<li value="\2">\1<p>', html)


def blocks(passages: Sequence[Passage], address: Address) -> str:
    """The Markdown of passages, none of which is a heading.

    `address` gives the address to write for the link of a number, or None for its text only. Text only is also
    written for what a page should not lead to (javascript:) and what MkDocs cannot read.
    """
    writer = _Writer(address)
    for is_row, group in groupby(passages, key=lambda passage: passage.kind == "table-row"):
        if is_row:
            writer.tables(list(group))
        else:
            for passage in group:
                (writer.item if passage.kind == "list-item" else writer.paragraph)(passage)
    return "\n".join(writer.lines)


@dataclass
class _List:
    """An open list: its depth in the article, and the number its next item gets by itself; None without numbers."""

    depth: int
    next: int | None


class _Writer:
    """Writes blocks. `level` is that of the list item the last block begins with; None where it holds no items."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.lines: list[str] = []
        self.lists: list[_List] = []
        self.level: int | None = None

    def tables(self, rows: list[Passage]) -> None:
        self.lists.clear()
        table: list[list[str]] = []
        for row in rows:
            if row.form.starts and table:
                self._add(_table(table))
                table = []
            table.append([_line(cell, self.address) for cell in row.form.cells or (_spans(row),)])
        self._add(_table(table))

    def paragraph(self, passage: Passage) -> None:
        self._close(passage.form.depth)
        if text := _opening(_line(_spans(passage), self.address)):
            self._add([INDENT * len(self.lists) + text])

    def item(self, passage: Passage) -> None:
        text = _opening(_line(_spans(passage), self.address))
        if not text:
            return
        form, depth = passage.form, max(passage.form.depth, 1)
        closed = self._close(depth)
        if closed and (not self.lists or self.lists[-1].depth < depth):
            self.lists.append(replace(closed, depth=depth))  # deeper in the article, but not where we wrote it
        new = _List(depth, None if form.number is None else 1)
        if not self.lists or self.lists[-1].depth < depth:
            self.lists.append(new)
        elif form.starts or (self.lists[-1].next is None) != (form.number is None):
            self.lists[-1] = new
            self._add([INDENT * (len(self.lists) - 1) + "<!-- -->"])  # without it the two lists would be one
        current, level = self.lists[-1], len(self.lists) - 1
        indent = INDENT * level
        lines = [f"{indent}{'-' if form.number is None else f'{form.number}.'} {text}"]
        if form.number is not None:
            if form.number != current.next:  # every list begins with 1, whatever is written
                lines.append(f"{indent}{{: value={form.number} }}")
            current.next = form.number + 1
        # A block that begins within an item must end there: else Python-Markdown draws the rest into the item.
        if self.level is None or level < self.level:
            self._add(lines)
            self.level = level
        else:
            self.lines += lines

    def _close(self, depth: int) -> _List | None:
        """Close the lists that are deeper, and give the outermost of them."""
        closed = None
        while self.lists and self.lists[-1].depth > depth:
            closed = self.lists.pop()
        return closed

    def _add(self, block: list[str]) -> None:
        """Add a block after a blank line."""
        if self.lines:
            self.lines.append("")
        self.lines += block
        self.level = None


def _table(rows: list[list[str]]) -> list[str]:
    """The lines of a table. Python-Markdown knows none without a header, so the first row is one."""
    width = max(map(len, rows))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return [lines[0], f"|{' --- |' * width}", *lines[1:]]


def _spans(passage: Passage) -> tuple[Span, ...]:
    return passage.spans or (Span(passage.text),)


def _opening(line: str) -> str:
    """A line such that it may begin a block."""
    line = _START.sub(lambda match: match[0] + "\\", line)
    return _START_WITHOUT_BACKSLASH.sub(lambda match: _entities(match[0]), line)


def _line(spans: Sequence[Span], address: Address) -> str:
    """Spans as one line."""
    numbers = {span.link for span in spans if span.link is not None}
    addresses = {number: given for number in numbers if (given := address(number)) is not None and _may_lead(given)}
    text = _write(_units(_joined(spans, addresses)), addresses)
    text = _EMPHASIS.sub(lambda match: match[2].join([{"em": "*", "strong": "**"}[match[1]]] * 2), text)
    text = text.replace("![", "\\![")  # or the link would be an image
    text = re.sub(" *\n[ \n]*", "<br>", re.sub(" +", " ", text.strip(" \n")))
    return _ENDS.sub(lambda match: _entities(match[0]), text)


def _joined(spans: Sequence[Span], addresses: dict[int, str]) -> list[Span]:
    """Spans with the marks and links that will be written, so that each has other ones than the one before it."""
    joined: list[Span] = []
    for span in spans:
        text = _SPACE.sub(" ", span.text.translate(_LOST))
        marks = tuple(mark for mark in _MARKS if mark in span.marks)
        link = span.link if span.link in addresses else None
        if joined and (joined[-1].marks, joined[-1].link) == (marks, link):
            text = joined.pop().text + text
        if text:
            joined.append(Span(text, marks, link))
    return joined


def _units(spans: list[Span]) -> list[list[Span]]:
    """Spans, those of a link together: no mark may begin outside a link and end within it."""
    units: list[list[Span]] = []
    for span in spans:
        if units and span.link is not None and span.link == units[-1][0].link:
            units[-1].append(span)
        else:
            units.append([span])
    return units


def _write(units: list[list[Span]], addresses: dict[int, str], around: tuple[str, ...] = ()) -> str:
    """Units as Markdown, but emphasis as HTML; marks that stand `around` them are written already."""
    text = ""
    while units:
        reach, mark = max((0 if mark in around else _reach(mark, units), mark) for mark in _MARKS)
        if reach:
            text += _between(f"<{mark}>", _write(units[:reach], addresses, (*around, mark)), f"</{mark}>")
            units = units[reach:]
            continue
        unit, *units = units
        if unit[0].link is None:
            text += _MARKUP.sub(_escaped, unit[0].text)
            continue
        inner, given = _write([[replace(span, link=None)] for span in unit], addresses, around), addresses[unit[0].link]
        if inner.strip() == given and _AS_ADDRESS_ALONE.fullmatch(given):
            text += _between("<", inner, ">")
        else:
            text += _between("[", inner, f"]({_in_address(given)})", " \n")  # other space is part of a link's text
    return text


def _reach(mark: str, units: list[list[Span]]) -> int:
    """How many units, from the first, have a mark all over."""
    return sum(1 for _ in takewhile(lambda unit: all(mark in span.marks for span in unit), units))


def _between(before: str, text: str, after: str, space: str | None = None) -> str:
    """A text between two signs, with the white space at its ends outside of them; blank text as it is."""
    core = text.strip(space)
    return text.replace(core, before + core + after, 1) if core else text


def _escaped(found: re.Match[str]) -> str:
    if found[0] in "&<":
        return "&amp;" if found[0] == "&" else "&lt;"
    return "".join(f"\\{sign}" for sign in found[0])


def _entities(signs: str) -> str:
    names = {"\xa0": "nbsp", "&": "amp", "\x85": None}  # &#133; would be an ellipsis, as it was on old computers
    named = [(sign, names.get(sign, f"#{ord(sign)}")) for sign in signs]
    return "".join(f"&{name};" if name else sign for sign, name in named)


def _may_lead(address: str) -> bool:
    """Whether a page may hold a link to an address. Browsers leave out white space and controls in a scheme."""
    try:
        urlsplit(address)
    except ValueError:  # MkDocs would stop
        return False
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\s\x00-\x20]+", "", address).lower())
    return (scheme[1] if scheme else "") in SCHEMES


def _in_address(address: str) -> str:
    """An address as it is written within parentheses."""
    address = _IN_ADDRESS.sub(r"\\\g<0>", address.translate(_LOST))
    return _IN_ADDRESS_WITHOUT_BACKSLASH.sub(lambda match: _entities(match[0]), address)
