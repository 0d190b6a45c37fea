"""How each unit of a language stands: what is to be translated, said to be done and signed, and where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.checks.parity import Difference, Vocabulary, counts, differences, vocabulary_of
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import Entry, Standing, source_standing, standing, waivers
from scripts.content.unit import INTERFACE, Unit, interface_units
from scripts.finding import Severity

_NOT_OF_INTERFACE = ("length", "glossary-use")


@dataclass(frozen=True)
class Progress:
    """One unit: the source's, the language's own (None where it has no words), and what is said of it."""

    source: Unit
    own: Unit | None
    entry: Entry | None
    standing: Standing
    differences: tuple[Difference, ...] = ()

    @property
    def address(self) -> str:
        return self.source.address

    @property
    def page(self) -> str:
        return self.address.split("#")[0]

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to translate."""
        return self.standing.is_fresh and not self.differences


def progress_of(guide: Guide, language: Language) -> dict[str, Progress]:
    """The units of a language by address, in the order of the menu; the interface comes last.

    Left out are pages that carry the text of an article, whose record says what must be there, and what is still to be
    written in the source language.
    """
    ledger, vocabulary = guide.ledgers[language.tag], vocabulary_of(guide, language.tag)
    found = {}
    for source, own in unit_pairs(guide, language):
        entry = ledger.get(source.address)
        if language == guide.languages.source:
            stands, differ = source_standing(source, entry), ()
        else:
            stands = standing(source, own, entry)
            differ = (
                tuple(d for d in counted(source, own, entry, vocabulary) if d.severity is Severity.ERROR) if own else ()
            )
        found[source.address] = Progress(source, own, entry, stands, differ)
    return found


def unit_pairs(guide: Guide, language: Language) -> Iterator[tuple[Unit, Unit | None]]:
    """Each unit of the source language with that of another, as `progress_of` lists them."""
    source = guide.languages.source
    for name in pages_of(guide):
        own = guide.units(source, name) if language == source else own_units(guide, language, name)
        for address, unit in guide.units(source, name).items():
            if unit.says_something:
                yield unit, own.get(address)
    yield from interface_pairs(guide, language)


def interface_pairs(guide: Guide, language: Language) -> Iterator[tuple[Unit, Unit | None]]:
    """Each group of interface words of the source language with that of another."""
    source = guide.languages.source
    own = interface_units(guide.interfaces[language.tag])
    for address, unit in interface_units(guide.interfaces[source.tag]).items():
        if address == f"{INTERFACE}#theme" and language.theme:
            continue  # Material's own file has these words
        words = own.get(address)
        yield unit, words if words and words.segments else None


def pages_of(guide: Guide) -> list[str]:
    """The pages that are translated unit by unit, in the order of the menu."""
    there = guide.names[guide.languages.source.tag]
    copied = {name for record in guide.records if record.rights == "copy" for name in record.pages}
    ordered = dict.fromkeys([*guide.menu_pages, *sorted(there)])
    return [name for name in ordered if name in there - copied and guide.is_written(name)]


def own_units(guide: Guide, language: Language, name: str) -> dict[str, Unit]:
    """The units of a translated page, without sections that are planned and not written."""
    if not guide.has(language, name):
        return {}
    planned = {section.address for section in guide.read_page(language, name).sections if section.to_be_written}
    return {address: unit for address, unit in guide.units(language, name).items() if address not in planned}


def counted(source: Unit, own: Unit, entry: Entry | None, vocabulary: Vocabulary) -> Iterator[Difference]:
    """The differences of a unit that stand: those that nobody has waived. Words of the interface may be of any length,
    and say “not” as their language does, unless they warn."""
    waived, is_interface = waivers(source, own, entry), source.address.startswith(f"{INTERFACE}#")
    for difference in differences(source, own, vocabulary):
        if is_interface and (
            difference.rule in _NOT_OF_INTERFACE or (difference.rule == "negation" and not difference.in_box)
        ):
            continue
        if counts(difference, waived):
            yield difference
