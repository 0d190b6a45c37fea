"""Interface words put into their file: the file says what was meant, and every other line stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.data import parse_yaml
from scripts.outputs.interface_words import with_words

FILE = """\
# Words of the interface.
site:   # of the site
  name: 'Guía: uno'   # short

  # said below it
  tagline: "a \\"b\\""
search: {open: Buscar, close: 'a, b'}
notices:
  review: >-
    Nobody has
    reviewed this.

  danger: uno
    dos
  empty:
groups:
# the end
"""
WORDS = {
    "site": ("name", "tagline", "new"), "search": ("open", "close", "more"), "notices": ("review", "danger", "empty", "x"),
    "groups": ("start",), "actions": ("menu", "theme"),
}  # fmt: skip
KEYS = st.sampled_from([(group, key) for group, keys in WORDS.items() for key in keys])
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), min_size=1
)
VALUE = st.one_of(
    TEXT,
    st.sampled_from(["a: b", "# no", "{x}", "[a, b]", "no", "12", "'", '"', "- x", "| y", "> z", "&a", "*b", "@", "%"]),
)


@given(st.dictionaries(KEYS, VALUE.map(str.strip).filter(bool), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_the_file_says_what_was_meant_and_keeps_its_comments(words, end):
    text = FILE.replace("\n", end)
    changed = {}
    for (group, key), value in words.items():
        changed.setdefault(group, {})[key] = value
    after = with_words(text, changed)
    expected = {group: dict(entries or {}) for group, entries in parse_yaml(text, "").items()}
    for group, entries in changed.items():
        expected.setdefault(group, {}).update(entries)
    assert {group: dict(entries or {}) for group, entries in parse_yaml(after, "").items()} == expected
    for comment in ("# Words of the interface.", "# of the site", "# short", "# said below it", "# the end"):
        assert after.count(comment) >= 1
    untouched = [line for line in text.split(end) if not any(f"{key}:" in line for _, key in words) and ":" in line]
    assert all(line in after.split(end) for line in untouched if not line.startswith("search"))
    assert after.count("\r\n") in (0, after.count("\n"))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "site:\n  name: x"])
def test_a_file_may_be_empty_or_end_without_a_line_end(text):
    after = with_words(text, {"site": {"name": "a", "tagline": "b"}})
    assert parse_yaml(after, "") == {"site": {"name": "a", "tagline": "b"}}
    assert after.endswith("\n") and ("# only" in after) == ("# only" in text)
