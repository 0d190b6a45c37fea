"""Every part of the article stands in its section, on the built pages of each language, and says what it said.

Bad: a passage whose section is missing, empty, unwritten, in another language or out of order; a link that is broken
or leads elsewhere; a list with items missing; a figure, key term, "not" or "most" that is gone; a safety box lost.
Good: each section that `covered_by` names has its text, as it was accepted or with harmless edits.
Why: an article that is split and rewritten loses things silently; a reader cannot miss what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scripts.checks import acceptance, boxes, claims, copying, links, tongue
from scripts.content.accepted import front_blocks
from scripts.content.built import BuiltPage, BuiltSection
from scripts.content.figure import numbers_of
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.content.recalls import RECALLS
from scripts.content.record import PRINTED, RecordedClaim, RecordedPassage, SourceRecord
from scripts.content.source import RUN
from scripts.content.update import fill_record
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = True

SAID = ("paragraph", "list-item", "table-row", "notice")  # kinds of block that say something
WORDS = 4  # from so many words on, a text that is the same in two languages is not translated


class Part(Protocol):
    """A passage, heading, list or link of a record."""

    id: str
    covered_by: tuple[str, ...]
    at: int


def parts(record: SourceRecord) -> dict[str, tuple[Part, ...]]:
    """What must be covered, by kind."""
    return {
        "passage": record.passages,
        "heading": record.outline,
        "list": record.lists,
        "link": record.links,
        "claim": record.claims,
        "restored item": tuple(item for item in record.restored if item.use in PRINTED),
    }


@dataclass(frozen=True)
class Gap:
    """Why a section does not cover what is mapped to it: the rule, what was found, and the next step."""

    rule: str
    found: str
    hint: str


def gap(target: str, language: Language, context: Context) -> Gap | None:
    """What is wrong with a section (`page#id`) on the built pages of a language; None if nothing is."""
    name, id = target.split("#", 1)
    if id in context.guide.withdrawn(name):
        return None  # it was withdrawn, and not lost
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
    entry = context.guide.accepted[language.tag].get(target)
    if not below and section.heading and entry and not any(block.kind in SAID for block in entry.blocks):
        return None  # a heading with nothing below it, in the article too
    gaps = [found for child in below if (found := gap(f"{name}#{child.id}", language, context))]
    if gaps:
        return gaps[0]
    return None if below else Gap("section-empty", "the section has no text", "write it, or map the part elsewhere.")


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    """All findings: of each record, and of each page of each language."""
    for language in context.languages:
        for name in sorted(guide.names[guide.languages.source.tag]):
            if is_open(name, language, guide) and guide.is_written(name):
                yield Finding(
                    f"docs/{guide.languages.source.folder}/{name}.md", 1, "page-not-translated", Severity.NOTICE,
                    f"{name} is not translated; readers of {language.tag} see the {guide.languages.source.tag} page, marked.",
                    f"write docs/{language.folder}/{name}.md.", f"{name}#{FRONT}", language.tag,
                )  # fmt: skip
            elif guide.has(language, name):
                for section in guide.pages[language.tag][name].sections:
                    if is_form(section.address, language, guide):
                        yield Finding(
                            guide.pages[language.tag][name].path, section.line, "section-to-be-translated", Severity.NOTICE,
                            f"{section.address} is not translated; readers of {language.tag} see it in {guide.languages.source.tag}, marked.",
                            "translate it, and take out the two lines that mark it.", section.address, language.tag,
                        )  # fmt: skip
    for recall in guide.recalls:
        if not recall.lifted:
            yield Finding(
                RECALLS, recall.at, "withdrawn", Severity.NOTICE,
                f"{recall.section} is withdrawn in every language since {recall.date}: {recall.why}",
                "correct it, then: guide recall --lift.", recall.section,
            )  # fmt: skip
    for record in guide.records:
        yield from check_record(record, context)
    copies = copying.Copies(guide)
    words = tongue.Vocabularies(guide)
    for language in context.languages:
        mapped = mapped_sections(language, context)
        accepted = {section.split("#")[0] for section in guide.accepted[language.tag]}
        for name in sorted(guide.names[language.tag] | accepted):
            yield from check_page(name, language, context, mapped, copies, words)


def mapped_sections(language: Language, context: Context) -> set[str]:
    """The sections that have to cover a part of some article in a language."""
    records = [record for record in context.guide.records if language in languages_of(record, context)]
    entries = [part for record in records for entries in parts(record).values() for part in entries]
    return {target for part in entries for target in part.covered_by}


def languages_of(record: SourceRecord, context: Context) -> list[Language]:
    """The languages that have to cover a record: all. An article that was copied is covered in its own language, and
    where any of its pages was translated."""
    if record.rights == "rewrite" and not record.translates:
        return list(context.languages)
    names = context.guide.names
    return [
        language
        for language in context.languages
        if language.tag == record.language or (not record.translates and names[language.tag] & set(record.pages))
    ]


def check_record(record: SourceRecord, context: Context) -> Iterator[Finding]:
    """What a record says of its article against the sections that are to cover it."""
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
        elif (
            record.rights == "rewrite"
            and passage.kind != "notice"
            and passage.words >= 2 * RUN
            and passage.id not in record.word_runs
        ):
            yield Finding(
                record.path, passage.at, "no-word-runs", Severity.ERROR,
                f"{_what('passage', passage)} has no word_runs, so a sentence carried over from it would go unseen.",
                "run `guide split` on the article.",
            )  # fmt: skip
    for correction in record.corrections:
        passage = next(passage for passage in record.passages if passage.id == correction.passage)
        if correction.what not in getattr(passage, f"{correction.kind}s"):
            yield Finding(
                record.path, correction.at, "correction-unused", Severity.ERROR,
                f"a correction is of the {correction.kind} {correction.what}, which {_what('passage', passage)} does not have.",
                f"name one that it has, or take the correction out; {correction.kind}s: "
                f"{', '.join(getattr(passage, f'{correction.kind}s')) or 'none'}.",
            )  # fmt: skip
    if context.source is not None and context.sourced == record.name:
        yield from _changes(record, context)
    languages = languages_of(record, context)
    for language in context.languages:
        if language not in languages and not record.translates:
            yield Finding(
                record.path, 1, "topic-not-translated", Severity.NOTICE,
                f"{record.topic} is in {record.language} only; readers of {language.tag} see it so, marked.",
                f"split its {language.tag} version, with --topic {record.topic} --language {language.tag}.", "", language.tag,
            )  # fmt: skip
    own = {language.tag: own_sections(record, language.tag, context.guide) for language in languages}
    for kind, entries in parts(record).items():
        for part in entries:
            what = _what(kind, part)
            if not part.covered_by:
                yield Finding(
                    record.path, part.at, "unmapped", Severity.ERROR,
                    f"{what} maps to no section.", "name the section that takes it in covered_by.",
                )  # fmt: skip
            for language in languages:
                for target in part.covered_by:
                    page = target.split("#")[0]
                    if is_open(page, language, context.guide) or is_form(target, language, context.guide):
                        continue
                    if found := gap(target, language, context):
                        path, line = _place(record, part, target, language, context)
                        lacking = own[language.tag] and target not in own[language.tag]
                        yield Finding(
                            path, line, found.rule, Severity.NOTICE if lacking else Severity.ERROR,
                            f"{what} belongs in {target} ({language.tag}): {found.found}.",
                            found.hint, target, language.tag,
                        )  # fmt: skip
    for language in languages:
        yield from _order(record, language, context)
        if has_own_article(record, language.tag, context.guide):
            continue  # its own article says what must be there, in its own words
        for part, rule, found, hint in _lost(record, language, context):
            path, line = _place(record, part, part.covered_by[0], language, context)
            yield Finding(
                path, line, rule, Severity.ERROR, f"{_what(_kind(part), part)} ({language.tag}): {found}.", hint,
                part.covered_by[0], language.tag,
            )  # fmt: skip


def is_open(name: str, language: Language, guide: Guide) -> bool:
    """Whether a page is still to be translated: readers of the language see the source's, marked, and nothing of it
    was ever accepted. That is work to do; a translation that was there and is gone is a loss."""
    if language == guide.languages.source or guide.has(language, name):
        return False
    copied = any(record.rights == "copy" and name in record.pages for record in guide.records)
    return not copied and not any(section.split("#")[0] == name for section in guide.accepted[language.tag])


def is_form(target: str, language: Language, guide: Guide) -> bool:
    """Whether a section of a translated page is still as `guide lang add` made it, and nothing of it was accepted."""
    page = guide.pages[language.tag].get(target.split("#")[0])
    section = page.section(target.split("#")[1]) if page else None
    return bool(section and section.to_be_translated) and target not in guide.accepted[language.tag]


def has_own_article(record: SourceRecord, tag: str, guide: Guide) -> bool:
    """Whether a language has an article of its own that translates the record's."""
    return any(_translates(other, record, tag) for other in guide.records)


