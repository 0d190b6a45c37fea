"""What the words say: each “not”, in a text about as long, whole, and said once.

Bad: “Espere” for “Do not wait”; half of a paragraph gone; a sentence that stands twice.
Good: the same statement in the reader's language.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.claims import Words
from scripts.content.segment import Segment
from scripts.finding import Severity, short

# How long a translation from English is, in characters to one of English; measured on this guide and on
# tests/checks/sentences.yml. Languages of other pages are between these.
_STRETCH = {
    "es": 1.15, "fr": 1.2, "pt": 1.1, "it": 1.15, "de": 1.2, "fil": 1.3, "so": 1.15, "ar": 0.87, "he": 0.75, "fa": 0.95,
    "ur": 1.0, "hi": 1.0, "zh": 0.33, "yue": 0.33, "ja": 0.48, "ko": 0.52, "am": 0.68, "th": 0.9, "ru": 1.1, "vi": 1.1,
    "en": 1.0,
}  # fmt: skip
_USUAL = 1.05
# How many times the square root of the usual length a text may be shorter or longer (Gale and Church 1993 found that the
# variance grows with length); explaining a short text in more words is common, leaving out half of one is not.
_SHORT, _LONG = 4.5, 7.5
# How an English word sounds, which other languages need not say: (heh-man-jee-OH-muh).
_SOUNDS = regex.compile(r"\s*\([\p{L}-]*\p{Ll}-\p{Lu}{2,}[\p{L}-]*\)|\s*\(\p{Lu}{2,}-[\p{L}-]*\)")
LONG = 24  # characters of the original as they would be in the other language; of a shorter text length says little
_ENDS = regex.compile(r"[.!?:;…؟۔।。！？：；።፣]['\"”’»)\]）」』*_]*\s*$")
NEGATIVE = ("not", "unless")


def differences(
    found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary, *, safety: bool
) -> Iterator[Difference]:
    yield from negations(found, vocabulary, safety=safety)
    unended = [mine for theirs, mine in found if _ENDS.search(theirs.plain) and not _ENDS.search(mine.plain)]
    ended = sum(bool(_ENDS.search(theirs.plain) and _ENDS.search(mine.plain)) for theirs, mine in found)
    for theirs, mine in found:
        if mine.plain and theirs.plain:
            # Where all others end as sentences do, one that does not is suspicious at any length.
            lonely = unended == [mine] and ended >= 3
            yield from _length(theirs, mine, vocabulary, lonely=lonely)


def negations(
    found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary, *, safety: bool
) -> Iterator[Difference]:
    """Texts whose sentences say “not” where their originals do not, or less often, or the other way round."""
    source, own = vocabulary.claims
    if source is None or own is None:
        return
    for theirs, mine in found:
        wanted, there = _nots(theirs.plain, source, vocabulary.kept), _nots(mine.plain, own, vocabulary.kept)
        if len(wanted) != len(there):  # sentences were joined or parted
            wanted, there = [_sum(wanted)], [_sum(there)]
        for one, other in zip(wanted, there, strict=True):
            added = bool(other.times) and not one.times
            lost = other.times < one.times or (one.coordinated and other.is_bare) or other.is_stray
            if (added or lost) and not _implied(one.text, other.text, lost, vocabulary):
                yield Difference(
                    "negation", mine.line,
                    f"{named(mine)} says “not” {_often(other.times)}: “{short(other.text)}”; the original “{theirs.plain}” "
                    f"says it {_often(one.times)}: “{short(one.text)}”",
                    "say “not” where the original does, and nowhere else.", mine.box,
                    Severity.ERROR if safety else Severity.WARNING,
                )  # fmt: skip
                break


@dataclass(frozen=True)
class _Nots:
    """How often a sentence says “not”. `coordinated` says that it says so of one thing or another (“cannot eat or
    drink”), `is_bare` that no word joins two things in it, in a language that would say “ni”;
    `is_stray` that a “ni” or “ninguna” has lost the “no” that it needs."""

    text: str
    times: int
    coordinated: bool = False
    is_bare: bool = False
    is_stray: bool = False


# Words that say “not” by themselves only where no other does so before them: “no tiene ninguna”, but “ninguna tiene”.
_CONCORD = {"es": frozenset("nada nadie ningún ninguno ninguna ningunos ningunas".split())}
_BEFORE_A_VERB = {"es": frozenset("si y e o u que porque cuando pero aunque donde como".split())}
_FIRST = {"es": frozenset("bajo en de por a con para".split())}  # “bajo ninguna circunstancia”
_NOR = {"es": "ni", "en": "nor"}
_SPOKEN = regex.compile(r"\b(?=[\p{L}-]*\p{Lu}{2})\p{L}+(?:-\p{L}+)+")  # how a word is said: in-mu-no-te-RA-pia
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}]+)*")
_CLAUSE = regex.compile(r"[,;:()—–]")


_SENTENCE = regex.compile(r"(?<=[.!?…؟۔।።][\"'”’»)\]]*)\s+(?!\p{Ll})|(?<=[。！？])")


@lru_cache(maxsize=10_000)
def _sentences(text: str) -> list[str]:
    """The sentences of a text in any language, the same way on both sides."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _nots(text: str, words: Words, kept: dict) -> list[_Nots]:
    """What each sentence of a text says of “not”."""
    key = (text, words.tag)
    if key not in kept:
        kept[key] = [_not(sentence, words) for sentence in _sentences(text)]
    return kept[key]


