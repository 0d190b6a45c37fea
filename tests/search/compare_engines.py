"""Ask three search engines the same: Material's search, Pagefind and ours.

Run by `make bench`. Prints, for each engine, how many queries found the page and the section they should in the
first three results, how many results were in another language, and the compressed bytes of a first search; then
how ours grows with the number of pages. Pagefind is not among the project's packages: `pip install pagefind[extended]`.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import importlib.util
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from search_corpus import LANGUAGES, folder_of, page_content, read_corpus, write_data, write_site  # noqa: E402

from scripts.outputs.search import SearchRecord  # noqa: E402

CORPORA = [read_corpus(tag) for tag in LANGUAGES]
SHOWN = 3
Ask = Callable[[str], list[str]]
"""Takes a query, returns the addresses found, best first."""


@dataclass
class Score:
    queries: int = 0
    pages: int = 0
    sections: int = 0
    results: int = 0
    foreign: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; give its address and the list of paths asked for, which grows."""
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def compressed(folder: Path, paths: set[str]) -> int:
    return sum(len(gzip.compress((folder / path.lstrip("/")).read_bytes(), 9, mtime=0)) for path in paths)


def score(corpus: dict[str, Any], folder: str, ask: Ask) -> Score:
    total = Score()
    for query in corpus["queries"]:
        found = ask(query["query"])
        own = [url.removeprefix(f"/{folder}") for url in found if language_folder(url) == folder]
        pages = list(dict.fromkeys(url.partition(".html")[0] for url in own))
        sections = [url.replace(".html", "") for url in own if "#" in url]
        total += Score(
            queries=1,
            pages=query["expect"].partition("#")[0] in [page.lstrip("/") for page in pages[:SHOWN]],
            sections=query["expect"] in [section.lstrip("/") for section in sections[:SHOWN]],
            results=len(found),
            foreign=len(found) - len(own),
        )
    return total


def language_folder(url: str) -> str:
    """`es/` for `/es/symptoms.html#pain`, nothing for the language at the root."""
    first, slash, _ = url.lstrip("/").partition("/")
    return f"{first}{slash}" if slash else ""


PATHS = "(links) => links.map((link) => new URL(link.href)).map((url) => decodeURI(url.pathname + url.hash))"


# --- (a) Material's search, in a site as mkdocs-material and static-i18n build it by default


def build_material(folder: Path) -> Path:
    codes = {
        corpus["language"]: corpus["language"].partition("-")[0] for corpus in CORPORA
    }  # zh: Material has no zh-Hans
    for corpus in CORPORA:
        docs = folder / "docs" / codes[corpus["language"]]
        docs.mkdir(parents=True)
        (docs / "index.md").write_text("# Home\n", "utf-8")
        for name, page in corpus["pages"].items():
            sections = "".join(f"\n## {s['title']} {{#{i}}}\n\n{s['text']}\n" for i, s in page["sections"].items())
            (docs / f"{name}.md").write_text(f"# {page['title']}\n{sections}", "utf-8")
    languages = [{"locale": code, "name": code, "build": True, "default": code == "en"} for code in codes.values()]
    config = {
        "site_name": "Site",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["attr_list"],
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, capture_output=True)
    return folder / "site"


MATERIAL_SHOWN = "() => document.querySelector('.md-search-result').innerHTML"


def ask_material(page: Page, query: str) -> list[str]:
    before = page.evaluate(MATERIAL_SHOWN)
    page.evaluate(
        """(query) => {
          const input = document.querySelector("[data-md-component=search-query]")
          input.focus()
          input.value = query
          input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
        }""",
        query,
    )
    # It does not say when it is done: wait until what it shows has changed and then rests.
    rested = 0
    for _ in range(20):
        page.wait_for_timeout(40)
        now = page.evaluate(MATERIAL_SHOWN)
        rested = rested + 1 if now == before else 0
        if rested == 6:
            break
        before = now
    return page.locator(".md-search-result__item a").evaluate_all(PATHS)


def material(browser: Browser, folder: Path) -> tuple[Score, int]:
    site = build_material(folder)
    total, sizes = Score(), 0
    for corpus in CORPORA:
        code = corpus["language"].partition("-")[0]
        own = "" if code == "en" else f"{code}/"
        with serving(site) as (address, asked), browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/{own}index.html", wait_until="networkidle")
            page.locator("label.md-search__icon").first.click(force=True)
            ask_material(page, "warm up")
            total += score(corpus, own, functools.partial(ask_material, page))
            parts = {path.partition("?")[0] for path in asked if "search" in path or "lunr" in path}
            sizes = max(sizes, compressed(site, parts))
    return total, sizes


# --- (b) Pagefind


def build_pagefind(site: Path) -> None:
    for corpus in CORPORA:
        folder = site / folder_of(corpus["language"])
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in ({"index": {"title": "Home", "sections": {}}} | corpus["pages"]).items():
            (folder / f"{name}.html").write_text(
                f'<!doctype html><html lang="{corpus["language"]}"><meta charset="utf-8"><title>{page["title"]}</title>'
                f'<link rel="icon" href="data:,"><main data-pagefind-body>{page_content(page)}</main>',
                "utf-8",
            )
    subprocess.run([sys.executable, "-m", "pagefind", "--site", site], check=True, capture_output=True)


