"""`guide publish`: the built site, put where a web server reads it, in one step.

    DIR/current -> releases/000007     what is served: a link, replaced by a rename
    DIR/releases/000005 … 000007       whole releases, each never changed but for assets of others that are added to it

A release is copied beside the others and is on the disk before the link is changed. So whatever happens at whatever moment, what
is served is one whole release. It has the assets of the other releases too: their names tell their content, and readers
may still hold pages that name them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from scripts.commands.build import site_dir, stale_languages
from scripts.commands.edition import read_edition
from scripts.commands.state import held, one_at_a_time
from scripts.content.guide import Guide, read_guide
from scripts.errors import GuideError
from scripts.outputs.address import page_path
from scripts.outputs.assets import is_marked
from scripts.outputs.encodings import ENDINGS, encodings

KEPT = 3
CURRENT, RELEASES, FACTS = "current", "releases", ".release.json"
SERVED_DOT_FILES = (".htaccess", ".nojekyll", ".well-known")
"""What begins with a dot and is for the web server or its visitors; anything else of the kind is not published."""

_ASSET = re.compile(rb"""["' ]((?:\.\./|\./|/)*)(assets/[^"'#? ]+\.\w+)(?=["'#? ])""")


def publish(root: Path, folder: Path, *, rollback: bool = False) -> int:
    """Publish the built site to a folder, or with `rollback` go back to the release before the one that is served.

    Raises GuideError if the site is stale or not whole, if another command publishes there, or if the folder cannot be written to;
    what is served is then what was served before.
    """
    guide = read_guide(root)
    try:
        with _lock(folder, make=not rollback):
            if rollback:
                return _roll_back(folder)
            with one_at_a_time(root):
                return _publish(guide, folder)
    except OSError as error:
        raise GuideError(
            f"could not publish: {error.strerror or error}.",
            place=str(error.filename or folder),
            hint="what is served has not changed by halves. Make room, or allow writing there, and publish again.",
        ) from None


def files_of(site: Path) -> dict[str, Path]:
    """The files of a built site that are to be served, by path and in order."""
    found = {}
    for path in sorted(site.rglob("*")):
        below = path.relative_to(site)
        if path.is_file() and (not below.parts[0].startswith(".") or below.parts[0] in SERVED_DOT_FILES):
            found[below.as_posix()] = path
    return found


def check_whole(guide: Guide) -> dict[str, Path]:
    """The files of the built site by path. Raises GuideError if it is older than its text, or lacks a file it needs."""
    site = site_dir(guide.root)
    if stale := stale_languages(guide):
        raise GuideError(
            f"the built site is missing or older than its text: {', '.join(stale)}.",
            place=str(site),
            hint="run `guide build`, look at it, and try again.",
        )
    files = files_of(site)
    needed = [page_path(guide, one, name) for one in guide.languages.built for name in ("index", "404")]
    lacking = [(path, "") for path in ("sitemap.xml", *needed) if path not in files]
    for path, file in files.items():
        if path.endswith(".html"):
            named = {match[2].decode() for match in _ASSET.finditer(file.read_bytes())}
            lacking += [(asset, path) for asset in named if asset not in files]
    if lacking:
        asset, page = lacking[0]
        raise GuideError(
            f"{len(lacking)} file(s) of the built site are missing, the first: {asset}"
            + (f", which {page} needs." if page else "."),
            place=str(site),
            hint="delete the folder and run `guide build`.",
        )
    return files


@contextmanager
def _lock(folder: Path, *, make: bool) -> Iterator[None]:
    """Let nobody else publish there."""
    if make:
        (folder / RELEASES).mkdir(parents=True, exist_ok=True)
    elif not (folder / RELEASES).is_dir():
        raise GuideError(
            "nothing has been published here.", place=str(folder), hint="name the folder of `guide publish`."
        )
    with held(folder / ".lock", "another command is publishing here.", place=folder):
        yield


def _releases(folder: Path) -> list[Path]:
    """Whole releases, the oldest first."""
    return sorted(path for path in (folder / RELEASES).iterdir() if path.name.isdecimal())


def _served(folder: Path) -> Path | None:
    """The release that is served. Raises GuideError if what stands there is not ours."""
    link = folder / CURRENT
    if not link.is_symlink():
        if link.exists():
            raise GuideError(
                f"'{CURRENT}' is there and is no link to a release.",
                place=str(link),
                hint="move it, or publish elsewhere.",
            )
        return None
    return folder / os.readlink(link)


def _publish(guide: Guide, folder: Path) -> int:
    served = _served(folder)
    files = check_whole(guide)
    for left in (folder / RELEASES).glob(".*"):  # of a command that was killed
        shutil.rmtree(left, ignore_errors=True)
    releases = _releases(folder)
    name = f"{int(releases[-1].name) + 1 if releases else 1:06}"
    click.echo(f"Publishing {len(files)} files …", err=True)
    new = folder / RELEASES / f".{name}"
    try:
        new.mkdir()
        _fill(new, files, releases[::-1])
        edition = read_edition(guide.root)
        kept = [path for path in releases[-KEPT + 1 :] if path != served] + ([served] if served in releases else [])
        facts = {"version": edition.version, "date": edition.date, "carried": _carry(kept, new)}
        _write(new / FACTS, json.dumps(facts, indent=1).encode())
        _sync_folders(new)
        os.replace(new, folder / RELEASES / name)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _sync(folder / RELEASES)
    _switch(folder, name)
    _prune(folder)
    click.echo(f"Published {edition.version} of {edition.date} as release {name} in {folder}.")
    return 0


def _fill(new: Path, files: dict[str, Path], before: Sequence[Path]) -> None:
    """Copy the site with its encodings. A file that a release has already is linked, so that readers who have it are told
    that it has not changed; another content is later by a second at least, so that no server takes it for the same."""

    def one(item: tuple[str, Path]) -> None:
        path, file = item
        data, target = file.read_bytes(), new / path
        latest = 0.0
        for release in before:
            there = release / path
            if not there.is_file():
                continue
            latest = max(latest, there.stat().st_mtime)
            if there.stat().st_size == len(data) and there.read_bytes() == data:
                _link(there, target)
                for ending in ENDINGS:
                    if (encoded := release / f"{path}{ending}").is_file():
                        _link(encoded, new / f"{path}{ending}")
                return
        at = max(int(time.time()), int(latest) + 1)
        for ending, content in {"": data, **encodings(path, data)}.items():
            _write(new / f"{path}{ending}", content, at)

    for path in files:
        (new / path).parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # compressing takes longest, and needs no lock of Python's
        for _ in pool.map(one, files.items()):
            pass


def _carry(releases: Sequence[Path], target: Path) -> list[str]:
    """Add the assets that other releases brought, and their encodings; returns their paths."""
    carried = []
    for release in releases:
        passed_on = set(_facts(release).get("carried", ()))
        for path in sorted(file for file in (release / "assets").rglob("*") if file.is_file()):
            below = path.relative_to(release).as_posix()
            if is_marked(below) and below not in passed_on and not (target / below).exists():
                (target / below).parent.mkdir(parents=True, exist_ok=True)
                _link(path, target / below)
                carried.append(below)
    return carried


def _facts(release: Path) -> dict[str, list[str]]:
    try:
        return json.loads((release / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _roll_back(folder: Path) -> int:
    served = _served(folder)
    older = [path for path in _releases(folder) if served and path.name < served.name]
    if not served or not older:
        raise GuideError(
            "there is no release before the one that is served.",
            place=str(folder),
            hint="publish the site that you want.",
        )
    if served.is_dir():
        _carry([served], older[-1])
        _sync_folders(older[-1])
    _switch(folder, older[-1].name)
    click.echo(f"Release {older[-1].name} is served again, instead of {served.name}.")
    return 0


def _switch(folder: Path, name: str) -> None:
    """Serve a release: the one rename that readers notice."""
    link = folder / f".{CURRENT}"
    link.unlink(missing_ok=True)
    os.symlink(f"{RELEASES}/{name}", link)
    os.replace(link, folder / CURRENT)
    _sync(folder)


def _prune(folder: Path) -> None:
    served = _served(folder)
    for old in [path for path in _releases(folder)[:-KEPT] if path != served]:
        gone = old.with_name(f".{old.name}")
        os.replace(old, gone)  # half of it must not pass for a release
        shutil.rmtree(gone, ignore_errors=True)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except PermissionError:
        shutil.copy2(source, target)  # a file system without links, or of another owner
        _sync(target)


def _write(path: Path, data: bytes, at: int | None = None) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
    if at is not None:
        os.utime(path, (at, at))


def _sync_folders(folder: Path) -> None:
    for path in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        path.chmod(0o755)
        _sync(path)


def _sync(path: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
