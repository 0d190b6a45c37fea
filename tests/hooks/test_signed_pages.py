"""A page that is signed whole says no more that nobody has read it, and may be found; one part unsigned, and it may not."""

import pytest
from conftest import INDEX_ES, ROSTER_ES
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration
from scripts.commands.lang_done import done
from scripts.commands.sign import sign

ROSTER = f"ann: {{name: Ann Lee, role: clinical, registration: GMC 7, conflicts: none, languages: [en]}}\n{ROSTER_ES}"
SIGNERS = [("en", "clinical", "ann"), ("es", "language", "luz"), ("es", "clinical", "eva")]


@pytest.fixture
def site(make_site):
    forget_configuration()
    root = make_site({"docs/es/index.md": INDEX_ES, "docs/_data/roster.yml": ROSTER})
    done(root, "es", ["index"], by=["Ana Ruiz"])
    return root


def seen(root, path):
    """Whether search engines are asked to stay away, and what is said of review."""
    tree = LexborHTMLParser((root / "site" / path).read_text(encoding="utf-8"))
    return tree.css_first("meta[name=robots]") is not None, tree.css_first(".notice-review") is not None


def test_a_page_signed_whole_may_be_found_and_says_nothing_of_wanting_review(site):
    for tag, role, by in SIGNERS:
        assert sign(site, ["index"], tag=tag, role=role, by=by) == 0
    assert build(site) == 0
    assert seen(site, "index.html") == seen(site, "es/index.html") == (False, False)
    assert seen(site, "get-help.html") == (True, True)
    assert seen(site, "es/get-help.html")[0]  # shown in English
    assert seen(site, "all.html")[0]


def test_one_part_unsigned_or_changed_since_and_it_may_not(site):
    for tag, role, by in SIGNERS:
        sign(site, ["index#page" if tag == "es" else "index"], tag=tag, role=role, by=by)
    path = site / "docs/en/index.md"
    assert build(site) == 0
    assert seen(site, "index.html") == (False, False)
    assert seen(site, "es/index.html") == (True, True)
    path.write_text(path.read_text(encoding="utf-8").replace("Some words", "Other words"), encoding="utf-8")
    assert build(site) == 0
    assert seen(site, "index.html") == (True, True)


def test_a_preview_is_not_found_though_signed(site):
    for tag, role, by in SIGNERS:
        sign(site, ["index"], tag=tag, role=role, by=by)
    records = site / "docs/_data/languages.yml"
    records.write_text(records.read_text(encoding="utf-8").replace("theme: es}", "theme: es, stage: preview}"), "utf-8")
    forget_configuration()
    assert build(site) == 0
    assert seen(site, "es/index.html")[0]
