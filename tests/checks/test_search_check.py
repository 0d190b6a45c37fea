"""Synonyms of search that lead to no section are named, with the section that was meant."""

from scripts.checks import CHECKS, Context, run_check
from scripts.content.guide import read_guide


def findings(root):
    guide = read_guide(root)
    return list(run_check(CHECKS["search"], Context(guide, guide.languages.all)))


def test_only_what_leads_nowhere_is_named(make_site):
    synonyms = "# words\npee: [urine, index#what-it-is, get-help#page]\ntingle: [get-help#emergncy]\nwee: [no#where]\n"
    root = make_site({"docs/_data/synonyms/en.yml": synonyms})
    one, other = findings(root)
    assert (one.path, one.line, one.rule, one.section) == (
        "docs/_data/synonyms/en.yml", 3, "synonym-leads-nowhere", "get-help#emergncy",
    )  # fmt: skip
    assert one.message == "“tingle” leads to get-help#emergncy, which is not among the pages in en."
    assert one.hint == "did you mean get-help#emergency?"
    assert (other.line, other.hint) == (4, "name a section by page#id, or words of the pages.")


def test_a_language_is_asked_for_its_own_pages(make_site):
    root = make_site({"docs/_data/synonyms/es.yml": "pipí: [index#what-it-is]\n"})
    (finding,) = findings(root)
    assert (finding.path, finding.language) == ("docs/_data/synonyms/es.yml", "es")
