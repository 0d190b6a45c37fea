"""Checks: one module per subject, each with `SUBJECT` and `check(subject, context) -> Iterator[Finding]`.

A check yields findings. It does not read files, print, know formats or raise for bad content; one run shows all
there is to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from scripts.checks import (
    addresses,
    codes,
    copying,
    coverage,
    figures,
    interface,
    local,
    pages,
    plain,
    references,
    search,
    translations,
)
from scripts.content.built import BuiltSite
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.source import Source
from scripts.finding import Finding

CHECKS: dict[str, ModuleType] = {
    "coverage": coverage,
    "pages": pages,
    "addresses": addresses,
    "references": references,
    "copying": copying,
    "interface": interface,
    "translations": translations,
    "plain": plain,
    "figures": figures,
    "search": search,
    "local": local,
    "codes": codes,
}


@dataclass(frozen=True)
class Context:
    """What a check may look at besides its subject.

    `site` is the built site (None where no check asked for it), `languages` those to check, `source` the
    article itself if the user has it, and `sourced` the name of the record it belongs to.
    """

    guide: Guide
    languages: tuple[Language, ...]
    site: BuiltSite | None = None
    source: Source | None = None
    sourced: str = ""


def run_check(module: ModuleType, context: Context) -> Iterator[Finding]:
    """The findings of one check over all its subjects."""
    guide = context.guide
    if module.SUBJECT == "guide":
        yield from module.check(guide, context)
    else:
        for language in context.languages:
            for page in guide.pages[language.tag].values():
                yield from module.check(page, context)
