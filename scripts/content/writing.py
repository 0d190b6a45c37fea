"""How a language is written, after CLDR: its name, direction, digits, signs of numbers, quotation marks, lists."""

from __future__ import annotations

from dataclasses import dataclass

import langcodes
from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from scripts.content.language import direction_of

# The first digit of each system that CLDR names as a language's own.
_ZEROS = {
    "latn": "0", "arab": "٠", "arabext": "۰", "deva": "०", "beng": "০", "guru": "੦", "gujr": "૦", "orya": "୦", "tamldec": "௦",
    "telu": "౦", "knda": "೦", "mlym": "൦", "mymr": "၀", "khmr": "០", "laoo": "໐", "thai": "๐", "tibt": "༠", "nkoo": "߀",
    "olck": "᱐", "mtei": "꯰", "cakm": "𑄶", "adlm": "𞥐", "rohg": "𐴰",
}  # fmt: skip

# Outer and inner quotation marks of CLDR 48, which Babel leaves out; the other languages have “ ” and ‘ ’.
_QUOTES = {
    "« » ‹ ›": "am az-Cyrl fa fr-CH gsw jgo kkj mzn rm wae",
    "” “ ’ ‘": "ar syr ur",
    "« » “ ”": "ast blo bm br ca cv dyo el eu ewo ie it kab kk lij mg mua nnh pms pt-AO pt-CV pt-MZ pt-PT pt-TL sc sg ti",
    "« » „ “": "bas be bua ky os ru sah tyv uk",
    "« » ‘ ’": "dua ksf nb nn no rw",
    "« » « »": "fr hy oc yav",
    "« » ” “": "fr-CA",
    "« » „ ”": "shi zgh",
    "» « › ‹": "ug",
    "„ “ „ “": "bg lt prg",
    "„ “ ‚ ‘": "cs de dsb et hr hsb is ksh lb luy mk nds sk sl",
    "„ “ « »": "ka",
    "„ ” ‘ ’": "bs",
    "„ ” ‚ ’": "agq ff",
    "„ ” ’ ’": "sr",
    "„ ” » «": "hu szl",
    "„ ” « »": "nmg pl ro",
    "” ” ’ ’": "fi he lag rn se sn sv yi",
    "‘ ’ “ ”": "fur ia tn",
    "‘ ’ ‘ ’": "nl",
    "“ ” « »": "eo",
    "“ ” ’ ‘": "uz",
    "「 」 『 』": "ja yue zh-Hant zh-HK zh-MO zh-TW",
}


_SCRIPTS = {"Hans": "Han (simplified)", "Hant": "Han (traditional)"}  # by themselves; CLDR's names follow a language's


@dataclass(frozen=True)
class Writing:
    """`name` is in the language's own words, "" where CLDR has none; `english` what it is called in English. `digits`
    are those in everyday use, `other_digits` its own where these are others ("" if none); `signs` the decimal sign
    and the one between thousands; `quotes` the outer and the inner pair of quotation marks; `listed` three things in
    a row."""

    tag: str
    name: str
    english: str
    direction: str
    script: str
    digits: str
    other_digits: str
    signs: tuple[str, str]
    quotes: tuple[str, str, str, str]
    listed: str


def writing_of(tag: str) -> Writing:
    """How a language is written; of one that CLDR knows little of, what holds for its script."""
    language, locale = langcodes.Language.get(tag), _locale(tag)
    script = language.maximize().script or ""
    used, own = "latn", ""
    if locale:
        used = locale.default_numbering_system
        own = locale.other_numbering_systems.get("native", used)
    quotes = next((marks for marks, tags in _QUOTES.items() if tag in tags.split()), "")
    quotes = quotes or next((marks for marks, tags in _QUOTES.items() if language.language in tags.split()), "“ ” ‘ ’")
    return Writing(
        tag=tag,
        name=_name(locale, tag),
        english=_english(tag),
        direction=direction_of(tag),
        script=_SCRIPTS.get(script) or Locale("en").scripts.get(script, script),
        digits=_digits(used),
        other_digits=_digits(own) if own != used else "",
        signs=_signs(locale, used),
        quotes=tuple(quotes.split()),  # type: ignore[arg-type]
        listed=format_list(["1", "2", "3"], locale=locale).replace("\u200f", "") if locale else "",
    )


def _locale(tag: str) -> Locale | None:
    """CLDR's data of a language, or of the one it is a variety of."""
    language = langcodes.Language.get(tag)
    for known in (tag, langcodes.Language.make(language.language, script=language.script).to_tag(), language.language):
        try:
            return Locale.parse(known or "", sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return None


def _name(locale: Locale | None, tag: str) -> str:
    name = (locale.get_display_name() if locale else "") or ""
    return name[:1].upper() + name[1:]


def _english(tag: str) -> str:
    """The name in English, with script and country where the tag has them."""
    english, language = Locale("en"), langcodes.Language.get(tag)
    name = english.languages.get(language.language or "", tag)
    more = [english.scripts.get(language.script or ""), english.territories.get(language.territory or "")]
    whole = english.languages.get(tag.replace("-", "_"))
    return whole or name + (f" ({', '.join(part for part in more if part)})" if any(more) else "")


def _digits(system: str) -> str:
    zero = _ZEROS.get(system, "")
    return "".join(chr(ord(zero) + number) for number in range(10)) if zero else ""


def _signs(locale: Locale | None, system: str) -> tuple[str, str]:
    symbols = locale.number_symbols if locale else {}
    for name in (system, "latn"):
        if name in symbols and symbols[name].get("decimal"):
            return symbols[name]["decimal"], symbols[name].get("group") or ""
    return ".", ","


def number_in(tag: str, number: int) -> str:
    """A whole number in the digits that a language uses every day, without signs between thousands."""
    return str(number).translate(dict(enumerate(writing_of(tag).digits or "0123456789", ord("0"))))
