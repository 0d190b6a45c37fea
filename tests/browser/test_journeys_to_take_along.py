"""What readers take along, step by step in a real browser: questions for an appointment in two languages, on paper; the
guide without a connection; and a file that goes from phone to phone."""

import pytest
from paper import Paper, letters
from states import QUERIES, device

from scripts.commands.offline import offline

OWN = "هل يمكنني السفر؟"


def choose_two_and_write_one(page):
    page.locator(".question .second").first.wait_for()
    asked = []
    for number in (0, 4):
        question = page.locator(".question").nth(number)
        question.scroll_into_view_if_needed()
        if not question.is_visible():
            page.locator("details:not([open]) summary").first.click()
        question.locator("input").check()
        asked += [question.locator(".asked").inner_text(), question.locator(".second").inner_text()]
    page.locator(".own-question input").fill(OWN)
    page.keyboard.press("Enter")
    assert page.locator(".my-list li").count() == 3
    return [*asked, OWN]


def search(page, tag):
    page.locator(".search-open").click()
    page.locator(".search-input").fill(QUERIES[tag])
    page.wait_for_function("document.querySelector('.search-snippet')?.textContent")
    page.locator(".search-result").first.click()
    page.wait_for_function("!document.querySelector('.search-dialog').open && location.hash")


def test_questions_for_an_appointment_are_printed_in_both_languages(new_page, real_site, serve_folder):
    page = new_page(**device(360))
    page.goto(serve_folder(real_site) + "ar/appointment.html")
    page.locator(".take-along a[href='questions.html']").click()
    assert page.locator("#second").input_value() == "en"
    asked = choose_two_and_write_one(page)
    paper = Paper(page)
    assert paper.sheets <= 2
    there = paper.letters
    assert letters("".join(asked)) <= there
    every = page.locator(".question .second").all_text_contents()
    assert not letters("".join(every)) <= there, "what was not chosen stays away"


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_without_a_connection_a_kept_guide_is_searched_and_questions_are_chosen(new_page, real_site, serve_folder, tag):
    home = serve_folder(real_site)
    folder = "" if tag == "en" else f"{tag}/"
    page = new_page(**device(360))
    page.goto(f"{home}{folder}all.html")
    page.locator(".site-footer a[href$='#keep']").click()
    page.locator(".keep-do").click()
    page.locator(".keep-remove").wait_for()
    page.context.set_offline(True)
    page.goto(f"{home}{folder}index.html")
    search(page, tag)
    page.locator("main h1").wait_for()
    page.goto(f"{home}{folder}questions.html")
    page.select_option("#second", "es")
    page.locator(".question .second[lang=es]").first.wait_for()
    page.goto(f"{home}hi/index.html")
    assert page.url == f"{home}{folder}not-kept.html"


def test_a_file_is_sent_on_and_holds_all_that_it_needs(new_page, real_site, tmp_path):
    assert offline(real_site.parent, out=tmp_path / "made", tags=("ar",), on="2026-11-20") == 0
    (made,) = (tmp_path / "made").glob("*.html")
    (tmp_path / "another phone").mkdir()
    sent = made.rename(tmp_path / "another phone" / made.name)
    page, asked, wrong = new_page(**device(360), offline=True), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(sent.as_uri())
    assert "20" in page.locator(".copy").first.inner_text()
    search(page, "ar")
    page.locator(".menu-open").click()
    page.locator("#menu a[href='#appointment']").click()
    page.locator("#appointment .take-along a[href='#questions']").click()
    page.locator("#questions h1").wait_for()
    chosen = choose_two_and_write_one(page)
    paper = Paper(page)
    assert paper.sheets <= 2 and letters("".join(chosen)) <= paper.letters
    lying = {}
    for name in ("card", "diary", "symptoms"):
        page.evaluate(f"location.hash = '#{name}'")
        page.locator(f"#{name} h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        lying[name] = Paper(page).lying
    assert lying == {"card": False, "diary": True, "symptoms": False}
    assert [url for url in asked if not url.startswith((sent.as_uri(), "data:"))] == wrong == []
