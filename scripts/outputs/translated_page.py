"""A page of a translation with new words for some of its units; the rest stays to the byte.

A unit whose parts are those of the source gets its words in their places. Any other is written as a whole, from the
source's own Markdown. A page that is not there yet begins as a skeleton of the source's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from scripts.content.built import parse_built_page
from scripts.content.page import FRONT, body_of, parse_page
from scripts.content.segment import Segment, cell_text, replaced, segments
from scripts.outputs.article_pages import MARKER

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_SOURCES = re.compile(r"^sources:.*\n(?:[ \t-].*\n|\n)*", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """What stands in a page from one heading of level 2 or deeper to the next; the first is what stands before."""

    id: str
    start: int
    end: int
    segments: tuple[Segment, ...]


def pieces(text: str) -> list[Piece]:
    """A page's Markdown in pieces, whole."""
    found: list[tuple[str, int, list[Segment]]] = [(FRONT, 0, [])]
    for segment in segments(text):
        if segment.kind == "heading" and segment.shape[3] != "1":
            found.append((segment.section, text.rfind("\n", 0, segment.start) + 1, []))
        found[-1][2].append(segment)
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return [Piece(id, start, end, tuple(own)) for (id, start, own), end in zip(found, ends, strict=True)]


def skeleton(source: str) -> str:
    """A page of a translation in which each section is still to be written: the source's headings with their ids."""
    unwritten = {section.id for section in parse_page(source, "", "", "").sections if section.to_be_written}
    return "".join(_skeleton(source, piece, piece.id in unwritten) for piece in pieces(source)).rstrip("\n") + "\n"


def _skeleton(source: str, piece: Piece, is_unwritten: bool) -> str:
    text = source[piece.start : piece.end]
    front, body = _front_matter(text) if piece.id == FRONT else ("", text)
    if not is_unwritten:
        heading = next((s for s in piece.segments if s.kind == "heading"), None)
        line = source[source.rfind("\n", 0, heading.start) + 1 :].split("\n", 1)[0] + "\n\n" if heading else ""
        body = f"{line}{MARKER}\n\n"
    return front + body


def _front_matter(text: str) -> tuple[str, str]:
    """The front matter of a source's page as a translation has it, which inherits its sources; and the rest."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return "", text
    return f"---\n{_SOURCES.sub('', match[1])}---\n", text[match.end() :]


def translated(own: str, source: str, words: Mapping[str, Mapping[int, str]], whole: Mapping[str, bool]) -> str:
    """A page with new words: per section id, those of its segments by their number in the unit, counted from 1.

    `own` is the page as it stands, "" for none; `source` the source's, line ends as LF. `whole` says per id whether
    the section is written as a whole, from the source, or its words go into the places of those that are there.
    """
    originals = {piece.id: piece for piece in pieces(source)}
    if not own.strip():
        own = skeleton(source)
    for id, said in words.items():
        ours = {piece.id: piece for piece in pieces(own)}
        if not whole.get(id):
            places = {ours[id].segments[number - 1].start: text for number, text in said.items()}
            own = replaced(own, ours[id].segments, places)
            continue
        text = _from_source(source, originals[id], said)
        if "\r\n" in own:
            text = text.replace("\n", "\r\n")
        if id in ours:
            start, end = ours[id].start, ours[id].end
        else:
            start = end = _place(id, list(originals), ours)
        own = own[:start] + _spaced(own[:start], text, own[end:]) + own[end:]
    return own


def misread(own: str, after: str, source: str, words: Mapping[str, Mapping[int, str]]) -> Iterator[tuple[str, int]]:
    """(section id, number) of what would not be read from a page as it was written: words that begin like a list,
    or that change what stands around them (0 as number)."""
    was, now, originals = (
        {p.id: p for p in pieces(text)} for text in (own if own.strip() else skeleton(source), after, source)
    )
    for id in {**was, **now}:
        found = [(s.shape, s.text) for s in now[id].segments] if id in now else []
        before = {s.text for s in was[id].segments} if id in was else set()
        if id not in words:
            if id not in was or found != [(s.shape, s.text) for s in was[id].segments]:
                yield id, 0
            continue
        for number, segment in enumerate(originals[id].segments, 1):
            text = words[id].get(number)
            if text and text not in before and segment.kind in ("paragraph", "list-item") and not _is_text(text):
                yield id, number
                break
            if segment.kind == "cell" and text is not None:
                text = cell_text(text)
            if number > len(found) or found[number - 1][0] != segment.shape or text not in (None, found[number - 1][1]):
                yield id, number
                break
        else:
            if len(found) > len(originals[id].segments):
                yield id, 0


def misrendered(
    source: str, words: Mapping[str, Mapping[int, str]], render: Callable[[str], str]
) -> Iterator[tuple[str, int]]:
    """(section id, number) of words that would make another block of the source's page where they stand ("#one" is a
    heading to Python-Markdown). `render` makes HTML of a page's Markdown."""

    def blocks(said: Mapping[str, Mapping[int, str]]) -> list[tuple[str, str]]:
        html = render(body_of(translated(source, source, said, {})))
        page = parse_built_page(f'<html lang="en"><body><article>{html}</article></body></html>')
        return [(id, block.kind) for id, section in page.sections.items() for block in section.blocks]

    wanted = blocks({})
    if blocks(words) == wanted:
        return
    rows = [(id, number) for id, said in words.items() for number in said]
    found = [(id, number) for id, number in rows if blocks({id: {number: words[id][number]}}) != wanted]
    yield from found or rows[:1]


def _is_text(words: str) -> bool:
    """Whether words are a paragraph where they begin a block: "1. One" in an item would begin a list in it."""
    return [(s.kind, s.text, s.shape[3:]) for s in segments(words)] == [("paragraph", words, ("0", ""))]


def _from_source(source: str, piece: Piece, words: Mapping[int, str]) -> str:
    here = [replace(s, start=s.start - piece.start, end=s.end - piece.start) for s in piece.segments]
    places = {here[number - 1].start: text for number, text in words.items()}
    text = replaced(source[piece.start : piece.end], here, places)
    return "".join(_front_matter(text)) if piece.id == FRONT else text


def _place(id: str, order: list[str], ours: Mapping[str, Piece]) -> int:
    """Where a section goes that a page lacks: after the one before it in the source."""
    before = [other for other in order[: order.index(id)] if other in ours]
    return ours[before[-1]].end if before else 0


def _spaced(before: str, text: str, after: str) -> str:
    """A piece with empty lines between it and its neighbours, and one line end at the end of a file."""
    end = "\r\n" if "\r\n" in before + text + after else "\n"
    text = text.rstrip("\r\n") + end + (end if after else "")
    if before and not before.endswith(end * 2):
        text = (end if before.endswith(end) else end * 2) + text
    return text
