"""Claim words and key terms: which word of a text says what, in languages with and without spaces."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.claims import Terms, Words, folded, read_claims, read_terms
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]

WORDS = {
    "not": ["not", "no", "*n't"],
    "increase": ["increas*"],
    "most": ["most", "a lot of"],
    "common": ["most common"],
    "about": ["about #"],
    "back": ["back"],
    "ignore": ["lower back"],
}
ARABIC = {"not": ["لا", "ليس", "لن"], "most": ["معظم*"], "may": ["قد"], "without": ["بدون"], "ask": ["اسأل طبيبك"]}


def concepts(tag, words, text):
    return [concept for concept, _ in Words(tag, words).found_in(text)]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("It is NOT so, no.", [("not", "not"), ("not", "no")]),
            ("Don't wait; you can’t.", [("not", "don't"), ("not", "can't")]),
            ("knot nothing note", []),
            ("It increases, increasing", [("increase", "increases"), ("increase", "increasing")]),
            ("It does not increase", [("not", "not"), ("increase", "increase")]),
            ("a lot of people, a  lot\nof them", [("most", "a lot of"), ("most", "a lot of")]),
            ("a lot", []),
            ("most people, most common", [("most", "most"), ("common", "most common")]),  # the longer one is meant
            ("about 5 people, about it", [("about", "about")]),
            ("about", []),
            ("your lower back and back", [("back", "back")]),
            ("", []),
        ],
    )
    def test_words_phrases_stars_and_numbers(self, text, found):
        assert Words("en", WORDS).found_in(text) == found

    def test_a_number_may_be_in_any_script(self):
        assert concepts("hi", {"about": ["लगभग #"]}, "लगभग ५ लोग, लगभग सब") == ["about"]

    def test_asking_twice_gives_the_same(self):
        words = Words("en", WORDS)
        assert words.found_in("not most") == words.found_in("not most") == [("not", "not"), ("most", "most")]

    def test_marks_of_direction_and_unicode_form_do_not_count(self):
        words = {"more": ["ম\u09cbট"]}
        assert concepts("bn", words, "\u200fম\u09c7\u09beট\u200c") == ["more"]
        assert folded("Cafe\u0301 — It’s") == "café — it's"


class TestArabic:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("لا تنتظر", ["not"]),
            ("ولا تنتظر", ["not"]),  # and
            ("فلا تنتظر", ["not"]),  # so
            ("وليس هذا", ["not"]),
            ("فلن يضر", ["not"]),
            ("ومعظمهم", ["most"]),
            ("لمعظم الناس", ["most"]),  # for
            ("لَا تَنْتَظِرْ", ["not"]),  # with its vowels
            ("ليـــس", ["not"]),  # drawn out
            ("\u200fلا\u200f", ["not"]),
            ("واسأل طبيبك", ["ask"]),
            ("وقد", []),  # two letters are too short to take a prefix off
            ("سلام بلاد", []),
        ],
    )
    def test_prefixes_vowel_marks_and_drawn_out_words(self, text, found):
        assert concepts("ar", ARABIC, text) == found

    def test_other_languages_in_its_script_have_no_such_prefixes(self):
        assert concepts("fa", {"not": ["لن"]}, "ولن") == []


class TestWithoutSpaces:
    @pytest.mark.parametrize(
        ("tag", "text", "found"),
        [
            ("zh-Hans", "这不是癌症。", [("not", "不")]),
            ("zh-Hant", "大多數人不會痛", [("most", "大多數"), ("not", "不")]),
            ("zh-Hans", "没有 必要", [("not", "没有")]),
            ("zh-Hans", "不久以后", []),  # ignored
            ("th", "ไม่ต้องรอ", [("not", "ไม่")]),
            ("zh-Hans", "约5人，约好", [("about", "约")]),
        ],
    )
    def test_entries_are_found_inside_the_text(self, tag, text, found):
        words = {"not": ["不", "没有", "ไม่"], "most": ["大多數"], "about": ["约#"], "ignore": ["不久"]}
        assert Words(tag, words).found_in(text) == found


class TestFiles:
    @pytest.fixture
    def root(self, tmp_path):
        (tmp_path / "docs/_data/claims").mkdir(parents=True)
        return tmp_path

    def test_claim_words_are_read_by_concept(self, root):
        (root / "docs/_data/claims/en.yml").write_text('not: [not, "no", "*n\'t"]\nnumber_2: [two, 2]\n')
        assert read_claims(root, "en").words == {"not": ("not", "no", "*n't"), "number_2": ("two", "2")}

    def test_a_language_without_a_list_has_none_and_a_guide_without_terms_no_terms(self, root):
        assert read_claims(root, "xx") is None
        assert read_terms(root) == Terms({})

    def test_a_list_of_another_form_is_refused(self, root):
        (root / "docs/_data/claims/en.yml").write_text("all: [all]\nnot: never\n")
        with pytest.raises(GuideError, match=r"claims/en\.yml:2: 'not' of the claim words is text; a list was"):
            read_claims(root, "en")

    def test_terms_are_read_with_their_forms(self, root):
        (root / "docs/_data/terms.yml").write_text("mri: {glossary: true, en: [MRI, MR scan], es: [RM]}\ncord: {en: [cord]}\n")  # fmt: skip
        terms = read_terms(root)
        assert terms.glossary == {"mri"}
        assert terms.found_in("An MR scan (MRI) of the cord", "en") == [("mri", "mr scan"), ("mri", "mri"), ("cord", "cord")]  # fmt: skip
        assert terms.found_in("Una RM; cord", "es") == [("mri", "rm")]
        assert terms.found_in("MRI", "fr") == []

    def test_terms_of_another_form_are_refused(self, root):
        (root / "docs/_data/terms.yml").write_text("mri: {glossary: maybe, en: [MRI]}\n")
        with pytest.raises(GuideError, match="'glossary' of term mri is text; yes/no was"):
            read_terms(root)


class TestOurLists:
    TAGS = sorted(path.stem for path in (ROOT / "docs/_data/claims").glob("*.yml"))

    @pytest.mark.parametrize("tag", TAGS)
    def test_every_language_has_the_same_concepts_in_the_same_order(self, tag):
        assert list(read_claims(ROOT, tag).words) == list(read_claims(ROOT, "en").words)

    @pytest.mark.parametrize("tag", TAGS)
    def test_every_entry_is_found_as_what_it_is_listed_for(self, tag):
        claims = read_claims(ROOT, tag)
        for concept, words in claims.words.items():
            for word in words:
                text = word.replace("*n't", "couldn't").replace("*", "").replace(" #", " 5").replace("#", "5")
                assert concept == "ignore" or concept in [found for found, _ in claims.found_in(text)], (word, concept)
                assert concept != "ignore" or claims.found_in(text) == [], word

    def test_every_form_of_a_term_is_found_as_that_term(self):
        terms = read_terms(ROOT)
        missed = [
            (id, tag, word)
            for id, forms in terms.forms.items()
            for tag, words in forms.items()
            for word in words
            if not ("*" in word and " " in word)  # a star stands in single words
            and id not in [found for found, _ in terms.found_in(word.replace("*", ""), tag)]
        ]
        assert missed == []


@given(st.text(), st.sampled_from(["en", "ar", "hi", "zh-Hans", "th"]))
def test_any_text_is_read(text, tag):
    words = {"not": ["not", "*n't", "لا", "不"], "about": ["about #", "约#"], "a": ["a*"], "ignore": ["a b"]}
    assert {concept for concept, _ in Words(tag, words).found_in(text)} <= {"not", "about", "a"}


def test_a_language_of_a_region_has_the_claim_words_of_the_language_in_its_script(tmp_path):
    folder = tmp_path / "docs/_data/claims"
    folder.mkdir(parents=True)
    (folder / "es.yml").write_text('not: ["no"]\n', encoding="utf-8")
    (folder / "zh.yml").write_text("not: [不]\n", encoding="utf-8")
    assert read_claims(tmp_path, "es-419").found_in("No espere") == [("not", "no")]
    assert read_claims(tmp_path, "zh-Hant") is None
    assert read_claims(tmp_path, "fil") is None
