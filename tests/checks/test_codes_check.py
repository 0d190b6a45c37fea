"""Codes that lead to no section are named where they stand; a build stops at the first."""

import pytest

from scripts.checks import CHECKS, Context, run_check
from scripts.commands.build import build, forget_configuration
from scripts.content.guide import read_guide

CODES = """\
icd-10-cm:
  edition: October 2025
  conditions:
    C72.0: {narrower: index#what-it-iss}
    C41.2: {related: [index#what-it-is]}
  symptoms:
    M54.5: back pain
texts:
- {section: index#what-it-is, terms: [meningeoma], says: [Spinal tumor]}
- {section: get-help#page, says: [spinal tumor]}
"""


@pytest.fixture
def root(make_site):
    return make_site({"docs/_data/codes.yml": CODES, "docs/_data/terms.yml": "meningioma: {en: [meningioma]}\n"})


def test_what_leads_nowhere_is_named(root):
    guide = read_guide(root)
    found = list(run_check(CHECKS["codes"], Context(guide, guide.languages.all)))
    assert [(one.path, one.line, one.rule) for one in found] == [
        ("docs/_data/codes.yml", 4, "code-leads-nowhere"),
        ("docs/_data/codes.yml", 9, "unknown-term"),
        ("docs/_data/codes.yml", 10, "text-with-two-sections"),
    ]
    assert found[0].hint == "did you mean index#what-it-is?" and found[1].hint == "did you mean meningioma?"


def test_a_build_stops_at_it_and_says_where(root, capsys):
    forget_configuration()
    assert build(root) == 1
    assert "docs/_data/codes.yml:4: a code leads to index#what-it-iss" in capsys.readouterr().err
    assert not (root / "site").exists()
