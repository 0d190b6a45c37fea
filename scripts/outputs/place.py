"""What pages show of the site facts: header, footer, statements, and local notes at their sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from scripts.content.contact import dialled
from scripts.content.guide import Guide
from scripts.content.language import Language, direction_of
from scripts.content.logo import Logo
from scripts.content.palette import Palette, Shade
from scripts.content.site import LINKS, language_help_of
from scripts.outputs.borrowed import in_words

STATEMENTS = "statements"  # the page's name; no Markdown page may have it
STYLE = "assets/styles/place.css"
LOGO_HEIGHT = 40  # pixels, as place.css has it

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True)
class Place:
    """The site facts as readers of one language see them; text of another language says so. `links` are (key, address)."""

    publisher: str
    address: str
    hours: str
    links: tuple[tuple[str, str], ...]
    logo: Logo | None
    styled: bool

    @property
    def logo_words(self) -> str:
        """What the logo says, for an attribute, where no language can be marked."""
        return str(self.publisher)

    @property
    def logo_size(self) -> tuple[int, int]:
        return self.logo.at_height(LOGO_HEIGHT) if self.logo else (0, 0)

    def link(self, *keys: str) -> str:
        """The address of the first of these links that there is."""
        return next((address for key in keys for known, address in self.links if known == key), "")


def place_in(guide: Guide, language: Language) -> Place:
    """The site facts for readers of a language."""
    facts, source = guide.facts, guide.languages.source.tag
    links = ((key, facts.links[key].in_language(language.tag, source)[0]) for key in LINKS if key in facts.links)
    return Place(
        publisher=in_words(guide, language, facts.publisher),
        address=in_words(guide, language, facts.address),
        hours=in_words(guide, language, facts.hours),
        links=tuple((key, address) for key, address in links if address),
        logo=facts.logo,
        styled=facts.styled,
    )


def holding(text: str, **words: str) -> Markup:
    """Words of the interface as HTML, with others in place of their `{placeholders}`, each in its own direction."""
    html = str(escape(text))
    for key, value in words.items():
        html = html.replace(f"{{{key}}}", f"<bdi>{escape(value)}</bdi>")
    return Markup(html)


def colors(palette: Palette | None) -> str:
    """The rules of a style sheet that give pages the hospital's colors; on paper they stay black."""
    if palette is None:
        return ""

    def rule(shade: Shade) -> str:
        return f"{{ --accent: {shade.accent}; --accent-text: {shade.text}; --accent-soft: {shade.soft}; }}"

    return (
        f'@media screen {{ :root {rule(palette.light)} :root[data-theme="dark"] {rule(palette.dark)} }}\n'
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {rule(palette.dark)} }}\n'
    )


def language_help(guide: Guide, language: Language) -> list[tuple[str, str, Markup]]:
    """The notice of help with language of the site's country: tag, direction and line of each of its languages. Empty
    where the country asks for none, or there is no number to call."""
    number = guide.contacts_in(language).get("interpreter", "")
    lines = language_help_of(guide.facts.country) if number else {}
    link = f'<a href="tel:{dialled(number)}">{escape(number)}</a>' if dialled(number) else str(escape(number))
    shown = f'<bdi dir="ltr">{link}</bdi>'
    return [(tag, direction_of(tag), Markup(line.replace("{number}", shown))) for tag, line in lines.items()]


def with_notes(html: str, notes: dict[str, str]) -> str:
    """The HTML of a page with each note, by section id, at the end of its section: before the next heading, and outside
    of what is around that heading or around the section."""
    for id, note in notes.items():
        at = _end_of_section(html, id)
        if at is not None:
            html = html[:at] + note + html[at:]
    return html


def _end_of_section(html: str, id: str) -> int | None:
    """Where the text of a section ends; None if the page has no such heading."""
    inside = heading = False
    depth, end = 0, None
    for tag in _TAG.finditer(html):
        closes, name, alone = tag[1], tag[2], tag[3] or tag[2] in _VOID
        if _HEADING.fullmatch(name):
            if not inside:
                inside = heading = not closes and f' id="{id}"' in tag[0]
                continue
            if heading:  # the end of the section's own heading
                heading, depth, end = False, 0, tag.end()
                continue
            return end
        if not inside or heading or alone:
            continue
        depth += -1 if closes else 1
        if depth <= 0:
            depth, end = 0, tag.end()
    return end


def note_box(guide: Guide, language: Language, title: str, section: str) -> str:
    """The note at a section in a language, in a box that says whose it is; "" where there is none."""
    for note in guide.facts.notes:
        if note.section == section and note.language == language.tag:
            said = holding(title, publisher=in_words(guide, language, guide.facts.publisher))
            id = f"note-{section.partition('#')[2]}"
            return (
                f'\n<aside class="local-note not-searched" lang="{language.tag}" dir="{language.direction}" '
                f'aria-labelledby="{id}" data-note="{note.fingerprint}">'
                f'<p class="local-note-title" id="{id}">{said}</p>\n{note.html}</aside>\n'
            )
    return ""
