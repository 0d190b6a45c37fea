"""A unit of a translation against the unit it translates: the same parts, numbers and “not”, in its own language.

`structure` compares the parts, `numbers` what is counted, `wording` what the words say, `speech` the language they are
in, `terms` the words of a glossary, `signs` characters that mislead. Each yields differences and knows neither files nor
pages. `agrees` is what a build asks before it shows readers a translation that nobody signed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from scripts.content.claims import Terms, Words
from scripts.content.counting import Counting, counting_of
from scripts.content.glossary import Agreed
from scripts.content.guide import Guide
from scripts.content.segment import Segment
from scripts.content.unit import SAFETY, Unit
from scripts.finding import Severity


@dataclass(frozen=True)
class Difference:
    """One way in which a translation does not say what its source says. `line` is that of the translation's file."""

    rule: str
    line: int
    found: str
    hint: str
    in_box: str = ""  # kind of the box it is in: what concerns danger and warning cannot be waived
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Vocabulary:
    """What comparing two languages needs: the claim words of both (None: not listed), the key terms, and the glossary's
    words to use and to avoid by term. `learned` are words that stand for each other (lexicon.py), which checks know and
    a build does without. `kept` holds what was worked out of a text, for the next time."""

    source: str
    tag: str
    claims: tuple[Words | None, Words | None] = (None, None)
    terms: Terms = field(default_factory=lambda: Terms({}))
    glossary: Mapping[str, Agreed] = field(default_factory=dict)
    learned: Mapping[str, str] = field(default_factory=dict)
    kept: dict = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def counting(self) -> tuple[Counting, Counting]:
        """How the source's language and this one count."""
        return counting_of(self.source, self.claims[0]), counting_of(self.tag, self.claims[1])


def pairs(source: Unit, own: Unit, vocabulary: Vocabulary | None = None) -> list[tuple[Segment, Segment]]:
    """The segments of both that stand for each other; without the rest."""
    from scripts.checks.parity.structure import aligned

    return [(theirs, mine) for theirs, mine in aligned(source, own, vocabulary) if theirs and mine]


def differences(source: Unit, own: Unit, vocabulary: Vocabulary) -> Iterator[Difference]:
    """All differences of two units."""
    from scripts.checks.parity import numbers, signs, speech, structure, terms, wording

    sides = structure.aligned(source, own, vocabulary)
    yield from structure.differences(source, own, sides, vocabulary)
    translated = []
    for theirs, mine in sides:
        if theirs and mine:
            foreign = speech.difference(theirs, mine, vocabulary)
            if foreign:
                yield foreign
            if not foreign or foreign.rule == speech.PART:
                translated.append((theirs, mine))  # of what is in another language there is no more to say
    yield from numbers.differences(translated, vocabulary)
    yield from wording.differences(translated, vocabulary, safety=source.is_safety)
    yield from terms.differences(translated, vocabulary)
    yield from signs.differences(own, vocabulary)


def agrees(source: Unit, own: Unit, vocabulary: Vocabulary, waived: Collection[str] = ()) -> bool:
    """Whether structure, numbers and, in a safety unit, negations match, and no text is left in the source's language,
    but for rules that were waived. A build asks this of every section, so of what changed places only the cells of a
    table are looked at, where a number would stand for something else; `guide check` looks at all."""
    from scripts.checks.parity import numbers, speech, structure, wording

    sides = structure.aligned(source, own, vocabulary)
    found = [(theirs, mine) for theirs, mine in sides if theirs and mine]
    wrong = chain(
        structure.differences(source, own, sides, vocabulary, exchanged=("cell",)),
        numbers.differences(found, vocabulary),
        wording.negations(found, vocabulary, safety=True) if source.is_safety else (),
        speech.left(found, vocabulary),
    )
    return not any(d.severity is Severity.ERROR and counts(d, waived) for d in wrong)


def counts(difference: Difference, waived: Collection[str]) -> bool:
    """Whether a difference stands: what concerns a box of danger or warning cannot be waived."""
    return difference.rule not in waived or difference.in_box in SAFETY


def vocabulary_of(guide: Guide, tag: str) -> Vocabulary:
    """The vocabulary for a language of a guide, made once for each guide."""
    kept = vars(guide).setdefault("_vocabularies", {})  # a guide is frozen, and what is derived from it may lie with it
    if tag not in kept:
        source = guide.languages.source.tag
        kept[tag] = Vocabulary(source, tag, (guide.claims[source], guide.claims[tag]), guide.terms, guide.choices(tag))
    return kept[tag]
