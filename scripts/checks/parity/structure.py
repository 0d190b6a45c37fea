"""The same skeleton: headings, ids, order, items, cells, boxes and their kind, slots, links and images.

Bad: a list item that is gone, a danger box that became a note, rows exchanged, `{{emergency}}` lost, a link elsewhere.
Good: the same parts in the same order, each in other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations, groupby
from urllib.parse import urlsplit

from scripts.checks.parity import Difference, Vocabulary
from scripts.content.contact import SLOT
from scripts.content.segment import Segment, images_of, links_of
from scripts.content.unit import Unit
from scripts.finding import Severity, short

_NAMES = {
    "title": "the title", "description": "the description", "heading": "the heading", "paragraph": "the paragraph",
    "list-item": "the list item", "cell": "the cell", "box-title": "the title of the box", "words": "the words",
}  # fmt: skip
Pairs = list[tuple[Segment | None, Segment | None]]
_Line = tuple[Segment, ...]  # a segment, or the cells of a row
_MOST = 6000  # pairs of lines to compare by their signs; beyond, shapes alone must do
_GAP = -0.25


def named(segment: Segment) -> str:
    """A segment as a message names it."""
    return f"{_NAMES[segment.kind]} “{short(segment.plain)}”"


def aligned(source: Unit, own: Unit, vocabulary: Vocabulary | None = None) -> Pairs:
    """Segments side by side; None where one side has none. Where shapes differ, by shape and by signs of content; without
    a vocabulary by shape alone."""
    theirs, mine = source.segments, own.segments
    if len(theirs) == len(mine) and all(a.shape == b.shape for a, b in zip(theirs, mine, strict=True)):
        return list(zip(theirs, mine, strict=True))
    found: Pairs = []
    for one, other in _lines_aligned(_lines(theirs), _lines(mine), vocabulary):
        if one is None or other is None or len(one) == len(other):
            found += _beside(one, other)
        else:
            found += [(a[0] if a else None, b[0] if b else None) for a, b in _columns(one, other, vocabulary)]
    return found


def _beside(one: _Line | None, other: _Line | None) -> Pairs:
    blank = (None,) * len(one or other or ())
    return list(zip(one or blank, other or blank, strict=True))


def _lines(segments: Sequence[Segment]) -> list[_Line]:
    """Segments one by one, but the cells of a row together."""
    return [
        tuple(line) for _, line in groupby(segments, lambda s: ("row", s.line) if s.kind == "cell" else ("", s.start))
    ]


def _columns(one: _Line, other: _Line, vocabulary: Vocabulary | None):
    """The cells of two rows of which one has more."""
    return _lines_aligned([(cell,) for cell in one], [(cell,) for cell in other], vocabulary)


def _lines_aligned(
    theirs: list[_Line], mine: list[_Line], vocabulary: Vocabulary | None
) -> list[tuple[_Line | None, _Line | None]]:
    if vocabulary is None or len(theirs) * len(mine) > _MOST:
        return _by_shape(theirs, mine)
    from scripts.checks.parity.likeness import Signs, likeness, signs_of, weighed

    def signs(line: _Line, own: bool) -> Signs:
        if len(line) == 1:
            return signs_of(line[0], vocabulary, own=own)
        together = Signs()
        for segment in line:
            together.update(signs_of(segment, vocabulary, own=own))
        return weighed(together)

    signs_1, signs_2 = [signs(line, False) for line in theirs], [signs(line, True) for line in mine]
    # The best score of each two beginnings, from the end, so that the way can be walked forward.
    best = [[(len(mine) - j) * _GAP for j in range(len(mine) + 1)] for _ in range(len(theirs) + 1)]
    match = [[None] * len(mine) for _ in theirs]
    for i in range(len(theirs) - 1, -1, -1):
        best[i][len(mine)] = (len(theirs) - i) * _GAP
        for j in range(len(mine) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1]) + _GAP
            if theirs[i][0].kind == mine[j][0].kind:
                match[i][j] = _fit(theirs[i], mine[j]) + 1.5 * likeness(signs_1[i], signs_2[j])
                best[i][j] = max(best[i][j], match[i][j] + best[i + 1][j + 1])
    found, i, j = [], 0, 0
    while i < len(theirs) or j < len(mine):
        both = i < len(theirs) and j < len(mine)
        if both and match[i][j] is not None and best[i][j] == match[i][j] + best[i + 1][j + 1]:
            found.append((theirs[i], mine[j]))
            i, j = i + 1, j + 1
        elif j == len(mine) or (both and best[i][j] == best[i + 1][j] + _GAP):
            found.append((theirs[i], None))
            i += 1
        else:
            found.append((None, mine[j]))
            j += 1
    return found


def _fit(one: _Line, other: _Line) -> float:
    """How well the shapes of two lines of one kind go together."""
    a, b = one[0].shape, other[0].shape
    place = 0.2 if a[1:3] == b[1:3] else 0.0
    if a[3:] == b[3:] and len(one) == len(other):
        return 1.0 + place
    if a[0] in ("list-item", "cell") and (a[3] == b[3] or a[0] == "cell"):
        return 0.7 + place  # another number, or another row
    return 0.25 + place


def _by_shape(theirs: list[_Line], mine: list[_Line]) -> list[tuple[_Line | None, _Line | None]]:
    shapes = [[tuple(segment.shape for segment in line) for line in lines] for lines in (theirs, mine)]
    found: list[tuple[_Line | None, _Line | None]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        if kind == "equal":
            found += zip(theirs[a1:a2], mine[b1:b2], strict=True)
        else:
            found += [(line, None) for line in theirs[a1:a2]]
            found += [(None, line) for line in mine[b1:b2]]
    return found


EXCHANGED = ("list-item", "paragraph", "cell")  # kinds of segment that can stand in each other's place


def differences(
    source: Unit, own: Unit, sides: Pairs, vocabulary: Vocabulary, exchanged: Collection[str] = EXCHANGED
) -> Iterator[Difference]:
    """The differences of two units whose segments stand side by side; those of `exchanged` kinds are also looked at for
    having changed places, which takes most of the time."""
    same, found = _boxes(source, own)
    yield from found
    yield from _parts(source, own, sides, same)
    for theirs, mine in sides:
        if theirs is not None and mine is not None:
            yield from _inside(theirs, mine, source.path, vocabulary)
    yield from _twice(source, own)
    yield from _exchanged(sides, source.path, vocabulary, exchanged)
    yield from _unlike_cells(sides)


def _unlike_cells(sides: Pairs) -> Iterator[Difference]:
    """Cells of a table that say the same in the original and differ here: one of them may stand in the wrong row."""
    said: dict[str, Segment] = {}
    for theirs, mine in sides:
        if theirs and mine and theirs.kind == "cell" and len(theirs.words) > 1:
            first = said.setdefault(theirs.plain, mine)
            if first.plain != mine.plain:
                yield Difference(
                    "translated-otherwise", mine.line,
                    f"{named(mine)} is “{short(first.plain)}” on line {first.line}; the original has “{short(theirs.plain)}” in both",
                    "is it in the right row? Say the same in both.", theirs.box, Severity.WARNING,
                )  # fmt: skip


def _boxes(source: Unit, own: Unit) -> tuple[dict[tuple[str, str], tuple[str, str]], list[Difference]]:
    """For each box of the translation the one it stands for, (kind, id); and the differences."""
    theirs, mine = (_boxes_of(unit) for unit in (source, own))
    if list(theirs) == list(mine):
        return {box: box for box in mine}, []
    same: dict[tuple[str, str], tuple[str, str]] = {}
    found = []
    left = [box for box in theirs if box not in mine]
    for box in mine:
        if box in theirs:
            same[box] = box
            continue
        other = next((b for b in left if b[1] == box[1] and b[1]), None) or next(
            (b for b in left if b[0] == box[0]), left[0] if left else None
        )
        first = mine[box]
        if other is None:
            found.append(Difference(
                "box-added", first.line, f"{_box(box)} stands for no box in {source.path}",
                "take it out, or write it in the original first.", box[0],
            ))  # fmt: skip
            continue
        left.remove(other)
        same[box] = other
        rule = "box-kind" if other[0] != box[0] else "box-id"
        found.append(Difference(
            rule, first.line, f"{_box(box)} stands for {_box(other)} ({source.path}:{theirs[other].line})",
            f"write `!!! {' '.join(other).strip()}`, as in the original.", other[0],
        ))  # fmt: skip
    for box in left:
        found.append(Difference(
            "box-missing", own.line, f"{_box(box)} ({source.path}:{theirs[box].line}) is not here: “{short(theirs[box].plain)}”",
            "translate it here, as a box of the same kind and id.", box[0],
        ))  # fmt: skip
    if not found and list(theirs) != list(mine):
        first = next(b for a, b in zip(theirs, mine, strict=True) if a != b)
        found.append(Difference(
            "box-order", mine[first].line, f"the boxes stand in the order {_list_of(mine)}; in {source.path} {_list_of(theirs)}",
            "put them in the order of the original.", first[0],
        ))  # fmt: skip
    return same, found


def _boxes_of(unit: Unit) -> dict[tuple[str, str], Segment]:
    """The first segment of each box of a unit, by kind and id."""
    found: dict[tuple[str, str], Segment] = {}
    for segment in unit.segments:
        if segment.box:
            found.setdefault((segment.box, segment.box_id), segment)
    return found


def _box(box: tuple[str, str]) -> str:
    return f"the {box[0]} box {box[1]}".rstrip()


def _list_of(boxes) -> str:
    return ", ".join(" ".join(box).strip() for box in boxes)


def _parts(source: Unit, own: Unit, sides: Pairs, same: dict) -> Iterator[Difference]:
    """Parts that are missing, too many, or of another form."""
    line, cells = own.line, 0
    for at, (theirs, mine) in enumerate(sides):
        line = mine.line if mine is not None else line
        if theirs is not None and mine is not None:
            was, now = _form(theirs, (theirs.box, theirs.box_id)), _form(mine, same.get((mine.box, mine.box_id)))
            if was != now and not _row_only(theirs, mine):
                yield Difference(
                    "part-changed", mine.line,
                    f"{named(mine)} is {_shape(mine)}; {source.path}:{theirs.line}, “{short(theirs.plain)}”, is {_shape(theirs)}",
                    "give it the form of the original.", theirs.box,
                )  # fmt: skip
            continue
        segment = theirs or mine
        if segment.kind == "cell" and at and _beside_cell(sides[at - 1], theirs is None):
            cells += 1
            continue  # the rest of a row or column that was named already
        if theirs is not None:
            yield Difference(
                "part-missing", line,
                f"{named(theirs)} ({source.path}:{theirs.line}), {_shape(theirs)}, has nothing in its place",
                "translate it there, in the same form.", theirs.box,
            )  # fmt: skip
        else:
            yield Difference(
                "part-added", mine.line, f"{named(mine)}, {_shape(mine)}, stands for nothing in {source.path}",
                "take it out, or write it in the original first.", mine.box,
            )  # fmt: skip


def _beside_cell(pair: tuple[Segment | None, Segment | None], added: bool) -> bool:
    before = pair[1] if added else pair[0]
    return (pair[0] is None) == added and (pair[1] is None) != added and before is not None and before.kind == "cell"


def _form(segment: Segment, box: tuple[str, str] | None) -> tuple[str, ...]:
    return (segment.kind, *(box or ("", "")), *segment.shape[3:])


def _row_only(theirs: Segment, mine: Segment) -> bool:
    """Whether two cells differ in place only: a row or column more or fewer was named already."""
    return theirs.kind == mine.kind == "cell" and theirs.shape[1:3] == mine.shape[1:3]


def _twice(source: Unit, own: Unit) -> Iterator[Difference]:
    """Parts that say what another part of the unit says, where the original says two things."""
    said: dict[str, int] = {}
    originals = Counter(segment.plain for segment in source.segments)
    for segment in own.segments:
        if segment.plain in said and len(segment.plain) > 12 and originals.most_common(1)[0][1] == 1:
            yield Difference(
                "part-twice", segment.line, f"{named(segment)} stands on line {said[segment.plain]} too",
                "translate what the original says here.", segment.box,
            )  # fmt: skip
        said.setdefault(segment.plain, segment.line)


def _exchanged(sides: Pairs, path: str, vocabulary: Vocabulary, kinds: Collection[str]) -> Iterator[Difference]:
    """Two items, paragraphs or cells of a column that stand in each other's place, as their signs tell."""
    from scripts.checks.parity.likeness import are_exchanged, signs_of

    groups: dict[tuple, list[tuple[Segment, Segment]]] = {}
    for theirs, mine in sides:
        if theirs and mine and theirs.kind in kinds:
            place = theirs.shape[-1] if theirs.kind == "cell" else theirs.shape[3:4]
            groups.setdefault((theirs.kind, theirs.box, theirs.box_id, place), []).append((theirs, mine))
    for group in groups.values():
        if len(group) < 2:
            continue
        signs = [(signs_of(a, vocabulary, own=False), signs_of(b, vocabulary, own=True)) for a, b in group]
        for i, j in combinations(range(len(group)), 2):
            if are_exchanged(*signs[i], *signs[j]):
                (theirs, mine), other = group[i], group[j][1]
                yield Difference(
                    "order", mine.line,
                    f"{named(mine)} and {named(other)} (line {other.line}) seem to be exchanged; {path}:{theirs.line} has "
                    f"“{short(theirs.plain)}” first",
                    "put them in the order of the original.", theirs.box,
                )  # fmt: skip


