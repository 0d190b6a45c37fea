"""`guide lang diff`: what the source language said and says now, above the translation as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from scripts.checks.parity import vocabulary_of
from scripts.checks.parity.progress import Progress, progress_of
from scripts.checks.parity.structure import Pairs, aligned
from scripts.commands.units import named_units, translation
from scripts.content.guide import read_guide
from scripts.content.ledger import MEMORY, Standing, read_memory
from scripts.content.segment import Segment
from scripts.reports.word_diff import marked, paired

_MARKS = {"list-item": "- ", "cell": "| ", "box-title": "!!! ", "title": "title: ", "description": "description: "}


def diff(root: Path, tag: str, names: Sequence[str]) -> int:
    """Print the units that are named. Of a whole page those that are done are left out."""
    guide = read_guide(root, keep_faults=True)
    language = translation(guide, tag)
    every = progress_of(guide, language)
    chosen = named_units(names, every, guide)
    asked = named_units([name for name in names if "#" in name], every, guide)
    memory, source = read_memory(root), guide.languages.source.tag
    shown = [unit for address, unit in chosen.items() if not unit.is_done or address in asked]
    for number, unit in enumerate(shown):
        if number:
            click.echo()
        sides = aligned(unit.source, unit.own, vocabulary_of(guide, tag)) if unit.own else []
        for line in _lines(unit, sides, source, tag, memory):
            click.echo(line)
    if not shown:
        click.echo(f"All {len(chosen)} unit(s) are done, and nothing has changed since. PAGE#ID shows one in any case.")
    return 0


def _lines(unit: Progress, sides: Pairs, source: str, tag: str, memory: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A unit: where it is and how it stands; then each part, as the source has it, over its translation."""
    own = f"; {unit.own.path}:{unit.own.line}" if unit.own else ""
    yield f"{unit.address} ({unit.standing}): {unit.source.path}:{unit.source.line}{own}"
    then, said = _then(unit, source, memory)
    yield said
    width = max(len(source), len(tag))
    for text, mine in _rows(unit, sides, then):
        yield ""
        if text:
            yield f"  {source:<{width}}  {text}"
        if mine is not None:
            yield f"  {tag:<{width}}  {_mark(mine)}{mine.plain}"
        elif unit.own:
            yield f"  {tag:<{width}}  –"
    for difference in unit.differences:
        yield ""
        yield f"  {unit.own.path}:{difference.line}: {difference.found}. [{difference.rule}]"
        yield f"    Next: {difference.hint}"


def _then(unit: Progress, source: str, memory: Mapping[str, Sequence[str]]) -> tuple[Sequence[str] | None, str]:
    """What the source said when the unit was done, if it has changed and we know; and a sentence about it."""
    entry = unit.entry
    if unit.own is None:
        return None, "It is not translated."
    if entry is None or not entry.source:
        return None, f"Nobody has said which text of {source} it translates."
    who = f" by {', '.join(entry.by)}" if entry.by else ""
    done = f"Said to be done{f' on {entry.date}' if entry.date else ''}{who} ({entry.how})."
    if unit.standing is not Standing.STALE:
        edited = " Its own words have changed since." if unit.standing is Standing.EDITED else ""
        return None, f"{done} The {source} text has not changed since.{edited}"
    if entry.source not in memory:
        return None, (
            f"{done} The {source} text has changed since, and {MEMORY} does not have the text that was translated "
            f"({entry.source}): what changed cannot be shown."
        )
    then = memory[entry.source]
    if tuple(then) == unit.source.says:
        return then, f"{done} The {source} words are the same; their form has changed since: headings, lists or boxes."
    return then, f"{done} The {source} text has changed since: [-gone-] {{+new+}}."


def _rows(unit: Progress, sides: Pairs, then: Sequence[str] | None) -> Iterator[tuple[str, Segment | None]]:
    """The source's text of each part, with what changed marked, and the translation's part in its place."""
    now = unit.source.segments
    if then is None:
        for theirs, mine in sides or [(segment, None) for segment in now]:
            yield f"{_mark(theirs)}{theirs.plain}" if theirs else "", mine
        return
    # A translation that still has the parts of the old text stands beside the parts that it translates.
    beside = dict(enumerate(unit.own.segments)) if len(unit.own.segments) == len(then) else None
    places = {id(theirs): mine for theirs, mine in sides if theirs}
    at = 0
    for old, number in paired(then, unit.source.says):
        theirs = now[number] if number is not None else None
        if beside is not None:
            mine = beside.get(at) if old is not None else None
        else:
            mine = places[id(theirs)] if theirs else None
        yield f"{_mark(theirs or mine)}{marked(old, theirs.plain if theirs else None)}", mine
        at += old is not None
    if beside is None:
        for theirs, mine in sides:
            if theirs is None:
                yield "", mine


def _mark(segment: Segment | None) -> str:
    """What shows the kind of a part, much as in Markdown."""
    if segment is None:
        return ""
    if segment.kind == "heading":
        return f"{'#' * int(segment.shape[3])} "
    return _MARKS.get(segment.kind, "")
