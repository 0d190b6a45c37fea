"""Two languages side by side: in the order of the page, with and without JavaScript, from a folder and on paper."""

import pytest

PHONE = {"width": 320, "height": 700}


@pytest.fixture
def open_page(new_page, real_site):
    def opened(path, **options):
        page = new_page(**{"viewport": {"width": 1280, "height": 900}, "locale": "sw", **options})
        page.goto(f"file://{real_site}/{path}")
        return page

    return opened


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans", "hi"])
def test_each_section_is_followed_by_the_same_in_english_without_javascript(open_page, tag):
    page = open_page(f"{tag}/symptoms.html", java_script_enabled=False)
    page.locator(".beside-link a").click()
    assert page.url.endswith(f"{tag}/side-by-side/symptoms.html")
    assert "call an interpreter" in page.locator(".speak .beside").inner_text()
    assert page.locator("main > :first-child").get_attribute("class") == "pair speak"
    assert "consent" in page.locator(".consent .beside").inner_text()
    assert page.locator(".side-by-side .admonition").first.get_attribute("class").startswith("admonition danger")
    assert page.locator(".beside :is(h1, h2, h3, h4)").count() == 0
    assert page.locator("h1").count() == 1
    pairs = page.locator(".pair-row:not(.pair-alone)").all()
    assert len(pairs) > 5
    for pair in pairs:
        first, second = pair.locator("> div").all()
        assert second.get_attribute("lang") == "en" and second.get_attribute("dir") == "ltr"
        heading = first.locator("h2, h3").first
        assert not heading.count() or heading.get_attribute("id") == second.get_attribute("data-part")
    assert not page.locator(".pair-choice").is_visible()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith(f"/{tag}/symptoms.html")


def test_the_columns_stand_side_by_side_and_on_phones_one_under_the_other(open_page):
    for size, beside in (({"width": 1280, "height": 900}, True), (PHONE, False)):
        page = open_page("ar/side-by-side/treatment.html", viewport=size)
        first, second = (one.bounding_box() for one in page.locator(".pair-row").nth(3).locator("> div").all())
        assert (abs(first["y"] - second["y"]) < 2) is beside
        assert (first["x"] > second["x"] + 100) is beside  # the reader's language begins at the right
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_figures_about_people_are_opened_in_both_languages_and_only_when_asked_for(open_page):
    page = open_page("ar/side-by-side/index.html")
    figures = page.locator(".pair-row .figures")
    assert figures.count() >= 2 and page.locator(".figures[open]").count() == 0
    figures.first.locator("summary").click()
    page.wait_for_function("document.querySelectorAll('.figures[open]').length === 2")
    page.goto(page.url.replace("index", "outlook"))
    assert not page.locator("#survival-numbers").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".figures-rows").is_visible()
    assert not page.locator(".pair-tools").is_visible() and "/ar/side-by-side/" in page.locator(".edition").inner_text()


def test_another_second_language_takes_the_place_of_english_and_gives_it_back(open_page):
    page = open_page("ar/side-by-side/symptoms.html")
    cell = page.locator(".pair-row .beside:visible").nth(2)
    english = cell.inner_text()
    page.evaluate("window.scrollTo({top: 2500, behavior: 'instant'})")
    assert page.evaluate("scrollY") > 1000
    top = "[...document.querySelectorAll('.pair')].find(one => one.getBoundingClientRect().bottom > 0)"
    page.evaluate(f"window.kept = {top}; window.was = kept.getBoundingClientRect().top")
    page.locator("#second-language").evaluate("one => { one.value = 'es'; one.dispatchEvent(new Event('change')); }")
    page.wait_for_function("document.querySelector('.speak .beside').lang === 'es'")
    assert abs(page.evaluate("kept.getBoundingClientRect().top - was")) < 2
    assert page.locator(".speak .beside").inner_text().startswith("Hablo árabe.")
    assert cell.inner_text() != english and cell.get_attribute("lang") == "es"
    assert page.locator(".pair > div:not(.beside) .original-below, .pair > div > .original-below").first.is_visible()
    assert not page.locator(".notice-beside").first.is_visible()
    page.locator(".pair-tools > a").click()
    page.locator(".beside-link a").click()
    page.wait_for_function("document.querySelector('.speak .beside').lang === 'es'")  # kept for this visit
    page.select_option("#second-language", "en")
    assert cell.inner_text() == english and cell.get_attribute("lang") == "en"


def test_a_language_that_cannot_be_loaded_is_said_and_english_stays(open_page):
    page = open_page("ar/side-by-side/symptoms.html")
    page.evaluate("document.querySelector('#second-language [value=es]').dataset.script = 'missing.js'")
    page.select_option("#second-language", "es")
    page.wait_for_function("document.querySelector('.pair-choice [role=status]').textContent !== ''")
    assert page.locator("#second-language").input_value() == "en"
    assert page.locator(".speak .beside").get_attribute("lang") == "en"
