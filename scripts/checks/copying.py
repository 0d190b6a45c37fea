"""No page repeats eight words in a row of an article that may not be copied.

Bad: a sentence carried over from a source whose rights are `rewrite`.
Good: the same fact in our own words.
Why: the article is its publisher's; facts carry over, sentences do not. The record holds hashes, not text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.page import Page
from scripts.content.source import RUN, word_runs
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "page"
NEEDS_SITE = False


def check(page: Page, context: Context) -> Iterator[Finding]:
    for record in context.guide.records:
        if record.rights == "copy":
            continue
        # A publisher's notice is its name and year; naming them is no copying.
        notices = {passage.id for passage in record.passages if passage.kind == "notice"}
        known = {run: id for id, runs in record.word_runs.items() if id not in notices for run in runs}
        for line, section, text in _blocks(page):
            if run := next((run for run in word_runs(_shown(text)) if run in known), None):
                yield Finding(
                    page.path, line, "copied-words", Severity.ERROR,
                    f"{RUN} or more words in a row from passage {known[run]} of {record.topic} stand here.",
                    "say it in other words.", section, page.language,
                )  # fmt: skip


_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`\u00ad\u200b\u200c\u200d\u2060]|<[^>]*>|\{:?[^}]*\}")


def _shown(markdown: str) -> str:
    """A block as readers see it: markup within a sentence does not make it another sentence."""
    return html.unescape(_MARKS.sub("", html.unescape(_LINK.sub(r"\1", markdown))))


def _blocks(page: Page) -> Iterator[tuple[int, str, str]]:
    """(line, section, text) of every block between blank lines, list items joined with what stands round them."""
    yield 1, f"{page.name}#page", f"{page.title} {page.description}"
    for section in page.sections:
        yield section.line, section.address, section.heading
        start, block = section.body_line, []
        for line, text in enumerate([*section.body.split("\n"), ""], section.body_line):
            if text.strip():
                block.append(text)
                continue
            if block:
                yield start, section.address, " ".join(block)
            start, block = line + 1, []
