"""What readers type (tests/search/queries/<tag>.yml), asked of the built guide in a real browser.

Run it to see what is not found: `python tests/search/readers.py SITE [TAG]...`, where SITE is the folder of a build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).parent / "queries"
FIRST = 3  # results that count
ASK = "(queries) => queries.map((query) => guideSearch.find(query).map(({ url }) => url.replace('.html', '')))"


def queries(tag: str) -> list[dict[str, Any]]:
    return yaml.safe_load((QUERIES / f"{tag}.yml").read_text("utf-8"))


def open_search(page: Page, home: str, tag: str) -> None:
    """Go to a language's first page and open its search; `home` is the site's address with its slash."""
    page.goto(f"{home}{'' if tag == 'en' else f'{tag}/'}index.html")
    page.locator(".search-open").click()
    page.wait_for_function("() => window.guideSearch && 'find' in guideSearch")
    page.wait_for_function("() => document.querySelector('.search-status').textContent === ''")


def ask(page: Page, tag: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Every query of a language with the addresses found, `page#section`, best first."""
    asked = queries(tag)
    found = page.evaluate(ASK, [one["query"] for one in asked])
    return list(zip(asked, found, strict=True))


def is_found(query: dict[str, Any], found: list[str]) -> bool:
    if not query["expect"]:
        return puts_help_first(query, found)
    return any(address in query["expect"] for address in found[:FIRST])


def puts_help_first(query: dict[str, Any], found: list[str]) -> bool:
    """For a query of danger: whether the first result leads to “Get help now”."""
    return query["kind"] != "danger" or (found[:1] or [""])[0].partition("#")[0] == "get-help"


def main(site: str, *tags: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for tag in tags or sorted(path.stem for path in QUERIES.glob("*.yml")):
            page = browser.new_page()
            open_search(page, f"{Path(site).resolve().as_uri()}/", tag)
            answers = ask(page, tag)
            page.close()
            for query, found in answers:
                if not (is_found(query, found) and puts_help_first(query, found)):
                    print(
                        f"{tag} {query['kind']:<12} {query['query']:<36} {' '.join(query['expect'])} | {' '.join(found[:FIRST])}"
                    )
            hit = sum(is_found(*answer) for answer in answers)
            late = sum(not puts_help_first(*answer) for answer in answers)
            print(
                f"{tag}: {hit} of {len(answers)} found ({hit / len(answers):.1%}); danger without help first: {late}\n"
            )
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
