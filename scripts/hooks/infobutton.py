"""The page that a records system opens, and the answers for machines beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

from scripts.checks.codes import wrong_codes
from scripts.checks.parity.progress import pages_of
from scripts.content.chooser import read_unspoken
from scripts.content.codes import Code
from scripts.content.language import direction_of
from scripts.content.ledger import Standing
from scripts.content.page import FRONT
from scripts.errors import GuideError
from scripts.hooks.context import own_page_context
from scripts.hooks.current import guide_of, language_of
from scripts.outputs.address import full_address, page_path
from scripts.outputs.infobutton import (
    INFOBUTTON,
    Entry,
    Feed,
    all_codes,
    answer_path,
    as_json,
    asked_as,
    atom,
    inline,
    language_sections,
    request_map,
    said_together,
    section_address,
    section_path,
    square,
    square_path,
)
from scripts.outputs.infobutton_rules import rules
from scripts.outputs.reader_view import Shown


@dataclass(frozen=True)
class Topic:
    """A section that codes lead to, as readers of a language see it. `tag` is the language of its title, `own` whether it is
    all in the reader's; `summary` is empty where it is not."""

    section: str
    title: str
    tag: str
    own: bool
    summary: str
    path: str
    square: str


def prepare_infobutton(config: MkDocsConfig) -> None:
    """Write the answers for machines, if the guide has codes and the language is public. Raises GuideError for a code that
    leads nowhere."""
    guide, language = guide_of(config), language_of(config)
    config.extra["topics"] = []
    if not guide.codes or not language.is_public:
        return
    if wrong := next(wrong_codes(guide), None):
        raise GuideError(wrong.message, place=f"{wrong.path}:{wrong.line}", hint=wrong.hint)
    topics = [_topic(section, config) for section in language_sections(guide)]
    config.extra["topics"] = topics
    made: dict[str, str | bytes] = {
        topic.square: square(section_address(guide, config.site_url, language.tag, topic.section)) for topic in topics
    }
    known = {topic.section: topic for topic in topics}
    for code in all_codes(guide):
        entries = [_entry(known[section], relation, config) for relation, section in code.targets if known[section].own]
        for ending, form in (("atom", atom), ("json", as_json)):
            path = answer_path(guide, language.tag, code, ending)
            made[path] = form(_feed(path, code, tuple(entries), config))
    if language == guide.languages.source:
        for ending, form in (("atom", atom), ("json", as_json)):
            path = f"{INFOBUTTON}/nothing.{ending}"
            made[path] = form(_feed(path, None, (), config))
        found = request_map(guide, config.site_url)
        made[f"{INFOBUTTON}/map.json"] = inline(found) + "\n"
        made |= {f"{INFOBUTTON}/{name}": text for name, text in rules(found).items()}
    for path, content in made.items():
        data = content if isinstance(content, bytes) else content.encode()
        utils.write_file(data, str(Path(config.site_dir, path)))


def infobutton_context(context: Any, config: MkDocsConfig) -> dict[str, Any]:
    """What infobutton.html needs."""
    guide, language = guide_of(config), language_of(config)
    titles = config.extra["titles"]
    return own_page_context(context, config, INFOBUTTON) | {
        "topics": config.extra["topics"],
        "pages": [(*titles[name], page_path(guide, language, name)) for name in pages_of(guide)],
        "request_map": inline(request_map(guide, config.site_url)),
        "unspoken": [(one, direction_of(one.tag), asked_as(one.tag)) for one in read_unspoken(guide.root)],
    }


def _topic(section: str, config: MkDocsConfig) -> Topic:
    guide, language = guide_of(config), language_of(config)
    source = guide.languages.source
    name, _, id = section.partition("#")
    seen = config.extra["views"].of(name)

    def shown(id: str) -> bool:
        return language == source or (guide.has(language, name) and id in seen and seen[id].shown is not Shown.ORIGINAL)

    title, tag, _ = config.extra["titles"][name]
    own = shown(id) and shown(FRONT)
    page = guide.read_page(language if own else source, name)
    if id != FRONT:
        title, tag = f"{page.title} – {page.section(id).heading}", page.language  # type: ignore[union-attr]
    reviewed = bool(seen) and all(one.standing is Standing.SIGNED for one in seen.values())
    notice = "" if reviewed else guide.interfaces[language.tag].words["notices"]["review"]
    return Topic(
        section, title, tag, own, said_together([page.description, notice]) if own else "",
        section_path(guide, language.tag, section), square_path(guide, language.tag, section),
    )  # fmt: skip


def _entry(topic: Topic, relation: str, config: MkDocsConfig) -> Entry:
    guide, language = guide_of(config), language_of(config)
    may_help = guide.interfaces[language.tag].words[INFOBUTTON]["may_help"] if relation == "related" else ""
    address = section_address(guide, config.site_url, language.tag, topic.section)
    return Entry(topic.title, address, said_together([may_help, topic.summary]))


def _feed(path: str, code: Code | None, entries: tuple[Entry, ...], config: MkDocsConfig) -> Feed:
    guide, language = guide_of(config), language_of(config)
    return Feed(
        full_address(config.site_url, path), language.tag, guide.words(language)["site"]["name"],
        full_address(config.site_url, page_path(guide, language, INFOBUTTON)), config.extra["edition"].date, code, entries,
    )  # fmt: skip
