"""What templates are given: of a page, and of 404.html."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup, escape
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

from scripts.checks.parity.progress import pages_of
from scripts.content.contact import fill_slots
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import Standing
from scripts.content.record import SourceRecord
from scripts.hooks.current import ALL, HELP, guide_of, language_of, name_of
from scripts.outputs.address import alternates, full_address, page_path
from scripts.outputs.borrowed import Borrowed, in_markup, shown_words
from scripts.outputs.contents import FULL_MENU, a_to_z, mark_current
from scripts.outputs.glossary_links import used_terms
from scripts.outputs.headers import POLICY
from scripts.outputs.language_part import NOT_KEPT
from scripts.outputs.page_parts import page_parts
from scripts.outputs.place import STATEMENTS, language_help, place_in
from scripts.outputs.reader_view import Shown
from scripts.outputs.standing import changes_of, overdue_words, review_day
from scripts.outputs.translations_page import TRANSLATIONS, tables


def page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What main.html needs, besides what MkDocs gives it."""
    guide, language = guide_of(config), language_of(config)
    name, source = name_of(page), guide.languages.source
    seen = page.seen if page.file.locale == language.tag else {}
    in_original = {id for id, one in seen.items() if one.shown is Shown.ORIGINAL}
    own = page.file.locale == language.tag and (not seen or len(in_original) < len(seen))
    shown = language if own else source
    others = alternates(guide, config.site_url, name, language)
    parts = page_parts(page.content)
    reviewed = own and bool(seen) and all(one.standing is Standing.SIGNED for one in seen.values())
    review_by = review_day(guide, language, name) if reviewed else ""
    return common(context, config, name) | dict(
        own=own,
        review_by=review_by,
        overdue=overdue_words(guide, language, review_by) if review_by else "",
        is_overdue=bool(review_by) and review_by < config.extra["edition"].date,
        changes=changes_of(guide, language, name),
        in_original=in_original,
        unchecked=language != source and any(one.standing is not Standing.SIGNED for one in seen.values() if one.said),
        written=page.guide_page.written,
        reviewed=reviewed,
        shown=shown,
        parts=parts,
        alternates=others,
        offered={one.language.tag for one in others if one.own and one.language != shown} & set(guide.offers),
        canonical=full_address(config.site_url, page_path(guide, language if own else source, name)),
        toc=[entry for top in page.toc for entry in top.children] if name != ALL else [],
        credit=_credit(guide, name, page.file.locale),
        has_drawings='<figure class="drawing' in page.content,
        page_words=_page_words(config, page) if page.file.locale == language.tag else [],
        all_sections=_all_sections(guide, language, nav) if name == ALL else [],
    )


def not_found_context(context: Any, config: MkDocsConfig) -> dict[str, Any]:
    """What 404.html needs; it stands at any depth, so its links start at the site's root."""
    guide, language = guide_of(config), language_of(config)
    speaking = guide.languages.public if language == guide.languages.source else (language,)
    return common(context, config, "404") | dict(
        speaking=[
            (one, shown_words(guide, one), page_path(guide, one, "index"), page_path(guide, one, HELP))
            for one in speaking
        ],
        alternates=alternates(guide, config.site_url, "index", language),
    )


def standing_at(path: str, title: str = "") -> dict[str, Any]:
    """What templates know of a page of ours by its path, where its links start."""
    return {"page": SimpleNamespace(url=path, title=title), "base_url": utils.get_relative_url(".", path)}


def own_page_context(context: Any, config: MkDocsConfig, name: str) -> dict[str, Any]:
    """What every page needs that is a template of ours and no Markdown; it stands in the folder of its language."""
    guide, language = guide_of(config), language_of(config)
    path = page_path(guide, language, name)
    place = standing_at(path)
    others = alternates(guide, config.site_url, name, language)
    return (
        common({**context, **place}, config, name)
        | place
        | {
            "alternates": [replace(other, own=True) for other in others],
            "canonical": full_address(config.site_url, path),
        }
    )


def translations_context(context: Any, config: MkDocsConfig) -> dict[str, Any]:
    """What translations.html needs."""
    guide, language = guide_of(config), language_of(config)
    words = guide.interfaces[language.tag].words["translations"]
    titles = config.extra["titles"]
    pages = [
        (titles[name][0], page_path(guide, language, name), titles[name][1], config.extra["views"].of(name).values())
        for name in pages_of(guide)
    ]
    lacks = "translations.interface" in guide.interfaces[language.tag].missing
    tag = guide.languages.source.tag if lacks else language.tag
    pages.append((words["interface"], "", tag, config.extra["views"].interface()))
    accepted = [one for one in guide.accepted_risks if one.language == language.tag]
    return own_page_context(context, config, TRANSLATIONS) | {
        "tables": tables(pages),
        "answering": list(dict.fromkeys(one.by for one in accepted)),
    }


