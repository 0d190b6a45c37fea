"""Tables that may be wider than the screen: each in a box that scrolls, by keyboard too, and the page does not."""

from __future__ import annotations

import re

_HEADING_OR_TABLE = re.compile(r'<h[1-6]\b[^>]*? id="(?P<id>[^"]*)"|<table\b.*?</table>', re.DOTALL)


def in_scrolling_boxes(html: str) -> str:
    """HTML with each table in a box that takes the focus and is called what the heading before it says."""
    heading = ""

    def boxed(found: re.Match[str]) -> str:
        nonlocal heading
        if found["id"] is not None:
            heading = found["id"]
            return found[0]
        name = f' role="group" aria-labelledby="{heading}"' if heading else ""
        return f'<div class="wide"{name} tabindex="0">{found[0]}</div>'

    return _HEADING_OR_TABLE.sub(boxed, html)
