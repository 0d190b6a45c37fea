"""What the built site was made from, so that only what is missing or stale is built again.

.guide/built.json (not part of the site) holds, per language, a digest of everything that went into its part of the
site, and one of the files that came out: a site that somebody else wrote since is not taken for ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.commands.write import write_whole
from scripts.content.guide import Guide
from scripts.errors import GuideError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

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
    _add(shared, root / "mkdocs.yml", root)
    for folder in folders:
        for path in _files(folder):
            _add(shared, path, folder.parent)
    source = guide.languages.source
    for path in _files(guide.docs / source.folder):
        _add(shared, path, root)
    digests = {}
    for language in (guide.languages.get(tag) for tag in tags):
        own = shared.copy()
        own.update(language.tag.encode())
        if language != source:
            for path in _files(guide.docs / language.folder):
                _add(own, path, root)
        digests[language.tag] = own.hexdigest()
    return digests


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _add(digest: hashlib._Hash, path: Path, root: Path) -> None:
    digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
    digest.update(hashlib.sha256(path.read_bytes()).digest())


def outputs_digest(guide: Guide, tag: str, site: Path) -> str:
    """A digest of names, sizes and times of a language's files in the site; those of no language are left out."""
    language = guide.languages.get(tag)
    if language == guide.languages.source:
        others = {other.folder for other in guide.languages} | {"sitemap.xml"}
        tops = [entry for entry in site.glob("[!.]*") if entry.name not in others]
    else:
        tops = [site / language.folder]
    paths = [file for top in tops for file in (_files(top) if top.is_dir() else [top])]
    paths = [path for path in paths if path.parent != site / "assets" / "search"]
    digest = hashlib.sha256()
    for path in sorted([*paths, site / "assets" / "search" / f"{tag}.js"]):
        known = path.stat() if path.is_file() else None
        size, time = (known.st_size, known.st_mtime_ns) if known else (-1, 0)
        digest.update(f"{path.relative_to(site).as_posix()}\0{size}\0{time}\n".encode())
    return digest.hexdigest()


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Hold the lock of a guide's builds. Raises GuideError if another command holds it."""
    if fcntl is None:  # no such locks on this system
        yield
        return
    path = root / ".guide" / "lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GuideError(
                "another build of this guide is running.", place=str(root), hint="wait until it has ended; try again."
            ) from None
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
