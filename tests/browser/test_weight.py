"""How much a reader on a slow line waits for: bytes as a server with brotli sends them, headers included."""

import re
from pathlib import Path

import brotli
import pytest
from selectolax.lexbor import LexborHTMLParser
from states import LANGUAGES, address, device
from weighing import Page, Scales, unused

FIRST, FIRST_WITH_DRAWINGS, FIRST_REQUESTS = 24_000, 30_000, 7  # with drawings, or the text in two languages
FIRST_UNSIGNED = 25_500  # with the English text beneath translated safety text that nobody has signed
NEXT, NEXT_REQUESTS = 10_000, 2
HEADERS = 290
# What is heavier than the next page: bytes, requests, why. Styles and scripts of a kind's own are kept from then on.
HEAVIER = {
    r"[^/]+/side-by-side/.+": (17_800, 3, "the text twice, in two languages; a style and a script"),
    r"(.+/)?all\.html": (12_400, 2, "every section's heading; a script for keeping the guide"),
    r"(.+/)?questions\.html": (
        15_000,
        4,
        "a tool, not a text: a style and a script of its own, the questions in English",
    ),
    r"(es|ar|zh-Hans|hi)/get-help\.html": (12_800, 1, "2.4 kB of English beneath danger signs nobody has signed"),
    r"(es|ar|zh-Hans|hi)/diagnosis\.html": (11_800, 1, "the longest page, with two drawings"),
    r"(.+/)?infobutton\.html": (11_800, 3, "the codes of records systems; a style and a script of its own"),
    r"hi/medicines\.html": (10_600, 1, "long, with English beneath a sign nobody has signed"),
    r"hi/(index|treatment)\.html": (10_600, 1, "long in Devanagari, three bytes a letter, with a drawing"),
}
UNSIGNED = ["es/get-help.html", "ar/get-help.html", "zh-Hans/get-help.html", "es/diagnosis.html", "zh-Hans/diagnosis.html", "hi/medicines.html"]  # fmt: skip
KEPT = ("assets/",)  # what a browser has from the page before


@pytest.fixture(scope="module")
def scales(real_site):
    made = Scales(real_site)
    yield made
    made.close()


def pages(site: Path) -> list[Page]:
    return [Page(site, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def first(scales, page):
    loads = [*page.loads, *page.asks]
    return sum(map(scales.weight, loads)), len(loads)


def following(scales, page):
    """What a page adds where the browser has the assets that every page loads."""
    shared = {path for path in page.loads if path.startswith(KEPT)} & set(Page(page.site, "index.html").loads)
    added = [path for path in (*page.loads, *page.asks) if path not in shared]
    return sum(map(scales.weight, added)), len(added)


def rule_of(page):
    """The rule of HEAVIER that a page falls under; "" for none."""
    return next((one for one in HEAVIER if re.fullmatch(one, page.path)), "")


def without(page, selector):
    """What a page itself weighs without some of its parts."""
    tree = LexborHTMLParser((page.site / page.path).read_text(encoding="utf-8"))
    for node in tree.css(selector):
        node.decompose()
    return len(brotli.compress(tree.html.encode())) + HEADERS


def test_any_page_is_light_as_the_first(scales, real_site):
    heavy = {}
    for page in pages(real_site):
        (size, requests), drawn = first(scales, page), page.has_drawing
        signed = size
        if page.tree.css_first(".original-below"):
            signed += without(page, ".original-below") - scales.weight(page.path)
        roomy = drawn or "/side-by-side/" in page.path
        is_light = size <= FIRST_WITH_DRAWINGS if roomy else size <= FIRST_UNSIGNED and signed <= FIRST
        more = HEAVIER[rule][1] - 1 if (rule := rule_of(page)) else 0  # styles and scripts of its kind
        if not is_light or requests > FIRST_REQUESTS + max(0, more - 1):
            heavy[page.path] = (size, signed, requests)
    assert heavy == {}


def test_any_page_is_light_as_the_next_but_those_listed(scales, real_site):
    heavy, needed = {}, set()
    for page in pages(real_site):
        size, requests = following(scales, page)
        if size <= NEXT and requests <= NEXT_REQUESTS:
            continue
        rule = rule_of(page)
        most, times, _ = HEAVIER.get(rule, (NEXT, NEXT_REQUESTS, ""))
        needed.add(rule)
        if size > most or requests > times:
            heavy[page.path] = (size, requests)
    assert heavy == {}
    assert set(HEAVIER) <= needed, "a rule that no page needs any more is to go"


@pytest.mark.parametrize("path", UNSIGNED)
def test_what_is_heavier_for_want_of_a_signature_is_light_once_signed(real_site, path):
    assert without(Page(real_site, path), ".original-below") <= NEXT


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_browser_asks_for_what_was_weighed(new_page, scales, real_site, tag):
    """Cold, then the next page warm: at the server."""
    page = new_page(**device(360))
    scales.sent.clear()
    page.goto(scales.home + address(tag, "index"))
    page.wait_for_load_state("networkidle")
    told = Page(real_site, address(tag, "index"))
    icon = {
        path for path in told.loads if path.startswith("assets/icon.")
    }  # late, or never: without a window is no tab
    sent = [one for one in scales.sent_with(set(told.loads) - icon) if one[0] not in icon]
    assert len(icon) == 1 and sorted(path for path, _, _ in sent) == sorted(set(told.loads) - icon)
    assert sum(size for _, size, _ in sent) == first(scales, told)[0] - sum(map(scales.weight, icon))
    assert all(status == 200 for _, _, status in sent)
    scales.sent.clear()
    then = Page(real_site, address(tag, "get-help"))
    page.goto(scales.home + then.path)
    page.wait_for_load_state("networkidle")
    sent = [one for one in scales.sent_with({then.path}) if one[0] not in icon]
    assert [path for path, _, _ in sent] == [then.path]
    assert sum(size for _, size, _ in sent) == following(scales, then)[0]
    assert all(status == 200 for _, _, status in sent)


def test_nothing_is_deployed_that_nothing_uses(real_site):
    assert unused(real_site) == set()


def test_what_nothing_uses_is_found(six_languages, tmp_path):
    for path in six_languages.rglob("*"):
        copy = tmp_path / path.relative_to(six_languages)
        copy.mkdir(exist_ok=True) if path.is_dir() else copy.write_bytes(path.read_bytes())
    strays = {
        "assets/old.css",
        "es/forgotten.html",
        f"{next(tmp_path.glob('assets/search/es.*/')).relative_to(tmp_path)}/forgotten.js",
        "assets/scripts/vendor/other.js",
        "assets/scripts/vendor/none.LICENSE.txt",
    }
    for stray in strays:
        (tmp_path / stray).write_text("<p>x")
    assert unused(tmp_path) - unused(six_languages) == strays


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
