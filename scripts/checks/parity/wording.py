"""What the words say: each “not” of a safety text, in the language and script of the page, about as long, with the
terms of its glossary, and without signs that mislead the eye.

Bad: “Espere” for “Do not wait”; a paragraph left in English; half of it gone; a hidden or direction-turning sign.
Good: the same statement in the reader's language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.claims import Words, is_spaced
from scripts.content.readability import sentences_of
from scripts.content.script import foreign_script
from scripts.content.segment import Segment
from scripts.content.source import words_of
from scripts.finding import short

LEFT = 4  # words: a longer text that is the same in two languages is not translated
RATIO = (0.45, 2.6)  # characters of a translation to those of its original, in scripts of letters
DENSE = (0.15, 1.1)  # the same where a character says a word or a syllable
LONG = 40  # characters; the length of a shorter text says little
# Marks that turn the direction of what follows, or that nobody sees: isolates and joiners are in order.
_OVERRIDES = regex.compile(r"[\u202a\u202b\u202d\u202e]")
_HIDDEN = regex.compile(r"[\u00ad\u2060\u180e\ufeff\u2063\u2064\U000e0000-\U000e007f]|\u200b")
_ISOLATES = regex.compile(r"[\u2066\u2067\u2068]")


def differences(
    found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary, *, safety: bool
) -> Iterator[Difference]:
    if safety:
        yield from negations(found, vocabulary)
    for theirs, mine in found:
        yield from _language(theirs, mine, vocabulary)
        yield from _length(theirs, mine, vocabulary)
        yield from _signs(mine)


def negations(found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary) -> Iterator[Difference]:
    """Texts whose sentences say “not” more or less often than their originals."""
    source, own = vocabulary.claims
    if source is None or own is None:
        return
    for theirs, mine in found:
        wanted, there = _negative(theirs.plain, source), _negative(mine.plain, own)
        if bool(wanted) != bool(there) or (wanted != there and _sentences(theirs, source) == _sentences(mine, own)):
            yield Difference(
                "negation", mine.line,
                f"{named(mine)} has {there or 'no'} sentence(s) with a “not”; the original “{theirs.plain}” has "
                f"{wanted or 'none'}",
                "say “not” where the original does, and nowhere else.", mine.box,
            )  # fmt: skip


def _negative(text: str, words: Words) -> int:
    """How many sentences of a text say “not”."""
    return sum(
        any(concept in ("not", "unless") for concept, _ in words.found_in(sentence))
        for sentence in sentences_of(text, words.tag.split("-")[0])
    )


def _sentences(segment: Segment, words: Words) -> int:
    return len(sentences_of(segment.plain, words.tag.split("-")[0]))


def _language(theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> Iterator[Difference]:
    if len(words_of(mine.said)) >= LEFT and _folded(mine.said) == _folded(theirs.said):
        yield Difference(
            "left-in-source", mine.line, f"{named(mine)} is not translated; it says what the original says",
            f"translate it into {vocabulary.tag}.", mine.box,
        )  # fmt: skip
        return
    if script := foreign_script(mine.said, vocabulary.tag):
        yield Difference(
            "script", mine.line, f"{named(mine)} is written in the script {script}, which is not that of {vocabulary.tag}",
            "is it the right language's text?", mine.box,
        )  # fmt: skip
    elif half := _left(theirs.said, mine.said):
        yield Difference(
            "left-in-source", mine.line, f"{named(mine)} has “{short(half)}” in the words of the original",
            "translate that part too.", mine.box,
        )  # fmt: skip


def _left(theirs: str, mine: str) -> str:
    """A run of words of the original that stands in its translation, unless it is of names and figures."""
    original = f" {' '.join(words_of(theirs))} "
    words = words_of(mine)
    written = {word.lower(): word for word in regex.findall(r"[\p{L}\p{M}]+", mine)}
    for start in range(len(words) - LEFT + 1):
        run = words[start : start + LEFT]
        small = [word for word in run if not written.get(word, word)[0].isupper() and not word[0].isdigit()]
        if f" {' '.join(run)} " in original and len(small) >= LEFT - 1:
            return " ".join(run)
    return ""


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def _length(theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> Iterator[Difference]:
    if len(theirs.plain) < LONG or not mine.plain:
        return
    dense = not is_spaced(vocabulary.tag) or vocabulary.tag.split("-")[0] == "ko"
    least, most = DENSE if dense else RATIO
    ratio = len(unicodedata.normalize("NFC", mine.plain)) / len(theirs.plain)
    if not least <= ratio <= most:
        yield Difference(
            "length", mine.line,
            f"{named(mine)} is {ratio:.1f} times as long as the original “{short(theirs.plain)}”",
            "is all of it translated, and nothing added?", mine.box,
        )  # fmt: skip


def _signs(mine: Segment) -> Iterator[Difference]:
    for pattern, what in ((_OVERRIDES, "turns the direction of the text"), (_HIDDEN, "nobody sees")):
        if match := pattern.search(mine.text):
            name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
            yield Difference(
                "hidden-sign", mine.line, f"{named(mine)} holds a sign that {what}: {name} (U+{ord(match[0]):04X})",
                "take it out; to set Latin names apart use an isolate (U+2066 to U+2069).", mine.box,
            )  # fmt: skip
    if len(_ISOLATES.findall(mine.text)) != mine.text.count("\u2069"):
        yield Difference(
            "unbalanced-isolate", mine.line, f"{named(mine)} opens and closes direction isolates unequally often",
            "close each U+2066, U+2067 or U+2068 with U+2069.", mine.box,
        )  # fmt: skip
