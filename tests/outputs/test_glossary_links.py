"""The first use of a medical word on a page leads to the glossary, and nothing else changes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from scripts.outputs.glossary_links import Glossary

TERMS = {
    "spinal-cord": ("spinal cord", "cord"),
    "biopsy": ("biopsy", "biopsies"),
    "meningioma": ("meningioma*",),
    "spinal-cord-compression": ("spinal cord compression",),
}


def linked(html, tag="en", forms=TERMS):
    return Glossary(tag, forms).link(html, "glossary.html")


def test_the_first_use_of_a_term_is_linked_and_no_other():
    assert linked("<p>The cord. A biopsy of the spinal cord, or two biopsies.</p>") == (
        '<p>The <a class="term" href="glossary.html#spinal-cord">cord</a>. '
        'A <a class="term" href="glossary.html#biopsy">biopsy</a> of the spinal cord, or two biopsies.</p>'
    )


def test_the_longest_term_is_meant_and_any_ending_fits():
    assert re.findall("#([a-z-]+)", linked("<p>Spinal cord compression by meningiomas</p>")) == [
        "spinal-cord-compression",
        "meningioma",
    ]


def test_headings_links_code_and_safety_boxes_are_left_alone():
    for html in (
        "<h2>Your cord</h2>",
        '<p><a href="x">the cord</a></p>',
        "<pre><code>cord</code></pre>",
        '<div class="admonition danger box-x"><p class="admonition-title">Cord</p><div><p>cord</p></div><p>cord</p></div>',
        '<p class="admonition-title">Cord</p>',
    ):
        assert linked(html) == html
        assert "glossary.html#spinal-cord" in linked(f"{html}<p>the cord</p>")


def test_parts_of_words_and_attributes_are_no_words():
    html = '<p title="cord">record, cordless, <img alt="cord"></p>'
    assert linked(html) == html


def test_a_script_without_spaces_needs_none():
    assert 'href="glossary.html#mri">磁共振</a>' in linked("<p>做磁共振检查</p>", "zh-Hans", {"mri": ("磁共振",)})


def test_without_terms_nothing_changes():
    assert linked("<p>cord</p>", forms={}) == "<p>cord</p>"


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<a href='x'>", "</a>", "<br>", "the cord ", "biopsy ", "&amp; ", "<h2>", "</h2>"]
        )
    )
)
def test_only_links_are_added(pieces):
    html = "".join(pieces)
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", linked(html)) == html
