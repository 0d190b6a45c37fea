"""Sections that were withdrawn: docs/_data/recalls.yml, an entry a line, written by `guide recall`.

A section that is withdrawn keeps its heading and its address in every language; in place of its text readers find that it
was withdrawn, and on which day. The sections that lie in it are withdrawn with it. The entries stay when a section comes
back: they say which editions, offline or on paper, hold the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.content.data import Fields, flow, read_list
from scripts.content.page import FRONT, Section
from scripts.content.roster import need_name
from scripts.errors import GuideError

RECALLS = "docs/_data/recalls.yml"
_KEYS = ("section", "date", "why", "by", "first", "last", "lifted", "lifted_by", "lifted_why")


@dataclass(frozen=True)
class Recall:
    """A section that was withdrawn. `first` and `last` are the editions between which the text was out, "" where nobody
    knows; `lifted` is the day on which it came back, "" while it has not."""

    section: str
    date: str  # ISO 8601, as `lifted`
    why: str
    by: str
    first: str = ""
    last: str = ""
    lifted: str = ""
    lifted_by: str = ""
    lifted_why: str = ""
    at: int = 0

    @property
    def page(self) -> str:
        return self.section.split("#")[0]

    @property
    def id(self) -> str:
        return self.section.split("#")[1]


def read_recalls(root: Path) -> tuple[Recall, ...]:
    """All entries, in the order of the file; none where there is no file. Raises GuideError for one that is none."""
    if not (root / RECALLS).exists():
        return ()
    return tuple(map(_recall, read_list(root / RECALLS, RECALLS)))


def _recall(row: Fields) -> Recall:
    what = "a recall"
    row.only(_KEYS, what)
    section = row.need("section", str, what)
    if section.count("#") != 1 or section.startswith("#") or section.endswith("#"):
        raise GuideError(f"'{section}' is no section.", place=row.place("section"), hint="write PAGE#ID.")
    by = need_name(row.need("by", str, what), what, place=row.place("by"), hint="write who withdrew it.")
    return Recall(
        section, _day(row, "date"), row.need("why", str, what), by, row.may("first", str, "", what),
        row.may("last", str, "", what), _day(row, "lifted") if row.get("lifted") else "",
        row.may("lifted_by", str, "", what), row.may("lifted_why", str, "", what), row.start,
    )  # fmt: skip


def _day(row: Fields, key: str) -> str:
    written = row.need(key, (str, date), "a recall")
    try:
        return date.fromisoformat(str(written)).isoformat()
    except ValueError:
        raise GuideError(f"'{written}' is no day.", place=row.place(key), hint="write it as '2026-11-26'.") from None


_HEADER = """\
# Sections that were withdrawn: which, when, why, by whom, and from which edition (first) to which (last) the text was out.
# Written by `guide recall`; `guide recall --list` shows it. Lines stay when a section comes back.

"""


def recalls_text(recalls: Iterable[Recall]) -> str:
    """The file for some recalls, one a line."""
    rows = ({key: value for key in _KEYS if (value := getattr(one, key))} for one in recalls)
    return _HEADER + "".join(f"- {flow(row)}\n" for row in rows)


def withdrawn_in(sections: Iterable[Section], recalls: Iterable[Recall]) -> dict[str, Recall]:
    """The sections of a page that are withdrawn now, by id: those that recalls name, and those that lie in them. What
    stands before the first heading is a section by itself."""
    standing = {one.id: one for one in recalls if not one.lifted}
    found: dict[str, Recall] = {}
    within: tuple[int, Recall] | None = None
    for section in sections:
        if within and section.level <= within[0]:
            within = None
        if section.id in standing:
            found[section.id] = standing[section.id]
            if section.id != FRONT and within is None:
                within = (section.level, standing[section.id])
        elif within and section.id:
            found[section.id] = within[1]
    return found


def with_notices(text: str, sections: Iterable[Section], notices: Mapping[str, str]) -> str:
    """The Markdown of a page with a notice in place of the body of each section that has one. `sections` are the text's."""
    lines = text.split("\n")
    for section in reversed(list(sections)):
        if section.id in notices:
            start = section.body_line - 1
            length = len(section.body.split("\n")) if section.body else 0
            lines[start : start + length] = ["", notices[section.id], ""]
    return "\n".join(lines)
