"""Changing the language in a real browser: the offer of the reader's own, and where a change leads to."""

import pytest

PHONE = {"width": 360, "height": 740}


def wishes(page, *tags):
    page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{get: () => {list(tags)!r}, configurable: true}})"
    )
    page.reload()


@pytest.mark.parametrize(
    ("path", "locale", "offered"),
    [
        ("symptoms.html", "ar-EG", "ar"),
        ("symptoms.html", "es-419", "es"),
        ("es/symptoms.html", "en-GB", "en"),
        ("es/symptoms.html", "zh-CN", "zh-Hans"),
        ("es/symptoms.html", "zh-TW", "zh-Hans"),
        ("index.html", "tl-PH", "fil"),
        ("symptoms.html", "en-GB", None),
        ("ar/symptoms.html", "ar-EG", None),
        ("symptoms.html", "sw", None),
        ("symptoms.html", "fil", None),
    ],
)
def test_a_reader_is_offered_the_language_of_the_device_in_that_language(open_page, path, locale, offered):
    page = open_page(path, locale=locale)
    at = page.url
    offer = page.locator("aside.offer")
    assert [one.get_attribute("lang") for one in offer.all()] == ([offered] if offered else [])
    assert page.url == at  # never redirected
    if offered:
        assert offer.is_visible()
        assert offer.get_attribute("dir") == ("rtl" if offered == "ar" else "ltr")
        offer.locator("a").click()
        page.wait_for_url(f"**/{'' if offered == 'en' else offered + '/'}{path.split('/')[-1]}")
        assert page.locator("aside.offer").count() == 0


def test_the_first_wish_that_the_site_can_meet_counts(open_page):
    page = open_page("symptoms.html")
    wishes(page, "sw", "zh-Hans", "ar", "en")
    assert page.locator("aside.offer").get_attribute("lang") == "zh-Hans"
    wishes(page, "sw", "en", "ar")
    assert page.locator("aside.offer").count() == 0


def test_no_means_no_and_is_kept_in_this_browser_only(open_page):
    page = open_page("symptoms.html", locale="ar")
    page.locator(".offer-no").focus()
    page.keyboard.press("Enter")
    assert page.locator("aside.offer").count() == 0
    assert page.evaluate("document.activeElement.id") == "content"
    page.goto(page.url.replace("symptoms", "get-help"))
    assert page.locator("aside.offer").count() == 0
    assert page.context.cookies() == []


def test_who_has_chosen_a_language_is_asked_no_more(open_page):
    page = open_page("symptoms.html", locale="ar")
    page.locator(".languages summary").click()
    page.locator(".languages a[lang='es']").click()
    page.wait_for_url("**/es/symptoms.html")
    assert page.locator("aside.offer").count() == 0


def test_the_offer_comes_where_storage_is_blocked_and_goes_for_this_page(open_page):
    page = open_page("symptoms.html", locale="ar")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    page.locator(".offer-no").click()
    assert page.locator("aside.offer").count() == 0
    assert errors == []


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 256}, {"width": 1280, "height": 900}])
def test_the_offer_hides_nothing_that_has_the_focus(open_page, viewport):
    page = open_page(
        "get-help.html", locale="ar", viewport=viewport, reduced_motion="reduce"
    )  # else a scroll is under way
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        covered = page.evaluate("""() => {
          const here = document.activeElement, offer = document.querySelector(".offer")
          if (here === document.body || offer.contains(here)) return ""
          const one = here.getBoundingClientRect(), other = offer.getBoundingClientRect()
          return one.bottom > other.top + 1 && one.top < other.bottom - 1 ? here.textContent : ""
        }""")
        assert covered == ""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_offer_moves_nothing(open_page, width):
    page = open_page("symptoms.html", locale="ar", viewport={"width": width, "height": 740})
    with_offer = page.locator("h1").bounding_box()
    page.locator(".offer-no").click()
    assert page.locator("h1").bounding_box() == with_offer


def test_another_language_opens_at_the_section_the_reader_is_at(open_page):
    page = open_page("symptoms.html", viewport={"width": 360, "height": 400})
    sections = page.locator("article :is(h2, h3)[id]")
    section = sections.nth(1).get_attribute("id")
    page.evaluate(f"document.getElementById({section!r}).scrollIntoView({{behavior: 'instant'}})")
    page.locator(".languages summary").evaluate("summary => summary.parentElement.open = true")
    page.locator(".languages a[lang='es']").evaluate("link => link.click()")
    page.wait_for_url(f"**/es/symptoms.html#{section}")


def test_at_the_top_another_language_opens_at_the_top(open_page):
    page = open_page("symptoms.html")
    page.locator(".languages summary").click()
    page.locator(".languages a[lang='es']").click()
    page.wait_for_url("**/es/symptoms.html")
    assert "#" not in page.url


def test_the_list_says_which_languages_show_this_page_in_english(open_page, six_languages):
    page = open_page("symptoms.html")
    marked = {link.get_attribute("lang") for link in page.locator(".languages a:has(small)").all()}
    missing = {
        tag
        for tag in ("es", "ar", "zh-Hans", "hi", "fil")
        if '<article lang="en"' in (six_languages / tag / "symptoms.html").read_text(encoding="utf-8")
    }
    assert marked == missing


def test_nothing_is_offered_that_is_not_there_in_that_language(open_page, six_languages):
    for tag, name in [("fil", name) for name in ("index", "symptoms", "get-help", "all")]:
        own = '<article lang="en"' not in (six_languages / tag / f"{name}.html").read_text(encoding="utf-8")
        assert open_page(f"{name}.html", locale="fil").locator("aside.offer").count() == own, name