def own_sections(record: SourceRecord, tag: str, guide: Guide) -> set[str]:
    """The sections that a language's own article, which translates the record's, goes to. What it lacks of them
    readers see in the record's language, as they see a topic that is not translated."""
    own = (other for other in guide.records if _translates(other, record, tag))
    return {target for other in own for passage in other.passages for target in passage.covered_by}


def _translates(other: SourceRecord, record: SourceRecord, tag: str) -> bool:
    return other.translates == record.topic and other.language == tag


def _kind(part: Part) -> str:
    kinds = {"RecordedPassage": "passage", "RecordedList": "list", "RecordedLink": "link", "RecordedClaim": "claim"}
    return kinds.get(type(part).__name__, "heading")


def _order(record: SourceRecord, language: Language, context: Context) -> Iterator[Finding]:
    """Sections stand in the order of the record's plan."""
    for name, planned in record.pages.items():
        page = context.site.page(language, name) if context.site else None
        if page is None:
            continue
        wanted = [section.id for section in planned.sections if section.id in page.sections]
        found = [id for id in page.sections if id in wanted]
        for want, have in zip(wanted, found, strict=True):
            if want != have:
                yield Finding(
                    *_section_place(name, have, language, context), "sections-out-of-order", Severity.ERROR,
                    f"the section {name}#{have} stands where {name}#{want} belongs ({language.tag}).",
                    f"put the sections back in the order of {record.path}, or change it there.",
                    f"{name}#{have}", language.tag,
                )  # fmt: skip
                break


