"""axe-core on what readers take along: pages to print, two languages side by side, the keeping of the guide, and the file
for phones. And on the other templates that are not in the sample of test_axe.py."""

import pytest
from axe import unreviewed
from states import device, has

from scripts.commands.offline import offline


@pytest.fixture(scope="module")
def files(real_site, tmp_path_factory):
    out = tmp_path_factory.mktemp("copies")
    assert offline(real_site.parent, out=out, tags=("en", "ar"), on="2026-11-20") == 0
    return {tag: next(out.glob(f"*-{tag}-*.html")) for tag in ("en", "ar")}


@pytest.mark.parametrize(("tag", "theme"), [("en", "dark"), ("ar", "light")])
def test_axe_has_nothing_to_say(new_page, real_site, serve_folder, files, tag, theme):
    home = serve_folder(real_site) + ("" if tag == "en" else f"{tag}/")
    page, found = new_page(**device(360, theme)), {}

    def look(place):
        if said := unreviewed(page, "plain"):
            found[place] = said

    others = ["questions", "card", "diary", "not-kept", "statements", "infobutton", "sources/symptoms"]
    for name in others + ["side-by-side/symptoms"] * has(tag, "side-by-side/symptoms"):
        page.goto(f"{home}{name}.html")
        look(name)
    page.goto(f"{home}questions.html")
    page.locator(".question input").first.check()
    look("questions, one chosen")
    page.goto(f"{home}about.html#keep")
    page.locator(".keep-do").wait_for()
    look("keep")
    page.locator(".keep-do").click()
    page.locator(".keep-remove").wait_for()
    look("kept")
    for name in ("index", "questions"):
        page.goto(f"{files[tag].as_uri()}#{name}")
        page.reload()
        page.locator(f"#{name}").wait_for()
        page.evaluate("document.querySelectorAll('.page[hidden]').forEach((one) => one.remove())")  # axe walks them too
        look(f"one file, {name}")
    assert found == {}
