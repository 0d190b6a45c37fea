"""Medical words explain themselves: on hover, focus and tap, and on paper."""

import pytest

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def open_page(new_page, real_site, serve_folder):
    home = serve_folder(real_site)

    def opened(path="index.html", **options):
        page = new_page(**{"viewport": {"width": 1280, "height": 900}, "locale": "sw", **options})
        page.goto(home + path)
        return page

    return opened


def meaning(page, term):
    """What the list of the page says of the word that a link stands on."""
    id = term.get_attribute("href").partition("#")[2]
    return page.locator(f'.page-words [data-term="{id}"] dd').text_content()


@pytest.mark.parametrize(
    "path", ["index.html", "es/treatment.html", "ar/index.html", "zh-Hans/index.html", "hi/index.html"]
)
def test_a_word_is_explained_under_the_pointer_in_the_language_of_the_page(open_page, path):
    page = open_page(path)
    term, note = page.locator("a.term").first, page.locator(".term-note")
    assert not note.is_visible()
    term.hover()
    assert note.is_visible()
    assert note.locator("p").inner_text() == meaning(page, term) != ""
    assert note.get_attribute("lang") == page.evaluate("document.documentElement.lang")
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280
    note.hover()  # it can be reached, and stays
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    term.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    assert not note.is_visible()


def test_a_word_is_explained_by_keyboard_and_enter_leads_to_the_glossary(open_page):
    page = open_page()
    term, note = page.locator("a.term").first, page.locator(".term-note")
    term.focus()
    assert note.is_visible() and term.get_attribute("aria-describedby") == note.get_attribute("id")
    page.keyboard.press("Escape")
    assert not note.is_visible() and term.get_attribute("aria-describedby") is None
    assert page.evaluate("document.activeElement.matches('a.term')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")


@pytest.mark.parametrize("path", ["index.html", "ar/index.html"])
def test_a_tap_explains_and_leads_away_only_when_asked_to(open_page, path):
    page = open_page(path, viewport=PHONE, has_touch=True)
    at = page.url
    terms, note = page.locator("a.term"), page.locator(".term-note")
    terms.nth(0).tap()
    assert note.is_visible() and page.url == at
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    terms.nth(1).tap()
    assert note.locator("p").inner_text() == meaning(page, terms.nth(1))
    page.locator("h1").tap()
    assert not note.is_visible()
    terms.nth(0).tap()
    note.locator("a").tap()
    page.wait_for_url("**/glossary.html#*")


def test_without_javascript_the_word_leads_to_the_glossary_and_the_list_is_there(open_page):
    page = open_page(java_script_enabled=False)
    page.locator(".page-words summary").click()
    assert page.locator(".page-words dd").first.is_visible()
    page.locator("a.term").first.click()
    assert "glossary.html#" in page.url


def test_on_paper_the_meanings_stand_open_and_the_address_of_the_sources_is_told(open_page):
    page = open_page("ar/symptoms.html")
    assert not page.locator(".page-words dd").first.is_visible()
    assert not page.locator(".references .on-paper").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".page-words dd").first.is_visible()
    assert page.locator(".references .on-paper").inner_text().endswith("/ar/sources/symptoms.html")
    assert not page.locator(".term-note").is_visible()


def test_the_list_has_each_word_that_the_page_leads_to_once(open_page):
    page = open_page("treatment.html")
    linked = {link.get_attribute("href").partition("#")[2] for link in page.locator("a.term").all()}
    listed = [entry.get_attribute("data-term") for entry in page.locator(".page-words [data-term]").all()]
    assert sorted(listed) == sorted(linked) and len(listed) > 5


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 256)])  # the last: 1280 at 400 %
def test_a_note_covers_neither_its_word_nor_what_has_the_focus_next(open_page, width, height):
    page = open_page("index.html", viewport={"width": width, "height": height}, reduced_motion="reduce")
    words = page.locator("main a.term").count()
    assert words > 5
    for number in range(words):
        page.locator("main a.term").nth(number).focus()
        page.locator("#term-note").wait_for(state="visible")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        covered = page.evaluate(
            """() => {
              const note = document.getElementById("term-note").getBoundingClientRect()
              return [...document.activeElement.getClientRects()].some(
                (box) => note.left < box.right && box.left < note.right && note.top < box.bottom && box.top < note.bottom)
            }"""
        )
        assert not covered, number
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement.matches('.term') || !document.querySelector('#term-note:popover-open')"
        )


def long_note(page):
    """The note of the word of a page whose meaning is longest, shown by tap or focus where it does not fit."""
    terms = page.locator("main a.term")
    longest = max(range(terms.count()), key=lambda number: len(meaning(page, terms.nth(number))))
    term = terms.nth(longest)
    term.evaluate("term => term.scrollIntoView({block: 'center', behavior: 'instant'})")
    return term, page.locator("#term-note")


def test_a_finger_can_read_a_note_to_its_end(open_page):
    page = open_page("index.html", viewport={"width": 320, "height": 180}, has_touch=True)
    term, note = long_note(page)
    term.tap()
    assert note.evaluate("note => note.scrollHeight > note.clientHeight")
    box = note.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 10 * step}]})
    page.wait_for_timeout(400)  # longer than a note stays that is left
    assert note.is_visible() and note.evaluate("note => note.scrollTop") > 0
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(400)
    assert note.is_visible()
    note.locator("a").tap()
    page.wait_for_url("**/glossary.html#*")


def test_a_click_on_a_note_leaves_it_there(open_page):
    page = open_page("index.html")
    term, note = page.locator("main a.term").first, page.locator("#term-note")
    term.focus()
    note.locator("p").click()
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.locator("h1").click()
    assert not note.is_visible()


def test_a_note_that_is_read_to_its_end_stays_there_when_the_page_moves(open_page):
    page = open_page("index.html", viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    term, note = long_note(page)
    term.focus()
    end = note.evaluate("note => { note.scrollTop = 1000; return note.scrollTop }")
    assert end > 0
    page.evaluate("() => new Promise((done) => { addEventListener('scroll', () => requestAnimationFrame(done), {once: true}); scrollBy(0, 2) })")  # fmt: skip
    assert note.evaluate("note => note.scrollTop") == end


def test_a_wheel_at_the_end_of_a_note_does_not_move_the_page(open_page):
    page = open_page("index.html", viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    term, note = long_note(page)
    term.focus()
    note.hover()
    assert note.evaluate("note => { note.scrollTop = 1000; return note.scrollTop }") > 0
    at = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == at
