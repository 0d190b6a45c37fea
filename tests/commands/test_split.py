"""`guide split` as an editor uses it."""

import pytest

from scripts.commands.split import split
from scripts.content.page import read_page
from scripts.content.record import read_record
from scripts.errors import GuideError

ARTICLE = """\
Everything about a lump in the back that we made up for this very test.
Symptoms of such a lump can include:
Doctors find it with a scan of the back and a test of blood in most towns.
"""


def run(root, text=ARTICLE, **options):
    article = root.parent / "article.txt"
    article.write_text(text, encoding="utf-8")
    return split(root, article, **{"topic": "lump", "rights": "rewrite", **options})


def everything(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "docs").rglob("*"))
        if path.is_file() and "assets" not in path.parts
    }


def test_writes_record_and_skeletons_and_then_nothing_more(make_site, capsys):
    root = make_site()
    assert run(root) == 0
    record = read_record(root / "docs/_data/sources/lump.yml", "lump.yml")
    assert [passage.line for passage in record.passages] == [1, 2, 3]
    assert [entry.lead_in for entry in record.lists] == ["p02"]
    page = read_page(root / "docs/en/lump/symptoms.md", "symptoms.md", "en", "lump/symptoms")
    assert not page.written and page.section("main").to_be_written
    capsys.readouterr()
    before = everything(root)
    assert run(root) == 0
    assert everything(root) == before
    assert "nothing was written" in capsys.readouterr().out


def test_never_overwrites_a_page_and_keeps_what_editors_wrote(make_site):
    root = make_site()
    run(root)
    page = root / "docs/en/lump/symptoms.md"
    page.write_text("mine", encoding="utf-8")
    record = root / "docs/_data/sources/lump.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("title: Lump", "title: My lump"), encoding="utf-8")
    run(root, ARTICLE.replace("Doctors find", "A doctor finds"))
    assert page.read_text(encoding="utf-8") == "mine"
    assert "title: My lump" in record.read_text(encoding="utf-8")


def test_no_sentence_of_the_article_is_carried_over(make_site):
    root = make_site()
    run(root)
    written = b" ".join(everything(root).values()).decode()
    for line in ARTICLE.splitlines():
        assert line.rstrip(":.") not in written


def test_a_plan_is_followed(make_site, tmp_path):
    plan = tmp_path / "plan.yml"
    plan.write_text(
        "topic: other\ntitle: A lump\npages:\n  signs:\n    title: Signs\n    sections:\n"
        "      first: The first\n      more: {title: More, sections: {deeper: Deeper}}\n"
        "passages:\n- {id: p1, covered_by: [signs#first]}\n- {id: p2, covered_by: [signs#deeper]}\n- {id: p3}\n",
        encoding="utf-8",
    )
    root = make_site()
    run(root, plan=plan)
    page = read_page(root / "docs/en/signs.md", "signs.md", "en", "signs")
    assert [(s.id, s.level) for s in page.sections] == [("page", 1), ("first", 2), ("more", 2), ("deeper", 3)]
    record = read_record(root / "docs/_data/sources/lump.yml", "lump.yml")
    assert record.topic == "lump"
    assert [passage.covered_by for passage in record.passages] == [("signs#first",), ("signs#deeper",), ()]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("", {}, "the file is empty"),
        (ARTICLE, {"topic": "../x"}, "'../x' is no topic name"),
        (ARTICLE, {"rights": "copy"}, "--rights copy is not built yet"),
    ],
)
def test_what_cannot_be_split_writes_nothing(make_site, text, options, message):
    root = make_site()
    before = everything(root)
    with pytest.raises(GuideError) as caught:
        run(root, text, **options)
    assert message in str(caught.value)
    assert everything(root) == before


def test_a_record_that_cannot_be_read_stays_as_it_is(make_site):
    root = make_site({"docs/_data/sources/lump.yml": "topic: lump\ntitle: x\npasages: []\n"})
    before = everything(root)
    with pytest.raises(GuideError, match="did you mean 'passages'"):
        run(root)
    assert everything(root) == before
