"""The model of an article: fingerprints, words, figures, hashed runs, lost lists."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.source import Passage, Source, Span, fold, runs_of, word_runs, words_and_signs, words_of


def test_fingerprints_ignore_white_space_and_unicode_form_only():
    base = Passage(1, "paragraph", "Caf\u00e9 at 5 mg")
    assert base.fingerprint == Passage(9, "paragraph", "Cafe\u0301  at\u00a05 mg").fingerprint
    assert base.fingerprint != Passage(1, "paragraph", "Caf\u00e9 at 6 mg").fingerprint
    assert base.fingerprint != Passage(1, "list-item", "Caf\u00e9 at 5 mg").fingerprint


def test_bengali_that_is_not_normalised_has_the_fingerprint_and_words_of_the_same_text_in_nfc():
    split = "ব্যথার জন\u09cdয প\u09cdরয\u09bcোজনীয\u09bc ওষুধ ম\u09c7\u09be"  # য + nukta, e + aa instead of o
    composed = unicodedata.normalize("NFC", split)
    assert split != composed
    assert Passage(1, "paragraph", split).text == split
    assert Passage(1, "paragraph", split).fingerprint == Passage(1, "paragraph", composed).fingerprint
    assert words_of(split) == words_of(composed)
    assert len(words_of(split)) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t WAIT, call 5%!", ["don't", "wait", "call", "5%"]),
        ("背痛请看医生", ["背", "痛", "请", "看", "医", "生"]),
        ("做MRI检查", ["做", "mri", "检", "查"]),
        ("ปวดหลัง", ["ป", "ว", "ด", "ห", "ลั", "ง"]),
        ("รักษาที่นี่", ["รั", "ก", "ษ", "า", "ที่", "นี่"]),
        ("पीठ में दर्द", ["पीठ", "में", "दर्द"]),
        ("कर्क रोग की जाँच", ["कर्क", "रोग", "की", "जाँच"]),
        ("ব্যথা হয়", ["ব্যথা", unicodedata.normalize("NFC", "হয়")]),
        ("ألم الظهر", ["ألم", "الظهر"]),
        ("ひどいカゼ", ["ひ", "ど", "い", "カ", "ゼ"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_words_keep_their_combining_marks_and_scripts_without_spaces_count_by_character(text, words):
    assert words_of(text) == words


def test_signs_that_change_a_statement_stand_among_the_words():
    assert words_and_signs("Is it <5 mg or ≥ 38°?") == ["is", "it", "<", "5", "mg", "or", "≥", "38", "°", "?"]
    assert words_and_signs("Cost: $5 ± 1.") == ["cost", "$", "5", "±", "1"]


def test_runs_of_eight_words_ignore_case_and_curly_apostrophes():
    assert len(word_runs("one two three four five six seven")) == 0
    first = word_runs("Don’t wait for a week if it gets worse")
    assert len(first) == 2
    assert first == word_runs("don't WAIT, for a week — if it gets worse!")


def test_a_run_names_its_words_as_written():
    (run, words), *more = runs_of("Don’t wait for a Week if it gets")
    assert words == ["Don't", "wait", "for", "a", "Week", "if", "it", "gets"]
    assert len(run) == 10 and more == []


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("一二三四五六七八九十甲乙丙丁戊", 0),  # 15 characters
        ("一二三四五六七八九十甲乙丙丁戊己", 1),  # two of them are about a word
        ("一二三四五六七八九十甲乙丙丁戊己庚", 2),
        ("กขคงจฉชซญดตถทธนบ", 1),
        ("กิขิคิงิจิฉิชิซิญิดิติถิทิธินิบิ", 1),  # vowel marks belong to their letter
        ("एक दो तीन चार पाँच छह सात आठ", 1),
        ("one two three four five six 一二三", 0),
        ("one two three four five six 一二三四", 1),
    ],
)
def test_two_characters_make_a_word_where_there_are_no_spaces(text, runs):
    assert len(word_runs(text)) == runs


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It affects 2% to 4 % of people, and about 1 in 5 of those over 60.5.", ("2%", "4 %", "1 in 5", "60.5")),
        ("On 21.11.2025, 1,000 of NF2", ("21.11.2025", "1,000")),
        ("حوالي ٥٠٪ أو ١٬٠٠٠ مريض", ("٥٠٪", "١٬٠٠٠")),
        ("लगभग ५०% और ১২", ("५०%", "১২")),
        ("T1 and 5th and v2.0", ()),
    ],
)
def test_figures_are_given_as_written(text, figures):
    assert Passage(1, "paragraph", text).figures == figures


def test_only_ascii_white_space_is_folded():
    assert fold(" \t a\r\n\f b\u00a0 \u2003c\u200b \n") == "a b\u00a0 \u2003c\u200b"


def test_a_list_is_lost_where_no_item_row_or_heading_follows_its_announcement():
    def passages(*kinds):
        return tuple(Passage(n, kind, text) for n, (kind, text) in enumerate(kinds, 1))

    lost = Source(passages(("paragraph", "These are:"), ("paragraph", "Else."), ("paragraph", "包括：")), ())
    assert [passage.line for passage in lost.lost_lists] == [1, 3]
    kept = Source(passages(*(p for kind in ("list-item", "table-row", "heading") for p in (("paragraph", "These:"), (kind, "x")))), ())  # fmt: skip
    assert kept.lost_lists == ()
    assert Source(passages(("heading", "Signs:"), ("paragraph", "x")), ()).lost_lists == ()


def test_the_links_of_a_passage_have_the_words_that_stand_in_it():
    spans = (Span("See "), Span("the ", link=3), Span("guide", ("strong",), 3), Span(" or "), Span(" that ", link=4))
    assert Passage(1, "paragraph", "See the guide or that", spans=spans).links == {3: "the guide", 4: "that"}


@given(st.text())
def test_words_and_fingerprints_are_those_of_the_composed_text(text):
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, text)
        assert words_of(other) == words_of(text)
        assert Passage(1, "paragraph", other).fingerprint == Passage(1, "paragraph", text).fingerprint


@given(st.lists(st.sampled_from(["back", "Pain", "医", "生", "ปี", "दर्द"]), max_size=40))
def test_runs_of_a_text_are_found_again_in_a_longer_one(words):
    text = " ".join(words)
    assert set(word_runs(text)) <= set(word_runs(f"before {text} after"))
