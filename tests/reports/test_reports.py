"""Findings as text, JSON and GitHub annotations."""

import json

from scripts.finding import Finding, Severity
from scripts.reports import FIRST, github_report, json_report, text_report

ONE = Finding("docs/en/a.md", 3, "no-source", Severity.ERROR, "50% is, unsourced:\nso", "cite it.", "a#b", "en")


def test_text_has_place_rule_and_next_step():
    assert text_report([ONE]).splitlines()[0] == "docs/en/a.md:3: error: 50% is, unsourced:"
    assert text_report([ONE]).endswith("[no-source]\n    Next: cite it.\n1 error.")
    assert text_report([]) == "No findings."


def test_text_shows_the_first_ones_and_says_how_many_more():
    many = [Finding("a", n, "r", Severity.WARNING, "m") for n in range(FIRST + 5)]
    assert "… and 5 more; --all lists them." in text_report(many)
    assert text_report(many, everything=True).count("[r]") == FIRST + 5
    assert text_report(many).endswith(f"{FIRST + 5} warnings.")


def test_json_is_whole_and_empty_when_clean():
    assert json.loads(json_report([])) == {"findings": [], "coverage": []}
    row = json.loads(json_report([ONE]))["findings"][0]
    assert row == {
        "path": "docs/en/a.md", "line": 3, "rule": "no-source", "severity": "error",
        "message": "50% is, unsourced:\nso", "hint": "cite it.", "section": "a#b", "language": "en",
    }  # fmt: skip


def test_github_escapes_what_its_format_uses():
    assert github_report([ONE]) == (
        "::error file=docs/en/a.md,line=3,title=no-source::50%25 is, unsourced:%0Aso Next: cite it."
    )
    assert "file=a%3Ab%2Cc," in github_report([Finding("a:b,c", 1, "r", Severity.NOTICE, "m")])
    assert github_report([]) == ""
