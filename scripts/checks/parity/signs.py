"""No sign that misleads the eye or the machine: hidden ones, those that turn the direction of what follows, isolates
that are left open, and Latin names that fall apart in a text from right to left.

Bad: a left-to-right override, a zero width space, “5-FU” in Arabic without an isolate, which is shown as “FU-5”.
Good: joiners and isolates where a script needs them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from scripts.checks.parity import Difference, Vocabulary
from scripts.checks.parity.structure import named
from scripts.content.language import direction_of
from scripts.content.segment import Segment, without_links
from scripts.content.unit import Unit
from scripts.finding import Severity

# Isolates, joiners and the marks U+200E, U+200F and U+061C are in order, and so is a soft hyphen between letters.
_TURNS = regex.compile(r"[\u202a\u202b\u202c\u202d\u202e]")
_HIDDEN = regex.compile(
    r"[\u2060-\u2064\u180e\ufeff\u206a-\u206f\u115f\u1160\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]"
    r"|\u200b|(?<!\p{L})\u00ad|\u00ad(?!\p{L})"
)
_BREAKS_BETWEEN = frozenset({"th", "lo", "km", "my", "bo"})  # a zero width space ends a word in these
_OPENS = regex.compile(r"[\u2066\u2067\u2068]")
# Joiners mean something between letters of scripts that join, and in emoji; elsewhere nobody sees them.
_LONELY_JOINER = regex.compile(
    r"(?<![\p{L}\p{M}\p{So}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{So}\p{P}\s]|$)"
)
# Letters of one script within a word of another that look the same, such as a Cyrillic а in “pain”.
_MIXED = regex.compile(
    r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}|(?<=\p{Latin}\s)[аеорсхуіѕј](?=\s\p{Latin})|(?<=\p{Nd})[аеорсхуіѕј](?!\p{L})"
)
# What the bidirectional algorithm tears apart: digits and a sign before Latin letters, a sign after them, and Latin
# words on both sides of a bracket.
_TORN = regex.compile(
    r"(?<![\p{Latin}\p{Nd}\u2066-\u2068])(?:\p{Nd}+[-+/.,]\p{Latin}[\p{Latin}\p{Nd}]*|[+#]\p{Nd}[\p{Nd}\s()-]{4,}\p{Nd})"
    r"|\p{Latin}[\p{Latin}\p{Nd}]*[+#](?![\p{Latin}\p{Nd}])|\p{Latin}[\p{Latin}\p{Nd}]*\s?\([\p{Latin}\p{Nd}\s-]+\)"
)
_ISOLATED = regex.compile(r"[\u2066-\u2068][^\u2066-\u2069]*\u2069|<bdi[^>]*>.*?</bdi>|`[^`]*`|\{\{[^{}]*\}\}")


def differences(own: Unit, vocabulary: Vocabulary) -> Iterator[Difference]:
    """Signs in the texts of a unit of a translation."""
    leftward = direction_of(vocabulary.tag) == "rtl"
    for segment in own.segments:
        yield from _hidden(segment, vocabulary.tag)
        if leftward:
            yield from _torn(segment)


def _hidden(segment: Segment, tag: str) -> Iterator[Difference]:
    text = segment.text
    if text.isascii() and text.isprintable():
        return
    for pattern, what in (
        (_TURNS, "turns the direction of the text"),
        (_HIDDEN, "nobody sees"),
        (_LONELY_JOINER, "nobody sees"),
    ):
        for match in pattern.finditer(text):
            if match[0][0] == "\u200b" and tag.split("-")[0] in _BREAKS_BETWEEN:
                continue
            sign = next(c for c in match[0] if not c.isspace())
            name = unicodedata.name(sign, "a control character")
            yield Difference(
                "hidden-sign", segment.line,
                f"{named(segment)} holds a sign that {what}: {name} (U+{ord(sign):04X}), after “{text[max(0, match.start() - 15) : match.start()]}”",
                "take it out; to set Latin names apart use an isolate (U+2066 to U+2069).", segment.box,
            )  # fmt: skip
            break
    if match := _MIXED.search(text):
        word = next(word for word in text.split() if match[0] in word)
        yield Difference(
            "mixed-letters", segment.line,
            f"{named(segment)} has letters of two scripts in one word, “{word}”: "
            f"{' and '.join(unicodedata.name(sign, '?') for sign in match[0])}",
            "write the word in one script.", segment.box,
        )  # fmt: skip
    if len(_OPENS.findall(text)) != text.count("\u2069"):
        yield Difference(
            "unbalanced-isolate", segment.line,
            f"{named(segment)} opens {len(_OPENS.findall(text))} direction isolates and closes {text.count(chr(0x2069))}",
            "close each U+2066, U+2067 or U+2068 with U+2069.", segment.box,
        )  # fmt: skip


def _torn(segment: Segment) -> Iterator[Difference]:
    if match := _TORN.search(_ISOLATED.sub(" ", without_links(segment.text))):
        yield Difference(
            "latin-not-isolated", segment.line,
            f"{named(segment)} has “{match[0]}”, which readers see torn apart in a text from right to left",
            "put U+2068 before it and U+2069 after it, or <bdi>…</bdi>.", segment.box, Severity.WARNING,
        )  # fmt: skip
