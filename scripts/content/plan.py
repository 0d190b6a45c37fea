"""Which page and section each part of an article goes to, and the record that says so.

A part is a heading with what follows until the next one. `propose` makes a first plan; `guide split --plan FILE`
shows it, takes it back edited, and then follows it. Nothing is written here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin, urlsplit

from scripts.content.data import Fields, flow
from scripts.content.page import FRONT
from scripts.content.record import (
    ID,
    PAGE,
    Heading,
    PlannedPage,
    PlannedSection,
    RecordedLink,
    RecordedList,
    RecordedPassage,
    SourceRecord,
)
from scripts.content.source import RUN, Link, Passage, Source, words_of
from scripts.errors import GuideError

FITS = 0.5  # of an article's main headings: so many must speak of a page for the pages to be these
SAYS = 3  # words in a part's text that speak of a page, where its heading does not
CLEAR = 2  # words in a passage that speak of a page, where the article has no headings at all
# Words of the headings that every article of the field has; only such headings are carried over from one that may
# not be copied.
STANDARD = frozenset(
    "a about an and appointment biopsy care causes chemotherapy complications coping definition diagnosis exam exams "
    "factors follow-up for glossary imaging in introduction lifestyle living medicines mri of or outlook overview "
    "pain preparing prevention prognosis radiation references rehabilitation research resources risk risks screening "
    "scan scans side effects signs staging stages support surgery symptoms test tests the therapy treatment treatments "
    "treating trials types with your x-ray x-rays".split()
)

PAIN = r"\bpain\w*|\bnumb(?:ness)?\b|weakness"
# What readers look for, in reading order: page, its title, and words that speak of it. For articles in English;
# for others, and where an article does not fit, the pages follow its own headings.
PAGES = (
    ("index", "Overview", r"\boverview\b|\bwhat (?:is|are)\b|\bintroduction\b|key (?:facts|points)"),
    ("symptoms", "Symptoms", rf"symptom|\bsigns?\b|complication|{PAIN}"),
    ("causes", "Causes and risk factors", r"\bcause|risk factor|at risk|prevent|inherit|genetic|how .* get it"),
    ("diagnosis", "Diagnosis", r"diagnos|\btest(?:s|ed|ing)?\b|\bmri\b|\bct\b|x-rays?|imaging|biops|\bscan|screening"),
    ("staging", "Staging", r"\bstag(?:e|es|ing)\b|\bgrade|scoring"),
    ("treatment", "Treatment", r"treat|surg|radiation|medicine|medication|chemotherap|steroid|\bdrug|side effect|therap|\bmanag"),
    ("outlook", "Outlook", r"prognosis|survival|outlook|research|\bcured?\b|clinical trial"),
    ("coping", "Living with it", r"\bcop(?:e|ing)\b|\bliving\b|support|stress|overwhelm|exercise|\bdiet|\bfood|\beat|\bmeals|lifestyle|self-care"),
    ("appointment", "Your appointment", r"appointment|questions|specialist|healthcare professional|see (?:a|your) doctor|when to call"),
    ("more", "More information", r"more information|learn more|\bresources?\b|references?\b|\brelated\b|further reading|for more|glossary"),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A heading of an article (none for what stands before the first) with what follows until the next one."""

    heading: Passage | None
    passages: tuple[Passage, ...]

    @property
    def line(self) -> int:
        return self.passages[0].line

    @property
    def level(self) -> int:
        return (self.heading.level or 2) if self.heading else 1


@dataclass(frozen=True)
class Place:
    """Where a part goes: page, section (`page` for what stands before the first h2) and level of its heading."""

    page: str
    section: str
    level: int


@dataclass(frozen=True)
class Plan:
    """Titles of the pages in reading order, and a place for each part by its line."""

    pages: dict[str, str]
    places: dict[int, Place]


