"""What has changed on a page, for its readers: docs/_data/changes.yml, kept by hand, the newest first.

    symptoms:
    - {date: '2026-11-26', en: New words for trouble walking., es: Palabras nuevas para los problemas al caminar.}

A change without words in a reader's language is shown in the source's, marked so. Sections that were withdrawn, and that
came back, are told by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.content.data import Fields, read_fields
from scripts.errors import GuideError

CHANGES = "docs/_data/changes.yml"


@dataclass(frozen=True)
class Change:
    """What changed on a day, in words by tag; the source language always has some."""

    date: str
    words: Mapping[str, str]


def read_changes(root: Path, pages: Collection[str], tags: tuple[str, ...]) -> dict[str, tuple[Change, ...]]:
    """The changes by page, as they stand in the file; none where there is no file. The first of `tags` is the source's.

    Raises GuideError for a page that is not there, a day that is none, or words in no language of the site.
    """
    if not (root / CHANGES).exists():
        return {}
    top = read_fields(root / CHANGES, CHANGES)
    found = {}
    for page in top:
        if page not in pages:
            raise GuideError(f"there is no page '{page}'.", place=top.place(page), hint="write a page's name.")
        rows = top.need(page, list, "the changes")
        found[str(page)] = tuple(_change(row, top, page, tags) for row in rows)
    return found


def _change(row: object, top: Fields, page: str, tags: tuple[str, ...]) -> Change:
    what = f"a change of {page}"
    if not isinstance(row, Fields):
        raise GuideError(f"{what} is no mapping.", place=top.place(page), hint=f"write {{date: …, {tags[0]}: …}}.")
    row.only(("date", *tags), what)
    written = str(row.need("date", (str, date), what))
    try:
        day = date.fromisoformat(written).isoformat()
    except ValueError:
        raise GuideError(f"'{written}' is no day.", place=row.place("date"), hint="write it as '2026-11-26'.") from None
    row.need(tags[0], str, what)
    return Change(day, {tag: row.need(tag, str, what) for tag in tags if tag in row})