def ask_pagefind(page: Page, query: str) -> list[str]:
    return page.evaluate(
        """async (query) => {
          const engine = await import("/pagefind/pagefind.js")
          const { results } = await engine.search(query)
          const data = await Promise.all(results.map((result) => result.data()))
          const urls = data.flatMap((one) => [one.url, ...one.sub_results.map((part) => part.url)])
          return [...new Set(urls)].map(decodeURI)
        }""",
        query,
    )


def pagefind(browser: Browser, folder: Path) -> tuple[Score, int] | None:
    if importlib.util.find_spec("pagefind") is None:
        return None
    build_pagefind(folder)
    total, sizes = Score(), 0
    for corpus in CORPORA:
        own = folder_of(corpus["language"])
        with serving(folder) as (address, asked), browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/{own}index.html")
            ask_pagefind(page, corpus["queries"][0]["query"])
            parts = {path.partition("?")[0] for path in asked if path.startswith("/pagefind/")}
            sizes = max(sizes, compressed(folder, parts))
            total += score(corpus, own, functools.partial(ask_pagefind, page))
    return total, sizes


# --- (c) ours


def open_ours(page: Page) -> None:
    page.locator(".search-open").click()
    page.wait_for_function("() => document.querySelector('.search-status').textContent === ''")


def ask_ours(page: Page, query: str) -> list[str]:
    page.locator(".search-input").fill(query)
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    return page.locator(".search-result").evaluate_all(PATHS)


def ours(browser: Browser, folder: Path, corpora: list[dict[str, Any]] = CORPORA) -> tuple[Score, int]:
    site = folder / "site"
    write_site(site, corpora)
    total, sizes = Score(), 0
    for corpus in corpora:
        own = folder_of(corpus["language"])
        with serving(site) as (address, asked), browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/{own}index.html")
            open_ours(page)
            parts = {path for path in asked if path.startswith("/assets/")}  # search.js, on every page, counted too
            sizes = max(sizes, compressed(site, parts))
            total += score(corpus, own, functools.partial(ask_ours, page))
    return total, sizes


def ours_without_synonyms(browser: Browser, folder: Path) -> tuple[Score, int]:
    """The others have no synonyms: how much of the difference is theirs?"""
    return ours(browser, folder, [corpus | {"synonyms": {}} for corpus in CORPORA])


ENGINES = {
    "Material": material,
    "Pagefind extended": pagefind,
    "ours (MiniSearch)": ours,
    "ours, no synonyms": ours_without_synonyms,
}


# --- how ours grows


def grown(corpus: dict[str, Any], pages: int) -> list[SearchRecord]:
    """Six sections a page, of 60 words each. Words are drawn as language draws them: few often, many seldom."""
    source = random.Random(0)
    known = " ".join(s["text"] for page in corpus["pages"].values() for s in page["sections"].values()).split()
    known += [f"{source.choice(known)}{source.choice(known)}".lower() for _ in range(pages * 10)]
    weights = [1 / rank for rank in range(1, len(known) + 1)]

    def text(words: int) -> str:
        return " ".join(source.choices(known, weights, k=words))

    return [
        SearchRecord(f"page{number}.html#part{part}", title, text(3), text(60))
        for number in range(pages)
        for title in [text(3)]
        for part in range(6)
    ]


def growth(browser: Browser, folder: Path) -> Iterator[tuple[int, int, float, float]]:
    """Pages; bytes of a first search; milliseconds to build the index; milliseconds for a query."""
    site = folder / "grown"
    corpus = read_corpus("en")
    write_site(site, [corpus])
    for pages in (13, 40, 400):
        write_data(site, grown(corpus, pages), corpus["synonyms"], "en")
        data = site / "assets/search/en.js"
        with serving(site) as (address, asked), browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/index.html")
            open_ours(page)
            size = compressed(site, {path for path in asked if path.startswith("/assets/")})
            literal = data.read_text("utf-8").removeprefix("guideSearch.load(").removesuffix(");\n")
            loading = page.evaluate(TIME.replace("WORK", f"guideSearch.load({literal})"))
            asking = page.evaluate(TIME.replace("WORK", "guideSearch.find('radiation for the tumor steriods')"))
            yield pages, size, loading, asking


TIME = "() => { const start = performance.now(); WORK; return performance.now() - start }"


def main() -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        print(f"{'engine':<20}{'page':>10}{'section':>10}{'foreign':>12}{'first search, gzip':>21}")
        for name, engine in ENGINES.items():
            folder = Path(scratch, name)
            folder.mkdir()
            measured = engine(browser, folder)
            if measured is None:
                print(f"{name:<20}left out: pip install 'pagefind[extended]' to compare it")
                continue
            total, size = measured
            page, section = f"{total.pages}/{total.queries}", f"{total.sections}/{total.queries}"
            print(f"{name:<20}{page:>10}{section:>10}{f'{total.foreign}/{total.results}':>12}{size:>15,} bytes")
        print("\nours grows: pages, bytes of a first search (gzip), building the index, one query")
        for pages, size, loading, asking in growth(browser, Path(scratch)):
            print(f"{pages:>5}{size:>11,} bytes{loading:>8.0f} ms{asking:>8.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
