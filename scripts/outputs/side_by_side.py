"""A page in two languages, section by section: what a reader and somebody who does not speak their language look at
together.

The reader's language is the first column and keeps the ids and headings; the second says the same beside it, so that
links and the outline lead to each section once. Figures about people stand closed until somebody opens them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.outputs.glossary_links import CLASS as TERM
from scripts.outputs.page_parts import page_parts

FOLDER = "side-by-side"
DANGER, OPENING = f"{FRONT}:danger", f"{FRONT}:opening"  # of what stands before the first heading, besides the title

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b(?: class=\"([^\"]*)\")?")
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_ROWS = ("tr", "thead", "tbody", "td", "th")


def side_by_side_path(guide: Guide, language: Language, name: str) -> str:
    """The path of a page with another language beside it, from the site's root: `ar/side-by-side/symptoms.html`."""
    return f"{guide.languages.path(language)}{FOLDER}/{name}.html"


def sections_path(guide: Guide, language: Language, name: str) -> str:
    """The path of the script with a page's sections, for pages in any language to put beside theirs."""
    return f"{guide.languages.path(language)}{FOLDER}/{name}.js"


@dataclass(frozen=True)
class Part:
    """A section of a page as HTML. `original` says that it is shown in the language it was written in, for want of a
    translation; `numbers` that all of it is about figures, by the mark on a heading."""

    id: str
    html: str
    original: bool = False
    numbers: bool = False


@dataclass(frozen=True)
class Words:
    """Words of a column's language. `numbers` names what is closed; `unchecked` stands over a part that the page shows
    with its original below it, which is then left to the other column; without it that original stays."""

    language: Language
    numbers: str
    unchecked: str = ""

    def marked(self, tag: str, text: str, attributes: str = "") -> str:
        """Words in an element that says in which language they are."""
        return f'<{tag}{attributes} lang="{self.language.tag}" dir="{self.language.direction}">{escape(text)}</{tag}>'


def parts_of(html: str, link: Callable[[str], str], words: Words, *, second: bool = False) -> list[Part]:
    """The sections of a page, in order.

    `html` is the page as it is shown by itself; `link` makes an address on that page one on this; for the `second`
    column headings become paragraphs, and ids go. The danger box that a page opens with is a part by itself.
    """
    split = page_parts(html)
    above, below = LexborHTMLParser(split.danger), LexborHTMLParser(split.opening + split.sections)
    found: list[tuple[str, int, bool, list[LexborNode]]] = []
    for node in _elements(above.body):
        _prepare(node, link, words, second)
        found.append((DANGER if found else FRONT, 0, False, [node]))
    found.append((OPENING, 0, False, []))
    marked = 0  # the level of the heading whose figures we are among, 0 for none
    for node in _elements(below.body):
        heading = _heading(node)
        if heading is not None:
            level = int(heading.tag[1])
            if not marked or level <= marked:
                marked = level if "numbers" in _classes(heading) else 0
            found.append((heading.attributes["id"] or "", level, bool(marked), []))
        _prepare(node, link, words, second)
        found[-1][3].append(node)
    parts: list[Part] = []
    for (id, numbers), group in groupby(found, key=lambda one: (one[0], one[2])):
        nodes = [node for one in group for node in one[3]]
        text = _column(nodes, words, closed=numbers)
        if second:
            text = _HEADING_TAG.sub(_paragraph, text)
        if text.strip():
            parts.append(Part(id, text, any("shown-in-original" in _classes(node) for node in nodes), numbers))
    return parts


def _elements(node: LexborNode | None) -> list[LexborNode]:
    return [child for child in node.iter() if child.is_element_node] if node is not None else []


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _heading(node: LexborNode) -> LexborNode | None:
    """The heading with an id that an element is, or that it begins with where it wraps a part of the original."""
    if "shown-in-original" in _classes(node):
        node = next(iter(_elements(node)), node)
    return node if node.tag in _HEADINGS and node.attributes.get("id") else None


def _prepare(node: LexborNode, link: Callable[[str], str], words: Words, second: bool) -> None:
    """Make what stands on its own page fit to stand here."""
    for term in node.css(f"a.{TERM}"):  # they lead away from what two people are looking at
        term.unwrap()
    for attribute in ("href", "src"):
        for one in node.css(f"[{attribute}]"):
            address = one.attributes[attribute] or ""
            if address and not _HAS_SCHEME.match(address):
                one.attrs[attribute] = link(address)
    for one in [*node.css("[id]"), *([node] if node.attributes.get("id") else [])] if second else ():
        if "id" in one.attributes:
            del one.attrs["id"]
    if words.unchecked:
        for below in [*([node] if "original-below" in _classes(node) else []), *node.css(".original-below")]:
            below.attrs["hidden"] = ""


