"""Forms for a new language: a page keeps its skeleton to the byte, and is no translation before its marks are gone."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.interface import Interface
from scripts.content.page import FRONT, body_of, parse_page
from scripts.outputs.article_pages import MARKER as UNWRITTEN
from scripts.outputs.language_files import MARKER, definitions_of, interface_form, page_skeleton

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in (ROOT / "docs/en").rglob("*.md"))


def skeleton(text):
    return page_skeleton(text, parse_page(text, "p.md", "en", "p"))


def same_words(text):
    """A body without what marks it, and without empty lines."""
    body = body_of(text).replace(MARKER, "").replace(UNWRITTEN, "")
    return [line.strip() for line in body.split("\n") if line.strip()]


def check(text):
    made = skeleton(text)
    before, after = parse_page(text, "p.md", "en", "p"), parse_page(made, "p.md", "so", "p")
    assert (after.title, after.description) == (before.title, before.description)
    assert [(s.id, s.level, s.heading) for s in after.sections] == [(s.id, s.level, s.heading) for s in before.sections]
    for section in after.sections:
        assert section.to_be_translated or not (section.heading or section.body)
    assert not after.written
    assert after.sources == {}
    return made


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_real_pages(path):
    text = path.read_text(encoding="utf-8")
    assert same_words(check(text)) == same_words(text)


@given(st.text(alphabet='# {}a\n-:*!"|', max_size=60), st.booleans())
def test_any_page(body, titled):
    front = "---\ntitle: x\nsources:\n  page: []\n---\n" if titled else ""
    text = front + re.sub(r"^(---|\.\.\.|```|~~~).*", "", body.strip("\n"), flags=re.MULTILINE)
    if text.startswith("---") and not titled:
        return
    made = check(text)
    assert same_words(made) == same_words(text)


def test_a_page_without_a_heading_and_text_right_below_one():
    assert skeleton("Words.\n\n## A {#a}\nText.\n") == f"{MARKER}\n\nWords.\n\n## A {{#a}}\n\n{MARKER}\n\nText.\n"


def test_taking_the_marks_out_gives_the_source_s_page():
    text = "---\ntitle: T\n---\n# T\n\nOne.\n\n## A {#a}\n\nTwo.\n"
    assert skeleton(text).replace(f"\n{MARKER}\n", "") == text


def test_a_section_to_be_written_is_marked_once():
    assert skeleton(f"# T\n\n## A {{#a}}\n\n{UNWRITTEN}\n") == f"# T\n\n{MARKER}\n\n## A {{#a}}\n\n{MARKER}\n"
    page = parse_page(skeleton(f"# T\n\n## A {{#a}}\n\n{UNWRITTEN}\n"), "p.md", "so", "p")
    assert page.section("a").to_be_translated and page.section(FRONT).to_be_translated


def test_an_interface_without_words_asks_for_none():
    source = Interface("ui", {"actions": {"menu": "Menu"}, "groups": {}, "theme": {"skip": "Skip"}})
    assert interface_form(source, "Somali", theme="so").endswith("\nactions:\n  # Menu\n  menu:\n")
    assert interface_form(source, "Somali", theme="").endswith("theme:\n  # Skip\n  skip:\n")


def test_a_term_is_explained_by_the_first_words_of_its_section():
    text = "# W\n\n## Cord {#cord}\n\nThe *bundle* of [nerves](x.md).\n\nMore.\n\n## Long {#long}\n\n" + "word " * 60
    found = definitions_of(text)
    assert found["cord"] == "The bundle of nerves."
    assert found["long"].endswith("word …") and len(found["long"]) <= 202
