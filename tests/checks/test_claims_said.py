"""A claim counts as said only where one block says it, with its terms, its “not” and its weight."""

import json
from types import SimpleNamespace

import pytest

from scripts.checks.claims import lack_of
from scripts.commands.build import forget_configuration
from scripts.commands.check import check
from scripts.content.built import Block
from scripts.content.claims import Terms, Words
from scripts.content.record import RecordedClaim

WORDS = Words("en", {"not": ["not", "no"], "most": ["most", "mostly"], "few": ["few"], "many": ["many"]})
TERMS = Terms({"cancer": {"en": ("cancer", "cancers")}, "pain": {"en": ("pain",), "es": ("dolor",)}})
CLAIM = RecordedClaim(
    "c1", "p1", "Most back pain is not cancer.", "negative", "most", ("cancer", "pain"), ("a#b",), "", 1
)


WRITTEN = SimpleNamespace(claims={"en": WORDS, "sw": None}, terms=TERMS)


def lack(*texts, tag="en", claim=CLAIM):
    return lack_of(claim, [Block("paragraph", text) for text in texts], tag, WRITTEN)


def test_a_claim_is_said_by_one_block_in_any_words():
    assert lack("Back pain is mostly no sign of cancers.") == ""
    assert lack("Something else.", "Most pain does not come from cancer.") == ""


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Most back pain is cancer.", "its “not”"),
        ("Many back pain is not cancer.", "its “most”"),
        ("Most back pain is not a tumor.", "the term cancer"),
        ("Most is cancer.", "the term pain and its “not”"),
    ],
)
def test_what_is_lacking_is_named(text, lacks):
    assert lack(text) == lacks
    assert lack("Nothing of the kind.", text) == lacks, "the nearest block counts"


def test_parts_in_different_blocks_do_not_add_up():
    assert lack("Most pain is not bad.", "Cancer hurts.") == "the term cancer"
    assert lack() == "all of it"


def test_where_a_language_has_no_words_for_it_nothing_is_missed():
    assert lack("Maumivu mengi si saratani.", tag="sw") == ""


RECORD = """\
topic: lump
title: A lump
pages:
  index: {title: Start, sections: {what-it-is: What it is}}
passages:
- {id: p1, covered_by: [index#what-it-is]}
- {id: p2, covered_by: [index#what-it-is]}
claims:
- {id: p2a, passage: p2, says: A lump is some words., strength: some, covered_by: [index#what-it-is]}
restored:
- {id: b1-1, label: Words, use: used, covered_by: [index#what-it-is]}
- {id: b1-2, label: Doses, use: clinician, reason: Not for readers.}
"""
ARTICLE = "A lump is a thing that grows and grows.\nIt may go away again after a good while.\n"


@pytest.fixture
def site(make_site, tmp_path):
    from scripts.commands.accept import accept
    from scripts.commands.split import split

    forget_configuration()
    root = make_site({"docs/_data/claims/en.yml": "some: [some]\nmay: [may]\nnot: [not]\n"})
    (tmp_path / "plan.yml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    split(root, tmp_path / "article.txt", topic="lump", rights="rewrite", plan=tmp_path / "plan.yml")
    accept(root, (), everything=True)
    return root


def report(root, capsys):
    capsys.readouterr()
    check(root, ("coverage",), form="json", tags=("en",))
    return json.loads(capsys.readouterr().out)


def test_claims_and_restored_items_are_counted_and_kept(site, capsys):
    kinds = report(site, capsys)["coverage"][0]["kinds"]
    assert kinds["claim"] == {"en": [1, 1]} and kinds["restored item"] == {"en": [1, 1]}
    record = (site / "docs/_data/sources/lump.yml").read_text(encoding="utf-8")
    assert "says: A lump is some words." in record and "reason: Not for readers." in record


def test_a_claim_that_is_no_longer_said_is_named(site, capsys):
    page = site / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Some words", "Words"), encoding="utf-8")
    forget_configuration()
    found = report(site, capsys)
    (said,) = [f for f in found["findings"] if f["rule"] == "claim-not-said"]
    assert "claim p2a (A lump is some words.) (en)" in said["message"] and "lacks its “some”" in said["message"]
    assert found["coverage"][0]["kinds"]["claim"] == {"en": [0, 1]}


def test_a_section_that_is_gone_names_what_stood_in_it(site, capsys):
    page = site / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{#what-it-is}", "{#other}"), encoding="utf-8")
    forget_configuration()
    messages = [f["message"] for f in report(site, capsys)["findings"] if f["rule"] == "section-missing"]
    assert any("claim p2a" in message for message in messages)
    assert any("restored item b1-1 (Words)" in message for message in messages)
