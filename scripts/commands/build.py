"""`guide build`: the whole site, a process per language, put in place only when all of it is good.

Each language is built by MkDocs itself, with static-i18n told that it is inside another build, into a folder of
its own; the folders are then laid together. The result is the same, byte for byte, as `mkdocs build --strict`.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from scripts.commands.state import inputs_digest, one_at_a_time, outputs_digest, read_built, write_built
from scripts.content.guide import LANGUAGES, Guide, read_guide
from scripts.errors import GuideError
from scripts.outputs.assets import is_marked, lasts, unmarked

PATIENCE = 2.0  # seconds without a word; longer work reports its progress


@dataclass(frozen=True, order=True)
class Problem:
    """What kept a language from being built; `tag` is "" for what belongs to none. `stops_all` is so for the source
    language: without it nothing is built."""

    tag: str
    message: str
    stops_all: bool = False

    def __str__(self) -> str:
        return self.message


def build(root: Path, *, tags: tuple[str, ...] = (), jobs: int | None = None) -> int:
    """Build all languages, or those in `tags` into the site that is there. Returns 1 if a page stopped any of them."""
    guide = read_guide(root, keep_faults=True)
    start = time.monotonic()
    chosen = [_built(guide, tag) for tag in dict.fromkeys(tags)]
    all_built = [language.tag for language in guide.languages.built]
    standing = set(read_built(root))
    if not chosen or not site_dir(root).exists() or not standing >= set(all_built):
        chosen = all_built
    if readable := [tag for tag in chosen if tag not in guide.unreadable]:
        click.echo(f"Building {', '.join(readable)} …", err=True)
    problems = build_languages(guide, chosen, jobs=jobs)
    for message in dict.fromkeys(map(str, problems)):
        click.echo(message, err=True)
    failed = {problem.tag for problem in problems}
    if any(problem.stops_all for problem in problems) or failed >= set(chosen):
        click.echo(
            "guide: the site was not built; the last good one, if any, is unchanged. `guide check pages` may say more.",
            err=True,
        )
        return 1
    done = [tag for tag in chosen if tag not in failed]
    pages = len(guide.names[guide.languages.source.tag]) * len(done)
    click.echo(
        f"Built {pages} pages in {len(done)} language(s) into {site_dir(root).name}/ in {time.monotonic() - start:.1f} s."
    )
    for tag in [tag for tag in all_built if tag in failed]:
        there = (site_dir(root) / tag).is_dir()
        click.echo(
            f"guide: {tag} was not built; {'its last good pages stay' if there else 'it is left out of the site'}.",
            err=True,
        )
    if older := [tag for tag in stale_languages(guide) if tag not in chosen and tag not in failed]:
        click.echo(f"Older than their text, and left as they were: {', '.join(older)}. `guide build` builds all.")
    return 1 if problems else 0


def _built(guide: Guide, tag: str) -> str:
    """A tag that was asked for, if the site has pages in it."""
    language = guide.languages.get(tag)
    if language not in guide.languages.built:
        raise GuideError(
            f"the language {tag} is hidden, so it is not built.",
            place=f"{LANGUAGES}:{language.line}",
            hint="write 'stage: preview' in its record to see it.",
        )
    return tag


def build_languages(guide: Guide, tags: list[str], *, jobs: int | None = None) -> list[Problem]:
    """Build languages and put them in place. Returns what went wrong.

    Languages that are not named are taken from the standing site, which must then be whole; so are those that could not
    be built. Where the standing site has none of a language, it is left out, and no other language leads to it. If the
    source language could not be built, nothing changes. Raises GuideError while another build of the same guide runs.
    """
    root, site = guide.root, site_dir(guide.root)
    site.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(root):
        for left in site.parent.glob(f".{site.name}.*"):  # of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}.", dir=site.parent))
        try:
            return _build_what_can_be(guide, tags, staging, site, jobs or os.cpu_count() or 1)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _build_what_can_be(guide: Guide, tags: list[str], staging: Path, site: Path, jobs: int) -> list[Problem]:
    """What `build_languages` does once it has a folder and the lock."""
    problems = [Problem(fault.tag, str(fault.error)) for fault in guide.faults]
    built, failed = read_built(guide.root), set(guide.unreadable)
    while True:
        shown = _without_absent(guide, failed, site)
        wanted = [tag for tag in tags if tag not in failed]
        if not wanted:
            return problems  # nothing to build, or nothing that can be
        inputs = inputs_digest(shown, wanted)
        met = _run(shown, wanted, staging, jobs)
        problems += met
        failed |= {problem.tag for problem in met}
        if any(problem.stops_all for problem in met):
            return problems
        if shown.languages.public == _without_absent(guide, failed, site).languages.public:
            break
        shutil.rmtree(staging / "language")  # these pages lead to a language that there is nothing of
    done = [tag for tag in wanted if tag not in failed]
    if not done:
        return problems
    shown = _without_absent(guide, failed, site)
    whole = _lay_together(shown, done, staging, site, set(built))
    _write_whole_site(shown, whole)
    _put_in_place(whole, site, staging / "old")
    for tag in done:
        built[tag] = {"inputs": inputs[tag], "outputs": outputs_digest(shown, tag, site)}
    write_built(guide.root, {language.tag: built[language.tag] for language in shown.languages.built})
    return problems


def _without_absent(guide: Guide, failed: Iterable[str], site: Path) -> Guide:
    """The guide without those of the languages that could not be built which the standing site has no pages of."""
    built = read_built(guide.root)
    return guide.hiding(frozenset(tag for tag in failed if tag not in built or not (site / tag).is_dir()))


def stale_languages(guide: Guide) -> list[str]:
    """Tags of languages whose part of the site is missing, older than what it is made from, or not what we built.
    Those that cannot be read are not among them."""
    site = site_dir(guide.root)
    guide = _without_absent(guide, guide.unreadable, site)
    tags = [language.tag for language in guide.languages.built if language.tag not in guide.unreadable]
    inputs, built = inputs_digest(guide, tags), read_built(guide.root)
    return [
        tag for tag in tags if built.get(tag) != {"inputs": inputs[tag], "outputs": outputs_digest(guide, tag, site)}
    ]


def site_dir(root: Path) -> Path:
    """The folder of the built site, as mkdocs.yml has it; where that is a link, the folder it leads to."""
    return Path(_load(root).site_dir).resolve()


def site_address(guide: Guide) -> str:
    """The address the site will have: that of its facts, else that of mkdocs.yml; "" where it has none."""
    return guide.facts.site_url or _load(guide.root).site_url or ""


def forget_configuration() -> None:
    """Read mkdocs.yml and its hooks anew the next time they are needed."""
    _configs.clear()


@dataclass(frozen=True)
class _Outcome:
    tag: str
    problems: tuple[Problem, ...]


def _run(guide: Guide, tags: list[str], staging: Path, jobs: int) -> list[Problem]:
    """Build each language in a process; the problems of all of them."""
    start = time.monotonic()
    problems: list[Problem] = []
    with closing(_outcomes(guide, tags, staging, min(jobs, len(tags)))) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            problems += outcome.problems
            if time.monotonic() - start > PATIENCE and len(tags) > 1:
                click.echo(f"  {done} of {len(tags)} languages built ({outcome.tag})", err=True)
    return sorted(set(problems))


def _outcomes(guide: Guide, tags: list[str], staging: Path, jobs: int) -> Iterator[_Outcome]:
    """The outcome of each language as it is ready. One job needs no process of its own, and the least memory."""
    root, folders = guide.root, {tag: str(staging / "language" / tag) for tag in tags}
    _use(guide)  # forked processes have it too
    if jobs == 1:
        yield from (_build_one(root, tag, folder) for tag, folder in folders.items())
        return
    # Forking is quickest, and safe while this process has one thread; the server has several.
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    method = "fork" if can_fork else "spawn"
    begin = partial(_begin, None if can_fork else guide)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=begin) as pool:
        work = [pool.submit(_build_one, root, tag, folder) for tag, folder in folders.items()]
        try:
            for future in as_completed(work):
                yield future.result()
        except BrokenProcessPool:
            raise GuideError(
                "a building process was ended from outside.", hint="is there enough memory? Try again with --jobs 1."
            ) from None
        except BaseException:
            for process in multiprocessing.active_children():  # whoever stops us wants them stopped as well
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _use(guide: Guide) -> None:
    """Let MkDocs build this guide, and read none anew."""
    _load(guide.root).extra["guide"] = guide


def _begin(guide: Guide | None) -> None:
    """In a building process: the command alone answers to Ctrl+C, and ends its processes itself."""
    if guide is not None:
        _use(guide)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


class _Collector(logging.Handler):
    """MkDocs' warnings and errors: under --strict each one stops the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.endswith("':"):  # "Error reading page '…':", with what is wrong in the next message
            self.messages.append(message)


