"""How the sign-offs of a unit stand on a day: which roles have signed what it says now, and by when it is to be read again."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from scripts.content.ledger import ROLES, Entry
from scripts.content.unit import Unit


class State(enum.StrEnum):
    """How a role stands to a unit, the most pressing first."""

    STALE = "stale"  # it signed other words: the original or the translation has changed since
    EXPIRED = "expired"  # the day by which it was to read again has passed
    UNSIGNED = "unsigned"  # it has signed nothing
    EXPIRING = "expiring"  # that day is near
    HOLDS = "holds"


@dataclass(frozen=True)
class Review:
    """How a role stands to a unit: who signed when, and by when it is to be read again; "" for what is not so."""

    role: str
    state: State
    by: str = ""
    date: str = ""
    due: str = ""


def roles_of(is_source: bool) -> tuple[str, ...]:
    """The roles that sign in a language: the source's own text needs nobody to say that it is in its language."""
    return ("clinical",) if is_source else ROLES


def reviews_of(source: Unit, own: Unit, entry: Entry | None, *, on: str, until: str = "") -> list[Review]:
    """How each role stands to a unit on a day. `own` is `source` itself in the source language; what is to be read again
    by the day `until` is expiring."""
    is_source = own is source
    now = ("" if is_source else source.fingerprint, own.fingerprint)
    signed = entry.signed if entry else ()
    found = []
    for role in roles_of(is_source):
        mine = [one for one in signed if one.role == role]
        valid = [one for one in mine if (one.source, one.text) == now and (is_source or entry.source == now[0])]
        if valid:
            last = max(valid, key=lambda one: one.due)
            state = State.EXPIRED if last.due < on else State.EXPIRING if last.due <= until else State.HOLDS
            found.append(Review(role, state, last.by, last.date, last.due))
        elif mine:
            last = max(mine, key=lambda one: one.date)
            found.append(Review(role, State.STALE, last.by, last.date, last.due))
        else:
            found.append(Review(role, State.UNSIGNED))
    return found
