"""The same numbers, in any digits and style, with the same units, and ranges the same way round.

Bad: 15 for 1.5, 6 hours for 6 days, a percent sign gone or one too many, “4 to 2” for “2 to 4”, L1 for S1, “1.500” where it
can be read as one and a half or as a thousand and a half.
Good: 2.5, 2,5, ٢٫٥ and २.५ for one another; “1 in 5” as “5分之1”; “two weeks” as “2 semanas”; “two hours” as ساعتان; D12 or
胸12 for T12.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.claims import folded
from scripts.content.counting import TIMES, Counting
from scripts.content.figure import places_of
from scripts.content.language import is_spaced
from scripts.content.segment import Segment

_SYMBOL = regex.compile(
    r"(?<=\p{Nd})[\s\u00a0]?(?:(?P<deg>°\s?[cf]|[℃℉])|(?P<unit>mg|mcg|µg|μg|kg|ml|cm|mm|gy|g|l|iu|ui|mmol|mmhg|kcal|bpm)(?!\p{L}))"
)
_ALIKE = {"mcg": "µg", "μg": "µg", "℃": "°c", "℉": "°f", "ui": "iu"}
_RANGE = regex.compile(r"\s*(?:[-–—−~～至到]|to|or|and)\s*")
_LIST = regex.compile(r"\s*[,،、]\s*(?:(?:or|and|[oueyi]|أو|و|या|और|或|和|及)\s*)?")
_AFTERNOON = regex.compile(r"(?:[:.]\d\d)?\s?p\.?m\b")
# One sign and three digits: a thousand in one country, a decimal in the next.
_TWO_WAYS = regex.compile(r"(?<![\p{Nd}.,])[1-9]\p{Nd}{0,2}([.,])\p{Nd}{3}(?![\p{Nd}.,]\p{Nd}|\p{Nd})")
_DECIMAL_COMMA_AND_POINT = frozenset({"es", "pt"})  # languages whose countries differ in the sign
_PLAIN = regex.compile(r"[0-9]+(?:\.[0-9]+)?")
# S1, T12, 1a, NF2: names that a number is part of. It is to be written in digits: of a word nobody could tell whose it is.
_CODE = regex.compile(
    r"(?<![\p{Latin}\p{Nd}.]|/(?=\p{Ll}))(?:(?P<letters>[CDLST]|[HBLS]WK)[ -](?P<number>[0-9]{1,2})"  # L 4; no unit: mg/m2
    r"|(?P<letters>\p{Latin}{1,4})(?P<number>[0-9]{1,3})(?P<suffix>[a-z])?|(?P<number>[0-9]{1,3})(?P<suffix>[A-Ca-c]))"
    r"(?![\p{Latin}\p{Nd}])"
)
_LATIN = regex.compile(r"\p{Latin}")
# What bones of the back are called elsewhere, by their letter in English: D in French and Spanish, Th and BWK in German.
_LETTERS_ELSEWHERE = {"t": ("d", "th", "bwk"), "c": ("hwk",), "l": ("lwk",), "s": ("swk",)}
_LOOSE = {"1/2", "1/3", "1/4"}  # “half” has no one word in other languages
_ALSO = {"1/2": {"0.5": 1}, "1/3": {"3": 1}, "1/4": {"4": 1, "0.25": 1}}  # “a third”, “the third”
_ORDINAL = regex.compile(r"(?:st|nd|rd|th)\b")
_SMALL = {str(n) for n in range(1, 13)} | {"100", "1000"}  # numbers that a language may spell where we know no words


@dataclass(frozen=True)
class Reading:
    """The numbers of a text. `sure` are figures and spelled numbers, `may` words that can be numbers too (one, half);
    `bound` says (number, unit) where a unit stands by a number, `inherited` which of these have it only from a number after,
    `units` every unit, bound or not, and `times` how often each span of time is named; `order` has the sure numbers one after
    another, and `ranges` which two are the ends of a range."""

    sure: Counter[str]
    may: Counter[str]
    bound: frozenset[tuple[str, str]]
    inherited: frozenset[tuple[str, str]]
    units: frozenset[str]
    times: Counter[str]
    order: tuple[str, ...]
    ranges: tuple[tuple[str, str], ...]


@dataclass
class _Number:
    start: int
    end: int
    value: str
    sure: bool
    unit: str = ""
    inherited: bool = False


def differences(found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary) -> Iterator[Difference]:
    source, own = vocabulary.counting
    for theirs, mine in found:
        one, other = read(theirs.said, source), read(mine.said, own)
        if one.sure != other.sure and not _agree(one, other, own):
            yield Difference(
                "numbers", mine.line,
                f"{named(mine)} has {_said(other.sure)}; the original “{theirs.plain}” has {_said(one.sure)}",
                "correct the number. If the translation is right, correct the original first.", mine.box,
            )  # fmt: skip
        elif lost := _lost_code(theirs.said, mine.said, source, own):
            yield Difference(
                "numbers", mine.line, f"{named(mine)} has no “{lost}”, which the original “{theirs.plain}” has",
                "write it with its own letters and its number in digits.", mine.box,
            )  # fmt: skip
        elif wrong := _reversed(one, other):
            yield Difference(
                "numbers", mine.line,
                f"{named(mine)} has {wrong[1]} before {wrong[0]}; the original “{theirs.plain}” has {wrong[0]} to {wrong[1]}",
                "turn the range round.", mine.box,
            )  # fmt: skip
        elif wrong := _units(one, other, source, own):
            yield Difference(
                "units", mine.line, f"{named(mine)} counts {wrong[1]}; the original “{theirs.plain}” counts {wrong[0]}",
                "correct the unit.", mine.box,
            )  # fmt: skip
        if vocabulary.tag.split("-")[0] in _DECIMAL_COMMA_AND_POINT and (match := _TWO_WAYS.search(mine.plain)):
            yield Difference(
                "number-two-ways", mine.line,
                f"{named(mine)} has “{match[0]}”, which some readers take for a thousand times as much as others",
                f"write it without the sign “{match[1]}”, with a space between thousands, or in words.", mine.box,
            )  # fmt: skip


def read(text: str, counting: Counting) -> Reading:
    """The numbers of a text in a language."""
    kept = counting._kept
    if text not in kept:
        kept[text] = _read(text, counting)
    return kept[text]


_NONE = Reading(Counter(), Counter(), frozenset(), frozenset(), frozenset(), Counter(), (), ())


def _read(text: str, counting: Counting) -> Reading:
    text = folded(text)
    digits = places_of(text)
    words = [place for place in counting.words.places_in(text) if ":" in place[2]]
    if not digits and not words:
        return _NONE
    may: Counter[str] = Counter()
    numbers = []
    for start, end, value, percent in digits:
        sure = not _ORDINAL.match(text, end)  # “3rd-party”
        numbers.append(_Number(start, end, _even(value), sure, "%" if percent else ""))
        if not sure:
            may[_even(value)] += 1
    units: list[tuple[int, int, str]] = []
    for match in _SYMBOL.finditer(text) if digits else ():
        name = regex.sub(r"\s", "", match["deg"] or match["unit"])
        units.append((match.start(), match.end(), _ALIKE.get(name, name)))
    for start, end, concept in words:
        kind, _, value = concept.partition(":")
        if kind == "number" and value == "1000" and any(0 <= start - number.end <= 1 for number in numbers):
            _scale(numbers, start, end, 1000)
        elif kind == "number":
            numbers.append(_Number(start, end, value, True))
        elif kind == "may":
            may.update({value: 1, **_ALSO.get(value, {})})
            numbers.append(_Number(start, end, value, False))
        elif kind == "unit" and not any(start < at[1] and at[0] < end for at in units):
            units.append((start, end, value))
        elif kind == "two":
            numbers.append(_Number(start, end, "2", True, value))
        elif kind == "scale":
            _scale(numbers, start, end, int(value))
    numbers.sort(key=lambda number: number.start)
    if digits and counting.near_month:
        may.update(counting.months[match["m"]] for match in counting.near_month.finditer(text, overlapped=True))
    for number in numbers:
        if number.value.isdigit() and int(number.value) < 12 and _AFTERNOON.match(text, number.end):
            number.sure = False  # 8 p.m. is 20:00
            may.update((number.value, str(int(number.value) + 12)))
        if counting.says_two(text):
            may["2"] += 1
    _bind(numbers, units, text, counting.tag)
    sure = [number for number in numbers if number.sure]
    return Reading(
        Counter(number.value for number in sure),
        may,
        frozenset((number.value, number.unit) for number in numbers if number.unit),
        frozenset((number.value, number.unit) for number in numbers if number.inherited)
        - frozenset((number.value, number.unit) for number in numbers if number.unit and not number.inherited),
        frozenset({name for _, _, name in units} | {number.unit for number in numbers if number.unit}),
        Counter(name for _, _, name in units if name in TIMES),
        tuple(number.value for number in sure),
        tuple(_ranges(sure, text)),
    )


def _even(value: str) -> str:
    """A number without zeros that say nothing: 05 and 5, 2.50 and 2.5. Versions (1.6.0) are left as they are."""
    if not _PLAIN.fullmatch(value):
        return value
    whole, point, decimals = value.partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if point and decimals else whole


def _scale(numbers: list[_Number], start: int, end: int, factor: int) -> None:
    """10万 is 100000; a scale by itself counts nothing but where another language counts it."""
    before = next((number for number in numbers if 0 <= start - number.end <= 1), None)
    if before and _PLAIN.fullmatch(before.value):
        before.value, before.end = _even(str(Decimal(before.value) * factor)), end
    elif not before:
        numbers.append(_Number(start, end, str(factor), factor in (100, 1000)))


def _bind(numbers: list[_Number], units: list[tuple[int, int, str]], text: str, tag: str) -> None:
    """Give each number the unit that stands by it: after it, after the other end of its range, or else before it."""
    spaced = is_spaced(tag)

    def near(gap: str, most: int) -> bool:
        gap = gap.strip()
        if regex.search(r"[.;:!?。；：！？۔।؛؟]", gap):
            return False
        return len(gap.split()) <= most if spaced else len(gap) <= most

    taken = set()
    for number in reversed(numbers):
        after = next((unit for unit in sorted(units) if unit[0] >= number.start and unit[1] > number.end), None)
        if not number.unit and after and near(text[number.end : max(after[0], number.end)], 1):
            between = [n for n in numbers if number.end <= n.start < after[0]]
            if not between:
                number.unit = after[2]
                taken.add(after)
    for number, following in reversed(list(pairwise(numbers))):
        gap = text[number.end : following.start]
        if not number.unit and following.unit and (near(gap, 1) or _LIST.fullmatch(gap)):
            number.unit, number.inherited = following.unit, True
    for number in numbers:
        before = next((unit for unit in sorted(units, reverse=True) if unit[1] <= number.start), None)
        if not number.unit and before and before not in taken and near(text[before[1] : number.start], 0):
            number.unit = before[2]


def _ranges(numbers: list[_Number], text: str) -> Iterator[tuple[str, str]]:
    ends = [bool(_RANGE.fullmatch(text, one.end, other.start)) for one, other in pairwise(numbers)]
    for at, (one, other) in enumerate(pairwise(numbers)):
        if not ends[at] or (at and ends[at - 1]) or (at + 1 < len(ends) and ends[at + 1]):
            continue  # three in a row are a date, or a list
        if _PLAIN.fullmatch(one.value) and _PLAIN.fullmatch(other.value) and float(one.value) < float(other.value):
            yield one.value, other.value


def _agree(one: Reading, other: Reading, own: Counting) -> bool:
    """Whether a translation has the numbers of its original, no fewer and no more."""
    lost = one.sure - other.sure - other.may
    if _LOOSE & set(one.may) & set(other.may):  # ثلثا is two thirds, 三分之一 one of three
        lost -= Counter({"2": 1, "3": 1})
    gained = other.sure - one.sure - one.may
    lost = Counter({value: n for value, n in lost.items() if value not in _LOOSE})
    if not own.knows_numbers and not gained:
        lost = Counter({value: n for value, n in lost.items() if value not in _SMALL})
    if one.sure["1"] > other.sure["1"]:  # an “un” elsewhere is no “1 week”
        lost.update(value for value, unit in one.bound if value == "1" and ("1", unit) not in other.bound)
    return not lost and not gained


def _reversed(one: Reading, other: Reading) -> tuple[str, str] | None:
    """The ends of a range of the original that follow each other the wrong way round."""
    there = set(pairwise(other.order))
    for low, high in one.ranges:
        if (high, low) in there and (low, high) not in there:
            return low, high
    return None


def _units(one: Reading, other: Reading, source: Counting, own: Counting) -> tuple[str, str] | None:
    """What the original counts and what the translation counts, where they differ."""
    if not (one.units or other.units):
        return None
    bound = [[(v, u) for v, u in reading.bound if v in one.sure or v in other.sure] for reading in (one, other)]
    theirs, mine = ({unit for _, unit in found} for found in bound)
    lost, gained = theirs - other.units, mine - one.units
    # Languages name hours and years where others do not (الساعة ٩, 2020 年), and have more words for them than we know.
    known = {
        unit for unit in lost if own.curated or (unit in own.units and unit not in TIMES) or unit not in source.units
    }
    if (lost and gained) or known or (gained - set(TIMES) and source.curated):
        return _counted(bound[0]), _counted(bound[1])
    if own.curated and source.curated and (one.times - other.times) and (other.times - one.times):
        return _listed(one.times), _listed(other.times)
    for unit in sorted(theirs & mine):
        first, second = ({value for value, name in found if name == unit} for found in bound)
        if unit == "%":  # one at a list's end may count for all of it; one that is written is never too many
            signs = [{value for value, name in reading.inherited if name == unit} for reading in (one, other)]
            differ = not (first - signs[0] <= second and second - signs[1] <= first)
        else:
            differ = not (first <= second or second <= first)
        if differ:
            return _counted(bound[0]), _counted(bound[1])
    return None


def _lost_code(theirs: str, mine: str, source: Counting, own: Counting) -> str:
    """The first name with a number in it (S1, 1a) that a translation has neither in these letters nor with the number by
    itself (胸12, ١أ), beside the numbers that the original has anyway; "" for none. Which bone such a number is of (腰1) is not
    looked at."""
    theirs, mine = unicodedata.normalize("NFKC", theirs), unicodedata.normalize("NFKC", mine)
    if not (codes := {_code(match): match[0] for match in _CODE.finditer(theirs)}):
        return ""
    written = {_code(match) for match in _CODE.finditer(mine)}
    theirs, mine = _CODE.sub(" ", theirs), _CODE.sub(" ", mine)
    there, needed = read(mine, own), read(theirs, source)
    left = there.sure + there.may - needed.sure
    alone = Counter(value for _, end, value, _ in places_of(mine) if not _LATIN.match(mine, end))
    for (letters, number, suffix), said in codes.items():
        if any((one, number, suffix) in written for one in (letters, *_LETTERS_ELSEWHERE.get(letters, ()))):
            continue
        if not left[number] or not alone[number]:
            return said
        left[number] -= 1
        alone[number] -= 1
    return ""


def _code(match: regex.Match[str]) -> tuple[str, str, str]:
    """Its letters, its number, and the letter after it; "" for what it lacks."""
    return (match["letters"] or "").lower(), _even(match["number"]), (match["suffix"] or "").lower()


def _counted(bound: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{value} {unit}" for value, unit in sorted(bound)) or "none"


def _listed(times: Counter[str]) -> str:
    return ", ".join(sorted(times.elements())) or "none"


def _said(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "none"