def parts_of(source: Source) -> list[Part]:
    """The parts of an article, in order. Where it has no headings, a part ends where the text turns to what belongs
    on another page."""
    parts: list[list[Passage]] = []
    headed, page = any(passage.kind == "heading" for passage in source.passages), ""
    for passage in source.passages:
        about = "" if headed or passage.kind != "paragraph" else _page_of(passage.text, CLEAR)
        if passage.kind == "heading" or not parts or (about and about != page):
            parts.append([])
            page = about or page
        parts[-1].append(passage)
    return [Part(part[0] if part[0].kind == "heading" else None, tuple(part)) for part in parts]


def title_of(source: Source, topic: str, said: Callable[[str], str] = str) -> str:
    """The article's title as `said` lets it be said: its first heading above the others, else what it says of
    itself; else the topic."""
    title, _ = _title_part(parts_of(source))
    own = title.heading.text if title else re.split(r"\s+[|–—·]\s+", source.about.title)[0]
    return said(own) or _as_title(topic)


def _title_part(parts: list[Part]) -> tuple[Part | None, int]:
    """The part that holds the title, and the level of the main headings: the highest that stands twice."""
    levels = [part.level for part in parts if part.heading]
    main = next((level for level in range(1, 7) if levels.count(level) > 1), max(levels, default=1) + 1)
    if levels and levels.count(main) < 2 and len(levels) > 1:
        main = sorted(set(levels))[1] if len(set(levels)) > 1 else main
    return next((part for part in parts if part.heading and part.level < main), None), main


def propose(
    source: Source, *, topic: str, language: str, rights: str, folder: str = "", taken: Iterable[str] = ()
) -> Plan:
    """A first plan. `folder` ("" or "topic/") goes before the page names, none of which is among `taken`. Where the article
    may not be copied, titles and ids are ours or standard ones."""
    said = (lambda text: text) if rights == "copy" else (lambda text: label_of(text, ""))
    parts = parts_of(source)
    title, main = _title_part(parts)
    if not any(part.heading for part in parts):
        chosen = {part.line: _page_of(part.passages[0].text, CLEAR) or "index" for part in parts}
        order = ["index", *(name for name, _, _ in PAGES if name in chosen.values() and name != "index")]
        return _placed(parts, chosen, order, None, main, title_of(source, topic, said), folder, said)
    mains = [part for part in parts if part.heading and part.level == main]
    by_heading = [_page_of_heading(part.heading.text) for part in mains]
    fits = language.split("-")[0] == "en" and sum(map(bool, by_heading)) >= len(mains) * FITS
    chosen: dict[int, str] = {}
    page, own = "index", 0
    names: dict[str, str] = dict.fromkeys(taken, "")
    for part in parts:
        if part is title or part.level < main:
            page = "index"
        elif part.level == main and len(mains) > 1 and part.heading:
            if fits:
                page = _page_of_heading(part.heading.text) or _page_of(_text(part, parts, main), SAYS) or "index"
            else:
                own += 1
                page = _id(said(part.heading.text), names, f"part-{own}")
                names[page] = page
        chosen[part.line] = page
    if not fits and not any(
        p.kind != "heading" for part in parts if chosen[part.line] == "index" for p in part.passages
    ):
        first = next((page for page in chosen.values() if page != "index"), "index")
        chosen = {line: "index" if page == first else page for line, page in chosen.items()}
    order = [name for name, _, _ in PAGES if name in chosen.values()] if fits else list(dict.fromkeys(chosen.values()))
    order = ["index", *(name for name in order if name != "index")]
    return _placed(parts, chosen, order, title, main, title_of(source, topic, said), folder, said)


