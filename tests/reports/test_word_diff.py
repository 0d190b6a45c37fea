"""Words that changed are marked, and nothing else is lost or changed by it."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reports.word_diff import marked, paired


def plain(old, new):
    return click.unstyle(marked(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Take it every 6 hours.", "Take it every 8 hours.", "Take it every [-6-]{+8+} hours."),
        ("Take 1.5 mg.", "Take 15 mg.", "Take [-1.5-]{+15+} mg."),
        ("Wait.", "Do not wait.", "[-Wait-]{+Do not wait+}."),
        ("Do not stop it early.", "Stop it early.", "[-Do not stop-]{+Stop+} it early."),
        ("every 6 hours", "every 8 days", "every [-6 hours-]{+8 days+}"),
        ("don’t go", "do go", "[-don’t-]{+do+} go"),
        ("每天三次", "每天两次", "每天[-三-]{+两+}次"),
        ("same", "same", "same"),
        (None, "new", "{+new+}"),
        ("gone", None, "[-gone-]"),
    ],
)
def test_changed_words_are_marked(old, new, shown):
    assert plain(old, new) == shown


def test_colors_are_there_for_terminals():
    assert "\x1b[31m[-6-]" in marked("6", "8") and "\x1b[32m{+8+}" in marked("6", "8")


TEXT = st.text(st.sampled_from("ab 12.é中,"), max_size=12)


def sides(text):
    """The text with what is new left out, and with what is gone left out."""
    import re

    return re.sub(r"\{\+.*?\+\}", "", text).replace("[-", "").replace("-]", ""), re.sub(r"\[-.*?-\]", "", text).replace(
        "{+", ""
    ).replace("+}", "")


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_marks(old, new):
    assert sides(plain(old, new)) == (old, new)


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_every_text_stands_once_and_in_order(old, new):
    pairs = paired(old, new)
    assert [text for text, _ in pairs if text is not None] == old
    assert [number for _, number in pairs if number is not None] == list(range(len(new)))


def test_a_changed_text_is_paired_with_what_it_became():
    assert paired(["Title", "Take 6.", "Rest."], ["Title", "New one.", "Take 8.", "Rest."]) == [
        ("Title", 0), (None, 1), ("Take 6.", 2), ("Rest.", 3),
    ]  # fmt: skip