def _lost(record: SourceRecord, language: Language, context: Context) -> Iterator[tuple[Part, str, str, str]]:
    """Figures, claims, terms, list items and links of the article that no section holds: part, rule, found, hint."""
    guide, tag = context.guide, language.tag
    corrections = {(c.passage, c.kind, c.what): c for c in record.corrections}
    for passage in record.passages:
        sections = _covering(passage.covered_by, language, context)
        if not sections:
            continue
        text = " ".join(block.text for section in sections for block in section.blocks)
        yield from ((passage, *loss) for loss in _figures_lost(passage, text, corrections))
        turns, terms = guide.claims[tag], guide.terms
        said = {concept for concept, _ in turns.found_in(text)} if turns else set(passage.claims)
        for concept in passage.claims:
            if concept not in said and (passage.id, "claim", concept) not in corrections:
                yield (
                    passage, "claim-lost", f"none of its sections says “{concept}”, and the article does",
                    f"say it, or add a correction with its reason to {record.path}.",
                )  # fmt: skip
        if unknown := [id for id in passage.terms if id not in terms.forms]:
            yield (
                passage, "term-unknown", f"docs/_data/terms.yml has no term {', '.join(unknown)}, which it speaks of",
                "put the term back, or run `guide split` on the article.",
            )  # fmt: skip
        known = {id for id in passage.terms if terms.forms.get(id, {}).get(tag)}
        for id in sorted(known - {term for term, _ in terms.found_in(text, tag)}):
            if (passage.id, "term", id) not in corrections:
                yield (
                    passage, "term-lost", f"none of its sections speaks of {id} ({', '.join(terms.forms[id][tag])})",
                    f"name it, or add a correction with its reason to {record.path}.",
                )  # fmt: skip
    for claim in record.claims:
        if lacks := _lack_of(claim, language, context):
            yield (
                claim, "claim-not-said", f"no paragraph or item of its sections says it; the nearest lacks {lacks}",
                f"say it in one of them, or correct the claim in {record.path}, with its reason.",
            )  # fmt: skip
    for entry in record.lists:
        sections = _covering(entry.covered_by, language, context)
        items = sum(block.kind in ("list-item", "table-row") for section in sections for block in section.blocks)
        if sections and items < entry.count:
            yield (
                entry, "items-missing", f"its sections hold {items} items; the record says {entry.count}",
                f"write the missing ones, or correct `count` in {record.path}.",
            )  # fmt: skip
    for link in record.links:
        sections = _covering(link.covered_by, language, context)
        if not sections or not link.target:
            continue
        there = [shown for section in sections for block in section.blocks for shown in block.links]
        if not any(links.leads_to(address, link, record, tag) for _, address in there):
            yield link, "link-lost", f"no link of its sections leads to {link.target or link.href}", "link to it again."


