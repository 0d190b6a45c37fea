"""The script a text is written in, and whether that can be its language."""

from __future__ import annotations

from collections import Counter
from functools import cache

import langcodes
import regex

LETTERS = 12  # a shorter text may be a name
MOST = 0.6  # of the letters

_SCRIPTS = {
    script: regex.compile(rf"\p{{Script={name}}}")
    for script, name in {
        "Latn": "Latin", "Arab": "Arabic", "Hebr": "Hebrew", "Cyrl": "Cyrillic", "Grek": "Greek", "Deva": "Devanagari",
        "Beng": "Bengali", "Taml": "Tamil", "Telu": "Telugu", "Thai": "Thai", "Hang": "Hangul", "Ethi": "Ethiopic",
        "Gujr": "Gujarati", "Guru": "Gurmukhi", "Khmr": "Khmer", "Laoo": "Lao", "Mymr": "Myanmar", "Armn": "Armenian",
        "Geor": "Georgian", "Mlym": "Malayalam", "Knda": "Kannada", "Sinh": "Sinhala", "Tibt": "Tibetan",
        "Thaa": "Thaana", "Syrc": "Syriac", "Nkoo": "Nko", "Adlm": "Adlam", "Mong": "Mongolian", "Cher": "Cherokee",
        "Hani": "Han", "Hira": "Hiragana", "Kana": "Katakana",
    }.items()
}  # fmt: skip
_DENSE_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore"})
_DENSE = 3  # letters of an alphabet that say as much as one sign of these
_LETTERS = regex.compile(r"[\p{L}\p{M}]")
_WRITTEN_IN = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}


@cache
def script_of(tag: str) -> str:
    """The script that a language is written in (ISO 15924); "" if it is not known."""
    return langcodes.Language.get(tag).maximize().script or ""


def foreign_script(text: str, tag: str) -> str:
    """The script that most of a text is in (ISO 15924), if its language is not written in it; "" if it is, if the
    text is short, or if the script of one of them is not known. Latin names and abbreviations are at home anywhere."""
    own = script_of(tag)
    if own not in (*_SCRIPTS, *_WRITTEN_IN):
        return ""
    at_home = sum(len(_SCRIPTS[script].findall(text)) for script in _WRITTEN_IN.get(own, (own,)))
    rest = len(_LETTERS.findall(text)) - at_home
    at_home *= _DENSE if own in _DENSE_SCRIPTS else 1
    if rest < LETTERS or rest <= (rest + at_home) * MOST:
        return ""  # most texts; counting each script takes a while
    counts = Counter({script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()})
    script, most = counts.most_common(1)[0]
    if most < LETTERS or most <= counts.total() * MOST:
        return ""
    if script in _WRITTEN_IN.get(own, (own,)) or (script == "Latn" and _are_names(text)):
        return ""
    return script


def _are_names(text: str) -> bool:
    """Whether each Latin word of a text begins with a capital, as names and abbreviations do (MRI, CT, PET)."""
    return all(word[0].isupper() for word in regex.findall(r"\p{Latin}+", text))
