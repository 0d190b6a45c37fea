"""The journeys in Debian's Firefox, driven over Mozilla's own Marionette."""

import shutil

import pytest
from journeys import JOURNEYS

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
LANGUAGES = ["", "ar/", "zh-Hans/"]


class Firefox:
    def __init__(self, marionette, home):
        from marionette_driver.by import By
        from marionette_driver.keys import Keys

        self.marionette, self.home, self.css, self.keys = marionette, home, By.CSS_SELECTOR, Keys

    def open(self, path):
        self.marionette.navigate(self.home + path)

    def click(self, selector):
        self.marionette.find_element(self.css, selector).click()

    def _send(self, keys):
        self.marionette.find_element(self.css, ":focus").send_keys(keys)

    def type(self, text):
        self._send(text)

    def press(self, key):
        self._send({"Space": " "}.get(key) or getattr(self.keys, {"Down": "ARROW_DOWN"}.get(key, key.upper())))

    def run(self, script):
        return self.marionette.execute_script(f"return ({script})", sandbox=None)

    def see(self, expression):
        from marionette_driver import Wait

        Wait(self.marionette, timeout=10).until(lambda _: self.run(expression), message=f"never true: {expression}")


@pytest.fixture(scope="module")
def marionette(tmp_path_factory):
    if not FIREFOX:
        pytest.fail("Firefox is not installed: sudo apt-get install firefox-esr")
    from marionette_driver.marionette import Marionette

    log = tmp_path_factory.mktemp("firefox") / "gecko.log"
    prefs = {"intl.accept_languages": "sw"}
    started = Marionette(bin=FIREFOX, port=0, headless=True, gecko_log=str(log), prefs=prefs)  # 0: any that is free
    started.start_session()
    # Firefox has no narrower window; the menu is still behind its button.
    started.set_window_rect(width=500, height=800)
    yield started
    started.quit(in_app=False)
    started.cleanup()


@pytest.mark.filterwarnings("ignore")  # of Mozilla's packages
@pytest.mark.parametrize("folder", LANGUAGES)
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_a_reader_gets_there(marionette, real_site, serve_folder, journey, folder):
    browser = Firefox(marionette, serve_folder(real_site))
    journey(browser, folder, folder.strip("/") or "en")
