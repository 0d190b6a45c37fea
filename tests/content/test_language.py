"""Languages: any BCP 47 tag, and a message for what is none."""

import pytest

from scripts.content.language import name_in, read_languages, spoken_name_in
from scripts.errors import GuideError


def read(tmp_path, text):
    path = tmp_path / "languages.yml"
    path.write_text(text, encoding="utf-8")
    return read_languages(path, "languages.yml")


def test_the_direction_follows_from_the_script(tmp_path):
    tags = ["en", "ar", "fa", "ckb", "ur", "he", "az", "az-Arab", "so", "zh-Hant"]
    languages = read(tmp_path, "".join(f"- {{tag: {tag}, name: x}}\n" for tag in tags))
    rtl = {language.tag for language in languages if language.direction == "rtl"}
    assert rtl == {"ar", "fa", "ckb", "ur", "he", "az-Arab"}


def test_tags_of_every_form_are_taken(tmp_path):
    tags = ["en", "fil", "es-419", "zh-Hans", "zh-Hant", "ckb", "so", "ht", "am", "pt-BR", "sr-Latn-RS"]
    languages = read(tmp_path, "".join(f"- {{tag: {tag}, name: x}}\n" for tag in tags))
    assert [language.tag for language in languages] == tags
    assert languages.path(languages.source) == ""
    assert languages.path(languages.get("zh-Hans")) == "zh-Hans/"


def test_a_stage_says_who_gets_to_see_a_language(tmp_path):
    languages = read(
        tmp_path, "- {tag: en, name: x}\n- {tag: so, name: x, stage: preview}\n- {tag: am, name: x, stage: hidden}\n"
        "- {tag: es, name: x, stage: public}\n",
    )  # fmt: skip
    assert [language.tag for language in languages] == ["en", "so", "am", "es"]
    assert [language.tag for language in languages.built] == ["en", "so", "es"]
    assert [language.tag for language in languages.public] == ["en", "es"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {tag: js, name: x}", "languages.yml:1: 'js' is no language tag."),
        ("- {tag: zh-hans, name: x}", "languages.yml:1: the tag 'zh-hans' is not in its standard form.\n  Next: write 'zh-Hans'."),
        ("- {tag: en_US, name: x}", "not in its standard form.\n  Next: write 'en-US'."),
        ("- {tag: es, name: x}\n- {tag: es, name: y}", "languages.yml:2: the tag 'es' stands twice."),
        ("- {tag: ar, name: x, direction: ltr}", "the direction 'ltr' does not fit ar, which is written in Arab (rtl)."),
        ("- {tag: no, name: x}", "'tag' of a language is yes/no; text was expected"),
        ("- {tag: es, nam: x}", "a language has no key 'nam'.\n  Next: did you mean 'name'?"),
        ("- {tag: es}", "language es lacks 'name'"),
        ("- {tag: en, name: x}\n- {tag: es, name: x, stage: shown}", "languages.yml:2: 'stage' of language es is 'shown'.\n  Next: write one of hidden, preview, public."),
        ("- {tag: en, name: x, stage: hidden}", "languages.yml:1: the first language, en, is hidden"),
        ("[]", "no language is listed"),
        ("en: English", "the file is not a list of mappings"),
    ],
)  # fmt: skip
def test_what_is_no_language_is_refused(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_nobody_speaks_a_script_and_chinese_has_no_space_between_sentences(tmp_path):
    languages = read(
        tmp_path, "- {tag: en, name: English}\n- {tag: zh-Hans, name: 简体中文}\n- {tag: es-419, name: Español}\n"
    )
    english, chinese, spanish = languages.all
    assert (name_in(chinese, english), spoken_name_in(chinese, english)) == ("Simplified Chinese", "Chinese")
    assert spoken_name_in(chinese, chinese) == "中文"
    assert spoken_name_in(spanish, english) == "Latin American Spanish"
    assert [language.space for language in languages.all] == [" ", "", " "]
