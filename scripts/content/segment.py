"""Markdown cut into segments: what a translator translates, and the skeleton that stays.

A segment is a title, a description, a heading, a paragraph, a list item, a box's title or a table cell, with its place
in the file. All between the segments is skeleton. Putting each segment's own text back gives the file to the byte, and
two pages whose skeletons are alike say their things in the same order. It knows what Python-Markdown makes of the
constructs that pages use (CONTRIBUTING.md); a property test compares it with what is rendered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from scripts.content.page import FRONT
from scripts.content.source import fold, words_of

TITLE, DESCRIPTION = "title", "description"

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}[ \t]*$")
_ATTRIBUTE_LINE = re.compile(r"^[ \t]*\{:[^{}]*\}[ \t]*$")
_ID = re.compile(r"\{:?[^{}]*#([^\s#.}]+)[^{}]*\}[ \t]*$")
_BOX = re.compile(r'^([ ]*)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)((?:[ \t]+[\w-]+)*)[ \t]*(?:"(.*)")?[ \t]*$')
_ITEM = re.compile(r"^([ ]*)([-*+]|\d+[.)])([ \t]+)(?=\S)")
_DEFINITION = re.compile(r"^([ ]*):[ \t]+(?=\S)")
_FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})")
_TAG_LINE = re.compile(r"^[ ]*<(?:/?(?:div|section|details|summary)\b|!--)[^>]*>?")
_RULE = re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_CELL = re.compile(r"(?<!\\)\|")
_BREAKS = re.compile(r"[^\S\u00a0\u2007\u202f\u3000]+")
_FRONT_LINE = re.compile(r"^(title|description):[ \t]*(.*?)[ \t]*$")


@dataclass(frozen=True)
class Segment:
    """A translatable text and its place. `start` and `end` are offsets in the file; `text` has inline Markdown, on one
    line (`one_line`). `line` counts from 1. `section` is the id of the section it stands in.

    `shape` is what a translation must have too: kind, level or depth, number of an item, kind and id of the box,
    id of a heading, row and column of a cell.
    """

    kind: str
    section: str
    text: str
    start: int
    end: int
    line: int
    shape: tuple[str, ...] = field(default=())
    box: str = ""  # kind of the box it stands in: danger, warning, …
    box_id: str = ""

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def said(self) -> str:
        """Its plain text without contact slots, whose names are no words of the page."""
        return fold(re.sub(r"\{\{[^{}]*\}\}", " ", self.plain)) if "{{" in self.plain else self.plain

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of what it says, as they are compared."""
        return tuple(words_of(self.said))


_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)")
# Between asterisks anywhere, also within Chinese; between low lines only round whole words.
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")


def plain(text: str) -> str:
    """A segment's words as they are compared: NFC, one space, without emphasis, link targets and attributes."""
    text = unicodedata.normalize("NFC", text)
    if "](" in text:
        text = _LINK.sub(lambda match: match[2], text)
    if "{:" in text:
        text = re.sub(r"\{:[^{}]*\}", "", text)
    before = None
    while before != text and ("*" in text or "_" in text):
        before, text = text, _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return fold(text)


def one_line(text: str) -> str:
    """A text with line breaks and indents as one space; spaces that are not to be broken stay as they are."""
    return " ".join(part for part in _BREAKS.split(text) if part).strip()


def without_links(text: str) -> str:
    """A text with the words of its links, and of its images, in their place."""
    return _LINK.sub(lambda match: match[2], text)


def links_of(text: str) -> tuple[tuple[str, str], ...]:
    """(words, target) of the links of a segment, in order."""
    return tuple((match[2], match[3]) for match in _LINK.finditer(text) if not match[1])


def images_of(text: str) -> tuple[str, ...]:
    """The targets of the images of a segment, in order."""
    return tuple(match[3] for match in _LINK.finditer(text) if match[1])


def segments(text: str) -> list[Segment]:
    """The segments of a Markdown file, in order."""
    return list(_Reader(text).read())


def replaced(text: str, found: Iterable[Segment], words: Mapping[int, str]) -> str:
    """The file with other words for some of its segments, by their start. What is the same stays to the byte."""
    parts, at = [], 0
    for segment in found:
        new = one_line(words.get(segment.start, segment.text))
        if new == segment.text:
            continue
        parts += [text[at : segment.start], _written(segment, new)]
        at = segment.end
    return "".join(parts) + text[at:]


def _written(segment: Segment, words: str) -> str:
    """Words as they stand in the file in place of a segment's."""
    if segment.kind in (TITLE, DESCRIPTION):
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if segment.kind == "cell":
        return cell_text(words)
    return words


def cell_text(words: str) -> str:
    """Words as they stand in a cell of a table, whose bars would begin another."""
    return _CELL.sub(r"\\|", words)


@dataclass
class _Box:
    indent: int
    kind: str
    id: str


