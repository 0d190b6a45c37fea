"""A language's glossary for translators: the words to use for a term, those to avoid, and why.

docs/_data/glossary/<tag>.yml has a term a line, by the ids of terms.yml: `spinal-cord: {use: [médula espinal], avoid:
[cordón espinal], note: …}`. A term without `use` has the forms of terms.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.content.claims import Terms
from scripts.content.data import Fields, read_fields


@dataclass(frozen=True)
class Choice:
    """The words for a term in a language: the first of `use` is the best; `note` says why."""

    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str = ""


def glossary_path(tag: str) -> str:
    """Where the glossary of a language is, below the root."""
    return f"docs/_data/glossary/{tag}.yml"


def read_glossary(root: Path, tag: str, terms: Terms) -> dict[str, Choice]:
    """The choices of a language by term; from terms.yml alone where it has no glossary.

    Raises GuideError, with file and line, for what is not of this form.
    """
    place = glossary_path(tag)
    found = {id: Choice(forms[tag]) for id, forms in terms.forms.items() if forms.get(tag)}
    if not (root / place).exists():
        return found
    top = read_fields(root / place, place)
    for id in top:
        what = f"the term {id}"
        row = top.need(id, Fields, "the glossary").only(("use", "avoid", "note"), what)
        use, avoid = (tuple(str(word) for word in row.may(key, list, [], what)) for key in ("use", "avoid"))
        use = use or found.get(str(id), Choice()).use
        found[str(id)] = Choice(use, avoid, row.may("note", str, "", what))
    return found
