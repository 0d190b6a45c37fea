"""Plain language: each rule is broken once, on a real site; figures too."""

import json

import pytest

from scripts.commands.build import forget_configuration
from scripts.commands.check import check

GOOD = """\
---
title: Scans
description: What a scan shows.
sources: {page: [a], first: [a], shares: [a]}
---
# Scans

!!! abstract box-key-points "Key points"

    - A scan takes a picture.
    - It does not hurt.
    - You may wait a while.

## First {#first}

A scan takes a picture of your back. You lie still. It does not hurt.

!!! warning box-scan "Say this before a scan"

    - Tell us what metal you have in you.

## Shares {#shares}

About 3 in 100 people need a second scan.
{: .numbers }
"""
SAFE = "- {box: box-emergency, kind: danger, page: index, first: true}\n- {box: box-scan, kind: warning, page: scans}\n"
REFERENCES = "a: {organisation: o, title: t, seen: page, grade: official}\n"


@pytest.fixture
def findings(make_site, capsys):
    def run(old="", new="", *, names=("plain", "figures"), **files):
        forget_configuration()
        assert old in GOOD
        menu = "- {group: start, pages: [index, get-help, scans, all]}\n"
        site = {
            "docs/_data/menu.yml": menu,
            "docs/_data/safety.yml": SAFE,
            "docs/_data/references.yml": REFERENCES,
            "docs/en/scans.md": GOOD.replace(old, new, 1) if old else GOOD,
        }
        root = make_site(site | files)
        capsys.readouterr()
        check(root, names, form="json")
        return [f for f in json.loads(capsys.readouterr().out)["findings"] if f["path"].endswith("scans.md")]

    return run


def test_a_plain_page_is_silent(findings):
    assert findings() == []


LONG = "You lie still " + "and still " * 12 + "now."
BROKEN = {
    "long-sentence": ("You lie still.", LONG, "first", "a sentence has 28 words, 25 at most"),
    "long-sentence in a box": (
        "Tell us what metal you have in you.", "Tell us what metal you have in you and in what part it is.",
        "first", "a sentence has 14 words, 12 at most",
    ),
    "long-paragraph": ("You lie still.", "You lie still. You rest.", "first", "a paragraph has 4 sentences, 3 at most"),
    "long-list": (
        "You lie still. It", "\n\n" + "- One.\n" * 8 + "\nIt", "first", "a list has 8 items, 7 at most: “One.”"
    ),
    "key-points": ("    - You may wait a while.\n", "", "page", "there are 2 key points"),
    "hard-to-read": (
        "You lie still.", f"{'Radiological examination necessitates immobilization. ' * 2}\n\n" * 3, "page", "reads at grade"
    ),
    "long-sentences": (
        "You lie still. It does not hurt.", "You lie still and as calm as you can be while a big camera goes slowly round and round you.\n\n" * 40,
        "page", "its sentences have 1",
    ),
    "dose": ("You lie still.", "You get 16 mg of it.", "first", "it prints an amount, “6 mg”"),
    "percent": ("You lie still.", "It shows 80% of them.", "first", "it has a percentage"),
    "figure-unasked": ("    - It does not hurt.", "    - It takes 20 minutes.", "page", "a key point has a figure"),
    "figure-unasked in the description": ("What a scan shows.", "What 2 scans show.", "page", "the description has a figure"),
    "figure-unmarked": ("{: .numbers }\n", "", "shares", "it says how many people"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_names_place_and_text(findings, rule):
    old, new, section, message = BROKEN[rule]
    found = [f for f in findings(old, new) if f["rule"] == rule.split(" ")[0]]
    assert {f["section"] for f in found} == {f"scans#{section}"} and message in found[0]["message"], found
    assert found[0]["severity"] == "error" and found[0]["hint"] and found[0]["line"] > 1


def test_a_heading_marks_its_whole_section(findings):
    assert findings("{#shares}", "{#shares .numbers}") == []
    old = "About 3 in 100 people need a second scan.\n{: .numbers }\n"
    marked = GOOD.replace("{#shares}", "{#shares .numbers}").replace(old, "- About 3 in 100 need one.\n")
    assert findings(**{"docs/en/scans.md": marked}) == []
    after = marked + "\n## After {#after}\n\nAbout 4 in 100 people do not.\n"
    assert [f["section"] for f in findings(**{"docs/en/scans.md": after})] == ["scans#after"]


def test_a_safety_box_rests_on_words_that_were_seen(findings):
    for seen, grade in (("second-hand", "official"), ("page", "other"), ("page", "article")):
        weak = REFERENCES.replace("page", seen).replace("official", grade)
        found = findings(names=("references",), **{"docs/_data/references.yml": weak})
        assert [(f["rule"], f["section"] or f["line"]) for f in found] == [("no-safety-source", 14)], found
    assert findings(names=("references",)) == []


def test_what_is_marked_stays_out_of_what_search_shows():
    from scripts.outputs.search import section_records

    html = (
        '<h1 id="page">T</h1><h2 id="a" class="numbers">Numbers</h2><p>You can skip this.</p><p>About 18 in 100.</p>'
        '<ul><li>Half of 80 people.</li></ul><h3 id="b">More</h3><p>5 years.</p><h2 id="c">After</h2><p>Call at 38 °C.</p>'
        '<p class="numbers">2 in 100.</p>'
    )
    texts = {record.section: record.text for record in section_records("T", "t.html", html)}
    assert texts == {"Numbers": "You can skip this.", "More": "", "After": "Call at 38 °C."}
