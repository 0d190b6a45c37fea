"""Units of translation: sections, and in the same scheme what stands outside them.

`symptoms#red-flags` is a section; `symptoms#page` what stands before the first h2, with title and description;
`ui#menu` a group of interface words. A unit's fingerprint says what it says and in which shape: reflowing a line,
emphasis, filling a slot or retargeting a link changes nothing, and one digit, item or box changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.content.interface import Interface
from scripts.content.segment import Segment, segments

INTERFACE = "ui"  # the page part of the address of a group of interface words
SAFETY = ("danger", "warning")  # kinds of box that are safety content
# Interface words that are safety content too: every page shows them that has no danger box of its own.
_DANGER_WORDS = frozenset({"notices.danger", "notices.danger_action"})
TO_COME = "To be written."  # what a section says that is planned and not written


@dataclass(frozen=True)
class Unit:
    """One unit in one language. `line` is that of its first segment in the file `path`."""

    address: str
    path: str
    line: int
    segments: tuple[Segment, ...]

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of the SHA-256 of the shapes and plain texts of its segments."""
        digest = hashlib.sha256()
        for segment in self.segments:
            digest.update("\0".join((*segment.shape, segment.plain, "")).encode())
        return digest.hexdigest()[:12]

    @property
    def is_safety(self) -> bool:
        """Whether a box of danger or warning stands in it, or words of the interface that warn."""
        return any(segment.box in SAFETY for segment in self.segments)

    @property
    def says_something(self) -> bool:
        """Whether it has more than a heading: where the original is still to be written nothing can be translated."""
        return any(segment.kind != "heading" and segment.plain != TO_COME for segment in self.segments)

    @property
    def says(self) -> tuple[str, ...]:
        """The plain texts of its segments."""
        return tuple(segment.plain for segment in self.segments)


def page_units(name: str, text: str, path: str) -> dict[str, Unit]:
    """The units of a page's Markdown, by address, in order. A section without an id belongs to none."""
    found: dict[str, list[Segment]] = {}
    for segment in segments(text):
        if segment.section:
            found.setdefault(f"{name}#{segment.section}", []).append(segment)
    return {address: Unit(address, path, parts[0].line, tuple(parts)) for address, parts in found.items()}


def interface_units(interface: Interface) -> dict[str, Unit]:
    """The groups of a language's own interface words; a key that it lacks has no segment."""
    missing = set(interface.missing)
    return {
        f"{INTERFACE}#{group}": Unit(
            f"{INTERFACE}#{group}", interface.path, interface.line_of(group), tuple(_words(interface, group, missing))
        )
        for group in interface.words
    }


def _words(interface: Interface, group: str, missing: set[str]) -> Iterable[Segment]:
    for key, text in sorted(interface.words[group].items()):
        if text and f"{group}.{key}" not in missing:
            box = "danger" if f"{group}.{key}" in _DANGER_WORDS else ""
            line = interface.line_of(f"{group}.{key}")
            yield Segment("words", group, " ".join(text.split()), 0, 0, line, ("words", key), box)
