"""Source articles: a plain text becomes passages, each with its kind, figures, links and fingerprint.

A text without blank lines holds one passage a line; with blank lines, a passage is a block between them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from scripts.errors import GuideError

RUN = 8  # words in a row that count as copied

_WORD = re.compile(r"[\w%']+")
_FIGURE = re.compile(r"(?<![\w.])\d+(?:[.,:/]\d+)*(?:\s?%)?(?:\s+in\s+\d+(?:[.,]\d+)*)?(?!\w)")
_ITEM = re.compile(r"^\s*(?:[-*•‣–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_NUMBERED = re.compile(r"^(?:\d+\.)*\d+\.?\s+\S")
_UNDERLINE = re.compile(r"^(=+|-+|~+)$")
_NOTICE = re.compile(r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_FOOTER_LINK = re.compile(r"[.|·]\s+((?:Terms|Privacy|Conditions|Legal|Disclaimer)\b[\w ]*)\.?$")


@dataclass(frozen=True)
class Link:
    """A link of a source: its text, and its address as written or None where the text has none."""

    text: str
    href: str | None
    line: int


@dataclass(frozen=True)
class Passage:
    """One block of a source. `kind`: heading, paragraph, list-item, table-row or notice; `level` 1-6 of a heading."""

    line: int
    kind: str
    text: str
    level: int | None = None

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of the SHA-256 of kind and text; white space and Unicode form do not count."""
        text = unicodedata.normalize("NFC", " ".join(self.text.split()))
        return hashlib.sha256(f"{self.kind}\0{text}".encode()).hexdigest()[:12]

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))

    @property
    def figures(self) -> tuple[str, ...]:
        """Every number as written, with its percent sign or its base ("1 in 5")."""
        return tuple(" ".join(match[0].split()) for match in _FIGURE.finditer(self.text))

    @property
    def leads_in(self) -> bool:
        """Whether the passage announces a list: it ends in a colon."""
        return self.kind == "paragraph" and self.text.endswith((":", "："))


@dataclass(frozen=True)
class Source:
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]

    @property
    def lost_lists(self) -> tuple[Passage, ...]:
        """Passages that announce a list of which no item follows."""
        following = (*self.passages[1:], None)
        return tuple(
            passage
            for passage, after in zip(self.passages, following, strict=True)
            if passage.leads_in and (after is None or after.kind != "list-item")
        )


def read_source(text: str, place: str) -> Source:
    """The passages and links of a plain-text article, in order. Raises GuideError if there is no text in it."""
    passages = tuple(_passages(text))
    if not passages:
        raise GuideError("the file is empty.", place=place, hint="name a file that holds the article's text.")
    return Source(passages, tuple(link for passage in passages for link in _links(passage)))


def word_runs(text: str) -> tuple[str, ...]:
    """A hash (10 hexadecimal digits) of every run of eight words, in order.

    Runs are compared in lower case with straight apostrophes. They show that text was copied without holding
    the text.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("’", "'"))
    return tuple(
        hashlib.sha256(" ".join(words[start : start + RUN]).encode()).hexdigest()[:10]
        for start in range(len(words) - RUN + 1)
    )


def _passages(text: str) -> list[Passage]:
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not filled:
        return []
    one_a_line = filled == list(range(filled[0], filled[-1] + 1))
    passages: list[Passage] = []
    index = filled[0]
    while index <= filled[-1]:
        start, line = index, lines[index].strip()
        index += 1
        if not line:
            continue
        if index < len(lines) and _UNDERLINE.match(lines[index].strip()) and len(lines[index].strip()) >= 3:
            level = 1 if lines[index].strip()[0] == "=" else 2
            passages.append(Passage(start + 1, "heading", line, level))
            index += 1
            continue
        if one_a_line:
            after = lines[index].strip() if index <= filled[-1] else ""
            passages.append(_line_passage(start + 1, line, after))
            continue
        block = [line]
        while index <= filled[-1] and lines[index].strip() and not _ITEM.match(lines[index]):
            block.append(lines[index].strip())
            index += 1
        after = next((lines[i].strip() for i in range(index, filled[-1] + 1) if lines[i].strip()), "")
        passages.append(_line_passage(start + 1, " ".join(block), after))
    return passages


def _line_passage(line: int, text: str, after: str) -> Passage:
    if _NOTICE.search(text) and len(text) < 400:
        return Passage(line, "notice", text)
    if _NUMBERED.match(text) and _looks_like_heading(text, after):
        return Passage(line, "heading", text, min(6, 1 + text.split()[0].strip(".").count(".") + 1))
    if match := _ITEM.match(text):
        return Passage(line, "list-item", text[match.end() :])
    if _looks_like_heading(text, after):
        return Passage(line, "heading", text, 2)
    return Passage(line, "paragraph", text)


def _looks_like_heading(text: str, after: str) -> bool:
    """A short line without an end mark or colon, followed by a longer one: how headings look in a text dump."""
    return (
        len(text) <= 80
        and len(text.split()) <= 12
        and (text[-1].isalnum() or text[-1] in "?)’\"'")
        and ":" not in text
        and len(after) > len(text)
        and len(after) > 60
    )


def _links(passage: Passage) -> list[Link]:
    links = [Link(match[0], match[0], passage.line) for match in _ADDRESS.finditer(passage.text)]
    if passage.kind == "notice" and not links and (match := _FOOTER_LINK.search(passage.text)):
        links.append(Link(match[1].strip(), None, passage.line))
    return links
