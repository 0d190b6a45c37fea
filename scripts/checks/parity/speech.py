"""In the language and script of the page, and not in the words of the original.

Bad: a paragraph left in English, or half of it; a text in Portuguese on a Spanish page; English dressed as Arabic.
Good: the reader's language, with the names and figures of the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.script import foreign_script, script_of
from scripts.content.segment import Segment
from scripts.content.source import words_of
from scripts.content.unit import Unit
from scripts.finding import short

LEFT = 4  # words: a longer text that is the same in two languages is not translated
PART = "part-in-source"
RULES = frozenset({"left-in-source", PART, "script", "other-language"})
_MARKUP = regex.compile(r"`[^`]*`|https?://\S+|\S+@\S+|<[^>]*>")
_LETTERS = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_SENTENCE = regex.compile(r"(?<=[.!?:;؟।。！？])\s+|(?<=[。！？])")
_LATIN_RUN = regex.compile(r"\p{Latin}+(?:['’-]\p{Latin}+)*(?:[\s,]+\p{Latin}+(?:['’-]\p{Latin}+)*)+")
# Names of several words (Mayo Foundation for Medical Education), which stay as they are.
_NAMES = regex.compile(
    r"\p{Lu}[\p{L}.’'-]+(?:\s+(?:(?:of|for|and|the|de|del|la|et|und|für|y|e|di)\s+)*\p{Lu}[\p{L}.’'-]+)+"
)
_WINDOW = 8  # words that are guessed together where a text is mixed


def difference(theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> Difference | None:
    """What is wrong with the language of a text, if anything is."""
    return _left(theirs, mine, vocabulary) or _guessed(theirs, mine, vocabulary)


def page_language(units: Iterable[Unit], vocabulary: Vocabulary) -> str:
    """The language or script of a whole page, if it is another than the reader's; "" if it is the reader's."""
    from scripts.content.guess import leaning, likeliest

    text = _MARKUP.sub(" ", " ".join(segment.said for unit in units for segment in unit.segments))
    if script := foreign_script(text, vocabulary.tag):
        return f"the script {script}"
    if len(_LETTERS.findall(text)) < 20:
        return ""
    if leaning(text, vocabulary.tag, vocabulary.source) < -3.0:
        return vocabulary.source
    other, much = likeliest(text, vocabulary.tag)
    return other if much > 4.0 else ""


def left(found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary) -> Iterator[Difference]:
    """Texts in the words of the original or in a script that is not the language's: what can be told without a guess."""
    for theirs, mine in found:
        if seen := _left(theirs, mine, vocabulary):
            yield seen