def _not(sentence: str, words: Words) -> _Nots:
    said = [word for concept, word in words.found_in(_SPOKEN.sub("", sentence)) if concept in NEGATIVE]
    joined = any(concept == "or" for concept, _ in words.found_in(sentence))
    primary = words.tag.split("-")[0]
    nor, concord = _NOR.get(primary), _CONCORD.get(primary, frozenset())
    alone = [word for word in said if word != nor and word not in concord]
    times = len(alone) + (_by_itself(sentence, words, concord) if concord and len(alone) < len(said) else 0)
    if not times and (said.count(nor) > 1 or (nor in said and sentence.lower().startswith(nor))):
        times = 1
    bare = primary in _CONCORD and not joined and nor not in said
    return _Nots(sentence, times, bool(said) and joined, bare, primary in _CONCORD and bool(said) and not times)


def _by_itself(sentence: str, words: Words, concord: frozenset[str]) -> int:
    """In how many clauses a word of concord says “not” by itself, since it stands before the verb."""
    times = 0
    nor = _NOR.get(words.tag.split("-")[0])
    for clause in _CLAUSE.split(sentence.lower()):
        parts = _WORD.findall(clause)
        others = {word for concept, word in words.found_in(clause) if concept in NEGATIVE} - concord - {nor}
        primary = words.tag.split("-")[0]
        times += not others and any(
            word in concord
            and (at == 0 or parts[at - 1] in _BEFORE_A_VERB[primary] or (at == 1 and parts[0] in _FIRST[primary]))
            for at, word in enumerate(parts)
        )
    return times


def _sum(nots: Sequence[_Nots]) -> _Nots:
    return _Nots(" ".join(one.text for one in nots), sum(one.times for one in nots))


def _often(times: int) -> str:
    return {0: "nowhere", 1: "once"}.get(times, f"{times} times")


# Concepts and words that other languages may say with a “not”: “benign” is “no es cáncer”, “otherwise” “si no es así”.
_TURNED = frozenset({"few", "unlikely", "benign", "safe", "forbidden", "abnormal", "closed"})
_IMPLIED = {
    "zh": regex.compile("拒绝|拒絕|禁止|停止|避免|以免|难以|難以|很难|排除|有没有|是不是|能不能|会不会"),
    "en": regex.compile(
        r"\b(?:otherwise|still|lack(?:s|ing)?|fail(?:s|ed)?|instead|rather than|painless|hardly|miss(?:es|ed)?|too \w+ to|far from|"
        r"stop|avoid|refuse|against|clash|differ|disagree|stays?|keep\p{L}*|out of|le(?:ave|ft) (?:\p{L}+ )?out|discourag\p{L}+|whether|whatever|regardless|non-?\p{L}+|un(?!der|i|til|less\b|cle\b)\p{L}{3,}|\p{L}{2,}less)\b",
        regex.IGNORECASE,
    ),
    "es": regex.compile(
        r"\b(?:quiet[oa]s?|inmóvil(?:es)?|ayunas|en lugar de|en vez de|impide|evit\p{L}+|dej\p{L}+ de|niéguese|desconocid\p{L}+|insuficiente\p{L}*|incapa\p{L}+|desaconsej\p{L}+)\b",
        regex.IGNORECASE,
    ),
}


