"""Tiny real sites, and the browser. Little else belongs here."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# `make test` tries the same examples each time, so that it fails for a change and not by chance. `make audit` looks for
# new ones.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", max_examples=2000, derandomize=False, deadline=None)  # in CI it would be True
settings.load_profile("same")

ROOT = Path(__file__).parents[1]
# The same engine without a window opens pages in half the time; `make audit` asks for the whole browser.
BROWSERS = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else ["chromium-headless-shell", "chromium"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), "")

# Where `make test` takes a share, `make audit` takes all, or more where all would be more of the same.
WHOLE = "GUIDE_WHOLE" in os.environ

LANGUAGES = "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n"
MENU = "- {group: start, pages: [index, get-help, all]}\n"
BOXES = "- {box: box-emergency, kind: danger, page: index, first: true}\n"
INDEX = """\
---
title: Start
description: Where to start.
---
# Start

!!! danger box-emergency "Go now if you have:"

    - A sign that is new.

    Call {{emergency}}.

## What it is {#what-it-is}

Some words about it.
"""
INDEX_ES = """\
---
title: Inicio
description: Por dónde empezar.
---
# Inicio

!!! danger box-emergency "Vaya ya si tiene:"

    - Una señal que es nueva.

    Llame a {{emergency}}.

## Qué es {#what-it-is}

Unas palabras sobre ello.
"""
ROSTER_ES = """\
luz: {name: Luz Prado, role: language, languages: [es]}
eva: {name: Eva Sanz, role: clinical, registration: 28/28/12345, conflicts: none, languages: [es]}
"""
HELP = "---\ntitle: Get help\n---\n# Get help\n\n## Now {#emergency}\n\nCall {{emergency}} at once.\n"
ALL = "---\ntitle: All sections\n---\n# All sections\n"


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """A site in a folder of its own, with this project's templates, hooks and assets; `files` are added to it.

    A file whose text is None is left out.
    """

    def make(files: dict[str, str | None] | None = None, name: str = "guide") -> Path:
        root = tmp_path / name
        text: dict[str, str | None] = {
            "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
            "docs/_data/languages.yml": LANGUAGES,
            "docs/_data/menu.yml": MENU,
            "docs/_data/safety.yml": BOXES,
            "docs/_data/ui/en.yml": (ROOT / "docs/_data/ui/en.yml").read_text(encoding="utf-8"),
            "docs/_data/ui/es.yml": (ROOT / "docs/_data/ui/es.yml").read_text(encoding="utf-8"),
            "docs/en/index.md": INDEX,
            "docs/en/get-help.md": HELP,
            "docs/en/all.md": ALL,
            "docs/es/.gitkeep": "",
        }
        for path, content in {**text, **(files or {})}.items():
            if content is None:
                continue
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        borrow(root)
        return root

    return make


def borrow(root: Path) -> None:
    """Give a site this project's templates, hooks and assets, and the interface words it has none of its own for."""
    for words in (ROOT / "docs/_data/ui").glob("*.yml"):
        if not (own := root / "docs/_data/ui" / words.name).exists() and (root / "docs" / words.stem).is_dir():
            shutil.copy(words, own)
    for shared in ("overrides", "scripts", "docs/assets"):
        if not (root / shared).exists():
            (root / shared).symlink_to(ROOT / shared, target_is_directory=True)


def _build(root: Path) -> Path:
    from scripts.commands.build import build, forget_configuration

    forget_configuration()
    assert build(root) == 0
    return root / "site"


@pytest.fixture(scope="session")
def six_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of tests/sites/six_languages. Not to be changed."""
    root = tmp_path_factory.mktemp("six_languages")
    shutil.copytree(ROOT / "tests" / "sites" / "six_languages", root, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    borrow(root)
    return _build(root)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide itself, built. Not to be changed."""
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    borrow(root)
    return _build(root)


@pytest.fixture(scope="session")
def make_owned_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The site of tests/sites/owned, which belongs to a hospital, built; or with other site facts. Gives its root.

    Its Spanish page was said to be done before it belonged to anybody.
    """

    def make(name: str, facts: str | None = None) -> Path:
        from scripts.commands.lang_done import done

        root, shape = tmp_path_factory.mktemp(name), ROOT / "tests" / "sites" / "owned"
        shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
        shutil.copytree(shape, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site.yml"))
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / "docs/_data/ui").mkdir()
        borrow(root)
        assert done(root, "es", ("get-help",), how="human", by=("Ana Ruiz",)) == 0
        text = (shape / "docs/_data/site.yml").read_text(encoding="utf-8") if facts is None else facts
        (root / "docs/_data/site.yml").write_text(text, encoding="utf-8")
        _build(root)
        return root

    return make


@pytest.fixture
def copy_site(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of tests/sites/<shape>/ that can be built."""

    def copy(shape: str) -> Path:
        root = tmp_path / shape
        shutil.copytree(ROOT / "tests" / "sites" / shape, root)
        if not (root / "mkdocs.yml").exists():
            shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        borrow(root)
        return root

    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium from Debian's packages. `.ci/run` sets GUIDE_REQUIRE_BROWSER, which turns the skip into a failure."""
    if not CHROMIUM:
        message = "Chromium is not installed: sudo apt-get install chromium-headless-shell (or chromium)"
        (pytest.fail if os.environ.get("GUIDE_REQUIRE_BROWSER") else pytest.skip)(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield started
        started.close()


@pytest.fixture
def new_page(browser) -> Iterator[Callable]:
    """Open an empty page as a device does: options are Playwright's for a context. All are closed after the test."""
    contexts = []

    def opened(**options: object):
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def home(six_languages: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the six-language site."""
    return serve_folder(six_languages)


@pytest.fixture
def open_page(new_page: Callable, home: str) -> Callable:
    """Open a page of the six-language site on a phone; options are Playwright's for a context."""

    def opened(path: str = "index.html", **options: object):
        page = new_page(**{"viewport": {"width": 360, "height": 740}, **options})
        page.goto(home + path)
        return page

    return opened


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine; gives its address, ending in a slash."""
    servers: dict[Path, http.server.ThreadingHTTPServer] = {}

    def serve(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=str(folder))
            servers[folder] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()