def _figures_lost(passage: RecordedPassage, text: str, corrections: dict) -> Iterator[tuple[str, str, str]]:
    """Figures of a passage that a text lacks; a correction is looked for in its place."""
    text = f"{text} {text.replace('^', '')}"  # the record has a raised figure without its mark
    there = numbers_of(text)
    for figure in passage.figures if passage.kind != "notice" else ():  # the year of a notice is no figure
        correction = corrections.get((passage.id, "figure", figure))
        wanted = correction.becomes if correction else figure
        if wanted and re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", text):
            continue
        for value, percent in numbers_of(wanted):
            if (value, percent) not in there and (percent or value not in [number for number, _ in there]):
                yield (
                    "figure-lost",
                    f"none of its sections has the figure {wanted}" + (f", which corrects {figure}" if correction else ""),
                    "write it, with its base; or add a correction with its reason to the record.",
                )  # fmt: skip
                break


def _covering(targets: tuple[str, ...], language: Language, context: Context) -> list[BuiltSection]:
    """The sections that cover a part, with the sections in them; none if one of them has a gap of its own."""
    found: list[BuiltSection] = []
    for target in targets:
        name, id = target.split("#", 1)
        if id in context.guide.withdrawn(name) or gap(target, language, context):
            return []
        page = context.site.page(language, name)
        found += [section for section in (page.sections[id], *_below(page, id)) if section not in found]
    return found


def _below(page: BuiltPage, id: str) -> Iterator[BuiltSection]:
    for child in page.children(id) if id != FRONT else ():
        yield child
        yield from _below(page, child.id)


