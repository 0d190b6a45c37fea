"""`guide lang done`: say that a translation, as it is, says what its original says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from scripts.checks.parity import Difference, counts
from scripts.checks.parity.progress import Progress, progress_of
from scripts.commands.clock import today
from scripts.commands.units import named_units, translation, write_ledger
from scripts.content.guide import read_guide
from scripts.content.ledger import HOW, Entry
from scripts.content.ledger import done as entry_done
from scripts.content.roster import need_name
from scripts.content.unit import SAFETY
from scripts.errors import GuideError


@dataclass(frozen=True)
class Waiver:
    """Differences that are right: their rules, why, and who says so."""

    rules: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""

    @property
    def text(self) -> str:
        return f"{self.reason} ({self.by}, {today()})"


@dataclass
class _Outcome:
    entries: dict[str, Entry]
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, list[Difference]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


def done(
    root: Path,
    tag: str,
    names: Sequence[str],
    *,
    how: str | None = None,
    by: Sequence[str] = (),
    everything: bool = False,
    waive: Sequence[str] = (),
    reason: str = "",
) -> int:
    """Write into the ledger that units are done, and what the source says into the memory.

    A unit that differs from its original is refused; returns 1 then, and the others are written.
    """
    if bool(names) == everything:
        raise GuideError(
            "nothing was named." if not names else "both units and --all were named.",
            hint="name units, such as symptoms#red-flags, or pages; or --all.",
        )
    by = [need_name(name, "a translation", hint="give --by NAME; a program's name will do.") for name in by]
    waiver = _waiver(waive, reason, by)
    guide = read_guide(root, keep_faults=True)
    language = translation(guide, tag)
    known = progress_of(guide, language)
    chosen = known if everything else named_units(names, known, guide)
    found = _Outcome(dict(guide.ledgers[tag]))
    _check_waiver(waiver, chosen)
    for address, unit in chosen.items():
        if unit.own is None:
            found.missing.append(address)
        elif standing := [one for one in unit.differences if counts(one, waiver.rules)]:
            found.refused[address] = standing
        else:
            found.entries[address] = _entry(unit, how, by, waiver, tag)
            found.said[unit.source.fingerprint] = unit.source.says
            found.done.append(address)
    if any(found.entries.get(address) != guide.ledgers[tag].get(address) for address in found.done):
        write_ledger(guide, tag, found.entries, found.said)
    return _tell(found, chosen, tag, everything)


def _waiver(rules: Sequence[str], reason: str, by: Sequence[str]) -> Waiver:
    if not rules and not reason:
        return Waiver()
    if not rules or not reason.strip() or not by:
        lacks = "--waive RULE" if not rules else "--reason" if not reason.strip() else "--by NAME"
        raise GuideError(
            f"a waiver needs {lacks}.", hint='say which rule, why and who: --waive length --reason "…" --by NAME.'
        )
    return Waiver(tuple(rules), " ".join(reason.split()), ", ".join(by))


def _check_waiver(waiver: Waiver, chosen: Mapping[str, Progress]) -> None:
    """Refuse to waive what is not there, and what concerns danger and warning boxes."""
    found = [one for unit in chosen.values() for one in unit.differences]
    for rule in waiver.rules:
        waived = [one for one in found if one.rule == rule]
        if not waived:
            there = ", ".join(sorted({one.rule for one in found})) or "none"
            raise GuideError(f"no difference of the rule '{rule}' stands there.", hint=f"the rules that do: {there}.")
        if boxed := next((one for one in waived if one.in_box in SAFETY), None):
            raise GuideError(
                f"what concerns a {boxed.in_box} box cannot be waived: {boxed.found}.", hint=boxed.hint,
            )  # fmt: skip


def _entry(unit: Progress, how: str | None, by: Sequence[str], waiver: Waiver, tag: str) -> Entry:
    """The entry of a unit that is done. Whoever worked on it before worked on it still."""
    before = unit.entry
    names = dict.fromkeys([*(before.by if before else ()), *by])
    if not names:
        raise GuideError(
            f"the ledger does not say who translated {unit.address}, and nobody may sign what they translated.",
            hint='say it: --by "NAME", or for a program --how machine --by "its name".',
        )
    same = before and (before.source, before.text) == (unit.source.fingerprint, unit.own.fingerprint)
    if how is None:
        how = HOW[0] if before is None else before.how
        if before and not same and before.how == "machine" and before.text != unit.own.fingerprint:
            how = "machine-then-human"
    date = before.date if same and before.how == how and tuple(names) == before.by and not waiver.rules else today()
    waived = {rule: waiver.text for rule in waiver.rules if any(one.rule == rule for one in unit.differences)}
    return entry_done(before, unit.source, unit.own, how=how, by=names, date=date, waived=waived)


def _tell(found: _Outcome, chosen: Mapping[str, Progress], tag: str, everything: bool) -> int:
    for address, differences in found.refused.items():
        unit = chosen[address]
        for one in differences:
            click.echo(f"{unit.own.path}:{one.line}: {address} is not done: {one.found}. [{one.rule}]")
            click.echo(f"    Next: {one.hint}")
    if not everything:
        for address in found.missing:
            unit = chosen[address]
            click.echo(f"{unit.source.path}:{unit.source.line}: {address} is not done: it has no words in {tag} yet.")
            click.echo(f"    Next: translate it; guide lang next {tag} says what comes first.")
    told = [f"{len(found.done)} unit(s) of {tag} are done."]
    if found.refused:
        told.append(f"{len(found.refused)} differ from their originals and are not.")
    if found.missing:
        told.append(f"{len(found.missing)} are not translated yet.")
    click.echo(" ".join(told))
    return 1 if found.refused or (found.missing and not everything) else 0
