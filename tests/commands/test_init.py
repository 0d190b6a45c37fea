"""`guide init` as a hospital's web editor uses it: asked, with mistakes, and from a script."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.__main__ import guide
from scripts.commands.init import QUESTIONS
from scripts.content.data import parse_yaml
from scripts.content.guide import read_guide
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "docs/_data/site.yml").read_text(encoding="utf-8").partition("accepted_risks:\n")[0]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1H0z"/></svg>'


@pytest.fixture
def site(make_site, tmp_path):
    (tmp_path / "guide/docs/assets").mkdir(parents=True)
    (tmp_path / "Our Logo.svg").write_text(SVG)
    return make_site({"docs/_data/site.yml": TEMPLATE})


def run(site, *arguments, answers=None):
    """The command; `answers` are by key, and what is not among them is left as it is."""
    told = "".join(f"{line}\n" for key in QUESTIONS for line in (answers or {}).get(key, [""]))
    return CliRunner().invoke(guide, ["--root", str(site), "init", *arguments], input=told)


def values(site):
    return parse_yaml((site / "docs/_data/site.yml").read_text(encoding="utf-8"), "site.yml")


def test_answers_are_written_and_comments_stay(site, tmp_path):
    done = run(
        site,
        answers={
            "publisher": ["Clínica del Río: norte"],
            "site_url": ["https://clinic.example/spine/"],
            "logo": [str(tmp_path / "Our Logo.svg")],
            "colors.accent": ['"#5b2a86"'],
            "contacts.emergency": ["112"],
            "links.mistake": ["mailto:web@clinic.example"],
        },
    )
    assert done.exit_code == 0, done.output
    facts = read_guide(site).facts
    assert facts.publisher.texts == {"": "Clínica del Río: norte"}
    assert facts.site_url == "https://clinic.example/spine/"
    assert facts.logo.path == "assets/site/our-logo.svg"
    assert facts.palette.light.accent == "#5b2a86"
    assert facts.contacts["emergency"].texts == {"": "112"}
    kept = [line for line in TEMPLATE.split("\n") if line.startswith("#")]
    text = (site / "docs/_data/site.yml").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.startswith("#")] == kept
    assert "emergency: '112'            # \"999\"; quote it" in text
    assert "shown in words: cancer_team," in done.output and "`guide check`" in done.output


def test_a_wrong_answer_is_asked_for_again(site):
    done = run(site, answers={"country": ["uk", "GB"], "contacts.cancer_team": ["call us", "+44 20 7946 0018"]})
    assert done.exit_code == 0
    assert "'country' is 'uk'.\n  Next: write GB." in done.output
    assert "holds the letters 'call'" in done.output
    assert values(site)["country"] == "GB"
    assert values(site)["contacts"]["cancer_team"] == "+44 20 7946 0018"


def test_what_is_there_is_the_answer_and_a_dash_empties_it(site):
    run(site, "--set", "publisher=The clinic", "--set", "hours=Always")
    before = (site / "docs/_data/site.yml").read_text(encoding="utf-8")
    again = run(site)
    assert "[The clinic]" in again.output and "Nothing to change" in again.output
    assert (site / "docs/_data/site.yml").read_text(encoding="utf-8") == before
    run(site, answers={"hours": ["-"]})
    assert not read_guide(site).facts.hours and read_guide(site).facts.publisher


def test_a_fact_per_language_is_left_to_the_file(site):
    path = site / "docs/_data/site.yml"
    path.write_text(TEMPLATE.replace("hours:  ", "hours: {en: Always, es: Siempre}  "), encoding="utf-8")
    answers = {key: [""] for key in QUESTIONS if key != "hours"} | {"hours": []}
    done = run(site, answers=answers)
    assert "When you are open: differs from language to language" in done.output
    assert read_guide(site).facts.hours.texts == {"en": "Always", "es": "Siempre"}


def test_from_a_file_with_no_question(site, tmp_path):
    (tmp_path / "facts.yml").write_text(
        "publisher: The clinic\nlogo: Our Logo.svg\ncontacts: {emergency: '112', crisis_line: }\n", encoding="utf-8"
    )
    done = run(site, "--from", str(tmp_path / "facts.yml"), "--set", "contacts.interpreter=+1 202 555 0100")
    assert done.exit_code == 0 and "Name of your hospital" not in done.output
    assert read_guide(site).contacts_in(read_guide(site).languages.source) == {
        "emergency": "112",
        "interpreter": "+1 202 555 0100",
    }
    assert (site / "docs/assets/site/our-logo.svg").read_text() == SVG


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "publisher=Another"], "'publisher' is filled in already: The clinic."),
        (["--set", "publsher=x"], "did you mean 'publisher'?"),
        (["--set", "emergency=112"], "did you mean 'contacts.emergency'?"),
        (["--set", "hours"], "--set hours has no value."),
        (["--set", "hours=Always", "--set", "country=ZZZ"], "'country' is 'ZZZ'."),
        (["--set", "hours=Always", "--set", "logo=none.svg"], "none.svg: there is no such file."),
    ],
)
def test_nothing_is_written_if_anything_is_wrong(site, arguments, message):
    run(site, "--set", "publisher=The clinic")
    before = (site / "docs/_data/site.yml").read_bytes()
    done = run(site, *arguments)
    assert isinstance(done.exception, GuideError) and message in str(done.exception)
    assert (site / "docs/_data/site.yml").read_bytes() == before


def test_overwriting_is_said(site):
    run(site, "--set", "publisher=The clinic")
    run(site, "--set", "publisher=Another", "--overwrite")
    assert read_guide(site).facts.publisher.texts == {"": "Another"}
