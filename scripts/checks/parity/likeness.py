"""How alike two texts in two languages are, by what can be told without understanding them.

Signs are links, contact slots, figures, key terms, claim words and words with one beginning (cáncer, cancer). They are
enough to tell which of two items stands for which, and say nothing of whether a translation is good.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Set

import regex

from scripts.checks.parity import Vocabulary
from scripts.checks.parity.lexicon import stems
from scripts.checks.parity.numbers import read
from scripts.content.contact import SLOT
from scripts.content.segment import Segment, images_of, links_of

_WEIGHTS = {
    "link": 6.0,
    "image": 6.0,
    "slot": 4.0,
    "number": 4.0,
    "term": 3.0,
    "claim": 2.0,
    "word": 2.0,
    "code": 3.0,
    "learned": 3.0,
    "mark": 1.0,
}
# So much must speak for two texts having changed places: where each has something of the other, or only one has.
_CROSSED, _ONE_WAY = 4.0, 4.0
_BEGINNING = 4  # letters that two words of one origin have in common


_CODE = regex.compile(
    r"(?<![\p{L}-])(?=[\p{L}\p{Nd}-]*\p{Lu})[\p{Lu}\p{Nd}]{2,}(?![\p{L}-])|(?<!\p{L})\p{Nd}+\p{L}(?!\p{L})"
)  # IB, MRI, B12, 1c
_MARKS = {"?": "?", "؟": "?", "？": "?", "(": "(", "（": "(", ":": ":", "：": ":", ";": ";", "；": ";", "؛": ";"}


class Signs(Counter):
    """The signs of a text, (kind, what), and what they weigh together."""

    weight = 0.0


def signs_of(segment: Segment, vocabulary: Vocabulary, *, own: bool) -> Signs:
    """The signs of a segment of the original, or of the translation (`own`)."""
    kept = vocabulary.kept
    key = (segment.text, own)
    if key not in kept:
        kept[key] = weighed(_signs(segment, vocabulary, own))
    return kept[key]


def weighed(signs: Signs) -> Signs:
    """Signs with their weight."""
    signs.weight = sum(_WEIGHTS[sign[0]] * count for sign, count in signs.items())
    return signs


def _signs(segment: Segment, vocabulary: Vocabulary, own: bool) -> Signs:
    found = Signs()
    text = segment.said
    found.update(("link", target) for _, target in links_of(segment.text))
    found.update(("image", target) for target in images_of(segment.text))
    found.update(("slot", match[1]) for match in SLOT.finditer(segment.text))
    found.update(("number", value) for value in read(text, vocabulary.counting[own]).sure)
    if claims := vocabulary.claims[own]:
        found.update(("claim", concept) for concept, _ in claims.found_in(text))
    found.update(
        ("term", id) for id, _ in vocabulary.terms.found_in(text, vocabulary.tag if own else vocabulary.source)
    )
    found.update(("code", code) for code in _CODE.findall(text))
    found.update(("mark", _MARKS[sign]) for sign in text if sign in _MARKS)
    if vocabulary.learned:
        known = vocabulary.learned
        said = (
            {known[stem] for stem in stems(segment) if stem in known} if own else stems(segment) & set(known.values())
        )
        found.update(("learned", stem) for stem in said)
    for word in set(segment.words):
        bare = word
        if not word.isascii():
            bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        if len(bare) >= _BEGINNING and bare.isascii() and not bare.isdigit():
            found["word", bare[:_BEGINNING]] += 1
    return found


def likeness(one: Signs, other: Signs) -> float:
    """From 0 (no sign in common, or none at all) to 1 (every sign)."""
    total = one.weight + other.weight
    if not total:
        return 0.0
    common = sum(_WEIGHTS[sign[0]] * min(count, other[sign]) for sign, count in one.items() if sign in other)
    return 2 * common / total


def are_exchanged(theirs: Signs, mine: Signs, other_theirs: Signs, other_mine: Signs) -> bool:
    """Whether of two texts and their translations each has the signs of the other, by what tells the two apart."""
    first, second = theirs.keys() - other_theirs.keys(), other_theirs.keys() - theirs.keys()
    mine_only, other_only = mine.keys() - other_mine.keys(), other_mine.keys() - mine.keys()
    crossed = (_together(first & other_only), _together(second & mine_only))
    if not any(crossed):
        return False
    straight = _together(first & mine_only) + _together(second & other_only)
    return sum(crossed) >= (_CROSSED if all(crossed) else _ONE_WAY) and sum(crossed) > 2 * straight


def _together(signs: Set[tuple[str, str]]) -> float:
    return sum(_WEIGHTS[kind] for kind, _ in signs)
