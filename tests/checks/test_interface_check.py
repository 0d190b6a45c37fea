"""Words of the interface that a language lacks are named, with the words to translate."""

from scripts.checks import CHECKS, Context, run_check
from scripts.content.guide import read_guide


def findings(root):
    guide = read_guide(root)
    return list(run_check(CHECKS["interface"], Context(guide, guide.languages.all)))


def test_each_missing_word_is_named_and_material_s_own_are_not(make_site):
    root = make_site()
    assert findings(root) == []
    words = root / "docs/_data/ui/es.yml"
    text = words.read_text(encoding="utf-8")
    assert "  home: " in text
    kept = [line for line in text.splitlines() if not line.startswith("  home: ")]
    words.write_text("\n".join(kept), encoding="utf-8")
    (finding,) = findings(root)
    assert (finding.rule, finding.language, finding.section) == ("missing-words", "es", "ui#not_found.home")
    assert finding.message == "'not_found.home' is not translated; readers of es see it in en."
    assert finding.hint == "add it; the en words are “Go to the first page”."


def test_a_language_that_material_lacks_needs_those_words_too(make_site):
    languages = "- {tag: en, name: English, theme: en}\n- {tag: so, name: Soomaali}\n"
    root = make_site({"docs/_data/languages.yml": languages, "docs/es/.gitkeep": None, "docs/so/.gitkeep": ""})
    missing = {finding.section for finding in findings(root)}
    assert "ui#theme.skip" in missing and "ui#search.open" in missing
