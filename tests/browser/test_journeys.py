"""The journeys in Chromium; `make audit` walks them in Firefox."""

import pytest
from journeys import JOURNEYS
from states import device

KEYS = {"Down": "ArrowDown"}


class Chromium:
    def __init__(self, page, home):
        self.page, self.home = page, home

    def open(self, path):
        self.page.goto(self.home + path)

    def click(self, selector):
        self.page.locator(selector).first.click()

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def press(self, key):
        self.page.keyboard.press(KEYS.get(key, key))

    def run(self, script):
        return self.page.evaluate(script)

    def see(self, expression):
        self.page.wait_for_function(f"() => {expression}", timeout=10_000)


@pytest.mark.parametrize("folder", ["", "ar/"])
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_a_reader_gets_there(new_page, real_site, serve_folder, journey, folder):
    browser = Chromium(new_page(**device(360)), serve_folder(real_site))
    journey(browser, folder, folder.strip("/") or "en")