def _left(theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> Difference | None:
    if mine.words == theirs.words:
        if _may_stay(theirs.said, vocabulary):
            return None
        return Difference(
            "left-in-source", mine.line,
            f"{named(mine)} is not translated; it says what the original says, “{short(theirs.plain)}”",
            f"translate it into {vocabulary.tag}.", mine.box,
        )  # fmt: skip
    if script := foreign_script(_MARKUP.sub(" ", mine.said) if _has_markup(mine.said) else mine.said, vocabulary.tag):
        return Difference(
            "script", mine.line,
            f"{named(mine)} is written in the script {script}, which is not that of {vocabulary.tag}; the original says "
            f"“{short(theirs.plain)}”",
            "is it the right language's text?", mine.box,
        )  # fmt: skip
    if half := _run(theirs, mine) or _latin(mine.said, vocabulary):
        return Difference(
            PART, mine.line, f"{named(mine)} has “{short(half)}” in the words of the original",
            f"translate that part into {vocabulary.tag} too.", mine.box,
        )  # fmt: skip
    return None


def _has_markup(text: str) -> bool:
    return "`" in text or "<" in text or "@" in text or "://" in text


def _may_stay(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text may be the same in two languages: figures, signs, names, abbreviations, a word or two alike."""
    words = _LETTERS.findall(_MARKUP.sub(" ", text))
    small = [word for word in words if not word[0].isupper() and len(word) > 1]
    if len(words) >= LEFT:
        return not small
    if len(words) < 2 or not small:
        # One word: a name, or a term that is not in the language's glossary as it stands.
        terms = [id for id, _ in vocabulary.terms.found_in(text, vocabulary.source)]
        known = [id for id in terms if vocabulary.terms.forms[id].get(vocabulary.tag)]
        stays = {id for id, _ in vocabulary.terms.found_in(text, vocabulary.tag)}
        return set(known) <= stays
    return False


def _run(theirs: Segment, mine: Segment) -> str:
    """A run of words of the original that stands in its translation, unless it is of names and figures."""
    if len(set(mine.words) & set(theirs.words)) < LEFT - 1:
        return ""
    words, others = mine.words, theirs.words
    if mine.said != (spoken := _MARKUP.sub(" ; ", mine.said)):  # code and addresses stay as they are
        words, others = words_of(spoken), words_of(_MARKUP.sub(" ; ", theirs.said))
    original = f" {' '.join(others)} "
    written: dict[str, str] = {}
    for start in range(len(words) - LEFT + 1):
        run = words[start : start + LEFT]
        if f" {' '.join(run)} " not in original:
            continue
        written = written or {word.lower(): word for word in _LETTERS.findall(mine.said)}
        small = [word for word in run if not written.get(word, word)[0].isupper() and not any(map(str.isdigit, word))]
        if len(small) >= LEFT - 1:
            return " ".join(run)
    return ""


def _latin(text: str, vocabulary: Vocabulary) -> str:
    """A run of Latin words, not all names, in a language of another script."""
    if script_of(vocabulary.tag) == "Latn" or text.isascii():
        return ""
    for match in _LATIN_RUN.finditer(_MARKUP.sub(" ", text)):
        words = regex.split(r"[\s,]+", match[0])
        if len(words) >= LEFT and sum(word[0].islower() for word in words) >= LEFT - 1:
            return match[0]
    return ""


def _guessed(theirs: Segment, mine: Segment, vocabulary: Vocabulary) -> Difference | None:
    """A text, or some words of it, that is likelier in the original's language or in another than in the reader's."""
    key = (mine.said, "speech")
    if key not in vocabulary.kept:
        vocabulary.kept[key] = _guess(mine.said, vocabulary)
    language, part = vocabulary.kept[key]
    if not language:
        return None
    which = f"“{short(part)}” in it " if part else ""
    source = language == vocabulary.source
    return Difference(
        "other-language" if not source else PART if part else "left-in-source", mine.line,
        f"{named(mine)}: {which or 'it '}seems to be in {language}, not in {vocabulary.tag}; the original says "
        f"“{short(theirs.plain)}”",
        f"translate it into {vocabulary.tag}.", mine.box,
    )  # fmt: skip


def _guess(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """(language, the words that are in it) if a text is not in the reader's language; ("", "") if it is."""
    from scripts.content.guess import leaning, likeliest

    text = _NAMES.sub(" ", _MARKUP.sub(" ", text))
    words = _LETTERS.findall(text)
    if len(words) < 2 or not any(word[0].islower() for word in words[1:]):
        return "", ""
    lean = leaning(text, vocabulary.tag, vocabulary.source)
    if lean < -1.0:
        return vocabulary.source, ""
    if len(words) >= 5:
        other, much = likeliest(text, vocabulary.tag)
        if much > 4.0:
            return other, ""
    if len(words) >= LEFT and lean < 2.5 * len(words) ** 0.5:
        for part in _parts(text):
            if leaning(part, vocabulary.tag, vocabulary.source) < -4.5:
                return vocabulary.source, part
    return "", ""


def _parts(text: str) -> Iterator[str]:
    """The sentences of a text, and runs of words of the long ones."""
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        if len(words) >= LEFT:
            yield sentence
        for start in range(0, len(words) - _WINDOW + 1, _WINDOW // 2) if len(words) > _WINDOW else ():
            yield " ".join(words[start : start + _WINDOW])
