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


# Frequent characters that one of the two ways of writing Chinese has and the other has not, in the same order.
_SIMPLIFIED = (
    "疗药医肿诊脑经压术检细转体脚颈头护号热发烧严种类应该让给还没为个从来两样点间门风险观觉难质级数据显响导维网联络约预须顺询试话"
    "语读谁谢适选进远连运动务劳势单双变复妇实宝专业东临举义乐习书买乱产亲们这国对说时会过后学么现当见长问题边关开电请"
)
_TRADITIONAL = (
    "療藥醫腫診腦經壓術檢細轉體腳頸頭護號熱發燒嚴種類應該讓給還沒為個從來兩樣點間門風險觀覺難質級數據顯響導維網聯絡約預須順詢試話"
    "語讀誰謝適選進遠連運動務勞勢單雙變複婦實寶專業東臨舉義樂習書買亂產親們這國對說時會過後學麼現當見長問題邊關開電請"
)
_WAYS = {"Hans": frozenset(_SIMPLIFIED) - set(_TRADITIONAL), "Hant": frozenset(_TRADITIONAL) - set(_SIMPLIFIED)}


def other_way(text: str, tag: str) -> str:
    """Hans or Hant, if a Chinese text is written in the way that is not its language's; else ""."""
    own = script_of(tag)
    if own not in _WAYS:
        return ""
    other = "Hant" if own == "Hans" else "Hans"
    counts = {way: sum(sign in signs for sign in text) for way, signs in _WAYS.items()}
    return other if counts[other] > 2 and counts[other] > 2 * counts[own] else ""


def foreign_script(text: str, tag: str) -> str:
    """The script that most of a text is in (ISO 15924), if its language is not written in it; "" if it is, if the
    text is short, or if the script of one of them is not known. Latin names and abbreviations are at home anywhere."""
    own = script_of(tag)
    if own not in (*_SCRIPTS, *_WRITTEN_IN):
        return ""
    if other := other_way(text, tag):
        return other
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
