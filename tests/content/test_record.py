"""Source records: read with messages, written always the same."""

from pathlib import Path

import pytest

from scripts.content.plan import fill_record, plan_record
from scripts.content.record import read_record, record_text
from scripts.content.source import read_source
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
REAL = ROOT / "docs/_data/sources/spinal-tumor.yml"


def read(tmp_path, text):
    path = tmp_path / "r.yml"
    path.write_text(text, encoding="utf-8")
    return read_record(path, "r.yml")


def test_the_real_record_is_whole():
    record = read_record(REAL, "spinal-tumor.yml")
    assert len(record.passages) == 90
    assert [passage.line for passage in record.passages] == list(range(1, 91))
    assert len(record.outline) == 35
    assert sum(entry.state == "lost" for entry in record.lists) == 17
    assert [(link.text, link.href) for link in record.links] == [("Terms of Use", None)]
    assert {p.id: p.figures for p in record.passages if p.figures}["p67"] == ("80%", "5%", "20%")
    assert all(passage.fingerprint and passage.label and passage.covered_by for passage in record.passages)
    assert record.rights == "rewrite" and record.publisher and record.updated == "2025-11-21"
    planned = {f"{name}#{section.id}" for name, page in record.pages.items() for section in page.sections}
    targets = {
        t for part in (record.passages, record.outline, record.lists, record.links) for p in part for t in p.covered_by
    }
    assert targets <= planned
    assert all(all(len(run) == 10 for run in runs) for runs in record.word_runs.values())


def test_writing_what_was_read_gives_the_same_file():
    assert record_text(read_record(REAL, "r.yml")) == REAL.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("topic: a\ntitle: b\npasages: []\n", "r.yml:3: a source record has no key 'pasages'.\n  Next: did you mean 'passages'?"),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, covred_by: []}\n", "r.yml:4: an entry of 'passages' has no key 'covred_by'.\n  Next: did you mean 'covered_by'?"),
        ("topic: a\ntitle: b\npassages:\n- {id: p1}\n- {id: p1}\n", "r.yml:5: the id 'p1' stands twice, first on line 4."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, covered_by: [index]}\n", "r.yml:4: 'index' in covered_by is no section."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, covered_by: ['../x#y']}\n", "r.yml:4: '../x#y' in covered_by is no section."),
        ("topic: a\ntitle: b\npassages:\n- {id: P 1}\n", "r.yml:4: the id 'P 1' is malformed."),
        ("topic: a\ntitle: b\n\tpassages: []\n", "r.yml:3: a tab stands in the indent."),
        ("topic: a\n", "the record lacks 'title'"),
        ("topic: a\ntitle: b\nrights: Rewrite\n", "r.yml:3: 'rights' is 'Rewrite'.\n  Next: write rewrite or copy."),
        ("topic: a\ntitle: b\npages:\n  ../../evil: {title: E}\n", "r.yml:4: '../../evil' is no page name."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, heading: h9}\n", "r.yml:4: 'heading' names 'h9', which is not in the record."),
        ("topic: a\ntitle: b\nlists:\n- {id: l1, lead_in: p9}\n", "r.yml:4: 'lead_in' names 'p9', which is not in the record."),
        ("topic: a\ntitle: b\npages:\n  index:\n    title: c\n    sections: {a: A, b: {title: B, sections: {a: C}}}\n", "the section id 'a' stands twice"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


LINES = [f"Line {n} tells something of its own about a matter that is made up." for n in range(1, 7)]


def recorded(lines):
    source = read_source("\n".join(lines), "a.txt")
    plan = plan_record(source, path="r.yml", topic="t", language="en", rights="rewrite", folder="")
    return fill_record(plan, source)[0]


def test_an_article_that_changes_keeps_its_ids():
    record = recorded(LINES)
    edited = [
        LINES[5],
        *LINES[:2],
        LINES[2].replace("tells", "says"),
        *LINES[4:5],
        "A line that is new to all of us here.",
    ]
    updated, changes = fill_record(record, read_source("\n".join(edited), "a.txt"))
    assert [passage.id for passage in updated.passages] == ["p06", "p01", "p02", "p03", "p05", "p07"]
    assert [change.split(":")[0] for change in changes] == ["moved", "changed", "gone", "new"]
    assert "index#main" in next(change for change in changes if change.startswith("changed"))
    assert fill_record(updated, read_source("\n".join(edited), "a.txt"))[1] == []


def test_another_article_or_a_cut_off_one_is_refused():
    record = recorded(LINES)
    for lines in (["Something else altogether stands here, in one line."], LINES[:2]):
        with pytest.raises(GuideError, match="of the record's 6 passages are in this article"):
            fill_record(record, read_source("\n".join(lines), "a.txt"))


def test_lists_and_links_go_with_their_passages():
    lines = [*LINES, "Signs that we made up for this test are these:", "© 2025 P. All rights reserved. Terms of Use"]
    record = recorded(lines)
    assert (len(record.lists), len(record.links)) == (1, 1)
    updated, changes = fill_record(record, read_source("\n".join(LINES), "a.txt"))
    assert (updated.lists, updated.links) == ((), ())
    assert sum(change.startswith("gone:") for change in changes) == 4


def test_a_record_holds_no_words_of_the_article():
    text = record_text(recorded(LINES))
    assert "something of its own" not in text
