"""Plain-text articles: passages, kinds, figures, lost lists, links, hashed runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.source import Passage, read_source, word_runs
from scripts.errors import GuideError

ARTICLE = """\
A growth in the back is called a lump in this made-up article of ours.
Update Date: 21.11.2025
It affects 2% to 4% of people, and about 1 in 5 of those over 60.5 years.
Signs can include:
Not everyone has them, and NF2 is a name without a number in it.
© 2025 Some Publisher. All rights reserved. Terms of Use
"""


def test_one_passage_a_line():
    source = read_source(ARTICLE, "a.txt")
    assert [passage.line for passage in source.passages] == [1, 2, 3, 4, 5, 6]
    assert [passage.kind for passage in source.passages] == ["paragraph"] * 5 + ["notice"]
    assert source.passages[2].figures == ("2%", "4%", "1 in 5", "60.5")
    assert source.passages[1].figures == ("21.11.2025",)
    assert source.passages[4].figures == ()
    assert [passage.line for passage in source.lost_lists] == [4]
    assert [(link.text, link.href, link.line) for link in source.links] == [("Terms of Use", None, 6)]


def test_blocks_items_and_headings():
    text = """\
Lumps in the back
=================

A lump is a growth. It may be
written over two lines.

What to do next

Some steps help many people, and here is a long line that tells of them:

- Rest a little.
- See https://example.org/help, then
  call someone.
1. Walk.
"""
    source = read_source(text, "a.txt")
    found = [(passage.line, passage.kind, passage.text) for passage in source.passages]
    assert found == [
        (1, "heading", "Lumps in the back"),
        (4, "paragraph", "A lump is a growth. It may be written over two lines."),
        (7, "heading", "What to do next"),
        (9, "paragraph", "Some steps help many people, and here is a long line that tells of them:"),
        (11, "list-item", "Rest a little."),
        (12, "list-item", "See https://example.org/help, then call someone."),
        (14, "list-item", "Walk."),
    ]
    assert source.lost_lists == ()
    assert [(link.href, link.line) for link in source.links] == [("https://example.org/help", 12)]


def test_an_empty_article_is_refused():
    with pytest.raises(GuideError, match="the file is empty"):
        read_source("\n \n", "a.txt")


def test_fingerprints_ignore_white_space_and_unicode_form_only():
    base = Passage(1, "paragraph", "Caf\u00e9 at 5 mg")
    assert base.fingerprint == Passage(9, "paragraph", "Cafe\u0301  at\u00a05 mg").fingerprint
    assert base.fingerprint != Passage(1, "paragraph", "Caf\u00e9 at 6 mg").fingerprint
    assert base.fingerprint != Passage(1, "list-item", "Caf\u00e9 at 5 mg").fingerprint


def test_runs_of_eight_words_ignore_case_and_curly_apostrophes():
    assert len(word_runs("one two three four five six seven")) == 0
    first = word_runs("Don’t wait for a week if it gets worse")
    assert len(first) == 2
    assert first == word_runs("don't WAIT, for a week — if it gets worse!")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30), min_size=1))
def test_no_line_is_lost(lines):
    text = "\n".join(lines)
    passages = read_source(text, "a.txt").passages
    assert len({passage.line for passage in passages}) == len(passages)
    underlines = len(lines) - len(passages)
    assert underlines == 0 or any(set(line) <= set("=-~") for line in lines)
