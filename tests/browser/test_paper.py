"""Pages on paper: which edition they are, and nothing that only a screen can answer."""

import pytest


@pytest.mark.parametrize("path", ["es/symptoms.html", "es/side-by-side/symptoms.html", "ar/translations.html"])
def test_paper_says_its_address_version_and_date_and_has_no_controls(new_page, six_languages, path):
    page = new_page(locale="sw")
    page.goto(f"file://{six_languages}/{path}")
    assert not page.locator(".edition").is_visible()
    page.emulate_media(media="print")
    lines = page.locator(".edition").inner_text().splitlines()
    assert lines[0] == f"https://example.org/{path}" and any(sign.isdigit() for sign in lines[1])
    assert page.locator(":is(button, select, input, .beside-link, footer a):visible").count() == 0


def test_no_word_on_paper_is_bigger_or_smaller_for_its_language(new_page, six_languages):
    page = new_page(locale="sw")
    page.emulate_media(media="print")
    sizes = set()
    for tag in ("en/", "es/", "ar/", "hi/"):
        page.goto(f"file://{six_languages}/{tag.removeprefix('en/')}symptoms.html")
        size = "selector => getComputedStyle(document.querySelector(selector)).fontSize"
        sizes.add((page.evaluate(size, "article > p:not(.notice)"), page.evaluate(size, "article h2")))
    assert len(sizes) == 1 and next(iter(sizes))[0] == "16px"
