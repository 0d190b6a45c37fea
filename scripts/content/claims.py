"""Words that turn or weigh a statement, and key terms: by what they say, in each language.

docs/_data/claims/<tag>.yml has a concept a line: `not: [not, no, never, "*n't"]`; words of one concept may stand for
one another, and a concept that is gone is a statement that says something else. docs/_data/terms.yml has the key
terms of a guide, each with its forms in each language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import regex

from scripts.content.data import Fields, read_fields
from scripts.content.language import is_spaced
from scripts.content.script import script_of
from scripts.errors import GuideError

# Short words that Arabic writes together with the word after them ("and", "so", "with", "for", "like").
_ARABIC_PREFIXES = "[وفبلك]?"
_TAKES_PREFIX = frozenset("لا لم لن".split())
_ARABIC_VOWELS = regex.compile(r"[\u064b-\u0652\u0670]")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}']*[\p{L}\p{M}\p{N}]")
_SIGN = regex.compile(r"\S")
WEAK = "exchanges"  # the key of the concepts that matter only where one gives way to another
IGNORED = "ignore"  # the concept of phrases that hold a claim word and turn nothing ("lower back")


def folded(text: str) -> str:
    """A text for comparing: NFC, lower case, straight apostrophes, without what only steers direction, joining or
    the reading of Arabic."""
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return _ARABIC_VOWELS.sub("", regex.sub(r"[\p{Cf}\u0640]", "", text))


@dataclass(frozen=True)
class Words:
    """Words and phrases of a language by what they say. In an entry `*` at an end stands for any letters, and `#`
    for a number that must follow. Where two could begin, the longer one is meant. `weak` concepts matter only where
    a word gives way to one of another concept: "call" to "wait", but not "call" to "contact"."""

    tag: str
    words: Mapping[str, Sequence[str]]
    weak: frozenset[str] = frozenset()
    _kept: dict[str, list[tuple[str, str]]] = field(default_factory=dict, compare=False, repr=False)
    _begun: dict[str, list[tuple[list[str], str]]] = field(default_factory=dict, compare=False, repr=False)

    def _tokens(self, text: str) -> list[str]:
        return (_TOKEN if is_spaced(self.tag) else _SIGN).findall(folded(text))

    @cached_property
    def _entries(self) -> dict[str, list[tuple[list[str], str]]]:
        """(words, concept) of the entries by their first word, the longest first; those with a `*` by the two letters
        that the word must begin or end with."""
        entries: dict[str, list[tuple[list[str], str]]] = {}
        for concept, words in self.words.items():
            for word in words:
                tokens = self._tokens(word.strip("#*")) + ["#"] * word.endswith("#")
                if not tokens:
                    continue
                if word.startswith("*"):
                    tokens[0] = f"*{tokens[0]}"
                if word.endswith("*"):
                    tokens[-1] = f"{tokens[-1]}*"
                first = tokens[0]
                key = f"*{first[1:][-2:]}" if first[0] == "*" else f"{first[:-1][:2]}*" if first[-1] == "*" else first
                entries.setdefault(key, []).append((tokens, concept))
        return {first: sorted(found, key=lambda entry: -len(entry[0])) for first, found in entries.items()}

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """(concept, word) for each of the words in a text, in order."""
        if text not in self._kept:
            tokens, join = self._tokens(text), " " if is_spaced(self.tag) else ""
            self._kept[text] = [
                (concept, join.join(tokens[at : at + length])) for at, length, concept in self._find(tokens)
            ]
        return self._kept[text]

    def places_in(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, concept) for each of the words in a text as `folded` gives it, in order."""
        tokens = list((_TOKEN if is_spaced(self.tag) else _SIGN).finditer(text))
        return [
            (tokens[at].start(), tokens[at + length - 1].end(), concept)
            for at, length, concept in self._find([token[0] for token in tokens])
        ]

    def turns_in(self, text: str) -> list[tuple[str, str]]:
        """The same, without the weak ones."""
        return [entry for entry in self.found_in(text) if entry[0] not in self.weak]

    def weak_in(self, text: str) -> list[str]:
        """The weak concepts of a text, in order."""
        return [concept for concept, _ in self.found_in(text) if concept in self.weak]

    def _find(self, tokens: list[str]) -> Iterator[tuple[int, int, str]]:
        """(place, how many words, concept) of each entry in some words."""
        at = 0
        while at < len(tokens):
            length, concept = self._longest(tokens, at)
            if concept and concept != IGNORED:
                yield at, length, concept
            at += length

    def _longest(self, tokens: list[str], at: int) -> tuple[int, str]:
        """How many words the longest entry at a place has, and its concept; 1 and "" if there is none."""
        first = tokens[at]
        starts = [first, first.removesuffix("'s")]
        if self.tag.split("-")[0] == "ar" and first[0] in _ARABIC_PREFIXES:
            bare = first[1:]
            starts += [bare] if len(bare) > 2 or bare in _TAKES_PREFIX else []
        for start in starts:
            for words, concept in self._beginning(start):
                if _fit([start, *tokens[at + 1 : at + len(words)]], words):
                    return len(words) - (words[-1] == "#"), concept
        return 1, ""

    def _beginning(self, token: str) -> list[tuple[list[str], str]]:
        """The entries that may begin with a token, whole words first. Pages say the same words over and over."""
        if token not in self._begun:
            keys = dict.fromkeys((f"{token[:2]}*", f"{token[:1]}*", f"*{token[-2:]}", f"*{token[-1:]}"))
            open_ended = [entry for key in keys for entry in self._entries.get(key, ()) if _fit([token], entry[0][:1])]
            open_ended.sort(key=lambda entry: -len(entry[0]))
            self._begun[token] = [*self._entries.get(token, ()), *open_ended]
        return self._begun[token]


