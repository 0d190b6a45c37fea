"""Markdown of an article's passages: what Python-Markdown makes of it says what the article said.

Everything here is written, built with the extensions of the project's mkdocs.yml, and read again.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config.base import load_config

from scripts.content.contact import SLOT
from scripts.content.html import read_html
from scripts.content.page import parse_page
from scripts.content.source import Form, Passage, Span, fold
from scripts.content.text import is_notice
from scripts.outputs.markdown import blocks, escape, heading, items_numbered

CONFIG = load_config(str(Path(__file__).parents[2] / "mkdocs.yml"))
MARKDOWN = Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)
LOST = dict.fromkeys((0, 2, 3))

thorough = settings(max_examples=200)


def built(markdown):
    """What a reader gets of a page, and no slot or second brace on the way."""
    assert not SLOT.search(markdown) and "{{" not in markdown
    return read_html("<article>" + items_numbered(MARKDOWN.reset().convert(markdown)) + "</article>")


def kept(text):
    """A text without what no page can hold."""
    return fold(text.translate(LOST)).strip(" \x85")


def told(passages):
    return [(passage.kind, text) for passage in passages if (text := kept(passage.text))]


def look(passages, address):
    """Each character that can be seen, with its marks and the address it leads to."""
    return [
        (sign, frozenset(span.marks), None if span.link is None else address(span.link))
        for passage in passages
        for span in passage.spans or (Span(passage.text),)
        for sign in span.text.translate(LOST)
        if not sign.isspace()
    ]


def forms(passages):
    return [(passage.form.depth, passage.form.starts, passage.form.number) for passage in passages]


def written(passages, address=lambda number: None):
    """The page made of some passages, which must say and look the same."""
    page = built(blocks(passages, address))
    assert told(page.passages) == told(passages)
    assert look(page.passages, lambda number: page.links[number].href) == look(passages, address)
    return page


def article(html):
    """An article's Markdown; the page made of it must say, look and lead the same."""
    source = read_html(html)
    address = {number: link.href for number, link in enumerate(source.links)}.get
    page = written(source.passages, address)
    assert [(link.label, link.href) for link in page.links] == [
        (link.label, link.href) for link in source.links if link.href is not None and link.line
    ]
    assert [passage.fingerprint for passage in page.passages] == [passage.fingerprint for passage in source.passages]
    assert forms(page.passages) == forms(source.passages)
    return blocks(source.passages, address)


SIGNS = """\
* ** *** _ __ ` `` \\ \\\\ { {{ }} } {: {:.x} {#id} {.x} ! !!! !!!note [ ] ]( [x](y) [x]: ( ) < > <b> </b> </p> <div>
<!-- --> <? ?> <![CDATA[ <http://a.b> <a@b.c> & &amp; &copy; &copy &#38 &#38; &#x26; &lt; # ## 1. 12. ١. - + -- --- ===
~~~ ``` : | || \\| :- |-|-| ^ ~ $ %% © "quoted" 'x' a b c x1 word Word, été e\u0301 שלום עברית عربي نص 中文 日本 ไทย 😀
\u200b \u200e \u200f \u202b \u202c \ufeff \u00ad [TOC] [1] [^1] *[a] => -> <- 5<6 a@b.c http://a.b/c_d_e {{emergency}}
""".split()
SPACES = ["\t", "\xa0", "\u3000", "\u2028", "\u202f", "\x0b", "\x1c", "\x85", "\0", "\2", "\3", "\2amp\3"]
pieces = st.sampled_from(SIGNS) | st.sampled_from(SPACES) | st.just(" ") | st.text(max_size=3)
texts = st.lists(pieces, max_size=9).map("".join)
marks = st.lists(st.sampled_from(["strong", "em", "sup", "sub", "del"]), unique=True, max_size=3).map(tuple)


@thorough
@given(texts)
def test_any_text_is_shown_as_it_is(text):
    page = built(escape(text))
    assert [text for kind, text in told(page.passages)] == ([kept(text)] if kept(text) else [])
    assert page.links == ()


@thorough
@given(texts.filter(kept), st.integers(1, 6))
def test_any_text_is_a_heading(text, level):
    line = heading(Passage(1, "heading", fold(text), level), level, "some-id", lambda number: None)
    page = built(line)
    assert [(passage.kind, passage.level) for passage in page.passages] == [("heading", level)]
    assert kept(page.passages[0].text) == kept(text)
    assert set(page.anchors) == {"some-id"}
    _front, *sections = parse_page(line, "a.md", "en", "a").sections
    assert [section.id for section in sections] == ["some-id"][: level > 1]