@contextmanager
def _deaf_to(folders: Iterable[str]) -> Iterator[None]:
    """MkDocs lists the files of all languages for each of them; what it warns of in other folders is not of this one."""
    logger, others = logging.getLogger("mkdocs.structure.files"), tuple(f"Excluding '{one}/" for one in folders)

    def concerns(record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(others)

    logger.addFilter(concerns)
    try:
        yield
    finally:
        logger.removeFilter(concerns)


_configs: dict[Path, Any] = {}  # of this process; forked processes inherit it, and use it as static-i18n does


def _load(root: Path) -> Any:
    """MkDocs' configuration, strict. Raises GuideError with MkDocs' own message."""
    if root not in _configs:
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        logger = logging.getLogger("mkdocs")
        logger.propagate = False
        logger.setLevel(logging.WARNING)
        collector = _Collector()
        logger.addHandler(collector)
        try:
            _configs[root] = load_config(str(root / "mkdocs.yml"), strict=True)
        except MkDocsException as error:
            raise GuideError(
                " ".join(collector.messages) or str(error), place="mkdocs.yml", hint="correct that line of mkdocs.yml."
            ) from None
        finally:
            logger.removeHandler(collector)
    return _configs[root]


def _build_one(root: Path, tag: str, folder: str) -> _Outcome:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    config = _load(root)
    i18n = config.plugins["i18n"]
    i18n.current_language, i18n.building = tag, True
    site, config.site_dir = config.site_dir, folder
    collector, others = _Collector(), [one.folder for one in config.extra["guide"].languages if one.tag != tag]
    logging.getLogger("mkdocs").addHandler(collector)
    try:
        with _deaf_to(others):
            mkdocs_build(config)
    except Abort as error:
        if not collector.messages:
            collector.messages.append(str(error))
    except (MkDocsException, GuideError) as error:
        collector.messages.append(str(error))
    except Exception as error:
        if not collector.messages:  # MkDocs has named the page and the error already
            collector.messages.append(f"{type(error).__name__}: {error}")
    finally:
        logging.getLogger("mkdocs").removeHandler(collector)
        config.site_dir = site  # with one job this is the process that goes on to use the site
        i18n.i18n_files_per_language.clear()  # it keeps every page of every language it has seen
    needed = tag == config.extra["guide"].languages.source.tag
    return _Outcome(tag, tuple(Problem(tag, _placed(root, tag, message), needed) for message in collector.messages))


_OF_LINK = re.compile(
    r"Doc file '([^']+)' contains (?:a link|an absolute link|an unrecognized relative link) '([^']*)'"
)


def _placed(root: Path, tag: str, message: str) -> str:
    """A message with its place. Ours begin with one, and are the same in each language that meets them; MkDocs names
    the file that holds a wrong link, and we its line."""
    if message.startswith("docs/"):
        return message
    if not (match := _OF_LINK.match(message)):
        return f"{tag}: {message}"
    path = root / "docs" / match[1]
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.exists() else []
    line = next((number for number, line in enumerate(lines, 1) if f"({match[2]}" in line), 1)
    return f"docs/{match[1]}:{line}: {message.split(' ', 3)[3]}"


def _lay_together(guide: Guide, tags: list[str], staging: Path, site: Path, standing: set[str]) -> Path:
    """One folder with every language: freshly built ones moved in, the others copied from the standing site.

    Shared assets come with the source language, and from others what it has not; languages of `standing` that are no more
    are left out. Of a part of the languages, the others still need the assets that they were built with.
    """
    whole = staging / "whole"
    here = {language.tag for language in guide.languages.built}
    if set(tags) < here:
        shutil.copytree(
            site, whole, copy_function=_link_or_copy, ignore=lambda folder, names: [n for n in names if n[0] == "."]
        )
        for tag in {*tags, *standing} - (here - set(tags)):
            _remove(guide, tag, whole)
    else:
        whole.mkdir()
    new: set[str] = set()
    for tag in tags:
        built = staging / "language" / tag
        for path in sorted(built.rglob("*")):
            if path.is_dir():
                continue
            below = path.relative_to(built)
            new.add(below.as_posix())
            if tag != guide.languages.source.tag and below.parts[0] == "assets" and (whole / below).exists():
                continue
            (whole / below).parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, whole / below)
    if set(tags) < here:
        _drop_old_assets(whole, new)
    return whole


