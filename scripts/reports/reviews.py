"""What is due to be reviewed, as text for people and JSON for programs. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable

from scripts.checks.parity.due import Due
from scripts.content.review import State

_WORDS = {
    State.STALE: "changed since it was signed",
    State.EXPIRED: "past the day of its next review",
    State.UNSIGNED: "unsigned",
    State.EXPIRING: "to be reviewed again soon",
}


def due_text(due: Iterable[Due]) -> str:
    """Per language, role and state how much is due, safety units first, and which sections, page by page."""
    due = list(due)
    lines = []
    for language in dict.fromkeys(one.language for one in due):
        lines.append(f"{language.tag} ({language.name})")
        for role in ("language", "clinical"):
            for state, words in _WORDS.items():
                mine = [
                    one for one in due if (one.language, one.review.role, one.review.state) == (language, role, state)
                ]
                for is_safety in (True, False):
                    group = [one for one in mine if one.is_safety == is_safety]
                    if group:
                        lines.append(f"  {role}, {words}: {len(group)} {'safety ' if is_safety else 'other '}unit(s)")
                        lines += [f"    {line}" for line in _pages(group)]
    return "\n".join(lines)


def _pages(group: list[Due]) -> list[str]:
    """The sections of each page, with who signed and by when, where somebody did."""
    pages: dict[str, list[str]] = {}
    for one in group:
        page, _, id = one.address.partition("#")
        said = f" ({one.review.by}, by {one.review.due})" if one.review.by else ""
        pages.setdefault(page, []).append(id + said)
    return [f"{page}: {', '.join(ids)}" for page, ids in pages.items()]


def due_json(due: Iterable[Due], on: str) -> str:
    """`{"today", "due": [{"language", "section", "path", "line", "safety", "role", "state", "by", "date", "due"}]}`."""
    rows = [
        {
            "language": one.language.tag, "section": one.address, "path": one.unit.path, "line": one.unit.line,
            "safety": one.is_safety, "role": one.review.role, "state": str(one.review.state), "by": one.review.by,
            "date": one.review.date, "due": one.review.due,
        }
        for one in due
    ]  # fmt: skip
    return json.dumps({"today": on, "due": rows}, ensure_ascii=False, indent=1)