@st.composite
def passages(draw):
    """A passage of any form, whatever stands before it."""
    kind = draw(st.sampled_from(["paragraph", "list-item", "list-item", "list-item", "table-row"]))
    starts = draw(st.booleans())
    lines = st.lists(st.builds(Span, texts | st.just("\n"), marks, st.none() | st.integers(0, 2)), max_size=5).map(
        tuple
    )
    if kind == "table-row":
        cells = tuple(draw(st.lists(lines, max_size=4)))
        spans, form = tuple(span for cell in cells for span in (*cell, Span("\n"))), Form(starts=starts, cells=cells)
    else:
        spans = draw(lines)
        form = Form(draw(st.integers(0, 4)), draw(st.none() | st.integers(0, 12)), starts)
    text = fold("".join(span.text for span in spans))
    kind = "notice" if kind == "paragraph" and is_notice(kept(text)) else kind
    if draw(st.booleans()):  # as plain text is read
        return Passage(1, kind, text, form=Form(form.depth, form.number, form.starts))
    return Passage(1, kind, text, spans=spans, form=form)


@thorough
@given(st.lists(passages().filter(lambda passage: kept(passage.text)), max_size=4))
def test_any_passages_say_and_look_the_same(passages):
    written(passages, lambda number: f"https://example.org/{number}" if number else None)


@st.composite
def lists(draw, depth=1):
    """A list as HTML, its items with paragraphs and lists of their own."""
    words = st.sampled_from(
        ["One", "two two", "3. three", "- four", "# five", "*", "<b>six</b>", "! seven", ": 8", "ok"]
    )
    html = ""
    for _ in range(draw(st.integers(1, 3))):
        html += f"<li{draw(st.sampled_from(['', '', ' value=7']))}>{draw(words)}"
        for inner in draw(st.lists(st.sampled_from(["p", "list"]), max_size=2)):
            if inner == "p":
                html += f"<p>{draw(words)}</p>"
            elif depth < 4:
                html += draw(lists(depth + 1))
    if draw(st.booleans()):
        return f"<ul>{html}</ul>"
    return f'<ol start="{draw(st.sampled_from([1, 1, 1, 3, 10]))}">{html}</ol>'


between = st.sampled_from(["", "", "<p>Between.</p>", "<table><tr><td>a</td><td>b</td></tr></table>"])


@thorough
@given(st.lists(st.tuples(between, lists()), max_size=3))
def test_items_and_their_paragraphs_are_as_deep_as_in_the_article(parts):
    source = read_html("".join("".join(part) for part in parts))
    page = written(source.passages)
    assert [form[:2] for form in forms(page.passages)] == [form[:2] for form in forms(source.passages)]


@thorough
@given(st.lists(st.tuples(between, lists()), max_size=3))
def test_items_keep_their_numbers(parts):
    article("".join("".join(part) for part in parts))


junk = st.lists(pieces | st.sampled_from(list("()[]<>\"'&*_`\\{}| \n#?=%é")), max_size=6).map("".join)
leading = st.sampled_from(
    ["https://a.b/", "http://a.b/c?d=e&copy=f&g;", "mailto:", "tel:+1", "#", "/", "../c_d.md", "?"]
)


@thorough
@given(
    texts.filter(kept),
    leading,
    junk,
    st.sampled_from(["paragraph", "list-item", "table-row", "heading"]),
)
def test_any_link_keeps_its_text_and_address(text, start, rest, kind):
    text = text.replace("\n", " ")
    spans = (Span("Look!"), Span(text, link=7), Span("! (or not)"))
    source = Passage(1, kind, "", spans=spans, form=Form(cells=((), spans)) if kind == "table-row" else Form())

    def address(number):
        return start + rest

    page = built(heading(source, 2, "some-id", address) if kind == "heading" else blocks([source], address))
    assert [(kept(link.text), kept_address(link.href)) for link in page.links] == [
        (kept(text), kept_address(start + rest))
    ]
    assert [passage.kind for passage in page.passages] == [kind]
    assert look(page.passages, lambda number: None) == look([source], lambda number: None)


