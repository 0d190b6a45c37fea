"""What was changed where the guide is hosted.

Bad: a hospital softens a danger sign on a page, and after a year nobody knows that the words are not the guide's.
Good: words of its own stand in notes (docs/_data/site.yml); whatever differs from the guide as it was handed out is listed.
Why: who answers for a text must be able to see which words are whose. These are notices: a change may be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.site import SITE
from scripts.content.unit import Unit
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    for language in context.languages:
        if known := guide.upstream.get(language.tag):
            yield from _changes(language, known, units_of(guide, language))
    tags = {language.tag for language in context.languages}
    for note in guide.facts.notes:
        if note.language in tags:
            path, _, line = note.place.partition(":")
            yield Finding(
                path, int(line or 1), "local-note", Severity.NOTICE,
                f"a note of the publisher's own stands at {note.section} ({note.language}); its fingerprint is {note.fingerprint}.",
                f"whoever answers for this site answers for it; to change it, edit {SITE}.", note.section, note.language,
            )  # fmt: skip


def units_of(guide: Guide, language: Language) -> dict[str, Unit]:
    """All units of a language's pages, by address."""
    names = sorted(guide.names[language.tag])
    return {address: unit for name in names for address, unit in guide.units(language, name).items()}


def _changes(language: Language, known: dict[str, str], units: dict[str, Unit]) -> Iterator[Finding]:
    hint = (
        "if the words are to be yours, write them as a note in docs/_data/site.yml; a newer guide may change them too."
    )
    for address, unit in units.items():
        if address not in known:
            yield Finding(
                unit.path, unit.line, "local-section", Severity.NOTICE,
                f"{address} is not in the guide as it was handed out.", hint, address, language.tag,
            )  # fmt: skip
        elif unit.fingerprint != known[address]:
            yield Finding(
                unit.path, unit.line, "local-change", Severity.NOTICE,
                f"{address} says something else than the guide as it was handed out.", hint, address, language.tag,
            )  # fmt: skip
    for address in known:
        if address not in units:
            page = address.partition("#")[0]
            yield Finding(
                f"docs/{language.folder}/{page}.md", 1, "local-removal", Severity.NOTICE,
                f"{address} was in the guide as it was handed out, and is gone here.", hint, address, language.tag,
            )  # fmt: skip
