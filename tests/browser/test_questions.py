"""The list of questions: chosen, written, ordered, printed and saved, in two languages, in this browser only."""

import json
from pathlib import Path

import pytest

PHONE = {"width": 320, "height": 700}
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.fixture
def open_page(new_page, real_site, serve_folder):
    home = serve_folder(real_site)

    def opened(path="questions.html", home=home, script="", **options):
        page = new_page(**{"viewport": PHONE, "locale": "sw", **options})
        page.on("request", lambda request: page.asked.append(request.url))
        page.asked = []
        if script:
            page.add_init_script(script)
        page.goto(home + path)
        return page

    return opened


def choose(page, *numbers):
    page.evaluate("document.querySelectorAll('.question-choice details').forEach((one) => { one.open = true })")
    for number in numbers:
        page.locator(".question input").nth(number).check()


def chosen(page):
    return page.locator(".my-list .asked").all_inner_texts()


def question(page, number):
    return page.locator(".question .asked").nth(number).text_content()


def write(page, text):
    page.fill("#own", text)
    page.locator(".own-question button").click()


def test_questions_are_chosen_written_ordered_and_still_there_next_time(open_page):
    page = open_page()
    choose(page, 0, 5)
    write(page, "<b>Mine</b> & yours?")
    first, second, own = question(page, 0), question(page, 5), "<b>Mine</b> & yours?"
    assert chosen(page) == [first, second, own]
    assert page.locator(".my-list b").count() == 0
    page.locator(".my-list .up").nth(2).focus()
    page.keyboard.press("Enter")
    assert chosen(page) == [first, own, second]
    assert page.evaluate("document.activeElement.className") == "up"
    page.keyboard.press("Space")
    assert chosen(page) == [own, first, second]
    assert page.evaluate("document.activeElement.className") == "down"  # the first goes no further up
    assert "1" in page.locator(".list-told [role=status]").inner_text()
    page.reload()
    assert chosen(page) == [own, first, second]
    assert page.locator(".question input:checked").count() == 2
    page.locator(".my-list .off").nth(1).click()
    assert chosen(page) == [own, second]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in page.locator(".list-buttons button").all():
        box, drawn = button.bounding_box(), button.locator("path").bounding_box()
        assert min(box["width"], box["height"]) >= 44 and drawn["width"] > 5
    assert page.evaluate("document.cookie") == ""
    assert all(address.startswith(page.url.rpartition("/")[0]) for address in page.asked)
    assert page.evaluate("Object.keys(localStorage)") == ["questions"]


@pytest.mark.parametrize("way", ["http", "file"])
def test_each_question_stands_beside_a_second_language(open_page, real_site, way):
    home = {"home": real_site.as_uri() + "/"} if way == "file" else {}
    page = open_page("ar/questions.html", **home)
    page.locator(".question .second").first.wait_for()
    choose(page, 0)
    assert page.locator("#second").input_value() == "en"
    both = page.locator(".my-list .second")
    assert both.inner_text() == "What is the most likely cause of my symptoms?"
    assert (both.get_attribute("lang"), both.get_attribute("dir")) == ("en", "ltr")
    page.select_option("#second", "zh-Hans")
    page.locator(".my-list .second[lang=zh-Hans]").wait_for()
    page.select_option("#second", "")
    assert both.count() == 0
    if way == "http":  # the same list in another language
        page.goto(page.url.replace("/ar/", "/es/"))
        assert chosen(page)[0].startswith("¿Cuál es la causa")


def test_a_second_language_that_does_not_come_is_said_and_nothing_is_lost(open_page):
    page = open_page()
    choose(page, 0)
    page.route("**/es/questions.js", lambda route: route.abort())
    page.select_option("#second", "es")
    page.wait_for_function("document.querySelector('.question-second [role=status]').textContent")
    assert len(chosen(page)) == 1


def test_one_tap_erases_and_can_be_taken_back(open_page):
    page = open_page()
    choose(page, 0, 1)
    before = chosen(page)
    page.locator(".erase").click()
    assert chosen(page) == []
    assert page.evaluate("localStorage.getItem('questions')") is None
    assert page.evaluate("document.activeElement.className").split()[-1] == "undo"
    page.keyboard.press("Enter")
    assert chosen(page) == before
    assert page.evaluate("localStorage.getItem('questions')")


@pytest.mark.parametrize("script", [BLOCKED, FULL])
def test_storage_that_is_blocked_or_full_is_said_and_nothing_is_lost(open_page, script):
    page = open_page(script=script)
    choose(page, 0, 1)
    assert len(chosen(page)) == 2
    assert page.locator(".not-kept").is_visible()
    assert not page.locator(".kept").is_visible()


@pytest.mark.parametrize("kept", ["{", "[]", '{"list": [null, 3, {"id": "toString", "text": "Old?"}], "second": 5}'])
def test_what_is_kept_may_be_broken_or_of_another_version(open_page, kept):
    page = open_page()
    page.evaluate("(kept) => localStorage.setItem('questions', kept)", kept)
    page.reload()
    assert chosen(page) == (["Old?"] if "Old" in kept else [])
    choose(page, 0)
    assert chosen(page)[-1] == question(page, 0)
    assert json.loads(page.evaluate("localStorage.getItem('questions')"))["list"]


def test_the_list_is_saved_as_text_in_both_languages(open_page):
    page = open_page("ar/questions.html")
    page.locator(".question .second").first.wait_for()
    choose(page, 0)
    write(page, "My own?")
    with page.expect_download() as download:
        page.locator(".save").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert question(page, 0) in text and "What is the most likely cause of my symptoms?" in text and "My own?" in text
    assert page.locator(".notice-review").inner_text()[:20] in text
    assert download.value.suggested_filename == "questions.txt"


def test_on_paper_is_the_list_or_without_one_every_question(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert page.locator(".question").last.is_visible() and page.locator(".lines hr").first.is_visible()
    page.emulate_media(media="screen")
    choose(page, 0)
    page.emulate_media(media="print")
    assert page.locator(".my-list li").is_visible()
    assert not page.locator(".question").first.is_visible() and not page.locator(".list-buttons").is_visible()


def test_without_javascript_it_is_a_plain_list(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator(".question").last.is_visible()
    for hidden in (".my-list", ".question-second", ".list-bar", ".lines"):
        assert not page.locator(hidden).is_visible()
    page.emulate_media(media="print")
    assert page.locator(".lines hr").first.is_visible()


@pytest.mark.parametrize("path", ["appointment.html", "index.html", "all.html", "hi/appointment.html"])
def test_pages_lead_to_it(open_page, path):
    page = open_page(path)
    for name in ("questions", "card", "diary"):
        link = page.locator(f'main a[href="{name}.html"]')
        assert link.count() == 1
        assert page.request.get(page.url.rpartition("/")[0] + f"/{name}.html").ok
