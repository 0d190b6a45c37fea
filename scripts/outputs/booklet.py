"""The whole guide in one language as one document to be printed: built pages, laid together behind a cover.

Danger signs come first after the cover, then the contents, the other pages in the order of the menu, and each source
once. What only leads about in the site is left out; links between pages become links within the booklet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.language import Language

STYLE = Path(__file__).with_name("booklet.css")
SOURCES = "sources"  # the id of the last chapter
CONTENTS = "contents"

# What leads about in the site, and what the booklet has in one place for all its pages.
_LEFT_OUT = "nav, script, .keep, .all-pages, .page-words, .references:has(> .on-paper), p.not-searched:not(.notice)"
_LINKED = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


@dataclass(frozen=True)
class Chapter:
    """A page of the site: its `name`, the `group` of the menu it stands in, `path` in the site, and built HTML; `sources`
    is the HTML of the page that lists what it rests on, "" if there is none."""

    name: str
    group: str
    path: str
    html: str
    sources: str = ""

    @property
    def id(self) -> str:
        """Its id in the booklet."""
        return self.name.replace("/", "-")


@dataclass(frozen=True)
class Front:
    """What the booklet says of itself: the words of the interface, as HTML, the lines of its `edition`, the site's
    `address`, and whether its language `translates` another one."""

    words: Mapping[str, Mapping[str, Any]]
    edition: str
    newest: str
    address: str
    translates: bool


def booklet(
    language: Language, front: Front, chapters: Sequence[Chapter], styles: Sequence[str], numbers: Mapping[str, int]
) -> str:
    """The booklet as HTML. `chapters` are in order, the one of danger signs first; `styles` is CSS; `numbers` has the
    page on which each chapter, by its id, begins, once that is known."""
    places = {chapter.path: chapter.id for chapter in chapters}
    read = [_Read(chapter, places, front.address) for chapter in chapters]
    sources = _sources(read, front)
    entries = [(one.chapter.id, one.chapter.group, one.title, one.title_language) for one in read]
    if sources:
        entries.append((SOURCES, "", str(front.words["sources"]["title"]), ""))
    body = [one.section(front) for one in read]
    body.insert(1, _contents(entries, front, numbers))
    return (
        f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{front.words['site']['name']}</title>\n"
        f"<style>\n{chr(10).join(styles)}\n{_foot(front)}\n</style>\n</head>\n<body>\n"
        f"{_cover(language, front, read[0])}\n{chr(10).join(body)}\n{sources}\n</body>\n</html>\n"
    )


def titles_of(html: str) -> dict[str, str]:
    """The titles of the chapters of a booklet, by id."""
    links = LexborHTMLParser(html).css(f"#{CONTENTS} a")
    return {link.attributes["href"].removeprefix("#"): link.css_first(".title").text().strip() for link in links}


def styles_of(chapters: Sequence[Chapter]) -> list[str]:
    """The paths of the style sheets that any of the pages loads, such as that of the drawings, each once."""
    found = {}
    for chapter in chapters:
        for link in LexborHTMLParser(chapter.html).css("link[rel=stylesheet]"):
            found[urljoin(f"/{chapter.path}", link.attributes["href"]).removeprefix("/")] = True
    return list(found)


def headings_of(html: str) -> list[str]:
    """The words of the headings of a booklet, in order: what its bookmarks say."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css("h1, h2, h3, h4, h5, h6")]


def _foot(front: Front) -> str:
    """The foot of each page but the cover: the address and the edition, and the number of the page."""
    line = f"\u2068{front.address}\u2069 · {front.edition}".replace("\\", "").replace('"', "”").replace("<", "")
    return (
        f'@page {{ @bottom-left {{ content: "{line}"; }} @bottom-right {{ content: counter(page); }} }}\n'
        "@page { @bottom-center { content: none; } }\n"  # where pages printed by themselves have their number
        "@page :first { @bottom-left { content: none; } @bottom-right { content: none; } }"
    )


