"""Coverage on built pages: what is mapped to nothing, to a missing, empty, unwritten or foreign section."""

import json

import pytest

from scripts.commands.build import forget_configuration
from scripts.commands.check import check
from scripts.content.built import parse_built_page

ARTICLE = """\
A lump in the back is a growth that we made up for this test of ours.
Signs of a made-up lump can include:
It is found with a scan of the whole back in most of our towns.
© 2025 A Publisher. All rights reserved. Terms of Use
"""
RECORD = """\
topic: lump
title: A lump
pages:
  index: {title: Start, sections: {what-it-is: What it is}}
  signs: {title: Signs, sections: {first: First, more: {title: More, sections: {deeper: Deeper}}}}
outline:
- {id: h1, level: 2, label: Overview, covered_by: [index#what-it-is]}
- {id: h2, level: 2, label: Signs, covered_by: [signs#more]}
passages:
- {id: p1, heading: h1, covered_by: [index#what-it-is]}
- {id: p2, heading: h2, covered_by: [signs#first]}
- {id: p3, heading: h2, covered_by: [signs#deeper]}
- {id: p4, kind: notice, covered_by: [index#what-it-is]}
lists:
- {id: signs, lead_in: p2, state: lost, covered_by: [signs#first]}
links:
- {id: terms, text: Terms of Use, href: null, passage: p4, covered_by: [index#what-it-is]}
"""
SIGNS = """\
---
title: Signs
---
# Signs

## First {#first}

- A sign.

## More {#more}

### Deeper {#deeper}

Text of it.
"""
ES = {
    "docs/es/index.md": "---\ntitle: Inicio\n---\n# Inicio\n\n"
    '!!! danger box-emergency "Vaya ya si tiene:"\n\n    - Una señal nueva.\n\n'
    "## Qué es {#what-it-is}\n\nUnas palabras.\n",
    "docs/es/signs.md": SIGNS.replace("A sign", "Una señal").replace("Text of it", "Un texto"),
}


