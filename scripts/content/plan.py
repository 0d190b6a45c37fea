"""A first page plan for an article nobody has planned yet: which page and section each passage goes to.

It is a proposal that an editor corrects in the record. It follows the article's headings where there are any,
else the words of each passage. No text of the article enters it but headings of fewer than eight words.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import replace

from scripts.content.record import (
    Heading,
    PlannedPage,
    PlannedSection,
    RecordedLink,
    RecordedList,
    RecordedPassage,
    SourceRecord,
)
from scripts.content.source import RUN, Source, word_runs
from scripts.errors import GuideError

KEPT = 0.5  # of a record's passages: an update leaves at least so many as they were

# What readers look for, in reading order: page, its title, and words that speak of it. English; a passage in
# another language, or one that fits none, goes to the first page.
_PAGES = (
    ("index", "Overview", ""),
    ("symptoms", "Symptoms", r"symptom|\bsigns?\b|\bpain|numb|weakness|complication"),
    ("causes", "Causes and risk factors", r"\bcause|risk factor|prevent|inherit|genetic"),
    ("diagnosis", "Diagnosis", r"diagnos|\btests?\b|\bmri\b|\bct\b|x-rays?|imaging|biops|\bscan"),
    ("staging", "Staging", r"\bstag(e|es|ing)\b|\bgrade|scoring"),
    ("treatment", "Treatment", r"treat|surg|radiation|medicine|chemotherap|steroid|\bdrug|side effect"),
    ("outlook", "Outlook", r"prognosis|survival|outlook|research|\bcured?\b"),
    ("coping", "Living with it", r"\bcop(e|ing)\b|support|stress|overwhelm|exercise|\bdiet|\bfood|\bmeals|lifestyle"),
    ("appointment", "Your appointment", r"appointment|questions|specialist|healthcare professional"),
)


def plan_record(source: Source, *, path: str, topic: str, language: str, rights: str, folder: str) -> SourceRecord:
    """A record with ids, labels and a proposed plan; fingerprints are left to `fill_record`.

    `folder` is put before page names ("" or "topic/").
    """
    sections: dict[str, dict[str, PlannedSection]] = {}
    outline: list[Heading] = []
    passages: list[RecordedPassage] = []
    lists: list[RecordedList] = []
    heading, page, section = "", "index", ""
    for number, passage in enumerate(source.passages, 1):
        if passage.kind == "heading":
            page = _page_of(passage.text) or page
            label = passage.text if passage.words < RUN else f"Heading on line {passage.line}"
            section = _id(label, sections.setdefault(page, {}))
            level = min(max(passage.level or 2, 2), 3)
            sections[page][section] = PlannedSection(section, label, level)
            heading = f"h{len(outline) + 1:02}"
            outline.append(Heading(heading, passage.level or 2, label, (f"{folder}{page}#{section}",), 0))
        elif not heading:
            page = _page_of(passage.text) or page
            section = "main"
            sections.setdefault(page, {}).setdefault(section, PlannedSection(section, _title(page), 2))
        id = f"p{number:02}"
        target = (f"{folder}{page}#{section}",)
        label = f"{passage.kind} of {passage.words} words on line {passage.line}"
        passages.append(RecordedPassage(id, None, passage.kind, heading, label, "", None, (), target, 0))
        if passage in source.lost_lists:
            lists.append(RecordedList(f"list-{len(lists) + 1}", id, "lost", "", (), target, 0))
    by_line = {p.line: r for p, r in zip(source.passages, passages, strict=True)}
    links = tuple(
        RecordedLink(f"link-{n}", link.text, link.href, by_line[link.line].id, by_line[link.line].covered_by, 0)
        for n, link in enumerate(source.links, 1)
    )
    order = [name for name, _, _ in _PAGES if name in sections or name == "index"]
    pages = {f"{folder}{name}": PlannedPage(_title(name), "", tuple(sections.get(name, {}).values())) for name in order}
    return SourceRecord(
        path=path, topic=topic, title=topic.replace("-", " ").capitalize(), language=language, publisher="",
        updated="", address="", rights=rights, pages=pages, outline=tuple(outline), passages=tuple(passages),
        lists=tuple(lists), links=links, word_runs={},
    )  # fmt: skip


def _title(page: str) -> str:
    return next(title for name, title, _ in _PAGES if name == page)


def _page_of(text: str) -> str:
    """The page that most words of a text speak of; "" if none does."""
    counts = [
        (len(re.findall(words, text, re.IGNORECASE)), -i, name) for i, (name, _, words) in enumerate(_PAGES) if words
    ]
    count, _, name = max(counts)
    return name if count else ""


def _id(text: str, taken: dict[str, PlannedSection]) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not re.match(r"^[a-z]", id):
        id = f"section-{id}".strip("-")
    unique, number = id, 2
    while unique in taken:
        unique, number = f"{id}-{number}", number + 1
    return unique


def fill_record(record: SourceRecord, source: Source) -> tuple[SourceRecord, list[str]]:
    """The record with what the article says filled in, and what changed, a line each.

    Passages keep their ids: those with a known fingerprint keep it wherever they moved; a passage that stands
    where an unknown one stood is that one, changed; the others are new. Editors' words are kept; lists and links
    of passages that are gone go with them. Raises GuideError if most passages are not in the article at all,
    since then it is another article, or part of one.
    """
    old = list(record.passages)
    new = list(source.passages)
    known_before = {passage.fingerprint for passage in old if passage.fingerprint}
    found_again = known_before & {passage.fingerprint for passage in new}
    if len(found_again) < len(known_before) * KEPT:
        raise GuideError(
            f"only {len(found_again)} of the record's {len(known_before)} passages are in this article.",
            place=record.path,
            hint="is it the right file, and whole? For another article choose another --topic.",
        )
    changes: list[str] = []
    match: dict[int, RecordedPassage] = {}
    if old and not any(passage.fingerprint for passage in old) and len(old) == len(new):
        match = dict(enumerate(old))  # a plan that has not met its article yet: passages in order
    else:
        sequence = difflib.SequenceMatcher(None, [p.fingerprint for p in old], [p.fingerprint for p in new], False)
        free_old: list[int] = []
        free_new: list[tuple[int, list[int]]] = []
        for kind, a1, a2, b1, b2 in sequence.get_opcodes():
            if kind == "equal":
                match |= {b1 + i: old[a1 + i] for i in range(a2 - a1)}
            else:
                free_old += range(a1, a2)
                free_new += [(b, list(range(a1, a2))) for b in range(b1, b2)]
        gone = {old[a].fingerprint: a for a in reversed(free_old)}
        for b, _ in free_new:
            if (a := gone.get(new[b].fingerprint)) is not None and a in free_old:
                match[b] = old[a]
                free_old.remove(a)
                changes.append(f"moved: {old[a].id} ({old[a].label}) is now on line {new[b].line}")
        for b, candidates in free_new:
            if b in match:
                continue
            a = next((a for a in candidates if a in free_old and old[a].kind == new[b].kind), None)
            if a is not None:
                match[b] = old[a]
                free_old.remove(a)
                changes.append(f"changed: {old[a].id} ({old[a].label}), line {new[b].line}: {_touched(old[a])}")
        changes += [f"gone: {old[a].id} ({old[a].label}): {_touched(old[a])}" for a in free_old]
    taken = {passage.id for passage in old}
    passages: list[RecordedPassage] = []
    for index, passage in enumerate(new):
        known = match.get(index)
        if known is None:
            id = _next_id(taken)
            taken.add(id)
            heading = passages[-1].heading if passages else ""
            label = f"{passage.kind} of {passage.words} words on line {passage.line}"
            known = RecordedPassage(id, None, passage.kind, heading, label, "", None, (), (), 0)
            changes.append(f"new: {id} on line {passage.line}; say in covered_by which section takes it")
        passages.append(
            replace(known, line=passage.line, kind=passage.kind, fingerprint=passage.fingerprint,
                    words=passage.words, figures=passage.figures)
        )  # fmt: skip
    there = {passage.id for passage in passages}
    for entry in record.lists:
        if not {entry.lead_in, *entry.items} <= there:
            changes.append(f"gone: list {entry.id}: {_touched(entry)}")
    for link in record.links:
        if link.passage and link.passage not in there:
            changes.append(f"gone: link {link.id}: {_touched(link)}")
    record = replace(
        record,
        lists=tuple(entry for entry in record.lists if {entry.lead_in, *entry.items} <= there),
        links=tuple(link for link in record.links if not link.passage or link.passage in there),
    )
    runs = {r.id: word_runs(p.text) for r, p in zip(passages, new, strict=True)}
    return replace(record, passages=tuple(passages), word_runs={k: v for k, v in runs.items() if v}), changes


def _touched(part: RecordedPassage | RecordedList | RecordedLink) -> str:
    return f"look at {', '.join(part.covered_by)}" if part.covered_by else "it maps to no section"


def _next_id(taken: set[str]) -> str:
    numbers = [int(id[1:]) for id in taken if re.match(r"^p\d+$", id)]
    return f"p{max(numbers, default=0) + 1:02}"
