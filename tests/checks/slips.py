"""Slips of a translator, made on purpose: each takes the Markdown of a translated page and gives it with one slip.

`SLIPS` says by kind how it is made; slips.yml holds the words it needs, and how many there are. A slip is made in one
unit, at one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from scripts.content.contact import SLOT
from scripts.content.segment import Segment
from scripts.content.unit import Unit

DATA = Path(__file__).parent / "slips.yml"


@cache
def data() -> dict:
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Place:
    """Where a slip is made: the page's Markdown, the unit, and the unit that it translates."""

    page: str
    own: Unit
    source: Unit

    def put(self, start: int, end: int, text: str) -> str:
        return self.page[:start] + text + self.page[end:]

    def say(self, segment: Segment, text: str) -> str:
        """The page with another text for a segment."""
        written = '"' + text.replace('"', '\\"') + '"' if segment.kind in ("title", "description") else text
        return self.put(segment.start, segment.end, written)

    def raw(self, segment: Segment) -> str:
        return self.page[segment.start : segment.end]

    def block(self, segment: Segment) -> tuple[int, int]:
        """The lines that a segment stands in."""
        start = self.page.rfind("\n", 0, segment.start) + 1
        end = self.page.find("\n", segment.end)
        return start, (end + 1 if end >= 0 else len(self.page))

    def pairs(self) -> Iterator[tuple[Segment, Segment]]:
        return zip(self.source.segments, self.own.segments, strict=True)


Slip = Callable[[Place], Iterator[str]]


def words(table: str) -> Slip:
    """Each word of a table of slips.yml in place of another: `{word: other}`, or `{word: [other, English word]}` for what
    counts only where the original has that word."""

    def change(place: Place) -> Iterator[str]:
        exchanges = {word.lower(): other for word, other in data()[table].items()}
        pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, exchanges), key=len, reverse=True))})(?!\w)", re.I
        )
        for theirs, segment in place.pairs():
            for match in pattern.finditer(text := place.raw(segment)):
                other = exchanges[match[0].lower()]
                other, original = other if isinstance(other, list) else (other, "")
                if not _in_code(text, match.start()) and re.search(rf"\b{original}", theirs.plain):
                    yield (
                        place.say(segment, text[: match.start()] + other + text[match.end() :])
                        if (segment.kind not in ("title", "description"))
                        else place.say(segment, segment.text.replace(match[0], other, 1))
                    )

    return change


def figures(change: Callable[[str], str], unless: str = r"(?!)") -> Slip:
    """Each figure of a text, changed; but not where something follows."""

    def slip(place: Place) -> Iterator[str]:
        for segment in place.own.segments:
            for match in re.finditer(r"\d+(?:[.,]\d+)*", text := place.raw(segment)):
                new = change(match[0])
                if re.match(unless, text[match.end() :]):
                    continue
                if new != match[0] and not _in_code(text, match.start()):
                    yield place.put(segment.start + match.start(), segment.start + match.end(), new)

    return slip


def _in_code(text: str, at: int) -> bool:
    """Whether a place is within a link's target, a slot or an attribute."""
    return any(m.start() <= at < m.end() for m in re.finditer(r"\]\([^)]*\)|\{\{[^}]*\}\}|\{:[^}]*\}", text))


def each(change: Callable[[Place, Segment, Segment], str | None], *kinds: str) -> Slip:
    """Each segment of some kinds, changed."""

    def slip(place: Place) -> Iterator[str]:
        for theirs, mine in place.pairs():
            if (not kinds or mine.kind in kinds) and (page := change(place, theirs, mine)) not in (None, place.page):
                yield page

    return slip


def texts(change: Callable[[str, Segment], str | None], *kinds: str) -> Slip:
    """The text of each segment of some kinds, changed."""

    def slip(place: Place) -> Iterator[str]:
        for theirs, mine in place.pairs():
            if not kinds or mine.kind in kinds:
                new = change(mine.text, theirs)
                if new is not None and new != mine.text:
                    yield place.say(mine, new)

    return slip


def _raised(figure: str) -> str:
    return figure[:-1] + str((int(figure[-1]) + 1) % 10)


