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

import langcodes
import opencc
import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

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


def search_files(records: Iterable[SearchRecord], synonyms: Mapping[str, Sequence[str]], tag: str) -> dict[str, str]:
    """Return the data files of one language by their path in ``assets/search/``.

    ``<tag>.js`` has the words of every section, each word once and by its number; ``<tag>/<page>.js`` the texts of a
    page. Where most text is written without spaces there are no words to number, and ``<tag>.js`` has the texts. ``synonyms`` maps what readers say to what the pages say, or to the sections themselves: ``{"pee": ["urine"],
    "marijuana": ["complementary#ask-first"]}``. A key of several words holds for queries that have them all, a value of
    several words for sections that have them all; ``page#page`` is what stands before a page's first section.
    """
    records = list(records)
    cut = [_words(record.text) for record in records]
    whole = sum(len(unspaced) for _, unspaced in cut) * 2 > sum(len(record.text) for record in records)
    numbers: dict[str, int] = {}
    sections, texts = [], {}
    for record, (words, unspaced) in zip(records, cut, strict=True):
        ids = sorted(numbers.setdefault(word, len(numbers)) for word in words if not whole)
        steps = [after - before for before, after in zip([0, *ids], ids, strict=False)]
        said = record.text if whole else unspaced
        sections.append([record.url, record.page, record.section, record.boost, steps, said])
        texts.setdefault(record.url.partition("#")[0], []).append(record.text)
    data = {
        "sections": sections,
        "words": " ".join(numbers),
        "whole": whole,
        "synonyms": {said: list(synonyms[said]) for said in sorted(synonyms)},
        "variants": _variants("".join(f"{one.page}{one.section}{one.text}" for one in records), tag),
    }
    files = {f"{tag}.js": _call("load", data)}
    for url, said in texts.items() if not whole else ():
        files[f"{tag}/{url.removesuffix('.html')}.js"] = _call("keep", url, said)
    return files


#: What search-words.js makes words of: letters, digits and their marks, and the signs that may join them.
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}\u00AD\u200C\u200D'’ʼ\-‐‑]+")
_JOINS = "'’ʼ-‐‑"
#: Scripts that search-words.js cuts into pairs of letters: their words are kept as they stand.
_UNSPACED = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}"
    r"\p{Script=Khmer}\p{Script=Myanmar}ー々]"
)


def _words(text: str) -> tuple[list[str], str]:
    """The different words of a text in lower case, and apart from them its stretches of scripts without spaces.

    The browser cuts and folds both with the same script as a query, so nothing of that is repeated here.
    """
    found = dict.fromkeys(match[0].strip(_JOINS).lower() for match in _WORD.finditer(text))
    found.pop("", None)
    return [word for word in found if not _UNSPACED.search(word)], " ".join(
        word for word in found if _UNSPACED.search(word)
    )


def _variants(text: str, tag: str) -> str:
    """Pairs of signs for a language in Chinese: a traditional one and the simple one that stands in the text for it, so
    that both are found by either. Nothing for other languages."""
    if langcodes.Language.get(tag).language != "zh":
        return ""
    plain = opencc.OpenCC("t2s").convert("\n".join(_HAN)).split("\n")
    pairs = {sign: simple for sign, simple in zip(_HAN, plain, strict=True) if sign != simple}
    standing = {pairs.get(sign, sign) for sign in set(text)}
    return "".join(f"{sign}{simple}" for sign, simple in pairs.items() if simple in standing)


_HAN = [chr(point) for point in range(0x3400, 0xA000)]


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