def check_page(
    name: str,
    language: Language,
    context: Context,
    mapped: set[str],
    copies: copying.Copies,
    words: tongue.Vocabularies,
) -> Iterator[Finding]:
    """What a page of a language says against what was accepted, and what holds for every page."""
    guide, tag = context.guide, language.tag
    accepted = {s: a for s, a in guide.accepted[tag].items() if s.split("#")[0] == name}
    page = (context.site.page(language, name) if context.site else None) or BuiltPage(tag)
    markdown = guide.pages[tag].get(name)
    vocabulary = acceptance.vocabulary(guide, name, tag)
    others = {acceptance.same_text(b.text) for entry in guide.accepted[tag].values() for b in entry.blocks}

    def finding(id: str, rule: str, message: str, hint: str) -> Finding:
        path, line = _section_place(name, id, language, context)
        open_work = rule == "not-accepted" and not language.is_public
        severity = Severity.NOTICE if open_work else Severity.ERROR
        return Finding(path, line, rule, severity, f"{name}#{id} ({tag}): {message}.", hint, f"{name}#{id}", tag)

    withdrawn = guide.withdrawn(name)
    wanted = [id for section in accepted if (id := section.split("#")[1]) in page.sections]
    for want, have in zip(wanted, [id for id in page.sections if id in wanted], strict=True):
        if want != have:
            yield finding(have, "sections-out-of-order", f"it stands where {name}#{want} stood",
                          f"put it back, or: guide accept {name} --language {tag}")  # fmt: skip
            break
    for id, section in page.sections.items():
        entry = accepted.pop(f"{name}#{id}", None)
        if id in withdrawn:
            continue
        foreign = f"it is in {section.language}" if section.language != tag else ""
        if foreign or section.to_be_written:
            if entry and not (f"{name}#{id}" in mapped and gap(f"{name}#{id}", language, context)):
                yield finding(id, "other-language" if foreign else "to-be-written", foreign or "part of it is marked as to be written", "write it again as it was accepted, or accept it anew")  # fmt: skip
            continue
        if entry is None:
            if page.is_written(section):
                yield finding(id, "not-accepted", "nobody has said yet that this text is complete",
                              f"read it, then: guide accept {name}#{id} --language {tag}")  # fmt: skip
            continue
        touched = stale_passages(entry.passages, f"{name}#{id}", tag, guide)
        if touched:
            yield finding(id, "stale", f"the article has changed in {', '.join(touched)} since it was accepted",
                          f"bring the text up to date, then: guide accept {name}#{id} --language {tag}")  # fmt: skip
        if f"{name}#{id}" in mapped and gap(f"{name}#{id}", language, context):
            continue  # its parts are named as lost already
        about = front_blocks(markdown.title, markdown.description) if id == FRONT and markdown else ()
        for loss in acceptance.losses(entry.blocks, (*about, *section.blocks), vocabulary, others):
            yield finding(id, loss.rule, loss.found, f"put it back, or: guide accept {name}#{id} --language {tag}")
    for section in sorted(set(accepted) - mapped):
        yield finding(
            section.split("#")[1], "section-missing", "the page has no such section any more", "write it again."
        )
    yield from boxes.check_page(name, page, language, context)
    for id, rule, message, hint in links.check_page(name, page, language, context):
        yield finding(id, rule, message, hint)
    for id, rule, message, hint in tongue.check_page(page, language, words, others):
        yield finding(id, rule, message, hint)
    for id, tag_name in page.foreign:
        yield finding(id, "element-foreign", f"it holds <{tag_name}>, with which a page can hide or change what it says",
                      "take it out")  # fmt: skip
    for id in page.twice:
        yield finding(id, "section-twice", "two sections have this id, and links lead to the first", "keep one of them")
    said = [(section.id, " ".join(block.text for block in section.blocks)) for section in page.sections.values()]
    said += [(FRONT, f"{markdown.title}. {markdown.description}")] if markdown else []
    for id, text in said:
        if found := copies.found_in(text, tag):
            path, line = _section_place(name, id, language, context)
            line = (markdown and copying.line_of(markdown, copies, found[0])) or line
            yield copying.finding(path, line, found, f"{name}#{id}", tag)


def stale_passages(accepted: dict[str, str], section: str, tag: str, guide: Guide) -> list[str]:
    """Passages that a section covers and that are new, changed or gone since it was accepted."""
    now = passages_of(section, tag, guide)
    return sorted(id for id in {*now, *accepted} if now.get(id) != accepted.get(id))


