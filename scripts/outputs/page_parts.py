"""The parts of a rendered page, so that a template can put its notices where they belong.

Danger signs come first: nothing of ours stands above the danger box a page opens with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIV = re.compile(r"<(/?)div\b")
_WRAPPED = r'(?:<div class="shown-in-original\b[^>]*>\s*)?'
_DANGER = re.compile(_WRAPPED + r'<div class="admonition danger box-emergency\b')
_SECTIONS = re.compile(_WRAPPED + r"<h2")
_TITLE = re.compile(_WRAPPED + r"<h1\b.*?</h1>(?:\s*</div>)?", re.DOTALL)
_BELOW = re.compile(r'\s*<div class="original-below\b')


@dataclass(frozen=True)
class PageParts:
    """`danger`: the title and, where the page opens with one, its box of emergency signs; `opening`: what follows
    before the first h2; `sections`: the rest. Joined they are the page. A danger box about something else, such
    as a medicine, does not count: such a page still gets the signs that every page shows."""

    danger: str
    opening: str
    sections: str
    has_danger: bool


def page_parts(html: str) -> PageParts:
    """The parts of a page's HTML as Python-Markdown writes it."""
    first = _SECTIONS.search(html)
    first_h2 = first.start() if first else len(html)
    box = _DANGER.search(html, 0, first_h2)
    if box:
        end = _end_of_div(html, box.start())
        if below := _BELOW.match(html, end):  # the box again, in the language it was translated from
            end = _end_of_div(html, below.start())
    else:
        title = _TITLE.match(html)
        end = title.end() if title else 0
    return PageParts(html[:end], html[end:first_h2], html[first_h2:], bool(box))


def _end_of_div(html: str, start: int) -> int:
    depth = 0
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return html.index(">", match.start()) + 1
    return len(html)
