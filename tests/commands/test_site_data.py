"""What `guide split` and `guide new` add to menu.yml and languages.yml leaves the rest of the file alone."""

import pytest

from scripts.commands.site_data import languages_with, menu_with, theme_of
from scripts.content.data import parse_yaml
from scripts.errors import GuideError

MENU = """\
# The menu, in reading order.
- {group: start, pages: [index]}  # the way in
- group: reference
  pages: [glossary, all]
"""


def test_a_topic_s_group_comes_before_the_list_of_all_sections_and_comments_stay():
    text = menu_with(MENU, "back", ["back/index", "back/more"], "menu.yml")
    assert text == MENU.replace(
        "- group: reference", "- {group: back, pages: [back/index, back/more]}\n- group: reference"
    )


def test_without_a_list_of_all_sections_the_group_comes_last():
    text = menu_with("- {group: start, pages: [index]}\n", "back", ["back/index"], "menu.yml")
    assert [entry["group"] for entry in parse_yaml(text, "menu.yml")] == ["start", "back"]


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_menu_gets_its_first_group(text):
    assert parse_yaml(menu_with(text, "back", ["index"], "menu.yml"), "menu.yml") == [
        {"group": "back", "pages": ["index"]}
    ]


def test_pages_that_the_menu_names_already_stay_where_they_are():
    assert menu_with(MENU, "back", ["index", "glossary"], "menu.yml") == MENU
    added = parse_yaml(menu_with(MENU, "back", ["index", "back/more"], "menu.yml"), "menu.yml")
    assert [entry["pages"] for entry in added] == [["index"], ["back/more"], ["glossary", "all"]]


def test_a_group_of_that_name_is_for_its_editor_to_fill():
    with pytest.raises(GuideError, match=r"(?s)menu\.yml:2.*the group 'start' lacks start/more.*add them there"):
        menu_with(MENU, "start", ["index", "start/more"], "menu.yml")


def test_a_menu_that_is_no_list_is_refused():
    with pytest.raises(GuideError, match="the file is not a list"):
        menu_with("start: [index]\n", "back", ["back/index"], "menu.yml")


@pytest.mark.parametrize(
    ("tag", "name", "theme"),
    [
        ("es", "Español", "es"), ("ar", "العربية", "ar"), ("fr", "Français", "fr"), ("zh-Hans", "中文", "zh"),
        ("zh-Hant", "中文", "zh-Hant"), ("fil", "Filipino", "tl"), ("so", "Soomaali", None), ("he", "עברית", "he"),
    ],
)  # fmt: skip
def test_a_language_is_named_in_its_own_words(tag, name, theme):
    text = "# The languages.\n- {tag: en, name: English, theme: en}\n"
    added = languages_with(text, tag)
    assert added.startswith(text)
    record = parse_yaml(added, "languages.yml")[1]
    assert record["tag"] == tag and record["name"].startswith(name) and record.get("theme") == theme


def test_a_language_nobody_has_a_name_for_is_called_by_its_tag():
    assert parse_yaml(languages_with("", "qaa"), "languages.yml") == [{"tag": "qaa", "name": "Qaa"}]


def test_the_theme_s_words_are_those_of_the_same_script():
    assert theme_of("zh-TW") == "zh-TW"
    assert theme_of("pt-BR") == "pt-BR"
    assert theme_of("es-419") == "es"
    assert theme_of("bn") in ("", "bn")
    assert theme_of("so") == ""
    assert theme_of("az") == "az" and theme_of("az-Arab") == ""
    assert theme_of("sr") == "sr" and theme_of("sr-Latn") == "sh"
    assert theme_of("zh-HK") == "zh-Hant" and theme_of("zh-Hans") == "zh"
    assert theme_of("fil") == "tl" and theme_of("ckb") == "ku-IQ"  # one language under two names
