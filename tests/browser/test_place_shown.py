"""A hospital's own site in a browser: its colors can be read, its logo has its place, and a strict policy lets it all pass."""

import http.server
import threading
from functools import partial

import pytest
from axe import unreviewed
from states import device

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"


@pytest.fixture(scope="module")
def home(make_owned_site):
    """The site under a path, by a server that sends a strict policy."""
    site = make_owned_site("shown") / "site"
    (site.parent / "www").mkdir()
    site.rename(site.parent / "www/spine")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.parent / "www")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/spine/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "statements.html", "ar/statements.html"])
def test_axe_has_nothing_to_say_of_it(new_page, home, path, theme):
    page = new_page(**device(360, theme))
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(home + path)
    assert unreviewed(page, "plain") == []
    assert wrong == []
    accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    assert accent == ("#5b2a86" if theme == "light" else "#a58abc")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_logo_has_its_place_before_it_is_there(new_page, home):
    page = new_page(**device(1280))
    page.route("**/logo.svg", lambda route: route.abort())
    page.goto(home)
    without = page.locator(".site-name > span").bounding_box()
    page.unroute("**/logo.svg")
    page.goto(home)
    assert page.locator(".logo").evaluate("one => one.naturalWidth > 0")
    assert page.locator(".site-name > span").bounding_box() == without


def test_a_note_is_told_apart_and_belongs_to_its_section(new_page, home):
    page = new_page(**device(360))
    page.goto(home)
    note = page.get_by_role("complementary", name="From Riverside & Sons")
    assert note.is_visible() and "entrance B" in note.inner_text()
    page.emulate_media(media="print")
    assert note.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')") == "#000"
