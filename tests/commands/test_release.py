"""`guide build --release` refuses what may not go out, with every reason; `guide report` says how all stands."""

import csv
import io
from pathlib import Path

import pytest
from command import guide
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import forget_configuration

ROOT = Path(__file__).parents[2]
PAGE = """\
---
title: {title}
sources: {{page: [nhs], emergency: [nhs], what-it-is: []}}
---
# {title}

!!! danger box-emergency "Go now if you have:"

    - A sign that is new.

## {heading}

Some words. Call {{{{advice_line}}}}.
"""
INDEX = PAGE.format(title="Start", heading="What it is {#what-it-is}").replace(", emergency: [nhs]", "")
HELP = (
    PAGE.format(title="Get help", heading="Now {#emergency}")
    .replace("box-emergency", "box-help")
    .replace(", what-it-is: []", "")
)
FILES = {
    "docs/_data/languages.yml": "- {tag: en, name: English, theme: en}\n",
    "docs/_data/safety.yml": "- {box: box-emergency, kind: danger, page: index, first: true}\n- {box: box-help, kind: danger, page: get-help}\n",
    "docs/_data/references.yml": "nhs: {organisation: NHS, title: Signs, address: 'https://nhs.example/', seen: page, grade: official}\n",
    "docs/_data/roster.yml": "lena: {name: Lena Okafor, role: clinical, registration: GMC 1, conflicts: none, languages: [en]}\n",
    "docs/en/index.md": INDEX,
    "docs/en/get-help.md": HELP,
    "docs/es/.gitkeep": None,
    "docs/_data/ui/es.yml": None,
}


@pytest.fixture
def site(make_site):
    forget_configuration()
    root = make_site(FILES)
    guide(root, "build")
    guide(root, "accept", "--all")
    return root


def sign(root, *units, day="2026-01-01", more=()):
    return guide(root, "sign", *units, "--lang", "en", "--role", "clinical", "--by", "lena", "--date", day, *more)


def release(root, capsys):
    capsys.readouterr()
    code = guide(root, "build", "--release")
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_release_is_refused_with_each_reason_and_goes_out_when_there_is_none(site, capsys):
    (site / "docs/_data/site.yml").write_text("contacts:\n  advice_line: 0800 1 / 0800 2\n", encoding="utf-8")
    sign(site, "index", day="2020-01-01")  # overdue since 2023
    sign(site, "get-help")
    path = site / "docs/en/get-help.md"
    path.write_text(path.read_text(encoding="utf-8").replace("is new", "is old"), encoding="utf-8")
    code, told, more = release(site, capsys)
    assert code == 1 and "this is no release, for 5 reason(s)" in more
    assert (
        "docs/en/get-help.md:2: error: get-help#page (en): it has changed since it was signed (clinical). [release-stale]"
        in told
    )
    assert (
        "docs/en/index.md:2: error: index#page (en): the day of its next review has passed (clinical). [release-expired]"
        in told
    )
    assert (
        "docs/_data/ui/en.yml:" in told
        and "ui#notices (en): nobody has signed it (clinical). [release-unsigned]" in told
    )
    assert (
        "Next: have it read, then: guide sign ui#notices --lang en --role clinical --by ID; or let somebody answer for it"
        in told
    )
    assert (
        "docs/_data/site.yml:2: error: the contact advice_line is “0800 1 / 0800 2”, which no telephone can dial. [no-number]"
        in told
    )
    assert (
        "get-help#page (en): the list item “A sign that is new.” says “old” in place of “new”. [words-changed]" in told
    )
    assert not (site / "docs/_data/released.yml").exists()
    (site / "docs/_data/site.yml").write_text("contacts:\n  advice_line: '0800 55 66'\n", encoding="utf-8")
    sign(site, "index", "get-help", "ui#notices")
    roster = site / "docs/_data/roster.yml"
    roster.write_text(FILES["docs/_data/roster.yml"].replace("Lena Okafor", "TBD"), encoding="utf-8")
    _, told, _ = release(site, capsys)
    assert (
        "docs/_data/ledger/en.yml:4: error: get-help#emergency (en): lena signed it, whose name, 'TBD', is nobody's. [release-signer]"
        in told
    )
    roster.write_text(FILES["docs/_data/roster.yml"].replace("lena", "nora"), encoding="utf-8")
    _, told, _ = release(site, capsys)
    assert "get-help#emergency (en): lena signed it, who is not on docs/_data/roster.yml. [release-signer]" in told
    roster.write_text(FILES["docs/_data/roster.yml"], encoding="utf-8")
    guide(site, "accept", "--all")
    code, told, _ = release(site, capsys)
    assert code == 0 and told.endswith("Next: put it out, and commit docs/_data/released.yml.\n")
    assert "  index: [page, what-it-is]\n" in (site / "docs/_data/released.yml").read_text(encoding="utf-8")
    # What was released does not make the built site older.
    assert guide(site, "check", "addresses", "coverage") == 0
    assert "Building" not in capsys.readouterr().err
    path.write_text(path.read_text(encoding="utf-8").replace("#emergency", "#at-once"), encoding="utf-8")
    code, told, _ = release(site, capsys)
    assert code == 1 and "docs/_data/redirects.yml: get-help#emergency: get-help#at-once" in told


