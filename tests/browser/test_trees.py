"""What a screen reader is told: the accessibility tree of each kind of page, kept as files that people have read.

They are of a site made for tests, so that changing the guide's text changes none; only of tools, which that site has not,
are they of the guide itself, with one item of each list. After a change that is meant:
GUIDE_RENEW=1 python -m pytest tests/browser/test_trees.py, and read the difference.
"""

import os
from pathlib import Path

import pytest
from states import address, device, enter, has

GOLDEN = Path(__file__).parent / "golden"
KINDS = {"en": ["index", "get-help", "symptoms", "all", "translations", "404"], "ar": ["index", "get-help", "symptoms", "all", "translations", "404"], "fil": ["symptoms"]}  # fmt: skip
MORE = ["not-kept", "statements", "sources/symptoms", "side-by-side/symptoms"]
TREES = [(tag, kind, width, "plain") for tag, kinds in KINDS.items() for kind in kinds for width in (360, 1280)]
TOOLS = ["questions", "card", "diary", "infobutton"]
TREES += [(tag, kind, 360, "plain") for tag in ("en", "ar") for kind in [*MORE, *TOOLS] if has(tag, kind)]
TREES += [(tag, "symptoms", 360, state) for tag in ("en", "ar") for state in ("search", "menu", "languages")]


# What is found, and in which order, is for tests/search: one result stands for all.
PLAIN_RESULTS = """() => {
  document.querySelectorAll(".search-results li:nth-child(n + 2)").forEach(one => one.remove())
  for (const part of ["title", "page", "snippet"]) document.querySelectorAll(".search-" + part).forEach(one => { one.textContent = part })
  document.querySelector(".search-status").textContent = "status"
}"""
PLAIN_SIZE = "document.querySelectorAll('.keep-text').forEach(one => { one.textContent = one.textContent.replace(/[\\d٠-٩][\\d٠-٩.,٬]*/, '0') })"
PLAIN_LISTS = "document.querySelectorAll('main :is(li, tr):nth-child(n + 2), main details:nth-of-type(n + 2)').forEach(one => one.remove())"
PLAIN_COUNTS = "document.querySelectorAll('.counts td').forEach(one => { one.textContent = '0' })"


@pytest.fixture
def tree(new_page, home, real_site, serve_folder):
    """The tree of a page in a state, as Playwright writes it, without the addresses of this machine."""

    def read(tag, kind, width, state, broken=""):
        page = new_page(**device(width, reduced_motion="reduce"))
        place = serve_folder(real_site) if kind in TOOLS else home
        assert page.goto(place + address(tag, kind)).ok
        enter(page, state, tag)
        if broken:
            page.evaluate(broken)
        if kind == "all":
            page.locator(".keep-do").wait_for()  # its size is known
            page.evaluate(PLAIN_SIZE)
        if kind in TOOLS:
            page.evaluate(PLAIN_LISTS)
        page.evaluate(PLAIN_COUNTS if kind == "translations" else PLAIN_RESULTS if state == "search" else "")
        shown = page.locator("dialog[open]" if state == "search" else "main" if kind in TOOLS else "body")
        return shown.aria_snapshot().replace(place, "/") + "\n"

    return read


def kept(tag, kind, width, state):
    """The name of the file that a tree is kept in."""
    return f"{tag}-{kind.replace('/', '-')}-{width}{'' if state == 'plain' else f'-{state}'}"


@pytest.mark.parametrize(("tag", "kind", "width", "state"), TREES, ids=lambda value: str(value))
def test_the_tree_is_the_one_that_was_read(tree, tag, kind, width, state):
    path = GOLDEN / f"{kept(tag, kind, width, state)}.yml"
    said = tree(tag, kind, width, state)
    if os.environ.get("GUIDE_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8"), "If this is meant: GUIDE_RENEW=1, see the top of this file."


def test_no_file_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.yml")} == {kept(*tree) for tree in TREES}


@pytest.mark.parametrize(
    "broken",
    [
        "document.querySelector('.menu-open span').textContent = ''",
        "document.querySelector('h2').outerHTML = '<p>Back pain that needs a check</p>'",
        "document.querySelector('main').replaceWith(...document.querySelector('main').children)",
        "document.querySelector('#menu').style.display = 'block'",
        "document.querySelector('.help-link').ariaHidden = 'true'",
    ],
)
def test_what_is_taken_from_the_tree_is_missed(tree, broken):
    assert tree("en", "symptoms", 360, "plain", broken) != (GOLDEN / "en-symptoms-360.yml").read_text(encoding="utf-8")
