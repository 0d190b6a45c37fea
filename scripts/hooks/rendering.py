"""What Markdown became, kept from one build to the next: half of a build's time goes into pages that have not changed.

.guide/rendered/<tag>.json holds the pages of the last build of a language, each under a digest of its text and of
all else that its HTML depends on: the files its links may lead to, the extensions, the versions. Deleting it costs
time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from scripts.commands.write import write_whole
from scripts.content.guide import Guide
from scripts.content.page import FRONT
from scripts.outputs.drawings import FOLDER as DRAWINGS
from scripts.outputs.drawings import with_drawings
from scripts.outputs.markdown import items_numbered
from scripts.outputs.wide_tables import in_scrolling_boxes


def finished(html: str, guide: Guide, place: Callable[[str], str]) -> str:
    """The HTML of a page as Python-Markdown makes it, made the page's: items in paragraphs keep their numbers, wide tables
    scroll, drawings stand in the page itself, and the title's id is that of its section in every language.

    `place` says where the page names a drawing, as `file:line`. Raises GuideError for a drawing that cannot be shown.
    """

    def drawing(file: str) -> bytes | None:
        path = guide.root / "docs" / DRAWINGS / file
        return path.read_bytes() if path.is_file() else None

    html = with_drawings(in_scrolling_boxes(items_numbered(html)), drawing, place)
    return re.sub(r'(<h1\b[^>]*? id=)"[^"]*"', rf'\g<1>"{FRONT}"', html, count=1)


class Rendering:
    """The rendered pages of one language: those of the last build, and those of this one."""

    def __init__(self, path: Path, config: MkDocsConfig, files: Files) -> None:
        self.path = path
        self.kept = _read(path)
        self.used: dict[str, dict[str, Any]] = {}
        settings = [
            [version(package) for package in ("mkdocs", "markdown", "mkdocs-static-i18n")],
            config.markdown_extensions,
            config.mdx_configs,
            repr(config.validation.data),
            sorted((uri, file.dest_uri) for uri, file in files.src_uris.items()),
        ]
        self.settings = json.dumps(settings, default=str)

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """MkDocs' Page.render, or its result of the last build. A page that makes it warn is never kept."""
        text = f"{self.settings}\0{page.file.src_uri}\0{page.markdown}"
        key = hashlib.sha256(text.encode()).hexdigest()
        kept = self.kept.get(key)
        if kept is not None:
            _restore(page, kept, files)
        else:
            warnings = _Warnings()
            logger = logging.getLogger("mkdocs")
            logger.addHandler(warnings)
            try:
                Page.render(page, config, files)
            finally:
                logger.removeHandler(warnings)
            if warnings.met:
                return
            kept = _result(page)
        self.used[key] = kept

    def save(self) -> None:
        """Keep what this build used, and nothing older."""
        if self.used.keys() != self.kept.keys():
            write_whole(self.path, json.dumps(self.used, ensure_ascii=False, separators=(",", ":")))


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.met = False

    def emit(self, record: logging.LogRecord) -> None:
        self.met = True


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _result(page: Any) -> dict[str, Any]:
    return {
        "content": page.content,
        "toc": [_token(entry) for entry in page.toc],
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids),
        "links": {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()},
    }


def _token(entry: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in entry.children]
    return {"name": entry.title, "id": entry.id, "level": entry.level, "children": children}


def _restore(page: Any, kept: dict[str, Any], files: Files) -> None:
    page.content = kept["content"]
    page.toc = get_toc(kept["toc"])
    page._title_from_render = kept["title"]
    page.present_anchor_ids = set(kept["ids"])
    page.links_to_anchors = {files.src_uris[uri]: anchors for uri, anchors in kept["links"].items()}
