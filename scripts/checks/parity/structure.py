"""The same skeleton: headings, ids, order, items, cells, boxes and their kind, slots, links and images.

Bad: a list item that is gone, a danger box that became a note, rows exchanged, `{{emergency}}` lost, a link elsewhere.
Good: the same parts in the same order, each in other words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from scripts.checks.parity import Difference
from scripts.content.contact import SLOT
from scripts.content.segment import Segment, images_of, links_of
from scripts.content.unit import Unit
from scripts.finding import short

_NAMES = {
    "title": "the title", "description": "the description", "heading": "the heading", "paragraph": "the paragraph",
    "list-item": "the list item", "cell": "the cell", "box-title": "the title of the box", "words": "the words",
}  # fmt: skip


def named(segment: Segment) -> str:
    """A segment as a message names it."""
    return f"{_NAMES[segment.kind]} “{short(segment.plain)}”"


def aligned(source: Unit, own: Unit) -> list[tuple[Segment | None, Segment | None]]:
    """Segments side by side by their shapes; None where one side has no segment of that shape there."""
    theirs, mine = [s.shape for s in source.segments], [s.shape for s in own.segments]
    found: list[tuple[Segment | None, Segment | None]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        if kind == "equal":
            found += zip(source.segments[a1:a2], own.segments[b1:b2], strict=True)
        else:
            found += [(segment, None) for segment in source.segments[a1:a2]]
            found += [(None, segment) for segment in own.segments[b1:b2]]
    return found


def differences(source: Unit, own: Unit) -> Iterator[Difference]:
    sides = aligned(source, own)
    line = own.line
    for number, (theirs, mine) in enumerate(sides):
        if mine is not None:
            line = mine.line
        if theirs is not None and mine is None:
            other = next((s for t, s in sides[number:] if t is None and s is not None and s.kind == theirs.kind), None)
            changed = f"; there is {_shape(other)}" if other and other.shape != theirs.shape else ""
            yield Difference(
                "part-missing", other.line if other else line,
                f"{named(theirs)} ({source.path}:{theirs.line}), {_shape(theirs)}, has nothing in its place{changed}",
                "translate it there, in the same form.", theirs.box,
            )  # fmt: skip
        elif theirs is None and mine is not None:
            yield Difference(
                "part-added", mine.line, f"{named(mine)}, {_shape(mine)}, stands for nothing in {source.path}",
                "take it out, or write it in the original first.", mine.box,
            )  # fmt: skip
        elif theirs is not None and mine is not None:
            yield from _inside(theirs, mine, source.path)
    said: dict[str, Segment] = {}
    originals = Counter(segment.plain for segment in source.segments)
    for segment in own.segments:
        if len(segment.plain.split()) > 3 and segment.plain in said and originals.most_common(1)[0][1] == 1:
            yield Difference(
                "part-twice", segment.line, f"{named(segment)} stands on line {said[segment.plain].line} too",
                "translate what the original says here.", segment.box,
            )  # fmt: skip
        said.setdefault(segment.plain, segment)


def _inside(theirs: Segment, mine: Segment, path: str) -> Iterator[Difference]:
    slots = [Counter(match[0] for match in SLOT.finditer(segment.text)) for segment in (theirs, mine)]
    if slots[0] != slots[1]:
        yield Difference(
            "slots", mine.line,
            f"{named(mine)} has {_list(slots[1]) or 'no slot'}; {path}:{theirs.line} has {_list(slots[0]) or 'none'}",
            "keep each {{slot}} as it is: a number is filled in there.", mine.box,
        )  # fmt: skip
    targets = [[target for _, target in links_of(segment.text)] for segment in (theirs, mine)]
    if Counter(map(_page, targets[0])) != Counter(map(_page, targets[1])):
        yield Difference(
            "links", mine.line,
            f"{named(mine)} links to {', '.join(targets[1]) or 'nothing'}; {path}:{theirs.line} to "
            f"{', '.join(targets[0]) or 'nothing'}",
            "keep the targets of the original; only the words are translated.", mine.box,
        )  # fmt: skip
    elif empty := [target for words, target in links_of(mine.text) if not words.strip()]:
        yield Difference(
            "links", mine.line, f"{named(mine)} has a link to {empty[0]} without words", "give it words.", mine.box
        )
    pictures = [images_of(segment.text) for segment in (theirs, mine)]
    if pictures[0] != pictures[1]:
        yield Difference(
            "images", mine.line,
            f"{named(mine)} shows {', '.join(pictures[1]) or 'no image'}; {path}:{theirs.line} {', '.join(pictures[0]) or 'none'}",
            "keep the images of the original.", mine.box,
        )  # fmt: skip
    if theirs.plain and not mine.plain:
        yield Difference("part-empty", mine.line, f"{named(theirs)} has no words here", "translate it.", theirs.box)


def _page(target: str) -> str:
    """What must be the same of a link's target: pages of the guide as they are, and that there is an outside link."""
    return "an outside address" if target.startswith(("http://", "https://", "//")) else target


def _list(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements()))


def _shape(segment: Segment) -> str:
    """A segment's form in words."""
    kind, *rest = segment.shape
    if kind in ("title", "description", "words"):
        return f"{kind} {' '.join(rest)}".strip()
    box, box_id, *form = rest
    what = {
        "heading": lambda: f"a heading of level {form[0]}" + (f" with the id {form[1]}" if form[1] else ""),
        "list-item": lambda: (f"item {form[1]}" if form[1] != "-" else "an item") + f" at depth {form[0]}",
        "cell": lambda: f"row {form[0]}, column {form[1]} of a table",
        "paragraph": lambda: "a definition" if form[1:] == [":"] else "a paragraph",
        "box-title": lambda: "the title of a box",
    }[kind]()
    return f"{what} in the {box} box {box_id}".rstrip() if box else what
