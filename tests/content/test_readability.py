"""Sentences, syllables and the grade that follows."""

import pytest

from scripts.content.readability import grade, sentences_of, syllables_of, words_of


def test_sentences_end_where_a_reader_stops():
    text = "Dr. Smith came at 5 p.m. today. Call at 38 °C (100.4 °F) or higher. Ask: what now? Go."
    assert sentences_of(text) == [
        "Dr. Smith came at 5 p.m. today.",
        "Call at 38 °C (100.4 °F) or higher.",
        "Ask: what now?",
        "Go.",
    ]
    assert sentences_of(" … ") == []


def test_a_slot_counts_as_its_words():
    assert words_of(sentences_of("Call {{cancer_team}} now.")[0]) == ["Call", "cancer", "team", "now"]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("spinal", 2),
        ("tumor", 2),
        ("don’t", 1),
        ("MRI", 3),
        ("CT", 2),
        ("MRIs", 3),
        ("W", 3),
        ("38", 2),
        ("schwannoma", 3),
        ("the", 1),
        ("x", 1),
    ],
)
def test_syllables(word, count):
    assert syllables_of(word) == count


def test_the_grade_is_flesch_and_kincaids():
    # 0.39 · 6 words a sentence + 11.8 · 8 syllables / 6 words - 15.59
    assert grade(["The doctor takes a small sample."]) == pytest.approx(0.39 * 6 + 11.8 * 8 / 6 - 15.59)
    assert grade([]) == 0.0


def test_a_term_that_is_explained_counts_as_short():
    hard = grade(["A biopsy is needed."])
    assert grade(["A biopsy is needed."], ["biopsy"]) == pytest.approx(hard - 11.8 * 2 / 4)
