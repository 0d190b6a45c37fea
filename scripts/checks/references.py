"""Every written section of the source language names the publications it rests on.

Bad: a section that `sources` in the front matter does not list, or a key that docs/_data/references.yml lacks.
Bad: a safety box that rests on a company's page, or on words that somebody else quotes.
Good: `sources: {back-pain: [nice-ng234, macmillan-mscc], who-this-is-for: []}`; an empty list says that a section states
nothing medical.
A page that carries the text of an article names it already, in its credit.
Why: a medical statement without a source cannot be checked by the clinician who answers for it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.page import Page
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "page"
NEEDS_SITE = False

_SAFETY = re.compile(r"^[ \t]*!!! (?:danger|warning)\b", re.MULTILINE)


def check(page: Page, context: Context) -> Iterator[Finding]:
    guide = context.guide
    if page.language != guide.languages.source.tag:
        if page.sources:
            yield _finding(
                page, page.sources_line, "translated-sources", "a translation lists sources of its own.",
                "take them out: it rests on those of the page it translates.",
            )  # fmt: skip
        return
    ids = {section.id for section in page.sections}
    copied = any(record.rights == "copy" and page.name in record.pages for record in guide.records)
    for section in page.sections:
        wanted = section.body.strip() and not section.to_be_written and not copied
        if wanted and section.id not in page.sources:
            yield _finding(
                page, section.line, "no-source", f"the section {section.address} names no source.",
                f"add '{section.id}: [key]' to sources in the front matter, or '{section.id}: []' if it says nothing medical.",
            )  # fmt: skip
        keys = page.sources.get(section.id, ())
        firm = any(guide.references[key].carries_safety for key in keys if key in guide.references)
        if wanted and section.id in page.sources and not firm and _SAFETY.search(section.body):
            yield _finding(
                page, section.line, "no-safety-source",
                f"the section {section.address} holds a safety box, and none of its sources is an official or journal one "
                "whose wording was seen.",
                "add one, or take the box out.",
            )  # fmt: skip
    for id, keys in page.sources.items():
        if id not in ids:
            yield _finding(
                page, page.sources_line, "sources-of-no-section", f"sources are given for '{id}', which is no section.",
                _near(id, ids, "name a section id of this page."),
            )  # fmt: skip
        for key in keys:
            if key not in guide.references:
                yield _finding(
                    page, page.sources_line, "unknown-source", f"'{key}' is not in docs/_data/references.yml.",
                    _near(key, guide.references, "add it there, with how it was seen."),
                )  # fmt: skip


def _near(word: str, known: object, otherwise: str) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise


def _finding(page: Page, line: int, rule: str, message: str, hint: str) -> Finding:
    return Finding(page.path, line, rule, Severity.ERROR, message, hint, language=page.language)
