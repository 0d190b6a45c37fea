"""Source records: docs/_data/sources/<topic>.yml says what an article holds and which sections cover it.

One file with two hands in it. Editors write labels, page plan and `covered_by`; `guide split` writes positions,
kinds, fingerprints, figures and hashed word runs, and keeps what editors wrote. No sentence of the article is in
it. Page and section ids are permanent.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from scripts.content.data import Dumper, Fields, read_fields
from scripts.errors import GuideError

ID = re.compile(r"^[a-z][a-z0-9-]*$")
PAGE = re.compile(
    r"^[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*$"
)  # a page lies in the language's folder, never outside
_TARGET = re.compile(rf"{PAGE.pattern[:-1]}#{ID.pattern[1:]}")


@dataclass(frozen=True)
class PlannedSection:
    """A section of the page plan; `level` is that of its heading, 2 or deeper."""

    id: str
    heading: str
    level: int


@dataclass(frozen=True)
class PlannedPage:
    title: str
    description: str
    sections: tuple[PlannedSection, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of the article in our words."""

    id: str
    level: int
    label: str
    covered_by: tuple[str, ...]
    at: int  # line in the record's file


@dataclass(frozen=True)
class RecordedPassage:
    """A passage of the article: `line` in the article's file, `words` their number, `figures` as written.

    `claims` are the concepts of docs/_data/claims/ that it turns on (not, most, few), `terms` the ids of the key
    terms it speaks of. `moves` counts how often it has changed, but not in its text: its place, level or links.
    """

    id: str
    line: int | None
    kind: str
    heading: str
    label: str
    fingerprint: str
    words: int | None
    figures: tuple[str, ...]
    covered_by: tuple[str, ...]
    at: int
    claims: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    moves: int = 0

    @property
    def state(self) -> str:
        """What changes when the passage does: its fingerprint, and how often it changed otherwise."""
        return f"{self.fingerprint}+{self.moves}" if self.moves else self.fingerprint


@dataclass(frozen=True)
class RecordedList:
    """A list of the article. `state`: lost (announced, items gone), or kept with the passages in `items`. `count` is
    how many items its sections must hold in all; 0 where nobody has said so yet."""

    id: str
    lead_in: str
    state: str
    restored_from: str
    items: tuple[str, ...]
    covered_by: tuple[str, ...]
    at: int
    count: int = 0


@dataclass(frozen=True)
class Correction:
    """Where pages say on purpose something else than the article: `what` (a figure, claim or term, by `kind`) of a
    passage becomes what ("" for nothing), and why."""

    passage: str
    kind: str
    what: str
    becomes: str
    reason: str
    at: int


@dataclass(frozen=True)
class RecordedLink:
    """`href` as the article has it; `target` where it leads to on the page: the address in full, `page#section`
    for a link inside the article, "" where that is not known."""

    id: str
    text: str
    href: str | None
    passage: str
    covered_by: tuple[str, ...]
    at: int
    target: str = ""


@dataclass(frozen=True)
class RecordedClaim:
    """A statement of a passage, in our words. `polarity` is positive or negative; `strength` the concept of
    docs/_data/claims/ that weighs it (most, some, may), or "plain"; `about` the key terms it needs. Where we say on
    purpose something else than the article, `reason` says why."""

    id: str
    passage: str
    says: str
    polarity: str
    strength: str
    about: tuple[str, ...]
    covered_by: tuple[str, ...]
    reason: str
    at: int

    @property
    def label(self) -> str:
        return self.says


@dataclass(frozen=True)
class RestoredItem:
    """A fact that research found for a list or statement of the article, and what became of it. `use`: used, merged
    into another, a question for the reader to ask, for clinicians only, or left out; the last two stand nowhere."""

    id: str
    label: str
    use: str
    covered_by: tuple[str, ...]
    reason: str
    at: int