def not_kept_context(context: Any, config: MkDocsConfig) -> dict[str, Any]:
    """What not-kept.html needs; it leads to the beginning of other languages."""
    others = alternates(guide_of(config), config.site_url, "index", language_of(config))
    return own_page_context(context, config, NOT_KEPT) | {"alternates": others}


def statements_context(context: Any, config: MkDocsConfig) -> dict[str, Any]:
    """What statements.html needs."""
    guide, language = guide_of(config), language_of(config)
    ui = shown_words(guide, language)
    help_words = str(escape(ui["statements"]["help_interpreter"]))
    return own_page_context(context, config, STATEMENTS) | {
        "interpreter": Markup(fill_slots(help_words, in_markup(ui["contacts"]), guide.contacts_in(language))),
        "language_help": language_help(guide, language),
    }


def _page_words(config: MkDocsConfig, page: Any) -> list[tuple[str, str, str]]:
    """The id, name and meaning of each term that the page leads to the glossary for."""
    known = config.extra["definitions"]
    return [(id, *known[id]) for id in used_terms(page.content) if id in known]


@pass_context
def page_url(context: Any, name: str) -> str:
    """In templates: the address of a page in the reader's language, relative to where the reader is."""
    path = page_path(context["guide"], context["language"], name)
    return utils.normalize_url(path, context["page"], context["base_url"])


@pass_context
def space_after(context: Any, words: str) -> str:
    """In templates: what stands between words of the interface and the sentence after them. Words that a language lacks are
    in another."""
    return (words.language if isinstance(words, Borrowed) else context["language"]).space


def asset_url(names: Mapping[str, str]) -> Callable[[Any, str], str]:
    """In templates, the filter `url`: the address of a file of the site relative to where the reader is. Files whose names
    tell what is in them are named without that; `names` has what they are called."""

    @pass_context
    def url(context: Any, path: str) -> str:
        return utils.normalize_url(names.get(str(path), str(path)), context["page"], context["base_url"])

    return url


def common(context: Any, config: MkDocsConfig, name: str) -> dict[str, Any]:
    """What the templates of all pages need; `name` is that of the page the reader is on."""
    guide, language = guide_of(config), language_of(config)
    groups = config.extra["menu"]
    words = {
        "guide": guide,
        "language": language,
        "ui": shown_words(guide, language),  # as text; in attributes, where no language can be marked:
        "plain": guide.words(language),
        "name": name,
        "menu": groups,
        "full_menu": sum(len(group.pages) for group in groups) <= FULL_MENU,
        "place": place_in(guide, language),
        "root": context["base_url"].rstrip("/"),
        "take_along": config.extra["take_along"],
        "edition": config.extra["edition"].said_in(language.tag, shown_words(guide, language)["edition"]["line"]),
        "policy": POLICY if config.extra.get("policy_in_pages") else "",
    }
    return words | {"menu_html": _menu_html({**context, **words}, config)}


def _menu_html(context: dict[str, Any], config: MkDocsConfig) -> str:
    """The menu with the reader's page marked. It is drawn once for all pages that share it."""
    name, page, base_url = context["name"], context.get("page"), context["base_url"]
    here = "" if context["full_menu"] else next((group.id for group in context["menu"] if name in group.names), "")
    drawn = config.extra["drawn_menus"]
    key = (here, base_url, page.url.rpartition("/")[0] if page else None)
    if key not in drawn:
        drawn[key] = config.extra["environment"].get_template("partials/menu.html").render(context)
    path = page_path(context["guide"], context["language"], name)
    return mark_current(drawn[key], utils.normalize_url(path, page, base_url))


def _credit(guide: Guide, name: str, tag: str) -> SourceRecord | None:
    """The article that a page carries the text of, in its language; None for a page in our own words."""
    copied = [record for record in guide.records if record.rights == "copy" and name in record.pages]
    return next((record for record in copied if record.language == tag), None)


def headings_of(page: Any) -> dict[str, str]:
    """The headings of a page as HTML, by id."""
    return {entry.id: entry.title for top in page.toc for entry in _flat(top)}


def _flat(entry: Any) -> list[Any]:
    return [entry, *(below for child in entry.children for below in _flat(child))]


def _all_sections(guide: Guide, language: Language, nav: Any) -> Any:
    """Every section written in the reader's language: what search finds, for those without JavaScript."""
    sections = []
    for page in nav.pages:
        if page.file.locale != language.tag or name_of(page) == ALL or not page.guide_page.written:
            continue
        path = page_path(guide, language, name_of(page))
        sections.append((str(page.title), "", path))
        own = [id for id, one in page.seen.items() if one.shown is not Shown.ORIGINAL]
        for top in page.toc:
            for entry in _flat(top)[1:]:
                if entry.id in own or not page.seen:
                    sections.append((Markup(entry.title).striptags(), str(page.title), f"{path}#{entry.id}"))
    return a_to_z(sections, language.tag)
