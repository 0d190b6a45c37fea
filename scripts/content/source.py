"""Source articles as a model: passages in document order, headings, links, and what the article says of itself.

`text.py` reads it from plain text and `html.py` from a parsed page; `article.py` knows the formats.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

RUN = 8  # words in a row that count as copied

# A word is letters, marks and digits with what joins them. Scripts that are written without spaces have no such
# words: there each character counts, and two of them make up about a word.
_UNSPACED = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}"
_WORD = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|(?:(?![{_UNSPACED}])[\w%'])+")
_IS_UNSPACED = regex.compile(rf"[{_UNSPACED}]")
_FIGURE = regex.compile(r"(?<![\w.])\d+(?:[.,:/٫٬]\d+)*(?:\s?[%٪])?(?:\s+in\s+\d+(?:[.,]\d+)*)?(?!\w)")
_UNSEEN = regex.compile(r"[\p{Cf}\u00ad]")
_QUOTES = regex.compile(r"(?<!\w)'|'(?!\w)")  # round a word, not within it
_PERCENT = regex.compile(r"(\d)\s+([%٪])")
_SPACE = " \t\n\f\r"  # what HTML folds; a no-break space and its like are characters of the text
_FOLD = regex.compile(f"[{_SPACE}]+")


def spaced(text: str) -> str:
    """A text with each run of ASCII white space as one space, and every other character kept."""
    return _FOLD.sub(" ", text)


def fold(text: str) -> str:
    """The same, without a space at its ends."""
    return spaced(text).strip(" ")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: NFC, lower case, straight apostrophes, no unseen characters."""
    return _WORD.findall(_seen(text).lower())


def _seen(text: str) -> str:
    """A text without characters that only steer joining, breaking or direction, and with plain apostrophes."""
    return _QUOTES.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("’", "'").replace("_", " "))


# Signs that change what a text says: comparisons, money, degrees, fractions, a minus, a range, a question mark,
# the ends of struck text, what is raised; and a contact slot, which is one word.
_SIGNS = regex.compile(
    r"(\{\{[\w-]+\}\}|~~|[<>^≤≥±+=×÷/$€£¥°‰½¼¾⅓⅔⅛⅜⅝⅞?？؟]|(?<![\w])[-−–](?=\d)|(?<=\d)\s?[-−–](?=\s?\d))"
)


def words_and_signs(text: str) -> list[str]:
    """The words of a text, and the signs that change what it says."""
    found: list[str] = []
    text = _PERCENT.sub(r"\1\2", text)  # 95 % is 95%
    for at, part in enumerate(_SIGNS.split(text)):  # signs stand at the odd places
        found += [part.strip()] if at % 2 else words_of(part)
    return found


@dataclass(frozen=True)
class Span:
    """A stretch of a passage with one look. `marks` are names of HTML elements (strong, em, sup, sub, del); `link`
    is the number of the link it belongs to, counted from 0; "\\n" in the text is a line break."""

    text: str
    marks: tuple[str, ...] = ()
    link: int | None = None


@dataclass(frozen=True)
class Form:
    """How a passage stands on its page: `depth` of lists around it, `number` of an item in a numbered list,
    `starts` a new list or table, `cells` of a table row with empty ones where a cell above or beside spans."""

    depth: int = 0
    number: int | None = None
    starts: bool = False
    cells: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True)
class Link:
    """A link of a source: its text as in the document, its address as written or None where it has none.

    `label` is what a reader gets: the text, or the words for an image. `line` is that of its passage; 0 where it
    stands in none.
    """

    text: str
    href: str | None
    line: int
    label: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading as in the document, with its text even if that is empty; `level` 1-6."""

    level: int
    text: str


@dataclass(frozen=True)
class Passage:
    """One block of a source. `kind`: heading, paragraph, list-item, table-row or notice; `level` 1-6 of a heading.

    `line` is the line of a plain text (from 1), and of other formats the number of the passage. `box` is the id of
    the box (admonition) that a passage of a built page stands in.
    """

    line: int
    kind: str
    text: str
    level: int | None = None
    spans: tuple[Span, ...] = field(default=(), compare=False)
    form: Form = field(default=Form(), compare=False)

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of the SHA-256 of kind and text; white space and Unicode form do not count."""
        text = unicodedata.normalize("NFC", " ".join(self.text.split()))
        return hashlib.sha256(f"{self.kind}\0{text}".encode()).hexdigest()[:12]

    @property
    def words(self) -> int:
        return len(words_of(self.text))

    @property
    def figures(self) -> tuple[str, ...]:
        """Every number as written, with its percent sign or its base ("1 in 5")."""
        return tuple(" ".join(match[0].split()) for match in _FIGURE.finditer(self.text))

    @property
    def links(self) -> dict[int, str]:
        """The links of the passage, by number, with the words that stand in it."""
        words: dict[int, list[str]] = {}
        for span in self.spans:
            if span.link is not None:
                words.setdefault(span.link, []).append(span.text)
        return {number: fold("".join(parts)) for number, parts in words.items()}

    @property
    def leads_in(self) -> bool:
        """Whether the passage announces a list: it ends in a colon."""
        return self.kind == "paragraph" and self.text.endswith((":", "："))


@dataclass(frozen=True)
class About:
    """What an article says of itself; "" where it says nothing. `address` is where it was published."""

    title: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    updated: str = ""


@dataclass(frozen=True)
class Source:
    """An article. `language` is the tag it claims, as written, or "". `anchors` gives, by the id of an element,
    the line of the first passage at or after it, which is where a link inside the article leads."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...] = ()
    list_items: int = 0
    language: str = ""
    about: About = About()
    anchors: dict[str, int] = field(default_factory=dict)

    @property
    def lost_lists(self) -> tuple[Passage, ...]:
        """Passages that announce a list of which no item, row or heading follows."""
        following = (*self.passages[1:], None)[: len(self.passages)]
        return tuple(
            passage
            for passage, after in zip(self.passages, following, strict=True)
            if passage.leads_in and (after is None or after.kind in ("paragraph", "notice"))
        )


def runs_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Every run of eight words of a text, in order: its hash (10 hexadecimal digits) and the words as written.

    Runs are compared in lower case with straight apostrophes. In scripts without spaces two characters count as a
    word.
    """
    words = _WORD.findall(_seen(text))
    weights = [0.5 if _IS_UNSPACED.match(word) else 1.0 for word in words]
    end, weight = 0, 0.0
    for start in range(len(words)):
        while end < len(words) and weight < RUN:
            weight += weights[end]
            end += 1
        if weight < RUN:
            return
        run = " ".join(words[start:end]).lower()
        yield hashlib.sha256(run.encode()).hexdigest()[:10], words[start:end]
        weight -= weights[start]


def word_runs(text: str) -> tuple[str, ...]:
    """The hashes of every run of eight words. They show that text was copied without holding the text."""
    return tuple(run for run, _ in runs_of(text))
