"""`guide new`: a site of its own stands, is built and is checked without this project."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration
from scripts.commands.check import check
from scripts.commands.new import new
from scripts.commands.split import split
from scripts.content.data import read_fields, read_list
from scripts.content.guide import read_guide
from scripts.errors import GuideError

BIN = Path(sys.executable).parent
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
FOUR = ("coverage", "pages", "references", "copying")
ARTICLES = {
    "en": "<h1>Rest well</h1><p>Go to bed at the same time each day, and get up at the same time.</p>",
    "es": "<h1>Descansar bien</h1><p>Acuéstese cada día a la misma hora y levántese a la misma hora.</p>",
    "ar": "<h1>الراحة الجيدة</h1><p>اذهب إلى النوم في الوقت نفسه كل يوم، واستيقظ في الوقت نفسه.</p>",
    "fil": "<h1>Magpahinga nang mabuti</h1><p>Matulog sa parehong oras araw-araw, at bumangon sa parehong oras.</p>",
    "bn": "<h1>ভালো বিশ্রাম</h1><p>প্রতিদিন একই সময়ে ঘুমাতে যান, এবং একই সময়ে উঠুন।</p>",
}


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


def with_article(root, tag):
    """A new site with a small article in its language."""
    new(root, language=tag, name="")
    article = root.parent / "article.html"
    article.write_text(f'<html lang="{tag}"><body>{ARTICLES[tag]}</body></html>', encoding="utf-8")
    split(root, article, topic="rest", rights="copy")
    return root


@pytest.mark.parametrize("tag", ["en", "es", "ar", "fil"])
def test_a_new_site_speaks_its_language_and_has_nothing_left_to_do_after_its_article(tmp_path, tag, capsys):
    root = with_article(tmp_path / "rest-well", tag)
    told = capsys.readouterr().out
    assert f"Next: guide --root {root} split ARTICLE" in told and "in English until" not in told
    assert check(root, (*FOUR, "interface")) == 0, capsys.readouterr().out
    page = LexborHTMLParser((root / "site/get-help.html").read_text(encoding="utf-8"))
    assert page.css_first("html").attributes["lang"] == tag
    assert page.css_first("html").attributes["dir"] == ("rtl" if tag == "ar" else "ltr")
    assert page.css("article [lang]") == []
    assert page.css_first(".site-name").text() == "Rest well"
    if tag != "en":
        assert "Get help now" not in page.html and "nearest emergency" not in page.html


def test_a_language_without_words_of_ours_gets_english_ones_that_are_marked_and_told(tmp_path, capsys):
    root = with_article(tmp_path / "site", "bn")
    assert "in English until docs/_data/ui/bn.yml and get-help.md are translated" in capsys.readouterr().out
    assert build(root) == 0
    article = LexborHTMLParser((root / "site/get-help.html").read_text(encoding="utf-8")).css_first("article")
    shown = [node for node in article.css("h1, h2, p") if "notice" not in (node.attributes.get("class") or "")]
    assert len(shown) == 4
    assert [(node.attributes.get("lang"), node.attributes.get("dir")) for node in shown] == [("en", "ltr")] * 4
    assert read_guide(root).interfaces["bn"].words["actions"]["get_help"] == "Get help now"
    index = LexborHTMLParser((root / "site/index.html").read_text(encoding="utf-8"))
    assert index.css_first("h1").text() == "ভালো বিশ্রাম" and index.css("article [lang=en]") == []


def test_the_name_is_the_folder_s_unless_it_is_given(tmp_path):
    new(tmp_path / "calm-days", language="en", name="")
    assert "site_name: Calm days\n" in (tmp_path / "calm-days/mkdocs.yml").read_text(encoding="utf-8")
    new(tmp_path / "other", language="en", name='Rest: "well" & more')
    with_name = read_fields(tmp_path / "other/docs/_data/ui/en.yml", "en.yml")
    assert with_name["site"]["name"] == 'Rest: "well" & more'
    article = tmp_path / "article.html"
    article.write_text(f"<html lang=en><body>{ARTICLES['en']}</body></html>", encoding="utf-8")
    split(tmp_path / "other", article, topic="rest", rights="copy")
    assert build(tmp_path / "other") == 0
    page = LexborHTMLParser((tmp_path / "other/site/index.html").read_text(encoding="utf-8"))
    assert page.css_first(".site-name").text() == 'Rest: "well" & more'


@pytest.mark.parametrize(("given", "tag", "theme"), [("zh-hans", "zh-Hans", "zh"), ("PT-br", "pt-BR", "pt-BR")])
def test_a_tag_is_written_in_its_standard_form(tmp_path, given, tag, theme):
    new(tmp_path / "site", language=given, name="")
    entry = read_list(tmp_path / "site/docs/_data/languages.yml", "languages.yml")[0]
    assert (entry["tag"], entry["theme"]) == (tag, theme)
    assert (tmp_path / f"site/docs/{tag}/get-help.md").exists()


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(GuideError, match="the folder is not empty"):
        new(tmp_path, language="en", name="")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "site").mkdir()
    assert new(tmp_path / "site", language="en", name="") == 0
    assert (tmp_path / "site/mkdocs.yml").exists()


@pytest.mark.parametrize("language", ["english!", "", "x y"])
def test_a_wrong_tag_is_refused_and_writes_nothing(tmp_path, language):
    with pytest.raises(GuideError, match="is no language tag"):
        new(tmp_path / "site", language=language, name="")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["A {guide}", "{{x}}"])
def test_a_name_that_would_be_read_as_a_word_to_fill_in_is_refused(tmp_path, name):
    with pytest.raises(GuideError, match="braces"):
        new(tmp_path / "site", language="en", name=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tag", ["en", "es", "ar", "fil", "zh-Hans", "hi", "bn"])
def test_nothing_of_this_guide_s_topic_is_left_in_a_new_site(tmp_path, tag):
    new(tmp_path / "site", language=tag, name="")
    texts = [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".md", ".yml")]
    assert len(texts) > 6
    topic = re.compile(
        r"tumou?r|spin(?:e|al)|\bcord\b|columna|médula|ورم|العمود الفقري|النخاع|脊|肿瘤|रीढ़|ट्यूमर|gulugod|bukol",
        re.IGNORECASE,
    )
    told = {path.relative_to(tmp_path).as_posix(): topic.findall(path.read_text(encoding="utf-8")) for path in texts}
    assert {path: found for path, found in told.items() if found} == {}


def test_a_new_site_is_built_by_mkdocs_and_served_by_make_without_this_project(tmp_path):
    root = with_article(tmp_path / "site", "es")
    environment = {key: value for key, value in QUIET.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [BIN / "mkdocs", "build", "--strict", "--quiet"], cwd=root, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert (root / "site/index.html").exists() and [*(root / "site/assets/search").glob("es.*.js")]
    served = subprocess.run(["make", "-n", "serve"], cwd=root, capture_output=True, text=True, env=environment)
    assert served.returncode == 0, served.stderr
    assert ".venv/bin/guide serve" in served.stdout
    for name in re.findall(r"-r (\S+)", served.stdout):
        assert (root / name).is_file()
    assert not any(path.is_symlink() for path in root.rglob("*"))


def test_a_new_site_keeps_who_you_are_and_not_what_is_said_of_this_one():
    from scripts.commands.new import _site_facts

    text = """\
name: Spines
publisher: The clinic # us
site_url: https://clinic.example/spines/
contacts:
  emergency: '112'
notes:
- section: index#page
  text:
    en: |
      One.

      Two.
accepted_risks:
- {language: es, risk: unsigned-translation, by: Ana Ruiz, reason: A trial.}
"""
    assert _site_facts(text) == ("name: ''\npublisher: The clinic # us\nsite_url: ''\ncontacts:\n  emergency: '112'\n")
