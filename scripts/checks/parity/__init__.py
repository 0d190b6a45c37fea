"""A unit of a translation against the unit it translates: the same parts, numbers and “not”, in its own language.

`structure` compares the parts, `numbers` what is counted, `wording` what the words say. Each yields differences and
knows neither files nor pages. `agrees` is what a build asks before it shows readers a translation that nobody signed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain

from scripts.content.claims import Terms, Words
from scripts.content.guide import Guide
from scripts.content.segment import Segment
from scripts.content.unit import SAFETY, Unit


@dataclass(frozen=True)
class Difference:
    """One way in which a translation does not say what its source says. `line` is that of the translation's file."""

    rule: str
    line: int
    found: str
    hint: str
    in_box: str = ""  # kind of the box it is in: what concerns danger and warning cannot be waived


@dataclass(frozen=True)
class Vocabulary:
    """What comparing two languages needs: the claim words of both (None: not listed), and the key terms."""

    source: str
    tag: str
    claims: tuple[Words | None, Words | None] = (None, None)
    terms: Terms = field(default_factory=lambda: Terms({}))


def pairs(source: Unit, own: Unit) -> list[tuple[Segment, Segment]]:
    """The segments of both that stand at the same place of the same skeleton; without the rest."""
    from scripts.checks.parity.structure import aligned

    return [(mine, theirs) for mine, theirs in aligned(source, own) if mine and theirs]


def differences(source: Unit, own: Unit, vocabulary: Vocabulary) -> Iterator[Difference]:
    """All differences of structure, numbers and wording."""
    from scripts.checks.parity import numbers, structure, wording

    yield from structure.differences(source, own)
    found = pairs(source, own)
    yield from numbers.differences(found, vocabulary)
    yield from wording.differences(found, vocabulary, safety=source.is_safety)


def agrees(source: Unit, own: Unit, vocabulary: Vocabulary, waived: Collection[str] = ()) -> bool:
    """Whether structure, numbers and, in a safety unit, negations match, but for rules that were waived."""
    from scripts.checks.parity import numbers, structure, wording

    found = pairs(source, own)
    wrong = chain(
        structure.differences(source, own),
        numbers.differences(found, vocabulary),
        wording.negations(found, vocabulary) if source.is_safety else (),
    )
    return not any(counts(difference, waived) for difference in wrong)


def counts(difference: Difference, waived: Collection[str]) -> bool:
    """Whether a difference stands: what concerns a box of danger or warning cannot be waived."""
    return difference.rule not in waived or difference.in_box in SAFETY


def vocabulary_of(guide: Guide, tag: str) -> Vocabulary:
    """The vocabulary for a language of a guide."""
    source = guide.languages.source.tag
    return Vocabulary(source, tag, (guide.claims[source], guide.claims[tag]), guide.terms)
