"""Every passage, heading, list and link of the article stands in a section, on the built pages of each language.

Bad: a passage whose section is missing, empty, still to be written, or shown in another language.
Good: each section that `covered_by` names has text in the reader's language.
Why: an article that is split and rewritten loses things silently; a reader cannot miss what is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scripts.content.language import Language
from scripts.content.record import SourceRecord
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "record"
NEEDS_SITE = True

WORDS = 4  # from so many words on, a text that is the same in two languages is not translated


class Part(Protocol):
    """A passage, heading, list or link of a record."""

    id: str
    covered_by: tuple[str, ...]
    at: int


def parts(record: SourceRecord) -> dict[str, tuple[Part, ...]]:
    """What must be covered, by kind."""
    return {"passage": record.passages, "heading": record.outline, "list": record.lists, "link": record.links}


@dataclass(frozen=True)
class Gap:
    """Why a section does not cover what is mapped to it: the rule, what was found, and the next step."""

    rule: str
    found: str
    hint: str


def gap(target: str, language: Language, context: Context) -> Gap | None:
    """What is wrong with a section (`page#id`) on the built pages of a language; None if nothing is."""
    name, id = target.split("#", 1)
    page = context.site.page(language, name) if context.site else None
    if page is None:
        return Gap("page-missing", f"the site has no page {name}", f"write docs/{language.folder}/{name}.md.")
    section = page.sections.get(id)
    if section is None:
        return Gap("section-missing", "the page has no such section", f"give the heading its id {{#{id}}} again.")
    if section.language != language.tag:
        return Gap(
            "not-translated",
            f"the page shows it in {section.language}",
            f"translate it in docs/{language.folder}/{name}.md.",
        )
    if section.to_be_written:
        return Gap("to-be-written", "the section is still to be written", "write it and take the marker out.")
    if section.text:
        source = context.guide.languages.source
        original = context.site.page(source, name) if language != source else None
        same = original and id in original.sections and original.sections[id].text == section.text
        if same and len(section.text.split()) >= WORDS:
            return Gap("not-translated", f"the section says it in {source.tag}", "translate it.")
        return None
    below = page.children(id)
    gaps = [found for child in below if (found := gap(f"{name}#{child.id}", language, context))]
    if gaps:
        return gaps[0]
    return None if below else Gap("section-empty", "the section has no text", "write it, or map the part elsewhere.")


def check(record: SourceRecord, context: Context) -> Iterator[Finding]:
    if not record.passages:
        yield Finding(
            record.path, 1, "no-passages", Severity.ERROR, "the record names no passage of its article.",
            "run `guide split` on the article.",
        )  # fmt: skip
    for passage in record.passages:
        if not passage.fingerprint:
            yield Finding(
                record.path, passage.at, "no-fingerprint", Severity.ERROR,
                f"{_what('passage', passage)} has no fingerprint, so a change of the article would go unseen.",
                "run `guide split` on the article.",
            )  # fmt: skip
    if context.source is not None:
        yield from _changes(record, context)
    for kind, entries in parts(record).items():
        for part in entries:
            what = _what(kind, part)
            if not part.covered_by:
                yield Finding(
                    record.path, part.at, "unmapped", Severity.ERROR,
                    f"{what} maps to no section.", "name the section that takes it in covered_by.",
                )  # fmt: skip
            for language in context.languages:
                for target in part.covered_by:
                    if found := gap(target, language, context):
                        path, line = _place(record, part, target, language, context)
                        yield Finding(
                            path, line, found.rule, Severity.ERROR,
                            f"{what} belongs in {target} ({language.tag}): {found.found}.",
                            found.hint, target, language.tag,
                        )  # fmt: skip


def _what(kind: str, part: Part) -> str:
    said = getattr(part, "label", "") or getattr(part, "text", "")
    return f"{kind} {part.id} ({said})" if said else f"{kind} {part.id}"


def _place(record: SourceRecord, part: Part, target: str, language: Language, context: Context) -> tuple[str, int]:
    """The section in the language's own file, else the file, else the entry of the record."""
    name, id = target.split("#", 1)
    page = context.guide.pages[language.tag].get(name)
    if page is None:
        return record.path, part.at
    section = page.section(id)
    return page.path, section.line if section else 1


def _changes(record: SourceRecord, context: Context) -> Iterator[Finding]:
    """The article at hand against the fingerprints of the record."""
    known = {passage.fingerprint: passage for passage in record.passages}
    at_hand = {passage.fingerprint for passage in context.source.passages}
    for passage in context.source.passages:
        if passage.fingerprint not in known:
            yield Finding(
                record.path, 1, "source-changed", Severity.ERROR,
                f"line {passage.line} of the article ({passage.kind}, {passage.words} words) is not in the record.",
                "run `guide split` on the article; it says what changed and which sections that touches.",
            )  # fmt: skip
    for passage in record.passages:
        if passage.fingerprint not in at_hand:
            yield Finding(
                record.path, passage.at, "source-changed", Severity.ERROR,
                f"{_what('passage', passage)} is not in the article at hand.",
                "run `guide split` on the article, or check that it is the right file.",
            )  # fmt: skip


def summary(record: SourceRecord, context: Context) -> dict:
    """Covered and total, per kind and per page, for each language.

    `{"topic", "kinds": {kind: {tag: [covered, total]}}, "pages": {page: {tag: [covered, total]}}}`; a passage
    is covered when every section it maps to is, and counts for each page it maps to.
    """
    kinds: dict[str, dict[str, list[int]]] = {}
    pages: dict[str, dict[str, list[int]]] = {}
    for language in context.languages:
        tag = language.tag
        for kind, entries in parts(record).items():
            covered = [bool(p.covered_by) and not any(gap(t, language, context) for t in p.covered_by) for p in entries]
            kinds.setdefault(kind, {})[tag] = [sum(covered), len(entries)]
        for passage in record.passages:
            for name in dict.fromkeys(target.split("#")[0] for target in passage.covered_by):
                here = [t for t in passage.covered_by if t.split("#")[0] == name]
                count = pages.setdefault(name, {}).setdefault(tag, [0, 0])
                count[0] += not any(gap(target, language, context) for target in here)
                count[1] += 1
    order = list(record.pages) + sorted(set(pages) - set(record.pages))
    return {"topic": record.topic, "kinds": kinds, "pages": {name: pages[name] for name in order if name in pages}}
