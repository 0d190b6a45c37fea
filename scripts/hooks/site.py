"""How MkDocs, static-i18n and Material build this site: each event unpacks, calls a function, hands back.

static-i18n builds one language after the other; all come from docs/_data/languages.yml, so that any BCP 47 tag
works; the one that mkdocs.yml names only satisfies static-i18n's own check. Traps this goes round are in CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

import material
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs import plugins, utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from mkdocs_static_i18n.config import I18nPluginLanguage

from scripts.checks.parity.progress import pages_of
from scripts.commands.edition import read_edition
from scripts.content.contact import UnknownSlot, fill_slots
from scripts.content.file import read_text
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language, name_in, spoken_name_in
from scripts.content.page import FRONT
from scripts.errors import GuideError
from scripts.hooks.assets import ready_assets
from scripts.hooks.context import (
    asset_url,
    not_found_context,
    not_kept_context,
    page_context,
    page_url,
    space_after,
    statements_context,
    translations_context,
)
from scripts.hooks.current import ALL, GLOSSARY, HELP, guide_of, language_of, name_of
from scripts.hooks.infobutton import infobutton_context, prepare_infobutton
from scripts.hooks.rendering import Rendering, finished
from scripts.hooks.side_by_side import write_side_by_side
from scripts.hooks.sources import write_sources
from scripts.hooks.take_along import TAKE_ALONG, prepare, take_along_context
from scripts.hooks.views import Views
from scripts.outputs.address import page_path
from scripts.outputs.assets import SMALLER, marked_search
from scripts.outputs.borrowed import in_markup, shown_words
from scripts.outputs.contents import menu
from scripts.outputs.glossary_links import Glossary, definitions
from scripts.outputs.infobutton import INFOBUTTON
from scripts.outputs.language_part import FOLDER as OFFLINE
from scripts.outputs.language_part import NOT_KEPT, WORKER, content_of, offline_list
from scripts.outputs.place import STATEMENTS, holding, note_box, with_notes
from scripts.outputs.reader_view import Words, compose
from scripts.outputs.redirects import redirect_pages, with_old_ids
from scripts.outputs.search import search_files, section_records
from scripts.outputs.side_by_side import FOLDER as PAIRS
from scripts.outputs.site_map import site_map
from scripts.outputs.sources_page import FOLDER as SOURCES
from scripts.outputs.translations_page import TRANSLATIONS
from scripts.outputs.withdrawn import notices_of, without_withdrawn

_OF_A_LANGUAGE = {
    TRANSLATIONS: translations_context,
    NOT_KEPT: not_kept_context,
    STATEMENTS: statements_context,
    INFOBUTTON: infobutton_context,
}
HELP_BOOST = 3  # its sections stand before others that match as well


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the guide; give static-i18n its languages and MkDocs its menu. Runs before static-i18n (-100)."""
    if "i18n" not in config.plugins:
        raise PluginError("mkdocs.yml: the plugin i18n is missing.\n  Next: compare with the mkdocs.yml of the guide.")
    i18n = config.plugins["i18n"]
    if not (i18n.building and "guide" in config.extra):  # one reading serves all languages of a build
        with _told_by_mkdocs():
            config.extra["guide"] = read_guide(Path(config.config_file_path).parent)
    guide = guide_of(config)
    source = guide.languages.source
    if guide.facts.site_url and urlsplit(config.site_url or "").netloc != str(
        config.dev_addr
    ):  # `mkdocs serve` has its own
        config.site_url = guide.facts.site_url
    _check_settings(config, guide)
    config.extra["edition"] = read_edition(guide.root)
    i18n.config.languages = [_i18n_language(language, guide) for language in guide.languages.built]
    # It would only translate the titles of boxes, and splits lines at signs that are none, such as U+2028.
    events = config.plugins.events
    events["page_markdown"] = [one for one in events["page_markdown"] if getattr(one, "__self__", None) is not i18n]
    config.theme.get_env = _environment(config)
    config.theme.static_templates.update(f"{name}.html" for name in (*_OF_A_LANGUAGE, *TAKE_ALONG))
    present = guide.names[source.tag]
    config.nav = [f"{name}.md" for name in guide.menu_pages if name in present]
    return config


