"""`guide lang status` and `guide lang next`: how languages stand, and what to do first."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.checks.parity.progress import Progress, progress_of
from scripts.commands.units import readable, translation
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.ledger import Standing
from scripts.content.unit import INTERFACE
from scripts.errors import GuideError
from scripts.reports.progress import as_json, pages, summary

HELP = "get-help"
FIRST = 10  # units that `guide lang next` shows


def status(root: Path, tag: str | None, *, form: str) -> int:
    """Print how the units of one language stand, page by page, or of all languages, in sums. Returns 2 if a language
    cannot be read; the others are shown."""
    guide = read_guide(root, keep_faults=True)
    chosen = [readable(guide, tag)] if tag else list(guide.languages)
    found, code = {}, 0
    for language in chosen:
        try:
            readable(guide, language.tag)
            found[language] = list(progress_of(guide, language).values())
        except GuideError as error:
            if tag:
                raise
            click.echo(f"guide: {error}", err=True)
            code = 2
    if form == "json":
        click.echo(as_json(found, guide.languages.source))
    elif tag:
        click.echo(pages(chosen[0], found[chosen[0]]))
    else:
        click.echo(summary(found))
    return code


def next_units(root: Path, tag: str, *, count: int = FIRST) -> int:
    """Print what to translate or correct next, the most dangerous first, each with the command that helps."""
    guide = read_guide(root, keep_faults=True)
    language = translation(guide, tag)
    every = progress_of(guide, language)
    waiting = in_order(every.values(), guide, language)
    for number, unit in enumerate(waiting[:count], 1):
        kind = "safety, " if unit.source.is_safety else ""
        click.echo(f"{number}. {unit.address} ({kind}{unit.standing}): {_why(unit)}")
        for difference in unit.differences:
            click.echo(f"   {unit.own.path}:{difference.line}: {difference.found}. [{difference.rule}]")
        click.echo(f"   Next: {_how(unit, language)}")
    if len(waiting) > count:
        click.echo(f"… and {len(waiting) - count} more: guide lang next {tag} --count {len(waiting)}")
    if not waiting:
        click.echo(f"Nothing is left to translate into {tag}.")
        unsigned = sum(unit.standing is Standing.UNSIGNED for unit in every.values())
        if unsigned:
            click.echo(f"{unsigned} unit(s) wait for a sign-off: guide sign PAGE --lang {tag} --role language --by ID")
    return 0


def in_order(units, guide: Guide, language: Language) -> list[Progress]:
    """What is not done, in the order in which it matters: safety units; the page on danger signs and the words that every
    page shows; what readers see that is no more right, before what they see in the source's language; then the menu."""
    there = guide.names[language.tag] | {INTERFACE}

    def rank(unit: Progress) -> tuple[bool, bool, int]:
        state = 0 if unit.differences or unit.standing in (Standing.STALE, Standing.EDITED) else 1
        if unit.standing is Standing.MISSING:
            state = 2 if unit.page in there else 3
        return not unit.source.is_safety, unit.page not in (HELP, INTERFACE), state

    return sorted((unit for unit in units if not unit.is_done), key=rank)


def _why(unit: Progress) -> str:
    said = unit.standing.why or "it is said to be done"
    return f"{said}, and it does not say what the original says:" if unit.differences else f"{said}."


def _how(unit: Progress, language: Language) -> str:
    done = f"guide lang done {language.tag} {unit.address}"
    if unit.standing is Standing.MISSING:
        if unit.page == INTERFACE:
            return f"translate '{unit.address.split('#')[1]}' in docs/_data/ui/{language.tag}.yml; then: {done}"
        return f"translate {unit.source.path}:{unit.source.line} in docs/{language.folder}/{unit.page}.md; then: {done}"
    if unit.differences:
        return f"correct it; then: {done}"
    return f"guide lang diff {language.tag} {unit.address}"