def _placed(
    parts: list[Part], chosen: dict[int, str], order: list[str], title: Part | None, main: int, name_of_all: str,
    folder: str, said: Callable[[str], str],
) -> Plan:  # fmt: skip
    """A plan from the page of each part: sections get ids, and a page with one main heading has it as its title."""
    pages: dict[str, str] = {}
    places: dict[int, Place] = {}
    for name in order:
        here = [part for part in parts if chosen[part.line] == name]
        heads = [part for part in here if part.heading and part.level == main]
        alone = name != "index" and len(heads) == 1 and here[0] is heads[0]
        own = said(heads[0].heading.text) if alone else ""
        pages[f"{folder}{name}"] = name_of_all if name == "index" else own or _canonical(name) or _as_title(name)
        taken: dict[str, str] = {FRONT: ""}
        above = 1
        for part in here:
            if part is title or part.heading is None or (alone and part is heads[0]):
                places[part.line] = Place(f"{folder}{name}", FRONT, 1)
                continue
            level = min(max(part.level - main + (1 if alone else 2), 2), above + 1, 6)
            id = _id(said(part.heading.text), taken, f"part-{parts.index(part) + 1}")
            taken[id] = ""
            above = level
            places[part.line] = Place(f"{folder}{name}", id, level)
    return Plan(pages, places)


def _as_title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _canonical(page: str) -> str:
    return next((title for name, title, _ in PAGES if name == page), "")


def _text(part: Part, parts: list[Part], main: int) -> str:
    """The text of a part and of the parts below it."""
    found, inside = [], False
    for one in parts:
        if one is part or (inside and one.level > main):
            inside = True
            found += [passage.text for passage in one.passages]
        elif inside:
            break
    return " ".join(found)


def _page_of(text: str, least: int = 1) -> str:
    """The page that most words of a text speak of, if at least so many do; "" if none. Of two that as many words speak
    of it is the one that is spoken of first: "treating symptoms" is about treatment. The first page only takes
    what belongs nowhere else: "what are the symptoms?" is about symptoms."""
    found = {name: [m.start() for m in re.finditer(words, text, re.IGNORECASE)] for name, _, words in PAGES}
    first, *others = found
    spoken = [name for name in others if len(found[name]) >= least] or [first] * (len(found[first]) >= least)
    return max(spoken, key=lambda name: (len(found[name]), -found[name][0]), default="")


def _page_of_heading(text: str) -> str:
    """The page that a heading speaks of. What is treated, tested or lived with is mostly pain: that it is named tells
    something only where nothing else does."""
    return _page_of(re.sub(PAIN, "", text, flags=re.IGNORECASE)) or _page_of(text)


