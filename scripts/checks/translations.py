"""Each unit of a translation says what the unit it translates says now: same parts, same numbers, each “not”.

Bad: “cada 8 horas” for every 6 hours; a danger box that became a note; “Espere” for “Do not wait”; a paragraph left in
English; a section whose original has changed since somebody said that it was translated; a public language whose
danger signs nobody has signed.
Good: the same parts in the reader's language, said to be done (`guide lang done`). A difference that is right can be
waived in the ledger, by rule, with reason and name; what concerns danger and warning boxes cannot.
Why: a changed dose is a tiny edit, and a translation that was right last year looks as right as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.checks.parity import Vocabulary, pairs, speech, vocabulary_of
from scripts.checks.parity.lexicon import learned
from scripts.checks.parity.progress import counted, unit_pairs
from scripts.content.guide import LANGUAGES, Guide
from scripts.content.language import Language
from scripts.content.ledger import Standing, ledger_path, standing
from scripts.content.segment import Segment
from scripts.content.unit import INTERFACE, SAFETY, Unit, interface_units
from scripts.finding import Finding, Severity, short

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    source = guide.languages.source
    for language in context.languages:
        if language == source:
            continue
        seen: set[str] = set()
        for name in sorted(guide.names[language.tag] & guide.names[source.tag]):
            if any(record.rights == "copy" and name in record.pages for record in guide.records):
                continue  # a translated article has words of its own: its record says what must be there
            originals, own = guide.units(source, name), guide.units(language, name)
            seen |= set(originals)
            yield from check_page(originals, own, language, guide)
        yield from _public(language, guide)
        words = interface_units(guide.interfaces[language.tag])
        for address, original in interface_units(guide.interfaces[source.tag]).items():
            seen.add(address)
            if words[address].segments:
                yield from _words(original, words[address], language, guide)
        yield from _orphans(seen, language, guide)


def check_page(
    originals: Mapping[str, Unit], own: Mapping[str, Unit], language: Language, guide: Guide
) -> Iterator[Finding]:
    """The findings on the units of a page. A page that is in another language altogether is said to be so once."""
    vocabulary = _vocabulary(guide, language)
    elsewhere = _said_elsewhere(guide, language)
    whole = speech.page_language((unit for address, unit in own.items() if address in originals), vocabulary)
    if whole:
        unit = next(iter(own.values()))
        yield Finding(
            unit.path, unit.line, "wrong-language", Severity.ERROR,
            f"{unit.address.split('#')[0]} ({language.tag}): the page seems to be in {whole}, not in {language.tag}.",
            f"is it in the right folder? Put the text in {language.tag} here.", unit.address, language.tag,
        )  # fmt: skip
    for address, unit in own.items():
        if address in originals:
            for finding in check_unit(originals[address], unit, language, guide):
                if not (whole and finding.rule in speech.RULES):
                    yield finding
            yield from _otherwise(originals[address], unit, elsewhere, language, vocabulary)


def _vocabulary(guide: Guide, language: Language) -> Vocabulary:
    """The vocabulary of a language with the words that its pages teach."""
    plain = vocabulary_of(guide, language.tag)
    if "taught" not in plain.kept:
        plain.kept["taught"] = replace(plain, learned=learned(_pairs(guide, language)), kept={})
    return plain.kept["taught"]


def _pairs(guide: Guide, language: Language) -> Iterator[tuple[Segment, Segment]]:
    """The segments of all pages beside those that they translate."""
    source, vocabulary = guide.languages.source, vocabulary_of(guide, language.tag)
    for name in sorted(guide.names[language.tag] & guide.names[source.tag]):
        own = guide.units(language, name)
        for address, original in guide.units(source, name).items():
            if address in own:
                yield from pairs(original, own[address], vocabulary)


Said = Mapping[str, Mapping[str, Mapping[str, Segment]]]


def _said_elsewhere(guide: Guide, language: Language) -> Said:
    """What the boxes of danger and warning of all pages say, by text of the original and translation: unit → segment."""
    kept = vocabulary_of(guide, language.tag).kept
    if "boxes" not in kept:
        said: dict[str, dict[str, dict[str, Segment]]] = {}
        source = guide.languages.source
        for name in sorted(guide.names[language.tag] & guide.names[source.tag]):
            own = guide.units(language, name)
            for address, original in guide.units(source, name).items():
                for theirs, mine in _box_pairs(original, own.get(address), vocabulary_of(guide, language.tag)):
                    said.setdefault(theirs.plain, {}).setdefault(mine.plain, {})[address] = mine
        kept["boxes"] = said
    return kept["boxes"]


def _box_pairs(source: Unit, own: Unit | None, vocabulary: Vocabulary) -> Iterator[tuple[Segment, Segment]]:
    if own is not None and source.is_safety:
        yield from ((a, b) for a, b in pairs(source, own, vocabulary) if a.box in SAFETY and len(a.plain.split()) > 3)


def _otherwise(
    source: Unit, own: Unit, elsewhere: Said, language: Language, vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Texts of safety boxes that another page translates in other words: one of the two may be a slip."""
    for theirs, mine in _box_pairs(source, own, vocabulary):
        for text, places in elsewhere.get(theirs.plain, {}).items():
            address, other = next((place for place in places.items() if place[0] != source.address), ("", mine))
            if address and text != mine.plain:
                yield Finding(
                    own.path, mine.line, "translated-otherwise", Severity.WARNING,
                    f"{source.address} ({language.tag}): “{short(mine.plain)}” is “{short(text)}” in {address}, line "
                    f"{other.line}; the original has “{short(theirs.plain)}” in both.",
                    "say the same in both, or waive it.", source.address, language.tag,
                )  # fmt: skip
                break