@dataclass(frozen=True)
class SourceRecord:
    path: str
    topic: str
    title: str
    language: str
    publisher: str
    updated: str
    address: str
    rights: str
    pages: dict[str, PlannedPage]
    outline: tuple[Heading, ...]
    passages: tuple[RecordedPassage, ...]
    lists: tuple[RecordedList, ...]
    links: tuple[RecordedLink, ...]
    word_runs: dict[str, tuple[str, ...]]
    corrections: tuple[Correction, ...] = ()
    licence: str = ""
    translates: str = ""
    claims: tuple[RecordedClaim, ...] = ()
    restored: tuple[RestoredItem, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file: the topic, and the language where the article translates one that is known."""
        return self.path.rpartition("/")[2].removesuffix(".yml")


RIGHTS = ("rewrite", "copy")
STATES = ("lost", "kept")
KINDS = ("paragraph", "heading", "list-item", "table-row", "notice")
POLARITIES = ("positive", "negative")
PRINTED = ("used", "merged", "question")  # what became of a restored item that stands on a page
USES = (*PRINTED, "clinician", "left-out")

_TOP = ("topic", "title", "language", "publisher", "updated", "address", "rights", "licence", "translates",
        "pages", "outline", "passages", "lists", "links", "corrections", "claims", "restored", "word_runs")  # fmt: skip


def read_record(path: Path, place: str) -> SourceRecord:
    """The record in a file. Raises GuideError for an unknown key, a double or malformed id, or a wrong value."""
    top = read_fields(path, place).only(_TOP, "a source record")
    what = "the record"
    record = SourceRecord(
        path=place,
        topic=top.need("topic", str, what),
        title=top.need("title", str, what),
        language=top.may("language", str, "", what),
        publisher=top.may("publisher", str, "", what),
        updated=str(top.may("updated", (str, datetime.date), "", what)),
        address=top.may("address", str, "", what),
        rights=_one_of(top, "rights", RIGHTS, RIGHTS[0], what),
        licence=top.may("licence", str, "", what),
        translates=top.may("translates", str, "", what),
        pages=_pages(top.may("pages", Fields, Fields(place, 1), what)),
        outline=tuple(
            Heading(row.need("id", str, "a heading"), row.may("level", int, 2, "a heading"),
                    row.may("label", str, "", "a heading"), _targets(row), row.start)
            for row in _rows(top, "outline", ("id", "level", "label", "covered_by"))
        ),
        passages=tuple(_passage(row) for row in _rows(top, "passages", (
            "id", "line", "kind", "heading", "label", "fingerprint", "words", "figures", "claims", "terms", "moves", "covered_by"))),
        corrections=tuple(_correction(row) for row in top.may("corrections", list, [], what)),
        claims=tuple(_claim(row) for row in _rows(top, "claims", (
            "id", "passage", "says", "polarity", "strength", "about", "covered_by", "reason"))),
        restored=tuple(_restored(row) for row in _rows(top, "restored", ("id", "label", "use", "covered_by", "reason"))),
        lists=tuple(
            RecordedList(row.need("id", str, "a list"), row.need("lead_in", str, "a list"),
                         _one_of(row, "state", STATES, STATES[0], "a list"), row.may("restored_from", str, "", "a list"),
                         tuple(row.may("items", list, [], "a list")), _targets(row), row.start,
                         row.may("count", int, 0, "a list"))
            for row in _rows(top, "lists", ("id", "lead_in", "state", "restored_from", "items", "count", "covered_by"))
        ),
        links=tuple(
            RecordedLink(row.need("id", str, "a link"), row.need("text", str, "a link"),
                         row.may("href", str, None, "a link"), row.may("passage", str, "", "a link"),
                         _targets(row), row.start, row.may("target", str, row.get("href") or "", "a link"))
            for row in _rows(top, "links", ("id", "text", "href", "target", "passage", "covered_by"))
        ),
        word_runs={
            key: tuple(str(runs).split()) for key, runs in top.may("word_runs", Fields, {}, what).items()
        },
    )  # fmt: skip
    _check_references(record)
    return record


def _check_references(record: SourceRecord) -> None:
    """What the parts of a record say of each other is there."""
    headings = {heading.id for heading in record.outline}
    passages = {passage.id for passage in record.passages}
    named = [(p.at, "heading", p.heading, headings) for p in record.passages if p.heading]
    named += [(entry.at, "lead_in", entry.lead_in, passages) for entry in record.lists]
    named += [(entry.at, "items", item, passages) for entry in record.lists for item in entry.items]
    named += [(link.at, "passage", link.passage, passages) for link in record.links if link.passage]
    named += [(correction.at, "passage", correction.passage, passages) for correction in record.corrections]
    named += [(claim.at, "passage", claim.passage, passages) for claim in record.claims]
    for line, key, id, known in named:
        if id not in known:
            raise GuideError(
                f"'{key}' names '{id}', which is not in the record.",
                place=f"{record.path}:{line}",
                hint="correct the id, or take the entry out.",
            )


def _one_of(fields: Fields, key: str, allowed: tuple[str, ...], default: str, what: str) -> str:
    value = fields.may(key, str, default, what)
    if value not in allowed:
        raise GuideError(f"'{key}' is '{value}'.", place=fields.place(key), hint=f"write {' or '.join(allowed)}.")
    return value


def _passage(row: Fields) -> RecordedPassage:
    what = f"passage {row.get('id', '')}"
    return RecordedPassage(
        id=row.need("id", str, "a passage"),
        line=row.may("line", int, None, what),
        kind=_one_of(row, "kind", KINDS, "paragraph", what),
        heading=row.may("heading", str, "", what),
        label=row.may("label", str, "", what),
        fingerprint=row.may("fingerprint", str, "", what),
        words=row.may("words", int, None, what),
        figures=tuple(str(figure) for figure in row.may("figures", list, [], what)),
        covered_by=_targets(row),
        at=row.start,
        claims=tuple(str(claim) for claim in row.may("claims", list, [], what)),
        terms=tuple(str(term) for term in row.may("terms", list, [], what)),
        moves=row.may("moves", int, 0, what),
    )


def _claim(row: Fields) -> RecordedClaim:
    what = f"claim {row.get('id', '')}"
    return RecordedClaim(
        id=row.need("id", str, "a claim"), passage=row.need("passage", str, what), says=row.need("says", str, what),
        polarity=_one_of(row, "polarity", POLARITIES, POLARITIES[0], what), strength=row.need("strength", str, what),
        about=tuple(str(term) for term in row.may("about", list, [], what)),
        covered_by=_targets(row), reason=row.may("reason", str, "", what), at=row.start,
    )  # fmt: skip


def _restored(row: Fields) -> RestoredItem:
    what = f"restored item {row.get('id', '')}"
    item = RestoredItem(
        id=row.need("id", str, what), label=row.need("label", str, what), use=_one_of(row, "use", USES, USES[0], what),
        covered_by=_targets(row), reason=row.may("reason", str, "", what), at=row.start,
    )  # fmt: skip
    if bool(item.covered_by) != (item.use in PRINTED):
        raise GuideError(
            f"{what} is '{item.use}' and names {'a section' if item.covered_by else 'no section'}.",
            place=row.place(), hint=f"name sections for {', '.join(PRINTED)}, and none for the others.",
        )  # fmt: skip
    if not item.reason and item.use not in ("used", "question"):
        raise GuideError(f"{what} is '{item.use}' without a reason.", place=row.place(), hint="add 'reason: …'.")
    return item


def _correction(row: Fields) -> Correction:
    what = "a correction"
    if not isinstance(row, Fields):
        raise GuideError("an entry of 'corrections' is no mapping.", hint="write {passage: p1, figure: '5', …}.")
    row.only(("passage", "figure", "claim", "term", "becomes", "reason"), what)
    kinds = [kind for kind in ("figure", "claim", "term") if kind in row]
    if len(kinds) != 1:
        raise GuideError(
            "a correction says which figure, claim or term of the passage it corrects.",
            place=row.place(), hint="write one of figure, claim and term.",
        )  # fmt: skip
    if not row.need("reason", str, what).strip():
        raise GuideError(
            "a correction has no reason.", place=row.place("reason"), hint="say why the page says otherwise."
        )
    return Correction(
        passage=row.need("passage", str, what), kind=kinds[0], what=row.need(kinds[0], str, what),
        becomes=row.may("becomes", str, "", what), reason=row.need("reason", str, what), at=row.start,
    )  # fmt: skip


def _rows(top: Fields, key: str, allowed: tuple[str, ...]) -> list[Fields]:
    rows: list[Fields] = top.may(key, list, [], "the record")
    seen: dict[str, int] = {}
    for row in rows:
        if not isinstance(row, Fields):
            raise GuideError(f"an entry of '{key}' is no mapping.", place=top.place(key), hint="write {id: …}.")
        row.only(allowed, f"an entry of '{key}'")
        id = row.need("id", str, f"an entry of '{key}'")
        if not ID.match(id):
            raise GuideError(
                f"the id '{id}' is malformed.", place=row.place("id"), hint="use small letters, digits and hyphens."
            )
        if id in seen:
            raise GuideError(
                f"the id '{id}' stands twice, first on line {seen[id]}.", place=row.place("id"), hint="ids are unique."
            )
        seen[id] = row.start
    return rows


def _targets(row: Fields) -> tuple[str, ...]:
    targets = row.may("covered_by", list, [], f"'{row.get('id')}'")
    for target in targets:
        if not isinstance(target, str) or not _TARGET.match(target):
            raise GuideError(
                f"'{target}' in covered_by is no section.",
                place=row.place("covered_by"),
                hint="write page#section, such as symptoms#back-pain.",
            )
    return tuple(targets)


def _pages(fields: Fields) -> dict[str, PlannedPage]:
    pages = {}
    for name in fields:
        if not PAGE.match(str(name)):
            raise GuideError(
                f"'{name}' is no page name.",
                place=fields.place(name),
                hint="use small letters, digits and hyphens; a page lies in the language's folder.",
            )
        page = fields.need(name, Fields, "'pages'").only(("title", "description", "sections"), f"page {name}")
        sections: list[PlannedSection] = []
        _plan(page.may("sections", Fields, Fields(page.file, page.start), f"page {name}"), 2, sections)
        ids = [section.id for section in sections]
        for id in ids:
            if ids.count(id) > 1:
                raise GuideError(f"the section id '{id}' stands twice.", place=page.place(), hint="ids are unique.")
        pages[name] = PlannedPage(
            title=page.need("title", str, f"page {name}"),
            description=page.may("description", str, "", f"page {name}"),
            sections=tuple(sections),
        )
    return pages


def _plan(fields: Fields, level: int, into: list[PlannedSection]) -> None:
    for id in fields:
        if not ID.match(str(id)):
            raise GuideError(f"the section id '{id}' is malformed.", place=fields.place(id), hint="see the others.")
        value = fields.need(id, (str, Fields), f"section {id}")
        if isinstance(value, str):
            into.append(PlannedSection(id, value, level))
            continue
        value.only(("title", "sections"), f"section {id}")
        into.append(PlannedSection(id, value.need("title", str, f"section {id}"), level))
        _plan(value.may("sections", Fields, Fields(value.file, value.start), f"section {id}"), level + 1, into)


_HEADER = """\
# Source record: what the article holds, in our own words, and which sections cover it.
# Edit labels, pages, covered_by, corrections, claims and restored by hand; ids are permanent. `guide split` writes line, kind, fingerprint,
# words, figures, claims, terms and word_runs, keeps the rest, and leaves the file alone when nothing has changed.

"""


def record_text(record: SourceRecord) -> str:
    """The record as YAML, always the same for the same record."""
    top: dict = {
        "topic": record.topic,
        "title": record.title,
        "language": record.language or None,
        "publisher": record.publisher or None,
        "updated": record.updated or None,
        "address": record.address or None,
        "rights": record.rights,
    }
    top |= {"licence": record.licence} if record.licence else {}
    top |= {"translates": record.translates} if record.translates else {}
    parts = [_HEADER, _dump(top), "\n", _dump({"pages": {name: _page_plan(p) for name, p in record.pages.items()}})]
    parts.append(
        _table(
            "outline",
            [
                {"id": h.id, "level": h.level, "label": h.label, "covered_by": list(h.covered_by)}
                for h in record.outline
            ],
        )
    )
    parts.append(
        _table(
            "passages",
            [
                {
                    "id": p.id,
                    "line": p.line,
                    "kind": p.kind,
                    "heading": p.heading or None,
                    "label": p.label,
                    "fingerprint": p.fingerprint,
                    "words": p.words,
                    "figures": list(p.figures),
                    "claims": list(p.claims),
                    "terms": list(p.terms),
                    "moves": p.moves or None,
                    "covered_by": list(p.covered_by),
                }
                for p in record.passages
            ],
        )
    )
    parts.append(
        _table(
            "lists",
            [
                {
                    "id": li.id,
                    "lead_in": li.lead_in,
                    "state": li.state,
                    "restored_from": li.restored_from,
                    "items": list(li.items),
                    "count": li.count or None,
                    "covered_by": list(li.covered_by),
                }
                for li in record.lists
            ],
        )
    )
    parts.append(
        _table(
            "links",
            [
                {
                    "id": link.id,
                    "text": link.text,
                    "href": link.href,
                    **({"target": link.target} if link.target != (link.href or "") else {}),
                    "passage": link.passage,
                    "covered_by": list(link.covered_by),
                }
                for link in record.links
            ],
            keep=("href", "target"),
        )
    )
    if record.corrections:
        parts.append(
            _table(
                "corrections",
                [
                    {"passage": c.passage, c.kind: c.what, "becomes": c.becomes, "reason": c.reason}
                    for c in record.corrections
                ],
            )
        )
    for key, rows in (("claims", record.claims), ("restored", record.restored)):
        if rows:
            parts.append(_table(key, [_row(row) for row in rows]))
    runs = {key: " ".join(runs) for key, runs in record.word_runs.items() if runs}
    if runs:
        parts += ["\n# Hashes of every run of eight words, to find copied sentences without holding them.\n",
                  _dump({"word_runs": runs})]  # fmt: skip
    return "".join(parts)


def _row(row: RecordedClaim | RestoredItem) -> dict:
    values = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "at"}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _page_plan(page: PlannedPage) -> dict:
    plan: dict = {"title": page.title, "description": page.description, "sections": {}}
    open_: list[tuple[int, dict]] = [(1, plan)]
    for index, section in enumerate(page.sections):
        while open_[-1][0] >= section.level:
            open_.pop()
        into = open_[-1][1].setdefault("sections", {})
        after = page.sections[index + 1] if index + 1 < len(page.sections) else None
        if after is not None and after.level > section.level:
            entry: dict = {"title": section.heading, "sections": {}}
            into[section.id] = entry
            open_.append((section.level, entry))
        else:
            into[section.id] = section.heading
    return plan


# Fingerprints such as 123456789012 or 1e5… would be read back as numbers: quote every text that YAML could
# take for something else, which SafeDumper does, and dates, which come as text here.
def _dump(value: dict) -> str:
    return yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=118)


def _table(key: str, rows: list[dict], keep: tuple[str, ...] = ()) -> str:
    """Rows of a list in flow style, one a line, so that an edit or a merge touches one line."""
    if not rows:
        return f"\n{key}: []\n"
    lines = []
    for row in rows:
        filled = {name: v for name, v in row.items() if name in keep or v not in (None, "", [])}
        flow = yaml.dump(
            filled, Dumper=Dumper, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**6
        )
        lines.append(f"- {flow}")
    return f"\n{key}:\n" + "".join(lines)
