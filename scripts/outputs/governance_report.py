"""The report for clinical governance: every page in every language, who wrote and signed it, what it rests on, what is open.

Pure: rows in, text out. The hazard log and the statement of intended use are templates in governance/: what a hospital
has to decide is left empty in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

FOLDER = Path(__file__).parent / "governance"


@dataclass(frozen=True)
class Row:
    """A page in a language. `authors` wrote the original or translated it, `how` says by what means; `reviewers` are
    names with role and day; counts are of sections, and of references by grade."""

    page: str
    title: str
    language: str
    state: str
    authors: str
    how: str
    reviewers: str
    next_review: str
    sections: int
    signed: int
    safety: int
    safety_signed: int
    withdrawn: str
    official: int
    journal: int
    article: int
    other: int
    grade: str
    errors: int
    warnings: int


COLUMNS = (
    "page", "title", "language", "state", "author or translator", "how", "reviewers", "next review", "sections",
    "signed in each role", "safety sections", "safety sections signed", "withdrawn", "official sources",
    "journal sources", "the article", "other sources", "reading grade", "errors", "warnings",
)  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """A language in numbers."""

    language: str
    stage: str
    sections: int
    signed: int
    safety: int
    safety_signed: int
    errors: int
    warnings: int


def cells(row: Row) -> list[str | int]:
    """A row as it is printed, in the order of COLUMNS."""
    return [getattr(row, name) for name in Row.__dataclass_fields__]


def report_csv(rows: Iterable[Row]) -> str:
    """The rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([f"'{cell}" if str(cell).startswith(("=", "+", "-", "@")) else cell for cell in cells(row)])
    return made.getvalue()


def report_html(rows: Sequence[Row], sums: Sequence[Sum], **facts: Any) -> str:
    """One HTML document that asks for no other file. `facts` are name, edition, date, risks, recalls and findings."""
    env = Environment(autoescape=True)
    template = env.from_string((FOLDER / "report.html").read_text(encoding="utf-8"))
    return template.render(columns=COLUMNS, rows=map(cells, rows), sums=sums, **facts) + "\n"


def hazard_log() -> str:
    """The hazard log as CSV: hazards of such a site and what this software does about each; likelihood and severity are
    the hospital's to fill in."""
    return (FOLDER / "hazard-log.csv").read_text(encoding="utf-8")


def intended_use(**facts: str) -> str:
    """The statement of intended use as Markdown. `facts` are name, edition, date, languages and limits."""
    return Environment().from_string((FOLDER / "intended-use.md").read_text(encoding="utf-8")).render(**facts) + "\n"
