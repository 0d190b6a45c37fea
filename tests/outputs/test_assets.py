"""Names that tell what is in a file."""

from scripts.outputs.assets import bundled, is_marked, lasts, mark_of, marked, marked_search, unmarked
from scripts.outputs.headers import ASKED_AGAIN, KEPT, cache_control


def test_a_name_changes_with_the_content_and_comes_back():
    path = "assets/scripts/vendor/mini-search.js"
    named = marked(path, mark_of(["one"]))
    assert named != path and named.startswith("assets/scripts/vendor/mini-search.") and named.endswith(".js")
    assert named != marked(path, mark_of(["two"])) and unmarked(named) == path
    assert is_marked(named) and not is_marked(path)
    assert unmarked(f'<a href="x.1a2b3c4d.html" src="../{named}">') == f'<a href="x.1a2b3c4d.html" src="../{path}">'


def test_what_pages_name_themselves_keeps_its_name():
    assert lasts("assets/styles/site.css") and lasts("assets/icon.svg")
    for path in ("assets/photo.png", "assets/scripts/vendor/minisearch.LICENSE.txt", "es/questions.js", "sw.js"):
        assert not lasts(path)


def test_search_files_stay_together():
    files, first = marked_search({"zh-Hans.js": "a", "zh-Hans/symptoms.js": "b"}, "zh-Hans")
    assert set(files) == {first, f"{first.removesuffix('.js')}/symptoms.js"}
    other, changed = marked_search({"zh-Hans.js": "a", "zh-Hans/symptoms.js": "c"}, "zh-Hans")
    assert changed != first, "texts of one edition must not come with the words of another"
    assert {unmarked(f"assets/search/{path}") for path in other} == {"assets/search/zh-Hans.js", "assets/search/zh-Hans/symptoms.js"}  # fmt: skip
    assert all(is_marked(f"assets/search/{path}") for path in files)


def test_files_that_are_sent_as_one_keep_their_order_and_need_not_all_be_there():
    files = {f"assets/styles/{name}.css": f"{name}{{}}\n" for name in ("card", "sheet", "site")}
    made = bundled({**files, "assets/scripts/print.js": "b()\n", "assets/scripts/header.js": "a()\n"})
    assert made["assets/styles/card.css"] == "sheet{}\ncard{}\n"
    assert made["assets/scripts/page.js"] == "a();\nb()\n"
    assert "assets/styles/site.css" not in made and bundled({}) == {}


def test_only_what_never_changes_is_kept():
    assert cache_control("assets/search/es.1a2b3c4d/index.js") == KEPT
    assert cache_control("assets/scripts/page.1a2b3c4d.js", 404) == ASKED_AGAIN
    for path in ("", "es/index.html", "sw.js", "assets/offline/es.json", "assets/a1b2c3d4.js", "es/page.1a2b3c4d.js"):
        assert cache_control(path) == ASKED_AGAIN
