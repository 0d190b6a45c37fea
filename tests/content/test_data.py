"""YAML written by hand: messages name file and line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.data import Dumper, flow, parse_yaml
from scripts.errors import GuideError


def test_lines_are_known():
    value = parse_yaml("a: 1\nb:\n  c: [x, y]\n", "f.yml")
    assert value == {"a": 1, "b": {"c": ["x", "y"]}}
    assert value.place("b") == "f.yml:2"
    assert value["b"].place("c") == "f.yml:3"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\n\tb: 2\n", "f.yml:2", "a tab stands in the indent."),
        ("a: one: two\n", "f.yml:1", "a second colon on the line."),
        ("a: 1\nb: 2\na: 3\n", "f.yml:3", "'a' stands twice, first on line 1."),
        ("a: [1, 2\n", "f.yml:2", "expected ',' or ']'"),
        ("a: 'open\n", "f.yml:2", "found unexpected end of stream"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(text, place, message):
    with pytest.raises(GuideError) as caught:
        parse_yaml(text, "f.yml")
    assert caught.value.place == place
    assert message.rstrip(".") in caught.value.message
    assert caught.value.hint


def test_an_unknown_key_brings_the_nearest():
    value = parse_yaml("title: x\nsorces: y\n", "f.yml")
    with pytest.raises(GuideError) as caught:
        value.only(("title", "sources"), "the page")
    assert str(caught.value) == "f.yml:2: the page has no key 'sorces'.\n  Next: did you mean 'sources'?"


def test_a_value_of_another_kind_is_refused():
    value = parse_yaml("date: 2023\nflag: yes\n", "f.yml")
    with pytest.raises(GuideError, match=r"f.yml:1: 'date' of it is a number; text was expected"):
        value.may("date", str, "", "it")
    with pytest.raises(GuideError, match="'flag' of it is yes/no; a number was expected"):
        value.may("flag", int, 0, "it")
    with pytest.raises(GuideError, match="it lacks 'name'"):
        value.need("name", str, "it")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), _VALUES, max_size=5))
def test_reads_what_pyyaml_writes(value):
    text = yaml.safe_dump(value, allow_unicode=True)
    assert parse_yaml(text, "f.yml") == yaml.safe_load(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x85\u2028\n '\"#:"), max_size=9))
def test_any_text_is_read_as_it_was_written(text):
    for written in (
        flow({"a": text}),
        f"{flow({'a': text})}\n",
        yaml.dump({"a": text}, Dumper=Dumper, allow_unicode=True),
    ):
        assert parse_yaml(written, "f.yml")["a"] == text


@pytest.mark.parametrize(
    "text", ["a: 2023-13-45", "[a, b]: 1", "a: &x [*x]", "{? {} : 1}", "a: !!python/name:os.system x"]
)
def test_odd_yaml_is_refused_without_a_traceback(text):
    with pytest.raises(GuideError) as caught:
        parse_yaml(text, "f.yml")
    assert caught.value.place.startswith("f.yml")


@given(st.text(alphabet=st.sampled_from("ab:-[]{}\"'#&*!|>? \n\t0123.é"), max_size=60))
def test_any_text_gives_a_value_or_a_message(text):
    try:
        parse_yaml(text, "f.yml")
    except GuideError as error:
        assert error.place.startswith("f.yml") and error.message
