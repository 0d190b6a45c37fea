"""A sheet of rows for a translator who uses neither Git nor a terminal: what goes out, and what may come back in.

A row is a segment of the source and its translation as it stands; a part is a unit (unit.py) with its rows.
`sheet_docx.py`, `sheet_xliff.py` and `sheet_po.py` write a sheet as a file and read it back. Nothing here touches a disk.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from scripts.content.contact import SLOT
from scripts.content.page import parse_page
from scripts.content.segment import DESCRIPTION, TITLE, images_of, links_of, one_line, without_links
from scripts.content.unit import SAFETY, Unit, page_units
from scripts.errors import GuideError
from scripts.finding import Finding, Severity, short

FORM = "1"  # of the files; one of another form is refused
KINDS = {
    "title": "page title", "description": "page description", "heading": "heading", "paragraph": "paragraph",
    "list-item": "list item", "box-title": "title of a box", "cell": "table cell", "words": "interface words",
}  # fmt: skip
_HEADS = (TITLE, DESCRIPTION, "heading")  # what stands in a section that is still to be written


@dataclass(frozen=True)
class Row:
    """A segment. `was` is what the source said here when it was last translated, if that is known and different.

    `open` says, in a file that came back, that the row is marked as not finished. `line` is its place in that file.
    """

    number: int
    original: str
    translation: str
    kind: str = ""
    box: str = ""
    notes: tuple[str, ...] = ()
    was: str = ""
    open: bool = False
    line: int = 0

    @property
    def is_safety(self) -> bool:
        return self.box in SAFETY


@dataclass(frozen=True)
class Part:
    """A unit with its rows. `source` is the fingerprint of the source's text, `base` the digest of the translation
    that went out. `state` says in English how it stands; `right` that whoever sent it back says that it is right."""

    address: str
    source: str
    base: str
    rows: tuple[Row, ...]
    title: str = ""
    path: tuple[str, ...] = ()
    state: str = ""
    open: bool = False
    right: bool = False
    line: int = 0


@dataclass(frozen=True)
class Sheet:
    """All rows of a file, from one language to another (BCP 47 tags). `count` is how many rows went out."""

    source: str
    target: str
    parts: tuple[Part, ...]
    count: int = 0
    names: tuple[str, str] = ("", "")
    direction: str = "ltr"


def row_id(address: str, number: int) -> str:
    """How a row is called in every file: `page#section/n`."""
    return f"{address}/{number}"


_WORD = re.compile(r"\w")
_ROW_ID = re.compile(r"(.+#.+)/(\d+)")


def parse_row_id(text: str) -> tuple[str, int] | None:
    """The address and number of a row's name; None for what is none."""
    match = _ROW_ID.fullmatch(text.strip())
    return (match[1], int(match[2])) if match else None


def digest(words: Collection[str]) -> str:
    """What stands for the words of a part, by which a file shows whether it has changed them: 12 hexadecimal digits."""
    said = "\0".join(_same(text) for text in words)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _same(text: str) -> str:
    """A text as it is compared: word processors may write a letter with its accent in one sign or in two."""
    return one_line(unicodedata.normalize("NFC", text))


@dataclass(frozen=True)
class Work:
    """A unit of the source and its translation as it stands. `words` has the words of each row by its number, "" where
    there are none. Where the translation has other parts than the source (`fits` is False) or is a skeleton, the
    unit can only be written as a whole."""

    source: Unit
    own: Unit | None
    words: Mapping[int, str]
    fits: bool
    path: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        return digest(self.words.values())

    @property
    def original(self) -> dict[int, str]:
        return {number: self.source.segments[number - 1].text for number in self.words}


def page_works(name: str, source: str, own: str, paths: tuple[str, str], *, is_own: bool = True) -> dict[str, Work]:
    """The units of a page that have text in the source, by address, with their translation in `own` ("" for none).

    `paths` are those of the two files. `is_own` is False for a page that is a skeleton or a copy of the source's.
    """
    _check_ids(source, name, paths[0])
    unwritten, skeletons = _to_be_written(source, name, paths[0]), _to_be_written(own, name, paths[1])
    units = page_units(name, own, paths[1])
    found, path = {}, []
    for address, unit in page_units(name, source, paths[0]).items():
        id = address.removeprefix(f"{name}#")
        for segment in unit.segments:
            if segment.kind == "heading":
                level = int(segment.shape[3])
                path = [*(head for head in path if head[0] < level), (level, segment.plain)]
        if id not in unwritten:
            heads = tuple(text for _, text in path)
            found[address] = _work(unit, units.get(address), is_own and id not in skeletons, id in skeletons, heads)
    return found


