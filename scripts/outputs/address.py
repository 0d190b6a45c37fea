"""Addresses of pages in the built site: one function each for path and full address."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.content.guide import Guide
from scripts.content.language import Language


def page_path(guide: Guide, language: Language, name: str) -> str:
    """The path from the site's root: `symptoms.html`, `es/symptoms.html`."""
    return f"{guide.languages.path(language)}{name}.html"


def full_address(site_url: str | None, path: str) -> str:
    """The canonical address of a path: absolute, and without `index.html`."""
    if path == "index.html" or path.endswith("/index.html"):
        path = path[: -len("index.html")]
    return f"{(site_url or '/').rstrip('/')}/{path}"


@dataclass(frozen=True)
class Alternate:
    """A page in another language. `own` is False where that language shows the source's text."""

    language: Language
    path: str
    address: str
    own: bool


def alternates(guide: Guide, site_url: str | None, name: str, reader: Language | None = None) -> list[Alternate]:
    """The same page in every public language of the site, in the order of languages.yml, and in the reader's own."""
    found = []
    for language in (one for one in guide.languages if one.is_public or one == reader):
        path = page_path(guide, language, name)
        found.append(Alternate(language, path, full_address(site_url, path), guide.has(language, name)))
    return found
