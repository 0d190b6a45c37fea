"""The words of the language's glossary: those to use where the original has the term, and never those to avoid.

Bad: “cordón espinal”, which the glossary says to avoid; a text about the spinal cord that never names it.
Good: one of the words that the glossary gives for the term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.claims import Words
from scripts.content.segment import Segment
from scripts.content.source import words_of
from scripts.finding import Severity, short


def differences(found: Sequence[tuple[Segment, Segment]], vocabulary: Vocabulary) -> Iterator[Difference]:
    """Words to avoid (errors), and terms of the original of which no word is there (warnings)."""
    if not vocabulary.glossary:
        return
    avoid = _finder("avoid", vocabulary)
    for theirs, mine in found:
        for id, word in avoid.found_in(mine.said):
            choice = vocabulary.glossary[id]
            why = f" ({choice.note})" if choice.note else ""
            yield Difference(
                "glossary-avoid", mine.line,
                f"{named(mine)} says “{word}”, which the glossary of {vocabulary.tag} says to avoid for {id}{why}; the "
                f"original says “{short(theirs.plain)}”",
                f"say “{choice.use[0]}”." if choice.use else "say it in other words.", mine.box,
            )  # fmt: skip
    whole = " ".join(mine.said for _, mine in found)
    forms, glossary = vocabulary.terms.forms, vocabulary.glossary
    said = {id for _, mine in found for id, _ in vocabulary.terms.found_in(mine.said, vocabulary.tag)}
    # What terms.yml has found is in order, but where the glossary chooses among its forms.
    listed = {id for id, choice in glossary.items() if id in forms and choice.use == forms[id].get(vocabulary.tag)}
    named_once = said & listed
    # What nobody has agreed on is missed only where the original says it again and again.
    times = Counter(id for theirs, _ in found for id, _ in vocabulary.terms.found_in(theirs.said, vocabulary.source))
    named_once |= {id for id in listed if times[id] < 2}
    for theirs, mine in found:
        for id, form in dict(vocabulary.terms.found_in(theirs.said, vocabulary.source)).items():
            words = glossary[id].use if id in glossary else ()
            if not words or id not in vocabulary.terms.glossary or id in named_once or not mine.plain:
                continue
            named_once.add(id)
            # One term may be within another (spinal cord, spinal cord compression), so each is looked for by itself.
            if not _finder(id, vocabulary).found_in(whole) and not _said_apart(words, mine):
                yield Difference(
                    "glossary-use", mine.line,
                    f"{named(mine)} has no word of the glossary for “{form}” ({id}), which the original has: "
                    f"“{short(theirs.plain)}”",
                    f"use one of: {', '.join(words)}.", mine.box, Severity.WARNING,
                )  # fmt: skip


def _said_apart(words: Sequence[str], segment: Segment) -> bool:
    """Whether a segment has all longer words of one of some phrases, with others between them (a weak bone of the spine)."""
    said = set(segment.words)
    return any(
        len(parts) > 1 and all(part in said for part in parts if len(part) > 3) for parts in map(words_of, words)
    )


def _finder(key: str, vocabulary: Vocabulary) -> Words:
    """What finds the words to avoid of every term, or those to use for one."""
    if (key, "terms") not in vocabulary.kept:
        choices = vocabulary.glossary
        words = {id: choice.avoid for id, choice in choices.items()} if key == "avoid" else {key: choices[key].use}
        vocabulary.kept[key, "terms"] = Words(vocabulary.tag, words)
    return vocabulary.kept[key, "terms"]
