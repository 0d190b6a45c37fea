"""What a reader's browser searches: the sections of a language's pages, as script files.

One file per language says which words each section has: enough to find. The text, which a result shows a piece of,
is in a file per page, loaded when the result is seen. Scripts and not JSON, because a page opened from ``file://``
may load scripts but fetch nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.language import is_chinese
from scripts.content.page import FRONT

#: Elements inside a line of text. All others separate words: ``<td>one</td><td>two</td>`` is not “onetwo”.
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split()
)
#: Elements whose text nobody reads, and Markdown's link signs beside headings.
UNREAD = "script, style, template, svg, .headerlink, .not-searched"
SECTION_HEADINGS = frozenset({"h2", "h3"})


@dataclass(frozen=True)
class SearchRecord:
    """One section, or what stands before a page's first section (then ``section`` is empty)."""

    url: str
    """Address relative to the language's folder: ``symptoms.html#red-flags``."""
    page: str
    section: str
    text: str
    boost: float = 1
    """Factor on the score. Safety sections stand above 1, so that they come first when they match."""

    @property
    def address(self) -> str:
        """`symptoms#red-flags`, or `symptoms#page` for what stands before the first section: as data files name it."""
        path, _, anchor = self.url.partition("#")
        return f"{path.removesuffix('.html')}#{anchor or FRONT}"


def search_files(records: Iterable[SearchRecord], synonyms: Mapping[str, Sequence[str]], tag: str) -> dict[str, str]:
    """Return the data files of one language by their path in ``assets/search/``.

    ``<tag>.js`` has the words of every section, each word once and by its number; ``<tag>/<page>.js`` the texts of a
    page. ``synonyms`` maps what readers say to what the pages say, or to the sections themselves: ``{"pee": ["urine"],
    "marijuana": ["complementary#ask-first"]}``. A key of several words holds for queries that have them all, a value of
    several words for sections that have them all; ``page#page`` is what stands before a page's first section.

    Chinese is made simple and cut into words, so that the list of words stays short; search loses the pairs of signs
    across two words. ``variants`` are the traditional signs that are searched as the simplified ones of the pages.
    """
    records = list(records)
    in_words, variants = str, ""
    if is_chinese(tag):
        from scripts.outputs import chinese  # with its dictionaries, which no other language needs

        in_words = chinese.in_words
        variants = chinese.variants("".join(f"{one.page}{one.section}{one.text}" for one in records))
    numbers: dict[str, int] = {}
    pages: list[list[Any]] = []
    steps: list[list[int]] = []
    texts: dict[str, list[str]] = {}
    for record in records:
        path, _, anchor = record.url.partition("#")
        if not pages or pages[-1][:2] != [path, record.page]:
            pages.append([path, record.page, []])
        pages[-1][2].append([anchor, record.section, *([record.boost] if record.boost != 1 else [])])
        ids = sorted(numbers.setdefault(word, len(numbers)) for word in _words(in_words(record.text)))
        steps.append([after - before for before, after in zip([0, *ids], ids, strict=False)])
        texts.setdefault(path, []).append(record.text)
    data = {
        "pages": pages,
        "steps": steps,
        "words": " ".join(numbers),
        "synonyms": _grouped(synonyms, [record.address for record in records]),
        "variants": variants,
    }
    files = {f"{tag}.js": _call("load", data)}
    for url, said in texts.items():
        files[f"{tag}/{url.removesuffix('.html')}.js"] = _call("keep", url, said)
    return files


#: What search-words.js makes words of: letters, digits and their marks, and the signs that may join them.
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}\u00AD\u200C\u200D'’ʼ\-‐‑]+")
_JOINS = "'’ʼ-‐‑"


def _words(text: str) -> list[str]:
    """The different words of a text in lower case, in order.

    The browser cuts and folds them with the same script as a query, so nothing of that is repeated here. Scripts without
    spaces are left in stretches.
    """
    found = dict.fromkeys(match[0].strip(_JOINS).lower() for match in _WORD.finditer(text))
    found.pop("", None)
    return list(found)


def _grouped(synonyms: Mapping[str, Sequence[str]], addresses: Sequence[str]) -> list[list[list[str | int]]]:
    """Pairs of meanings and all that is said for them; a section is a meaning by its number."""
    numbers = {address: number for number, address in enumerate(addresses)}
    groups: dict[tuple[str | int, ...], list[str]] = {}
    for said in sorted(synonyms):
        meanings = (numbers.get(meaning, meaning) for meaning in synonyms[said])
        known = tuple(meaning for meaning in meanings if isinstance(meaning, int) or "#" not in meaning)
        groups.setdefault(known, []).append(said)
    return [[list(meanings), said] for meanings, said in groups.items() if meanings]


def _call(function: str, *arguments: object) -> str:
    literals = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments)
    return f"guideSearch.{function}({_safe_in_script(literals)});\n"


def _safe_in_script(literal: str) -> str:
    """Escape what old browsers, a ``<script>`` element or UTF-8 would not let through."""
    return re.sub("[<\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", literal)


@dataclass
class _Section:
    """A section while its text is being gathered."""

    url: str
    title: str = ""
    parts: list[str] = field(default_factory=list)
    written: bool = True


def section_records(page_title: str, url: str, html: str) -> list[SearchRecord]:
    """Split the HTML of a rendered page at its h2 and h3 headings that have an id.

    What must not be found is left out: elements of class ``not-searched``, and sections in which
    something is of class ``to-be-written``. What must not be shown unasked is left out too: of an element or a
    section of class ``numbers``, each paragraph, item and row that has a figure.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css(UNREAD):
        node.decompose()
    for node in tree.css(".numbers"):
        for block in [block for part in _scope(node) for block in part.css("p, li, tr, dd")]:
            if any(sign.isdecimal() for sign in block.text()):
                block.decompose()
    sections = [_Section(url)]
    if tree.body is not None:
        _gather(tree.body, url, sections)
    records = [
        SearchRecord(section.url, page_title, section.title, _one_line(section.parts))
        for section in sections
        if section.written
    ]
    return [record for record in records if record.section or record.text]


def _scope(node: LexborNode) -> list[LexborNode]:
    """What a mark on an element holds for: the element, and after a heading all up to the next one of its level."""
    found, level = [node], node.tag
    following = node.next if level[0] == "h" and level[1:].isdigit() else None
    while following is not None and not (
        following.tag[0] == "h" and following.tag[1:].isdigit() and following.tag <= level
    ):
        found += [following] if following.is_element_node else []
        following = following.next
    return found


def _gather(node: LexborNode, url: str, sections: list[_Section]) -> None:
    """Add the text below a node to the last section, opening a new one at every heading."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            sections[-1].parts.append(child.text_content or "")
            continue
        anchor = child.attributes.get("id")
        is_heading = child.tag in SECTION_HEADINGS and bool(anchor)
        if is_heading:
            sections.append(_Section(f"{url}#{anchor}", _one_line([child.text()])))
        if "to-be-written" in (child.attributes.get("class") or "").split():
            sections[-1].written = False
        if is_heading or child.tag == "h1":  # titles are searched as titles
            continue
        separator = "" if child.tag in INLINE else " "
        sections[-1].parts.append(separator)
        _gather(child, url, sections)
        sections[-1].parts.append(separator)


def _one_line(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())
