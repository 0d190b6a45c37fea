"""`guide review`: what is due, by role; who committed a sign-off; and a page whose review is past due says so."""

import json
import os
import subprocess

import pytest
from command import guide
from conftest import INDEX, INDEX_ES
from selectolax.lexbor import LexborHTMLParser

from scripts.commands import authorship
from scripts.commands.build import forget_configuration
from scripts.commands.history import git

ROSTER = """\
lena: {name: Lena Okafor, role: clinical, registration: GMC 1, conflicts: none, languages: [en, es], email: lena@example.org}
luz: {name: Luz Prado, role: language, languages: [es]}
quiet: {name: Idris Okonjo, role: clinical, registration: GMC 2, languages: [en]}
"""


@pytest.fixture
def site(make_site, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    forget_configuration()
    root = make_site({"docs/en/index.md": INDEX, "docs/es/index.md": INDEX_ES, "docs/_data/roster.yml": ROSTER})
    guide(root, "lang", "done", "es", "index", "--by", "Ana Ruiz")
    return root


def sign(root, tag="en", by="lena", role="clinical", what="index", *more):
    return guide(root, "sign", what, "--lang", tag, "--role", role, "--by", by, *more)


def due(root, capsys, *arguments):
    """{section: (role, state)} of a language, of what is due on the page index."""
    capsys.readouterr()
    guide(root, "review", "--json", *arguments)
    rows = json.loads(capsys.readouterr().out)["due"]
    return [(r["section"], r["role"], r["state"], r["due"]) for r in rows if r["section"].startswith("index#")]


def test_what_is_due_is_listed_by_language_role_and_section(site, capsys):
    english, spanish = ["--language", "en"], ["--language", "es"]
    assert due(site, capsys, *english) == [
        ("index#page", "clinical", "unsigned", ""),
        ("index#what-it-is", "clinical", "unsigned", ""),
    ]
    assert sign(site, "en", "lena", "clinical", "index", "--date", "2024-02-29") == 0
    assert due(site, capsys, *english, "--today", "2024-03-01") == []
    # three years, and no day that is none
    assert due(site, capsys, *english, "--today", "2026-11-26", "--within", "95")[0][2:] == ("expiring", "2027-02-28")
    assert due(site, capsys, *english, "--today", "2026-11-26", "--within", "90") == []
    sign(site, "es", "luz", "language", "index#page", "--review", "2027-01-01")
    assert due(site, capsys, *spanish, "--within", "0") == [
        ("index#page", "clinical", "unsigned", ""),
        ("index#what-it-is", "language", "unsigned", ""),
        ("index#what-it-is", "clinical", "unsigned", ""),
    ]
    path = site / "docs/en/index.md"
    path.write_text(path.read_text(encoding="utf-8").replace("is new", "is old"), encoding="utf-8")
    assert ("index#page", "language", "stale", "2027-01-01") in due(site, capsys, *spanish)
    capsys.readouterr()
    assert guide(site, "review", "--language", "en") == 1
    told = capsys.readouterr().out
    assert "  clinical, changed since it was signed: 1 safety unit(s)\n    index: page (lena, by 2027-02-28)\n" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["en", "quiet"], "docs/_data/roster.yml:3: Idris Okonjo states nothing of conflicts of interest"),
        (["en", "lena", "clinical", "index", "--review", "2020-01-01"], "was to be read again by 2020-01-01."),
        (["en", "lena", "clinical", "index", "--review", "soon"], "'soon' is no day."),
        (["en", "lena", "clinical", "index", "--date", "2999-01-01"], "2999-01-01 is still to come"),
        (["en", "nemo"], "'nemo' is nobody of docs/_data/roster.yml."),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused(site, capsys, arguments, message):
    assert sign(site, *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_placeholder_does_not_sign(site, capsys):
    (site / "docs/_data/roster.yml").write_text(ROSTER.replace("Lena Okafor", "Reviewer 1"), encoding="utf-8")
    assert sign(site) == 2
    assert "docs/_data/roster.yml:1: 'Reviewer 1' names nobody who can be asked." in capsys.readouterr().err


def test_a_day_in_the_ledger_that_is_none_is_refused(site, capsys):
    sign(site)
    path = site / "docs/_data/ledger/en.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: '2", "date: 'x2"), encoding="utf-8")
    assert guide(site, "review", "--language", "en") == 2
    assert "docs/_data/ledger/en.yml:4: 'date' of a sign-off of the entry index#page is 'x2" in capsys.readouterr().err


