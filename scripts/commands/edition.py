"""Which edition of the guide this is: what stands at the foot of a page, in a booklet and in an offline copy, so that
somebody who holds paper can tell whether it is the newest."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts import __version__
from scripts.commands.clock import day, today
from scripts.commands.history import git
from scripts.content.language import day_in
from scripts.content.released import RELEASED

# What a site is made of. A commit to anything else makes no new edition, nor does writing down that one was released.
INPUTS = ("docs", "overrides", "scripts", "mkdocs.yml", f":(exclude){RELEASED}")


@dataclass(frozen=True)
class Edition:
    """`version`: of the generator and, where Git knows it, the newest commit to what the site is made of, such as
    `0.1.0+1a2b3c4`, with `-edited` where something was changed after it; `date`: ISO 8601."""

    version: str
    date: str

    @property
    def seconds(self) -> int:
        """The date as seconds since 1970, for what writes times into files."""
        return int(datetime.fromisoformat(self.date).replace(tzinfo=UTC).timestamp())

    def said_in(self, tag: str, line: str) -> str:
        """A language's line of words with `{version}` and `{date}` filled in; the version keeps its own direction."""
        return line.replace("{version}", f"\u2068{self.version}\u2069").replace("{date}", self.day_in(tag))

    def day_in(self, tag: str) -> str:
        """The date as a language writes it; ISO 8601 where CLDR does not know the language."""
        return day_in(tag, self.date)


def read_edition(root: Path, on: str = "") -> Edition:
    """The edition of the guide in a folder.

    Its date is `on`, else that of SOURCE_DATE_EPOCH, else that of the newest commit if nothing was changed after it,
    else today. Raises GuideError for a day that is none.
    """
    name, time = git(root, "log", "-1", "--abbrev=7", "--format=%h %ct", "--", *INPUTS).split() or ("", "")
    edited = name and git(root, "status", "--porcelain", "--", *INPUTS)
    version = __version__ + (f"+{name}" if name else "") + ("-edited" if edited else "")
    if on:
        return Edition(version, day(on))
    if os.environ.get("SOURCE_DATE_EPOCH") or edited or not name:
        return Edition(version, today())
    return Edition(version, datetime.fromtimestamp(int(time), UTC).date().isoformat())
