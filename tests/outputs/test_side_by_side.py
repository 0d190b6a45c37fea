"""Two languages side by side: how pages are cut into sections, and these put together."""

import json

import pytest

from scripts.content.language import Language
from scripts.outputs.side_by_side import DANGER, OPENING, Part, Words, grouped, parts_of, rows, sections_script

PAGE = """<h1 id="page">Title</h1>
<div class="admonition danger box-emergency"><p class="admonition-title">Go now</p></div>
<p>Opening.</p>
<h2 id="a">One</h2>
<p>See <a href="b.html#x">it</a>, <a href="https://example.org/">that</a> and <a class="term" href="glossary.html#w">word</a>.</p>
<p class="numbers">About 5 in 100:</p>
<ul><li class="numbers">3 of them</li></ul>
<ul><li>None</li><li class="numbers">Four</li></ul>
<h2 class="numbers" id="n">Numbers</h2>
<p>Text.</p>
<h3 id="n-more">More</h3>
<p class="numbers">7</p>
<h2 id="z">Last</h2>
"""


@pytest.fixture
def words():
    return Words(Language(tag="en", name="English", direction="ltr", theme="en"), "Numbers <closed>")


def parts(words, html=PAGE, **options):
    return {part.id: part for part in parts_of(html, lambda address: f"../{address}", words, **options)}


def test_a_page_is_cut_at_its_headings_and_its_danger_box_is_a_part_by_itself(words):
    found = parts(words)
    assert list(found) == ["page", DANGER, OPENING, "a", "n", "n-more", "z"]
    assert "Go now" in found[DANGER].html and found[OPENING].html.strip() == "<p>Opening.</p>"
    assert [id for id, part in found.items() if part.numbers] == ["n", "n-more"]


def test_links_are_led_anew_and_words_of_the_glossary_are_text(words):
    html = parts(words)["a"].html
    assert 'href="../b.html#x"' in html and 'href="https://example.org/"' in html
    assert "glossary" not in html and " and word." in html


def test_figures_are_closed_neighbors_together_and_never_twice(words):
    found = parts(words)
    assert found["a"].html.count("<details") == 2
    closed = found["a"].html.split("<details")[1].split("</details>")[0]
    assert "About 5 in 100" in closed and "3 of them" in closed and "Numbers &lt;closed&gt;" in closed
    assert "<li>None</li>" in found["a"].html and "<details" not in found["n"].html + found["n-more"].html


def test_the_second_column_has_no_ids_and_no_headings(words):
    html = "".join(part.html for part in parts(words, second=True).values())
    assert " id=" not in html and "<h" not in html and "</h" not in html
    assert (
        '<p class="heading heading-1">Title</p>' in html and '<p class="heading heading-2 numbers">Numbers</p>' in html
    )


def test_an_original_in_place_of_a_translation_stands_alone_and_what_is_below_is_left_to_the_other_column(words):
    html = (
        '<h1 id="page">T</h1><div class="shown-in-original" lang="en" dir="ltr"><h2 id="a">A</h2><p>x</p></div>'
        '<h2 id="b">B</h2><p>y</p><div class="original-below" lang="en" dir="ltr"><p>z</p></div>'
    )
    found = parts(Words(words.language, "", "Not compared"), html)
    assert found["a"].original and not found["b"].original
    assert 'class="notice notice-beside"' in found["b"].html and "hidden" in found["b"].html
    assert "hidden" not in parts(words, html)["b"].html  # beside a third language the original stays


def test_rows_follow_the_first_language_and_lose_nothing_of_the_second():
    made = rows([Part("b", "B"), Part("a", "A", original=True)], [Part("a", "1"), Part("b", "2"), Part("c", "3")])
    assert [(row.id, str(row.first), str(row.second), row.alone) for row in made] == [
        ("b", "B", "2", False),
        ("c", "", "3", False),
        ("a", "A", "", True),
    ]
    headed = rows([Part("a", '<h5 id="a">A</h5>'), Part("b", "<p>B</p>"), Part("c", "<hr>")], [])
    assert [row.tag for row in headed] == ["section", "div", "div"]
    runs = grouped(rows([Part("a", "", numbers=True), Part("b", "", numbers=True), Part("c", "")], []))
    assert [(numbers, len(run)) for numbers, run in runs] == [(True, 2), (False, 1)]


def test_sections_come_as_a_script_that_no_text_can_end():
    script = sections_script("es", [Part("a", "</script>\u2028")], {"speak": "Hablo {language}."})
    assert "<" not in script and "\u2028" not in script and script.startswith('guideBeside("es",{')
    assert json.loads(script[len('guideBeside("es",') : -3])["a"] == "</script>\u2028"
