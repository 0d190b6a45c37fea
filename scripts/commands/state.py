"""What the built site was made from, so that only what is missing or stale is built again.

.guide/built.json (not part of the site) holds, per language, a digest of everything that goes into its pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.commands.write import write_whole
from scripts.content.guide import Guide

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "jinja2", "selectolax")


def inputs_digest(guide: Guide, tags: Iterable[str]) -> dict[str, str]:
    """Per tag, the SHA-256 of what that language is built from: shared files, the source's pages, its own."""
    root = guide.root
    shared = hashlib.sha256()
    for package in _PACKAGES:
        try:
            shared.update(f"{package}={version(package)}\n".encode())
        except PackageNotFoundError:
            shared.update(f"{package}=none\n".encode())
    shared.update(json.dumps({tag: sorted(names) for tag, names in guide.names.items()}, sort_keys=True).encode())
    folders = [root / "docs" / "_data", root / "docs" / "assets", root / "overrides", Path(__file__).parents[1]]
    for path in [root / "mkdocs.yml", *(file for folder in folders for file in _files(folder))]:
        _add(shared, path)
    source = guide.languages.source
    for path in _files(guide.docs / source.folder):
        _add(shared, path)
    digests = {}
    for language in (guide.languages.get(tag) for tag in tags):
        own = shared.copy()
        own.update(language.tag.encode())
        if language != source:
            for path in _files(guide.docs / language.folder):
                _add(own, path)
        digests[language.tag] = own.hexdigest()
    return digests


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _add(digest: hashlib._Hash, path: Path) -> None:
    digest.update(f"{path.name}\0".encode())
    digest.update(hashlib.sha256(path.read_bytes()).digest())


def read_built(root: Path) -> dict[str, str]:
    """The digests the standing site was built from; {} where none is known."""
    try:
        built = json.loads((root / ".guide" / "built.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return built if isinstance(built, dict) else {}


def write_built(root: Path, digests: dict[str, str]) -> None:
    write_whole(root / ".guide" / "built.json", json.dumps(digests, indent=1, sort_keys=True) + "\n")
