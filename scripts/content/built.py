"""Pages as a reader gets them: the built HTML, cut into the same sections as the Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.language import Language, Languages
from scripts.content.page import FRONT

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass
class BuiltSection:
    """`language` is the tag its text carries, from the nearest `lang`; `parent` the section it lies in."""

    id: str
    heading: str
    level: int
    language: str
    parent: str
    text: str = ""
    to_be_written: bool = False


@dataclass(frozen=True)
class BuiltPage:
    """The sections of a built page by id, in reading order; `page` is what stands before the first h2."""

    language: str
    sections: dict[str, BuiltSection] = field(default_factory=dict)

    def children(self, id: str) -> list[BuiltSection]:
        return [section for section in self.sections.values() if section.parent == id]


def parse_built_page(html: str) -> BuiltPage:
    """The sections in the article of a built page."""
    tree = LexborHTMLParser(html)
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "") if root else ""
    article = tree.css_first("article")
    page = BuiltPage(language)
    if article is None:
        return page
    shown = article.attributes.get("lang") or language
    for aside in article.css(".notice, nav"):
        aside.decompose()
    open_: list[BuiltSection] = [BuiltSection(FRONT, "", 1, shown, "")]
    page.sections[FRONT] = open_[0]
    current = open_[0]
    for node in article.iter(include_text=False):
        id = node.attributes.get("id")
        if node.tag in _HEADINGS and id:
            level = _HEADINGS[node.tag]
            while open_[-1].level >= level:
                open_.pop()
            language = node.attributes.get("lang") or shown
            current = BuiltSection(id, _text(node), level, language, open_[-1].id)
            open_.append(current)
            page.sections[id] = current
            continue
        if node.css_matches(".to-be-written") or node.css_first(".to-be-written"):
            current.to_be_written = True
        elif node.tag == "h1":
            current.heading = _text(node)
        else:
            current.text = f"{current.text} {_text(node)}".strip()
    return page


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


class BuiltSite:
    """The built site in a folder, read page by page."""

    def __init__(self, folder: Path, languages: Languages) -> None:
        self.folder = folder
        self.languages = languages
        self.page = cache(self._page)

    def _page(self, language: Language, name: str) -> BuiltPage | None:
        """A page in a language; None if the site has no such file."""
        path = self.folder / f"{self.languages.path(language)}{name}.html"
        return parse_built_page(path.read_text(encoding="utf-8")) if path.is_file() else None