def _differences(source: Unit, own: Unit, language: Language, guide: Guide) -> Iterator[Finding]:
    """A finding for each way in which two units do not say the same."""
    entry = guide.ledgers[language.tag].get(source.address)
    for difference in counted(source, own, entry, _vocabulary(guide, language)):
        yield Finding(
            own.path, difference.line, difference.rule, difference.severity,
            f"{source.address} ({language.tag}): {difference.found}.", difference.hint, source.address, language.tag,
        )  # fmt: skip


def check_unit(source: Unit, own: Unit, language: Language, guide: Guide) -> Iterator[Finding]:
    """The findings on one unit of a page."""
    yield from _differences(source, own, language, guide)
    stands = standing(source, own, guide.ledgers[language.tag].get(source.address))
    if stands.why and stands is not Standing.MISSING:
        yield Finding(
            own.path, own.line, f"translation-{stands}", Severity.WARNING,
            f"{source.address} ({language.tag}): {stands.why}.",
            f"compare: guide lang diff {language.tag} {source.address}; then say so: guide lang done {language.tag} {source.address}",
            source.address, language.tag,
        )  # fmt: skip


def _words(source: Unit, own: Unit, language: Language, guide: Guide) -> Iterator[Finding]:
    """The findings on interface words; that some are missing is said by the check of the interface."""
    there = {segment.shape for segment in own.segments}
    whole = Unit(source.address, source.path, 1, tuple(s for s in source.segments if s.shape in there))
    yield from _differences(whole, own, language, guide)


def _public(language: Language, guide: Guide) -> Iterator[Finding]:
    """A public language has its interface and safety units whole and signed, or somebody answers for it by name."""
    if not language.is_public:
        return
    ledger = guide.ledgers[language.tag]
    needed = [
        (source, standing(source, own, ledger.get(source.address)))
        for source, own in unit_pairs(guide, language)
        if source.is_safety or source.address.startswith(f"{INTERFACE}#")
    ]
    missing = [source.address for source, stands in needed if stands is Standing.MISSING]
    missing += [
        f"{INTERFACE}#{key}"
        for key in guide.interfaces[language.tag].missing
        if not (language.theme and key.startswith("theme."))
    ]
    if missing:
        yield Finding(
            LANGUAGES, language.line, "public-incomplete", Severity.ERROR,
            f"{language.tag} is public, and {len(missing)} of its safety units and interface words are not translated: "
            f"{_first(missing)}.",
            f"translate them (guide lang next {language.tag}), or write 'stage: preview' in its record until then.",
            "", language.tag,
        )  # fmt: skip
    unsigned = [source.address for source, stands in needed if stands not in (Standing.SIGNED, Standing.MISSING)]
    accepted = any((one.language, one.risk) == (language.tag, "unsigned-translation") for one in guide.accepted_risks)
    if unsigned and not accepted:
        yield Finding(
            LANGUAGES, language.line, "public-unsigned", Severity.ERROR,
            f"{language.tag} is public, and {len(unsigned)} of its safety units and groups of interface words are not "
            f"signed as language and clinical: {_first(unsigned)}.",
            f"have them signed (guide sign PAGE --lang {language.tag} …), write 'stage: preview' in its record, or let "
            f"somebody answer for it in docs/_data/site.yml: accepted_risks: [{{language: {language.tag}, "
            "risk: unsigned-translation, by: …, reason: …}]",
            "", language.tag,
        )  # fmt: skip


def _first(addresses: list[str]) -> str:
    return ", ".join(addresses[:3]) + (f" and {len(addresses) - 3} more" if len(addresses) > 3 else "")


def _orphans(known: set[str], language: Language, guide: Guide) -> Iterator[Finding]:
    for address, entry in guide.ledgers[language.tag].items():
        page = address.split("#")[0]
        if address not in known and page not in guide.files[guide.languages.source.tag]:
            yield Finding(
                ledger_path(language.tag), entry.at, "ledger-orphan", Severity.WARNING,
                f"{address} ({language.tag}): the ledger names it, and no page of the original has it.",
                "take the line out.", address, language.tag,
            )  # fmt: skip
