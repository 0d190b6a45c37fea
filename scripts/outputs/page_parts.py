"""The parts of a rendered page, so that a template can put its notices where they belong.

Danger signs come first: nothing of ours stands above the danger box a page opens with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIV = re.compile(r"<(/?)div\b")
_DANGER = re.compile(r'<div class="admonition danger box-emergency\b')


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
    first_h2 = html.find("<h2")
    if first_h2 < 0:
        first_h2 = len(html)
    box = _DANGER.search(html, 0, first_h2)
    if box:
        end = _end_of_div(html, box.start())
    else:
        end = html.find("</h1>", 0, first_h2)
        end = end + len("</h1>") if end >= 0 else 0
    return PageParts(html[:end], html[end:first_h2], html[first_h2:], bool(box))


def _end_of_div(html: str, start: int) -> int:
    depth = 0
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return html.index(">", match.start()) + 1
    return len(html)
