"""What a site has to offer, in lists: the menu, and every section from A to Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import langcodes

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.outputs.address import page_path
from scripts.outputs.borrowed import shown_words

# Beyond this many pages the menu opens the reader's group only: drawing every page into every page would make
# the site grow with the square of its pages.
FULL_MENU = 60


@dataclass(frozen=True)
class MenuPage:
    """`path` is from the site's root; `language` the tag of the text shown there; a skeleton is not `written`."""

    name: str
    title: str
    path: str
    language: str
    written: bool


@dataclass(frozen=True)
class MenuGroup:
    id: str
    title: str
    pages: tuple[MenuPage, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(page.name for page in self.pages)


def menu(guide: Guide, language: Language, titles: dict[str, tuple[str, str, bool]]) -> list[MenuGroup]:
    """The menu in a language; `titles` holds, per page name: title, tag of its text, whether it is written."""
    words = shown_words(guide, language)["groups"]
    return [
        MenuGroup(
            group.id,
            words.get(group.id) or next((titles[name][0] for name in group.pages if name in titles), group.id),
            tuple(
                MenuPage(name, titles[name][0], page_path(guide, language, name), titles[name][1], titles[name][2])
                for name in group.pages
                if name in titles
            ),
        )
        for group in guide.menu
    ]


def mark_current(menu_html: str, href: str) -> str:
    """A drawn menu with the page the reader is on marked. A menu is drawn once per group, not once per page."""
    return menu_html.replace(f'href="{href}"', f'href="{href}" aria-current="page"', 1)


@dataclass(frozen=True)
class Entry:
    """A section in the list from A to Z. `letter` heads its part of the list."""

    heading: str
    page: str
    address: str
    letter: str


def a_to_z(sections: Iterable[tuple[str, str, str]], tag: str) -> list[tuple[str, list[Entry]]]:
    """(heading, page title, address) of every section of a language, sorted and grouped by first letter.

    Accents do not count in the order. Chinese stands by its sounds (pinyin), as in its dictionaries; Japanese and
    Korean make one group without a letter.
    """
    said = _by_sound if langcodes.Language.get(tag).language == "zh" else str
    groups: dict[str, list[Entry]] = {}
    keyed = [(_key(said(heading)), _key(said(page)), heading, page, address) for heading, page, address in sections]
    for _, _, heading, page, address in sorted(keyed):
        letter = _letter(said(heading))
        groups.setdefault(letter, []).append(Entry(heading, page, address, letter))
    return list(groups.items())


def _by_sound(text: str) -> str:
    """Chinese as it is said, a space between two signs, so that all words of one sign stand together."""
    from pypinyin import lazy_pinyin  # its dictionary takes a while to load, and only Chinese needs it

    return " ".join(lazy_pinyin(text))


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c == " ").strip()


def _letter(text: str) -> str:
    key = _key(text)
    if not key:
        return ""
    name = unicodedata.name(key[0], "")
    if name.startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA")):
        return ""
    return key[0].upper()