def _thousandfold(figure: str) -> str:
    if re.search("[.,]", figure):
        return figure.replace(".", "").replace(",", "")
    if figure == "0":
        return figure  # a thousand times nothing
    return f"{figure[:-1]},{figure[-1]}" if len(figure) > 1 else f"{figure}.000"


def _reversed_ranges(place: Place) -> Iterator[str]:
    for segment in place.own.segments:
        text = place.raw(segment)
        for match in re.finditer(r"(\d+)( ?[-–] ?| a | y )(\d+)", text):
            new = f"{match[3]}{match[2]}{match[1]}"
            yield place.put(segment.start + match.start(), segment.start + match.end(), new)


def _dropped(place: Place, theirs: Segment, mine: Segment) -> str | None:
    start, end = place.block(mine)
    return place.put(start, end, "")


def _swapped(*kinds: str) -> Slip:
    """Two neighbours of a kind, each in the other's place."""

    def slip(place: Place) -> Iterator[str]:
        found = [mine for _, mine in place.pairs() if mine.kind in kinds]
        for one, other in pairwise(found):
            if one.shape[:4] == other.shape[:4] and one.text != other.text and one.kind != "cell":
                first, second = place.raw(one), place.raw(other)
                yield (
                    place.page[: one.start]
                    + second
                    + place.page[one.end : other.start]
                    + first
                    + place.page[other.end :]
                )

    return slip


def _rows_swapped(place: Place) -> Iterator[str]:
    rows: dict[int, list[Segment]] = {}
    for _, mine in place.pairs():
        if mine.kind == "cell" and int(mine.shape[3]) > 0:
            rows.setdefault(mine.line, []).append(mine)
    for one, other in pairwise(rows.values()):
        first, second = place.block(one[0]), place.block(other[0])
        yield place.page[: first[0]] + place.page[slice(*second)] + place.page[slice(*first)] + place.page[second[1] :]


def _cells_swapped(place: Place) -> Iterator[str]:
    cells = [
        mine for _, mine in place.pairs() if mine.kind == "cell" and int(mine.shape[3]) > 0 and mine.shape[4] != "0"
    ]
    for one in cells:
        other = next((c for c in cells if c.shape[4] == one.shape[4] and c.start > one.start), None)
        if other and other.text != one.text:
            first, second = place.raw(one), place.raw(other)
            yield place.page[: one.start] + second + place.page[one.end : other.start] + first + place.page[other.end :]


def _column_dropped(place: Place) -> Iterator[str]:
    cells = [mine for _, mine in place.pairs() if mine.kind == "cell"]
    if not cells:
        return
    lines = {cell.line for cell in cells}
    text = place.page.split("\n")
    for number in range(min(lines) - 1, max(lines)):
        text[number] = re.sub(r"\|[^|]*\|\s*$", "|", text[number])
    yield "\n".join(text)


def _boxes(change: Callable[[re.Match[str]], str], kinds: str = "danger|warning") -> Slip:
    """The opening line of each box of some kinds, changed."""

    def slip(place: Place) -> Iterator[str]:
        seen = set()
        for segment in place.own.segments:
            if segment.box_id in seen or not re.fullmatch(kinds, segment.box):
                continue
            seen.add(segment.box_id)
            opening = re.compile(rf"^!!! ({segment.box}) ({segment.box_id})(.*)$", re.MULTILINE)
            yield opening.sub(change, place.page, count=1)

    return slip


def _box_lost(place: Place) -> Iterator[str]:
    for opening in re.finditer(r"^!!! \w+ (box-[\w-]+).*\n(?:[ ]{4}.*\n?|\n)*", place.page, re.MULTILINE):
        if opening[1] in {segment.box_id for segment in place.own.segments}:
            yield place.put(opening.start(), opening.end(), "")


def _box_unwrapped(place: Place) -> Iterator[str]:
    for opening in re.finditer(r"^!!! \w+ (box-[\w-]+).*\n((?:[ ]{4}.*\n?|\n)*)", place.page, re.MULTILINE):
        if opening[1] in {segment.box_id for segment in place.own.segments}:
            yield place.put(opening.start(), opening.end(), re.sub(r"^ {4}", "", opening[2], flags=re.MULTILINE))


