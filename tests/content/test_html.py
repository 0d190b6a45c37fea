"""HTML articles, read as a browser reads them: what is a passage, a heading, a link, and what is left out."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.html import read_html


def passages(html, **options):
    return [(passage.kind, passage.text) for passage in read_html(html, **options).passages]


def texts(html, **options):
    return [passage.text for passage in read_html(html, **options).passages]


def links(html, **options):
    return [(link.text, link.href) for link in read_html(html, **options).links]


def headings(html, **options):
    return [(heading.level, heading.text) for heading in read_html(html, **options).headings]


PAGE = """<!doctype html>
<html lang="en"><head><title>Lumps | Site</title><style>p {}</style></head><body>
<header><h2>The site</h2><a href="/">Start</a></header>
<nav><ul><li><a href="/a">Menu</a></ul></nav>
<main><article>
<header><h1>Lumps</h1><p>By <a href="/me">me</a></p></header>
<p>A lump is a growth.</p>
<nav><a href="#x">On this page</a></nav>
<footer><p>Reviewed in 2025.</p></footer>
</article></main>
<noscript><p>Turn <a href="/js">scripts</a> on.</p></noscript>
<script>var text = "<p>no</p>";</script>
<template><p>Not on the page.</p></template>
<footer><p>Of the <a href="/b">site</a>.</p></footer>
</body></html>"""


class TestFurniture:
    def test_nav_and_the_sites_header_and_footer_are_left_out_and_those_of_the_article_kept(self):
        assert passages(PAGE) == [
            ("heading", "Lumps"),
            ("paragraph", "By me"),
            ("paragraph", "A lump is a growth."),
            ("paragraph", "Reviewed in 2025."),
        ]
        assert headings(PAGE) == [(1, "Lumps")]
        assert links(PAGE) == [("me", "/me")]

    def test_whole_keeps_it_in_document_order(self):
        assert texts(PAGE, whole=True) == [
            "The site", "Start", "Menu", "Lumps", "By me", "A lump is a growth.", "On this page", "Reviewed in 2025.",
            "Of the site.",
        ]  # fmt: skip
        assert headings(PAGE, whole=True) == [(2, "The site"), (1, "Lumps")]
        assert [text for text, _ in links(PAGE, whole=True)] == [
            "Start", "Menu", "me", "On this page", "scripts", "site",
        ]  # fmt: skip

    @pytest.mark.parametrize("around", ["article", "main", "section", "aside"])
    def test_a_header_or_footer_in_a_part_of_the_article_is_kept(self, around):
        inside = f"<{around}><div><header>Head</header><footer>Foot</footer></div></{around}>"
        assert texts(f"<header>Site</header>{inside}<footer>Site</footer>") == ["Head", "Foot"]

    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<header><nav>Menu<main><h1>Lumps</h1><p>Text", ["Menu", "Lumps", "Text"]),
            ("<nav><ul><li>Menu</li></ul><main><h1>Lumps</h1><p>Text</main>", ["Menu", "Lumps", "Text"]),
            ("<header>Site<nav>Menu</nav><main><p>Text", ["Site", "Text"]),
        ],
    )
    def test_furniture_that_is_never_closed_does_not_take_the_article_with_it(self, html, expected):
        assert texts(html) == expected

    @pytest.mark.parametrize("tag", ["script", "style", "noscript", "template"])
    def test_what_no_reader_sees_is_left_out(self, tag):
        assert texts(f"<body><p>a</p><{tag}>no</{tag}><p>b</p>", whole=True) == ["a", "b"]

    @pytest.mark.parametrize(
        "tag", ["iframe", "object", "video", "audio", "canvas", "select", "textarea", "datalist", "noembed", "noframes"]
    )
    def test_what_stands_in_a_quiet_element_is_no_text_of_the_article(self, tag):
        assert texts(f"<p>a</p><{tag}>no</{tag}><p>b</p>") == ["a", "b"]

    def test_headings_and_links_in_a_quiet_element_are_the_documents_all_the_same(self):
        html = "<p>a</p><object><h2>Quiet</h2><p><a href=q>link</a></p></object>"
        assert (texts(html), headings(html), links(html)) == (["a"], [(2, "Quiet")], [("link", "q")])

    def test_text_in_a_comment_is_left_out(self):
        assert texts("<p>a<!-- no -->b</p><!-- <p>no</p> -->") == ["ab"]


class TestHeadings:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<ul><li><h3>Item</h3><p>text</li></ul>", [(3, "Item")]),
            ("<table><tr><td><h2>Cell</h2></td><td>x</td></tr></table>", [(2, "Cell")]),
            ("<a href=x><h2>In a link</h2></a>", [(2, "In a link")]),
            ("<h2><a href=x>A link</a></h2>", [(2, "A link")]),
            ("<details><summary><h4>Sum</h4></summary></details>", [(4, "Sum")]),
            ("<h2>Same</h2><p>a</p><h2>Same</h2><p>b</p>", [(2, "Same"), (2, "Same")]),
            ("<h1>One<h3>Three</h1><h6>Six</h6>", [(1, "One"), (3, "Three"), (6, "Six")]),
            ("<h2>Two <em>words</em>\n and <sup>1</sup></h2>", [(2, "Two words and 1")]),
            ("<h2>Line<br>break</h2>", [(2, "Linebreak")]),  # what textContent gives
            ("<h2>\u00a0Kept\u00a0</h2>", [(2, "\u00a0Kept\u00a0")]),
        ],
    )
    def test_headings_are_found_wherever_they_stand(self, html, expected):
        assert headings(html) == expected

    def test_each_is_a_passage_with_its_level_and_in_its_place(self):
        source = read_html("<ul><li><h3>Item</h3>text</ul><table><tr><td><h2>Cell</h2><p>in it<td>x</table>")
        assert [(p.kind, p.text, p.level) for p in source.passages] == [
            ("heading", "Item", 3), ("list-item", "text", None),
            ("heading", "Cell", 2), ("paragraph", "in it", None), ("paragraph", "x", None),
        ]  # fmt: skip

    def test_a_heading_without_text_is_a_heading_of_the_document_but_no_passage(self):
        html = "<h2></h2><h3> <img src=x alt=picture></h3><p>a</p>"
        assert headings(html) == [(2, ""), (3, "")]
        assert texts(html) == ["a"]

    def test_a_line_break_in_it_is_a_space_for_a_reader(self):
        assert passages("<h2>Line<br>break <div>block</div>end</h2>") == [("heading", "Line break block end")]


class TestLinks:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<a href>a</a>", ("a", "")),
            ("<a href=''>a</a>", ("a", "")),
            ("<a>a</a>", ("a", None)),
            ("<a name=x>a</a>", ("a", None)),
            ("<a href=' /x?a=1&amp;b=2#c '>a</a>", ("a", " /x?a=1&b=2#c ")),
            ("<a href='javascript:void(0)'>a</a>", ("a", "javascript:void(0)")),
            ("<a href=x>  two\n\t words </a>", ("two words", "x")),
            ("<a href=x>line<br>break</a>", ("linebreak", "x")),
            ("<a href=x><p>one</p><p>two</p></a>", ("onetwo", "x")),
            ("<ul><li><a href=x>item</a></ul>", ("item", "x")),
            ("<table><tr><td><a href=x>cell</a></table>", ("cell", "x")),
            ("<a href=x>\u200bعربي\u200f\u00a0</a>", ("\u200bعربي\u200f\u00a0", "x")),
        ],
    )
    def test_text_and_address_are_as_written(self, html, expected):
        assert links(html) == [expected]

    @pytest.mark.parametrize(
        ("html", "label"),
        [
            ("<a href=/x><img src=i alt='The  picture'></a>", "The picture"),
            ("<a href=/x aria-label='A label'><img src=i alt=''></a>", "A label"),
            ("<a href=/x title='A title'><img src=i></a>", "A title"),
            ("<a href=/x aria-label='A label' title='no'><img src=i alt='no'></a>", "A label"),
            ("<a href=/x><svg><path d=''/></svg></a>", "/x"),
            ("<a href=/x><img src=i></a>", "/x"),
            ("<a href=/x><img src=i alt=no> Words</a>", "Words"),
        ],
    )
    def test_an_image_that_is_a_link_gives_its_words_and_the_address_as_the_last_resort(self, html, label):
        source = read_html(f"<p>{html}</p>")
        (link,) = source.links
        assert link.label == label
        assert link.text == ("Words" if label == "Words" else "")
        assert [passage.text for passage in source.passages] == [label]
        assert link.line == 1

    def test_the_words_of_an_image_that_is_no_link_are_no_text(self):
        assert texts("<p>a <img src=x alt=no> b</p>") == ["a b"]

    def test_a_link_without_words_stands_in_no_passage(self):
        source = read_html("<p>a<a href=x></a></p><ul><li><a href=y> </a></ul>")
        assert [(link.text, link.href, link.label) for link in source.links] == [("", "x", ""), ("", "y", "")]
        assert [passage.text for passage in source.passages] == ["a"]
        assert source.links[1].line == 0

    def test_each_link_knows_the_passage_it_begins_in(self):
        html = "<p>a</p><p><a href=1>b</a></p><a href=2><p>c</p><p>d</p></a><table><tr><td>e<td><a href=3>f</a></table>"
        assert [link.line for link in read_html(html).links] == [2, 3, 5]

    def test_a_page_with_hundreds_of_links_keeps_them_all_in_order(self):
        html = "".join(f"<p>See <a href='/{n}'>link {n}</a>.</p>" for n in range(624))
        assert links(html) == [(f"link {n}", f"/{n}") for n in range(624)]


class TestPassages:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<p>a<p>b", ["a", "b"]),
            ("<p>a<br>b</p>", ["a b"]),
            ("<p>a<br/><br>b</p>", ["a b"]),
            ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
            ("<p>a <b>b<i>c</b>d</i>e</p>", ["a bcde"]),
            ("<p>a\n\n b\t\r\nc\f d</p>", ["a b c d"]),
            ("<pre>a\n   b</pre>", ["a b"]),
            ("<p>H<sub>2</sub>O</p>", ["H2O"]),
            ("<dl><dt>Term<dd>Meaning</dl>", ["Term", "Meaning"]),
            ("<blockquote>a<cite>b</cite></blockquote>", ["ab"]),
            ("<p>a<hr>b", ["a", "b"]),
            ("<p class=MsoNormal>In <st1:place>Kenya</st1:place> now<o:p> </o:p></p>", ["In Kenya now"]),
            ("<p>a <x-term>b</x-term>, <unknown>c</unknown></p>", ["a b, c"]),
            (
                "<p>If <math><semantics><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow>"
                "<annotation>x = 2</annotation></semantics></math> mg</p>",
                ["If x=2 mg"],
            ),
            ("<svg><text>Head</text><text>Neck</text></svg>", ["Head", "Neck"]),
            ("<figure><img alt=no><figcaption>Cap</figcaption></figure>", ["Cap"]),
            ("text without any element", ["text without any element"]),
            ("<p>5 &lt; 6 &amp; &nbsp;7</p>", ["5 < 6 & \u00a07"]),
            ("<p>\u00a0</p>", ["\u00a0"]),
            ("<p> \n</p>", []),
            ("", []),
        ],
    )
    def test_a_block_begins_and_ends_a_passage_and_a_line_break_is_a_space(self, html, expected):
        assert texts(html) == expected

    def test_characters_that_cannot_be_seen_are_kept(self):
        marks = "\u200e\u200f\u200b\u200c\u200d\u2066\u2069\u00ad\u00a0\u2003\ufeff"
        assert texts(f"<p>a{marks}b</p>") == [f"a{marks}b"]

    def test_text_keeps_its_unicode_form(self):
        split = "প\u09cdরয\u09bcোজন ম\u09c7\u09be cafe\u0301"
        assert texts(f"<p>{split}</p><h2>{split}</h2>") == [split, split]

    def test_unclosed_tags_are_closed_as_a_browser_closes_them(self):
        html = "<ul><li>a<li>b <b>bold<p>c</ul><table><tr><td>d<td>e<tr><td>f<p>after"
        assert passages(html)[:2] == [("list-item", "a"), ("list-item", "b bold")]
        assert " ".join(texts(html)) == "a b bold c d e f after"

    def test_the_notice_of_rights_is_told(self):
        assert passages("<p>Text.</p><p>© 2025 Publisher. All rights reserved.</p>") == [
            ("paragraph", "Text."),
            ("notice", "© 2025 Publisher. All rights reserved."),
        ]

    def test_emphasis_is_kept_in_spans(self):
        (passage,) = read_html("<p>Do <strong>not <i>wait</i></strong> 10<sup>2</sup></p>").passages
        assert [(span.text, span.marks) for span in passage.spans] == [
            ("Do ", ()), ("not ", ("strong",)), ("wait", ("strong", "em")), (" 10", ()), ("2", ("sup",)),
        ]  # fmt: skip


class TestLists:
    def forms(self, html):
        return [(p.kind, p.text, p.form.depth, p.form.number, p.form.starts) for p in read_html(html).passages]

    def test_items_know_their_depth_and_where_a_list_starts(self):
        assert self.forms("<ul><li>a<ul><li>b<li>c</ul>after<li>d</ul><p>x</p><ul><li>e</ul>") == [
            ("list-item", "a", 1, None, True), ("list-item", "b", 2, None, True), ("list-item", "c", 2, None, False),
            ("paragraph", "after", 1, None, False), ("list-item", "d", 1, None, False), ("paragraph", "x", 0, None, False),
            ("list-item", "e", 1, None, True),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("html", "numbers"),
        [
            ("<ol><li>a<li>b</ol>", [1, 2]),
            ("<ol start=3><li>a<li value=9>b<li>c</ol>", [3, 9, 10]),
            ("<ol start=0><li>a</ol>", [0]),
            ("<ol start=x><li value=''>a<li value='2nd'>b</ol>", [1, 2]),
            ("<ol start=99999999999><li>a</ol>", [1]),
            ("<ul><li value=4>a</ul>", [None]),
            ("<ol><li>a<ol><li>b<li>c</ol><li>d</ol>", [1, 1, 2, 2]),
            ("<ol><li>a<ul><li>b</ul><li>c</ol>", [1, None, 2]),
        ],
    )
    def test_numbered_items_have_the_number_that_a_browser_shows(self, html, numbers):
        assert [passage.form.number for passage in read_html(html).passages] == numbers

    def test_an_item_of_many_blocks_is_one_item(self):
        source = read_html("<ul><li><p>a</p><p>b</p><li></li><li>c</ul>")
        assert [(p.kind, p.text) for p in source.passages] == [
            ("list-item", "a"),
            ("paragraph", "b"),
            ("list-item", "c"),
        ]
        assert source.list_items == 3  # of the document, with the empty one

    def test_an_item_outside_a_list_is_an_item(self):
        assert passages("<li>a<li>b") == [("list-item", "a"), ("list-item", "b")]


class TestTables:
    def rows(self, html):
        return [
            ["".join(span.text for span in cell).strip() for cell in passage.form.cells]
            for passage in read_html(html).passages
            if passage.kind == "table-row"
        ]

    def test_a_row_of_data_is_a_passage(self):
        html = "<table><caption>Doses</caption><thead><tr><th>Age<th>Dose</thead><tr><td>5<td><p>1 mg</p></table>"
        assert passages(html) == [("paragraph", "Doses"), ("table-row", "Age Dose"), ("table-row", "5 1 mg")]
        first, second = read_html(html).passages[1:]
        assert (first.form.starts, second.form.starts) == (True, False)

    @pytest.mark.parametrize(
        ("html", "rows"),
        [
            ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
            ("<tr><td>a<td><td>c", [["a", "", "c"]]),
            ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "", "b"], ["c", "d", "e"]]),
            ("<tr><th rowspan=2>A<th colspan=2>B<tr><td>C<td>D", [["A", "B", ""], ["", "C", "D"]]),
            ("<tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d<tr><td>e<td>f", [["a", "b"], ["c"], ["d"], ["e", "f"]]),
            ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", [["a", "", "b"], ["", "", "c"]]),
            ("<tr><td>a<tr><td><tr><td>b", [["a"], ["b"]]),
        ],
    )
    def test_cells_stand_in_their_columns(self, html, rows):
        assert self.rows(f"<table>{html}</table>") == rows

    @pytest.mark.parametrize("inside", ["<h2>x</h2>", "<ul><li>x</ul>", "<p>x</p><p>y</p>", "<table><tr><td>x</table>", "<blockquote>x</blockquote>"])  # fmt: skip
    def test_a_table_whose_cells_hold_blocks_is_layout_and_its_cells_are_read_as_text(self, inside):
        found = passages(f"<table><tr><td>{inside}</td><td>side</td></tr></table>")
        assert ("paragraph", "side") in found
        assert not any(kind == "table-row" and "side" in text for kind, text in found)
        assert any("x" in text for _, text in found)

    def test_a_table_of_data_in_a_layout_table_keeps_its_rows(self):
        html = "<table><tr><td><p>a</p><table><tr><td>b<td>c<tr><td>d<td>e</table>after<td>f</table>"
        assert passages(html) == [
            ("paragraph", "a"), ("table-row", "b c"), ("table-row", "d e"), ("paragraph", "after"), ("paragraph", "f"),
        ]  # fmt: skip

    def test_text_that_stands_wrongly_in_a_table_goes_before_it(self):
        assert passages("<table>loose<tr><td>a</table>") == [("paragraph", "loose"), ("table-row", "a")]


class TestDepth:
    @pytest.mark.parametrize("tag", ["b", "div", "span", "a href=x", "ul><li", "blockquote", "section", "font"])
    def test_thousands_of_unclosed_elements_are_read(self, tag):
        assert texts("<p>first</p>" + f"<{tag}>" * 5000 + "deep") == ["first", "deep"]

    def test_so_are_nested_tables(self):
        assert texts("<table><tr><td>" * 500 + "deep") == ["deep"]

    def test_many_headings_in_deep_markup_are_all_found(self):
        html = "".join(f"<div><b><h2>Part {n}</h2><p>text {n}" for n in range(300))
        assert headings(html) == [(2, f"Part {n}") for n in range(300)]


class TestAbout:
    @pytest.mark.parametrize(
        ("html", "language"),
        [
            ("<html lang=' fr-CA '><p>a", "fr-CA"),
            ("<html xml:lang=es><p>a", "es"),
            ("<html lang=''><body lang=ar><p>a", "ar"),
            ("<body><main lang=hi><p>a</main>", "hi"),
            ("<article lang=th><p>a</article>", "th"),
            ("<meta http-equiv='Content-Language' content='de, en'><p>a", "de"),
            ("<p lang=fr>a", ""),
            ("<p>a", ""),
        ],
    )
    def test_language_is_what_the_page_says(self, html, language):
        assert read_html(html).language == language

    def test_title_publisher_address_and_licence_are_what_the_page_says(self):
        about = read_html(
            "<head><title>Plain</title><meta property=og:title content='Lumps'><meta name=DC.publisher content='A  charity'>"
            "<link rel='canonical' href='https://example.org/a'><link rel=license href='https://cc.org/by'>"
            "<meta property='article:modified_time' content='2025-11-21T10:00:00Z'></head><p>x"
        ).about
        assert (about.title, about.publisher, about.address) == ("Lumps", "A charity", "https://example.org/a")
        assert (about.licence, about.updated) == ("https://cc.org/by", "2025-11-21")

    def test_an_address_that_is_none_is_left_out(self):
        assert read_html("<link rel=canonical href=/a><title> A\n b </title><p>x").about.address == ""
        assert read_html("<link rel=canonical href=/a><title> A\n b </title><p>x").about.title == "A b"
        base = "<base href=https://example.org/x/><link rel=canonical href=../a><p>x"
        assert read_html(base).about.address == "https://example.org/a"

    def test_ids_lead_to_the_passage_at_or_after_them(self):
        html = (
            "<p id=a>1</p><h2><span id=b></span>2</h2><a name=c></a><ul id=d><li id=e>3<li>4 <i id=f>5</i></ul><p id=g>"
        )
        assert read_html(html).anchors == {"a": 1, "b": 2, "c": 3, "d": 3, "e": 3, "f": 4, "g": 5}

    def test_the_first_of_two_equal_ids_counts(self):
        assert read_html("<p id=a>1<p id=a>2").anchors == {"a": 1}


PIECES = st.sampled_from(
    "<p> </p> <b> </b> <a> <a\thref='/x'> </a> <h2> </h2> <ul> <ol\tstart='2'> <li> </ul> <table> <tr> <td> <td\trowspan='2'> </table> "
    "<div> </div> <br> <img\talt='i'> <nav> </nav> <header> <article> <script> </script> <noscript> <template> <svg> </svg> <math> "
    "<select> <option> <object> <!-- --> & &amp; &#0; < > \u200f \u00a0 word 5% דגל 医生 <head> <body> <frameset> <plaintext> </".split(" ")
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join), st.booleans())
def test_any_markup_is_read(html, whole):
    source = read_html(html.replace("\t", " "), whole=whole)
    assert [passage.line for passage in source.passages] == list(range(1, len(source.passages) + 1))
    assert all(
        passage.text == re.sub("[\t\n\f\r ]+", " ", passage.text).strip(" ") != "" for passage in source.passages
    )
    assert all(0 <= link.line <= len(source.passages) for link in source.links)
    assert sum(passage.kind == "heading" for passage in source.passages) <= len(source.headings)


@given(st.text(alphabet="<>/abhpliutd ='\"!-&#;0\0\n\u200f\u00a0é", max_size=120), st.booleans())
def test_any_characters_are_read(html, whole):
    assert all(passage.text for passage in read_html(html, whole=whole).passages)


WORDS = st.text(alphabet=st.characters(exclude_categories=["C"], exclude_characters="<>&"), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "h2", "b", "td", "blockquote", "span"]), WORDS), max_size=12))
def test_every_character_of_simple_markup_is_in_some_passage(blocks):
    html = "".join(
        f"<table><tr><{tag}>{text}</{tag}></tr></table>" if tag == "td" else f"<{tag}>{text}</{tag}>"
        for tag, text in blocks
    )
    written = re.sub("[\t\n\f\r ]", "", "".join(text for _, text in blocks))
    assert re.sub("[\t\n\f\r ]", "", "".join(texts(f"<body>{html}"))) == written


def test_a_table_with_headers_stays_a_table_whatever_its_cells_hold():
    html = "<table><tr><th>Drug<th>Dose<tr><td>A<td>1 mg<ul><li>morning</ul><tr><td>B<td><p>none<p>given</table>"
    assert [(p.kind, p.text) for p in read_html(html).passages] == [
        ("table-row", "Drug Dose"), ("table-row", "A 1 mg morning"), ("table-row", "B none given"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a<td>" * 10_000,
        "<table><tr><th>a<td>" * 10_000,
        "<div>" * 10_000 + "<header>x</header>" * 10_000,
        "<table><tr>" + "<td>x" * 20_000,
        "<table><tr><td colspan=99999>x" + "<tr><td>y" * 100,
    ],
)
def test_deep_and_wide_pages_are_read_in_time(html):
    start = time.process_time()
    read_html(html)
    assert time.process_time() - start < 5  # seconds; each took 10 to 60 when time grew with the square of size