def test_a_risk_goes_out_when_somebody_answers_for_it_by_name_and_the_site_says_so(site, capsys):
    risks = site / "docs/_data/site.yml"
    entry = "accepted_risks: [{language: en, risk: unsigned-original, by: BY, reason: A trial on one ward.}]\n"
    risks.write_text(entry.replace("BY", "TBD"), encoding="utf-8")
    assert release(site, capsys)[0] == 2
    risks.write_text(
        entry.replace("BY", "Trust board").replace("unsigned-original", "failing-checks"), encoding="utf-8"
    )
    code, _, told = release(site, capsys)
    assert code == 2 and "docs/_data/site.yml:1: 'failing-checks' is no risk that can be accepted." in told
    risks.write_text(entry.replace("BY", "Trust board"), encoding="utf-8")
    code, told, _ = release(site, capsys)
    assert code == 0 and "en: unsigned-original is accepted by Trust board: A trial on one ward.\n" in told
    page = (site / "site/translations.html").read_text(encoding="utf-8")
    assert "Published all the same. Who answers for that: Trust board." in page
    assert "notice-review" in (site / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--release", "--language", "en"], "a release is of all languages"),
        (["--match-author"], "--match-author goes with --release"),
        (["--today", "2999-01-01"], "2999-01-01 is still to come"),
        (["--today", "1.1.2026"], "'1.1.2026' is no day."),
    ],
)
def test_what_is_no_release_is_refused(site, capsys, arguments, message):
    assert guide(site, "build", *arguments) == 2
    assert message in capsys.readouterr().err


def test_the_report_has_every_page_in_every_language(site, capsys):
    sign(site, "index", more=["--review", "2031-01-01"])
    guide(site, "recall", "get-help#emergency", "--why", "=Wrong <number>.", "--by", "Lena Okafor")
    assert guide(site, "report", "--out", "dist") == 0
    rows = {row["page"]: row for row in csv.DictReader(io.StringIO((site / "dist/report.csv").read_text("utf-8-sig")))}
    start, help_ = rows["index"], rows["get-help"]
    assert (start["reviewers"], start["next review"]) == ("Lena Okafor (clinical, 2026-01-01)", "2031-01-01")
    assert (start["safety sections"], start["safety sections signed"], start["signed in each role"]) == ("1", "1", "2")
    assert (start["official sources"], start["author or translator"], start["language"]) == ("1", "not recorded", "en")
    assert help_["withdrawn"] == "emergency" and help_["reviewers"] == "" and start["reading grade"]
    html = (site / "dist/report.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser(html)
    assert not tree.css("script, link, img, [href], [src]") and "=Wrong &lt;number&gt;." in html
    assert len(tree.css("table:last-of-type tbody tr")) >= len(rows) == 3
    assert "[to" not in html and "Likelihood" not in html
    log = site / "dist/hazard-log.csv"
    log.write_text("filled in", encoding="utf-8")
    capsys.readouterr()
    guide(site, "report", "--out", "dist")
    assert (
        log.read_text(encoding="utf-8") == "filled in" and "hazard-log.csv: left as it is." in capsys.readouterr().out
    )


def test_the_hazard_log_names_tests_that_are_there_and_rates_nothing():
    text = (ROOT / "scripts/outputs/governance/hazard-log.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        assert None not in row and not any(row[key] for key in ("likelihood", "severity", "risk accepted by", "date"))
        tests = [part.strip() for part in row["shown by"].split(";") if part.strip().startswith("tests/")]
        assert tests and all((ROOT / test).is_file() for test in tests), row["id"]
