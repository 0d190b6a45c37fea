"""How a language counts in words: its numbers, units of measure, scales (million, 万, लाख), months and percent.

From a guide's own claim words where it has them, from Unicode's data (CLDR, by Babel and unicode-rbnf) for all the rest,
and from counting.yml for what Unicode lacks. What the guide's list says is *sure*; other spelled numbers *may*
be numbers, since some are other words too (French neuf, nine and new).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import regex
import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from babel.numbers import format_compact_decimal
from babel.units import UnknownUnitError, format_unit
from unicode_rbnf import FormatPurpose, RbnfEngine

from scripts.content.claims import IGNORED, Words, folded
from scripts.content.language import is_spaced

TIMES = ("minute", "hour", "day", "night", "week", "month", "year")
_CLDR_UNITS = {
    **{f"duration-{name}": name for name in TIMES},
    "mass-milligram": "mg", "mass-microgram": "µg", "mass-gram": "g", "mass-kilogram": "kg",
    "volume-milliliter": "ml", "volume-liter": "l", "length-centimeter": "cm", "length-millimeter": "mm",
    "temperature-celsius": "°c", "temperature-fahrenheit": "°f", "concentr-percent": "%",
}  # fmt: skip
_CLAIM_UNITS = {**{name: name for name in TIMES}, "unit_mg": "mg", "unit_g": "g", "unit_ml": "ml", "unit_mcg": "µg"}
# Claim words of these concepts are numbers by themselves; “both” and 双 say two of what there are two of anyway.
_CLAIM_NUMBERS = {f"number_{n}": str(n) for n in range(2, 13)} | {"number_hundred": "100", "number_thousand": "1000"}
_LOOSE = {"number_half": "1/2", "number_third": "1/3", "number_quarter": "1/4", "number_double": "2"}

_LOCALES_OF_OTHERS = ("ht",)  # whose units are, in CLDR, those of French
# Languages in which one word says two of a thing (يومان, two days), and how that word ends.
_DUALS = {"ar": regex.compile(r"\p{L}{2,}(?:ان|ين|تا|تي)(?!\p{L})"), "he": regex.compile(r"\p{L}{2,}יים(?!\p{L})")}
_MARKS = regex.compile(r"\p{M}")
_ENDINGS = regex.compile(r"[\p{Nd}.,\s]+")


@dataclass(frozen=True)
class Counting:
    """The counting of a language. `words` finds in a text: `number:5`, `may:5`, `unit:hour`, `two:hour` (one word for two
    hours), `scale:1000000`, and the concepts of the claim words."""

    tag: str
    words: Words
    curated: bool  # whether the guide has a list of claim words for the language
    knows_numbers: bool  # whether spelled numbers are known at all
    units: frozenset[str] = frozenset()  # units whose words are known
    _kept: dict = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def months(self) -> dict[str, str]:
        """Number by name of a month, as `folded` gives it."""
        locale = _locale(self.tag)
        if locale is None:
            return {}
        found = {}
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    if regex.search(r"\p{L}", name) and not regex.search(r"\p{Nd}", name):
                        found[folded(name).strip(".")] = str(number)
        return found

    @cached_property
    def near_month(self) -> regex.Pattern | None:
        """A month beside a number, as in dates."""
        if not self.months:
            return None
        names = "|".join(regex.escape(name) for name in sorted(self.months, key=len, reverse=True))
        joint = r"[\s.,]*(?:de|of|the|di|do|تا)?[\s.,]*"
        return regex.compile(
            rf"\p{{Nd}}(?:st|nd|rd|th|º|er)?{joint}(?<!\p{{L}})(?P<m>{names})(?!\p{{L}})|(?<!\p{{L}})(?P<m>{names}){joint}\p{{Nd}}"
        )

    def says_two(self, text: str) -> bool:
        """Whether a text may say two of a thing in one word."""
        pattern = _DUALS.get(self.tag.split("-")[0])
        return bool(pattern and pattern.search(text))


def counting_of(tag: str, claims: Words | None) -> Counting:
    """The counting of a language, with the claim words that a guide has for it."""
    general = _general(tag)
    if claims is None:
        # Nobody has listed the forms of words; what begins as a word of CLDR does is one of them (saacadood, saacadoodba).
        entries = {
            concept: [f"{form}*" if concept.startswith("unit:") and len(form) > 3 else form for form in forms]
            for concept, forms in general.items()
        }
    else:
        entries = _from_claims(claims, general)
    primary = tag.split("-")[0]
    units = frozenset(concept.split(":")[1] for concept in entries if concept.startswith("unit:"))
    knows = claims is not None or any(concept.startswith(("number:", "may:")) for concept in general)
    return Counting(tag, Words(tag, entries), claims is not None or primary == "en", knows, units)


def _from_claims(claims: Words, general: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The claim words by concept, theirs first: where a form stands in both, the guide's list is right."""
    entries: dict[str, list[str]] = {}
    loose = set(general.get("may:2", ())) if claims.tag.split("-")[0] == "en" else set()
    # “Thousands” and “cientos” are no number.
    vague = {form for n in ("hundred", "thousand") for form in claims.words.get(f"number_{n}", ()) if form[-1] == "s"}
    vague.update(_listed().get(claims.tag.split("-")[0], {}).get("vague", ()))
    two = {*general.get("number:2", ()), *general.get("may:2", ())}
    for concept, forms in claims.words.items():
        for form in forms:
            name = concept if concept == IGNORED else ""
            if value := _CLAIM_NUMBERS.get(concept):
                # “Both”, 双 and كلا say two of what there are two of anyway, and other languages leave them out.
                sure = folded(form) not in loose and (value != "2" or folded(form) in two) and form not in vague
                name = f"{'number' if sure else 'may'}:{value}"
            elif value := _LOOSE.get(concept):
                name = f"may:{value}"
            elif unit := _CLAIM_UNITS.get(concept):
                if not is_spaced(claims.tag) and form.isascii():
                    continue  # “ml” is looked for after a number, and not within a word (HTML5)
                name = f"unit:{unit}"
            elif _hides(form, claims, general):
                name = IGNORED  # “from time to time”, 万一: no number
            if name:
                entries.setdefault(name, []).append(form)
    if claims.tag.split("-")[0] == "ar":
        for concept, forms in entries.items():
            if concept.startswith(("number:", "may:", "unit:")):
                forms += [f"ال{form}" for form in forms if not form.startswith("ال")]
    taken = {folded(form) for forms in entries.values() for form in forms}
    duals = {form for concept, forms in general.items() if concept.startswith("two:") for form in forms}
    for concept in entries:
        if concept.startswith("unit:"):
            entries[concept] = [form for form in entries[concept] if folded(form) not in duals]
    for concept, forms in general.items():
        entries.setdefault(concept, []).extend(form for form in forms if form in duals or form not in taken)
    return entries


