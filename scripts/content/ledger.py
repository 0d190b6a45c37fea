"""The ledger of a language: which source text each unit translates, by whom and how, and who signed it in which role.

docs/_data/ledger/<tag>.yml has a unit a line, and is written by `guide lang done`, `guide lang import` and `guide sign`
alone. docs/_data/memory.yml keeps what the source said under each fingerprint that a ledger names, so that a
translator sees what has changed in a download without history. The ledger of the source language holds sign-offs only.

A unit is fresh while the source still says what was translated, and its words are those that were said to be done.
Editing it is not saying so. A sign-off and a waiver hold for one text of the source and one of the translation: they
die with either.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scripts.content.data import Fields, flow, read_fields
from scripts.content.unit import Unit
from scripts.errors import GuideError

MEMORY = "docs/_data/memory.yml"
HOW = ("human", "machine", "machine-then-human")
ROLES = ("language", "clinical")
YEARS = 3  # a sign-off holds for so long, if it says nothing else


@dataclass(frozen=True)
class SignOff:
    """A named person's statement that a unit says what it should. `source` and `text` are the fingerprints it holds for;
    `review` is the day by which it is to be read again, where that is another than `YEARS` after it was signed."""

    role: str
    by: str
    date: str  # ISO 8601
    source: str
    text: str
    review: str = ""

    @property
    def due(self) -> str:
        """The day by which the text is to be read again."""
        if self.review:
            return self.review
        signed = date.fromisoformat(self.date)
        leap = (signed.month, signed.day) == (2, 29)
        return signed.replace(year=signed.year + YEARS, day=28 if leap else signed.day).isoformat()


@dataclass(frozen=True)
class Entry:
    """A unit that somebody said is done: the fingerprints of the source text it translates and of its own text."""

    address: str
    source: str
    text: str
    how: str = "human"
    by: tuple[str, ...] = ()
    date: str = ""
    signed: tuple[SignOff, ...] = ()
    waived: Mapping[str, str] = None  # type: ignore[assignment]  # rule → reason and name
    at: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "waived", dict(self.waived or {}))


class Standing(enum.StrEnum):
    """How a unit of a translation stands."""

    MISSING = "missing"  # it has no words of its own
    NEW = "new"  # it has words, and nobody has said which source text they translate
    STALE = "stale"  # the source says something else since
    EDITED = "edited"  # its words are others than those that were said to be done
    UNSIGNED = "unsigned"  # fresh, and a role that it needs has not signed
    SIGNED = "signed"  # fresh, and signed in each role

    @property
    def is_fresh(self) -> bool:
        return self in (Standing.UNSIGNED, Standing.SIGNED)

    @property
    def why(self) -> str:
        """Why a unit is not fresh, as messages say it; "" for one that is."""
        return _WHY.get(self, "")


_WHY = {
    Standing.MISSING: "it is not translated",
    Standing.NEW: "nobody has said which text of the original it translates",
    Standing.STALE: "the original has changed since it was translated",
    Standing.EDITED: "its words have changed since it was said to be done",
}


def standing(source: Unit, own: Unit | None, entry: Entry | None, roles: Iterable[str] = ROLES) -> Standing:
    """How a unit stands against the source's unit, by what its ledger says."""
    if own is None or not own.segments:
        return Standing.MISSING
    if entry is None or not entry.source:
        return Standing.NEW
    if entry.source != source.fingerprint:
        return Standing.STALE
    if entry.text != own.fingerprint:
        return Standing.EDITED
    signed = {s.role for s in entry.signed if (s.source, s.text) == (entry.source, entry.text)}
    return Standing.SIGNED if set(roles) <= signed else Standing.UNSIGNED


def source_standing(own: Unit, entry: Entry | None) -> Standing:
    """How a unit of the source language stands: signed, edited since it was signed, or unsigned. Its own clinicians
    sign it; nobody need sign that it is in its language."""
    if entry is None or not entry.signed:
        return Standing.UNSIGNED
    now = [one.role for one in entry.signed if one.text == own.fingerprint]
    return Standing.SIGNED if "clinical" in now else Standing.UNSIGNED if now else Standing.EDITED


def waivers(source: Unit, own: Unit | None, entry: Entry | None) -> Mapping[str, str]:
    """What was waived of a unit as both texts stand now, by rule."""
    if entry is None or own is None or (entry.source, entry.text) != (source.fingerprint, own.fingerprint):
        return {}
    return entry.waived


def ledger_path(tag: str) -> str:
    """Where the ledger of a language is, below the root."""
    return f"docs/_data/ledger/{tag}.yml"


_KEYS = ("source", "text", "how", "by", "date", "signed", "waived")
_BY_HAND = "do not edit the file; `guide lang done` and `guide sign` write it. Restore it, or take the entry out."


def read_ledger(root: Path, tag: str) -> dict[str, Entry]:
    """The entries of a language by address; none where there is no ledger.

    Raises GuideError, with file and line, for merge markers and for what was edited by hand into another form.
    """
    place = ledger_path(tag)
    if not (root / place).exists():
        return {}
    top = _fields(root / place, place)
    return {str(address): _entry(str(address), top) for address in top}


