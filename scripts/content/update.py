"""A source record brought up to date with its article: ids stay, editors' words stay, and what changed is told."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scripts.content.claims import Terms, Words
from scripts.content.plan import label_of, lists_of, passage_label, target_of
from scripts.content.record import Heading, RecordedLink, RecordedList, RecordedPassage, SourceRecord
from scripts.content.source import Passage, Source, word_runs
from scripts.errors import GuideError

KEPT = 0.5  # of a record's passages: an update leaves at least so many as they were
TURNS = ("not", "most", "few")  # claim words that an article's statement stands or falls with


def fill_record(
    record: SourceRecord, source: Source, claims: Words | None = None, terms: Terms | None = None
) -> tuple[SourceRecord, list[str]]:
    """The record with what the article says filled in, and what changed, a line each.

    Passages keep their ids: those with a known fingerprint keep it wherever they moved; a passage that stands
    where an unknown one stood is that one, changed; the others are new, and belong to the section they stand in.
    Editors' words are kept. `claims` are the claim words of the article's language. Raises GuideError if most passages
    are not in the article at all, since then it is another article, or part of one.
    """
    new = list(source.passages)
    match, gone, changes = _match(record, new)
    taken = {passage.id for passage in record.passages}
    passages: list[RecordedPassage] = []
    outline = list(record.outline)
    for index, passage in enumerate(new):
        known = match.get(index)
        if known is None:
            after = (match[later] for later in range(index + 1, len(new)) if later in match)
            section = next((near.covered_by[:1] for near in (*reversed(passages), *after) if near.covered_by), ())
            known = _new(passage, section, record, passages, taken, outline)
            where = _touched(known) if section else f"say in covered_by in {record.path} which section takes it"
            changes.append(f"new: {known.id} ({known.label}) on line {passage.line}: {where}")
        said = {concept for concept, _ in claims.found_in(passage.text)} if claims else set()
        spoken = {id for id, _ in terms.found_in(passage.text, record.language)} & terms.glossary if terms else set()
        passages.append(
            replace(
                known, line=passage.line, kind=passage.kind, fingerprint=passage.fingerprint, words=passage.words,
                figures=passage.figures, claims=tuple(c for c in TURNS if c in said), terms=tuple(sorted(spoken)),
            )
        )  # fmt: skip
    there = {passage.id for passage in passages}
    changes += [f"gone: {old.id} ({old.label}): {_touched(old)}" for old in gone]
    headings = {passage.heading for passage in passages}
    outline = [h for h in outline if h.id in headings or not any(p.heading == h.id for p in record.passages)]
    touched: set[str] = set()  # passages that changed, but not in their text
    outline = _leveled(outline, passages, new, changes, touched)
    lists = tuple(_lists(record, source, passages, changes))
    links = tuple(_links(record, source, passages, there, changes, touched))
    if any(passage.fingerprint for passage in record.passages):
        passages = [replace(p, moves=p.moves + 1) if p.id in touched else p for p in passages]
    runs = {} if record.rights == "copy" else {r.id: word_runs(p.text) for r, p in zip(passages, new, strict=True)}
    filled = replace(
        record, updated=(changes and source.about.updated) or record.updated,
        passages=tuple(passages), outline=tuple(outline), lists=lists, links=links,
        corrections=tuple(c for c in record.corrections if c.passage in there),
        claims=tuple(c for c in record.claims if c.passage in there),
        word_runs={id: found for id, found in runs.items() if found},
    )  # fmt: skip
    return filled, changes


def _match(
    record: SourceRecord, new: list[Passage]
) -> tuple[dict[int, RecordedPassage], list[RecordedPassage], list[str]]:
    """The recorded passage of each passage of the article that is known, those that are gone, and what changed."""
    old = list(record.passages)
    before = {passage.fingerprint for passage in old if passage.fingerprint}
    found_again = before & {passage.fingerprint for passage in new}
    if len(found_again) < len(before) * KEPT:
        raise GuideError(
            f"only {len(found_again)} of the record's {len(before)} passages are in this article.",
            place=record.path,
            hint="is it the right file, and whole? For another article choose another --topic.",
        )
    if not before and len(old) == len(new):
        return dict(enumerate(old)), [], []  # a plan that has not met its article yet: passages in order
    match: dict[int, RecordedPassage] = {}
    changes: list[str] = []
    free_old: list[int] = []
    free_new: list[tuple[int, range]] = []
    sequence = difflib.SequenceMatcher(None, [p.fingerprint for p in old], [p.fingerprint for p in new], False)
    for kind, a1, a2, b1, b2 in sequence.get_opcodes():
        if kind == "equal":
            match |= {b1 + i: old[a1 + i] for i in range(a2 - a1)}
        else:
            free_old += range(a1, a2)
            free_new += [(b, range(a1, a2)) for b in range(b1, b2)]
    by_text: dict[str, list[int]] = {}
    for a in free_old:
        by_text.setdefault(old[a].fingerprint, []).append(a)
    free = set(free_old)
    for b, _ in free_new:
        if found := by_text.get(new[b].fingerprint):
            a = found.pop(0)
            match[b] = replace(old[a], moves=old[a].moves + 1)
            free.discard(a)
            changes.append(f"moved: {old[a].id} ({old[a].label}) is now on line {new[b].line}: {_touched(old[a])}")
    for b, candidates in free_new:
        if b in match:
            continue
        a = next((a for a in candidates if a in free and old[a].kind == new[b].kind), None)
        if a is not None:
            match[b] = old[a]
            free.discard(a)
            changes.append(f"changed: {old[a].id} ({old[a].label}), line {new[b].line}: {_touched(old[a])}")
    return match, [old[a] for a in sorted(free)], changes


def _new(
    passage: Passage, section: tuple[str, ...], record: SourceRecord, before: list[RecordedPassage], taken: set[str],
    outline: list[Heading],
) -> RecordedPassage:  # fmt: skip
    id = _next_id("p", taken)
    taken.add(id)
    heading = before[-1].heading if before else ""
    if passage.kind == "heading":
        heading = _next_id("h", {entry.id for entry in outline})
        label = passage.text if record.rights == "copy" else label_of(passage.text, f"Heading on line {passage.line}")
        outline.append(Heading(heading, passage.level or 2, label, section, 0))
    label = passage_label(passage, record.rights == "copy")
    return RecordedPassage(id, None, passage.kind, heading, label, "", None, (), section, 0)


def _leveled(
    outline: list[Heading], passages: list[RecordedPassage], new: list[Passage], changes: list[str], touched: set[str]
) -> list[Heading]:
    """The outline with the levels that the headings of the article have today."""
    today = {r.heading: (p.level, r.id) for r, p in zip(passages, new, strict=True) if p.kind == "heading"}
    found = []
    for heading in outline:
        level, passage = today.get(heading.id) or (heading.level, "")
        if level != heading.level:
            touched.add(passage)
            changes.append(
                f"changed: heading {heading.id} is of level {level}, it was {heading.level}: {_touched(heading)}"
            )
        found.append(replace(heading, level=level))
    return found


def _lists(
    record: SourceRecord, source: Source, passages: list[RecordedPassage], changes: list[str]
) -> Iterator[RecordedList]:
    """The record's lists with their items of today, and new ones: an item added to a list belongs to it."""
    before, there = {passage.id for passage in record.passages}, {passage.id for passage in passages}
    fresh = there - before
    today = lists_of(source, {passage.line: passage for passage in passages})
    told: set[str] = set()
    for entry in record.lists:
        if entry.lead_in not in there or (entry.items and not {*entry.items} & there):
            changes.append(f"gone: list {entry.id}: {_touched(entry)}")
            continue
        now = next((one for one in today if {*one.items} & {*entry.items}), entry)
        items = tuple(id for id in now.items if id in fresh or (id in entry.items and id in there))
        told.update(items)
        if items != entry.items:
            now, was = len(items), len(entry.items)
            what = f"{now} items, it had {was}" if now != was else "other items, or in another order"
            changes.append(f"changed: list {entry.id} has {what}: {_touched(entry)}")
            entry = replace(entry, items=items, count=len(items) if entry.count else 0)
        yield entry
    taken = {entry.id for entry in record.lists}
    for one in today:
        if {*(one.items or (one.lead_in,))} <= fresh - told and before:
            id = _next_id("list-", taken)
            taken.add(id)
            changes.append(f"new: list {id} of {len(one.items)} items: {_touched(one)}")
            yield replace(one, id=id)


