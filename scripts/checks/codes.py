"""Codes of records systems lead to sections that are there, and symptoms to the help page.

Bad: `C72.0: {narrower: index#inside-the-chord}`, where no page has that section: a records system opens nothing.
Bad: a term under `texts` that docs/_data/terms.yml does not know.
Good: the address of a section of the source language, which every language has.
Why: whoever comes from a record has a diagnosis before their eyes, and must not end where nothing is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    yield from wrong_codes(guide)


def wrong_codes(guide: Guide) -> Iterator[Finding]:
    """What is wrong with the codes of a guide; a build stops at the first."""
    pages = guide.pages[guide.languages.source.tag]
    there = [section.address for page in pages.values() for section in page.sections]
    said: dict[str, str] = {}
    for section, place in guide.codes.sections.items():
        if section not in there:
            yield _finding(
                place, "code-leads-nowhere", f"a code leads to {section}, which is no section of the guide.",
                _near(section, there, "name a section by page#id; a whole page is page#page."), section,
            )  # fmt: skip
    for text in guide.codes.texts:
        for term in text.terms:
            if term not in guide.terms.forms:
                yield _finding(
                    text.place, "unknown-term", f"'{term}' is no term of docs/_data/terms.yml.",
                    _near(term, guide.terms.forms, "add it there, or write its words under 'says'."), text.section,
                )  # fmt: skip
        for words in text.says:
            if said.setdefault(words.casefold(), text.section) != text.section:
                yield _finding(
                    text.place, "text-with-two-sections",
                    f"“{words}” leads to {said[words.casefold()]} and to {text.section}.", "keep one of the two.", text.section,
                )  # fmt: skip


def _near(word: str, known: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]}?" if near else otherwise


def _finding(place: str, rule: str, message: str, hint: str, section: str) -> Finding:
    path, _, line = place.rpartition(":")
    return Finding(path, int(line), rule, Severity.ERROR, message, hint, section)
