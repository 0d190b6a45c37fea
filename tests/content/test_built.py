"""Built pages as a reader gets them: sections, boxes, slots, languages, links, and what is still to be written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.built import Block, BuiltPage, BuiltSite, parse_built_page
from scripts.content.language import read_languages

PAGE = """<!doctype html>
<html lang="en"><body>
<header><h2 id="no">Site</h2><a href="/">Start</a></header><nav id="menu">Menu</nav>
<main><article>
<h1 id="signs">Signs<a class="headerlink" href="#signs"></a></h1>
<p class="notice">This page was drafted by machine.</p>
<div class="admonition danger box-emergency" id="box"><p class="admonition-title">Go now if you have:</p>
<ul><li>A sign that is new.</li></ul><p>Call <span data-slot="emergency">the emergency number</span>.</p></div>
<p>Opening words.</p>
<h2 id="pain">Pain</h2>
<p>It hurts, see <a href="causes.html#why">why</a> or <a href="#night"><img alt="at night"></a><a></a>.</p>
<h3 id="night">At night</h3>
<ol start="3"><li>Rest.</li><li>Call.</li></ol>
<h2>No id</h2>
<p>Still at night.</p>
<table><tr><th>Age</th><th>Dose</th></tr></table>
<nav><a href="#pain">back</a></nav>
<h2 id="help">Help</h2>
<p>© 2025 A Publisher</p>
</article></main><footer><p id="end">Foot</p></footer></body></html>"""


def blocks(section):
    return [(block.kind, block.text) for block in section.blocks]


class TestSections:
    def test_are_those_of_the_article_by_id_in_reading_order(self):
        page = parse_built_page(PAGE)
        assert page.language == "en"
        assert [(s.id, s.heading, s.level, s.parent) for s in page.sections.values()] == [
            ("page", "Signs", 1, ""), ("pain", "Pain", 2, "page"), ("night", "At night", 3, "pain"),
            ("help", "Help", 2, "page"),
        ]  # fmt: skip
        assert list(page.sections) == ["page", "pain", "night", "help"]
        assert [section.id for section in page.children("page")] == ["pain", "help"]
        assert [section.id for section in page.children("pain")] == ["night"]

    def test_hold_what_stands_under_their_heading(self):
        sections = parse_built_page(PAGE).sections
        assert blocks(sections["page"]) == [
            ("heading", "Signs"), ("paragraph", "Go now if you have:"), ("list-item", "A sign that is new."),
            ("paragraph", "Call {{emergency}}."), ("paragraph", "Opening words."),
        ]  # fmt: skip
        assert blocks(sections["night"]) == [
            ("heading", "At night"), ("list-item", "Rest."), ("list-item", "Call."), ("heading", "No id"),
            ("paragraph", "Still at night."), ("table-row", "Age Dose"),
        ]  # fmt: skip
        assert blocks(sections["help"]) == [("heading", "Help"), ("notice", "© 2025 A Publisher")]
        assert sections["night"].text == "Rest. Call. Still at night. Age Dose"

    def test_numbered_items_have_their_numbers_and_rows_their_columns(self):
        assert [block.number for block in parse_built_page(PAGE).sections["night"].said] == [3, 4, None, 2]

    def test_links_are_given_with_their_words_and_addresses(self):
        (block,) = parse_built_page(PAGE).sections["pain"].said
        assert block.links == (("why", "causes.html#why"), ("at night", "#night"))
        assert block.text == "It hurts, see why or at night."

    def test_a_link_that_lost_its_words_is_not_in_the_text(self):
        page = parse_built_page("<article><h2 id=a>A</h2><p>See <a href=x></a> and <a>y</a>.</p></article>")
        assert page.sections["a"].said[0].links == (("y", ""),)

    def test_a_link_that_builds_put_in_is_no_link_of_the_text(self):
        html = "<p>A <a class=term href=../glossary.html#mri>scan</a>, an <a class=term href=q.html#a>x</a>.</p>"
        page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2>{html}</article></html>")
        assert page.sections["a"].said == (Block("paragraph", "A scan, an x.", links=(("x", "q.html#a"),)),)
        assert page.terms == (("a", "scan", "../glossary.html#mri"),)

    def test_an_element_that_could_hide_others_is_of_the_section_it_stands_in(self):
        html = "<script></script><h1>T</h1><h2 id=a>A</h2><style></style><p>x</p><style></style><h2 id=b>B</h2>"
        page = parse_built_page(f"<html lang=en><article>{html}</article></html>")
        assert page.foreign == (("page", "script"), ("a", "style"), ("a", "style"))

    def test_an_image_is_its_words(self):
        html = "<p><img src=a.png alt='The neck'></p><p>See <img src=b.png alt=''> it.</p>"
        page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2>{html}</article></html>")
        assert page.sections["a"].text == "[The neck] See it."

    def test_items_know_in_how_many_lists_of_their_section_they_stand(self):
        html = "<ul><li>One<ul><li>Two</li></ul>More</li><li>One</li></ul><h2 id=b>B</h2><ol><li>One</li></ol>"
        page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2>{html}</article></html>")
        assert [block.depth for block in page.sections["a"].said] == [1, 2, 1, 1]
        assert [block.depth for block in page.sections["b"].said] == [1]

    def test_a_raised_figure_is_another_figure(self):
        html = "<p>10<sup>9</sup> cells<sup>1</sup>, H<sub>2</sub>O</p>"
        page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2>{html}</article></html>")
        assert page.sections["a"].text == "10^9 cells1, H2O"

    def test_ids_are_all_that_a_link_can_lead_to(self):
        assert parse_built_page(PAGE).ids == {"no", "menu", "signs", "box", "pain", "night", "help", "end"}

    def test_the_first_of_two_sections_with_one_id_counts(self):
        page = parse_built_page("<article><h2 id=a>One</h2><p>1</p><h2 id=a>Two</h2><p>2</p></article>")
        assert page.sections["a"].heading == "One"
        assert blocks(page.sections["a"]) == [("heading", "One"), ("paragraph", "1")]

    def test_levels_may_jump_and_come_back(self):
        html = "<article><h2 id=a>A</h2><h5 id=b>B</h5><h3 id=c>C</h3><h4 id=d>D</h4><h2 id=e>E</h2></article>"
        sections = parse_built_page(html).sections.values()
        assert [(s.id, s.parent) for s in sections] == [
            ("page", ""), ("a", "page"), ("b", "a"), ("c", "a"), ("d", "c"), ("e", "page"),
        ]  # fmt: skip

    @pytest.mark.parametrize("html", ["", "<html lang=es><main><h2 id=a>A</h2></main></html>", "<article></article>"])
    def test_a_page_without_an_article_has_no_text(self, html):
        page = parse_built_page(html)
        assert [section.blocks for section in page.sections.values()] in ([], [()])
        assert page.boxes == ()


class TestBoxes:
    def boxes(self, inside):
        page = parse_built_page(f"<article><h1>T</h1>{inside}</article>")
        return [(box.id, box.kind, box.section, box.filled) for box in page.boxes]

    def test_of_the_page(self):
        page = parse_built_page(PAGE)
        assert [(b.id, b.kind, b.section, b.filled) for b in page.boxes] == [("box-emergency", "danger", "page", True)]
        assert [block.box for block in page.sections["page"].blocks] == ["", *["box-emergency"] * 3, ""]
        assert {block.box for id in ("pain", "night", "help") for block in page.sections[id].blocks} == {""}

    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<div class='admonition danger box-a'><p>Title</p><p>x</p></div>", [("box-a", "danger", "page", True)]),
            ("<div class='admonition danger box-a'><p>Title</p></div>", [("box-a", "danger", "page", False)]),
            ("<div class='admonition danger box-a'></div>", [("box-a", "danger", "page", False)]),
            ("<div class='admonition warning'><p>Title</p><p>x</p></div>", [("", "warning", "page", True)]),
            ("<div class='admonition box-a'><p>Title</p><p>x</p></div>", [("box-a", "", "page", True)]),
            ("<div class='admonition note box-a warning'><p>T</p><p>x</p></div>", [("box-a", "note", "page", True)]),
            ("<div class='danger box-a'><p>Title</p><p>x</p></div>", []),
            (
                "<h2 id=a>A</h2><div class='admonition note box-b'><p>T</p><p>x</p></div>",
                [("box-b", "note", "a", True)],
            ),
            (
                "<div class='admonition note box-a'><p>T</p><p>x</p></div><h2 id=a>A</h2><div class='admonition danger box-b'><p>T</p></div>",
                [("box-a", "note", "page", True), ("box-b", "danger", "a", False)],
            ),
        ],
    )
    def test_have_an_id_a_kind_a_section_and_are_filled_or_not(self, html, expected):
        assert self.boxes(html) == expected

    def test_in_one_another_each_block_is_of_the_innermost(self):
        html = (
            "<article><h2 id=a>A</h2><div class='admonition danger box-o'><p>Outer</p><p>1</p>"
            "<div class='admonition note box-i'><p>Inner</p><p>2</p></div><p>3</p></div><p>4</p></article>"
        )
        page = parse_built_page(html)
        assert [(block.text, block.box) for block in page.sections["a"].said] == [
            ("Outer", "box-o"), ("1", "box-o"), ("Inner", "box-i"), ("2", "box-i"), ("3", "box-o"), ("4", ""),
        ]  # fmt: skip
        assert [box.id for box in page.boxes] == ["box-o", "box-i"]

    def test_without_an_id_show_their_kind(self):
        page = parse_built_page("<article><div class='admonition warning'><p>T</p><p>x</p></div></article>")
        assert {block.box for block in page.sections["page"].blocks} == {"warning"}


class TestSlots:
    def test_show_their_name_whatever_stands_in_them(self):
        html = (
            "<article><p>Call <span data-slot='crisis_line'><a href='tel:1'>1 <b>or</b> 2</a></span> now.</p></article>"
        )
        (block,) = parse_built_page(html).sections["page"].said
        assert (block.text, block.links) == ("Call {{crisis_line}} now.", ())

    def test_stand_in_headings_items_and_rows_too(self):
        slot = "<span data-slot=a>x</span>"
        html = f"<article><h2 id=a>{slot}!</h2><ul><li>{slot}</ul><table><tr><td>{slot}<td>b</table></article>"
        assert blocks(parse_built_page(html).sections["a"]) == [
            ("heading", "{{a}}!"), ("list-item", "{{a}}"), ("table-row", "{{a}} b"),
        ]  # fmt: skip


class TestLanguages:
    def test_a_section_and_a_block_have_the_language_of_the_nearest_mark(self):
        html = (
            "<html lang=es><article><h1>T</h1><p>uno</p><h2 id=a>A</h2><p>dos</p><div lang=en><h2 id=b>B</h2><p>three</p></div>"
            "<h2 id=c lang=en>C</h2><p>tres <span lang=fr>trois</span></p><p lang=fr>quatre</p></article></html>"
        )
        page = parse_built_page(html)
        assert page.language == "es"
        assert {s.id: s.language for s in page.sections.values()} == {"page": "es", "a": "es", "b": "en", "c": "en"}
        assert [(block.text, block.language) for s in page.sections.values() for block in s.said] == [
            ("uno", ""), ("dos", ""), ("three", "en"), ("tres trois", ""), ("quatre", "fr"),
        ]  # fmt: skip

    def test_an_article_in_another_language_says_so(self):
        page = parse_built_page("<html lang=es><article lang=en><h2 id=a>A</h2><p>x</p></article></html>")
        assert page.language == "es"
        assert [section.language for section in page.sections.values()] == ["en", "en"]

    def test_a_block_in_another_language_is_another_block(self):
        assert Block("paragraph", "a", language="en") != Block("paragraph", "a")


class TestToBeWritten:
    MARK = "<p class='to-be-written'><em>To be written.</em></p>"

    @pytest.mark.parametrize(
        ("html", "unwritten"),
        [
            ("<h1>T</h1>{}<h2 id=a>A</h2><p>x</p>", ["page"]),
            ("<h1>T</h1><h2 id=a>A</h2>{}<h2 id=b>B</h2><p>x</p>", ["a"]),
            ("<h1>T</h1><p>x</p><h2 id=a>A</h2>{}<h3 id=b>B</h3>{}<h2 id=c>C</h2>{}", ["a", "b", "c"]),
            ("<h1>T</h1><h2 id=a>A</h2><p>x</p>{}", ["a"]),
            ("{}<h2 id=a>A</h2><p>x</p>", ["page"]),
            ("<h1>T</h1><p>x</p><h2 id=a>A</h2><p>x</p>", []),
        ],
    )
    def test_is_said_of_the_section_that_holds_the_marker(self, html, unwritten):
        page = parse_built_page(f"<article>{html.replace('{}', self.MARK)}</article>")
        assert [section.id for section in page.sections.values() if section.to_be_written] == unwritten
        assert not any("written" in block.text for section in page.sections.values() for block in section.blocks)


class TestSite:
    @pytest.fixture
    def site(self, tmp_path):
        languages = tmp_path / "languages.yml"
        languages.write_text(
            "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n", encoding="utf-8"
        )
        (tmp_path / "es").mkdir()
        (tmp_path / "signs.html").write_text(PAGE, encoding="utf-8")
        (tmp_path / "es/signs.html").write_text("<html lang=es><article><h2 id=a>Sí</h2></article>", encoding="utf-8")
        (tmp_path / "file.pdf").write_bytes(b"%PDF")
        return BuiltSite(tmp_path, read_languages(languages, "languages.yml"))

    def test_gives_pages_by_language_and_name(self, site):
        english, spanish = site.languages
        assert site.page(english, "signs") == parse_built_page(PAGE)
        assert site.page(spanish, "signs").sections["a"].heading == "Sí"
        assert site.page(english, "none") is site.page(spanish, "none") is None

    def test_a_page_may_be_replaced(self, site):
        english, spanish = site.languages
        mine = BuiltPage("en")
        site.replaced["en", "signs"] = mine
        assert site.page(english, "signs") is mine
        assert site.page(spanish, "signs").language == "es"

    def test_tells_which_ids_a_file_has_and_which_file_is_none(self, site):
        folder: Path = site.folder
        assert site.page_at(str(folder / "signs.html")) == parse_built_page(PAGE).ids
        assert site.page_at(str(folder / "file.pdf")) == frozenset()
        assert site.page_at(str(folder / "none.html")) is site.page_at(str(folder / "es")) is None


PIECES = st.sampled_from([
    "<h1>T</h1>", "<h2 id=a>A</h2>", "<h3 id=b>B", "<h2>", "<p>text", "</p>", "<div class='admonition danger box-x'>", "</div>",
    "<ul><li>i", "</ul>", "<span data-slot=s>", "</span>", "<p class=to-be-written>", "<p class=notice>", "<nav>", "</nav>",
    "<div lang=es>", "<div lang>", "<a href=x>l</a>", "<table><tr><td>c", "</table>", "</article>", "<br>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_page_is_read_and_each_block_stands_in_a_section(html):
    page = parse_built_page(f"<html lang=en><article>{html}</article></html>")
    assert next(iter(page.sections)) == "page"
    assert all(block.text for section in page.sections.values() for block in section.blocks)
    assert {box.section for box in page.boxes} <= set(page.sections)
    assert {section.parent for section in page.sections.values()} <= {"", *page.sections}
