"""What one language needs of the built site, and the list of it that a browser keeps it by.

The service worker (docs/assets/offline/worker.js) reads the list, and takes no file whose content is not the one listed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.outputs.address import page_path
from scripts.outputs.assets import OFFERS
from scripts.outputs.infobutton import INFOBUTTON
from scripts.outputs.questions import questions_path
from scripts.outputs.side_by_side import FOLDER as SIDE_BY_SIDE

FOLDER = "assets/offline/"
"""In docs/: what copies are made with, and no page loads. In the site: a list per language."""

NOT_KEPT = "not-kept"  # the name of the page that stands in for those of other languages; no Markdown page may have it
WORKER = "sw.js"
_OFFERS = OFFERS.removesuffix("js")  # before its mark
_SITE_ONLY = ("404.html", "sitemap.xml", WORKER)  # files of a server, of no use to a reader


@dataclass(frozen=True)
class Content:
    """What is known of a file: half of its SHA-256 in hexadecimal, and its size in bytes."""

    digest: str
    size: int


def content_of(data: bytes) -> Content:
    """The digest and size of a file's bytes."""
    return Content(hashlib.sha256(data).hexdigest()[:32], len(data))


def part_of(guide: Guide, language: Language, paths: Iterable[str]) -> list[str]:
    """Those of the site's files, by path and in order, that reading the guide in one language needs: its pages and its
    search data, the assets that all languages share, and the questions in each language, to stand beside its own.

    Its sections for the side-by-side pages of other languages are not among them.
    """
    questions = {questions_path(guide, one) for one in guide.languages.public}
    beside = f"{guide.languages.path(language)}{SIDE_BY_SIDE}/"
    folders = {one.folder for one in guide.languages} - {guide.languages.source.folder}
    found = []
    for path in sorted(paths):
        top, *below = path.split("/")
        if any(part.startswith(".") for part in (top, *below)) or (below or [top])[-1] in _SITE_ONLY:
            continue
        if INFOBUTTON in {part.split(".")[0] for part in (top, *below)}:  # what records systems ask a server for
            continue
        if top == "assets":
            of_search = below[0] == "search" and len(below) > 1
            needed = below[1].partition(".")[0] == language.tag if of_search else not path.startswith((FOLDER, _OFFERS))
        else:
            needed = top not in folders if language == guide.languages.source else top == language.folder
            needed = path in questions or (needed and not (path.startswith(beside) and path.endswith(".js")))
        if needed:
            found.append(path)
    return found


def version_of(files: Mapping[str, Content]) -> str:
    """A name for these files, which is another one as soon as any of them is: eight hexadecimal digits."""
    listed = "".join(f"{path}\0{files[path].digest}\n" for path in sorted(files))
    return hashlib.sha256(listed.encode()).hexdigest()[:8]


def offline_list(guide: Guide, language: Language, site: Mapping[str, Content]) -> str:
    """The list of a language as JSON: its version, its size in bytes, its pages to begin with, and the digest of each
    file by path.

    `site` has every file of the built site.
    """
    files = {path: site[path] for path in part_of(guide, language, site)}
    made = {
        "version": version_of(files),
        "size": sum(one.size for one in files.values()),
        "home": page_path(guide, language, "index"),
        "elsewhere": page_path(guide, language, NOT_KEPT),
        "files": {path: one.digest for path, one in files.items()},
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