def passages_of(section: str, tag: str, guide: Guide) -> dict[str, str]:
    """The state of the passages that a section covers, by record and id: what an acceptance rests on."""
    return {
        f"{record.name}:{passage.id}": passage.state
        for record in guide.records
        if (record.language == tag if record.translates else not has_own_article(record, tag, guide))
        for passage in record.passages
        if section in passage.covered_by
    }


def _is_covered(part: Part, language: Language, context: Context) -> bool:
    if not part.covered_by or any(gap(target, language, context) for target in part.covered_by):
        return False
    if any(id in context.guide.withdrawn(name) for name, id in (target.split("#", 1) for target in part.covered_by)):
        return False
    return not (isinstance(part, RecordedClaim) and _lack_of(part, language, context))


def _lack_of(claim: RecordedClaim, language: Language, context: Context) -> str:
    """What the sections that cover a claim lack of it; "" where one of them has a gap of its own."""
    blocks = [block for section in _covering(claim.covered_by, language, context) for block in section.blocks]
    return claims.lack_of(claim, blocks, language.tag, context.guide) if blocks else ""


def _what(kind: str, part: Part) -> str:
    said = getattr(part, "label", "") or getattr(part, "text", "")
    return f"{kind} {part.id} ({said})" if said else f"{kind} {part.id}"


def _place(record: SourceRecord, part: Part, target: str, language: Language, context: Context) -> tuple[str, int]:
    """The section in the language's own file, else the file, else the entry of the record."""
    name, id = target.split("#", 1)
    if context.guide.pages[language.tag].get(name) is None:
        return record.path, part.at
    return _section_place(name, id, language, context)


def _section_place(name: str, id: str, language: Language, context: Context) -> tuple[str, int]:
    """The section in the language's own file, else the file's first line."""
    page = context.guide.pages[language.tag].get(name)
    section = page.section(id) if page else None
    return f"docs/{language.folder}/{name}.md", section.line if section else 1


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
    if set(known) != at_hand:
        return
    guide = context.guide
    read, _ = fill_record(record, context.source, guide.claims.get(record.language), guide.terms)
    for passage, said in zip(record.passages, read.passages, strict=False):
        for name in ("words", "figures", "claims", "terms"):
            if getattr(passage, name) != getattr(said, name):
                yield Finding(
                    record.path, passage.at, "record-differs", Severity.ERROR,
                    f"{_what('passage', passage)} has other {name} in the record than in the article at hand.",
                    "run `guide split` on the article.",
                )  # fmt: skip
    if record.word_runs != read.word_runs:
        yield Finding(
            record.path, 1, "record-differs", Severity.ERROR,
            "the record has other word_runs than the article at hand.", "run `guide split` on the article.",
        )  # fmt: skip


def summary(record: SourceRecord, context: Context) -> dict:
    """Covered and total, per kind and per page, for each language.

    `{"topic", "kinds": {kind: {tag: [covered, total]}}, "pages": {page: {tag: [covered, total]}}}`; a passage
    is covered when every section it maps to is, and counts for each page it maps to. A claim must be said, too.
    """
    kinds: dict[str, dict[str, list[int]]] = {}
    pages: dict[str, dict[str, list[int]]] = {}
    for language in languages_of(record, context):
        tag = language.tag
        for kind, entries in parts(record).items():
            kinds.setdefault(kind, {})[tag] = [sum(_is_covered(p, language, context) for p in entries), len(entries)]
        for passage in record.passages:
            for name in dict.fromkeys(target.split("#")[0] for target in passage.covered_by):
                here = [t for t in passage.covered_by if t.split("#")[0] == name]
                count = pages.setdefault(name, {}).setdefault(tag, [0, 0])
                withdrawn = context.guide.withdrawn(name)
                count[0] += not any(t.split("#")[1] in withdrawn or gap(t, language, context) for t in here)
                count[1] += 1
    order = list(record.pages) + sorted(set(pages) - set(record.pages))
    return {"topic": record.name, "kinds": kinds, "pages": {name: pages[name] for name in order if name in pages}}
