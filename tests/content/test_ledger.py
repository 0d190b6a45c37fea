"""Units and ledgers: what makes a translation stale, what ends a sign-off, and what is refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.ledger import (
    HOW,
    ROLES,
    Entry,
    SignOff,
    Standing,
    done,
    ledger_text,
    memory_text,
    read_ledger,
    read_memory,
    standing,
)
from scripts.content.unit import page_units
from scripts.errors import GuideError

EN = "---\ntitle: T\n---\n# T\n\n## Dose {#dose}\n\nTake it every 6 hours, [see](a.md#b).\n\n- One\n- Two\n"
ES = EN.replace("Take it every 6 hours", "Tome cada 6 horas").replace("One", "Uno").replace("Two", "Dos")


def unit(text, address="p#dose"):
    return page_units("p", text, "docs/xx/p.md").get(address)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("every 6 hours", "every\n6 hours"),
        ("every 6", "**every** 6"),
        ("a.md#b", "c.md#d"),
        ("- One", "* One"),
        ("# T\n", "# T\n\n"),
    ],
)
def test_what_changes_nothing_leaves_the_fingerprint(old, new):
    assert unit(EN.replace(old, new)).fingerprint == unit(EN).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [("6", "8"), ("- Two\n", ""), ("- One\n- Two", "- Two\n- One"), ("- One\n- Two", "1. One\n2. Two"), ("hours", "days"),
     ("Take it", '!!! danger box-x "D"\n\n    Take it'), ("## Dose", "### Dose"), ("every 6 hours", "every\u00a06 hours now")],
)  # fmt: skip
def test_what_says_something_else_changes_it(old, new):
    assert unit(EN.replace(old, new)).fingerprint != unit(EN).fingerprint


def test_title_and_description_are_a_unit_with_what_opens_the_page():
    assert unit(EN, "p#page").says == ("T", "T")
    assert unit(EN.replace("title: T", "title: U"), "p#page").fingerprint != unit(EN, "p#page").fingerprint


def entry(**changes):
    return replace(done(None, unit(EN), unit(ES), how="human", by=["ana"], date="2026-11-26"), **changes)


def signed(role, by="luz"):
    return SignOff(role, by, "2026-11-27", unit(EN).fingerprint, unit(ES).fingerprint)


@pytest.mark.parametrize(
    ("english", "own", "kept", "expected"),
    [
        (EN, "", entry(), Standing.MISSING),
        (EN, ES, None, Standing.NEW),
        (EN, ES, entry(), Standing.UNSIGNED),
        (EN, ES, entry(signed=(signed("language"),)), Standing.UNSIGNED),
        (EN, ES, entry(signed=tuple(signed(role) for role in ROLES)), Standing.SIGNED),
        (EN.replace("6", "8"), ES, entry(signed=tuple(signed(role) for role in ROLES)), Standing.STALE),
        (EN.replace("6", "8"), ES.replace("6", "8"), entry(), Standing.STALE),
        (EN, ES.replace("6", "8"), entry(signed=tuple(signed(role) for role in ROLES)), Standing.EDITED),
        (EN, ES, entry(signed=(replace(signed("language"), text="x"), replace(signed("clinical"), source="x"))), Standing.UNSIGNED),
    ],
)  # fmt: skip
def test_how_a_unit_stands(english, own, kept, expected):
    assert standing(unit(english), unit(own) if own else None, kept) is expected


def test_saying_done_again_keeps_sign_offs_for_the_same_texts_only():
    was = entry(signed=(signed("clinical"),))
    again = done(was, unit(EN), unit(ES), how="human", by=["ana"], date="2026-12-01")
    assert again.signed == was.signed
    assert done(was, unit(EN.replace("6", "8")), unit(ES), how="human", by=["ana"], date="2026-12-01").signed == ()
    assert done(was, unit(EN), unit(ES.replace("6", "8")), how="human", by=["ana"], date="2026-12-01").signed == ()


def read(tmp_path, text):
    path = tmp_path / "docs/_data/ledger/es.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_ledger(tmp_path, "es")


WORD = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
DAYS = st.dates().map(str)
SIGN_OFFS = st.builds(
    SignOff, st.sampled_from(ROLES), WORD, DAYS, st.one_of(st.just(""), WORD), WORD, st.one_of(st.just(""), DAYS)
)  # fmt: skip
ENTRIES = st.builds(
    Entry, st.just(""), st.one_of(st.just(""), WORD), WORD, st.sampled_from(HOW), st.lists(WORD, max_size=2).map(tuple),
    st.one_of(st.just(""), WORD), st.lists(SIGN_OFFS, max_size=2).map(tuple), st.dictionaries(WORD, WORD, max_size=2),
)  # fmt: skip


@given(st.dictionaries(st.from_regex(r"[a-z-]{1,5}#[a-z-]{1,5}", fullmatch=True), ENTRIES, max_size=3))
def test_a_ledger_is_read_as_it_was_written(tmp_path_factory, entries):
    entries = {address: replace(one, address=address) for address, one in entries.items()}
    tmp_path = tmp_path_factory.getbasetemp()
    again = read(tmp_path, ledger_text(entries))
    assert {address: replace(one, at=0) for address, one in again.items()} == entries
    assert ledger_text(again) == ledger_text(entries)
    body = [line for line in ledger_text(entries).split("\n") if line and not line.startswith("#")]
    assert len(body) == len(entries), "one unit a line"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< HEAD\na#b: {text: x}\n", "docs/_data/ledger/es.yml:1: a merge left its markers in the file."),
        ("a#b: {text: x}\n=======\na#b: {text: y}\n", "docs/_data/ledger/es.yml:2: a merge left its markers"),
        ("a#b: {text: x}\na#b: {text: y}\n", "docs/_data/ledger/es.yml:2:"),
        ("a#b: {txt: x}\n", "docs/_data/ledger/es.yml:1: the entry a#b has no key 'txt'."),
        ("a#b: {text: x, how: magic}\n", "'how' of the entry a#b is 'magic'."),
        (
            "a#b: {text: x, signed: [{role: boss, by: a, date: b, text: c}]}\n",
            "'role' of a sign-off of the entry a#b is 'boss'.",
        ),
        ("a#b: {text: x, signed: [me]}\n", "the entry a#b has a sign-off that is none."),
        ("a#b: done\n", "docs/_data/ledger/es.yml:1:"),
    ],
)
def test_what_is_no_ledger_is_refused_with_its_line(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_the_memory_keeps_what_the_source_said(tmp_path):
    memory = {"00": ("a: b", "c"), "1e5": ("#",)}
    path = tmp_path / "docs/_data/memory.yml"
    path.parent.mkdir(parents=True)
    path.write_text(memory_text(memory), encoding="utf-8")
    assert read_memory(tmp_path) == memory
    assert read_memory(tmp_path / "other") == {}
