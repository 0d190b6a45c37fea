"""Where a page is cut so that nothing of ours stands above its danger box."""

from hypothesis import given
from hypothesis import strategies as st

from scripts.outputs.page_parts import page_parts

DANGER = '<div class="admonition danger box-emergency"><p class="admonition-title">Go</p><div><p>x</p></div></div>'


def test_a_danger_box_stays_with_the_title():
    parts = page_parts(f'<h1>T</h1>\n{DANGER}\n<p>open</p>\n<h2 id="a">A</h2><p>text</p>')
    assert parts.danger == f"<h1>T</h1>\n{DANGER}"
    assert parts.opening == "\n<p>open</p>\n"
    assert parts.sections == '<h2 id="a">A</h2><p>text</p>'
    assert parts.has_danger


def test_a_danger_box_about_something_else_does_not_count():
    other = DANGER.replace("box-emergency", "box-medicine")
    assert not page_parts(f'<h1>T</h1>{other}<h2 id="a">A</h2>').has_danger


def test_a_danger_box_further_down_does_not_count():
    parts = page_parts(f'<h1>T</h1><p>open</p><h2 id="a">A</h2>{DANGER}')
    assert (parts.danger, parts.has_danger) == ("<h1>T</h1>", False)


@given(st.lists(st.sampled_from(["<h1>T</h1>", DANGER, "<p>x</p>", '<h2 id="a">A</h2>', "<div>", "</div>", "text"])))
def test_nothing_is_lost(pieces):
    html = "".join(pieces)
    parts = page_parts(html)
    assert parts.danger + parts.opening + parts.sections == html
