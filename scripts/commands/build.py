"""`guide build`: the whole site, a process per language, put in place only when all of it is good.

Each language is built by MkDocs itself, with static-i18n told that it is inside another build, into a folder of
its own; the folders are then laid together. The result is the same, byte for byte, as `mkdocs build --strict`.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scripts.commands.state import inputs_digest, one_at_a_time, outputs_digest, read_built, write_built
from scripts.content.guide import Guide, read_guide
from scripts.errors import GuideError

PATIENCE = 2.0  # seconds without a word; longer work reports its progress


def build(root: Path, *, tags: tuple[str, ...] = (), jobs: int | None = None) -> int:
    """Build all languages, or those in `tags` into the site that is there. Returns 1 if a page stopped it."""
    guide = read_guide(root)
    start = time.monotonic()
    chosen = [guide.languages.get(tag).tag for tag in dict.fromkeys(tags)]
    standing = set(read_built(root))
    if not chosen or not site_dir(root).exists() or not standing >= {language.tag for language in guide.languages}:
        chosen = [language.tag for language in guide.languages]
    click.echo(f"Building {', '.join(chosen)} …", err=True)
    problems = build_languages(guide, chosen, jobs=jobs)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(
            "guide: the site was not built; the last good one, if any, is unchanged. `guide check pages` may say more.",
            err=True,
        )
        return 1
    pages = len(guide.names[guide.languages.source.tag]) * len(chosen)
    click.echo(
        f"Built {pages} pages in {len(chosen)} language(s) into {site_dir(root).name}/ "
        f"in {time.monotonic() - start:.1f} s."
    )
    if older := [tag for tag in stale_languages(guide) if tag not in chosen]:
        click.echo(f"Older than their text, and left as they were: {', '.join(older)}. `guide build` builds all.")
    return 0


def build_languages(guide: Guide, tags: list[str], *, jobs: int | None = None) -> list[str]:
    """Build languages and put them in place. Returns what went wrong, a message each; then nothing has changed.

    Languages that are not named are taken from the standing site, which must then be whole. Raises GuideError
    while another build of the same guide is running.
    """
    root, site = guide.root, site_dir(guide.root)
    site.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(root):
        for left in site.parent.glob(f".{site.name}.*"):  # of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        inputs = inputs_digest(guide, tags)
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}.", dir=site.parent))
        try:
            problems = _run(guide, tags, staging, jobs or os.cpu_count() or 1)
            if problems:
                return problems
            built = read_built(root)
            whole = _lay_together(guide, tags, staging, site, set(built))
            _write_whole_site(guide, whole)
            _put_in_place(whole, site, staging / "old")
            for tag in tags:
                built[tag] = {"inputs": inputs[tag], "outputs": outputs_digest(guide, tag, site)}
            write_built(root, {language.tag: built[language.tag] for language in guide.languages})
            return []
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def stale_languages(guide: Guide) -> list[str]:
    """Tags of languages whose part of the site is missing, older than what it is made from, or not what we built."""
    tags = [language.tag for language in guide.languages]
    inputs, built, site = inputs_digest(guide, tags), read_built(guide.root), site_dir(guide.root)
    return [
        tag for tag in tags if built.get(tag) != {"inputs": inputs[tag], "outputs": outputs_digest(guide, tag, site)}
    ]


def site_dir(root: Path) -> Path:
    """The folder of the built site, as mkdocs.yml has it; where that is a link, the folder it leads to."""
    return Path(_load(root).site_dir).resolve()


def site_address(root: Path) -> str:
    """The address the site will have, as mkdocs.yml has it; "" where it has none."""
    return _load(root).site_url or ""


def forget_configuration() -> None:
    """Read mkdocs.yml and its hooks anew the next time they are needed."""
    _configs.clear()


@dataclass(frozen=True)
class _Outcome:
    tag: str
    problems: tuple[str, ...]


def _run(guide: Guide, tags: list[str], staging: Path, jobs: int) -> list[str]:
    """Build each language in a process; the problems of all of them."""
    start = time.monotonic()
    problems: list[str] = []
    _load(guide.root).extra["guide"] = guide  # forked processes need not read it again
    with closing(_outcomes(guide.root, tags, staging, min(jobs, len(tags)))) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            problems += outcome.problems
            if time.monotonic() - start > PATIENCE and len(tags) > 1:
                click.echo(f"  {done} of {len(tags)} languages built ({outcome.tag})", err=True)
    return sorted(set(problems))


def _outcomes(root: Path, tags: list[str], staging: Path, jobs: int) -> Iterator[_Outcome]:
    """The outcome of each language as it is ready. One job needs no process of its own, and the least memory."""
    folders = {tag: str(staging / "language" / tag) for tag in tags}
    if jobs == 1:
        yield from (_build_one(root, tag, folder) for tag, folder in folders.items())
        return
    # Forking is quickest, and safe while this process has one thread; the server has several.
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    method = "fork" if can_fork else "spawn"
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=_leave_signals) as pool:
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


def _leave_signals() -> None:
    """In a building process: the command alone answers to Ctrl+C, and ends its processes itself."""
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
    collector = _Collector()
    logging.getLogger("mkdocs").addHandler(collector)
    try:
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
    return _Outcome(tag, tuple(_problem(tag, message) for message in collector.messages))


def _problem(tag: str, message: str) -> str:
    """A message with its place. Ours begin with one, and are the same in each language that meets them."""
    return message if message.startswith("docs/") else f"{tag}: {message}"


def _lay_together(guide: Guide, tags: list[str], staging: Path, site: Path, standing: set[str]) -> Path:
    """One folder with every language: freshly built ones moved in, the others copied from the standing site.

    Shared assets come with the source language; languages of `standing` that are no more are left out.
    """
    whole = staging / "whole"
    if len(tags) < len(guide.languages.all):
        shutil.copytree(
            site, whole, copy_function=_link_or_copy, ignore=lambda folder, names: [n for n in names if n[0] == "."]
        )
        for tag in {*tags, *standing} - ({language.tag for language in guide.languages} - set(tags)):
            _remove(guide, tag, whole)
    else:
        whole.mkdir()
    for tag in tags:
        built = staging / "language" / tag
        for path in sorted(built.rglob("*")):
            if path.is_dir():
                continue
            below = path.relative_to(built)
            if tag != guide.languages.source.tag and below.parts[0] == "assets" and below.parts[1] != "search":
                continue
            (whole / below).parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, whole / below)
    return whole


def _link_or_copy(source: str, target: str) -> None:
    # A copy and not a link where the target may be replaced: os.replace never writes through a link.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(guide: Guide, tag: str, whole: Path) -> None:
    """Take a language's old files out of a copy of the site; with the source's go the shared ones."""
    (whole / "assets" / "search" / f"{tag}.js").unlink(missing_ok=True)
    if tag != guide.languages.source.tag:
        shutil.rmtree(whole / tag, ignore_errors=True)
        return
    others = {other.folder for other in guide.languages}
    for entry in [*whole.iterdir(), *(whole / "assets").iterdir()]:
        if entry.name in others or entry.name in ("assets", "search"):
            continue
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _write_whole_site(guide: Guide, site: Path) -> None:
    """The files that belong to no language, by the same function as in `mkdocs build`."""
    from scripts.hooks.site import write_whole_site

    (site / "sitemap.xml").unlink(missing_ok=True)  # a link into the standing site must not be written through
    write_whole_site(guide, _load(guide.root).site_url, str(site))


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