def _links(
    record: SourceRecord, source: Source, passages: list[RecordedPassage], there: set[str], changes: list[str],
    touched: set[str],
) -> Iterator[RecordedLink]:  # fmt: skip
    """The record's links with their addresses of today, and new ones."""
    by_line = {passage.line: passage for passage in passages}
    free = [link for link in source.links if link.label and link.line]
    found: dict[str, RecordedLink] = {}
    ways = (
        lambda link, old: (link.href, by_line[link.line].id) == (old.href, old.passage),
        lambda link, old: link.href == old.href,
        lambda link, old: by_line[link.line].id == old.passage and link.label == old.text,
    )
    for same in ways:
        for old in record.links:
            if old.id in found:
                continue
            link = next((link for link in free if same(link, old)), None)
            if link is None:
                continue
            free.remove(link)
            target = target_of(link, source, by_line)
            found[old.id] = replace(
                old,
                href=link.href,
                passage=by_line[link.line].id,
                target=target if link.href != old.href else old.target,
            )
            if link.href != old.href:
                touched.add(found[old.id].passage)
                changes.append(f"changed: link {old.id} leads to {link.href}, it led to {old.href}: {_touched(old)}")
    for old in record.links:
        if old.id in found:
            yield found[old.id]
        elif old.passage in there and not old.href:
            yield old  # a link that a text names without its address
        else:
            touched.add(old.passage)
            changes.append(f"gone: link {old.id}: {_touched(old)}")
    taken = {link.id for link in record.links}
    for link in free:
        id = _next_id("link-", taken)
        taken.add(id)
        passage = by_line[link.line]
        text = link.label if record.rights == "copy" else id
        touched.add(passage.id)
        changes.append(f"new: link {id} to {link.href or 'no address'} in {passage.id}: {_touched(passage)}")
        yield RecordedLink(id, text, link.href, passage.id, passage.covered_by, 0, target_of(link, source, by_line))


def _touched(part: Heading | RecordedPassage | RecordedList | RecordedLink) -> str:
    return f"look at {', '.join(part.covered_by)}" if part.covered_by else "it maps to no section"


def _next_id(prefix: str, taken: Iterable[str]) -> str:
    numbers = [int(id.removeprefix(prefix)) for id in taken if re.match(rf"^{prefix}\d+$", id)]
    width = 0 if prefix.endswith("-") else 2
    return f"{prefix}{max(numbers, default=0) + 1:0{width}}"
