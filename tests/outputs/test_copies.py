"""Copies to pass on, made from built pages: one HTML document, and the pages of a zip."""

import base64
import io
import zipfile
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.outputs.copies import Part, beginning, page_of_copy, single_file, zipped

NOTE = '<p class="copy">A copy.</p>'
FRAME = """<!doctype html><html lang="ar" dir="rtl"><head><link rel="alternate" href="es/{name}.html"></head><body>
<a class="skip" href="#content">Skip</a>
<header class="site-header"><a class="site-name" href="index.html"><span>The <i>guide</i></span></a>
<details class="languages" data-offers="offers.js"><ul><li><a href="es/{name}.html">es</a></li></ul></details>
<dialog class="search-dialog" data-scripts="a.js" data-style="b.css" data-texts="c"></dialog></header>
<nav id="menu"><a href="index.html">One</a><a href="b.html">Two</a></nav>
<main id="content">{main}</main>
<footer class="site-footer"><p>Foot</p><p><a href="all.html#keep">Keep</a></p></footer></body></html>"""
INDEX = """<div class="beside-link"><a href="side-by-side/index.html">Beside</a></div>
<p class="notice notice-review">Nobody has reviewed it.</p>
<h2 id="now">Now</h2><a href="#now">here</a><a href="b.html#now">there</a><a href="b.html">page</a>
<a href="gone.html">gone</a><a href="https://example.org/b.html">elsewhere</a><a href="#content">frame</a>
<svg><defs><clipPath id="c"/></defs><rect clip-path="url(#c)"/></svg><section class="keep" id="keep">Keep</section>
<div class="page-words"><dl data-more="More"><div data-term="node"><dd>A lump.</dd></div></dl></div>"""
SECOND = """<h2 id="now">Now</h2><p id="d" aria-describedby="now other">Text</p><label for="field">A</label><input id="field">
<select><option value="en" data-script="../q.js">English</option><option value="es" data-script="es/q.js">es</option></select>
<form action="search.html"></form><script src="b.js"></script>
<div class="page-words"><dl data-more="More"><div data-term="node"><dd>A lump.</dd></div></dl></div>"""
PART = Part(
    styles=("p {}",),
    own_styles={"@page {}": "b"},
    first="first()",
    scripts=("'</script>'",),
    search="search('<!--')",
)


def page(name, main):
    return FRAME.replace("{name}", name).replace("{main}", main)


@pytest.fixture(scope="module")
def html():
    return single_file(
        {"index.html": page("index", INDEX), "b.html": page("b", SECOND)}, PART, NOTE, {"../q.js": "told('؟')"}
    )


@pytest.fixture(scope="module")
def tree(html):
    return LexborHTMLParser(html)


def test_ids_are_those_of_their_page_and_links_lead_to_them(tree):
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids)) and {"index", "b", "index--now", "b--now", "content", "menu"} <= set(ids)
    links = {link.text(): link.attributes.get("href") for link in tree.css("main a")}
    assert links == {
        "here": "#index--now",
        "there": "#b--now",
        "page": "#b",
        "gone": None,
        "elsewhere": "https://example.org/b.html",
        "frame": "#content",
    }
    assert [link.attributes["href"] for link in tree.css("#menu a")] == ["#index", "#b"]
    assert tree.css_first("rect").attributes["clip-path"] == "url(#index--c)"
    assert tree.css_first("#b--d").attributes["aria-describedby"] == "b--now other"
    assert tree.css_first("label").attributes["for"] == "b--field"


def test_one_file_asks_for_no_other(tree, html):
    assert not tree.css("[src], link[rel=stylesheet], link[rel=alternate], .keep, .languages, .beside-link, [action]")
    assert "Keep" not in html and 'href="data:,"' in html
    dialog = tree.css_first("dialog").attributes
    assert dialog["data-scripts"].startswith("data:") and dialog["data-style"].startswith("data:")
    assert tree.css_first("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert tree.css_first("title").text() == "The guide"


def test_a_second_language_is_in_the_file_or_not_offered(tree):
    (option,) = tree.css("option")
    kind, _, script = option.attributes["data-script"].partition(",")
    assert kind == "data:text/javascript;charset=utf-8;base64"
    assert base64.b64decode(script).decode() == "told('؟')"


def test_scripts_do_not_end_their_element_and_search_waits(tree):
    scripts = {(one.attributes.get("type"), one.text()) for one in tree.css("script")}
    assert scripts == {(None, "first()"), ("text/plain", "search('\\x3c!--')"), (None, "'\\x3c/script>'")}


def test_styles_of_one_page_wait_for_it(tree):
    always, own = tree.css("style")
    assert always.attributes == {} and own.attributes == {"media": "not all", "data-of": "b"}


def test_which_copy_it_is_stands_under_the_review_line_and_at_the_foot_and_a_meaning_once(tree):
    assert tree.css_first("main .notice-review").next.attributes["class"] == "copy"
    assert len(tree.css("main .copy")) == len(tree.css("footer .copy")) == 1
    every = tree.css_first(".page-words")  # for the script; each page has its own for readers without
    assert "hidden" in every.attributes and len(every.css("[data-term]")) == 1
    assert {one.attributes["data-term"] for one in tree.css("[data-term]")} == {"glossary--node"}


def test_a_page_of_a_zip_leads_nowhere_that_is_not_there():
    files = ["ar/index.html", "ar/b.html", "ar/q.js", "q.js"]
    tree = LexborHTMLParser(page_of_copy(page("b", SECOND + INDEX), "ar/b.html", files, NOTE))
    links = {link.text(): link.attributes.get("href") for link in tree.css("main a")}
    assert links["there"] == "b.html#now" and links["gone"] is None and links["elsewhere"].startswith("https:")
    assert [one.attributes["value"] for one in tree.css("option")] == ["en"]
    assert not tree.css(".languages li, [data-offers], .keep, footer [href]")
    assert tree.css_first("footer").last_child.text() == "A copy."
    assert tree.css_first("script").attributes["src"] == "b.js"


def test_the_beginning_of_a_zip_leads_to_its_first_page():
    tree = LexborHTMLParser(beginning("zh-Hans/index.html"))
    assert tree.css_first("a").attributes["href"] == "zh-Hans/index.html"
    assert tree.css_first("meta[http-equiv=refresh]").attributes["content"] == "0; url=zh-Hans/index.html"


def test_a_zip_is_the_same_whatever_the_order_and_tells_its_day():
    files = {"b.html": b"b", "a/é.html": b"a"}
    made = zipped(files, date(2026, 11, 20))
    assert made == zipped(dict(reversed(files.items())), date(2026, 11, 20)) != zipped(files, date(2026, 11, 21))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["a/é.html", "b.html"] and archive.read("b.html") == b"b"
        assert archive.getinfo("b.html").date_time == (2026, 11, 20, 0, 0, 0)
    assert zipped(files, date(1970, 1, 1))  # before the first day that a zip can tell
