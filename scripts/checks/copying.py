"""Nothing we write repeats eight words in a row of an article that may not be copied.

Bad: a sentence carried over from a source whose rights are `rewrite`, onto a page, into a label or a menu word.
Good: the same fact in our own words. Names, the publisher's notice and runs of glossary terms are no copying.
Why: the article is its publisher's; facts carry over, sentences do not. The record holds hashes, not text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.content.page import Page
from scripts.content.source import RUN, runs_of, words_of
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False

# Words that join the parts of a name ("Institute of Health and Care").
_JOINING = frozenset("of and the for in on to a an at by de la el los las y e del des du et da do von van und".split())


@dataclass(frozen=True)
class Copies:
    """Finds runs of eight words of the articles of a guide that may not be copied."""

    guide: Guide
    _kept: dict[tuple[str, str], tuple[str, str, str] | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """(passage, topic) of each run. A publisher's notice is its name and year; naming them is no copying."""
        known = {}
        for record in self.guide.records:
            notices = {passage.id for passage in record.passages if passage.kind == "notice"}
            for id, runs in record.word_runs.items():
                if record.rights == "rewrite" and id not in notices:
                    known |= {run: (id, record.topic) for run in runs}
        return known

    def found_in(self, text: str, tag: str) -> tuple[str, str, str] | None:
        """(run, passage, topic) of the first run of eight words that a text repeats; None if it repeats none."""
        if self._known and (text, tag) not in self._kept:
            self._kept[text, tag] = self._find(text, tag)
        return self._kept.get((text, tag))

    def _find(self, text: str, tag: str) -> tuple[str, str, str] | None:
        for run, words in runs_of(text):
            if run in self._known and not self._is_name(words) and not self._is_terms(words, tag):
                return (run, *self._known[run])
        return None

    @cached_property
    def _names(self) -> list[str]:
        """Names that may be named: of publishers, and of the publications that pages cite."""
        references = [name for one in self.guide.references.values() for name in (one.organisation, one.title)]
        publishers = [record.publisher for record in self.guide.records]
        return [" ".join(words_of(name)) for name in (*references, *publishers) if name]

    def _is_name(self, words: list[str]) -> bool:
        """Whether words are part of a name."""
        said = " ".join(words).lower()
        return any(said in name for name in self._names)

    def _is_terms(self, words: list[str], tag: str) -> bool:
        """Whether words are glossary terms in a row, which can hardly be said in other words."""
        glossary = self.guide.terms.glossary
        found = {
            word
            for id, form in self.guide.terms.found_in(" ".join(words), tag)
            if id in glossary
            for word in form.split()
        }
        return all(word.lower() in _JOINING or word.lower() in found for word in words)


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    copies = Copies(guide)
    for language in context.languages:
        for page in guide.pages[language.tag].values():
            for line, section, text in _blocks(page):
                # As written too: titles of links, attributes and comments are published like any text.
                if found := copies.found_in(shown(text), page.language) or copies.found_in(text, page.language):
                    yield finding(page.path, line, found, section, page.language)
        interface = guide.interfaces[language.tag]
        for group, words in interface.words.items():
            for key, text in words.items():
                if f"{group}.{key}" not in interface.missing and (found := copies.found_in(text, language.tag)):
                    yield finding(interface.path, 1, found, f"ui#{key}", language.tag)
    for record in guide.records:
        labels = [(p.at, p.label) for p in record.passages] + [(h.at, h.label) for h in record.outline]
        labels += [(link.at, link.text) for link in record.links] + [(c.at, c.reason) for c in record.corrections]
        for planned in record.pages.values():
            labels += [(1, planned.title), (1, planned.description), *((1, s.heading) for s in planned.sections)]
        for line, text in labels:
            if found := copies.found_in(text, record.language):
                yield finding(record.path, line, found, "", record.language)


def finding(path: str, line: int, found: tuple[str, str, str], section: str, tag: str) -> Finding:
    """The finding for what `Copies.found_in` found."""
    _, passage, topic = found
    return Finding(
        path, line, "copied-words", Severity.ERROR,
        f"{RUN} or more words in a row from passage {passage} of {topic} stand here.",
        "say it in other words.", section, tag,
    )  # fmt: skip


def line_of(page: Page, copies: Copies, run: str) -> int | None:
    """The line of the block of a page's Markdown that holds a run; None if it is not there."""
    for line, _, text in _blocks(page):
        if (found := copies.found_in(shown(text), page.language)) and found[0] == run:
            return line
    return None


_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`\u00ad\u200b\u200c\u200d\u2060]|<[^>]*>|\{:?[^}]*\}")


def shown(markdown: str) -> str:
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