def _hides(form: str, claims: Words, general: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a phrase of another meaning has a number in it, and no unit (周内, within weeks)."""
    form = folded(form.strip("#*"))
    spaced = is_spaced(claims.tag)

    def has(*kinds: str) -> bool:
        return any(
            f" {word} " in f" {form} " if spaced else word in form
            for concept, words in general.items()
            if concept.startswith(kinds)
            for word in words
        )

    return (" " in form or not spaced) and has("number:", "may:") and not has("unit:")


@cache
def _general(tag: str) -> dict[str, tuple[str, ...]]:
    """The counting of a language without a guide, by concept; forms as `folded` gives them."""
    primary = tag.split("-")[0]
    found: dict[str, dict[str, None]] = {}

    def add(concept: str, form: str) -> None:
        if form := folded(form.replace("-", " ")).strip():
            found.setdefault(concept, {})[form] = None

    listed = _listed().get(primary, {})
    for value, forms in listed.get("numbers", {}).items():
        for form in forms:
            add(f"may:{value}", form)
    for concept, form in _spelled(tag):
        add(concept, form)
    for key, kind in (("units", "unit"), ("twos", "two")):
        for unit, forms in listed.get(key, {}).items():
            for form in forms:
                add(f"{kind}:{unit}", form)
    for concept, form in _cldr_units(tag):
        add(concept, form)
        if primary == "ar" and concept.startswith("two:"):
            add(concept, form.removesuffix("ان") + "ين")
    for factor, form in _scales(tag):
        add(f"scale:{factor}", form)
    return {concept: tuple(forms) for concept, forms in found.items()}


@cache
def _listed() -> dict[str, dict[str, dict]]:
    """What counting.yml adds, by primary language."""
    return yaml.safe_load((Path(__file__).with_suffix(".yml")).read_text(encoding="utf-8"))


@cache
def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _spelled(tag: str) -> Iterator[tuple[str, str]]:
    """(concept, word) of the numbers that Unicode has a language's words for. English is known well enough to be sure."""
    primary = tag.split("-")[0]
    try:
        engine = RbnfEngine.for_language({"zh-Hant": "zh_Hant", "nb": "no"}.get(tag, primary))
    except ValueError:
        return
    for value in (*range(1, 101), 200, 300, 400, 500, 1000):
        cardinals = engine.format_number(value, FormatPurpose.CARDINAL).text_by_ruleset
        words = {form for rules, form in cardinals.items() if "days" not in rules and "financial" not in rules}
        for word in words | {_MARKS.sub("", word) for word in words if primary == "fil"}:
            yield f"{'number' if primary == 'en' and value > 1 else 'may'}:{value}", word.replace("\u00ad", "")
        if value <= 12:
            with suppress(ValueError):  # a language without ordinals
                for word in engine.format_number(value, FormatPurpose.ORDINAL).text_by_ruleset.values():
                    yield f"may:{value}", word.replace("\u00ad", "")


def _cldr_units(tag: str) -> Iterator[tuple[str, str]]:
    """(`unit:` or `two:` and a unit, word) from CLDR, in each of the language's plural forms."""
    locale = _locale(tag)
    if locale is None or tag.split("-")[0] in _LOCALES_OF_OTHERS:
        return
    for name, unit in _CLDR_UNITS.items():
        for number in (0, 1, 2, 3, 5, 11, 100):
            for length in ("long", "short"):
                try:
                    form = format_unit(number, name, length=length, locale=locale)
                except (UnknownUnitError, KeyError):
                    continue
                word = _ENDINGS.sub(" ", form).strip(" \u200e\u200f")
                letters = sum(map(str.isalpha, word))
                if name in word:
                    continue  # CLDR has no word, and Babel makes do with its own
                if regex.search(r"\p{Nd}", form):
                    # Short forms of a letter or two are other words too.
                    if letters > 2 or (letters > (length == "short") and regex.search(r"\p{Lo}", word)):
                        yield f"unit:{unit}", word
                elif number == 2:
                    yield f"two:{unit}", word


def _scales(tag: str) -> Iterator[tuple[int, str]]:
    locale = _locale(tag)
    if locale is None:
        return
    for power in range(3, 10):
        for number in (1, 2, 5, 10):
            for length in ("long", "short"):
                try:
                    form = format_compact_decimal(number * 10**power, format_type=length, locale=locale)
                except KeyError:
                    continue
                digits = regex.fullmatch(r"\P{Nd}*(\p{Nd}+)\P{Nd}*", form)  # 15万, and not 1.5万
                word = _ENDINGS.sub("", form).strip()
                if (
                    digits
                    and digits[1] != str(number * 10**power)
                    and (len(word) > 2 or regex.search(r"\p{Han}", word))
                ):
                    yield number * 10**power // int(digits[1]), word
