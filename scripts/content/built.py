"""Pages as a reader gets them: the built HTML, cut into the same sections as the Markdown.

It is read by the same walk as an article, so that what a page says compares with what an article or an earlier
state of the page said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.html import HEADINGS, Walk
from scripts.content.language import Language, Languages
from scripts.content.page import FRONT
from scripts.content.source import Form, Passage, Span, fold

# Elements that show nothing, and what a style may set without hiding, striking or paling what it is set on.
_UNSHOWN = frozenset("datalist rp title".split())
# Elements with which one part of a page can change or hide any other.
_FOREIGN = frozenset("style script iframe object embed link meta base".split())
_PLAIN_STYLES = frozenset("text-align vertical-align font-weight font-style width margin padding border".split())
_GLOSSARY = re.compile(r"(?:^|/)glossary\.html#.")
NUMBERS = "numbers"  # the class of figures for those who ask
BOX = "admonition"  # the class of a box; its id is the class that begins with `box-`
KINDS_OF_BOX = ("danger", "warning", "abstract", "note")  # from the gravest on


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table row of a section; of the first section also `title` and
    `description`, which search engines and tabs show.

    `links` are (words, address) in order; `box` is the id of the box it stands in, "details" for what is folded
    away; `number` that of an item in a numbered list, the level of a heading, or the columns of a row; `language` the
    tag it carries where that is not its page's; `depth` in how many lists of its section an item stands; `numbers`
    whether it is marked as holding figures for those who ask. A contact slot shows as its name, struck text between two
    pairs of `~`, a raised figure after `^`, and the words for an image in brackets. A link of the class `term` into the
    glossary is no link of the text: builds put it in.
    """

    kind: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    box: str = ""
    number: int | None = None
    language: str = ""
    depth: int = 1
    numbers: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Box:
    """A box of a page: its id ("" if it has none), its kind, the section it stands in, whether
    there is text in it besides its title, and whether it is the first thing under the page's title."""

    id: str
    kind: str
    section: str
    filled: bool
    opens: bool = False


@dataclass
class BuiltSection:
    """`language` is the tag its heading carries, from the nearest `lang`; `parent` the section it lies in. The
    heading is the first of its blocks."""

    id: str
    heading: str
    level: int
    language: str
    parent: str
    blocks: tuple[Block, ...] = ()
    to_be_written: bool = False

    @property
    def said(self) -> tuple[Block, ...]:
        """Its blocks without its heading."""
        return tuple(block for block in self.blocks if block.kind != "heading")

    @property
    def text(self) -> str:
        return " ".join(block.text for block in self.said)


@dataclass(frozen=True)
class BuiltPage:
    """The sections of a built page by id, in reading order; `page` is what stands before the first h2. `ids` are
    all that a link can lead to; `twice` those of sections that stand twice. `terms` are the links that builds put
    in, as (section, words, address); `foreign` are elements with which a part of a page can hide or change any
    other, as (section, tag)."""

    language: str
    sections: dict[str, BuiltSection] = field(default_factory=dict)
    boxes: tuple[Box, ...] = ()
    ids: frozenset[str] = frozenset()
    twice: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()

    def children(self, id: str) -> list[BuiltSection]:
        return [section for section in self.sections.values() if section.parent == id]

    def is_written(self, section: BuiltSection) -> bool:
        """Whether a section, or one that lies in it, says anything; its heading then counts too."""
        if section.to_be_written:
            return False
        return bool(section.said) or any(self.is_written(child) for child in self.children(section.id))


