"""The alert card: two boxes of danger signs from the help page, in two languages, to fold to the size of a bank card.

What it says of medicine is those boxes, whole. While nobody has signed them the card says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import Standing
from scripts.content.page import FRONT
from scripts.outputs.borrowed import shown_words
from scripts.outputs.reader_view import Seen, Shown

CARD = "card"  # the names of the two pages; no Markdown page may have them
DIARY = "diary"
BOXES = ((FRONT, "box-emergency"), ("cancer-now", "box-cancer-now"))
"""The section and the id of each box, on the help page."""


@dataclass(frozen=True)
class Box:
    """What stands in a box, as HTML, and its language: the source's where the translation cannot be shown."""

    html: str
    language: Language


@dataclass(frozen=True)
class Face:
    """A card in one language. `reviewed` is whether clinicians have signed all that it takes from the pages."""

    language: Language
    words: Mapping[str, str]
    boxes: tuple[Box, ...]
    reviewed: bool


def face(
    guide: Guide, language: Language, name: str, seen: Mapping[str, Seen], render: Callable[[str, Language], str]
) -> Face | None:
    """The card in a language; None for a guide whose help page, `name`, lacks one of the boxes, or where
    one was withdrawn.

    `seen` says how the sections of the help page are shown in the language; `render` makes HTML of Markdown.
    """
    source = guide.languages.source
    original = guide.read_page(source, name)
    own = guide.read_page(language, name) if guide.has(language, name) else None
    boxes, reviewed = [], True
    for id, box in BOXES:
        view, section, mine = seen.get(id), original.section(id), own.section(id) if own else None
        if section is None or id in guide.withdrawn(name):
            return None
        html = ""
        if language != source and mine and view and view.shown is not Shown.ORIGINAL:
            html = _inside(render(mine.body, language), box)
        speaks = language if html else source
        html = html or _inside(render(section.body, source), box)
        if not html:
            return None
        boxes.append(Box(html, speaks))
        reviewed = reviewed and bool(view and view.standing is Standing.SIGNED)
    return Face(language, shown_words(guide, language)["card"], tuple(boxes), reviewed)


def _inside(html: str, box: str) -> str:
    """The inside of a box, without links but those that dial; "" if it is not there."""
    found = LexborHTMLParser(html).css_first(f"div.{box}")
    if found is None:
        return ""
    for link in found.css("a"):
        if not (link.attributes.get("href") or "").startswith("tel:"):
            link.unwrap()
    return "".join(child.html or "" for child in found.iter()).strip()
