"""What readers say leads to sections that are there.

Bad: `pins and needles: [get-help#tingle]`, where no page has a section #tingle: whoever types it finds nothing.
Good: the address of a section of a page in this language, or words that its pages have.
Why: a frightened reader types what nobody wrote, and must not end where nothing is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    for language in context.languages:
        synonyms = guide.synonyms[language.tag]
        pages = guide.pages[language.tag]
        there = [f"{name}#{section.id}" for name, page in pages.items() for section in page.sections]
        for said, meanings in synonyms.said.items():
            for address in meanings:
                if "#" not in address or address in there:
                    continue
                near = difflib.get_close_matches(address, there, n=1)
                yield Finding(
                    synonyms.path, synonyms.lines.get(said, 1), "synonym-leads-nowhere", Severity.ERROR,
                    f"“{said}” leads to {address}, which is not among the pages in {language.tag}.",
                    f"did you mean {near[0]}?" if near else "name a section by page#id, or words of the pages.",
                    address, language.tag,
                )  # fmt: skip