def _column(nodes: Iterable[LexborNode], words: Words, *, closed: bool) -> str:
    """Elements as HTML. What is marked as figures about people is closed, neighbors together; where the whole section
    is `closed` already, nothing is closed twice."""
    made = ""
    for figures, group in groupby(nodes, key=lambda node: not closed and _is_figures(node)):
        if figures:
            made += _details("".join(node.html or "" for node in group), words)
            continue
        for node in group:
            if "original-below" in _classes(node) and words.unchecked:
                made += words.marked("p", words.unchecked, ' class="notice notice-beside"')
            made += _element(node, words, closed=closed) + "\n"
    return made


def _element(node: LexborNode, words: Words, *, closed: bool) -> str:
    if "shown-in-original" in _classes(node):
        return f"{_opening_tag(node)}{_column(_elements(node), words, closed=closed)}</div>"
    html = node.html or ""
    if closed:
        return html
    if node.css_first(", ".join(f"{row}.numbers" for row in _ROWS)):  # there is no closing a row of a table
        return _details(html, words)
    start = 0
    for mark in node.css(".numbers"):
        inner = mark.html or ""
        at = html.find(inner, start)
        if at < 0:  # within one that is closed already
            continue
        if mark.tag in ("li", "dd", "dt"):
            content = mark.inner_html or ""
            new = (
                inner[: len(inner) - len(content) - len(f"</{mark.tag}>")] + _details(content, words) + f"</{mark.tag}>"
            )
        else:
            new = _details(inner, words)
        html = html[:at] + new + html[at + len(inner) :]
        start = at + len(new)
    return html


def _is_figures(node: LexborNode) -> bool:
    """Whether an element is marked as figures about people, or is a list with nothing else in it."""
    if "numbers" in _classes(node):
        return node.tag not in _HEADINGS
    items = _elements(node) if node.tag in ("ul", "ol") else []
    return bool(items) and all("numbers" in _classes(item) for item in items)


def _details(html: str, words: Words) -> str:
    return f'<details class="figures">{words.marked("summary", words.numbers)}{html}</details>'


def _opening_tag(node: LexborNode) -> str:
    html = node.html or ""
    return html[: html.index(">") + 1]


def _paragraph(tag: re.Match[str]) -> str:
    if tag[1]:
        return "</p"
    return f'<p class="{" ".join(filter(None, ("heading", f"heading-{tag[2]}", tag[3])))}"'


@dataclass(frozen=True)
class Row:
    """A section in both languages. `second` is empty where the first is shown in the second's language already."""

    id: str
    first: Markup
    second: Markup
    alone: bool
    numbers: bool

    @property
    def tag(self) -> str:
        """The element around it: a section where it has a heading in the first column, as sections are to have."""
        return "section" if re.search(r"<h[2-6]\b", self.first) else "div"


def rows(first: Iterable[Part], second: Iterable[Part]) -> list[Row]:
    """Sections of two languages by id, in the order of the first; what only the second has follows what it follows
    there, with nothing in the first column."""
    mine, theirs = {part.id: part for part in first}, {part.id: part for part in second}
    order, before = list(mine), ""
    for id in theirs:
        if id not in mine:
            order.insert(order.index(before) + 1 if before else 0, id)
        before = id
    made = []
    for id in order:
        own, other = mine.get(id, Part(id, "")), theirs.get(id, Part(id, ""))
        beside = "" if own.original else other.html
        made.append(Row(id, Markup(own.html), Markup(beside), own.original, own.numbers or other.numbers))
    return made


def grouped(made: Iterable[Row]) -> list[tuple[bool, list[Row]]]:
    """Rows in runs: those that are all figures about people, and others."""
    return [(numbers, list(group)) for numbers, group in groupby(made, key=lambda row: row.numbers)]


def sections_script(tag: str, parts: Iterable[Part], said: Mapping[str, str]) -> str:
    """A page's sections in a language as a script: a page opened from `file://` may load one and fetch nothing.

    `said` are our own words for the same page, as HTML by what they are; they come under names with a colon before.
    """
    data = {f":{key}": text for key, text in said.items()} | {part.id: part.html for part in parts}
    literal = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = re.sub("[<\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", literal)
    return f"guideBeside({json.dumps(tag)},{safe});\n"