def _check_ids(source: str, name: str, path: str) -> None:
    """Refuse a page of the source whose sections have no ids of their own: they could not be told apart."""
    seen: set[str] = set()
    for section in parse_page(source, path, "", name).sections:
        if not section.id or section.id in seen:
            what = f"two sections have the id '{section.id}'." if section.id else "a section has no id."
            raise GuideError(
                what, place=f"{path}:{section.line}", hint="give it one, such as ## Signs {#signs}, and export again."
            )
        seen.add(section.id)


def _to_be_written(text: str, name: str, path: str) -> set[str]:
    page = parse_page(text.replace("\r\n", "\n"), path, "", name)
    return {section.id for section in page.sections if section.to_be_written}


def _work(source: Unit, own: Unit | None, is_own: bool, is_skeleton: bool, path: tuple[str, ...]) -> Work:
    """The rows of a unit. In a skeleton or a copy, what is as in the source is no translation."""
    words = dict.fromkeys(range(1, len(source.segments) + 1), "")
    ours = own.segments if own else ()
    shapes = [segment.shape for segment in source.segments], [segment.shape for segment in ours]
    for at, there, size in SequenceMatcher(None, *shapes, autojunk=False).get_matching_blocks():
        for step in range(size):
            segment, like = ours[there + step], source.segments[at + step]
            if is_own or (segment.text != like.text and (not is_skeleton or segment.kind in _HEADS)):
                words[at + step + 1] = segment.text
    words = {number: text for number, text in words.items() if source.segments[number - 1].text}
    return Work(source, own, words, is_own and shapes[0] == shapes[1], path)


def interface_work(source: Unit, own: Unit) -> Work:
    """A group of interface words, which may be translated word by word."""
    there = {segment.shape: segment.text for segment in own.segments}
    words = {number: there.get(segment.shape, "") for number, segment in enumerate(source.segments, 1)}
    return Work(source, own, words, True)


