"""Words of the interface that a language lacks: shown in the source's words, which say in what language they are."""

from __future__ import annotations

from markupsafe import escape

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.site import Told


class Borrowed(str):
    """Words of another language. As text of a page they carry their `lang` and `dir`; in an attribute, where nothing
    can be marked, templates take them from `plain`."""

    language: Language

    def __html__(self) -> str:
        return f'<span lang="{self.language.tag}" dir="{self.language.direction}">{escape(str(self))}</span>'

    def __str__(self) -> str:
        return str.__str__(self)

    def replace(self, *args: object) -> Borrowed:  # type: ignore[override]
        return borrowed(super().replace(*args), self.language)  # type: ignore[arg-type]


def borrowed(text: str, language: Language) -> Borrowed:
    made = Borrowed(text)
    made.language = language
    return made


def shown_words(guide: Guide, language: Language) -> dict[str, dict[str, str]]:
    """The words of a language's interface by group and key, those that it lacks marked as the source's."""
    interface, source = guide.interfaces[language.tag], guide.languages.source
    missing = set(interface.missing)
    shown = {
        group: {key: borrowed(text, source) if f"{group}.{key}" in missing else text for key, text in words.items()}
        for group, words in interface.words.items()
    }
    if name := in_words(guide, language, guide.facts.name):
        shown["site"] = {**shown["site"], "name": name}
    return shown


def in_words(guide: Guide, language: Language, told: Told) -> str:
    """A site fact as readers of a language see it: what is in another one says so."""
    text, tag = told.in_language(language.tag, guide.languages.source.tag)
    return borrowed(text, guide.languages.get(tag)) if text and tag != language.tag else text


def in_markup(words: dict[str, str]) -> dict[str, str]:
    """Words as they stand in Markdown, where nothing is escaped; those that are borrowed in their element."""
    return {key: text.__html__() if isinstance(text, Borrowed) else text for key, text in words.items()}
