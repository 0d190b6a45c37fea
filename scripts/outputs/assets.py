"""Styles and scripts as they are sent to readers: without comments and space that only their authors need."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import rcssmin
import rjsmin

SMALLER: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
"""By the end of a file's name, what makes its text smaller."""

EVERY_PAGE = "assets/scripts/page.js"
PARTS = ("header", "search", "terms", "voices")
"""What every page runs comes as one file of these scripts, for one request and the better compression."""


READ_ALOUD = "assets/scripts/read-aloud.js"
"""What every language sends with words of its own, and no page by this path."""


def part_of_every_page(path: str) -> bool:
    """Whether a script, by its path in the site, is sent within `EVERY_PAGE` and not by itself."""
    return path in {f"assets/scripts/{name}.js" for name in PARTS}


def every_page(scripts: dict[str, str]) -> str:
    """The script of every page, of those by path that the site has of its parts."""
    parts = [scripts.get(f"assets/scripts/{name}.js", "") for name in PARTS]
    return ";\n".join(part.strip() for part in parts if part) + "\n"


def read_aloud(script: str, words: Mapping[str, str]) -> str:
    """The script that reads pages aloud, with the words of its buttons in one language."""
    return f"var guideListen={json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n{script.strip()}\n"
