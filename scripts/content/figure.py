"""Numbers across scripts: what a figure says, however a language writes its digits, separators and percent."""

from __future__ import annotations

import re
import unicodedata

import regex

_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f’']\d+)*")  # digits that Python knows; regex may know newer ones
_PERCENT_AFTER = regex.compile(
    r"^\s*(?:[%٪％﹪]|percent\b|per cent\b|por ciento\b|pour cent\b|prozent\b|в?\s*процент|प्रतिशत|في المئة|في المائة|بالمئة|بالمائة)",
    regex.IGNORECASE,
)
_PERCENT_BEFORE = regex.compile(r"(?:百分之|(?<![\p{Nd}\s])\s*[٪%])\s*$")


def numbers_of(text: str) -> list[tuple[str, bool]]:
    """(value, whether it is a percentage) of each number of a text, in order.

    The value is in ASCII digits with `.` before decimals and without group separators: "1,000", "1.000" and
    "١٬٠٠٠" are all 1000. A comma or point before exactly three digits is taken to group; otherwise for decimals.
    """
    return [(value, percent) for _, _, value, percent in places_of(text)]


def places_of(text: str) -> list[tuple[int, int, str, bool]]:
    """(start, end, value, whether it is a percentage) of each number of a text, in order."""
    found = []
    for match in _NUMBER.finditer(text):
        value = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in match[0])
        value = (
            value.replace("\u066b", ".")
            .replace("\u066c", ",")
            .replace("\u00a0", ",")
            .replace("\u202f", ",")
            .replace("’", "'")
        )
        value = _plain(value)
        percent = bool(_PERCENT_AFTER.match(text[match.end() :]) or _PERCENT_BEFORE.search(text[: match.start()]))
        found.append((match.start(), match.end(), value, percent))
    return found


def _plain(value: str) -> str:
    """A number in ASCII digits without signs that group, and with a point before its decimals.

    The last sign groups if no other sign comes before it and exactly three digits follow: 1,000 and 1.000.000, and
    in India 1,00,000.
    """
    *groups, last = regex.split(r"[,.']", value)
    signs = regex.findall(r"[,.']", value)
    if not groups:
        return value
    if len(set(signs)) == 1 and len(last) == 3 and not value.startswith("0") and len(groups[0]) < 4:
        return "".join([*groups, last])
    if len(set(signs[:-1])) == 1 and signs[-1] not in signs[:-1]:
        return f"{''.join(groups)}.{last}"
    return ".".join([*groups, last])
