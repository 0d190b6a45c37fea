"""Which words of a translation stand for which of the original, learned from the pages that a guide has in both.

It needs no dictionary and works in any language, the better the more pages there are. It only helps to tell which of two
texts stands for which: that a word is translated otherwise than elsewhere is no fault.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from scripts.content.segment import Segment

_STEM = 6  # letters: “pulmón” and “pulmones” are one word
_LEAST = 0.3  # of the places of either word that they share (Dice's coefficient)
_LONGEST = 40  # words; what stands beside what in a longer text says little


def stems(segment: Segment) -> set[str]:
    """The beginnings of a segment's words, without accents."""
    return {
        "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")[:_STEM]
        for word in segment.words
        if not word.isdigit()
    }


def learned(pairs: Iterable[tuple[Segment, Segment]]) -> dict[str, str]:
    """The stem of the original by the stem of the translation that stands for it: each is the other's best."""
    texts = {(theirs.plain, mine.plain): (theirs, mine) for theirs, mine in pairs if len(theirs.words) <= _LONGEST}
    ours: Counter[str] = Counter()
    others: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for theirs, mine in texts.values():
        first, second = stems(theirs), stems(mine)
        others.update(first)
        ours.update(second)
        both.update((one, other) for one in first for other in second)
    best: dict[str, tuple[float, str]] = {}
    back: dict[str, tuple[float, str]] = {}
    for (one, other), times in both.items():
        share = 2 * times / (others[one] + ours[other])
        if times > 1 and share >= _LEAST:
            best[other] = max(best.get(other, (0.0, "")), (share, one))
            back[one] = max(back.get(one, (0.0, "")), (share, other))
    return {other: one for other, (_, one) in best.items() if back[one][1] == other}
