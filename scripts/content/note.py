"""A local note: a text of the publisher's own at a section of the guide, in site.yml and never in the guide's pages.

Plain Markdown: paragraphs, lists, emphasis, links. No HTML and no images; no headings, which would make sections.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token

from scripts.errors import GuideError

LONGEST = 2000  # signs; what is longer is a page of one's own to link to

_PARSER = MarkdownIt("commonmark")
_PLAIN = frozenset("""
    paragraph_open paragraph_close bullet_list_open bullet_list_close ordered_list_open ordered_list_close list_item_open
    list_item_close inline text softbreak hardbreak strong_open strong_close em_open em_close link_open link_close
    """.split())  # fmt: skip
_NAMES = {
    "html_block": "HTML", "html_inline": "HTML", "image": "an image", "heading_open": "a heading", "fence": "code",
    "code_block": "code (lines that begin with four spaces)", "code_inline": "code", "hr": "a line across",
    "blockquote_open": "a quotation",
}  # fmt: skip
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Note:
    """A note in one language. `section` is `page#id`; `place` where the section is named."""

    section: str
    language: str
    text: str
    place: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of the SHA-256 of its words: of nobody's sign-off, but of what was said when."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:12]

    @property
    def html(self) -> str:
        """The note as HTML."""
        return _PARSER.render(self.text)


def read_note(section: str, language: str, text: str, place: str, text_place: str) -> Note:
    """A note, if it is short and plain. `place` is where its section is named, `text_place` where its text begins.

    Raises GuideError for a section that is no `page#id`, and for a text that is too long or not plain Markdown.
    """
    page, _, id = section.partition("#")
    if not page or not id:
        raise GuideError(
            f"'{section}' is no section.", place=place, hint="write page#section, such as get-help#emergency."
        )
    if len(text) > LONGEST:
        raise GuideError(
            f"the note has {len(text):,} signs; {LONGEST:,} at most were expected.", place=text_place,
            hint="say the most important, and link to a page of yours.",
        )  # fmt: skip
    for token in _PARSER.parse(text):
        for one in (token, *(token.children or ())):
            _check(one, text_place)
    return Note(section, language, text.strip(), place)


def _check(token: Token, place: str) -> None:
    if token.type not in _PLAIN:
        quoted = f": “{token.content.strip()[:60]}”" if token.content.strip() else ""
        raise GuideError(
            f"the note holds {_NAMES.get(token.type, token.type)}{quoted}.", place=place,
            hint="write plain Markdown: paragraphs, lists, **strong** words, [links](https://…).",
        )  # fmt: skip
    if token.type == "link_open" and not str(token.attrs["href"]).startswith(_SCHEMES):
        raise GuideError(
            f"the note leads to '{token.attrs['href']}', which is no whole address.", place=place,
            hint="begin it with https://, or with mailto: or tel:.",
        )  # fmt: skip