def _drop_old_assets(whole: Path, new: set[str]) -> None:
    """Leave out what was not built now and no page names any more. Only after a change to assets is there any of it."""
    names = {path: path.relative_to(whole).as_posix() for path in (whole / "assets").rglob("*") if path.is_file()}
    old = [path for path, name in names.items() if is_marked(name) and lasts(unmarked(name)) and name not in new]
    if not old:
        return
    pages = b"".join(page.read_bytes() for page in whole.rglob("*.html"))
    for path in old:
        if names[path].encode() not in pages:
            path.unlink()


def _link_or_copy(source: str, target: str) -> None:
    # A copy and not a link where the target may be replaced: os.replace never writes through a link.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(guide: Guide, tag: str, whole: Path) -> None:
    """Take a language's old files out of a copy of the site; with the source's go the shared ones, but for assets that
    pages of other languages may name."""
    for old in (whole / "assets" / "search").glob(f"{tag}.*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    if tag != guide.languages.source.tag:
        shutil.rmtree(whole / tag, ignore_errors=True)
        return
    others = {other.folder for other in guide.languages}
    for entry in whole.iterdir():
        if entry.name not in (*others, "assets"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for path in [path for path in (whole / "assets").rglob("*") if path.is_file()]:
        if not is_marked(path.relative_to(whole).as_posix()):
            path.unlink()


def _write_whole_site(guide: Guide, site: Path) -> None:
    """The files that belong to no language, by the same function as in `mkdocs build`."""
    from scripts.hooks.site import write_whole_site

    (site / "sitemap.xml").unlink(missing_ok=True)  # a link into the standing site must not be written through
    write_whole_site(guide, site_address(guide), str(site))


def _put_in_place(whole: Path, site: Path, old: Path) -> None:
    """Two renames: there is a moment without a site, but never one with half of it.

    What begins with a dot in the old site (.git, .well-known) is whoever put it there's, and is kept, as MkDocs does.
    """
    os.chmod(whole, 0o755)
    if site.exists():
        os.rename(site, old)
    try:
        os.rename(whole, site)
    except OSError:
        if old.exists():
            os.rename(old, site)
        raise
    for entry in old.glob(".*"):
        os.rename(entry, site / entry.name)