def _fields(path: Path, place: str) -> Fields:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if line.startswith(("<<<<<<< ", "=======", ">>>>>>> ")):
            raise GuideError(
                "a merge left its markers in the file.", place=f"{place}:{number}",
                hint="keep both sides' lines, each unit once, and take the markers out.",
            )  # fmt: skip
    return read_fields(path, place)


def _entry(address: str, top: Fields) -> Entry:
    what = f"the entry {address}"
    row = top.need(address, Fields, "the ledger").only(_KEYS, what)
    how = row.may("how", str, HOW[0], what)
    if how not in HOW:
        raise GuideError(f"'how' of {what} is '{how}'.", place=row.place("how"), hint=f"write one of {', '.join(HOW)}.")
    return Entry(
        address, row.may("source", str, "", what), row.need("text", str, what), how,
        tuple(str(name) for name in row.may("by", list, [], what)), row.may("date", str, "", what),
        tuple(_sign_off(one, what, row) for one in row.may("signed", list, [], what)),
        {str(rule): str(why) for rule, why in row.may("waived", Fields, {}, what).items()}, top.lines[address],
    )  # fmt: skip


def _sign_off(row: Fields, what: str, entry: Fields) -> SignOff:
    if not isinstance(row, Fields):
        raise GuideError(f"{what} has a sign-off that is none.", place=entry.place("signed"), hint=_BY_HAND)
    row.only(("role", "by", "date", "source", "text", "review"), f"a sign-off of {what}")
    role = row.need("role", str, what)
    if role not in ROLES:
        raise GuideError(f"'role' of a sign-off of {what} is '{role}'.", place=row.place("role"), hint=_BY_HAND)
    return SignOff(
        role, row.need("by", str, what), _day(row, "date", what), row.may("source", str, "", what),
        row.need("text", str, what), _day(row, "review", what) if "review" in row else "",
    )  # fmt: skip


def _day(row: Fields, key: str, what: str) -> str:
    written = row.need(key, str, what)
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise GuideError(
            f"'{key}' of a sign-off of {what} is '{written}', which is no day.", place=row.place(key), hint=_BY_HAND
        ) from None


_HEADER = """\
# Which source text each unit translates, by whom and how, and who signed it. Written by `guide lang done`, `guide lang
# import` and `guide sign`, one unit a line, and not by hand.

"""


def ledger_text(entries: Mapping[str, Entry]) -> str:
    """The file for some entries, in the order of their addresses, one a line."""
    lines = []
    for address in sorted(entries):
        entry = entries[address]
        row: dict = {"source": entry.source} if entry.source else {}
        row |= {"text": entry.text}
        row |= {"how": entry.how} if entry.source or entry.how != HOW[0] else {}
        row |= {"by": list(entry.by)} if entry.by else {}
        row |= {"date": entry.date} if entry.date else {}
        if entry.signed:
            row["signed"] = [
                {
                    key: value
                    for key in ("role", "by", "date", "source", "text", "review")
                    if (value := getattr(one, key))
                }
                for one in entry.signed
            ]
        row |= {"waived": dict(sorted(entry.waived.items()))} if entry.waived else {}
        lines.append(f"{flow(address)}: {flow(row)}\n")
    return _HEADER + "".join(lines)


def done(
    entry: Entry | None, source: Unit, own: Unit, *, how: str, by: Iterable[str], date: str,
    waived: Mapping[str, str] | None = None,
) -> Entry:  # fmt: skip
    """The entry of a unit whose words translate what the source says now, with what is waived of it. Sign-offs and
    waivers for other texts are gone."""
    kept = tuple(
        s for s in (entry.signed if entry else ()) if (s.source, s.text) == (source.fingerprint, own.fingerprint)
    )
    return Entry(
        own.address, source.fingerprint, own.fingerprint, how, tuple(by), date, kept,
        {**waivers(source, own, entry), **(waived or {})},
    )  # fmt: skip


def sign(entry: Entry | None, own: Unit, sign_off: SignOff) -> Entry:
    """The entry of a unit with one more sign-off, and without those for other texts. Without an entry it is a unit of
    the source language."""
    before = entry or Entry(own.address, "", own.fingerprint)
    now = (before.source, own.fingerprint)
    kept = [
        one
        for one in before.signed
        if (one.source, one.text) == now and (one.role, one.by) != (sign_off.role, sign_off.by)
    ]
    return replace(before, text=own.fingerprint, signed=(*kept, sign_off))


def read_memory(root: Path) -> dict[str, tuple[str, ...]]:
    """What the source said, by fingerprint: the plain texts of a unit's segments."""
    if not (root / MEMORY).exists():
        return {}
    top = _fields(root / MEMORY, MEMORY)
    return {str(key): tuple(str(text) for text in top.need(key, list, "the memory")) for key in top}


def memory_text(memory: Mapping[str, Iterable[str]]) -> str:
    """The file for a memory, one text of the source a line."""
    lines = [f"{flow(key)}: {flow(list(memory[key]))}\n" for key in sorted(memory)]
    return (
        "# What the source language said where a ledger says that it was translated: by fingerprint. Written by\n"
        "# `guide lang done`; `guide lang diff` shows what has changed since.\n\n" + "".join(lines)
    )