def _fit(tokens: list[str], words: list[str]) -> bool:
    """Whether words of a text are those of an entry."""
    return len(tokens) == len(words) and all(
        token[0].isdecimal() if word == "#" else token.endswith(word[1:]) if word[0] == "*"
        else token.startswith(word[:-1]) if word[-1] == "*" else token == word
        for token, word in zip(tokens, words, strict=True)
    )  # fmt: skip


def read_claims(root: Path, tag: str) -> Words | None:
    """The claim words of a language; None where nobody has listed them: any other word then counts as a change."""
    place = f"docs/_data/claims/{tag}.yml"
    if not (root / place).exists() and script_of(tag) == script_of(tag.split("-")[0]):
        place = f"docs/_data/claims/{tag.split('-')[0]}.yml"  # es for es-419, but not zh-Hans for zh-Hant
    if not (root / place).exists():
        return None
    fields = read_fields(root / place, place)
    weak = fields.may(WEAK, Fields, Fields(place, 1), "the claim words")
    words = {
        str(c): tuple(_word(w, group.place(c)) for w in group.need(c, list, "the claim words"))
        for group in (fields, weak)
        for c in group
        if c != WEAK
    }
    return Words(tag, words, frozenset(str(concept) for concept in weak))


def _word(word: object, place: str) -> str:
    """A word as it stands in the file. YAML takes `no`, which is a word of many languages, for a value."""
    if isinstance(word, bool):
        raise GuideError("a claim word is yes or no to YAML.", place=place, hint='put quotation marks round it: "no".')
    return str(word)


@dataclass(frozen=True)
class Terms:
    """The key terms of a guide: `forms` by id and tag; `glossary` are those that the glossary explains and that can
    hardly be said otherwise; `unlinked` are forms in everyday words, which need no link to it."""

    forms: dict[str, dict[str, tuple[str, ...]]]
    glossary: frozenset[str] = frozenset()
    unlinked: frozenset[str] = frozenset()
    _kept: dict[str, Words] = field(default_factory=dict, compare=False, repr=False)

    def linked(self, tag: str) -> dict[str, tuple[str, ...]]:
        """By id, the forms that lead to the glossary of a language."""
        found = {id: self.forms[id].get(tag, ()) for id in sorted(self.glossary)}
        return {id: tuple(form for form in forms if form not in self.unlinked) for id, forms in found.items()}

    def and_agreed(self, agreed: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Terms:
        """With the words of these languages, by tag and id, for terms that have no forms in them."""
        forms = {
            id: {**{tag: words[id] for tag, words in agreed.items() if words.get(id)}, **own}
            for id, own in self.forms.items()
        }
        return replace(self, forms=forms, _kept={})

    def found_in(self, text: str, tag: str) -> list[tuple[str, str]]:
        """(id, form) of the terms that a text of a language speaks of, in order."""
        if tag not in self._kept:
            words = {id: forms[tag] for id, forms in self.forms.items() if forms.get(tag)}
            self._kept[tag] = Words(tag, words)
        return self._kept[tag].found_in(text)


def read_terms(root: Path) -> Terms:
    """The key terms of a guide; none where it has no such file."""
    place = "docs/_data/terms.yml"
    if not (root / place).exists():
        return Terms({})
    fields = read_fields(root / place, place)
    forms: dict[str, dict[str, tuple[str, ...]]] = {}
    glossary, unlinked = set(), set()
    for id in fields:
        row = fields.need(id, Fields, "the terms")
        if row.may("glossary", bool, False, f"term {id}"):
            glossary.add(str(id))
        unlinked |= {str(form) for form in row.may("unlinked", list, [], f"term {id}")}
        tags = [tag for tag in row if tag not in ("glossary", "unlinked")]
        forms[str(id)] = {str(tag): tuple(str(form) for form in row.need(tag, list, f"term {id}")) for tag in tags}
    return Terms(forms, frozenset(glossary), frozenset(unlinked))
