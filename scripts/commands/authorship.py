"""Who committed each sign-off, by Git's history of the ledger: the person who signs is to have written it.

A line of a ledger holds the sign-offs of several people, so its last author says little; each sign-off belongs to the
commit that first put it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.commands.history import git
from scripts.content.data import Fields, parse_yaml
from scripts.content.guide import Guide
from scripts.content.ledger import ledger_path
from scripts.content.roster import ROSTER, is_name_of, read_roster
from scripts.errors import GuideError
from scripts.finding import Finding, Severity


@dataclass(frozen=True)
class _Author:
    name: str
    email: str
    commit: str


def not_theirs(guide: Guide, tag: str) -> Iterator[Finding]:
    """A finding for each sign-off of a language that somebody else committed, or nobody yet.

    A commit is somebody's by the `email` of the roster, or without one by their name. Raises GuideError where there is no
    Git history to ask.
    """
    entries = guide.ledgers[tag]
    if not any(entry.signed for entry in entries.values()):
        return
    roster, place, authors = read_roster(guide.root), ledger_path(tag), _authors(guide.root, ledger_path(tag))
    for address, entry in entries.items():
        for one in entry.signed:
            person, author = roster.get(one.by), authors.get((address, one.role, one.by, one.date, one.text))
            if person is None:
                found, hint = f"{one.by}, who is nobody of {ROSTER}", "put the person back into the roster."
            elif author is None:
                found, hint = "a sign-off that is not committed", f"let {person.name} commit it."
            elif (
                author.email.casefold() == person.email.casefold() if person.email else is_name_of(person, author.name)
            ):
                continue
            else:
                found = f"a sign-off that {author.name} <{author.email}> committed ({author.commit})"
                known = person.email or f"the name {person.name}"
                hint = f"let {person.name} sign and commit it, under {known}; or correct 'email' in {ROSTER}."
            yield Finding(
                place, entry.at, "sign-off-author", Severity.ERROR,
                f"{address} ({tag}): the {one.role} signature of {one.by} is {found}.", hint, address, tag,
            )  # fmt: skip


def _authors(root: Path, place: str) -> dict[tuple[str, ...], _Author]:
    """The author of each sign-off of a ledger: of the last commit that put it there."""
    said = ""
    # In a shallow clone the oldest commit seems to have written all there is.
    if git(root, "rev-parse", "--is-shallow-repository").strip() == "false":
        said = git(root, "log", "--reverse", "--topo-order", "-p", "--unified=0", "--no-renames", "--no-color",
                   "--no-ext-diff", "--format=%x00%aN%x00%aE%x00%h", "--", place)  # fmt: skip
    if not said:
        raise GuideError(
            "no Git history, or not all of it, is here to say who committed the sign-offs.", place=place,
            hint="run the command in a clone with its whole history, or without --match-author.",
        )  # fmt: skip
    found: dict[tuple[str, ...], _Author] = {}
    author, gone, new = _Author("", "", ""), set(), []

    def settle() -> None:
        for key in new:
            if key not in gone or key not in found:
                found[key] = author

    for line in said.split("\n"):
        if line.startswith("\0"):
            settle()
            author, gone, new = _Author(*line[1:].split("\0")), set(), []
        elif line.startswith(("+", "-")) and "signed:" in line:
            keys = _sign_offs(line[1:])
            gone.update(keys) if line[0] == "-" else new.extend(keys)
    settle()
    return found


def _sign_offs(line: str) -> list[tuple[str, ...]]:
    try:
        row = parse_yaml(line, "")
    except GuideError:
        return []
    if not isinstance(row, Fields):
        return []
    found = []
    for address, entry in row.items():
        for one in entry.get("signed", ()) if isinstance(entry, Fields) else ():
            if isinstance(one, Fields):
                found.append((str(address), *(str(one.get(key, "")) for key in ("role", "by", "date", "text"))))
    return found
