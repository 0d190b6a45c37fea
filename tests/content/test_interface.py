"""Words of the interface: whole in the source language, and no number lost in any."""

from pathlib import Path

import pytest
import yaml

from scripts.content.interface import KEYS, read_interface
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "docs/_data/ui/en.yml"


def written(tmp_path, words, name="en.yml"):
    path = tmp_path / name
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    return path


def test_every_key_that_templates_use_exists():
    import re

    used = set()
    for template in (ROOT / "overrides").rglob("*.html"):
        used |= set(re.findall(r"\b(?:ui|text)\.(\w+)\.(\w+)", template.read_text(encoding="utf-8")))
    assert used and all(key in KEYS[group] for group, key in used)


@pytest.mark.parametrize(
    ("group", "key"), [("search", "open"), ("contacts", "emergency_number"), ("notices", "danger")]
)
def test_the_source_language_needs_every_key(tmp_path, group, key):
    words = yaml.safe_load(ENGLISH.read_text(encoding="utf-8"))
    del words[group][key]
    with pytest.raises(GuideError, match=f"en.yml: the words '{group}.{key}' are missing"):
        read_interface(written(tmp_path, words), "en.yml")


@pytest.mark.parametrize(
    ("group", "key", "words"),
    [
        ("contacts", "emergency_number", "el número local"),
        ("search", "count_other", "varios resultados"),
        ("notices", "fallback", "No está en español."),
        ("contacts", "emergency", "el {number}"),
    ],
)
def test_words_that_lose_a_number_or_name_are_refused(tmp_path, group, key, words):
    english = read_interface(ENGLISH, "en.yml")
    with pytest.raises(GuideError, match=f"es.yml:2: '{group}.{key}' must hold"):
        read_interface(written(tmp_path, {group: {key: words}}, "es.yml"), "es.yml", english)


def test_what_a_language_lacks_shows_the_source_and_is_counted(tmp_path):
    english = read_interface(ENGLISH, "en.yml")
    spanish = read_interface(written(tmp_path, {"actions": {"menu": "Menú"}}, "es.yml"), "es.yml", english)
    assert spanish.words["actions"]["menu"] == "Menú"
    assert spanish.words["search"]["open"] == english.words["search"]["open"]
    assert "search.open" in spanish.missing and "actions.menu" not in spanish.missing
