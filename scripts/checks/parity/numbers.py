"""The same numbers, in any digits and style, with the same units.

Bad: 15 for 1.5, 6 hours for 6 days, a percent sign gone, “1.500” where it can be read as one and a half or as a thousand
and a half.
Good: 2.5, 2,5, ٢٫٥ and २.५ for one another; “1 in 5” as “1 de cada 5”; “two weeks” as “2 semanas”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.claims import Words
from scripts.content.figure import numbers_of
from scripts.content.segment import Segment

_SPELLED = {f"number_{n}": str(n) for n in range(2, 13)} | {
    "number_hundred": "100", "number_thousand": "1000", "number_half": "1/2", "number_third": "1/3",
    "number_quarter": "1/4", "number_double": "×2",
}  # fmt: skip
_TIMES = ("minute", "hour", "day", "night", "week", "month", "year")
_SYMBOLS = regex.compile(r"°\s?[CF]|(?<=\p{Nd})\s?(?:mg|mcg|µg|μg|kg|ml|mL|cm|mm|Gy|g|L|IU)(?!\p{L})")
# One sign and three digits: a thousand in one country, a decimal in the next.
_TWO_WAYS = regex.compile(r"(?<![\p{Nd}.,])[1-9]\p{Nd}{0,2}([.,])\p{Nd}{3}(?![\p{Nd}.,]\p{Nd}|\p{Nd})")
_DECIMAL_COMMA_AND_POINT = frozenset({"es", "pt"})  # languages whose countries differ in the sign


def differences(found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary) -> Iterator[Difference]:
    for theirs, mine in found:
        numbers = [
            _numbers(segment.said, words) for segment, words in zip((theirs, mine), vocabulary.claims, strict=True)
        ]
        if numbers[0] != numbers[1] and not _excused(*numbers, *vocabulary.claims):
            yield Difference(
                "numbers", mine.line,
                f"{named(mine)} has {_said(numbers[1])}; the original “{theirs.plain}” has {_said(numbers[0])}",
                "correct the number. If the translation is right, correct the original first.", mine.box,
            )  # fmt: skip
            continue
        units = [_units(segment.said, words) for segment, words in zip((theirs, mine), vocabulary.claims, strict=True)]
        if units[0] != units[1] and all(vocabulary.claims):
            yield Difference(
                "units", mine.line,
                f"{named(mine)} counts {_said(units[1])}; the original “{theirs.plain}” counts {_said(units[0])}",
                "correct the unit.", mine.box,
            )  # fmt: skip
        if vocabulary.tag.split("-")[0] in _DECIMAL_COMMA_AND_POINT and (match := _TWO_WAYS.search(mine.plain)):
            yield Difference(
                "number-two-ways", mine.line,
                f"{named(mine)} has “{match[0]}”, which some readers take for a thousand times as much as others",
                f"write it without the sign “{match[1]}”, with a space between thousands, or in words.", mine.box,
            )  # fmt: skip


def _numbers(text: str, words: Words | None) -> Counter[str]:
    counted = Counter(f"{value}%" if percent else value for value, percent in numbers_of(text))
    if words:
        counted.update(_SPELLED[concept] for concept, _ in words.found_in(text) if concept in _SPELLED)
    return counted


def _excused(theirs: Counter[str], mine: Counter[str], *claims: Words | None) -> bool:
    """Whether only spelled numbers differ where a language has no list of them, or says a small one otherwise.

    “Half” and “either” have no one word in other languages (“neither” is “ninguna de las dos”). Where the two is one of
    days or hours, the units differ too.
    """
    lost, gained = theirs - mine, mine - theirs
    if not all(claims):
        return set(lost + gained) <= set(_SPELLED.values())
    return set(lost + gained) <= {"1/2", "1/3", "1/4", "×2"} or (not lost and dict(gained) == {"2": 1})


def _units(text: str, words: Words | None) -> Counter[str]:
    """Units written as symbols, and the spans of time that stand after a number."""
    counted = Counter(regex.sub(r"\s", "", match[0]).replace("μ", "µ") for match in _SYMBOLS.finditer(text))
    if words is None:
        return counted
    found = [concept for concept, _ in words.found_in(text)]
    if any(numbers_of(text)) or any(concept in _SPELLED for concept in found):
        counted.update(concept for concept in found if concept in _TIMES)
    return counted


def _said(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "none"
