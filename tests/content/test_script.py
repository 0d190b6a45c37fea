"""The script of a text, and whether its language is written in it."""

import pytest

from scripts.content.script import LETTERS, foreign_script

SAMPLES = {
    "en": "Back pain is a common sign.",
    "ru": "Боль в спине бывает часто.",
    "ar": "ألم الظهر من العلامات الشائعة",
    "fa": "کمردرد یکی از نشانه‌های شایع است",
    "he": "כאב גב הוא סימן שכיח מאוד",
    "hi": "पीठ का दर्द एक आम लक्षण है",
    "bn": "পিঠের ব্যথা একটি সাধারণ লক্ষণ",
    "th": "อาการปวดหลังเป็นอาการที่พบบ่อย",
    "zh-Hans": "背痛是一种常见的症状，请尽快去看医生",
    "zh-Hant": "背痛是一種常見的症狀，請盡快去看醫生",
    "ja": "背中の痛みはよくあるしるしです",
    "ko": "허리 통증은 흔한 증상입니다",
    "el": "Ο πόνος στην πλάτη είναι συχνός",
    "am": "የጀርባ ህመም የተለመደ ምልክት ነው",
}
SCRIPTS = {
    "en": "Latn", "ru": "Cyrl", "ar": "Arab", "fa": "Arab", "he": "Hebr", "hi": "Deva", "bn": "Beng", "th": "Thai",
    "zh-Hans": "Hani", "zh-Hant": "Hani", "ja": "Hira", "ko": "Hang", "el": "Grek", "am": "Ethi",
}  # fmt: skip


@pytest.mark.parametrize("tag", SAMPLES)
def test_a_language_is_at_home_in_its_own_script(tag):
    assert foreign_script(SAMPLES[tag], tag) == ""


@pytest.mark.parametrize("tag", [tag for tag in SAMPLES if tag != "en"])
def test_it_is_foreign_on_an_english_page_and_english_on_its(tag):
    assert foreign_script(SAMPLES[tag], "en") == SCRIPTS[tag]
    assert foreign_script(SAMPLES["en"], tag) == "Latn"


def test_the_script_of_a_tag_counts_and_not_only_its_language():
    assert foreign_script(SAMPLES["ru"], "sr-Cyrl") == ""
    assert foreign_script(SAMPLES["ru"], "sr-Latn") == "Cyrl"
    assert foreign_script(SAMPLES["ar"], "pa-Arab") == ""


def test_japanese_may_be_all_kana_or_mostly_kanji():
    assert foreign_script("ひらがなだけでかいたながいぶんしょう", "ja") == ""
    assert foreign_script("脊椎腫瘍患者向情報提供文書一覧", "ja") == ""
    assert foreign_script("ひらがなだけでかいたながいぶんしょう", "zh-Hans") == "Hira"


def test_latin_names_and_abbreviations_are_at_home_anywhere():
    assert foreign_script("Memorial Sloan Kettering Cancer Center", "ar") == ""
    assert foreign_script("MRI, CT, PET, SBRT, MSCC, CES", "zh-Hans") == ""
    assert foreign_script("the spine and the cord in the back", "zh-Hans") == "Latn"


def test_a_short_text_may_be_a_name():
    assert foreign_script("б" * (LETTERS - 1), "en") == ""
    assert foreign_script("б" * LETTERS, "en") == "Cyrl"
    assert foreign_script("", "en") == foreign_script("5% 10 — !", "ar") == ""


def test_a_few_words_of_another_script_in_a_text_are_no_matter():
    assert foreign_script(f"{SAMPLES['ar']} (spinal cord compression)", "ar") == ""
    assert foreign_script("The Russian word for it is позвоночник, we were told.", "en") == ""


def test_a_language_whose_script_is_not_known_is_not_judged():
    assert foreign_script(SAMPLES["en"], "nod-Lana") == ""


@pytest.mark.parametrize(
    ("text", "tag", "other"),
    [
        ("请尽快去看医生，这种疼痛需要检查", "zh-Hans", ""),
        ("請盡快去看醫生，這種疼痛需要檢查", "zh-Hans", "Hant"),
        ("请尽快去看医生，这种疼痛需要检查", "zh-Hant", "Hans"),
        ("請盡快去看醫生，這種疼痛需要檢查", "zh-TW", ""),
        ("痛み止めを飲む前に医師に電話してください", "ja", ""),
        ("MRI", "zh-Hant", ""),
    ],
)
def test_chinese_is_written_in_the_way_of_its_language(text, tag, other):
    assert foreign_script(text, tag) == other
