"""What a language has translated, what is to be checked again and what is signed: the rows of its page translations.html."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.content.ledger import Standing
from scripts.outputs.reader_view import Seen, Shown

TRANSLATIONS = "translations"  # the page's name; no Markdown page may have it


@dataclass(frozen=True)
class Row:
    """A page, or all pages: how many units it has, how many readers see in their language, how many of those changed
    since somebody said that they were right, and how many are signed in each role."""

    title: str
    path: str
    language: str
    parts: int
    translated: int
    changed: int
    signed: int


def tables(pages: Iterable[tuple[str, str, str, Iterable[Seen]]]) -> dict[str, list[Row]]:
    """The rows of `safety` units and of all `other` ones, the last row of each being their sum.

    `pages` are title, path, language of the title, and units. What is still to be written in the source does not count.
    """
    pages = [(title, path, tag, list(units)) for title, path, tag, units in pages]
    found = {}
    for key, is_safety in (("safety", True), ("other", False)):
        rows = [
            _row(title, path, tag, [one for one in units if one.said and one.is_safety == is_safety])
            for title, path, tag, units in pages
        ]
        rows = [row for row in rows if row.parts]
        sums = [sum(getattr(row, part) for row in rows) for part in ("parts", "translated", "changed", "signed")]
        found[key] = [*rows, Row("", "", "", *sums)] if rows else []
    return found


def _row(title: str, path: str, tag: str, units: list[Seen]) -> Row:
    return Row(
        title, path, tag, len(units), sum(one.shown is not Shown.ORIGINAL for one in units),
        sum(one.standing in (Standing.STALE, Standing.EDITED) for one in units),
        sum(one.standing is Standing.SIGNED for one in units),
    )  # fmt: skip