def test_who_signed_must_have_committed_it(site, capsys, monkeypatch):
    def commit(name, email):
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", name), ("EMAIL", email))
        }
        for command in (["add", "-A"], ["commit", "-qm", "Sign", "--allow-empty"]):
            subprocess.run(
                ["git", *command], cwd=site, check=True,
                env=os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
            )  # fmt: skip

    sign(site, "en", "lena", "clinical", "index#what-it-is")
    assert guide(site, "review", "--match-author") == 2
    assert "docs/_data/ledger/en.yml: no Git history, or not all of it, is here to say who" in capsys.readouterr().err
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    commit("Lena O.", "LENA@example.org")  # by her address
    sign(site, "es", "luz", "language", "index#page")
    commit("Dr. Prado, Luz", "luz@home.example")  # by her name
    sign(site, "es", "lena", "clinical", "index#page")  # in one line with hers
    commit("Luz Prado", "luz@home.example")
    sign(site, "en", "lena", "clinical", "index#page")
    capsys.readouterr()
    assert guide(site, "review", "--match-author") == 1
    told = capsys.readouterr().out
    assert told.count("[sign-off-author]") == 2
    assert (
        "index#page (es): the clinical signature of lena is a sign-off that Luz Prado <luz@home.example> committed ("
        in told
    )
    assert "Next: let Lena Okafor sign and commit it, under lena@example.org;" in told
    assert "index#page (en): the clinical signature of lena is a sign-off that is not committed." in told
    newest = subprocess.run(["git", "rev-parse", "HEAD"], cwd=site, capture_output=True, check=True).stdout
    (site / ".git/shallow").write_bytes(newest)  # as a clone of the newest commit alone has it, which seems to hold all
    assert guide(site, "review", "--match-author") == 2
    assert "no Git history, or not all of it" in capsys.readouterr().err
    (site / ".git/shallow").unlink()
    assert guide(site, "review", "--match-author") == 1
    monkeypatch.setattr(authorship, "git", lambda root, *asked: "" if asked[0] == "rev-parse" else git(root, *asked))
    assert guide(site, "review", "--match-author") == 2, "a Git that cannot say whether all is there"


def notice(root, path="index.html"):
    page = LexborHTMLParser((root / "site" / path).read_text(encoding="utf-8"))
    node = page.css_first(".notice-overdue")
    scripts = [s.attributes["src"] for s in page.css("script[src]")]
    return node, any("/review." in src for src in scripts)


def test_a_page_past_its_review_says_so_and_builds_of_one_day_are_the_same(site, monkeypatch):
    sign(site, "en", "lena", "clinical", "index", "--date", "2020-05-05", "--review", "2024-04-04")

    def built(day):
        with monkeypatch.context() as env:
            env.setenv("SOURCE_DATE_EPOCH", "")  # --today sets it, and this puts it back
            assert guide(site, "build", "--today", day) == 0
        return {path.relative_to(site): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}

    first = built("2024-04-04")
    node, asks = notice(site)
    assert "hidden" in node.attributes and node.attributes["data-review-by"] == "2024-04-04" and asks
    assert notice(site, "get-help.html") == (None, False)  # nobody signed it
    later = built("2024-04-05")
    node, _ = notice(site)
    assert "hidden" not in node.attributes and "was due to be checked again by April 4, 2024." in node.text()
    assert later != first and built("2024-04-04") == first


def test_a_browser_says_it_though_nobody_built_the_site_since(site, new_page, serve_folder):
    sign(site, "en", "lena", "clinical", "index", "--date", "2020-05-05", "--review", "2024-04-04")
    guide(site, "build", "--today", "2021-01-01")
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    address = serve_folder(site / "site")
    for day, shown in (("2024-04-04", False), ("2024-04-05", True)):
        page = new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(address)
        assert page.locator(".notice-overdue").is_visible() == shown
