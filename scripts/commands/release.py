"""`guide build --release`: the site as it may go out, or every reason why it may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from scripts.checks.parity.due import Due, due_in
from scripts.checks.parity.progress import unit_pairs
from scripts.commands.authorship import not_theirs
from scripts.commands.build import build, site_dir
from scripts.commands.check import run_checks
from scripts.commands.clock import today
from scripts.commands.edition import read_edition
from scripts.commands.write import write_whole
from scripts.content.contact import is_number
from scripts.content.data import Fields, read_fields
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.ledger import ledger_path, standing
from scripts.content.released import RELEASED, released_text
from scripts.content.review import State
from scripts.content.roster import ROSTER, is_placeholder, is_program, read_roster
from scripts.content.unit import INTERFACE
from scripts.finding import Finding, Severity
from scripts.reports import text_report

SITE = "docs/_data/site.yml"
_PUT_DIFFERENTLY = ("public-unsigned",)  # rules of checks that the gate has reasons of its own for


def release(root: Path, *, jobs: int | None = None, match: bool = False) -> int:
    """Build the whole site, and say whether it may go out. Then what it has is written down, so that none of its
    addresses dies unseen.

    Returns 1, with each reason, where it may not: safety text that is unsigned, stale or overdue and that nobody answers
    for, a check that fails, a contact that is no number; with `match`, a sign-off that somebody else committed.
    """
    if code := build(root, jobs=jobs):
        return code
    checked = run_checks(read_guide(root, keep_faults=True))
    guide, on = checked.guide, today()
    reasons = [one for one in checked.findings if one.fails and one.rule not in _PUT_DIFFERENTLY]
    reasons += [*unsigned(guide, on), *strangers(guide, on), *no_numbers(guide)]
    if match:
        reasons += [one for language in guide.languages.built for one in not_theirs(guide, language.tag)]
    if reasons:
        click.echo(text_report(sorted(set(reasons)), everything=True))
        click.echo(
            f"guide: this is no release, for {len(set(reasons))} reason(s). {site_dir(root).name}/ is to look at, and not to put out.",
            err=True,
        )
        return 1
    edition = read_edition(root).version
    text = released_text(edition, (one.tag for one in guide.languages.public), guide.section_ids)
    write_whole(root / RELEASED, text)
    for risk in guide.accepted_risks:
        click.echo(f"{risk.language}: {risk.risk} is accepted by {risk.by}: {risk.reason}")
    click.echo(f"{site_dir(root).name}/ is release {edition}. Next: put it out, and commit {RELEASED}.")
    return 0


def unsigned(guide: Guide, on: str) -> Iterator[Finding]:
    """A finding for each page of a public language, and role, whose safety text or interface words are unsigned, have
    changed since they were signed, or are past the day of their next review, but for the risks that somebody accepted."""
    source = guide.languages.source
    for language in guide.languages.public:
        if language.tag in guide.unreadable:
            continue
        accepted = {one.risk for one in guide.accepted_risks if one.language == language.tag}
        risks = {
            State.UNSIGNED: "unsigned-original" if language == source else "unsigned-translation",
            State.STALE: "stale-text",
            State.EXPIRED: "review-overdue",
        }
        groups: dict[tuple[str, State, str], list[Due]] = {}
        for one in due_in(guide, language, on=on):
            needed = one.is_safety if language == source else one.is_needed
            if needed and risks[one.review.state] not in accepted:
                groups.setdefault((one.unit.path, one.review.state, one.review.role), []).append(one)
        yield from _not_fresh(guide, language) if risks[State.STALE] not in accepted else ()
        for (path, state, role), group in groups.items():
            sections = ", ".join(one.address for one in group)
            yield Finding(
                path, group[0].unit.line, f"release-{state}", Severity.ERROR,
                f"{sections} ({language.tag}): {_WHY[state]} ({role}).",
                f"have it read, then: guide sign {group[0].address} --lang {language.tag} --role {role} --by ID; or let somebody "
                f"answer for it in {SITE}: accepted_risks: [{{language: {language.tag}, risk: {risks[state]}, by: …, reason: …}}]",
                group[0].address, language.tag,
            )  # fmt: skip


def _not_fresh(guide: Guide, language: Language) -> Iterator[Finding]:
    """Safety text and interface words of a translation that nobody has said to say what the original says now."""
    if language == guide.languages.source:
        return
    for original, own in unit_pairs(guide, language):
        stands = standing(original, own, guide.ledgers[language.tag].get(original.address))
        if stands.why and own and (original.is_safety or original.address.startswith(f"{INTERFACE}#")):
            yield Finding(
                own.path, own.line, "release-stale", Severity.ERROR, f"{original.address} ({language.tag}): {stands.why}.",
                f"compare: guide lang diff {language.tag} {original.address}; then: guide lang done {language.tag} {original.address}",
                original.address, language.tag,
            )  # fmt: skip


_WHY = {
    State.UNSIGNED: "nobody has signed it",
    State.STALE: "it has changed since it was signed",
    State.EXPIRED: "the day of its next review has passed",
}


def strangers(guide: Guide, on: str) -> Iterator[Finding]:
    """A finding for each sign-off that `guide sign` would not have written: of nobody on the roster, of a name that is
    nobody's, in a role that is not theirs, or of a day to come."""
    roster = read_roster(guide.root)
    for language in guide.languages.public:
        if language.tag in guide.unreadable:
            continue
        for address, entry in guide.ledgers[language.tag].items():
            for one in entry.signed:
                person, why = roster.get(one.by), ""
                if person is None:
                    why = f"who is not on {ROSTER}"
                elif is_placeholder(person.name) or is_program(person.name):
                    why = f"whose name, '{person.name}', is nobody's"
                elif one.role not in person.roles:
                    why = f"as {one.role}, which is not their role"
                elif one.date > on:
                    why = f"on {one.date}, which is still to come"
                if why:
                    yield Finding(
                        ledger_path(language.tag), entry.at, "release-signer", Severity.ERROR,
                        f"{address} ({language.tag}): {one.by} signed it, {why}.",
                        f"correct {ROSTER}, or have somebody else sign it.", address, language.tag,
                    )  # fmt: skip


def no_numbers(guide: Guide) -> Iterator[Finding]:
    """A finding for each contact slot that holds something, and no number that can be dialed."""
    wrong = {
        (slot, said)
        for slot, told in guide.facts.contacts.items()
        for said in told.texts.values()
        if not is_number(said)
    }
    if not wrong:
        return
    contacts = read_fields(guide.root / SITE, SITE).may("contacts", Fields, Fields(SITE, 1), "the site facts")
    for slot, said in sorted(wrong):
        yield Finding(
            SITE, contacts.lines.get(slot, 1), "no-number", Severity.ERROR,
            f"the contact {slot} is “{said}”, which no telephone can dial.",
            "write one number in figures, or leave the slot empty: the text then says it in words.",
        )  # fmt: skip
