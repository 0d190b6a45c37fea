"""`guide sign`: write down that a named person says that a text says what it should."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as calendar
from pathlib import Path

import click

from scripts.checks.parity.progress import Progress, progress_of
from scripts.commands.clock import day, today
from scripts.commands.units import named_units, readable, write_ledger
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.ledger import SignOff, Standing
from scripts.content.ledger import sign as entry_signed
from scripts.content.roster import ROSTER, Person, is_placeholder, is_program, read_roster, translated_by
from scripts.errors import GuideError


def sign(
    root: Path,
    names: Sequence[str],
    *,
    tag: str,
    role: str,
    by: str,
    date: str | None = None,
    review: str | None = None,
) -> int:
    """Sign units in a role, as somebody of the roster, to be read again by the day `review`, else in three years.

    Raises GuideError for somebody who may not sign here at all. A unit that cannot be signed is told, and the others are
    signed; returns 1 then.
    """
    on = day(date) if date else today()
    again = _later(review, on) if review else ""
    guide = read_guide(root, keep_faults=True)
    language = readable(guide, tag)
    person = _person(guide, language, role, by)
    chosen = named_units(names, progress_of(guide, language), guide)
    entries, signed, refused, kept = dict(guide.ledgers[tag]), 0, 0, 0
    for address, unit in chosen.items():
        if why := _obstacle(unit, person, language, guide, on):
            refused += 1
            click.echo(
                f"{(unit.own or unit.source).path}:{(unit.own or unit.source).line}: {address} is not signed: {why[0]}"
            )
            click.echo(f"    Next: {why[1]}")
            continue
        source = "" if language == guide.languages.source else unit.source.fingerprint
        sign_off = SignOff(role, person.id, on, source, unit.own.fingerprint, again)
        if _has(unit, sign_off):
            kept += 1
            continue
        entries[address] = entry_signed(unit.entry, unit.own, sign_off)
        signed += 1
    if signed:
        write_ledger(guide, tag, entries, {})
    told = [f"{person.name} has signed {signed} unit(s) of {tag} in the role {role}."]
    if kept:
        told.append(f"{kept} had that sign-off already.")
    if refused:
        told.append(f"{refused} could not be signed.")
    click.echo(" ".join(told))
    return 1 if refused else 0


def _person(guide: Guide, language: Language, role: str, by: str) -> Person:
    """Somebody of the roster who may sign in a role and language."""
    roster = read_roster(guide.root)
    if by not in roster:
        raise GuideError(
            f"'{by}' is nobody of {ROSTER}." if roster else f"there is no {ROSTER}, so nobody may sign.",
            hint=f"its people are: {', '.join(roster)}." if roster
            else f"make it: {by}: {{name: …, role: {role}, registration: …, conflicts: none, languages: [{language.tag}]}}",
        )  # fmt: skip
    person = roster[by]
    place = f"{ROSTER}:{person.at}"
    if is_placeholder(person.name) or is_program(person.name):
        what = "a program; it cannot answer for a text" if is_program(person.name) else "nobody who can be asked"
        raise GuideError(f"'{person.name}' names {what}.", place=place, hint="write the name of the person who signs.")
    if role not in person.roles:
        raise GuideError(
            f"{person.name} signs as {', '.join(sorted(person.roles))}, not as {role}.", place=place,
            hint="choose that role, or somebody else.",
        )  # fmt: skip
    if language.tag not in person.languages:
        raise GuideError(
            f"{person.name} signs in {', '.join(sorted(person.languages))}, not in {language.tag}.", place=place,
            hint=f"add {language.tag} to 'languages' if {person.name} reads it well enough to answer for it.",
        )  # fmt: skip
    if role == "clinical" and not person.registration:
        raise GuideError(
            f"{person.name} has no registration, and who signs as clinical needs one.", place=place,
            hint="write where readers can look it up: registration: \"the body and the number\".",
        )  # fmt: skip
    if role == "clinical" and not person.conflicts:
        raise GuideError(
            f"{person.name} states nothing of conflicts of interest, and who signs as clinical does.", place=place,
            hint="write what they state: conflicts: none, or which.",
        )  # fmt: skip
    return person


def _obstacle(unit: Progress, person: Person, language: Language, guide: Guide, on: str) -> tuple[str, str] | None:
    """Why a unit cannot be signed, and what to do; None if it can."""
    entry, tag = unit.entry, language.tag
    if entry and translated_by(person, entry.by):
        return (
            f"{person.name} translated it, and nobody signs their own work.",
            "ask somebody else to read and sign it.",
        )
    if language == guide.languages.source:
        return None
    if not unit.standing.is_fresh:
        into = f" into {tag}" if unit.standing is Standing.MISSING else ""
        return (
            f"{unit.standing.why}{into}.",
            f"guide lang diff {tag} {unit.address}; then: guide lang done {tag} {unit.address}",
        )
    if unit.differences:
        one = unit.differences[0]
        return f"{one.found}. [{one.rule}]", one.hint
    if not entry.by:
        return "the ledger does not say who translated it.", f'guide lang done {tag} {unit.address} --by "NAME"'
    if on < entry.date:
        return f"it was said to be done on {entry.date}, after {on}.", "give the day on which this text was read."
    return None


def _has(unit: Progress, sign_off: SignOff) -> bool:
    """Whether somebody has signed these very texts in this role already, and for as long."""
    now = (sign_off.role, sign_off.by, sign_off.source, sign_off.text)
    return any(
        (one.role, one.by, one.source, one.text) == now and one.due >= sign_off.due
        for one in (unit.entry.signed if unit.entry else ())
    )


def _later(text: str, signed: str) -> str:
    """A day after that of the signature. Raises GuideError for any other."""
    try:
        written = calendar.fromisoformat(text).isoformat()
    except ValueError:
        raise GuideError(f"'{text}' is no day.", hint="write it as 2026-11-26.") from None
    if written <= signed:
        raise GuideError(
            f"the text is signed on {signed} and was to be read again by {written}.", hint="give a later day."
        )
    return written
