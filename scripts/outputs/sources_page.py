"""A page of its own for the publications that a page rests on, so that only those who ask for the list load it."""

from __future__ import annotations

from scripts.content.guide import Guide
from scripts.content.language import Language

FOLDER = "sources"  # in a language's folder; no Markdown page may lie there


def sources_path(guide: Guide, language: Language, name: str) -> str:
    """The path of the list of a page's publications, from the site's root: `ar/sources/symptoms.html`."""
    return f"{guide.languages.path(language)}{FOLDER}/{name}.html"
