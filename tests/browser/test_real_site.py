"""The guide itself, walked through in a real browser."""

from pathlib import Path

import brotli
import pytest
from servers import missing, running
from states import QUERIES

from scripts.content.guide import read_guide
from scripts.outputs.headers import HEADERS

ROOT = Path(__file__).parents[2]
FIRST_PAGE_REQUESTS = 7


def visit(browser, address, pages):
    """Visit pages; every request, and what went wrong."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    requests, wrong = [], []
    page.on("request", lambda request: requests.append(request.url))
    # The icon is asked for last: on a slow machine the next page comes before it, which ends the request.
    page.on("requestfailed", lambda one: one.failure == "net::ERR_ABORTED" or wrong.append(f"failed: {one.url}"))
    page.on("response", lambda answer: answer.status >= 400 and wrong.append(f"{answer.status}: {answer.url}"))
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in pages:
        page.goto(address + name)
        assert page.locator("h1").first.is_visible()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{name} is {wide} px wide on a screen of 360"
    cookies = context.cookies()
    context.close()
    return requests, wrong, cookies


def test_no_page_asks_anything_of_another_server_nor_breaks_the_policy(browser, real_site, tmp_path):
    """Every page over real nginx with the headers of deploy/: what breaks the policy is an error in the console."""
    if said := missing("nginx"):
        pytest.fail(said)
    pages = sorted(p.relative_to(real_site).as_posix() for p in real_site.rglob("*.html"))
    languages = read_guide(ROOT).languages.built
    beside = (len(languages) - 1) * 18
    assert len(pages) == len(languages) * (27 + 18) + beside, (
        "nineteen pages, three to take along, 404, not-kept, translations, statements, infobutton and the sources of "
        "eighteen in each language; "
        "in all but the first, eighteen with it beside them"
    )
    with running("nginx", real_site, tmp_path / "nginx") as server:
        assert server.ask("/").headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        requests, wrong, cookies = visit(browser, server.address, some(pages))
    assert [request for request in requests if not request.startswith(server.address)] == []
    assert (wrong, cookies) == ([], [])


def some(pages):
    """Of the lists of publications, which are all alike, one in each language."""
    return [path for path in pages if "sources/" not in path or path.endswith("/symptoms.html")]


def test_the_site_works_from_a_folder(browser, real_site):
    address = f"file://{real_site}/"
    pages = [p.relative_to(real_site).as_posix() for p in real_site.rglob("*.html") if p.name != "404.html"]
    pages = [path for path in pages if not path.startswith(("es/", "zh-Hans/", "hi/"))]  # one from each direction
    requests, wrong, _ = visit(browser, address, sorted(some(pages)))
    assert [request for request in requests if not request.startswith(address)] == []
    assert wrong == []


@pytest.mark.parametrize("name", ["index.html", "es/symptoms.html"])
def test_a_first_page_is_few_requests(browser, real_site, serve_folder, name):
    requests, _, _ = visit(browser, serve_folder(real_site), [name])
    assert len(requests) <= FIRST_PAGE_REQUESTS, requests
    assert not any("/assets/search/" in request or "minisearch" in request for request in requests)


@pytest.mark.parametrize("tag", [language.tag for language in read_guide(ROOT).languages.built])
def test_a_first_search_is_at_most_60_kb(browser, real_site, serve_folder, tag):
    """All that opening search and one query add to a page, compressed as a server does, texts of results included."""
    address = serve_folder(real_site)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}{'' if tag == 'en' else f'{tag}/'}symptoms.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".search-open").click()
    page.locator(".search-input").fill(QUERIES[tag])
    page.wait_for_function("() => document.querySelectorAll('.search-result').length > 4")
    page.wait_for_function("() => document.querySelector('.search-snippet').textContent !== ''")
    page.wait_for_load_state("networkidle")
    page.close()
    sizes = {
        url.removeprefix(address): len(brotli.compress((real_site / url.removeprefix(address)).read_bytes()))
        for url in asked
    }
    assert [path for path in sizes if path.startswith(f"assets/search/{tag}.") and path.count("/") == 2]
    assert sum(sizes.values()) <= 60_000, sizes
