"""What readers find in place of a section that was withdrawn, on every page, beside another language, offline and on paper."""

from __future__ import annotations

import posixpath
from html import escape

from scripts.content.guide import Guide
from scripts.content.language import Language, day_in
from scripts.content.page import FRONT, parse_page
from scripts.content.recalls import with_notices
from scripts.outputs.borrowed import Borrowed, shown_words

HELP = "get-help"  # the page with the danger signs


def notices_of(guide: Guide, reader: Language, name: str) -> dict[str, str]:
    """The Markdown in place of each section of a page that is withdrawn, by id, in the reader's language. Where danger
    signs stood, it leads to those of the help page."""
    recalls = guide.withdrawn(name)
    if not recalls:
        return {}
    words = shown_words(guide, reader)
    warns = _safety_sections(guide, name)
    found = {}
    for id, recall in recalls.items():
        text = words["standing"]["withdrawn"]
        found[id] = _paragraph(text.replace("{date}", day_in(_speaks(text, reader).tag, recall.date)), reader)
        if id in warns and (id != FRONT or name == HELP):  # other pages without their first box have that strip anyway
            danger, action = words["notices"]["danger"], words["notices"]["danger_action"]
            href = f"{posixpath.relpath(HELP, posixpath.dirname(name) or '.')}.html"
            link = f' <a href="{href}">{escape(str(action))}</a>' if name != HELP else ""
            found[id] += "\n\n" + _paragraph(danger, reader, link)
    return found


def without_withdrawn(guide: Guide, reader: Language, language: Language, name: str, text: str) -> str:
    """The Markdown of a page in a language, with notices in the reader's in place of what is withdrawn."""
    if notices := notices_of(guide, reader, name):
        return with_notices(text, parse_page(text, "", language.tag, name).sections, notices)
    return text


def _safety_sections(guide: Guide, name: str) -> set[str]:
    """The ids of the sections of a page in which a box of danger or warning stands."""
    source = guide.languages.source
    return {a.split("#")[1] for a, unit in guide.units(source, name).items() if unit.is_safety}


def _speaks(words: str, reader: Language) -> Language:
    return words.language if isinstance(words, Borrowed) else reader


def _paragraph(words: str, reader: Language, more: str = "") -> str:
    speaks = _speaks(words, reader)
    return (
        f'<p class="notice notice-withdrawn not-searched" lang="{speaks.tag}" dir="{speaks.direction}">'
        f"{escape(str(words))}{more}</p>"
    )