def _links(change: Callable[[re.Match[str]], str]) -> Slip:
    def slip(place: Place) -> Iterator[str]:
        for segment in place.own.segments:
            for match in re.finditer(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)", place.raw(segment)):
                yield place.put(segment.start + match.start(), segment.start + match.end(), change(match))

    return slip


def _exchanged(pattern: re.Pattern[str], group: int) -> Slip:
    """Two links' targets, or two slots, of a text exchanged."""

    def slip(place: Place) -> Iterator[str]:
        for segment in place.own.segments:
            found = list(pattern.finditer(place.raw(segment)))
            for one, other in pairwise(found):
                if one[group] != other[group]:
                    text = place.raw(segment)
                    a, b = one.span(group), other.span(group)
                    new = text[: a[0]] + other[group] + text[a[1] : b[0]] + one[group] + text[b[1] :]
                    yield place.put(segment.start, segment.end, new)

    return slip


def _slots(new: str) -> Slip:
    def slip(place: Place) -> Iterator[str]:
        for segment in place.own.segments:
            for match in SLOT.finditer(place.raw(segment)):
                yield place.put(segment.start + match.start(), segment.start + match.end(), new)

    return slip


def _added_not(place: Place) -> Iterator[str]:
    """A “not” before a verb of a text that has none."""
    table = data()["added not"]
    negative = re.compile(rf"(?<![\w-])(?:{'|'.join(table['not'])})(?!\w)", re.I)
    verbs = re.compile(rf"(?<![\w-])(?:{'|'.join(table['before'])})(?!\w)", re.I)
    for mine in place.own.segments:
        if not negative.search(mine.plain) and (match := verbs.search(place.raw(mine))):
            yield place.put(mine.start + match.start(), mine.start + match.start(), table["word"] + " ")