class _Read:
    """A chapter's page, taken apart."""

    def __init__(self, chapter: Chapter, places: Mapping[str, str], address: str) -> None:
        self.chapter, self.address = chapter, urljoin(address, chapter.path)
        main = LexborHTMLParser(chapter.html).css_first("main")
        for node in main.css(_LEFT_OUT):
            node.decompose()
        self.sources = [_source(item) for item in LexborHTMLParser(chapter.sources).css(".publications > li")]
        for node in main.css("*"):
            self._lead(node, places)
        title = main.css_first("h1")
        self.title = title.html.partition(">")[2].rpartition("<")[0] if title else escape(chapter.name)
        self.title_language = _language_of(title) if title else ""
        self.main = main

    def _lead(self, node: LexborNode, places: Mapping[str, str]) -> None:
        """Give an element ids and links that are right in the booklet."""
        attributes = node.attributes
        if id := attributes.get("id"):
            node.attrs["id"] = f"{self.chapter.id}--{id}"
        for name in _LINKED:
            if attributes.get(name):
                node.attrs[name] = " ".join(f"{self.chapter.id}--{id}" for id in attributes[name].split())
        if src := attributes.get("src"):
            node.attrs["src"] = urljoin("/" + self.chapter.path, src)
        if node.tag == "figure":  # the drawing in it is the figure that has words; a second one would have none
            node.attrs["role"] = "none"
        href = attributes.get("href")
        if node.tag != "a" or href is None:
            return
        whole = urljoin(self.address, href)
        parts = urlsplit(whole)
        base = self.address[: -len(self.chapter.path)]
        path = whole.partition("#")[0].removeprefix(base)
        if whole.startswith(base) and path in places:
            node.attrs["href"] = f"#{places[path]}--{parts.fragment}" if parts.fragment else f"#{places[path]}"
        else:
            node.attrs["href"] = whole

    def section(self, front: Front) -> str:
        """The chapter in the booklet, with the address of its page beneath."""
        inner = self.main.html.partition(">")[2].rpartition("<")[0]
        address = f'<p class="address"><a dir="ltr" href="{escape(self.address)}">{escape(self.address)}</a></p>'
        return f'<section class="chapter" id="{self.chapter.id}">\n{inner}\n{address}\n</section>'


def _language_of(node: LexborNode) -> str:
    """The language an element's own page marks it with; "" for the page's."""
    while node is not None and node.tag not in ("main", "html"):
        if tag := node.attributes.get("lang"):
            return tag
        node = node.parent
    return ""


def _source(item: LexborNode) -> str:
    """A publication without the sections that cite it."""
    for small in item.css("small"):
        small.decompose()
    return item.html.partition(">")[2].rpartition("<")[0].strip()


def _sources(read: Sequence[_Read], front: Front) -> str:
    """The last chapter: each publication once, with the pages that rest on it."""
    cited: dict[str, list[_Read]] = {}
    for one in read:
        for source in one.sources:
            cited.setdefault(source, []).append(one)
    if not cited:
        return ""
    items = []
    for source, pages in cited.items():
        links = " · ".join(f'<a href="#{page.chapter.id}">{page.title}</a>' for page in pages)
        items.append(f"<li>{source} <small>{front.words['sources']['used_in']} {links}</small></li>")
    return (
        f'<section class="chapter sources" id="{SOURCES}">\n<h1>{front.words["sources"]["title"]}</h1>\n'
        f"<p>{front.words['booklet']['sources']}</p>\n<ol>\n{chr(10).join(items)}\n</ol>\n</section>"
    )


def _contents(entries: Sequence[tuple[str, str, str, str]], front: Front, numbers: Mapping[str, int]) -> str:
    """The list of chapters below the groups of the menu, with the pages on which they begin."""
    lines, group = [], None
    for id, its_group, title, tag in entries:
        if its_group != group:
            lines.append("</ol>" if group is not None else "")
            lines.append(f"<h2>{its_group}</h2>\n<ol>" if its_group else '<ol class="last">')
            group = its_group
        marked = f' lang="{tag}"' if tag else ""
        lines.append(
            f'<li><a href="#{id}"><span class="title"{marked}>{title}</span>'
            f'<span class="page">{numbers.get(id, "")}</span></a></li>'
        )
    listed = "\n".join([*lines, "</ol>"])
    return f'<section class="chapters" id="{CONTENTS}">\n<h1>{front.words["booklet"]["contents"]}</h1>\n{listed}\n</section>'


def _cover(language: Language, front: Front, first: _Read) -> str:
    """The name, the language, what nobody has reviewed, the edition and where the newest one is."""
    words = front.words
    unchecked = f"<p>{words['notices']['unchecked']}</p>" if front.translates else ""
    return (
        '<section class="cover">\n<svg class="mark" aria-hidden="true" viewBox="0 0 32 32" width="72" height="72">'
        '<rect width="32" height="32" rx="8"/><path d="M11.5 7.5h9M9.5 16h13M11.5 24.5h9"/></svg>\n'
        f'<h1>{words["site"]["name"]}</h1>\n<p class="tagline">{words["site"]["tagline"]}</p>\n'
        f'<p class="language">{escape(language.name)}</p>\n'
        f'<div class="danger-strip"><p>{words["notices"]["danger"]} '
        f'<a href="#{first.chapter.id}">{words["notices"]["danger_action"]}</a></p></div>\n'
        f'<div class="state"><p>{words["booklet"]["review"]}</p>{unchecked}</div>\n'
        f'<div class="imprint"><p>{escape(front.edition)}</p><p>{front.newest}</p></div>\n</section>'
    )
