"""What sections said when they were accepted: written by us, read back the same, and refused when edited."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.accepted import KINDS, Accepted, accepted_path, accepted_text, read_accepted
from scripts.content.built import Block
from scripts.errors import GuideError

SECTIONS = {
    "symptoms#page": Accepted("symptoms#page", (Block("heading", "Signs: what to look for"),), {}),
    "lump/index#first": Accepted(
        "lump/index#first",
        (
            Block("heading", "no"),
            Block(
                "paragraph", "See [this] # and 'that' — {{emergency}}", (("this", "https://x.org/?a=1#b"), ("", "#c"))
            ),
            Block("list-item", "2025-01-01", box="box-emergency", number=0),
            Block("list-item", "- 5", number=12),
            Block("table-row", "{a: b}"),
            Block("notice", "© 2025\u200f\u00a0دليل"),
        ),
        {"lump:p01": "123456789012", "lump.es:p02": "1234567e1234"},
    ),
    "empty#section": Accepted("empty#section", (), {}),
}


@pytest.fixture
def written(tmp_path):
    """The folder of a site whose file of accepted sections in English is this text."""

    def write(text):
        path = tmp_path / accepted_path("en")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def without_lines(sections):
    return {name: (entry.section, entry.blocks, dict(entry.passages)) for name, entry in sections.items()}


def test_reading_what_was_written_gives_the_same_sections(written):
    found = read_accepted(written(accepted_text(SECTIONS)), "en")
    assert without_lines(found) == without_lines(SECTIONS)
    assert accepted_text(found) == accepted_text(SECTIONS)


def test_the_order_in_which_sections_were_accepted_does_not_show():
    assert accepted_text(dict(reversed(SECTIONS.items()))) == accepted_text(SECTIONS)


def test_each_block_is_a_line_and_each_section_knows_its_own(written):
    text = accepted_text(SECTIONS)
    assert sum(line.startswith("  - ") for line in text.splitlines()) == 7
    for name, entry in read_accepted(written(text), "en").items():
        assert text.splitlines()[entry.at - 1] == f"{name}:"


def test_nothing_accepted_is_an_empty_file_or_none(written, tmp_path):
    assert read_accepted(tmp_path, "en") == {}
    assert read_accepted(written(accepted_text({})), "en") == {}
    assert read_accepted(tmp_path, "es") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a#b: 1\n", "en.yml:1: 'a#b' of the accepted sections is a number; a mapping was expected."),
        ("a#b:\n  sais: []\n", "en.yml:2: section a#b has no key 'sais'.\n  Next: did you mean 'says'?"),
        ("a#b:\n  says: x\n", "en.yml:2: 'says' of section a#b is text; a list was expected."),
        ("a#b:\n  for: [p1]\n  says: []\n", "en.yml:2: 'for' of section a#b is a list; a mapping was expected."),
        ("a#b:\n  says:\n  - x\n", "en.yml:2: this is no block of an accepted section.\n  Next: do not edit the file; `guide accept` writes it."),
        ("a#b:\n  says:\n  - {picture: x}\n", "en.yml:3: this is no block of an accepted section."),
        ("a#b:\n  says:\n  - {paragraph: x, heading: y}\n", "en.yml:3: this is no block of an accepted section."),
        ("a#b:\n  says:\n  - {paragraph: x, boxx: y}\n", "en.yml:3: a block has no key 'boxx'.\n  Next: did you mean 'box'?"),
        ("a#b:\n  says:\n  - {paragraph: 5}\n", "en.yml:3: 'paragraph' of a block is a number; text was expected."),
        ("a#b:\n  says:\n  - {paragraph: x, number: y}\n", "en.yml:3: 'number' of a block is text; a number was expected."),
        ("a#b:\n  says:\n  - {paragraph: x, links: y}\n", "en.yml:3: 'links' of a block is text; a list was expected."),
        ("a#b:\n  says: []\na#b:\n  says: []\n", "en.yml:3: 'a#b' stands twice, first on line 1."),
        ("- a#b\n", "en.yml:1: the file is not a mapping."),
        ("a#b:\n\tsays: []\n", "en.yml:2: a tab stands in the indent."),
    ],
)  # fmt: skip
def test_a_file_that_was_edited_into_another_form_is_refused(written, text, message):
    with pytest.raises(GuideError) as caught:
        read_accepted(written(text), "en")
    assert message in str(caught.value)


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
BLOCKS = st.builds(
    Block, st.sampled_from(KINDS), TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple), TEXT,
    st.one_of(st.none(), st.integers(0, 99)),
)  # fmt: skip
ENTRIES = st.dictionaries(
    st.from_regex(r"[a-z0-9-]{1,9}#[a-z][a-z0-9-]{0,9}", fullmatch=True),
    st.tuples(
        st.lists(BLOCKS, max_size=4).map(tuple),
        st.dictionaries(TEXT.filter(bool), st.from_regex(r"[0-9a-f]{12}", fullmatch=True), max_size=2),
    ),
    max_size=3,
)


@settings(max_examples=50)
@given(ENTRIES)
def test_any_sections_are_read_as_they_were_written(tmp_path_factory, entries):
    sections = {name: Accepted(name, blocks, passages) for name, (blocks, passages) in entries.items()}
    root = tmp_path_factory.getbasetemp()
    path = root / accepted_path("xx")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(accepted_text(sections), encoding="utf-8")
    assert without_lines(read_accepted(root, "xx")) == without_lines(sections)
