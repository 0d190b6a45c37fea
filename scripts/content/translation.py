"""An article that is the translation of one we know: its parts go to the pages and sections of the original's.

Parts are aligned by what a translation keeps: the order and level of headings, how much stands below each, figures
and links.
"""

from __future__ import annotations

from scripts.content.figure import numbers_of
from scripts.content.page import FRONT
from scripts.content.plan import Part, Place, Plan, parts_of
from scripts.content.record import SourceRecord
from scripts.content.source import Source

SKIP = -0.6  # leaving a part without a counterpart
LEVEL = 1.0  # for the same level of heading
AMOUNT = 1.0  # for as many passages of each kind
SAME = 2.0  # for the same figures or links


def follow(original: SourceRecord, source: Source) -> Plan:
    """The plan of a translation: each part goes where its counterpart in the original's record went. A part without
    one becomes a section of its own after the part before it."""
    theirs, ours = _parts_of_record(original), parts_of(source)
    levels = {f"{name}#{s.id}": s.level for name, page in original.pages.items() for s in page.sections}
    places: dict[int, Place] = {}
    titles: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    last, number = next(iter(original.pages)), 0
    for part, like in zip(ours, _align(theirs, ours, source), strict=True):
        if like is None and part.heading is not None:
            number += 1
            places[part.line] = Place(last, f"added-{number}", 2)
            continue
        page, section = (theirs[like].target if like is not None else f"{last}#{FRONT}").split("#")
        if part.heading and (page, section) in taken:
            number += 1
            section = f"added-{number}"
        if part.heading:
            taken.add((page, section))
        last = page
        places[part.line] = Place(page, section, levels.get(f"{page}#{section}", 1 if section == FRONT else 2))
        if part.heading:
            titles.setdefault(page, part.heading.text)
            if section == FRONT:
                titles[page] = part.heading.text
    return Plan({page: titles[page] for page in original.pages if page in titles}, places)


class _RecordedPart:
    """A part of the original, as its record has it."""

    def __init__(self, target: str, level: int) -> None:
        self.target, self.level = target, level
        self.kinds: dict[str, int] = {}
        self.marks: set[str] = set()


def _parts_of_record(record: SourceRecord) -> list[_RecordedPart]:
    levels = {heading.id: heading.level for heading in record.outline}
    links: dict[str, list[str]] = {}
    for link in record.links:
        links.setdefault(link.passage, []).append(link.href or "")
    parts: list[_RecordedPart] = []
    for passage in record.passages:
        if passage.kind == "heading" or not parts:
            target = passage.covered_by[0] if passage.covered_by else f"{next(iter(record.pages))}#{FRONT}"
            parts.append(_RecordedPart(target, levels.get(passage.heading, 1) if passage.kind == "heading" else 1))
        part = parts[-1]
        part.kinds[passage.kind] = part.kinds.get(passage.kind, 0) + 1
        part.marks |= {value for figure in passage.figures for value, _ in numbers_of(figure)}
        part.marks |= {_ending(href) for href in links.get(passage.id, ())}
    return parts


def _ending(href: str) -> str:
    return href.rstrip("/").rpartition("/")[2].lower()


def _facts(part: Part, source: Source) -> _RecordedPart:
    facts = _RecordedPart("", part.level)
    lines = {passage.line for passage in part.passages}
    for passage in part.passages:
        facts.kinds[passage.kind] = facts.kinds.get(passage.kind, 0) + 1
        facts.marks |= {value for value, _ in numbers_of(passage.text)}
    facts.marks |= {_ending(link.href) for link in source.links if link.href and link.line in lines}
    return facts


def _alike(one: _RecordedPart, two: _RecordedPart) -> float:
    kinds = {*one.kinds, *two.kinds}
    most = sum(max(one.kinds.get(kind, 0), two.kinds.get(kind, 0)) for kind in kinds) or 1
    least = sum(min(one.kinds.get(kind, 0), two.kinds.get(kind, 0)) for kind in kinds)
    marks = one.marks | two.marks
    return (
        LEVEL * (one.level == two.level)
        + AMOUNT * least / most
        + (SAME * len(one.marks & two.marks) / len(marks) if marks else 0)
        - 0.5
    )


def _align(theirs: list[_RecordedPart], ours: list[Part], source: Source) -> list[int | None]:
    """For each of our parts the number of its counterpart, in order; None if it has none (Needleman and Wunsch)."""
    facts = [_facts(part, source) for part in ours]
    best = [[SKIP * (i + j) for j in range(len(theirs) + 1)] for i in range(len(ours) + 1)]
    for i in range(1, len(ours) + 1):
        for j in range(1, len(theirs) + 1):
            best[i][j] = max(
                best[i - 1][j - 1] + _alike(theirs[j - 1], facts[i - 1]), best[i - 1][j] + SKIP, best[i][j - 1] + SKIP
            )
    found: list[int | None] = [None] * len(ours)
    i, j = len(ours), len(theirs)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + _alike(theirs[j - 1], facts[i - 1]):
            i, j = i - 1, j - 1
            found[i] = j
        elif best[i][j] == best[i - 1][j] + SKIP:
            i -= 1
        else:
            j -= 1
    return found