class _PageWalk(Walk):
    """The walk through the article of a built page: it also sees sections, boxes, slots and languages."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.languages = [language]
        self.open_boxes: list[int] = []
        self.boxes: list[tuple[str, str, int]] = []  # id, kind, number of passages before it
        self.facts: list[tuple[int | None, str, bool]] = []  # of each passage: box, language, whether marked as figures
        self.marked = 0  # open elements of the class `numbers`
        self.marked_section = 0  # the level of the open section that is marked so; 0 if none is
        self.unwritten: list[int] = []  # number of passages before each part that is to be written
        self.starts: list[tuple[int, str, int, str]] = []  # of each heading: passages before it, id, level, language
        self.ids_of_headings: list[str] = []
        self.terms: set[int] = set()  # numbers of links that builds put in
        self.foreign: list[tuple[int, str]] = []  # passages before it, tag

    def _skips(self, node: LexborNode) -> bool:
        classes = (node.attributes.get("class") or "").split()
        if node.tag in _FOREIGN:
            self.foreign.append((len(self.passages), node.tag))
            return True
        if "to-be-written" in classes:
            self.unwritten.append(len(self.passages))
            return True
        if slot := node.attributes.get("data-slot"):
            self._add(f"{{{{{slot}}}}}")
            return True
        if node.tag == "svg" and node.attributes.get("role") == "img" and not self._open_links:  # a drawing: an image
            self._add(f"[{node.attributes.get('aria-label') or ''}]")
            return True
        if "original-below" in classes:  # the original beneath a translation says nothing that the translation says
            return True
        return (
            "notice" in classes
            or "local-note" in classes
            or node.tag == "nav"
            or _is_hidden(node)
            or super()._skips(node)
        )

    def _enter(self, node: LexborNode) -> None:
        super()._enter(node)
        attributes = node.attributes
        if "lang" in attributes:
            self.languages.append(attributes["lang"] or "")
        if node.tag in HEADINGS:
            self.ids_of_headings.append(attributes.get("id") or "")
            if self.marked_section >= HEADINGS[node.tag]:
                self.marked_section = 0
        classes = (attributes.get("class") or "").split()
        if NUMBERS in classes:
            self.marked += 1
            if node.tag in HEADINGS:
                self.marked_section = self.marked_section or HEADINGS[node.tag]
        if node.tag == "a" and "term" in classes and _GLOSSARY.search(attributes.get("href") or ""):
            self.terms.add(len(self._links) - 1)
        if node.tag == "img" and not self._open_links and (words := attributes.get("alt")):
            self._add(f"[{words}]")
        if BOX in classes and node.tag != "details":
            id = next((name for name in classes if name.startswith("box-")), "")
            kinds = [kind for kind in KINDS_OF_BOX if kind in classes]  # where there are two, the weaker one shows
            folded = any(self.boxes[number][0] == "details" for number in self.open_boxes)
            self.open_boxes.append(len(self.boxes))
            self.boxes.append((id, kinds[-1] if kinds and not folded else "", len(self.passages)))
        elif node.tag == "details":
            self.open_boxes.append(len(self.boxes))
            self.boxes.append(("details", "", len(self.passages)))

    def _leave(self, node: LexborNode) -> None:
        before = len(self.passages)
        super()._leave(node)
        if node.tag in HEADINGS:
            self.starts.append((before, self.ids_of_headings.pop(), HEADINGS[node.tag], self.languages[-1]))
        classes = (node.attributes.get("class") or "").split()
        self.marked -= NUMBERS in classes
        if node.tag == "details" or BOX in classes:
            self.open_boxes.pop()
        if "lang" in node.attributes:
            self.languages.pop()

    def _give(self, kind: str, spans: list[Span], level: int | None = None, form: Form | None = None) -> bool:
        given = super()._give(kind, spans, level, form)
        if given:
            folded = [number for number in self.open_boxes if self.boxes[number][0] == "details"]
            marked = bool(self.marked or self.marked_section)
            self.facts.append((next(iter(folded or self.open_boxes[-1:]), None), self.languages[-1], marked))
        return given


def parse_built_page(html: str) -> BuiltPage:
    """The sections in the article of a built page."""
    tree = LexborHTMLParser(html)
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "") if root else ""
    article = tree.css_first("article")
    if article is None:
        return BuiltPage(language)
    walk = _PageWalk(article.attributes.get("lang") or language)
    walk.read(article)
    links = walk.links()

    def block(number: int, depth: int) -> Block:
        passage, (box, shown, marked) = walk.passages[number], walk.facts[number]
        return Block(
            passage.kind, said_by(passage),
            tuple((words, links[n].href or "") for n, words in passage.links.items() if n not in walk.terms),
            walk.boxes[box][0] or walk.boxes[box][1] if box is not None else "", number_of(passage),
            shown if shown != walk.language else "", depth, marked,
        )  # fmt: skip

    starts = [start for start in walk.starts if start[1] and start[2] > 1]
    sections = {FRONT: BuiltSection(FRONT, "", 1, walk.languages[0], "")}
    open_, twice = [sections[FRONT]], []
    ends = [start[0] for start in starts] + [len(walk.passages)]
    _fill(sections[FRONT], 0, ends[0], walk, block, first=True)
    for (before, id, level, shown), end in zip(starts, ends[1:], strict=True):
        while open_[-1].level >= level:
            open_.pop()
        section = BuiltSection(id, "", level, shown, open_[-1].id)
        _fill(section, before, end, walk, block)
        open_.append(section)
        twice += [id] if id in sections else []
        sections.setdefault(id, section)
    heads = [FRONT, *(start[1] for start in starts)]

    def section_at(number: int) -> str:
        return next((head for head, end in zip(heads, ends, strict=True) if number < end), heads[-1])

    def box(number: int) -> Box:
        id, kind, before = walk.boxes[number]
        section = section_at(before)
        inside = sum(fact[0] == number for fact in walk.facts)
        first = next((fact[0] == number for i, fact in enumerate(walk.facts) if walk.passages[i].level != 1), False)
        return Box(id, kind, section, filled=inside > 1, opens=first)

    return BuiltPage(
        language,
        sections,
        tuple(box(number) for number in range(len(walk.boxes)) if walk.boxes[number][0] != "details"),
        frozenset(id for node in tree.css("[id]") if (id := node.attributes.get("id"))),
        tuple(twice),
        tuple(
            (section_at(number), words, links[n].href or "")
            for number, passage in enumerate(walk.passages)
            for n, words in passage.links.items()
            if n in walk.terms
        ),
        tuple((section_at(before - 1), tag) for before, tag in walk.foreign),
    )


def said_by(passage: Passage) -> str:
    """What a passage says: its text, with what is struck marked, since that is not said, and what is raised after a
    figure, since that is another figure."""
    if not any({"del", "sup"} & set(span.marks) for span in passage.spans):
        return passage.text
    said = ""
    for struck, spans in groupby(passage.spans, key=lambda span: "del" in span.marks):
        text = ""
        for span in spans:
            raised = "sup" in span.marks and (said + text)[-1:].isdecimal() and span.text[:1].isdecimal()
            text += f"^{span.text}" if raised else span.text
        core = text.strip()
        said += text.replace(core, f"~~{core}~~", 1) if struck and core else text
    return fold(said)


def number_of(passage: Passage) -> int | None:
    """The level of a heading, the number of an item, how many columns a table row has."""
    return passage.level if passage.level else len(passage.form.cells) or passage.form.number


def depths_of(passages: Sequence[Passage]) -> list[int]:
    """For each passage of a section in how many of its lists it stands, if it is an item; 1 for all others. Lists
    round the whole section do not count: a page may stand without them."""
    found, open_ = [], []
    for passage in passages:
        depth = passage.form.depth
        while open_ and open_[-1] > depth:
            open_.pop()
        if passage.kind == "list-item" and (not open_ or open_[-1] < depth):
            open_.append(depth)
        found.append(len(open_) if passage.kind == "list-item" else 1)
    return found


def _is_hidden(node: LexborNode) -> bool:
    """Whether some readers do not see or hear an element, or see it struck or paled."""
    attributes = node.attributes
    if node.tag in _UNSHOWN or (node.tag == "dialog" and "open" not in attributes):
        return True
    if "hidden" in attributes or "inert" in attributes or attributes.get("aria-hidden") == "true":
        return True
    styles = (style.partition(":")[0].strip().lower() for style in (attributes.get("style") or "").split(";"))
    return "unseen" in (attributes.get("class") or "").split() or any(
        style and style not in _PLAIN_STYLES for style in styles
    )


def _fill(
    section: BuiltSection,
    start: int,
    end: int,
    walk: _PageWalk,
    block: Callable[[int, int], Block],
    *,
    first: bool = False,
) -> None:
    """Give a section the passages from `start` up to `end`."""
    section.blocks = tuple(map(block, range(start, end), depths_of(walk.passages[start:end])))
    title = next((b for b in section.blocks if b.kind == "heading"), None)
    section.heading = title.text if title else ""
    if first and title:
        section.language = title.language or walk.language
    section.to_be_written = any(start < at <= end or (first and at == 0) for at in walk.unwritten)


class BuiltSite:
    """The built site in a folder, read page by page. `replaced` holds pages to be taken instead of the files, by
    tag and name."""

    def __init__(self, folder: Path, languages: Languages) -> None:
        self.folder = folder
        self.languages = languages
        self.replaced: dict[tuple[str, str], BuiltPage] = {}
        self._pages: dict[tuple[str, str], BuiltPage | None] = {}
        self._ids: dict[str, frozenset[str] | None] = {}

    def path(self, language: Language, name: str) -> Path:
        return self.folder / f"{self.languages.path(language)}{name}.html"

    def page(self, language: Language, name: str) -> BuiltPage | None:
        """A page in a language; None if the site has no such file."""
        key = (language.tag, name)
        if key in self.replaced:
            return self.replaced[key]
        if key not in self._pages:
            path = self.path(language, name)
            self._pages[key] = parse_built_page(path.read_text(encoding="utf-8")) if path.is_file() else None
        return self._pages[key]

    def page_at(self, path: str) -> frozenset[str] | None:
        """The ids of the page in a file, or none for another file; None if the site has no such file."""
        if path not in self._ids:
            file = Path(path)
            if file.suffix == ".html" and file.is_file():
                tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
                self._ids[path] = frozenset(id for node in tree.css("[id]") if (id := node.attributes.get("id")))
            else:
                self._ids[path] = frozenset() if file.is_file() else None
        return self._ids[path]