def _half(text: str, theirs: Segment) -> str | None:
    """The second half of a text as the original has it."""
    mine, other = text.split(), theirs.text.split()
    if len(other) < 8 or "](" in text or "{{" in text:
        return None
    return " ".join(mine[: len(mine) // 2] + other[len(other) // 2 :])


def _whole(text: str, theirs: Segment) -> str | None:
    return None if re.search(r"^\W*[A-Z]\w*\W*$", theirs.text) and len(theirs.text.split()) < 2 else theirs.text


def _cut(text: str, theirs: Segment) -> str | None:
    parts = text.split()
    return " ".join(parts[: len(parts) // 2]) if len(parts) >= 8 and "](" not in text and "{{" not in text else None


def _split_item(place: Place, theirs: Segment, mine: Segment) -> str | None:
    text = place.raw(mine)
    at = text.find(" ", len(text) // 2)
    start, _ = place.block(mine)
    before = place.page[start : mine.start]
    return place.put(mine.start, mine.end, f"{text[:at]}.\n{before}{text[at + 1 :].capitalize()}") if at > 0 else None


def _merged(place: Place) -> Iterator[str]:
    found = [mine for _, mine in place.pairs() if mine.kind == "paragraph"]
    for one, other in pairwise(found):
        if place.page[one.end : other.start].strip(" ") == "\n\n":
            yield place.put(one.end, other.start, " ")


def _doubled_paragraph(place: Place, theirs: Segment, mine: Segment) -> str:
    start, end = place.block(mine)
    return place.put(end, end, "\n" + place.page[start:end])


def _level(place: Place, theirs: Segment, mine: Segment) -> str | None:
    start, _ = place.block(mine)
    return place.put(start, start, "#") if mine.shape[3] != "1" else None


def _renumbered(place: Place, theirs: Segment, mine: Segment) -> str | None:
    start, _ = place.block(mine)
    match = re.match(r"(\s*)(\d+)\.", place.page[start:])
    return place.put(start, start + match.end(), f"{match[1]}{int(match[2]) + 1}.") if match else None


def _id_translated(place: Place, theirs: Segment, mine: Segment) -> str | None:
    old = f"{{#{mine.section}}}"
    return place.page.replace(old, "{#seccion-traducida}", 1) if old in place.page and mine.shape[3] != "1" else None


def _signs(sign: str, close: str = "") -> Slip:
    def slip(text: str, theirs: Segment) -> str | None:
        at = text.find(" ")
        return f"{text[: at + 1]}{sign}{text[at + 1 :]}{close}" if at > 0 else None

    return texts(slip, "paragraph", "list-item", "box-title")


def _other_language(tag: str) -> Slip:
    def slip(text: str, theirs: Segment) -> str | None:
        found = data()["other languages"][tag]
        return found[len(text) % len(found)] if len(text) > 30 and "](" not in text and "{{" not in text else None

    return texts(slip, "paragraph", "list-item")


_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]*)\)")
# By kind, in the groups that the proof counts apart: of the first, every slip must be found.
EXACT: dict[str, Slip] = {
    "figure raised": figures(_raised),
    "figure dropped": figures(lambda figure: ""),
    "decimal sign moved": figures(_thousandfold),
    "percent sign added": figures(lambda figure: f"{figure} %", unless=r"\s*%"),
    "number word": words("number words"),
    "unit": words("units"),
    "percent sign dropped": words("percent"),
    "range reversed": _reversed_ranges,
    "item dropped": each(_dropped, "list-item"),
    "paragraph dropped": each(_dropped, "paragraph"),
    "items swapped": _swapped("list-item"),
    "paragraphs swapped": _swapped("paragraph"),
    "rows swapped": _rows_swapped,
    "cells swapped": _cells_swapped,
    "table row dropped": lambda place: (
        _dropped(place, a, b) for a, b in place.pairs() if b.kind == "cell" and b.shape[3:] == ("2", "0")
    ),
    "table column dropped": _column_dropped,
    "danger made note": _boxes(lambda m: f"!!! note {m[2]}{m[3]}"),
    "danger made warning": _boxes(lambda m: f"!!! warning {m[2]}{m[3]}", "danger"),
    "box id changed": _boxes(lambda m: f"!!! {m[1]} box-otra{m[3]}"),
    "box title dropped": _boxes(lambda m: f"!!! {m[1]} {m[2]}"),
    "box lost": _box_lost,
    "box unwrapped": _box_unwrapped,
    "link retargeted": _links(lambda m: f"[{m[1]}]({m[2]}x)"),
    "link to another section": _links(lambda m: f"[{m[1]}](get-help.md#otra)"),
    "link without words": _links(lambda m: f"[]({m[2]})"),
    "link lost": _links(lambda m: m[1]),
    "links exchanged": _exchanged(_LINK, 1),
    "slot lost": _slots("el número"),
    "slot changed": _slots("{{text_relay}}"),
    "slots exchanged": _exchanged(SLOT, 1),
    "item split": each(_split_item, "list-item"),
    "paragraphs merged": _merged,
    "paragraph twice": each(_doubled_paragraph, "paragraph"),
    "item twice": each(lambda p, a, b: p.put(p.block(b)[1], p.block(b)[1], p.page[slice(*p.block(b))]), "list-item"),
    "heading level": each(_level, "heading"),
    "id translated": each(_id_translated, "heading"),
    "list renumbered": each(_renumbered, "list-item"),
}  # fmt: skip
OTHER: dict[str, Slip] = {
    "not lost": words("lost not"),
    "not added": _added_not,
    "half left in English": texts(_half),
    "left in English": texts(_whole),
    "text in Portuguese": _other_language("pt"),
    "text in French": _other_language("fr"),
    "text in Italian": _other_language("it"),
    "text in Arabic": _other_language("ar"),
    "direction turned": _signs("\u202e", "\u202c"),
    "isolate left open": _signs("\u2067"),
    "hidden sign": _signs("\u200b"),
    "word joiner": _signs("\u2060"),
    "letter of another script": texts(lambda text, theirs: text.replace("a", "а", 1) if "a" in text else None, "paragraph", "list-item"),
    "cut in half": texts(_cut, "paragraph", "list-item"),
    "said twice": texts(lambda text, theirs: f"{text} {text}" if "{{" not in text and "](" not in text else None, "paragraph", "list-item"),
    "emptied": texts(lambda text, theirs: "", "cell"),
    "word to avoid": words("words to avoid"),
}  # fmt: skip