def _inside(theirs: Segment, mine: Segment, path: str, vocabulary: Vocabulary) -> Iterator[Difference]:
    if "{{" in theirs.text or "{{" in mine.text:
        yield from _slots(theirs, mine, path)
    if "](" in theirs.text or "](" in mine.text:
        yield from _links(theirs, mine, path, vocabulary)
    if theirs.plain and not mine.plain:
        yield Difference("part-empty", mine.line, f"{named(theirs)} has no words here", "translate it.", theirs.box)


def _slots(theirs: Segment, mine: Segment, path: str) -> Iterator[Difference]:
    there, here = ([f"{{{{{match[1]}}}}}" for match in SLOT.finditer(segment.text)] for segment in (theirs, mine))
    if there == here:
        return
    order = ", in this order" if sorted(there) == sorted(here) else ""
    yield Difference(
        "slots", mine.line,
        f"{named(mine)} has {', '.join(here) or 'no slot'}{order}; {path}:{theirs.line} has {', '.join(there) or 'none'}",
        "keep each {{slot}} as it is and where it belongs: a number is filled in there.", theirs.box,
    )  # fmt: skip


def _links(theirs: Segment, mine: Segment, path: str, vocabulary: Vocabulary) -> Iterator[Difference]:
    there, here = links_of(theirs.text), links_of(mine.text)
    targets = [[target for _, target in links] for links in (there, here)]
    said = (
        f"{named(mine)} links to {', '.join(targets[1]) or 'nothing'}; {path}:{theirs.line} to "
        f"{', '.join(targets[0]) or 'nothing'}"
    )
    keep = "keep the targets of the original; only the words are translated."
    places = [[_place(target) for target in found] for found in targets]
    if sorted(places[0]) != sorted(places[1]):
        yield Difference("links", mine.line, said, keep, theirs.box)
    elif empty := [target for words, target in here if not words.strip()]:
        yield Difference(
            "links", mine.line, f"{named(mine)} has a link to {empty[0]} without words", "give it words.", theirs.box
        )
    elif places[0] != places[1] and not _follow(there, here, theirs, mine, vocabulary):
        yield Difference("links", mine.line, f"{said}, in that order", keep, theirs.box)
    elif sorted(map(_address, targets[0])) != sorted(map(_address, targets[1])):
        yield Difference(
            "link-outside",
            mine.line,
            said,
            "is it the same page, in the reader's language?",
            theirs.box,
            Severity.WARNING,
        )
    pictures = [images_of(segment.text) for segment in (theirs, mine)]
    if pictures[0] != pictures[1]:
        yield Difference(
            "images", mine.line,
            f"{named(mine)} shows {', '.join(pictures[1]) or 'no image'}; {path}:{theirs.line} {', '.join(pictures[0]) or 'none'}",
            "keep the images of the original.", theirs.box,
        )  # fmt: skip


_OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_TONGUE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?")


def _place(target: str) -> str:
    """What must be the same of a link's target: the page and section within the site, the site of an outside address.

    Outside, a page in the reader's language may stand for the original's.
    """
    if not _OUTSIDE.match(target):
        return target
    host = urlsplit(target).netloc.lower().split("@")[-1].split(":")[0]
    return "//" + ".".join(host.split(".")[-2:])


def _address(target: str) -> str:
    """An outside address without what says its language (es.example.org, /es/, ?lang=es)."""
    if not _OUTSIDE.match(target):
        return target
    parts = urlsplit(target)
    host = [part for part in parts.netloc.lower().split(".") if part != "www"]
    host = host[1:] if len(host) > 2 and _TONGUE.fullmatch(host[0]) else host
    steps = [step for step in parts.path.split("/") if step and not _TONGUE.fullmatch(step.lower())]
    return "/".join([".".join(host), *steps])


def _follow(there, here, theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> bool:
    """Whether links that stand in another order have the words of the original's with the same target."""
    from scripts.checks.parity.likeness import likeness, signs_of

    if len({target for _, target in there}) != len(there):
        return False

    def alike(one: str, other: str) -> float:
        first, second = replace(theirs, text=one), replace(mine, text=other)
        return likeness(signs_of(first, vocabulary, own=False), signs_of(second, vocabulary, own=True))

    words = {_place(target): text for text, target in here}
    by_target = sum(alike(text, words[_place(target)]) for text, target in there)
    by_place = sum(alike(one[0], other[0]) for one, other in zip(there, here, strict=True))
    return by_target > by_place


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
