"""The check `translations`: what a public language owes its readers, and what waivers do not hide."""

import pytest
from conftest import INDEX_ES, ROSTER_ES

from scripts.checks import CHECKS, Context, run_check
from scripts.commands.lang_done import done
from scripts.commands.sign import sign
from scripts.content.guide import read_guide
from scripts.errors import GuideError

RISK = "accepted_risks:\n- {language: es, risk: unsigned-translation, by: Ana Ruiz, reason: A trial.}\n"


@pytest.fixture
def site(make_site):
    return make_site({"docs/es/index.md": INDEX_ES, "docs/_data/roster.yml": ROSTER_ES})


def findings(root, *rules):
    guide = read_guide(root)
    found = sorted(run_check(CHECKS["translations"], Context(guide, guide.languages.all)))
    return [finding for finding in found if not rules or finding.rule.startswith(rules)]


def stage(root, stage):
    path = root / "docs/_data/languages.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("theme: es}", f"theme: es, stage: {stage}}}"), encoding="utf-8"
    )


def test_a_public_language_is_signed_or_accepted_by_name(site):
    (finding,) = findings(site, "public")
    assert (finding.rule, finding.severity, finding.path, finding.line) == (
        "public-unsigned", "error", "docs/_data/languages.yml", 2,
    )  # fmt: skip
    assert "es is public, and " in finding.message and "index#page" in finding.message
    assert "accepted_risks: [{language: es, risk: unsigned-translation" in finding.hint
    (site / "docs/_data/site.yml").write_text(RISK, encoding="utf-8")
    assert findings(site, "public") == []


def test_a_public_language_that_is_signed_needs_nobody_to_accept_it(site):
    done(site, "es", ["index", "ui"], by=["Ana Ruiz"])
    for role, by in (("language", "luz"), ("clinical", "eva")):
        assert sign(site, ["index#page", "ui"], tag="es", role=role, by=by) == 0
    assert findings(site, "public") == [], "what is no safety unit need not be signed"
    text = (site / "docs/en/index.md").read_text(encoding="utf-8")
    (site / "docs/en/index.md").write_text(text.replace("is new", "is quite new"), encoding="utf-8")
    assert [finding.rule for finding in findings(site, "public")] == ["public-unsigned"]


@pytest.mark.parametrize("how", ["section", "words"])
def test_a_public_language_is_whole_whoever_accepts_what(site, how):
    (site / "docs/_data/site.yml").write_text(RISK, encoding="utf-8")
    if how == "section":
        with (site / "docs/en/get-help.md").open("a", encoding="utf-8") as file:
            file.write('\n!!! danger box-x "Go"\n\n    - Now.\n')
    else:
        words = (site / "docs/_data/ui/es.yml").read_text(encoding="utf-8")
        (site / "docs/_data/ui/es.yml").write_text(words.replace("  menu: Menú\n", ""), encoding="utf-8")
    (finding,) = findings(site, "public")
    missing = "get-help#emergency" if how == "section" else "ui#actions.menu"
    assert finding.rule == "public-incomplete" and finding.message.endswith(
        f"1 of its safety units and interface words are not translated: {missing}."
    )
    stage(site, "preview")
    assert findings(site, "public") == []


def test_a_ledger_that_names_a_page_which_is_gone_is_told_so(site):
    done(site, "es", ["index"], by=["Ana Ruiz"])
    assert findings(site, "ledger") == []
    ledger = site / "docs/_data/ledger/es.yml"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text + text[text.index("index#page") :].replace("index#", "gone#"), encoding="utf-8")
    found = findings(site, "ledger-orphan")
    assert [finding.section for finding in found] == ["gone#page", "gone#what-it-is"]
    assert {finding.path for finding in found} == {"docs/_data/ledger/es.yml"}


@pytest.mark.parametrize("name", ["preview", "hidden"])
def test_other_stages_owe_nothing(site, name):
    stage(site, name)
    assert findings(site, "public") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("accepted_risks: [es]\n", "docs/_data/site.yml:1: an accepted risk is no mapping."),
        (RISK.replace("unsigned-", "un-"), "docs/_data/site.yml:2: 'un-translation' is no risk that can be accepted."),
        (RISK.replace("es,", "fr,"), "docs/_data/site.yml:2: 'fr' is no language of this site."),
        (RISK.replace("Ana Ruiz", "TBD"), "docs/_data/site.yml:2: 'TBD' names nobody; an accepted risk needs the name"),
        (RISK.replace("by: Ana Ruiz, ", ""), "docs/_data/site.yml:2: an accepted risk lacks 'by'."),
        (RISK.replace(", reason: A trial.", ""), "docs/_data/site.yml:2: an accepted risk lacks 'reason'."),
        ("accepted_risk: []\n", "did you mean 'accepted_risks'?"),
    ],
)
def test_a_risk_that_nobody_can_accept_so(site, text, message):
    (site / "docs/_data/site.yml").write_text(text, encoding="utf-8")
    with pytest.raises(GuideError) as caught:
        read_guide(site)
    assert message in str(caught.value) and "Next: " in str(caught.value)


def test_a_waiver_hides_a_difference_only_while_both_texts_stand(site):
    path = site / "docs/es/index.md"
    path.write_text(INDEX_ES.replace("Unas palabras", "Unas 20 palabras"), encoding="utf-8")
    assert [f.section for f in findings(site, "numbers")] == ["index#what-it-is"]
    done(site, "es", ["index#what-it-is"], by=["Ana Ruiz"], waive=["numbers"], reason="So it is said.")
    assert findings(site, "numbers") == []
    english = (site / "docs/en/index.md").read_text(encoding="utf-8")
    (site / "docs/en/index.md").write_text(english.replace("Some words", "Some 30 words"), encoding="utf-8")
    assert [f.section for f in findings(site, "numbers")] == ["index#what-it-is"]
    assert [f.section for f in findings(site, "translation-stale")] == ["index#what-it-is"]
