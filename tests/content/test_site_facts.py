"""Site facts: what may stand in docs/_data/site.yml, and in which language readers get it."""

import re
from pathlib import Path

import pytest

from scripts.content.language import Language, Languages
from scripts.content.palette import DARK, LEAST, LIGHT, contrast, luminance
from scripts.content.site import KEYS, parse_site
from scripts.content.upstream import read_upstream
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
LANGUAGES = Languages((Language("en", "English", "ltr", "en"), Language("es", "Español", "ltr", "es")))


def facts(text, root=ROOT):
    return parse_site(text, root, LANGUAGES)


def test_a_text_is_for_all_languages_or_for_each():
    one = facts("hours: Always\npublisher: {en: The clinic, es: La clínica}\naddress: {en: Here}\n")
    assert one.hours.in_language("es", "en") == ("Always", "en")
    assert one.publisher.in_language("es", "en") == ("La clínica", "es")
    assert one.address.in_language("es", "en") == ("Here", "en")
    assert facts("address: {es: Aquí}\n").address.in_language("en", "en") == ("", "en")


def test_an_empty_file_has_no_facts():
    assert not facts("").styled and not facts("contacts:\nlinks: {}\ncolors:\n").styled


def test_the_file_of_the_guide_has_every_key_and_says_what_it_is():
    text = (ROOT / "docs/_data/site.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+):", text, re.MULTILINE)) == set(KEYS)
    assert len(re.findall(r"^\w+: +#", text, re.MULTILINE)) == 7


@pytest.mark.parametrize("number", ["112", "+44 (0)20 7946 0018", "020 1234 / 020 5678", "*123#", "1-800-555-0100"])
def test_telephone_numbers(number):
    assert facts(f"contacts: {{emergency: '{number}'}}\n").contacts["emergency"].in_language("es", "en")[0] == number


@pytest.mark.parametrize(
    ("written", "meant"),
    [("uk", "write GB."), ("us", "write US."), ("XX", "write its two letters"), ("USA", "two letters")],
)
def test_a_country_is_two_letters(written, meant):
    assert facts("country: NO\n").country == "NO"  # which YAML takes for a no
    with pytest.raises(GuideError) as caught:
        facts(f"country: {written}\n")
    assert meant in caught.value.hint


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48  # the best-known gray that just fails
    assert luminance("#ffffff") == pytest.approx(1)


def test_a_dark_accent_is_made_that_can_be_read():
    for accent in ("#0b5c66", "#5b2a86", "#000000", "#004b23", "#7a0000"):
        palette = facts(f"colors: {{accent: '{accent}'}}\n").palette
        assert palette.light.accent == accent
        for shade, scheme in ((palette.light, LIGHT), (palette.dark, DARK)):
            grounds = (
                scheme["page"],
                scheme["surface"],
                scheme["danger-soft"],
                scheme["warning-soft"],
                shade.soft,
                shade.text,
            )
            assert min(contrast(shade.accent, ground) for ground in grounds) >= LEAST


@pytest.mark.parametrize(("scheme", "before"), [(LIGHT, 0), (DARK, 1)])
def test_the_colors_that_an_accent_is_compared_with_are_those_of_the_pages(scheme, before):
    text = (ROOT / "docs/assets/styles/site.css").read_text(encoding="utf-8")
    rule = re.findall(r"\{\s*color-scheme: (?:light|dark);([^}]*)\}", text)[before]
    for name, color in scheme.items():
        assert f"--{name}: {color};" in rule


def test_what_the_guide_says_is_written_down_for_those_who_host_it():
    """After a change of text: `guide upstream`. A hospital's own site keeps what it received."""
    from scripts.checks.local import units_of
    from scripts.content.guide import read_guide

    guide = read_guide(ROOT)
    if guide.facts.publisher:
        pytest.skip("this site belongs to somebody")
    for language in guide.languages:
        now = {address: unit.fingerprint for address, unit in units_of(guide, language).items()}
        assert read_upstream(ROOT)[language.tag] == now, "run `guide upstream`"