def _check_settings(config: MkDocsConfig, guide: Guide) -> None:
    """What mkdocs.yml and the guide's data must agree on."""
    if not config.site_url:
        raise PluginError("mkdocs.yml: site_url is missing.\n  Next: write the address the site will have.")
    taken = [name for name in guide.names[guide.languages.source.tag] if name.partition("/")[0] in (SOURCES, PAIRS)]
    if taken:
        raise PluginError(
            f"docs/{guide.languages.source.folder}/{taken[0]}.md: the build writes pages of its own to this folder."
            "\n  Next: give the folder another name."
        )
    known = {path.stem for path in Path(material.__file__).parent.glob("templates/partials/languages/*.html")}
    for language in guide.languages:
        if language.theme and language.theme not in known:
            raise PluginError(
                f"docs/_data/languages.yml: Material has no interface words '{language.theme}' (language {language.tag})."
                "\n  Next: leave `theme` out and translate the group `theme` of its ui file."
            )


def _environment(config: MkDocsConfig) -> Callable[[], Environment]:
    """The theme's templates without a list of its files: none of Material's thousands is wanted in the site, and
    MkDocs would walk them for every language."""

    def get_env() -> Environment:
        env = Theme.get_env(config.theme)
        env.autoescape = True  # titles and words are text; what is markup says so with `safe`
        env.list_templates = lambda *args, **kwargs: []
        return env

    return get_env


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """What cannot be read ends the build with its message, and no traceback."""
    try:
        yield
    except GuideError as error:
        raise PluginError(str(error)) from None


def _i18n_language(language: Language, guide: Guide) -> I18nPluginLanguage:
    """static-i18n's record, filled but not validated: its own check refuses three-letter tags and es-419."""
    record = I18nPluginLanguage()
    record.load_dict({"locale": language.folder, "name": language.name, "link": f"/{guide.languages.path(language)}"})
    record.build, record.default, record.fixed_link = True, language == guide.languages.source, None
    return record


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep what this language needs: its own files, the source's to fall back on, shared assets.

    static-i18n's own alternates go: they cost pages × languages², and ours come from the guide.
    """
    guide, language = guide_of(config), language_of(config)
    config.plugins["i18n"].reconfigure_files_alternates = lambda *args: None
    folders = {language.folder, guide.languages.source.folder, "assets"}
    return Files(
        [
            file
            for file in files
            if file.src_uri.split("/", 1)[0] in folders
            and not file.inclusion.is_excluded()
            and not (file.is_documentation_page() and not _is_page(file.src_uri, guide))
        ]
    )


def _is_page(src_uri: str, guide: Guide) -> bool:
    """Whether a Markdown file is a page: not one among the assets, nor a translation without words of its own."""
    folder, _, name = src_uri.removesuffix(".md").partition("/")
    return name in guide.names.get(folder, ())


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """All files are known: see which pages the last build has rendered already."""
    path = Path(config.config_file_path).parent / ".guide" / "rendered" / f"{language_of(config).tag}.json"
    config.extra["rendering"] = Rendering(path, config, files)
    with _told_by_mkdocs():
        config.extra["views"] = Views(guide_of(config), language_of(config))
    config.extra["glossaries"], config.extra["paired"] = {}, {}
    return nav


def on_pre_page(page: Any, config: MkDocsConfig, files: Files) -> Any:
    """Read the page as the checks do, so that both refuse the same with the same words."""
    guide = guide_of(config)
    with _told_by_mkdocs():
        page.guide_page = guide.read_page(guide.languages.get(page.file.locale), name_of(page))
    front = page.guide_page.section(FRONT)
    page.title_language = guide.languages.source.tag if front and front.to_be_translated else page.file.locale
    page.render = partial(config.extra["rendering"].render, page)
    return page


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Put a translation together as its readers are to see it, and fill contact slots with words of each part's own
    language."""
    guide, name = guide_of(config), name_of(page)
    language, source = guide.languages.get(page.file.locale), guide.languages.source

    def fill(text: str, language: Language) -> str:
        return fill_slots(text, in_markup(shown_words(guide, language)["contacts"]), guide.contacts_in(language))

    reader = language_of(config)
    copied = any(record.rights == "copy" and name in record.pages for record in guide.records)
    try:
        page.seen = {}
        notices = notices_of(guide, reader, name)
        if FRONT in notices:
            page.meta.pop("description", None)
        if notices and (copied or language in (source, reader)):
            markdown = without_withdrawn(guide, reader, language, name, markdown)
        if copied or name not in guide.names[source.tag] or language != language_of(config):
            return fill(markdown, language)
        page.seen = config.extra["views"].of(name)
        if language == source:
            return fill(markdown, language)
        words = in_markup(shown_words(guide, language)["notices"])
        said = Words(words["original_below"], words["original_instead"], words["changed"])
        views = {id: seen.shown for id, seen in page.seen.items()}
        return compose(page.guide_page, guide.read_page(source, name), views, (source, language), said, fill, notices)
    except UnknownSlot as error:
        raise PluginError(f"{_place_of(error.written, page, guide)}: {error}") from None
    except GuideError as error:  # of another file, such as the ledger or the original
        raise PluginError(str(error)) from None


