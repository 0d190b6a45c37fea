"""Every language has all words of the interface.

Bad: a Spanish page with the button "Search".
Good: docs/_data/ui/<tag>.yml translates each key of the source language's file.
Why: words that are missing show in the source language, on a page that claims another one. While a language is not
public that is work to do; a public one has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    for language in context.languages:
        interface = guide.interfaces[language.tag]
        for key in interface.missing:
            if key.startswith("theme.") and language.theme:
                continue  # Material's own file has these words
            severity = Severity.ERROR if language.is_public else Severity.NOTICE
            yield Finding(
                interface.path, interface.line_of(key), "missing-words", severity,
                f"'{key}' is not translated; readers of {language.tag} see it in {guide.languages.source.tag}.",
                f"add it; the {guide.languages.source.tag} words are “{_words(guide, key)}”.", f"ui#{key}", language.tag,
            )  # fmt: skip


def _words(guide: Guide, key: str) -> str:
    group, name = key.split(".", 1)
    return guide.interfaces[guide.languages.source.tag].words[group][name]
