"""The keyboard alone: on a phone, on a desk, and at 400 % zoom. None of the faults of the theme that this site could
have been built with (a hidden menu that takes the focus, a search that Tab leaves, a switch that Space does not turn,
single keys that act) is here."""

import pytest
from states import QUERIES
from walk import walk

SCREENS = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
    "400 %": {"width": 320, "height": 256},  # 1280 by 1024 at 400 % zoom
}
PAGES = ["symptoms.html", "ar/index.html", "fil/symptoms.html"]  # `make audit` walks through the guide


@pytest.fixture
def open_page(new_page, home):
    def opened(path="symptoms.html", screen="phone", **options):
        page = new_page(viewport=SCREENS[screen], locale="sw", reduced_motion="reduce", **options)
        page.goto(home + path)
        return page

    return opened


@pytest.mark.parametrize("screen", SCREENS)
def test_each_stop_is_seen_in_order_and_nothing_is_left_out(open_page, screen):
    for path in PAGES:
        stops, wrong, left_out = walk(open_page(path, screen))
        assert (wrong, left_out) == ({}, []), path
        assert stops > 8, path


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("document.querySelector('.help-link').style.outline = 'none'", "shows no focus"),
        ("document.querySelector('.help-link').style.opacity = '0'", "cannot be seen"),
        ("document.querySelector('.help-link').style.cssText = 'position:fixed;left:-500px'", "is off the screen"),
        ("document.querySelector('main a').tabIndex = 5", "is out of order"),
        ("document.querySelector('#menu').style.cssText = 'display:block;position:fixed;inset-inline-start:-30rem'", "is off the screen"),
        ("document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0;background:#fff\"></div>')", "is covered"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_stop_is_found(open_page, broken, said):
    page = open_page()
    page.evaluate(broken)
    assert said in [one for found in walk(page)[1].values() for one in found]


def test_what_tab_never_reaches_is_found(open_page):
    page = open_page()
    page.evaluate("document.querySelector('.help-link').tabIndex = -1")
    assert len(walk(page)[2]) == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_goes_through_the_results_and_stays_in_search(open_page, screen):
    page = open_page(screen=screen)
    page.locator(".search-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.insert_text(QUERIES["en"])  # as dictation does: without keys
    page.locator(".search-results a").first.wait_for()
    page.wait_for_function("() => document.getAnimations().length === 0")
    assert page.get_by_role("status").inner_text() == f"{page.locator('.search-results a').count()} sections found"
    page.locator(".search-close").focus()
    page.evaluate("document.activeElement.dataset.visited = 'yes'")
    _, wrong, left_out = walk(page, ".search-dialog")
    assert (wrong, left_out) == ({}, [])
    assert page.evaluate("[...document.querySelectorAll('[data-visited]')].every(one => one.closest('dialog'))")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "tool search-open"


def test_search_and_its_opener_say_what_they_are(open_page):
    page = open_page()
    opener = page.get_by_role("button", name="Search")
    assert opener.get_attribute("aria-haspopup") == "dialog"
    opener.click()
    assert page.get_by_role("dialog", name="Search this guide").is_visible()
    assert page.get_by_label("Search this guide").get_by_role("textbox").is_visible()


def test_no_single_key_does_anything(open_page):
    page = open_page(screen="desk")
    before = page.evaluate("document.body.outerHTML")
    for key in "abcdefghijklmnopqrstuvwxyz0123456789/?.,;'[]-=`":
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.evaluate("document.body.outerHTML") == before
    assert page.evaluate("document.activeElement === document.body")
    assert page.url.endswith("/symptoms.html")


def test_the_list_of_languages_opens_when_asked_and_not_by_focus(open_page):
    page = open_page()
    summary = page.locator(".languages summary")
    summary.focus()
    assert not page.locator(".languages ul").is_visible()
    page.keyboard.press("Space")
    links = page.locator(".languages a")
    assert links.first.is_visible()
    assert [link.get_attribute("lang") for link in links.all()] == ["en", "es", "ar", "zh-Hans", "hi", "fil"]
    assert [link.get_attribute("aria-current") for link in links.all()] == ["true", None, None, None, None, None]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.languages a') && getComputedStyle(document.activeElement).outlineWidth") == "3px"  # fmt: skip


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_switch_of_colors_is_a_button(open_page, key):
    page = open_page(color_scheme="light")
    button = page.get_by_role("button", name="Dark colors", pressed=False)
    button.focus()
    page.keyboard.press(key)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_role("button", name="Dark colors", pressed=True).count() == 1


def test_nothing_has_a_role_that_it_does_not_play(open_page):
    """Tabs made of labels, switches made of check boxes: there are none, so none can be wrong."""
    for path in PAGES:
        page = open_page(path)
        assert page.locator("label:not([for]), input:not(#search-input), [role='tab'], [tabindex]:not([tabindex='0'], main)").count() == 0  # fmt: skip


def test_text_in_another_language_says_so(open_page):
    page = open_page("fil/symptoms.html")
    assert page.evaluate("[document.documentElement.lang, document.querySelector('article').lang]") == ["fil", "en"]
    assert page.locator("#menu a[href$='symptoms.html'] span").get_attribute("lang") == "en"
