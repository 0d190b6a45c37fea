"""How much a reader on a slow line waits for: bytes as a server with brotli sends them, headers included."""

from pathlib import Path

import brotli
import pytest
from states import LANGUAGES, address, device
from weighing import Page, Scales, unused

FIRST, FIRST_WITH_DRAWINGS, FIRST_REQUESTS = 24_000, 30_000, 7
NEXT, NEXT_REQUESTS = 10_000, 2
NEXT_WITH_LISTS, NEXT_SAYS, HEADERS = 17_000, 10_700, 290
KEPT = ("assets/",)  # what a browser has from the page before


@pytest.fixture(scope="module")
def scales(real_site):
    made = Scales(real_site)
    yield made
    made.close()


def pages(site: Path) -> list[Page]:
    return [Page(site, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def first(scales, page):
    return sum(map(scales.weight, page.loads)), len(page.loads)


def following(scales, page):
    """What a page adds where the browser has the assets that every page loads."""
    shared = {path for path in page.loads if path.startswith(KEPT)} & set(Page(page.site, "index.html").loads)
    added = [path for path in page.loads if path not in shared]
    return sum(map(scales.weight, added)), len(added)


def test_any_page_is_light_as_the_first(scales, real_site):
    heavy = {}
    for page in pages(real_site):
        size, requests = first(scales, page)
        if size > (FIRST_WITH_DRAWINGS if page.has_drawing else FIRST) or requests > FIRST_REQUESTS:
            heavy[page.path] = (size, requests)
    assert heavy == {}


@pytest.mark.xfail(
    strict=True, reason="Half of the pages are heavier, by their lists of publications: see the next test"
)
def test_any_page_is_light_as_the_next(scales, real_site):
    heavy = {}
    for page in pages(real_site):
        size, requests = following(scales, page)
        if size > NEXT or requests > NEXT_REQUESTS:
            heavy[page.path] = (size, requests)
    assert heavy == {}


def test_no_next_page_grows_past_what_it_is_and_few_past_the_limit_in_what_they_say(scales, real_site, tmp_path):
    """Until lists of publications (up to 4.8 kB) and originals beneath unsigned translations (up to 2.4 kB) are
    somewhere else, pages are held to what they weigh with and without them."""
    heavy = {}
    for page in pages(real_site):
        size, requests = following(scales, page)
        for node in page.tree.css(".references, .original-below"):
            node.decompose()
        says = len(brotli.compress(page.tree.html.encode())) + HEADERS
        if size > NEXT_WITH_LISTS or says > NEXT_SAYS or requests > NEXT_REQUESTS:
            heavy[page.path] = (size, says, requests)
    assert heavy == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_browser_asks_for_what_was_weighed(new_page, scales, real_site, tag):
    """Cold, then the next page warm: at the server."""
    page = new_page(**device(360))
    scales.sent.clear()
    page.goto(scales.home + address(tag, "index"))
    page.wait_for_load_state("networkidle")
    told = Page(real_site, address(tag, "index"))
    assert sorted(path for path, _, _ in scales.sent) == sorted(told.loads)
    assert sum(size for _, size, _ in scales.sent) == first(scales, told)[0]
    scales.sent.clear()
    then = Page(real_site, address(tag, "get-help"))
    page.goto(scales.home + then.path)
    page.wait_for_load_state("networkidle")
    assert [path for path, _, _ in scales.sent] == [then.path]
    assert sum(size for _, size, _ in scales.sent) == following(scales, then)[0]
    assert all(status == 200 for _, _, status in scales.sent)


def test_nothing_is_deployed_that_nothing_uses(real_site, tmp_path):
    assert unused(real_site) == set()


def test_what_nothing_uses_is_found(six_languages, tmp_path):
    for path in six_languages.rglob("*"):
        copy = tmp_path / path.relative_to(six_languages)
        copy.mkdir(exist_ok=True) if path.is_dir() else copy.write_bytes(path.read_bytes())
    strays = {
        "assets/old.css",
        "es/forgotten.html",
        "assets/search/es/forgotten.js",
        "assets/scripts/vendor/other.js",
        "assets/scripts/vendor/none.LICENSE.txt",
    }
    for stray in strays:
        (tmp_path / stray).write_text("<p>x")
    assert unused(tmp_path) == strays


def test_a_heavy_page_and_a_request_too_many_are_found(six_languages, tmp_path):
    (tmp_path / "assets").mkdir()
    noise = "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(6000))
    tags = "".join(f'<script src="assets/{name}.js"></script>' for name in "abcdefg")
    (tmp_path / "index.html").write_text(f"<p>{noise}</p>{tags}", encoding="utf-8")
    scales = Scales(tmp_path)
    try:
        page = Page(tmp_path, "index.html")
        assert following(scales, page) == (scales.weight("index.html"), 1)
        assert scales.weight("index.html") > NEXT
        assert first(scales, page)[1] == 8
    finally:
        scales.close()
