"""The publications that a page rests on: how many its end tells of, and the page of its own that lists them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.writing import number_in
from scripts.hooks.context import common, headings_of, standing_at
from scripts.hooks.current import guide_of, language_of, name_of
from scripts.outputs.address import full_address
from scripts.outputs.borrowed import Borrowed, shown_words
from scripts.outputs.sources_page import sources_path

TEMPLATE = "sources.html"


def write_sources(context: Any, page: Any, config: MkDocsConfig) -> None:
    """Write the page that lists what a page rests on. `context` is what the page itself is drawn with, and learns of
    that page as `sources`: its path, its full address, and how many publications it lists, in words; None without any.
    """
    guide, language, name = guide_of(config), language_of(config), name_of(page)
    cited = _cited(guide, page)
    context["sources"] = None
    if not cited:
        return
    path = sources_path(guide, language, name)
    address = full_address(config.site_url, path)
    context["sources"] = SimpleNamespace(path=path, address=address, count=_counted(guide, language, len(cited)))
    place = standing_at(path, page.title)
    made = common({**context, **place}, config, name) | place
    made |= {key: context[key] for key in ("own", "in_original", "edition")}
    made |= {
        "cited": cited,
        "title_language": page.title_language,
        "canonical": address,  # the foot of the printed page says it
        "alternates": [replace(one, path=sources_path(guide, one.language, name)) for one in context["alternates"]],
    }
    html = config.extra["environment"].get_template(TEMPLATE).render(made)
    utils.write_file(html.encode(), str(Path(config.site_dir, path)))


def _counted(guide: Guide, language: Language, number: int) -> str:
    """How many publications, in the language's words and digits."""
    words = shown_words(guide, language)["sources"]["count_one" if number == 1 else "count_other"]
    spoken = words.language if isinstance(words, Borrowed) else language
    return words.replace("{count}", number_in(spoken.tag, number))


def _cited(guide: Guide, page: Any) -> list[dict[str, Any]]:
    """The publications a page cites, each once, with the sections that cite it. They hang on the source's page."""
    source, name = guide.languages.source, name_of(page)
    if name not in guide.names[source.tag]:
        return []
    keys_of = page.guide_page.sources if page.file.locale == source.tag else guide.sources_of(name)
    headings = headings_of(page)
    found: dict[str, dict[str, Any]] = {}
    for section, keys in keys_of.items():
        for key in keys:
            if key in guide.references:
                entry = found.setdefault(key, {"reference": guide.references[key], "sections": []})
                if section in headings:
                    entry["sections"].append((section, Markup(headings[section])))
    return list(found.values())