def _id(text: str, taken: Iterable[str], otherwise: str) -> str:
    """An id made of a heading's words where they are Latin, and not taken yet."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    letters = sum(sign.isalpha() for sign in text)
    id = "-".join(words[:8])[:60].strip("-")
    if not re.match(r"^[a-z]", id) or sum(sign.isalpha() for sign in plain) < letters * 0.7:
        id = otherwise
    unique, number = id, 2
    while unique in taken:
        unique, number = f"{id}-{number}", number + 1
    return unique


def label_of(text: str, otherwise: str) -> str:
    """A heading as it may be carried over from an article that may not be copied: only if it is made of the words
    that such headings have everywhere, and no sentence."""
    words = words_of(text)
    return text if words and len(words) < RUN and {*text.lower().split()} <= STANDARD else otherwise


def plan_text(plan: Plan, source: Source, rights: str) -> str:
    """The plan as a file for an editor."""
    lines = [
        "# Which page and section each part of the article goes to. Change pages, titles, order or sections, then run the",
        "# same command again; it follows this file. `section: page` is what stands under a page's title.",
        "pages:",
        *(f"  {flow({name: title})[1:-1]}" for name, title in plan.pages.items()),
        "parts:",
    ]
    for part in parts_of(source):
        place = plan.places[part.line]
        text = part.heading.text if part.heading else ""
        label = text if rights == "copy" or not text else label_of(text, f"a heading of {len(words_of(text))} words")
        row = {"line": part.line, "heading": label, "page": place.page, "section": place.section, "level": place.level}
        lines.append(f"- {flow({key: value for key, value in row.items() if value != ''})}")
    return "\n".join(lines) + "\n"


def read_plan(fields: Fields, source: Source) -> Plan:
    """The plan in a file that `plan_text` wrote and an editor changed. Raises GuideError for what does not fit."""
    fields.only(("pages", "parts"), "a plan")
    pages = fields.need("pages", Fields, "a plan")
    by_line = {part.line: part for part in parts_of(source)}
    known = set(by_line)
    places: dict[int, Place] = {}
    titled: set[tuple[str, str]] = set()
    for name in pages:
        if not PAGE.match(str(name)):
            raise GuideError(
                f"'{name}' is no page name.", place=pages.place(name),
                hint="use small letters, digits and hyphens; a page lies in the language's folder.",
            )  # fmt: skip
    for row in fields.need("parts", list, "a plan"):
        if not isinstance(row, Fields):
            raise GuideError("a part is no mapping.", place=fields.place("parts"), hint="write {line: …, page: …}.")
        row.only(("line", "heading", "page", "section", "level"), "a part")
        line, page = row.need("line", int, "a part"), row.need("page", str, "a part")
        section, level = row.need("section", str, "a part"), row.may("level", int, 2, "a part")
        if not ID.match(section):
            raise GuideError(
                f"'{section}' is no section id.", place=row.place("section"), hint="use small letters, digits, hyphens."
            )
        if not 1 <= level <= 6:
            raise GuideError(f"there is no heading of level {level}.", place=row.place("level"), hint="write 2 to 6.")
        if line not in known:
            raise GuideError(
                f"no part of the article begins at {line}.", place=row.place("line"), hint="run again without the file."
            )
        if page not in pages:
            raise GuideError(f"the page '{page}' is not among 'pages'.", place=row.place("page"), hint="add it there.")
        if any((place.page, place.section) == (page, section) for place in places.values()) and (
            section != FRONT or (by_line[line].heading and (page, FRONT) in titled)
        ):
            raise GuideError(
                f"the section '{section}' stands twice on {page}.", place=row.place("section"), hint="ids are unique."
            )
        if by_line[line].heading and section == FRONT:
            titled.add((page, FRONT))
        places[line] = Place(page, section, max(level, 1 if section == FRONT else 2))
    if missing := known - set(places):
        raise GuideError(
            f"the part that begins at {min(missing)} is not in the plan.", place=fields.place("parts"),
            hint="each part of the article goes somewhere; run again without the file to see them all.",
        )  # fmt: skip
    used = {place.page for place in places.values()}
    return Plan(
        {str(name): pages.need(name, str, "'pages'") for name in pages if name in used or name == "index"}, places
    )


def plan_record(source: Source, plan: Plan, *, path: str, topic: str, language: str, rights: str) -> SourceRecord:
    """The record of an article that follows a plan; fingerprints are left to `fill_record`."""
    copied = rights == "copy"
    said = (lambda text: text) if copied else (lambda text: label_of(text, ""))
    sections: dict[str, list[PlannedSection]] = {name: [] for name in plan.pages}
    outline: list[Heading] = []
    passages: list[RecordedPassage] = []
    for part in parts_of(source):
        place = plan.places[part.line]
        target = (f"{place.page}#{place.section}",)
        heading = ""
        if part.heading:
            text = part.heading.text
            label = said(text) or f"Part {len(outline) + 1}"
            heading = f"h{len(outline) + 1:02}"
            outline.append(Heading(heading, part.level, label, target, 0))
            if place.section != FRONT:
                sections[place.page].append(PlannedSection(place.section, label, place.level))
        for passage in part.passages:
            id = f"p{len(passages) + 1:02}"
            label = passage_label(passage, copied)
            passages.append(RecordedPassage(id, None, passage.kind, heading, label, "", None, (), target, 0))
    by_line = {p.line: r for p, r in zip(source.passages, passages, strict=True)}
    about = source.about
    return SourceRecord(
        path=path, topic=topic,
        title=title_of(source, topic, said),
        language=language, publisher=about.publisher, updated=about.updated, address=about.address, rights=rights,
        pages={
            name: PlannedPage(title.replace("{{", "{ {"), "", tuple(_steps(sections[name])))  # it is no place for a slot
            for name, title in plan.pages.items()
        },
        outline=tuple(outline), passages=tuple(passages), lists=tuple(lists_of(source, by_line)),
        links=tuple(_links(source, by_line, copied)), word_runs={}, licence=about.licence,
    )  # fmt: skip


def passage_label(passage: Passage, copied: bool) -> str:
    """What a record calls a passage: its first words where it may be copied, else what it is."""
    words = passage.text.split()
    if not copied:
        return f"{passage.kind} of {passage.words} words at {passage.line}"
    text = " ".join(words[:6])
    return f"{text[:50]} …" if len(words) > 6 or len(text) > 50 else text


def _steps(sections: list[PlannedSection]) -> list[PlannedSection]:
    """Sections whose levels go down one step at a time, as a record can say it."""
    found, above = [], 1
    for section in sections:
        above = min(section.level, above + 1)
        found.append(replace(section, level=above))
    return found


def lists_of(source: Source, by_line: dict[int, RecordedPassage]) -> list[RecordedList]:
    """Lists that were announced and lost, and lists that are there, with the passage that leads in."""
    lists: list[RecordedList] = []
    lost = {passage.line for passage in source.lost_lists}
    items: list[RecordedPassage] = []
    lead = before = None

    def close() -> None:
        if items:
            targets = tuple(dict.fromkeys(target for item in items for target in item.covered_by))
            ids = tuple(item.id for item in items)
            lists.append(RecordedList(f"list-{len(lists) + 1}", lead.id, "kept", "", ids, targets, 0, len(ids)))
        items.clear()

    for passage in source.passages:
        recorded = by_line[passage.line]
        if passage.kind == "list-item":
            if passage.form.starts and passage.form.depth <= 1:
                close()
            lead = lead if items else before or recorded
            items.append(recorded)
        elif not passage.form.depth:
            close()
        if passage.line in lost:
            lists.append(RecordedList(f"list-{len(lists) + 1}", recorded.id, "lost", "", (), recorded.covered_by, 0))
        before = recorded
    close()
    return lists


def _links(source: Source, by_line: dict[int, RecordedPassage], copied: bool) -> list[RecordedLink]:
    """The links that a reader can see, each with where it leads on our pages."""
    links = []
    for link in source.links:
        if not link.label or not link.line:
            continue
        id = f"link-{len(links) + 1}"
        passage = by_line[link.line]
        text = link.label if copied else id
        links.append(
            RecordedLink(id, text, link.href, passage.id, passage.covered_by, 0, target_of(link, source, by_line))
        )
    return links


def target_of(link: Link, source: Source, by_line: dict[int, RecordedPassage]) -> str:
    """Where a link of an article leads from our pages: an address in full, `page#section` for a link inside the
    article, "" if that cannot be known."""
    href = (link.href or "").strip()
    base = source.about.address
    if not href or href == "#":
        return ""
    try:
        full = urljoin(base, href) if base else f"https:{href}" if href.startswith("//") else href
        if href.startswith("#") or ("#" in href and full.partition("#")[0] == base):
            fragment = href.partition("#")[2]
            line = source.anchors.get(fragment) or source.anchors.get(unquote(fragment))
            recorded = by_line.get(line) if line else None
            return recorded.covered_by[0] if recorded and recorded.covered_by else ""
        parts = urlsplit(full)
        leads = {"http": parts.hostname, "https": parts.hostname, "mailto": parts.path, "tel": parts.path}
        return full if leads.get(parts.scheme) else ""
    except ValueError:
        return ""
