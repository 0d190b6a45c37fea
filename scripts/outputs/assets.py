"""Styles and scripts as they are sent to readers: without comments and space that only their authors need, and under
names that tell what is in them.

A name holds part of the digest of its file, as in `page.1a2b3c4d.js`. So a browser may keep it for good, and a page that was
opened before a new edition still gets the files that it was made with.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping

import rcssmin
import rjsmin

SMALLER: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
"""By the end of a file's name, what makes its text smaller."""

ICON = "assets/icon.svg"
BUNDLES: dict[str, tuple[str, ...]] = {
    "assets/scripts/page.js": tuple(f"assets/scripts/{one}.js" for one in ("header", "search", "terms", "voices", "print")),
    **{f"assets/styles/{one}.css": ("assets/styles/sheet.css", f"assets/styles/{one}.css") for one in ("questions", "card", "diary")},
}  # fmt: skip
"""Files that are sent as one, for one request and the better compression: what every page runs, and the styles of each page
to take along. By the path in the site, those of its parts."""

OFFERS = "assets/scripts/offers.js"
"""In what words each language offers itself: loaded by readers whose device speaks another language than the page."""

READ_ALOUD = "assets/scripts/read-aloud.js"
"""What every language sends with words of its own, and no page by this path."""

REVIEW = "assets/scripts/review.js"
"""What signed pages load, which may be past their next review."""


def bundled(files: Mapping[str, str]) -> dict[str, str]:
    """The files that are sent as one, by path, of those parts that the site has. `files` are its styles and scripts by path."""
    made = {}
    for path, parts in BUNDLES.items():
        between = ";\n" if path.endswith(".js") else "\n"
        if there := [files[part].strip() for part in parts if part in files]:
            made[path] = between.join(there) + "\n"
    return made


def offers(words: Mapping[str, Mapping[str, str]]) -> str:
    """The script that tells in what words each language, by tag, offers itself."""
    return f"var guideOffers={json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n"


def read_aloud(script: str, words: Mapping[str, str]) -> str:
    """The script that reads pages aloud, with the words of its buttons in one language."""
    return f"var guideListen={json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n{script.strip()}\n"


_MARK = re.compile(r"(?<=[\w-])\.[0-9a-f]{8}(?=[./])")
_MARKED = re.compile(r"assets/[\w/-]*[\w-]\.[0-9a-f]{8}[./]")


def lasts(path: str) -> bool:
    """Whether a file, by its path in the site and without a mark, gets a mark. What pages name themselves, such as a photo,
    keeps its name."""
    return path == ICON or (path.startswith(("assets/scripts/", "assets/styles/")) and path.endswith((".css", ".js")))


def is_marked(path: str) -> bool:
    """Whether the path of a file in the site has a mark, so that no other content will ever have this path."""
    return _MARKED.match(path) is not None


def mark_of(contents: Iterable[str]) -> str:
    """The mark of one file's text, or of several files' that belong together."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content.encode() + b"\0")
    return digest.hexdigest()[:8]


def marked(path: str, mark: str) -> str:
    """The path with a mark before its ending: `assets/scripts/page.1a2b3c4d.js`."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{mark}.{ending}"


def marked_search(files: dict[str, str], tag: str) -> tuple[dict[str, str], str]:
    """The search files of a language by path, with one mark for all of them; and the path of the first, which all others
    stand in a folder beside: `es.1a2b3c4d.js`, `es.1a2b3c4d/symptoms.js`."""
    name = f"{tag}.{mark_of(f'{path}{text}' for path, text in sorted(files.items()))}"
    return {name + path.removeprefix(tag): text for path, text in files.items()}, f"{name}.js"


def unmarked(text: str) -> str:
    """A path, or HTML with paths, without marks."""
    return _MARKED.sub(lambda found: _MARK.sub("", found[0]), text)
