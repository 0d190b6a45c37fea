"""`guide review`: what is to be read and signed, and whether those who signed wrote the sign-offs themselves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from scripts.checks.parity.due import due_in
from scripts.commands.authorship import not_theirs
from scripts.commands.clock import day, today
from scripts.commands.units import readable
from scripts.content.guide import read_guide
from scripts.reports import text_report
from scripts.reports.reviews import due_json, due_text


def review(
    root: Path, tags: tuple[str, ...] = (), *, within: int = 90, on: str = "", form: str = "text", match: bool = False
) -> int:
    """Print what is due in some languages or all that are built: unsigned, changed since, past its next review, or to be
    reviewed again within some days. With `match`, who committed each sign-off must be who signed.

    Returns 1 if anything is due or not as it should be. Raises GuideError for a day that is none, or still to come.
    """
    now = day(on) if on else today()
    until = (date.fromisoformat(now) + timedelta(days=within)).isoformat()
    guide = read_guide(root, keep_faults=True)
    languages = [readable(guide, tag) for tag in tags] or [readable(guide, one.tag) for one in guide.languages.built]
    due = [one for language in languages for one in due_in(guide, language, on=now, until=until)]
    findings = sorted(found for language in languages for found in not_theirs(guide, language.tag)) if match else []
    if form == "json":
        click.echo(due_json(due, now))
    else:
        click.echo(due_text(due) if due else f"Nothing is due by {until}.")
        if due:
            click.echo("    Next: guide sign PAGE#ID --lang TAG --role language|clinical --by ID, once it was read.")
    if findings:
        click.echo(text_report(findings, everything=True), err=form == "json")
    return 1 if due or findings else 0