@pytest.fixture
def site(make_site, tmp_path):
    """A site that covers all of its article, in English and Spanish."""
    from scripts.commands.accept import accept
    from scripts.commands.split import split

    forget_configuration()
    menu = "- {group: start, pages: [index, get-help, signs, all]}\n"
    root = make_site({"docs/_data/menu.yml": menu, "docs/en/signs.md": SIGNS, **ES})
    (tmp_path / "plan.yml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    split(root, tmp_path / "article.txt", topic="lump", rights="rewrite", plan=tmp_path / "plan.yml")
    accept(root, (), everything=True)
    return root


def run(root, capsys, **options):
    """Exit code and the JSON report of `guide check coverage`."""
    capsys.readouterr()
    code = check(root, ("coverage",), form="json", **options)
    report = json.loads(capsys.readouterr().out)
    report["findings"] = [
        row for row in report["findings"] if row["severity"] != "notice"
    ]  # pages yet to be translated
    return code, report


def edit(root, path, old, new):
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_everything_covered_is_silent(site, capsys, tmp_path):
    code, report = run(site, capsys, source=tmp_path / "article.txt")
    assert (code, report["findings"]) == (0, [])
    kinds = report["coverage"][0]["kinds"]
    assert kinds["passage"] == {"en": [4, 4], "es": [4, 4]}
    assert report["coverage"][0]["pages"]["signs"] == {"en": [2, 2], "es": [2, 2]}


MARKER = "*To be written.*\n{: .to-be-written }"
CHANGES = {
    "to-be-written": ("docs/en/signs.md", "- A sign.", MARKER, {"passage p2", "list signs"}, "signs#first", "en"),
    "section-empty": ("docs/en/signs.md", "- A sign.\n", "", {"passage p2", "list signs"}, "signs#first", "en"),
    "section-missing": ("docs/en/signs.md", "{#deeper}", "{#deper}", {"passage p3"}, "signs#deeper", "en"),
    "a section whose translation is gone": (
        "docs/es/signs.md",
        "{#deeper}",
        "{#deper}",
        {"passage p3", "heading h2"},
        "",
        "es",
    ),
    "an h2 with nothing below it": ("docs/en/signs.md", "Text of it.", MARKER, {"passage p3", "heading h2"}, "", "en"),
    "emptied by a comment": (
        "docs/en/signs.md",
        "- A sign.",
        "<!-- A sign. -->",
        {"passage p2", "list signs"},
        "",
        "en",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_section_that_loses_its_text_is_named(site, capsys, name):
    path, old, new, parts, section, language = CHANGES[name]
    edit(site, path, old, new)
    code, report = run(site, capsys)
    assert code == 1
    found = [finding for finding in report["findings"] if finding["rule"] not in ("not-accepted", "other-language")]
    named = [finding for finding in found if finding["language"] == language]
    assert language == "en" or named == found
    assert {" ".join(finding["message"].split()[:2]) for finding in named} == parts
    if section:
        assert {finding["rule"] for finding in named} == {name}
        assert {finding["section"] for finding in named} == {section}
        assert {finding["path"] for finding in named} == {path}


def test_english_under_a_spanish_address_covers_nothing_in_spanish(site, capsys):
    (site / "docs/es/signs.md").unlink()
    code, report = run(site, capsys)
    assert code == 1
    assert {(f["rule"], f["language"]) for f in report["findings"]} == {
        ("not-translated", "es"),
        ("other-language", "es"),
    }
    assert {f["message"].split(" (")[0] for f in report["findings"] if f["rule"] == "not-translated"} == {"passage p2 belongs in signs#first", "passage p3 belongs in signs#deeper", "list signs belongs in signs#first", "heading h2"}  # fmt: skip


def test_a_section_left_in_english_covers_nothing_in_spanish(site, capsys):
    for tag in ("en", "es"):
        edit(site, f"docs/{tag}/signs.md", "Text of it." if tag == "en" else "Un texto.", "This was left in English.")
    code, report = run(site, capsys)
    assert code == 1
    assert {(f["rule"], f["section"], f["language"]) for f in report["findings"]} == {
        ("not-translated", "signs#deeper", "es"),
        ("not-translated", "signs#more", "es"),
        ("passage-gone", "signs#deeper", "en"),
        ("part-added", "signs#deeper", "en"),
    }


@pytest.mark.parametrize("kind", ["empty", "copy", "skeleton"])
def test_a_file_without_words_of_its_own_is_no_translation(site, capsys, kind):
    text = {"empty": "", "copy": SIGNS, "skeleton": f"---\ntitle: S\n---\n# S\n\n## F {{#first}}\n\n{MARKER}\n"}[kind]
    (site / "docs/es/signs.md").write_text(text, encoding="utf-8")
    code, report = run(site, capsys)
    assert code == 1
    assert {(f["rule"], f["language"]) for f in report["findings"]} == {
        ("not-translated", "es"),
        ("other-language", "es"),
    }
    built = (site / "site/es/signs.html").read_text(encoding="utf-8")
    assert '<article lang="en" dir="ltr">' in built and 'hreflang="es"' not in built.split("</head>")[0]
    assert 'hreflang="es"' not in (site / "site/signs.html").read_text(encoding="utf-8").split("</head>")[0]


def test_what_maps_to_nothing_is_named_in_the_record(site, capsys):
    edit(site, "docs/_data/sources/lump.yml", "words: 8, covered_by: [signs#first]", "words: 8")
    code, report = run(site, capsys)
    assert code == 1
    finding = report["findings"][0]
    assert (finding["rule"], finding["path"]) == ("unmapped", "docs/_data/sources/lump.yml")
    assert "passage p2" in finding["message"] and "maps to no section" in finding["message"]


def test_a_page_that_is_gone_is_named(site, capsys):
    (site / "docs/en/signs.md").unlink()
    (site / "docs/es/signs.md").unlink()
    edit(site, "docs/_data/menu.yml", "signs, ", "")
    code, report = run(site, capsys, tags=("en",))
    assert code == 1
    assert {finding["rule"] for finding in report["findings"]} == {"page-missing", "section-missing"}


def test_a_record_that_was_not_split_is_named(site, capsys):
    (site / "docs/_data/sources/lump.yml").write_text("topic: lump\ntitle: x\n", encoding="utf-8")
    code, report = run(site, capsys)
    assert (code, {f["rule"] for f in report["findings"]}) == (1, {"no-passages", "stale"})
    (site / "docs/_data/sources/lump.yml").write_text(
        "topic: lump\ntitle: x\npassages:\n- {id: p1, covered_by: [index#what-it-is]}\n", encoding="utf-8"
    )
    code, report = run(site, capsys)
    assert (code, {f["rule"] for f in report["findings"]}) == (1, {"no-fingerprint", "stale"})


def test_the_article_at_hand_is_compared_with_the_record(site, capsys, tmp_path):
    changed = tmp_path / "changed.txt"
    changed.write_text(ARTICLE.replace("whole back", "upper back"), encoding="utf-8")
    code, report = run(site, capsys, source=changed)
    assert code == 1
    assert sorted(finding["message"] for finding in report["findings"]) == [
        "line 3 of the article (paragraph, 15 words) is not in the record.",
        "passage p3 is not in the article at hand.",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("words: 8", "words: 9"), ("words: 8", "words: 8, figures: ['3']"), ("\n  p1: ", "\n  p1: 0000000000 ")],
)
def test_the_record_says_of_the_article_at_hand_what_it_says(site, capsys, tmp_path, old, new):
    assert run(site, capsys, source=tmp_path / "article.txt", tags=("en",))[0] == 0
    edit(site, "docs/_data/sources/lump.yml", old, new)
    _, report = run(site, capsys, source=tmp_path / "article.txt", tags=("en",))
    assert "record-differs" in {finding["rule"] for finding in report["findings"]}


def test_a_record_without_the_hashes_of_its_article_is_named(site, capsys):
    path = site / "docs/_data/sources/lump.yml"
    record = path.read_text(encoding="utf-8").replace("words: 16", "words: 17")
    path.write_text(record[: record.index("word_runs:")], encoding="utf-8")
    code, report = run(site, capsys, tags=("en",))
    assert (code, {finding["rule"] for finding in report["findings"]}) == (1, {"no-word-runs"})


def test_a_correction_of_what_the_article_does_not_say_is_named(site, capsys):
    path = site / "docs/_data/sources/lump.yml"
    correction = "corrections:\n- {passage: p1, figure: '5', becomes: '6', reason: It is newer.}\n"
    path.write_text(path.read_text(encoding="utf-8") + correction, encoding="utf-8")
    code, report = run(site, capsys, tags=("en",))
    assert (code, {finding["rule"] for finding in report["findings"]}) == (1, {"correction-unused"})


@pytest.mark.parametrize("element", ["<style>li { display: none }</style>", "<script>1</script>", "<iframe></iframe>"])
def test_what_could_hide_or_change_a_page_is_named(site, capsys, element):
    edit(site, "docs/en/signs.md", "Text of it.", f"Text of it.\n\n{element}")
    code, report = run(site, capsys, tags=("en",))
    assert code == 1
    assert {(f["rule"], f["section"]) for f in report["findings"]} == {("element-foreign", "signs#deeper")}


def test_builds_what_is_stale_first(site, capsys):
    run(site, capsys)
    built = (site / "site/signs.html").read_text(encoding="utf-8")
    edit(site, "docs/en/signs.md", "A sign.", "Another sign.")
    run(site, capsys)
    assert "Another sign." not in built
    assert "Another sign." in (site / "site/signs.html").read_text(encoding="utf-8")


def test_the_table_fits_one_screen_and_says_how_far_it_is(site, capsys):
    edit(site, "docs/en/signs.md", "- A sign.", MARKER)
    capsys.readouterr()
    assert check(site, ("coverage",)) == 1
    out = capsys.readouterr().out
    table = out.split("\n\n")[0].splitlines()
    assert table[0] == "Coverage of lump: covered of all"
    assert [line.split() for line in table[2:4]] == [["index", "2/2", "2/2"], ["signs", "1/2", "2/2"]]
    assert ["passages", "3/4", "4/4"] in [line.split() for line in table]
    assert len(out.splitlines()) < 40


def test_built_pages_are_cut_at_their_headings():
    page = parse_built_page(
        '<html lang="es"><article lang="en"><h1>T</h1><p>open</p><p class="notice">no</p><h2 id="a">A</h2>'
        '<h3 id="b">B</h3><p>text</p><h2 id="c">C</h2><div><p class="to-be-written">x</p></div></article></html>'
    )
    assert list(page.sections) == ["page", "a", "b", "c"]
    assert (page.language, page.sections["b"].language) == ("es", "en")
    assert (page.sections["page"].text, page.sections["a"].text, page.sections["b"].text) == ("open", "", "text")
    assert [section.id for section in page.children("a")] == ["b"]
    assert page.sections["c"].to_be_written


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("state: lost, covered_by", "state: lost, count: 5, covered_by", "items-missing"),
        ("words: 8, covered_by: [signs#first]", "words: 8, claims: [most], covered_by: [signs#first]", "claim-lost"),
        ("words: 8, covered_by: [signs#first]", "words: 8, figures: [80%], covered_by: [signs#first]", "figure-lost"),
        ("words: 8, covered_by: [signs#first]", "words: 8, terms: [mri], covered_by: [signs#first]", "term-unknown"),
        ("href: null", "href: https://example.org/terms", "link-lost"),
    ],
)
def test_what_the_record_says_of_the_article_is_looked_for(site, capsys, old, new, rule):
    (site / "docs/_data/claims").mkdir()
    (site / "docs/_data/claims/en.yml").write_text("most: [most]\n", encoding="utf-8")
    edit(site, "docs/_data/sources/lump.yml", old, new)
    code, report = run(site, capsys, tags=("en",))
    assert code == 1
    assert rule in {finding["rule"] for finding in report["findings"]}
