"""`guide recall`: take a section off every page, in every language, at once; say which copies hold it; bring it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from scripts import __version__
from scripts.commands.clock import today
from scripts.commands.edition import Edition, read_edition
from scripts.commands.history import git
from scripts.commands.units import address_of
from scripts.commands.write import write_whole
from scripts.content.guide import Guide, read_guide
from scripts.content.recalls import RECALLS, Recall, recalls_text, withdrawn_in
from scripts.content.roster import need_name
from scripts.content.unit import page_units
from scripts.errors import GuideError


def recall(root: Path, name: str, *, why: str, by: str, lift: bool = False) -> int:
    """Withdraw a section (`page#id`), or with `lift` bring it back.

    Raises GuideError for a section that is not there, or is withdrawn already (with `lift`: is not), and for want of a
    reason or of somebody's name.
    """
    guide = read_guide(root)
    section = address_of(name, guide)
    by = need_name(by, "a recall", hint="give the name of the person who decides it: --by NAME")
    why = " ".join(why.split())
    if not why:
        raise GuideError("a recall has its reason.", hint='say it: --why "…"')
    recalls, standing = list(guide.recalls), [one for one in guide.recalls if not one.lifted and one.section == section]
    if lift:
        if not standing:
            raise GuideError(f"{section} is not withdrawn.", hint="guide recall --list shows what is.")
        recalls = [replace(o, lifted=today(), lifted_by=by, lifted_why=why) if o in standing else o for o in recalls]
        write_whole(root / RECALLS, recalls_text(recalls))
        click.echo(f"{section} is back. Its sign-offs hold if its text is still what was signed.")
        _tell_next()
        return 0
    if standing:
        raise GuideError(
            f"{section} is withdrawn already, since {standing[0].date}.", place=f"{RECALLS}:{standing[0].at}",
            hint="guide recall --lift brings it back.",
        )  # fmt: skip
    first, last = editions_with(guide, section)
    made = Recall(section, today(), why, by, first, last)
    write_whole(root / RECALLS, recalls_text([*recalls, made]))
    page = guide.read_page(guide.languages.source, made.page)
    within = [f"{made.page}#{id}" for id in withdrawn_in(page.sections, [made]) if id != made.id]
    click.echo(f"{section} is withdrawn in {', '.join(one.tag for one in guide.languages.built)}.")
    if within:
        click.echo(f"With it: {', '.join(within)}.")
    click.echo(_copies(made))
    _tell_next()
    return 0


def list_recalls(root: Path) -> int:
    """Print every recall: what, when, why, by whom, and which copies hold the text."""
    guide = read_guide(root)
    for one in guide.recalls:
        click.echo(f"{one.section}: withdrawn on {one.date} by {one.by}: {one.why}")
        click.echo(f"    {_copies(one)}")
        if one.lifted:
            click.echo(f"    back on {one.lifted} by {one.lifted_by}: {one.lifted_why}")
    if not guide.recalls:
        click.echo("Nothing was ever withdrawn.")
    return 0


def _copies(one: Recall) -> str:
    if not one.first:
        return f"No Git history says since when it was out: offline and printed copies up to {one.last} may hold it."
    return f"Offline and printed copies of version {one.first} to {one.last} hold it; the version is on each page and cover."


def _tell_next() -> None:
    click.echo("Next: guide build, and put the site out; then make offline copies and booklets anew, and commit.")


def editions_with(guide: Guide, section: str) -> tuple[str, str]:
    """(first, last) edition that holds what a section says now, in any language; the first is "" without Git history."""
    page = section.split("#")[0]
    found = [
        first
        for language in guide.languages.built
        if page in guide.files[language.tag]
        and (first := _first_with(guide.root, f"docs/{language.folder}/{page}.md", page, section))
    ]
    last = _said(read_edition(guide.root))
    first = min(found, key=lambda one: one[0], default=None)
    return (_said(first[1]), last) if first else ("", last)


def _said(edition: Edition) -> str:
    return f"{edition.version} ({edition.date})"


def _first_with(root: Path, path: str, page: str, section: str) -> tuple[int, Edition] | None:
    """The commit that brought in what a section of a file says now: its time, and the edition it made."""

    def fingerprint(text: str) -> str:
        unit = page_units(page, text, path).get(section)
        return unit.fingerprint if unit else ""

    now, first = fingerprint((root / path).read_text(encoding="utf-8")), None
    for commit, time in _commits(root, path):
        text = git(root, "show", f"{commit}:./{path}")
        if not now or fingerprint(text) != now:
            break
        match = re.search(r'__version__ = "([^"]+)"', git(root, "show", f"{commit}:./scripts/__init__.py"))
        day = datetime.fromtimestamp(time, UTC).date().isoformat()
        first = (time, Edition(f"{match[1] if match else __version__}+{commit[:7]}", day))
    return first


def _commits(root: Path, path: str) -> Iterator[tuple[str, int]]:
    """The commits that touched a file, the newest first, with their times."""
    for line in git(root, "log", "--format=%H %ct", "--", path).splitlines():
        commit, _, time = line.partition(" ")
        yield commit, int(time)
