"""Where a build stands: the guide and language at hand, and the name of a page. Kept in MkDocs' own objects."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from scripts.content.guide import Guide
from scripts.content.language import Language

ALL = "all"  # the page that lists every section
HELP = "get-help"  # the page every other one points to
GLOSSARY = "glossary"  # the page that medical words lead to, where there is one


def guide_of(config: MkDocsConfig) -> Guide:
    return config.extra["guide"]


def language_of(config: MkDocsConfig) -> Language:
    """The language that static-i18n is building."""
    return guide_of(config).languages.get(config.plugins["i18n"].current_language)


def name_of(page: Any) -> str:
    """A page's path in its language folder, without `.md`."""
    return page.file.norm_src_uri.removesuffix(".md")
