"""The pages to take along: the list of questions, the alert card and the diary of symptoms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

from scripts.checks.parity.progress import pages_of
from scripts.content.contact import fill_slots
from scripts.content.language import Language
from scripts.hooks.context import own_page_context
from scripts.hooks.current import HELP, guide_of, language_of
from scripts.outputs.address import page_path
from scripts.outputs.borrowed import in_markup, shown_words
from scripts.outputs.card import CARD, DIARY, face
from scripts.outputs.questions import APPOINTMENT, BRING, QUESTIONS, items, question_lists, questions_path, script
from scripts.outputs.reader_view import Seen, Shown, seen_units

TAKE_ALONG = (QUESTIONS, CARD, DIARY)


def prepare(config: MkDocsConfig) -> None:
    """See which of these pages the guide has, before any page leads to them, and write the questions' script."""
    guide, language = guide_of(config), language_of(config)
    render = _renderer(config)
    lists = question_lists(guide, language, pages_of(guide), config.extra["views"].of, render)
    faces = _faces(config, render)
    config.extra["questions"], config.extra["faces"] = lists, faces
    config.extra["take_along"] = [*([QUESTIONS] if lists else []), *([CARD, DIARY] if faces else [])]
    if lists:
        path = questions_path(guide, language)
        utils.write_file(script(lists, language).encode(), str(Path(config.site_dir, path)))


def take_along_context(context: Any, name: str, config: MkDocsConfig) -> dict[str, Any]:
    """What questions.html, card.html and diary.html need."""
    guide, language = guide_of(config), language_of(config)
    seen = config.extra["views"].of(HELP) if HELP in guide.names[guide.languages.source.tag] else {}
    pages: dict[str, list[Any]] = {}
    for one in config.extra["questions"]:
        pages.setdefault(one.page, []).append(one)
    return own_page_context(context, config, name) | dict(
        pages=[
            (config.extra["titles"][page], page_path(guide, language, page), lists) for page, lists in pages.items()
        ],
        bring=_bring(config),
        seconds=[(one, questions_path(guide, one)) for one in _others(config)],
        faces=config.extra["faces"],
        unchecked=language != guide.languages.source
        and any(one.shown is not Shown.TRANSLATION for one in seen.values()),
    )


def _others(config: MkDocsConfig) -> list[Language]:
    """The languages that questions can be shown in besides the reader's."""
    guide, language = guide_of(config), language_of(config)
    return [one for one in guide.languages.public if one != language and guide.has(one, APPOINTMENT)]


def _bring(config: MkDocsConfig) -> dict[str, Any] | None:
    """What to bring: the section of the page about appointments, in the language that it is shown in."""
    guide, language = guide_of(config), language_of(config)
    if APPOINTMENT not in guide.names[guide.languages.source.tag]:
        return None
    seen = config.extra["views"].of(APPOINTMENT).get(BRING)
    own = seen is not None and seen.shown is not Shown.ORIGINAL and guide.has(language, APPOINTMENT)
    speaks = language if own else guide.languages.source
    section = guide.read_page(speaks, APPOINTMENT).section(BRING)
    if section is None or section.to_be_written or BRING in guide.withdrawn(APPOINTMENT):
        return None
    listed = items(_renderer(config)(section.body, speaks))
    path = f"{page_path(guide, language, APPOINTMENT)}#{BRING}"
    return {"heading": section.heading, "language": speaks, "items": listed, "path": path} if listed else None


def _faces(config: MkDocsConfig, render: Callable[[str, Language], str]) -> list[Any]:
    """The card in the reader's language and in the source's; empty for a guide without its boxes."""
    guide, language = guide_of(config), language_of(config)
    source = guide.languages.source
    if HELP not in guide.names[source.tag]:
        return []
    seen: dict[Language, dict[str, Seen]] = {language: config.extra["views"].of(HELP)}
    if language != source:
        seen[source] = seen_units(guide, source, HELP)
    faces = [face(guide, one, HELP, views, render) for one, views in seen.items()]
    return faces if all(faces) else []


def _renderer(config: MkDocsConfig) -> Callable[[str, Language], str]:
    """Makes HTML of a section's Markdown, its slots filled with words of its language."""
    guide = guide_of(config)
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})

    def render(text: str, language: Language) -> str:
        words = in_markup(shown_words(guide, language)["contacts"])
        return markdown.reset().convert(fill_slots(text, words, guide.contacts_in(language)))

    return render
