"""The frame of a page in a real browser: menu, languages, colors; with a keyboard and without JavaScript."""

import pytest

DESK = {"width": 1280, "height": 900}


def focused(page):
    return page.evaluate("document.activeElement.className + ' ' + document.activeElement.tagName")


def press_until(page, key, wanted, limit=40):
    """Press a key until the focus is on an element that matches; how often it took."""
    for times in range(1, limit):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return times
    raise AssertionError(f"{limit} presses of {key} did not reach {wanted}; the focus is on {focused(page)}")


def test_the_skip_link_is_first_and_leads_to_the_text(open_page):
    page = open_page("ar/symptoms.html")
    page.keyboard.press("Tab")
    assert "skip" in focused(page)
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_by_keyboard(open_page, key):
    page = open_page()
    menu, opener = page.locator("#menu"), page.locator(".menu-open")
    assert not menu.is_visible()
    press_until(page, "Tab", ".menu-open")
    assert page.get_by_role("button", name="Menu", expanded=False).count() == 1
    page.keyboard.press(key)
    assert menu.is_visible() and opener.get_attribute("aria-expanded") == "true"
    press_until(page, "Tab", "#menu a", limit=3)
    page.keyboard.press("Escape")
    assert not menu.is_visible() and "menu-open" in focused(page)
    assert opener.get_attribute("aria-expanded") == "false"


def test_a_closed_menu_takes_no_focus(open_page):
    page = open_page()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('#menu')")


def test_the_menu_stands_beside_the_text_on_a_wide_screen(open_page):
    page = open_page("ar/index.html", viewport=DESK)
    assert page.locator("#menu").is_visible() and not page.locator(".menu-open").is_visible()
    menu, text = page.locator("#menu").bounding_box(), page.locator("main").bounding_box()
    assert menu["x"] > text["x"] + text["width"] - 1  # right of the text where one reads from the right


def test_languages_open_close_and_lead_to_the_same_page(open_page):
    page = open_page("symptoms.html")
    press_until(page, "Tab", ".languages summary")
    page.keyboard.press("Enter")
    link = page.locator(".languages a[lang='ar']")
    assert link.is_visible() and link.inner_text() == "العربية"
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.matches('.languages summary')")
    page.keyboard.press("Enter")
    page.mouse.click(180, 700)
    assert not link.is_visible()
    page.locator(".languages summary").click()
    link.click()
    page.wait_for_url("**/ar/symptoms.html")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.locator(".languages a[aria-current]").get_attribute("lang") == "ar"


@pytest.mark.parametrize("path", ["index.html", "ar/index.html", "hi/index.html"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_open_languages_are_all_on_the_screen(open_page, path, width):
    page = open_page(path, viewport={"width": width, "height": 740})
    page.locator(".languages summary").click()
    for link in page.locator(".languages a").all():
        box = link.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["height"] >= 44  # a finger's width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_colors_follow_the_device_until_the_reader_chooses(open_page):
    dark = "getComputedStyle(document.body).backgroundColor === 'rgb(18, 24, 28)'"
    page = open_page(color_scheme="dark", viewport=DESK)
    button = page.locator("button.theme")
    assert page.evaluate(dark) and button.get_attribute("aria-pressed") == "true"
    button.focus()
    page.keyboard.press("Space")
    assert not page.evaluate(dark) and button.get_attribute("aria-pressed") == "false"
    page.goto(page.url.replace("index", "symptoms"))
    assert not page.evaluate(dark)
    assert page.context.cookies() == []


def test_a_choice_of_colors_is_there_before_the_page_is_drawn(open_page):
    page = open_page()
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.theme || 'none' }).observe(document, {childList: true, subtree: true})"
    )
    page.reload()
    assert page.evaluate("window.first") == "dark"


def test_colors_can_be_chosen_where_storage_is_blocked(open_page):
    page = open_page(viewport=DESK)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    page.locator("button.theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert errors == []


def test_without_javascript_menu_languages_and_the_list_of_sections_work(open_page):
    page = open_page("symptoms.html", java_script_enabled=False)
    assert not page.locator("button.theme").is_visible()
    page.locator(".menu-open").click()
    assert page.locator("#menu a").first.is_visible()
    page.locator(".languages summary").click()
    page.locator(".languages a[lang='es']").click()
    assert page.url.endswith("/es/symptoms.html")
    page.locator(".search-open").click()
    assert page.url.split("?")[0].endswith("/es/all.html")
    page.locator(".a-to-z a", has_text="noche").click()
    assert "/es/symptoms.html#pain-at-night" in page.url


@pytest.mark.parametrize("tag", ["", "ar/", "zh-Hans/", "fil/"])
def test_nothing_is_wider_than_a_small_screen(open_page, tag):
    page = open_page(f"{tag}index.html", viewport={"width": 320, "height": 256})  # 1280 px at 400 % zoom
    for name in ("index", "get-help", "symptoms", "all"):
        page.goto(page.url.rsplit("/", 1)[0] + f"/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_print_shows_the_text_and_no_controls(open_page):
    page = open_page("ar/get-help.html", color_scheme="dark", viewport=DESK)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".site-header").is_visible() and not page.locator("#menu").is_visible()
    assert page.locator(".admonition.danger").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