def kept_address(address):
    return address.translate(LOST).strip("\x85")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Well-known words (in brackets), 5 mg - 10 mg; 1. 2. #3!", None),
        ("snake_case, R&D, AT&T, a < b > c, 2 + 2 = 4, x ~ y: z", None),
        ("* required, 5 * 3, _both_ __init__ a_b", r"\* required, 5 \* 3, \_both\_ \_\_init\_\_ a_b"),
        ("1. May", r"1\. May"),
        ("١. مايو", r"١\. مايو"),
        ("1.5 mg", None),
        ("- a", r"\- a"),
        ("-a", None),
        ("---", r"\---"),
        ("+ a", r"\+ a"),
        ("#1", r"\#1"),
        ("> a", r"\> a"),
        ("!!! danger", r"\!!! danger"),
        (": a", "&#58; a"),
        ("~~~", "&#126;~~"),
        ("[a](b) [c]: d *[e]", r"\[a\](b) \[c\]: d \*\[e\]"),
        ("a | b ` c \\", r"a \| b \` c \\"),
        ("{{emergency}} {: .a } {#b}", r"\{\{emergency}} \{: .a } \{#b}"),
        ("<b>x</b> <5 &copy; &#38 &copy", "&lt;b>x&lt;/b> &lt;5 &amp;copy; &amp;#38 &copy"),
        ("\xa0a\xa0b\u3000", "&nbsp;a\xa0b&#12288;"),
        ("\u200fשלום\u200b 中文", None),
        (" a\n\tb ", "a b"),
        ("a\2b\3\0", "ab"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text, markdown):
    assert escape(text) == (text if markdown is None else markdown)
    assert told(built(escape(text)).passages) == [("paragraph", kept(text))]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>bold</b> and <i>slanted</i></p>", "a **bold** and *slanted*"),
        ("<p>a<b> bold </b>c, x<b>y</b>z 这<b>是</b>的</p>", "a **bold** c, x**y**z 这**是**的"),
        ("<p><b>a</b><i>b</i></p>", "**a**<em>b</em>"),
        ("<p><b><i>a</i></b> b <i>c <b>d</b></i></p>", "<strong>*a*</strong> b <em>c **d**</em>"),
        ("<p>H<sub>2</sub>O<b> </b>10<sup>3</sup> <s>no</s></p>", "H<sub>2</sub>O 10<sup>3</sup> <del>no</del>"),
        ("<p><br>a <br> b<br><br>c<b><br></b></p>", "a<br>b<br>c"),
        ("<p><b>a <a href='u'>b</a> c</b></p>", "**a [b](u) c**"),
        ("<p><b>a </b><a href='u'><b>b</b> <i>c</i></a></p>", "**a** [**b** *c*](u)"),
        ("<p>See<a href='u'> it </a>!<a href='u'>b</a></p>", r"See [it](u) \![b](u)"),
        ("<p><a href='https://a.b/c_d'>https://a.b/c_d</a></p>", "<https://a.b/c_d>"),
        ("<p><a href='a (b)&amp;c=d&amp;copy;'>[e]</a></p>", r"[\[e\]](a&#32;\(b\)&c=d&amp;copy;)"),
        ("<p><a href=''>a</a><a href='u'></a><a name='b'>c</a></p>", "[a]()c"),
        ("<p>a<p>© 2025 b", "a\n\n© 2025 b"),
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "- a\n    - b\n    - c\n- d"),
        ("<ul><li>a<ul><li>b<p>c</ul>d<li>e</ul>", "- a\n    - b\n\n        c\n\n    d\n\n- e"),
        ("<ul><li>a</ul><ol><li>b</ol><ol><li>c</ol>", "- a\n\n<!-- -->\n\n1. b\n\n<!-- -->\n\n1. c"),
        ("<ol start=3><li>a<li>b<li value=9>c</ol>", "3. a\n{: value=3 }\n4. b\n9. c\n{: value=9 }"),
        ("<ol><li>a</ol><p>b<ol start=2><li>c</ol>", "1. a\n\nb\n\n2. c\n{: value=2 }"),
        ("<table><tr><th>a<th>b<tr><td><td>c|<br>d</table>", "| a | b |\n| --- | --- |\n|  | c\\|<br>d |"),
        ("<table><tr><td>a<tr><td>- b</table>", "| a |\n| --- |\n| - b |"),
        ("<table><tr><td>a</table><table><tr><td>b</table>", "| a |\n| --- |\n\n| b |\n| --- |"),
        ("<table><tr><td>a<tr><td>b<td>c</table>", "| a |  |\n| --- | --- |\n| b | c |"),
    ],
)
def test_an_article_becomes_plain_markdown(html, markdown):
    assert article(html) == markdown


def test_items_stay_items_wherever_they_stand():
    forms = [("a", Form(0)), ("b", Form(3)), ("c", Form(2)), ("d", Form(1)), ("e", Form(4))]
    items = [Passage(1, "list-item", text, form=form) for text, form in forms]
    assert blocks(items, lambda number: None) == "- a\n    - b\n    - c\n- d\n    - e"
    written(items)
    items = [Passage(1, "list-item", "a", form=Form(2)), Passage(1, "list-item", "b", form=Form(1, 1))]
    assert blocks(items, lambda number: None) == "- a\n\n<!-- -->\n\n1. b"
    assert blocks([Passage(1, "paragraph", "a", form=Form(2))], lambda number: None) == "a"


@pytest.mark.parametrize(
    "address",
    ["javascript:a", " JavaScript:a", "java\tscript:a", "\1javascript:a", "\x85javascript:a", "jav\2ascript:a",
     "data:text/html,a", "vbscript:a", "file:///a", "http://[a"],
)  # fmt: skip
def test_where_a_page_should_not_lead_is_text_only(address):
    source = Passage(1, "paragraph", "a b", spans=(Span("a "), Span("b", link=0)))
    assert blocks([source], lambda number: address) == "a b"


def test_a_heading_is_one_line_with_its_id():
    spans = (Span("1. A "), Span("b", ("em",)), Span("\n"), Span("C#", link=0))
    source = Passage(1, "heading", "1. A b C#", 2, spans=spans)
    assert heading(source, 3, "a-b", lambda number: "u") == "### 1. A *b* [C#](u) {#a-b}"
    assert heading(source, 3, "a-b", lambda number: None) == "### 1. A *b* C\\# {#a-b}"
    page = built(heading(source, 3, "a-b", lambda number: "u"))
    assert [(link.text, link.href) for link in page.links] == [("C#", "u")]
    assert told(page.passages) == told([source])
