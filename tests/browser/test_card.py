"""The alert card and the diary: the pages' own danger signs in two languages, whole, in a bank card's size."""

import pytest
from states import LANGUAGES, address


@pytest.fixture
def open_page(new_page, real_site):
    def opened(path, **options):
        page = new_page(**{"viewport": {"width": 320, "height": 700}, "locale": "sw", **options})
        page.goto(f"{real_site.as_uri()}/{path}")
        return page

    return opened


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_card_says_all_that_the_boxes_say_in_both_languages(open_page, tag):
    page = open_page(address(tag, "card"))
    faces = page.locator(".card-face")
    assert [face.get_attribute("lang") for face in faces.all()] == list(dict.fromkeys([tag, "en"]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for face in faces.all():
        shown = face.locator(".card-box li").all_inner_texts()
        help_page = open_page(address(face.get_attribute("lang"), "get-help"))
        boxes = help_page.locator(".admonition.box-emergency, .admonition.box-cancer-now")
        own = [box for box in boxes.all() if box.evaluate("(one) => !one.closest('.original-below')")]
        assert shown == [text for box in own for text in box.locator("li").all_inner_texts()]
        assert face.locator(".card-unreviewed").is_visible() and face.locator(".card-staff").is_visible()
        assert face.locator(".card-box a").count() == 0


@pytest.mark.parametrize("tag", LANGUAGES)
def test_on_paper_each_panel_has_a_bank_cards_size_and_cuts_nothing_off(open_page, tag):
    page = open_page(address(tag, "card"))
    page.emulate_media(media="print")
    for panel in page.locator(".card-panel").all():
        box = panel.bounding_box()
        assert abs(box["width"] - 85.6 / 25.4 * 96) < 4 and abs(box["height"] - 54 / 25.4 * 96) < 4
        assert panel.evaluate("(one) => one.scrollHeight <= one.clientHeight")
    assert not page.locator(".site-header").is_visible()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_diary_has_a_week_and_room_to_write(open_page, tag):
    page = open_page(address(tag, "diary"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".danger-strip").is_visible()
    page.emulate_media(media="print")
    rows = page.locator(".diary tbody tr")
    assert rows.count() == 7 and all(row.bounding_box()["height"] >= 40 for row in rows.all())
