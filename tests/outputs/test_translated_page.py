"""Words put into a page: they stand in their places and nothing else changes, or they are told to be read otherwise."""

from pathlib import Path

import markdown
import pytest
import yaml
from conftest import WHOLE
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scripts.content.built import parse_built_page
from scripts.content.page import FRONT, body_of, parse_page
from scripts.content.segment import cell_text, one_line, segments
from scripts.outputs.sheet import differing_marks, hidden_signs, marks_of
from scripts.outputs.translated_page import misread, misrendered, pieces, skeleton, translated

ROOT = Path(__file__).parents[2]
SPANISH = sorted((ROOT / "docs/es").glob("*.md"))
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]

PAGE = """\
---
title: "Fever: what"
description: Hot.
---
# Fever

!!! danger box-fever "Go if:"

    - You shake.

    Call.

## Doses {#doses}

| Dose | When |
| --- | --- |
| 2 | night |

1. One.
2. Two.

    More.

    - Deeper.

Some text.
{: .numbers }

Term
:   What it means.
"""


def render(text):
    return markdown.markdown(text, extensions=SETTINGS)


def blocks(text):
    """(section, kind, text) of the blocks that Python-Markdown makes of a page, in order."""
    html = render(body_of(text))
    page = parse_built_page(f'<html lang="en"><body><article>{html}</article></body></html>')
    return [(id, block.kind, block.text) for id, section in page.sections.items() for block in section.blocks]


def put(text, number, words, *, rendered=True):
    """A page with other words in one of its segments, and what is told of it."""
    segment = segments(text)[number]
    said = {
        piece.id: {n: words if s == segment else s.text for n, s in enumerate(piece.segments, 1)}
        for piece in pieces(text)
        if segment in piece.segments
    }
    after = translated(text, text, said, {})
    new = {id: {n: text for n, text in rows.items() if text == words} for id, rows in said.items()}
    told = list(misread(text, after, text, said))
    return segment, after, told + list(misrendered(text, new, render) if rendered else ())


@pytest.mark.parametrize("path", SPANISH, ids=lambda path: path.stem)
def test_a_change_to_any_segment_of_the_guide_changes_that_segment_alone(path):
    text = path.read_text(encoding="utf-8")
    old = segments(text)
    for number, segment in list(enumerate(old))[:: 1 if WHOLE else 3]:
        words = f"{segment.text} ¿Y más?" if segment.text else "Algo"
        _, after, told = put(text, number, words, rendered=False)
        assert told == []
        new = segments(after)
        assert [s.text for s in new] == [s.text if n != number else words for n, s in enumerate(old)]
        assert after[: segment.start] == text[: segment.start]
        assert after.endswith(text[segment.end :])


STARTS = ["", "- ", "* ", "1. ", "1) ", "+ ", "# ", "## ", ":   ", "!!! note ", '!!! note "', "> ", "```", "~~~", "<div>",
          "{: .x }", "---", "===", "| ", "\\", "*[A]: ", "[a]: ", "[TOC]", "    ", "<!-- ", "[^1]: ", "??? x "]  # fmt: skip
WORDS = st.builds(
    lambda start, parts: one_line(start + "".join(parts)),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(["word", " ", "two", "|", '"', "'", ":", "#", "{", "}", "*", "_", "-", "&", "<", ">", "`", "\\", "é", "م"]),
             min_size=1, max_size=7),
)  # fmt: skip


@settings(max_examples=300)
@given(st.integers(0, len(segments(PAGE)) - 1), WORDS)
def test_words_make_no_other_block_of_a_page_unless_it_is_told(number, words):
    """Checked against what Python-Markdown makes of the page."""
    assume(any(sign.isalnum() for sign in words) and not hidden_signs(words))
    assume(not differing_marks("", words))
    segment, after, told = put(PAGE, number, words)
    if told:
        return
    expected = cell_text(words) if segment.kind == "cell" else words
    assert [s.text for s in segments(after)] == [
        s.text if n != number else expected for n, s in enumerate(segments(PAGE))
    ]
    parse_page(after, "", "", "")
    old, new = blocks(PAGE), blocks(after)
    assert [block[:2] for block in new] == [block[:2] for block in old]
    assert sum(a != b for a, b in zip(old, new, strict=True)) <= 1


def test_what_is_told_is_the_first_row_that_is_read_otherwise():
    number = next(n for n, s in enumerate(segments(PAGE)) if s.text == "More.")
    assert put(PAGE, number, "- More.")[2][0] == ("doses", 8)
    assert put(PAGE, number, "#More.")[2] == [("doses", 8)]
    assert put(PAGE, number, "More - of it.")[2] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs/en").glob("*.md")), ids=lambda path: path.stem)
def test_a_skeleton_has_each_section_and_none_of_its_words(path):
    text = path.read_text(encoding="utf-8")
    page, made = (parse_page(t, "", "", "") for t in (text, skeleton(text)))
    assert [(s.id, s.level, s.heading) for s in made.sections] == [(s.id, s.level, s.heading) for s in page.sections]
    assert all(s.body == "*To be written.*\n{: .to-be-written }" for s in made.sections if s.id != FRONT)
    assert not made.written and not made.sources and (made.title, made.description) == (page.title, page.description)
    assert skeleton(skeleton(text)) == skeleton(text)


@pytest.mark.parametrize("path", sorted((ROOT / "docs/en").glob("*.md")), ids=lambda path: path.stem)
def test_a_page_translated_by_its_own_words_is_the_page(path):
    text = path.read_text(encoding="utf-8")
    parts = pieces(text)
    assert "".join(text[piece.start : piece.end] for piece in parts) == text
    words = {piece.id: {n: s.text for n, s in enumerate(piece.segments, 1)} for piece in parts}
    made = translated("", text, words, dict.fromkeys(words, True))
    assert body_of(made) == body_of(text)
    assert "sources:" not in made.split("\n---", 1)[0] and "\ntitle:" in made
    assert list(misread("", made, text, words)) == []


def test_marks_are_slots_targets_tags_and_attributes():
    text = 'Call {{emergency}}, [a *b*](x.md#y "t") ![c](d.svg) <b>e</b> [![f](g.svg)](h.md){: .x } {number} [^1] `i`'
    assert sorted(marks_of(text)) == sorted(
        ["{{emergency}}", "a link to x.md#y", "an image d.svg", "<b>", "</b>", "a link to h.md", "an image g.svg", "{: .x }",
         "{number}", "[^1]"]
    )  # fmt: skip
    assert differing_marks("a [b](c)", "[d](c) e") == "" and differing_marks("2 < 3", "2 < 3 > 1") == ""
    assert differing_marks("{{a}} {{a}}", "{{a}}") == "lacks {{a}}"
