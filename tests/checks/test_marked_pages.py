"""Pages that say themselves what a check must find: `expect: rule` on the line of the finding.

A good page must stay silent; a bad one must get exactly its marks.
"""

import re
from pathlib import Path

import pytest

from scripts.checks import CHECKS, Context, run_check
from scripts.content.guide import read_guide

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("*/*/*.md"))
MARK = re.compile(r"expect: ([\w-]+(?:, [\w-]+)*)")

REFERENCES = "".join(
    f"{key}: {{organisation: o, title: t, seen: page, grade: official}}\n" for key in ("known", "other")
)
ARTICLE = "Most lumps in the back of the neck turn out to be harmless.\n© 2025 The Publisher of this article. All rights reserved.\n"


def marks(path):
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for match in MARK.finditer(line):
            found += [(number, rule) for rule in match[1].split(", ")]
    return sorted(found)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_page_gets_the_findings_it_marks(path, make_site, tmp_path):
    from scripts.commands.split import split

    rule = path.parent.parent.name
    name = path.stem
    root = make_site({"docs/_data/references.yml": REFERENCES})
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    split(root, tmp_path / "article.txt", topic="lump", rights="rewrite")
    text = re.sub(r" *<!-- expect: .*? -->", "", path.read_text(encoding="utf-8"))
    (root / f"docs/en/{name}.md").write_text(text, encoding="utf-8")
    menu = f"- {{group: start, pages: [index, get-help, all, {name}]}}\n"
    (root / "docs/_data/menu.yml").write_text(menu, encoding="utf-8")

    guide = read_guide(root)
    findings = run_check(CHECKS[rule], Context(guide, guide.languages.all))
    found = sorted((finding.line, finding.rule) for finding in findings if finding.path == f"docs/en/{name}.md")
    expected = marks(path)
    assert bool(expected) == (path.parent.name == "bad"), "a bad page marks what is found; a good one has no marks"
    assert found == expected


def test_every_check_of_pages_has_good_and_bad_ones():
    for name, module in CHECKS.items():
        if module.SUBJECT == "page":
            assert list((HERE / name / "good").glob("*.md")), name
            assert list((HERE / name / "bad").glob("*.md")), name