def earlier(work: Work, said: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """What the source said before, by row, where it was put in other words; and what it does not say any more."""
    now = [segment.plain for segment in work.source.segments]
    was, gone = {}, []
    for what, a, b, c, d in SequenceMatcher(None, said, now, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c:
            was |= {c + step + 1: said[a + step] for step in range(b - a)}
        elif what in ("replace", "delete"):
            gone += said[a:b]
    return {number: text for number, text in was.items() if number in work.words}, [text for text in gone if text]


@dataclass(frozen=True)
class Change:
    """What a file says of one unit. `words` are those of all its rows, `changed` the numbers of those that are other
    than in the translation as it stands. `right` and `open` as in Part and Row."""

    work: Work
    words: Mapping[int, str]
    changed: tuple[int, ...]
    right: bool
    open: bool
    lines: Mapping[int, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.work.source.address

    @property
    def is_complete(self) -> bool:
        return all(self.words.values())

    @property
    def is_written(self) -> bool:
        """Whether it can be written: word by word where the translation has the same parts, else as a whole."""
        return bool(self.changed) and (self.work.fits or self.is_complete)

    @property
    def amiss(self) -> list[tuple[int, str]]:
        """(row, what) where slots or links are others than in the source, in rows that have words."""
        there = ((number, differing_marks(self.work.original[number], text)) for number, text in self.words.items())
        return [(number, what) for number, what in there if self.words[number] and what]


class Comparison:
    """A file that came back, against the guide as it is now: its changes, and what is refused."""

    def __init__(self, sheet: Sheet, works: Mapping[str, Work], path: str, memory: Mapping[str, Sequence[str]]) -> None:
        self.path = path
        self.language = sheet.target
        self.refused: list[Finding] = []
        self.changes: list[Change] = []
        for part in sheet.parts:
            work = works.get(part.address)
            if work is None:
                self._unknown(part, works)
            elif part.source != work.source.fingerprint:
                self._other_state(part, work, memory)
            elif self._has_all_rows(part, work):
                self._compare(part, work)
        found = sum(len(part.rows) for part in sheet.parts)
        if found != sheet.count and not self.refused:
            what = f"{sheet.count} rows went out and {found} came back."
            self._refuse("missing-row", "", 1, what, "put back the rows that are missing, or export again.")

    def _refuse(self, rule: str, address: str, line: int, message: str, hint: str) -> None:
        address = (parse_row_id(address) or (address,))[0]
        self.refused.append(Finding(self.path, line or 1, rule, Severity.ERROR, message, hint, address, self.language))

    def _unknown(self, part: Part, works: Mapping[str, Work]) -> None:
        page = part.address.split("#")[0]
        there = any(address.startswith(f"{page}#") for address in works)
        what = f"the guide has no unit {part.address}" + (" any more, or no text in it." if there else ".")
        self._refuse("unknown-unit", part.address, part.line, what, "export again, and copy what still holds.")

    def _other_state(self, part: Part, work: Work, memory: Mapping[str, Sequence[str]]) -> None:
        then = memory.get(part.source) or [row.original for row in part.rows]
        was, gone = earlier(work, then)
        new = [text for text in work.source.says if text not in then and text not in was]
        changes = [f"“{short(text)}” became “{short(work.source.says[number - 1])}”" for number, text in was.items()]
        changes += [f"“{short(text)}” is gone" for text in gone]
        changes += [f"“{short(text)}” is new" for text in new if not was]
        what = f": {'; '.join(changes[:3])}" if changes else ""
        self._refuse(
            "other-source-state", part.address, part.line,
            f"{part.address} belongs to another source state (then {part.source}, now {work.source.fingerprint}){what}.",
            "export again, and copy what still holds into the new file.",
        )  # fmt: skip

    def _has_all_rows(self, part: Part, work: Work) -> bool:
        before = len(self.refused)
        numbers = Counter(row.number for row in part.rows)
        for number in work.words:
            if number not in numbers:
                name = row_id(part.address, number)
                self._refuse(
                    "missing-row", name, part.line, f"the row {name} is missing.", "put it back, or export again."
                )
        for row in part.rows:
            name = row_id(part.address, row.number)
            if row.number not in work.words or numbers[row.number] > 1:
                what = "stands twice" if row.number in work.words else "was not in the file that went out"
                self._refuse("added-row", name, row.line, f"the row {name} {what}.", "take it out, and import again.")
            elif _same(row.original) != _same(now := work.original[row.number]):
                self._refuse(
                    "changed-original", name, row.line,
                    f"{name}: the original reads “{short(row.original)}” in the file and “{short(now)}” in the guide.",
                    "only the translation may be changed. Put the original back, or export again.",
                )  # fmt: skip
        return len(self.refused) == before

    def _compare(self, part: Part, work: Work) -> None:
        rows = {row.number: row for row in part.rows}
        words = {number: one_line(rows[number].translation) for number in work.words}
        changed = tuple(number for number in words if _same(words[number]) != _same(work.words[number]))
        if changed and digest(words.values()) == part.base:
            return  # the file has not changed it; the guide has, since it went out
        if changed and work.base != part.base:
            self._refuse(
                "changed-meanwhile", part.address, part.line,
                f"{part.address}: the translation was changed in the guide too since this file went out. "
                f"The guide says “{short(work.words[changed[0]])}”, the file “{short(words[changed[0]])}”.",
                "export again, and put your changes into the new file.",
            )  # fmt: skip
            return
        for number in changed:
            self._check(row_id(part.address, number), rows[number], words[number], work.words[number])
        words |= {number: text for number, text in work.words.items() if number not in changed}
        lines = {number: row.line for number, row in rows.items()}
        self.changes.append(Change(work, words, changed, part.right, any(row.open for row in part.rows), lines))

    def _check(self, name: str, row: Row, words: str, before: str) -> None:
        """Refuse what one row with changed words may not say."""
        if not words:
            self._refuse(
                "emptied", name, row.line, f"{name}: the translation was “{short(before)}” and is empty.",
                "write it again; a part that the original has cannot be left out.",
            )  # fmt: skip
        elif not _WORD.search(words) and _WORD.search(row.original):
            self._refuse(
                "emptied", name, row.line, f"{name}: the translation is “{words}”, which holds no word.",
                "translate the row, or leave it empty for now.",
            )  # fmt: skip
        elif signs := hidden_signs(words):
            self._refuse(
                "hidden-sign", name, row.line, f"{name}: the translation holds {', '.join(signs)}, which nobody sees.",
                "delete the sign; to keep a foreign name together use U+2068 before and U+2069 after it.",
            )  # fmt: skip
        elif what := differing_marks(row.original, words):
            self._refuse(
                "other-marks", name, row.line, f"{name}: the translation {what}. The original is “{row.original}”.",
                "copy slots {{…}}, link targets (…) and tags as they stand in the original.",
            )  # fmt: skip


# Marks that turn the direction of what follows, past the end of the text: no honest text needs one (isolates do it).
_TURNING = {
    "\u202a": "LEFT-TO-RIGHT EMBEDDING", "\u202b": "RIGHT-TO-LEFT EMBEDDING", "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE", "\u202e": "RIGHT-TO-LEFT OVERRIDE",
}  # fmt: skip


def hidden_signs(text: str) -> list[str]:
    """The signs of a text that turn its direction, or are none at all (control codes), by code and name."""
    found = sorted({sign for sign in text if sign in _TURNING or unicodedata.category(sign) == "Cc" or _is_none(sign)})
    return [f"U+{ord(sign):04X} {_TURNING.get(sign, 'CONTROL CODE')}" for sign in found]


def _is_none(sign: str) -> bool:
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF or "\ud800" <= sign <= "\udfff"


# What a translation must take over as it stands, besides slots and targets: tags, attributes, words in braces,
# footnotes, and what would make another block of a text that begins with it.
_TAKEN_OVER = re.compile(
    r"^>|^\[TOC\]$|^\*\[[^\]]*\]:|^\[[^\]]*\]:|<[A-Za-z/!?][^<>]*>?|\{[:#.][^{}]*\}|\{\w+\}|\{\{|\}\}"
    r"|\]\(|\]\s?\[|\[\^[^\]]*\]"
)
_HALVES = {"{{": "half a slot", "}}": "half a slot", "](": "half a link"}


def marks_of(text: str) -> Counter[str]:
    """Slots, link and image targets, tags and attributes of a text, as messages name them."""
    marks = Counter(f"{{{{{name}}}}}" for name in SLOT.findall(text))
    text, before = SLOT.sub("", text), ""
    while text != before:  # an image may stand in a link
        marks.update(f"a link to {target}" for _, target in links_of(text))
        marks.update(f"an image {target}" for target in images_of(text))
        before, text = text, without_links(text)
    marks.update(_HALVES.get(mark, mark) for mark in _TAKEN_OVER.findall(text))
    return marks


def differing_marks(original: str, translation: str) -> str:
    """What a translation lacks of the marks of its original, or has besides; "" if nothing."""
    wanted, found = marks_of(original), marks_of(translation)
    lacks, extra = (wanted - found).elements(), (found - wanted).elements()
    said = [f"lacks {mark}" for mark in lacks] + [f"has {mark}, which the original has not" for mark in extra]
    return " and ".join(said)


def unfinished(changes: Collection[Change], path: str, tag: str) -> Iterator[Finding]:
    """A notice for each part whose words cannot be written yet, because some of its rows have none."""
    for change in changes:
        if change.changed and not change.is_written:
            empty = [number for number, text in change.words.items() if not text]
            rows = f"{len(change.words) - len(empty)} of {len(change.words)} rows"
            yield Finding(
                path, change.lines.get(empty[0]) or 1, "unfinished", Severity.NOTICE,
                f"{change.address}: {rows} are translated; it is not written until all are.",
                f"fill in {row_id(change.address, empty[0])} and the others, and import the file again.",
                change.address, tag,
            )  # fmt: skip
