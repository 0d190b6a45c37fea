"""Links from a page's medical words to the glossary: the first use of each term on the page, and no other.

A reader who knows the word is not held up, and one who does not finds it where it first stands. Headings, links and
safety boxes are left alone: a box is to be read to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

import regex
from selectolax.lexbor import LexborHTMLParser

from scripts.content.language import is_spaced

CLASS = "term"
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_CLOSED = frozenset(("a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "script", "style"))
_SAFETY = re.compile(r'\bclass="[^"]*\badmonition\b[^"]*\b(?:danger|warning)\b|\bclass="[^"]*\badmonition-title\b')


class Glossary:
    """The forms of the terms that a glossary of one language explains: `{id: forms}`. A form that ends in `*` stands
    for any ending."""

    def __init__(self, tag: str, forms: Mapping[str, Iterable[str]]) -> None:
        self._ids: dict[str, str] = {}
        patterns = []
        for id, said in forms.items():
            for form in said:
                stem = form.rstrip("*")
                if stem:
                    self._ids[stem.lower()] = id
                    patterns.append(stem)
        edge, ending = (r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])") if is_spaced(tag) else ("", "")
        open_ended = {form.rstrip("*").lower() for said in forms.values() for form in said if form.endswith("*")}
        words = [
            regex.escape(form) + (r"[\p{L}\p{M}]*" if form.lower() in open_ended else "") + ending
            for form in sorted(set(patterns), key=lambda form: (-len(form), form))
        ]
        self._any = regex.compile(f"{edge}(?:{'|'.join(words)})", regex.IGNORECASE) if words else None

    def link(self, html: str, address: str) -> str:
        """The HTML of a page with the first use of each term as a link to `address#id`."""
        if self._any is None:
            return html
        met: set[str] = set()
        pieces = _TAG.split(html)
        closed: list[str] = []  # open elements in which nothing is linked
        for at, piece in enumerate(pieces):
            if at % 2:
                _follow(piece, closed)
            elif not closed and piece.strip():
                pieces[at] = self._any.sub(lambda match: self._linked(match[0], address, met), piece)
        return "".join(pieces)

    def _linked(self, word: str, address: str, met: set[str]) -> str:
        id = self._ids.get(word.lower()) or next(i for form, i in self._ids.items() if word.lower().startswith(form))
        if id in met:
            return word
        met.add(id)
        return f'<a class="{CLASS}" href="{escape(address)}#{id}">{word}</a>'


def _follow(tag: str, closed: list[str]) -> None:
    """Keep account of the elements in which nothing is linked; within them all elements of their name count."""
    name = _NAME.match(tag)
    if not name or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        if closed and closed[-1] == name[1]:
            closed.pop()
    elif (closed and name[1] == closed[-1]) or name[1] in _CLOSED or _SAFETY.search(tag):
        closed.append(name[1])


_USED = re.compile(rf'<a class="{CLASS}" href="[^"#]*#([^"]+)"')


def used_terms(html: str) -> list[str]:
    """The ids of the terms that a page's HTML links to the glossary, in order."""
    return list(dict.fromkeys(_USED.findall(html)))


def definitions(html: str) -> dict[str, tuple[str, str]]:
    """Of the glossary's HTML, by the id of each of its sections: its heading and the text of its first paragraph."""
    tree = LexborHTMLParser(html)
    found = {}
    for heading in tree.css("h2[id], h3[id]"):
        paragraph = heading.next
        while paragraph is not None and not paragraph.is_element_node:
            paragraph = paragraph.next
        if paragraph is not None and paragraph.tag == "p":
            for sign in heading.css(".headerlink"):
                sign.decompose()
            found[heading.attributes["id"] or ""] = (heading.text().strip(), " ".join(paragraph.text().split()))
    return found
