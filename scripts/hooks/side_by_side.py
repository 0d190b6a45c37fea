"""A page of a translation with the first language beside it, written when the page itself is drawn."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown import Markdown
from markupsafe import escape
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from scripts.content.contact import fill_slots
from scripts.content.file import read_text
from scripts.content.guide import Guide
from scripts.content.language import Language, name_in, spoken_name_in
from scripts.content.page import FRONT
from scripts.hooks.context import common, standing_at
from scripts.hooks.current import ALL, HELP, guide_of, language_of, name_of
from scripts.hooks.rendering import finished
from scripts.outputs.address import full_address, page_path
from scripts.outputs.borrowed import in_markup, shown_words
from scripts.outputs.reader_view import Shown
from scripts.outputs.side_by_side import (
    DANGER,
    Words,
    grouped,
    parts_of,
    rows,
    sections_path,
    sections_script,
    side_by_side_path,
)
from scripts.outputs.withdrawn import without_withdrawn

TEMPLATE = "side-by-side.html"


def has_sections(guide: Guide, language: Language, name: str) -> bool:
    """Whether a page can be put beside another language: it says something, in its own words and in the first
    language's. The list of all sections says nothing that the sections do not."""
    source = guide.languages.source
    there = name != ALL and name in guide.names[source.tag] and guide.has(language, name)
    return there and guide.is_written(name) and guide.read_page(language, name).written


def is_paired(config: MkDocsConfig, name: str) -> bool:
    """Whether a page has one with the first language beside it, in the language that is being built: any of it must be
    shown in its own."""
    guide, language, known = guide_of(config), language_of(config), config.extra["paired"]
    if name not in known:
        known[name] = language != guide.languages.source and has_sections(guide, language, name)
        if known[name] and not any(record.rights == "copy" and name in record.pages for record in guide.records):
            known[name] = any(one.shown is not Shown.ORIGINAL for one in config.extra["views"].of(name).values())
    return known[name]


def write_side_by_side(context: Any, page: Any, config: MkDocsConfig) -> None:
    """Write a page with the first language beside it, and the script with its sections for other languages' pages.

    `context` is what the page itself is drawn with, and learns the `side_by_side` path. Nothing is written for the
    first language, nor for a page that is shown in it.
    """
    guide, language, name = guide_of(config), language_of(config), name_of(page)
    context["side_by_side"] = side_by_side_path(guide, language, name) if is_paired(config, name) else ""
    if language == guide.languages.source or not has_sections(guide, language, name):
        return
    ui = shown_words(guide, language)
    beside = parts_of(
        page.content, _on_its_own(guide, page.url, name), Words(language, ui["beside"]["numbers"]), second=True
    )
    said = _said(context, ui)
    script = sections_script(language.tag, beside, said)
    utils.write_file(script.encode(), str(Path(config.site_dir, sections_path(guide, language, name))))
    if context["side_by_side"]:
        html = config.extra["environment"].get_template(TEMPLATE).render(_context(context, page, config, said))
        path = Path(config.site_dir, side_by_side_path(guide, language, name))
        utils.write_file(html.encode(), str(path))


def _context(context: Any, page: Any, config: MkDocsConfig, said: dict[str, str]) -> dict[str, Any]:
    """What side-by-side.html needs; its links start in its own folder."""
    guide, language, name = guide_of(config), language_of(config), name_of(page)
    source, path = guide.languages.source, context["side_by_side"]
    place = standing_at(path, page.title)
    ui, theirs = shown_words(guide, language), shown_words(guide, source)
    unchecked = ui["beside"]["unchecked"].replace("{language}", name_in(source, language))
    first = parts_of(
        page.content, _among_pairs(config, page.url, path), Words(language, ui["beside"]["numbers"], unchecked)
    )
    second = parts_of(
        source_html(guide, name, config),
        _on_its_own(guide, page_path(guide, source, name), name),
        Words(source, theirs["beside"]["numbers"]),
        second=True,
    )
    others = [
        (other, utils.get_relative_url(sections_path(guide, other, name), path), spoken_name_in(language, other))
        for other in guide.languages.public
        if other not in (source, language) and has_sections(guide, other, name)
    ]
    made = rows(first, second)
    return common({**context, **place}, config, name) | dict(
        place,
        source=source,
        theirs=theirs,
        said=said,
        said_beside=_said(context, theirs),
        opening=[row for row in made if row.id in (FRONT, DANGER)],
        groups=grouped(row for row in made if row.id not in (FRONT, DANGER)),
        others=others,
        has_drawings=context["has_drawings"],
        unchecked=context["unchecked"],
        canonical=context["canonical"],
        address=full_address(config.site_url, path),
        alternates=context["alternates"],
        credit=context["credit"],
    )


def _said(context: Any, ui: dict[str, dict[str, str]]) -> dict[str, str]:
    """Our own words on the page in one language, as HTML; "" for what this page does not say. `{language}` stays for
    the name of the reader's."""
    notices, credit = ui["notices"], context["credit"]
    review = notices["review"]
    if credit:
        review = notices["review_copied"].replace("{publisher}", credit.publisher or credit.title)
    strip = context["name"] != HELP and not context["parts"].has_danger
    return {
        "speak": str(escape(ui["beside"]["speak"])),
        "consent": str(escape(ui["beside"]["consent"])),
        "danger": str(escape(notices["danger"])) if strip else "",
        "review": str(escape(review)),
        "numbers": str(escape(ui["beside"]["numbers"])),
    }


def source_html(guide: Guide, name: str, config: MkDocsConfig) -> str:
    """A page of the first language as HTML, with links to pages of the site, as that language's own build makes it."""
    source = guide.languages.source
    place = f"docs/{source.folder}/{name}.md"
    text, _ = meta.get_data(read_text(guide.root / place, place))
    text = without_withdrawn(guide, source, source, name, text)
    text = fill_slots(text, in_markup(shown_words(guide, source)["contacts"]), guide.contacts_in(source))

    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    return finished(markdown.convert(text), guide, lambda written: place)


def _on_its_own(guide: Guide, url: str, name: str) -> Callable[[str], str]:
    """A link of the second column leads to the page in its own language, from whatever language it stands beside: all
    these pages are as deep. Written as Markdown has it, or as on the page at `url`."""
    source, here = guide.languages.source, f"-/side-by-side/{name}.html"

    def link(address: str) -> str:
        path, sign, anchor = address.partition("#")
        if path.endswith(".md"):
            inner = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            target = page_path(guide, source, inner.removesuffix(".md"))
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path))
        return utils.get_relative_url(target, here) + sign + anchor

    return link


def _among_pairs(config: MkDocsConfig, url: str, here: str) -> Callable[[str], str]:
    """A link of the first column leads to the next page side by side, where there is one."""
    guide, language = guide_of(config), language_of(config)
    folder = guide.languages.path(language)

    def link(address: str) -> str:
        path, sign, anchor = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path))
        name = target.removeprefix(folder).removesuffix(".html")
        if page_path(guide, language, name) == target and is_paired(config, name):
            target = side_by_side_path(guide, language, name)
        return utils.get_relative_url(target, here) + sign + anchor

    return link
