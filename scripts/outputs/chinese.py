"""Chinese as search and lists need it: in simple characters, cut into words, and by its sounds.

Its libraries bring dictionaries along; a build of other languages does not load them, because this module is imported
where Chinese is met.
"""

from __future__ import annotations

import opencc
import regex
import rjieba
from pypinyin import lazy_pinyin

_SIMPLE = opencc.OpenCC("t2s")
_HAN = regex.compile(r"\p{Script=Han}+")


def in_words(text: str) -> str:
    """A text in simplified characters, with spaces around its Chinese words."""
    return _HAN.sub(lambda run: f" {' '.join(rjieba.cut(run[0]))} ", _SIMPLE.convert(text))


def variants(text: str) -> str:
    """Pairs of signs: a traditional one and the simplified one that stands in the text, or is stood for in it."""
    signs = [chr(point) for point in range(0x3400, 0xA000)]
    standing = set(_SIMPLE.convert(text))
    pairs = zip(signs, _SIMPLE.convert("\n".join(signs)).split("\n"), strict=True)
    return "".join(f"{sign}{plain}" for sign, plain in pairs if sign != plain and plain in standing)


def by_sound(text: str) -> str:
    """A text as it is said (pinyin), a space between two signs, so that all words of one sign stand together."""
    return " ".join(lazy_pinyin(text))
