"""What the built site was made from, so that only what is missing or stale is built again.

.guide/built.json (not part of the site) holds, per language, a digest of everything that went into its part of the
site, and one of the files that came out: a site that somebody else wrote since is not taken for ours.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.commands.edition import read_edition
from scripts.commands.write import write_whole
from scripts.content.guide import Guide
from scripts.errors import GuideError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# What is in docs/_data for the checks, and goes into no page.
_CHECKED_ONLY = ("accepted/", "safety.yml", "memory.yml", "notes/", "roster.yml", "released.yml", "upstream.yml")
# What is in docs/_data for one language each: its own, and of the words that turn a statement the source's too.
_OF_ONE_LANGUAGE = ("claims/", "ledger/")

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "jinja2", "selectolax", "segno")


def inputs_digest(guide: Guide, tags: Iterable[str]) -> dict[str, str]:
    """Per tag, a digest of the state of what that language is built from: shared files, the source's pages, its own."""
    root = guide.root
    shared = hashlib.sha256()
    for package in _PACKAGES:
        try:
            shared.update(f"{package}={version(package)}\n".encode())
        except PackageNotFoundError:
            shared.update(f"{package}=none\n".encode())
    names = {language.tag: sorted(guide.names[language.tag]) for language in guide.languages.built}
    shared.update(json.dumps(names, sort_keys=True).encode())
    folders = [root / "docs" / "_data", root / "docs" / "assets", root / "overrides", Path(__file__).parents[1]]
    shared.update((root / "mkdocs.yml").read_bytes())
    shared.update(repr(read_edition(root)).encode())  # each page carries it
    for folder in folders:
        _add(shared, folder)
    source = guide.languages.source
    _add(shared, guide.docs / source.folder)
    digests = {}
    for language in (guide.languages.get(tag) for tag in tags):
        own = shared.copy()
        own.update(language.tag.encode())
        for name in (f"ledger/{language.tag}.yml", f"claims/{language.tag}.yml", f"claims/{source.tag}.yml"):
            if (path := root / "docs" / "_data" / name).is_file():
                _add_file(own, name, path.stat())
        if language != source:
            _add(own, guide.docs / language.folder)
        digests[language.tag] = own.hexdigest()
    return digests


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, in order: its path from there with `/`, and its state."""
    for parent, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in sorted(files):
            yield name if below == "." else f"{below}/{name}", os.stat(os.path.join(parent, name))


def _add(digest: hashlib._Hash, folder: Path) -> None:
    """Names, sizes, times and inodes: reading thousands of files would take longer than building what has changed."""
    for name, known in _files(folder):
        if folder.name == "_data" and name.startswith((*_CHECKED_ONLY, *_OF_ONE_LANGUAGE)):
            continue
        _add_file(digest, f"{folder.name}/{name}", known)


def _add_file(digest: hashlib._Hash, name: str, known: os.stat_result) -> None:
    digest.update(f"{name}\0{known.st_size}\0{known.st_mtime_ns}\0{known.st_ino}\n".encode())


def outputs_digest(guide: Guide, tag: str, site: Path) -> str:
    """A digest of names, sizes and times of a language's files in the site; those of no language are left out."""
    language = guide.languages.get(tag)
    folders = {other.folder for other in guide.languages}
    digest = hashlib.sha256()

    def add(name: str, known: os.stat_result) -> None:
        digest.update(f"{name}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())

    if language != guide.languages.source:
        for name, known in _files(site / language.folder):
            add(name, known)
    elif site.is_dir():
        for top in sorted(os.listdir(site)):
            if top in folders or top.startswith(".") or top in ("sitemap.xml", "sw.js"):
                continue
            if (site / top).is_file():
                add(top, os.stat(site / top))
            for name, known in _files(site / top):
                if not (top == "assets" and name.startswith(("search/", "offline/"))):
                    add(f"{top}/{name}", known)
    for search in sorted((site / "assets" / "search").glob(f"{tag}.*js")):
        add(search.name, os.stat(search))
    return digest.hexdigest()


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Hold the lock of a guide's builds. Raises GuideError if another command holds it."""
    path = root / ".guide" / "lock"
    path.parent.mkdir(exist_ok=True)
    with held(path, "another build of this guide is running.", place=root):
        yield


@contextmanager
def held(lock: Path, busy: str, *, place: Path) -> Iterator[None]:
    """Hold a lock, which is a file. Raises GuideError, which says `busy` of a place, if another command holds it."""
    if fcntl is None:  # no such locks on this system
        yield
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GuideError(busy, place=str(place), hint="wait until it has ended; try again.") from None
        yield


def read_built(root: Path) -> dict[str, dict[str, str]]:
    """Per tag the digests (`inputs`, `outputs`) of the standing site; {} where none is known."""
    try:
        built = json.loads((root / ".guide" / "built.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return built if isinstance(built, dict) else {}


def write_built(root: Path, digests: dict[str, dict[str, str]]) -> None:
    write_whole(root / ".guide" / "built.json", json.dumps(digests, indent=1, sort_keys=True) + "\n")