def _place_of(written: str, page: Any, guide: Guide) -> str:
    """Where something is written: on the page, or on that of the source, which is shown in place of a part of it."""
    for folder in (page.file.locale, guide.languages.source.folder):
        place = f"docs/{folder}/{name_of(page)}.md"
        before, found, _ = read_text(guide.root / place, place).partition(written)
        if found:
            return f"{place}:{before.count(chr(10)) + 1}"
    return f"docs/{page.file.src_uri}"


def on_page_content(html: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """The page as it is shown (`finished`), with medical words that lead to the glossary."""
    guide, name = guide_of(config), name_of(page)
    with _told_by_mkdocs():
        html = finished(html, guide, lambda written: _place_of(written, page, guide))
    if name != GLOSSARY and not any(record.rights == "copy" and name in record.pages for record in guide.records):
        path = page_path(guide, language_of(config), GLOSSARY)
        html = _glossary(page.file.locale, config).link(html, utils.get_relative_url(path, page.url))
    return with_old_ids(_with_notes(html, name, config), guide, language_of(config), name)


def _with_notes(html: str, name: str, config: MkDocsConfig) -> str:
    """The page with the publisher's own notes at its sections, in the reader's language."""
    guide, language = guide_of(config), language_of(config)
    sections = {note.section for note in guide.facts.notes if note.section.startswith(f"{name}#")}
    title = shown_words(guide, language)["place"]["from"] if sections else ""
    return with_notes(html, {one.partition("#")[2]: note_box(guide, language, title, one) for one in sorted(sections)})


def _glossary(tag: str, config: MkDocsConfig) -> Glossary:
    """The terms of a language that the glossary, as the reader's language shows it, has a section of."""
    made = config.extra["glossaries"]
    if tag not in made:
        guide, language = guide_of(config), language_of(config)
        shown = language if guide.has(language, GLOSSARY) else guide.languages.source
        there = guide.read_page(shown, GLOSSARY).sections if guide.has(shown, GLOSSARY) else ()
        ids = {section.id for section in there if not section.to_be_written}
        made[tag] = Glossary(tag, {id: forms for id, forms in guide.terms.linked(tag).items() if id in ids})
    return made[tag]


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Set up the templates, write the search data of this language, and make the shared assets small."""
    guide, language = guide_of(config), language_of(config)
    names = ready_assets(config, files)
    cache = Path(config.config_file_path).parent / ".guide" / "templates"
    cache.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    env.globals |= {
        "page_url": page_url,
        "space_after": space_after,
        "name_in": name_in,
        "spoken_name_in": spoken_name_in,
    }
    env.filters["holding"] = holding
    env.filters["url"] = asset_url(names)
    env.filters["nfc"] = partial(normalize, "NFC")
    config.extra["rendering"].save()
    records, titles = [], {}
    config.extra["definitions"] = {}
    for file in files.documentation_pages():
        page = file.page
        if name_of(page) == GLOSSARY and file.locale == language.tag:
            gone = guide.withdrawn(GLOSSARY)
            config.extra["definitions"] = {id: said for id, said in definitions(page.content).items() if id not in gone}
        titles[name_of(page)] = (str(page.title), page.title_language, page.guide_page.written)
        if file.locale == language.tag and name_of(file.page) != ALL:
            url = f"{name_of(file.page)}.html"
            boost = HELP_BOOST if name_of(file.page) == HELP else 1
            found = section_records(str(file.page.title), url, file.page.content)
            records += [replace(record, boost=boost) for record in found]
    views = config.extra["views"]
    for name in pages_of(guide):
        views.of(name)  # of those too that show the source's page
    views.save()
    config.extra["environment"], config.extra["drawn_menus"], config.extra["titles"] = env, {}, titles
    config.extra["menu"] = menu(guide, language, titles)
    prepare(config)
    with _told_by_mkdocs():
        prepare_infobutton(config)
    found, first = marked_search(search_files(records, guide.synonyms[language.tag].said, language.tag), language.tag)
    names[f"assets/search/{language.tag}.js"] = f"assets/search/{first}"
    for path, script in found.items():
        utils.write_file(script.encode(), str(Path(config.site_dir, "assets", "search", path)))
    return env


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """What the templates of a page need; the same page with another language beside it; and what it rests on."""
    context.update(page_context(context, page, config, nav))
    write_side_by_side(context, page, config)
    write_sources(context, page, config)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """What 404.html and the pages of ours that are no Markdown need."""
    name = template_name.removesuffix(".html")
    if name in TAKE_ALONG:
        context.update(take_along_context(context, name, config))
        return context
    made = _OF_A_LANGUAGE.get(name, not_found_context)
    context.update(made(context, config))
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Our own pages in the language's own folder; the root's 404.html speaks every language."""
    guide, language = guide_of(config), language_of(config)
    name = template_name.removesuffix(".html")
    if name not in ("404", *_OF_A_LANGUAGE, *config.extra["take_along"]) or (
        name == INFOBUTTON and not config.extra["topics"]
    ):
        return ""  # a page that this guide has nothing for, or static-i18n's sitemap.xml: ours has honest alternates
    if language == guide.languages.source:
        return output_content
    path = Path(config.site_dir, guide.languages.path(language), template_name)
    utils.write_file(output_content.encode(), str(path))
    return ""


@plugins.event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Files of the whole site, once, after static-i18n (-100) has built the last language."""
    if not config.plugins["i18n"].building:
        write_whole_site(guide_of(config), config.site_url, config.site_dir)


def write_whole_site(guide: Guide, site_url: str | None, site_dir: str) -> None:
    """The files that belong to no language. `guide build` calls this too."""
    with Path(site_dir, "sitemap.xml").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(site_map(guide, site_url))
    for path, html in redirect_pages(guide, site_url):
        (Path(site_dir, path)).unlink(missing_ok=True)  # a link into the standing site must not be written through
        utils.write_file(html.encode(), str(Path(site_dir, path)))
    _write_offline(guide, Path(site_dir))


def _write_offline(guide: Guide, site: Path) -> None:
    """The service worker, and the list that it keeps each language by."""
    worker = guide.docs / OFFLINE / "worker.js"
    if not worker.is_file():
        return
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    known = {path: content_of((site / path).read_bytes()) for path in paths if not path.startswith(OFFLINE)}
    made = {f"{OFFLINE}{one.tag}.json": offline_list(guide, one, known) for one in guide.languages.built}
    made[WORKER] = SMALLER[".js"](worker.read_text(encoding="utf-8"))
    for path, text in made.items():
        (site / path).unlink(missing_ok=True)  # a link into the standing site must not be written through
        utils.write_file(text.encode(), str(site / path))
