"""Plain-text articles: passages, headings only where the text shows them, links, notices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.text import NOTICE_LENGTH, is_notice, read_plain_text

ARTICLE = """\
A growth in the back is called a lump in this made-up article of ours.
Update Date: 21.11.2025
It affects 2% to 4% of people, and about 1 in 5 of those over 60.5 years.
Signs can include:
Not everyone has them, and NF2 is a name without a number in it.
© 2025 Some Publisher. All rights reserved. Terms of Use
"""
LONG = "This line is long enough to be the text that stands under a heading of this article."


def found(text):
    return [(p.line, p.kind, p.text) for p in read_plain_text(text).passages]


def test_one_passage_a_line():
    source = read_plain_text(ARTICLE)
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
    source = read_plain_text(text)
    assert found(text) == [
        (1, "heading", "Lumps in the back"),
        (4, "paragraph", "A lump is a growth. It may be written over two lines."),
        (7, "heading", "What to do next"),
        (9, "paragraph", "Some steps help many people, and here is a long line that tells of them:"),
        (11, "list-item", "Rest a little."),
        (12, "list-item", "See https://example.org/help, then call someone."),
        (14, "list-item", "Walk."),
    ]
    assert source.lost_lists == ()
    assert [(link.text, link.href, link.line) for link in source.links] == [
        ("https://example.org/help", "https://example.org/help", 12)
    ]
    assert [(heading.level, heading.text) for heading in source.headings] == [
        (1, "Lumps in the back"),
        (2, "What to do next"),
    ]
    assert source.list_items == 3


def test_an_address_is_a_link_where_it_stands():
    passage = read_plain_text("See (https://example.org/a_(b)?x=1&y=2), or https://example.net/.\n").passages[0]
    assert [(span.text, span.link) for span in passage.spans] == [
        ("See (", None), ("https://example.org/a_(b)?x=1&y=2", 0), ("), or ", None), ("https://example.net/", 1), (".", None),
    ]  # fmt: skip
    source = read_plain_text("- https://example.org/1\n- https://example.org/2\n")
    assert [passage.links for passage in source.passages] == [
        {0: "https://example.org/1"}, {1: "https://example.org/2"},
    ]  # fmt: skip
    assert [link.href for link in source.links] == ["https://example.org/1", "https://example.org/2"]


def test_items_keep_their_numbers_and_say_where_a_list_starts():
    source = read_plain_text("Do:\n3. Walk.\n4. Rest.\n- Eat.\n- Drink.\nThen:\n(a) Sit.\n(b) Lie.\n1. Sleep.\n")
    items = [(p.form.number, p.form.starts) for p in source.passages if p.kind == "list-item"]
    assert items == [(3, True), (4, False), (None, True), (None, False), (1, True), (2, False), (1, True)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (f"Signs\n-----\n\n{LONG}\n", [(2, "Signs")]),
        (f"Signs\n~~~\n\n{LONG}\n", [(2, "Signs")]),
        (f"1. Signs\n\n{LONG}\n\n1.2 Pain at night\n\n{LONG}\n", [(2, "1. Signs"), (3, "1.2 Pain at night")]),
        (f"Signs\n\n{LONG}\n", [(2, "Signs")]),
        (f"Signs\n{LONG}\n", [(2, "Signs")]),
        (f"Intro\nof it.\nSigns\n-----\n{LONG}\n\n", [(2, "Signs")]),
        (f"Intro.\n\n-----\nSigns\n-----\n\n{LONG}\n", [(2, "Signs")]),
        (f"পিঠে ব্যথা\n\n{LONG}\n", [(2, "পিঠে ব্যথা")]),  # ends in a vowel sign
        (f"ما الأعراض؟\u200f\n\n{LONG}\n", [(2, "ما الأعراض؟\u200f")]),
        ("背痛\n背痛是一种非常常见的症状，大多数情况下会在几周内自行好转，但请您不要等待。\n", [(2, "背痛")]),
        ("背痛：\n背痛是一种非常常见的症状，大多数情况下会在几周内自行好转，但请您不要等待。\n", []),
        (f"Signs of it.\n\n{LONG}\n", []),
        (f"Signs:\n\n{LONG}\n", []),
        ("Signs\n\nShort text.\n", []),
        ("Signs\n--\n\nShort text.\n", []),  # two hyphens underline nothing
    ],
)
def test_a_line_is_a_heading_only_where_underlined_numbered_or_flush(text, headings):
    assert [(heading.level, heading.text) for heading in read_plain_text(text).headings] == headings


@pytest.mark.parametrize(
    "item", ["- a", "• a", "● a", "– a", "1. a", "(2) a", "b) a", "١. a", "3、a", "（4）a", "5）a", "➢ a"]
)
def test_items_begin_with_the_signs_of_many_scripts(item):
    assert found(f"Text.\n\n{item}\n{item}\n") == [
        (1, "paragraph", "Text."), (3, "list-item", "a"), (4, "list-item", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["---", "=====", "* * *", "___", "- - -"])
def test_a_rule_is_no_text(rule):
    assert found(f"a b c.\n\n{rule}\n\nd.") == [(1, "paragraph", "a b c."), (5, "paragraph", "d.")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See (https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("(see https://example.org/a)", "https://example.org/a"),
        ("请访问https://example.org/a。谢谢", "https://example.org/a"),
        ("انظر https://example.org/ألم؟x=1، ثم", "https://example.org/ألم"),
        ("\u2067https://example.org/a\u2069", "https://example.org/a"),
        ("“https://example.org/a?b=c&d=1#e”", "https://example.org/a?b=c&d=1#e"),
        ("[https://example.org/a/]!", "https://example.org/a/"),
        ("https://пример.рф/боль...", "https://пример.рф/боль"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text, address):
    assert [link.href for link in read_plain_text(text).links] == [address]


def test_the_publishers_notice_is_told_from_text_that_mentions_rights():
    assert is_notice("© 2025 Some Publisher")
    assert is_notice("Copyright 2025 Some Publisher")
    assert is_notice("Text. All Rights Reserved.")
    assert not is_notice("You have the right to a copy.")
    assert not is_notice("All rights reserved. " + "x" * NOTICE_LENGTH)


def test_other_characters_than_ascii_white_space_are_kept():
    assert found("\u00a0a\u200f\u200b  b\tc\u00a0\n\nd\n") == [(1, "paragraph", "\u00a0a\u200f\u200b b c\u00a0"), (3, "paragraph", "d")]  # fmt: skip


def test_a_text_without_text_has_no_passages():
    assert read_plain_text("").passages == read_plain_text(" \n\t\n").passages == ()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30), min_size=1))
def test_no_line_is_lost(lines):
    passages = read_plain_text("\n".join(lines)).passages
    assert len({passage.line for passage in passages}) == len(passages)
    drawn = len(lines) - len(passages)  # lines under headings, and rules
    assert drawn == 0 or any(set(line) <= set("=-~*_") for line in lines)


@given(st.text(alphabet="ab1.-*=~:©\u00a0\u0660 \n\t", max_size=80))
def test_any_text_is_read_and_each_passage_has_text(text):
    source = read_plain_text(text)
    lines = [passage.line for passage in source.passages]
    assert lines == sorted(set(lines))
    assert all(passage.text for passage in source.passages)
    drawn = all(set(line) <= set("-*=~ \t") for line in text.split("\n"))
    assert bool(source.passages) or drawn
