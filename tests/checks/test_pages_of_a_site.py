"""What a page can only get wrong in a site: its place in the menu, the plan, and the page it translates."""

import pytest

from scripts.checks import CHECKS, Context, run_check
from scripts.commands.split import split
from scripts.content.guide import read_guide

SPANISH = "---\ntitle: Inicio\n---\n# Inicio\n\n## Qué es {#what-it-is}\n\nPalabras.\n"


def findings(root, check="pages"):
    """(rule, path) of every finding."""
    guide = read_guide(root)
    return sorted((f.rule, f.path) for f in run_check(CHECKS[check], Context(guide, guide.languages.all)))


def test_a_site_in_order_is_silent(make_site):
    assert findings(make_site({"docs/es/index.md": SPANISH})) == []


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("docs/en/extra.md", "---\ntitle: Extra\n---\n# Extra\n", "not-in-menu"),
        ("docs/es/alone.md", SPANISH, "orphan-page"),
        ("docs/es/index.md", "---\ntitle: Inicio\n---\n", "untranslated-page"),
        ("docs/es/index.md", SPANISH.replace("what-it-is", "another"), "id-changed"),
        ("docs/es/index.md", SPANISH.partition("\n## ")[0] + "\n\nTexto.\n", "section-not-translated"),
        ("docs/es/index.md", f"{SPANISH}\n## Más {{#more}}\n\nTexto.\n", "section-without-original"),
    ],
)
def test_a_page_out_of_order_is_named(make_site, path, text, rule):
    assert (rule, path) in findings(make_site({path: text}))


def test_a_section_that_was_promised_stays(make_site, tmp_path):
    root = make_site()
    text = "A made-up lump\n==============\n\nSymptoms\n--------\n\nPain.\n\nWeakness in the arms\n--------------------\n\nYes.\n"
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    split(root, tmp_path / "article.txt", topic="lump", rights="rewrite")
    page = root / "docs/en/lump/symptoms.md"
    assert ("planned-section-missing", "docs/en/lump/symptoms.md") not in findings(root)
    page.write_text(page.read_text(encoding="utf-8").replace("{#symptoms}", "{#other}"), encoding="utf-8")
    assert ("planned-section-missing", "docs/en/lump/symptoms.md") in findings(root)


def test_a_translation_rests_on_the_sources_of_its_original(make_site):
    text = SPANISH.replace("title: Inicio\n", "title: Inicio\nsources: {what-it-is: [a]}\n")
    found = findings(make_site({"docs/es/index.md": text}), "references")
    assert ("translated-sources", "docs/es/index.md") in found
