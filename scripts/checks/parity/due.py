"""What a guide's people have to read and sign: each unit, role by role, that is unsigned, stale, expired or soon to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.checks.parity.progress import unit_pairs
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.review import Review, State, reviews_of
from scripts.content.unit import INTERFACE, Unit


@dataclass(frozen=True)
class Due:
    """A role's standing to a unit of a language, and the place of the text that is to be read."""

    language: Language
    unit: Unit
    is_safety: bool
    review: Review

    @property
    def address(self) -> str:
        return self.unit.address

    @property
    def place(self) -> str:
        return f"{self.unit.path}:{self.unit.line}"

    @property
    def is_needed(self) -> bool:
        """Whether a public language must have it signed: safety text and interface words."""
        return self.is_safety or self.address.startswith(f"{INTERFACE}#")


def reviews_in(guide: Guide, language: Language, *, on: str, until: str = "") -> Iterator[Due]:
    """How each role stands to each unit of a language on a day, in the order of the menu. A unit that is not translated,
    and one that is withdrawn, is nobody's to sign."""
    ledger, source = guide.ledgers[language.tag], guide.languages.source
    for original, own in unit_pairs(guide, language):
        page, _, id = original.address.partition("#")
        if own is None or not own.segments or id in guide.withdrawn(page):
            continue
        mine = original if language == source else own
        for review in reviews_of(original, mine, ledger.get(original.address), on=on, until=until):
            yield Due(language, mine, original.is_safety, review)


def due_in(guide: Guide, language: Language, *, on: str, until: str = "") -> list[Due]:
    """What is due in a language: all that does not hold."""
    return [one for one in reviews_in(guide, language, on=on, until=until) if one.review.state is not State.HOLDS]
