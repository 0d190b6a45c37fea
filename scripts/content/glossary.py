"""The medical words that translators of a language have agreed on: docs/_data/glossary/<tag>.yml, a term a line.

`spinal-cord: {use: [xadhkaha laf-dhabarta], avoid: [], note: ''}`: the words to use, the best one first; words that
mislead or frighten; and why, or when which. The ids are those of docs/_data/terms.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.content.data import Fields, read_fields
from scripts.errors import GuideError


@dataclass(frozen=True)
class Agreed:
    """What was agreed on for a term."""

    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str = ""
    line: int = 1


def glossary_path(tag: str) -> str:
    """Where the glossary of a language is, below the root."""
    return f"docs/_data/glossary/{tag}.yml"


def read_glossary(root: Path, tag: str) -> dict[str, Agreed]:
    """What was agreed on in a language, by term; nothing where it has no such file.

    Raises GuideError, with file and line, for another form, and for words that are both to use and to avoid.
    """
    place = glossary_path(tag)
    if not (root / place).exists():
        return {}
    fields, found = read_fields(root / place, place), {}
    for id in fields:
        what = f"term {id}"
        row = fields.may(id, Fields, Fields(place, fields.lines[id]), "the glossary").only(
            ("use", "avoid", "note"), what
        )
        use, avoid = (tuple(str(word) for word in row.may(key, list, [], what)) for key in ("use", "avoid"))
        if both := sorted({word.casefold() for word in use} & {word.casefold() for word in avoid}):
            raise GuideError(
                f"{what} has “{both[0]}” both to use and to avoid.",
                place=row.place("avoid"),
                hint="keep one of the two.",
            )
        found[str(id)] = Agreed(use, avoid, row.may("note", str, "", what), fields.lines[id])
    return found