class _Reader:
    """Reads line by line; a block ends at an empty line or where another begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[tuple[int, str]] = []
        at = 0
        for line in text.split("\n"):
            self.lines.append((at, line.rstrip("\r")))
            at += len(line) + 1
        self.section = FRONT
        self.boxes: list[_Box] = []
        self.items: list[int] = []  # indents of the open list items

    def read(self) -> Iterator[Segment]:
        number = 0
        if self.lines and self.lines[0][1].rstrip() == "---":
            number = 1
            while number < len(self.lines) and self.lines[number][1].rstrip() not in ("---", "..."):
                yield from self._front(number)
                number += 1
            number += 1
        after_text = False  # whether the line before belongs to a paragraph or item, which takes what follows
        while number < len(self.lines):
            _, line = self.lines[number]
            if not line.strip():
                after_text = False
                number += 1
                continue
            indent = len(line) - len(line.lstrip(" "))
            while self.boxes and indent < self.boxes[-1].indent:
                self.boxes.pop()
            item = _ITEM.match(line)
            if not item:
                while self.items and indent <= self.items[-1]:
                    self.items.pop()
            if fence := _FENCE.match(line):
                number = self._after_fence(number, fence[1])
                after_text = False
            elif box := _BOX.match(line):
                yield from self._box(number, box)
                after_text = False
                number += 1
            elif heading := _HEADING.match(line.lstrip(" ")) if not indent else None:
                yield self._heading(number, heading)
                after_text = False
                number += 1
            elif _ATTRIBUTE_LINE.match(line) or _TAG_LINE.match(line):
                after_text = False
                number += 1
            elif not after_text and self._is_table(number):
                number = yield from self._table(number)
                after_text = False
            elif item:
                number = yield from self._item(number, item)
                after_text = True
            else:
                number = yield from self._paragraph(number)
                after_text = True

    def _segment(self, kind: str, start: int, end: int, number: int, *shape: str) -> Segment:
        box = self.boxes[-1] if self.boxes else _Box(0, "", "")
        text = one_line(self.text[start:end])
        return Segment(
            kind, self.section, text, start, end, number + 1, (kind, box.kind, box.id, *shape), box.kind, box.id
        )

    def _front(self, number: int) -> Iterator[Segment]:
        at, line = self.lines[number]
        match = _FRONT_LINE.match(line)
        if not match or not match[2]:
            return
        start, value = at + match.start(2), match[2]
        text = value
        if value[0] == '"' and value[-1] == '"' and len(value) > 1:
            text = re.sub(r'\\(["\\])', r"\1", value[1:-1])
        elif value[0] == "'" and value[-1] == "'" and len(value) > 1:
            text = value[1:-1].replace("''", "'")
        yield Segment(match[1], FRONT, one_line(text), start, start + len(value), number + 1, (match[1],))

    def _heading(self, number: int, match: re.Match[str]) -> Segment:
        at, line = self.lines[number]
        words = _ATTRIBUTES.sub("", match[2]).rstrip()
        found = _ID.search(match[2])
        level = len(match[1])
        self.boxes, self.items = [], []
        if level > 1:
            self.section = found[1] if found else ""
        start = at + line.index(match[2], level) if match[2] else at + len(line)
        return self._segment(
            "heading", start, start + len(words), number, str(level), self.section if level > 1 else ""
        )

    def _box(self, number: int, match: re.Match[str]) -> Iterator[Segment]:
        at, _ = self.lines[number]
        id = next((name for name in match[3].split() if name.startswith("box-")), "")
        self.items = []
        self.boxes.append(_Box(len(match[1]) + 4, match[2], id))
        if match[4] is not None:
            yield self._segment("box-title", at + match.start(4), at + match.end(4), number)

    def _item(self, number: int, match: re.Match[str]) -> Iterator[Segment]:
        indent = len(match[1])
        while self.items and indent <= self.items[-1]:
            self.items.pop()
        self.items.append(indent)
        marker = match[2].rstrip(".)") if match[2][0].isdigit() else "-"
        start = self.lines[number][0] + match.end()
        end, after = self._text_end(number, in_item=True)
        yield self._segment("list-item", start, end, number, str(len(self.items)), marker)
        return after

    def _paragraph(self, number: int) -> Iterator[Segment]:
        at, line = self.lines[number]
        definition = _DEFINITION.match(line)
        start = at + (definition.end() if definition else len(line) - len(line.lstrip(" ")))
        end, after = self._text_end(number, in_item=False)
        yield self._segment("paragraph", start, end, number, str(len(self.items)), ":" if definition else "")
        return after

    def _text_end(self, number: int, *, in_item: bool) -> tuple[int, int]:
        """The offset after the text of a block that begins on a line, and the number of the line after it."""
        last = number
        number += 1
        while number < len(self.lines):
            line = self.lines[number][1]
            begins = _DEFINITION.match(line) or (in_item and _ITEM.match(line))
            begins = begins or _ATTRIBUTE_LINE.match(line) or _BOX.match(line)
            if not line.strip() or begins or _HEADING.match(line) or _FENCE.match(line) or _TAG_LINE.match(line):
                break
            last = number
            number += 1
        at, line = self.lines[last]
        return at + len(line.rstrip()), number

    def _is_table(self, number: int) -> bool:
        below = self.lines[number + 1][1] if number + 1 < len(self.lines) else ""
        return "|" in self.lines[number][1] and "|" in below and bool(_RULE.match(below))

    def _table(self, number: int) -> Iterator[Segment]:
        row = 0
        while number < len(self.lines) and "|" in self.lines[number][1]:
            at, line = self.lines[number]
            if row != 1:
                for column, (start, end) in enumerate(_cells(line)):
                    yield self._segment("cell", at + start, at + end, number, str(row), str(column))
            row += 1
            number += 1
        return number

    def _after_fence(self, number: int, fence: str) -> int:
        number += 1
        while number < len(self.lines):
            line = self.lines[number][1].strip()
            number += 1
            if line.startswith(fence) and not line.strip(fence[0]):
                break
        return number


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """The start and end of the text of each cell of a table row."""
    start, end = 0, len(line.rstrip())
    if line.lstrip().startswith("|"):
        start = line.index("|") + 1
    if end and line[end - 1] == "|" and line[end - 2 : end - 1] != "\\":
        end -= 1
    edges = [start, *(match.end() for match in _CELL.finditer(line, start, end)), end + 1]
    for left, right in pairwise(edges):
        cell = line[left : right - 1]
        text = cell.strip()
        begin = left + (len(cell) - len(cell.lstrip()) if text else 0)
        yield begin, begin + len(text)