def _implied(theirs: str, mine: str, lost: bool, vocabulary: Vocabulary) -> bool:
    """Whether the text that lacks a “not” says it in another way, which the other text has not."""
    side = 1 if lost else 0
    (tag, words), (_, others) = [
        (tag.split("-")[0], words)
        for tag, words in zip((vocabulary.source, vocabulary.tag), vocabulary.claims, strict=True)
    ][:: -1 if side else 1]
    lacking, saying = (mine, theirs) if side else (theirs, mine)
    pattern = _IMPLIED.get(tag)
    turned = _TURNED if pattern else _TURNED | {"stop"}
    concepts = [
        {concept for concept, _ in found.found_in(text)} for found, text in ((words, lacking), (others, saying))
    ]
    if (concepts[0] - concepts[1]) & turned:
        return True
    other = _IMPLIED.get((vocabulary.source if side else vocabulary.tag).split("-")[0])
    return bool(pattern and pattern.search(lacking)) and not (other and other.search(saying))


def _length(theirs: Segment, mine: Segment, vocabulary: Vocabulary, *, lonely: bool) -> Iterator[Difference]:
    stretch = _STRETCH.get(vocabulary.tag.split("-")[0], _USUAL) / _STRETCH.get(vocabulary.source.split("-")[0], _USUAL)
    dense = stretch < 0.6
    expected = max(_extent(_SOUNDS.sub("", theirs.plain), dense=False) * stretch, 1)
    here = _extent(mine.plain, dense=dense)
    ratio, off = here / expected, (here - expected) / math.sqrt(expected)
    if again := _is_double(mine.plain) or _said_twice(theirs, mine):
        yield Difference(
            "said-twice", mine.line, f"{named(mine)} says “{short(again)}” twice; the original is “{short(theirs.plain)}”",
            "say it once.", mine.box,
        )  # fmt: skip
    elif len(theirs.plain) >= LONG and _looks_cut(theirs.plain, mine.plain, 1.3 if lonely else 0.8, ratio):
        yield Difference(
            "cut-off", mine.line,
            f"{named(mine)} ends in “{mine.plain[-20:]}” and looks cut off; the original “{short(theirs.plain)}” ends in "
            f"“{theirs.plain[-20:]}”",
            "translate the rest too.", mine.box, Severity.ERROR if ratio < 0.8 else Severity.WARNING,
        )  # fmt: skip
    elif (ratio < 0.6 and off < -_SHORT) or (ratio > 1.9 and off > _LONG and (expected > 30 or here > 120)):
        yield Difference(
            "length", mine.line,
            f"{named(mine)} is {'short' if ratio < 1 else 'long'} for {vocabulary.tag}: {here:.0f} characters where "
            f"about {expected:.0f} are usual; the original is “{short(theirs.plain)}”",
            "is all of it translated, and nothing added?", mine.box,
        )  # fmt: skip


_CODE = regex.compile(r"`[^`]*`|https?://\S+|<[^>]*>|\{\{[^{}]*\}\}")
_LATIN = regex.compile(r"\p{Latin}")


def _extent(text: str, *, dense: bool) -> float:
    """The characters of a text without code and addresses. Latin names in a language of dense script (Chinese) say a
    third as much as its own signs."""
    text = _CODE.sub("", text)
    return len(text) - (len(_LATIN.findall(text)) * 2 / 3 if dense else 0)


def _looks_cut(theirs: str, mine: str, most: float, ratio: float) -> bool:
    """Whether a shorter text stops in the middle of a sentence."""
    return ratio < most and bool(_ENDS.search(theirs)) and theirs[-1] != ":" and not _ENDS.search(mine)


def _said_twice(theirs: Segment, mine: Segment) -> str:
    """A sentence that a text says twice, while its original says no sentence twice."""
    sentences = _sentences(mine.plain)
    if len(set(sentences)) == len(sentences):
        return ""
    sentence = Counter(sentences).most_common(1)[0][0]
    if len(sentence) < 5:
        return ""
    return "" if max(Counter(_sentences(theirs.plain)).values(), default=1) > 1 else sentence


def _is_double(text: str) -> str:
    """The half of a text that is the same half twice."""
    half = text[: len(text) // 2].strip()
    return half if len(text) > 15 and text == f"{half} {half}" else ""
