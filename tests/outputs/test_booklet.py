"""The booklet of a language: pages laid together, danger signs first, links within it."""

from selectolax.lexbor import LexborHTMLParser

from scripts.content.language import Language
from scripts.outputs.booklet import Chapter, Front, booklet, styles_of, titles_of

ARABIC = Language("ar", "العربية", "rtl", "ar")
WORDS = {
    "site": {"name": "Guide", "tagline": "For you."},
    "notices": {"danger": "Weak?", "danger_action": "See.", "unchecked": "Nobody has checked this."},
    "sources": {"title": "Sources", "used_in": "Used in:"},
    "booklet": {"contents": "Contents", "review": "No clinician has reviewed this.", "sources": "From these."},
}
FRONT = Front(WORDS, "Version 1, today", "Newest: here", "https://example.org/", True)
LISTED = '<main><ol class="publications"><li>One. <small>Used in: <a href="x">x</a></small></li></ol></main>'
TOLD = '<section class="references"><h2>Sources</h2><p class="on-paper">address</p></section>'
CREDIT = '<section class="references"><h2>Credit</h2></section>'
HELP = Chapter(
    "get-help", "Start", "ar/get-help.html", f'<main><h1 id="page">Help</h1><nav>menu</nav>{TOLD}</main>', LISTED
)
INDEX = Chapter(
    "index",
    "Start",
    "ar/index.html",
    '<main><h1 id="page">Start</h1><a href="get-help.html#now">a</a><a href="#page">b</a><a href="all.html">c</a>'
    f"{TOLD}{CREDIT}</main>",
    LISTED,
)


def made(numbers=None):
    return LexborHTMLParser(booklet(ARABIC, FRONT, [HELP, INDEX], [], numbers or {}))


def test_after_the_cover_come_danger_signs_contents_pages_and_sources():
    assert [one.attributes.get("id") for one in made().css("body > section")] == [
        None, "get-help", "contents", "index", "sources",
    ]  # fmt: skip
    assert made().css_first("html").attributes["dir"] == "rtl"


def test_links_lead_within_the_booklet_or_to_the_web():
    links = [one.attributes["href"] for one in made().css("#index a")]
    assert links[:3] == ["#get-help--now", "#index--page", "https://example.org/ar/all.html"]
    assert links[3] == "https://example.org/ar/index.html"


def test_each_source_is_there_once_with_the_pages_that_rest_on_it():
    items = made().css("#sources li")
    assert [" ".join(item.text().split()) for item in items] == ["One. Used in: Help · Start"]


def test_chapters_keep_who_wrote_them_but_not_where_their_sources_are_listed():
    assert [one.text() for one in made().css(".references")] == ["Credit"]


def test_the_styles_of_all_pages_are_asked_for_once():
    link = '<link rel="stylesheet" href="../assets/{}.css">'
    pages = [
        Chapter("a", "", "ar/a.html", link.format("site")),
        Chapter("b", "", "ar/b.html", link.format("site") + link.format("drawings")),
    ]
    assert styles_of(pages) == ["assets/site.css", "assets/drawings.css"]


def test_contents_have_page_numbers_once_they_are_known():
    assert [one.text() for one in made({"get-help": 2, "index": 5}).css("#contents .page")] == ["2", "5", ""]
    assert titles_of(made().html) == {"get-help": "Help", "index": "Start", "sources": "Sources"}


def test_the_cover_says_that_nobody_has_reviewed_or_checked_it():
    cover = made().css_first(".cover").text()
    assert "No clinician has reviewed this." in cover and "Nobody has checked this." in cover
    assert "Version 1, today" in cover and "Newest: here" in cover
