"""Languages that a site may lack: docs/_data/chooser.yml, `fr: a sentence in French`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import langcodes

from scripts.content.data import Fields, read_fields
from scripts.errors import GuideError


@dataclass(frozen=True)
class Unspoken:
    """A language that a site may lack, and what readers are told in it, above the list of those there are."""

    tag: str
    text: str


def read_unspoken(root: Path) -> tuple[Unspoken, ...]:
    """The languages of the list; empty without the file. Raises GuideError for a tag that is none."""
    place = "docs/_data/chooser.yml"
    fields = read_fields(root / place, place) if (root / place).exists() else Fields(place, 1)
    for tag in fields:
        if not langcodes.tag_is_valid(str(tag)):
            raise GuideError(
                f"'{tag}' is no language.", place=fields.place(tag), hint="write its tag (BCP 47), such as fr."
            )
    return tuple(Unspoken(str(tag), fields.need(tag, str, "the list of languages")) for tag in fields)
