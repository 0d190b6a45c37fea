"""What one language needs of the site, and the list that a browser keeps it by."""

import json
from dataclasses import replace

import pytest

from scripts.content.guide import read_guide
from scripts.outputs.language_part import content_of, offline_list, part_of, version_of

SITE = """
404.html about.html index.html questions.html questions.js sitemap.xml sw.js topic/signs.html .nojekyll
es/404.html es/about.html es/index.html es/not-kept.html es/questions.js es/side-by-side/about.html es/side-by-side/about.js
ar/about.html ar/questions.js ar/side-by-side/about.js
assets/icon.svg assets/offline/es.json assets/scripts/page.js assets/scripts/offers.1a2b3c4d.js assets/search/en.js assets/search/en/about.js
assets/search/es.js assets/search/es/about.js assets/search/ar.js assets/search/ar/about.js
""".split()


@pytest.fixture
def guide(make_site):
    tags = (
        "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n"
        "- {tag: ar, name: العربية, theme: ar}\n"
    )
    return read_guide(make_site({"docs/_data/languages.yml": tags, "docs/ar/.gitkeep": ""}))


def test_a_translation_is_its_folder_its_search_and_what_all_share(guide):
    assert part_of(guide, guide.languages.get("es"), SITE) == [
        "ar/questions.js",  # to stand beside the reader's
        "assets/icon.svg",
        "assets/scripts/page.js",
        "assets/search/es.js",
        "assets/search/es/about.js",
        "es/about.html",
        "es/index.html",
        "es/not-kept.html",
        "es/questions.js",
        "es/side-by-side/about.html",  # and not its script, which is for other languages' pages
        "questions.js",
    ]


def test_the_first_language_is_all_that_is_no_other_language_s(guide):
    found = part_of(guide, guide.languages.source, SITE)
    assert {"about.html", "topic/signs.html", "assets/search/en.js"} <= set(found)
    assert [path for path in found if path.startswith(("es/", "ar/"))] == ["ar/questions.js", "es/questions.js"]
    assert not {"404.html", "sitemap.xml", "sw.js", ".nojekyll", "assets/search/es.js"} & set(found)


def test_a_version_is_another_one_when_a_file_changes_comes_or_goes():
    files = {"a": content_of(b"1"), "b": content_of(b"2")}
    changed = [files | {"b": content_of(b"3")}, files | {"c": content_of(b"2")}, {"a": files["a"]}]
    swapped = {"a": files["b"], "b": files["a"]}
    assert len({version_of(one) for one in (files, *changed, swapped)}) == 5
    assert version_of(dict(reversed(files.items()))) == version_of(files)


def test_the_list_of_a_language_names_its_files_and_nothing_of_another_changes_it(guide):
    site = {path: content_of(path.encode()) for path in SITE}
    language = guide.languages.get("es")
    listed = json.loads(offline_list(guide, language, site))
    assert list(listed["files"]) == part_of(guide, language, SITE)
    assert listed["size"] == sum(len(path) for path in listed["files"])
    assert (listed["home"], listed["elsewhere"]) == ("es/index.html", "es/not-kept.html")
    assert listed["files"]["es/about.html"] == content_of(b"es/about.html").digest

    def version(path):
        return json.loads(offline_list(guide, language, site | {path: replace(site[path], digest="0")}))["version"]

    assert version("ar/about.html") == version("assets/search/en.js") == listed["version"]
    assert version("es/about.html") != listed["version"] != version("assets/scripts/page.js")
