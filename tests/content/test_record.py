"""Source records: read with messages, written always the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.html import read_html
from scripts.content.plan import plan_record, propose
from scripts.content.record import (
    Correction,
    Heading,
    PlannedPage,
    PlannedSection,
    RecordedClaim,
    RecordedLink,
    RecordedList,
    RecordedPassage,
    RestoredItem,
    SourceRecord,
    read_record,
    record_text,
)
from scripts.content.update import fill_record
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
        ("topic: a\ntitle: b\ncorrections:\n- {passage: p1, figure: '5', becomes: '6', reason: x}\n", "r.yml:4: 'passage' names 'p1', which is not in the record."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections:\n- {passage: p1, reason: x}\n", "r.yml:5: a correction says which figure, claim or term of the passage it corrects."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections:\n- {passage: p1, figure: '5', claim: not, reason: x}\n", "a correction says which figure, claim or term"),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections:\n- {passage: p1, figure: '5'}\n", "r.yml:5: a correction lacks 'reason'."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections:\n- {passage: p1, figure: '5', reason: ''}\n", "r.yml:5: a correction has no reason."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections:\n- {passage: p1, figure: 5, reason: x}\n", "'figure' of a correction is a number; text was expected."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\ncorrections: [p1]\n", "an entry of 'corrections' is no mapping."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1}\nlists:\n- {id: l1, lead_in: p1, items: [p2]}\n", "r.yml:6: 'items' names 'p2', which is not in the record."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1}\nlists:\n- {id: l1, lead_in: p1, count: many}\n", "'count' of a list is text; a number was expected."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1}\nlists:\n- {id: l1, lead_in: p1, state: gone}\n", "r.yml:6: 'state' is 'gone'.\n  Next: write lost or kept."),
        ("topic: a\ntitle: b\nlinks:\n- {id: k1, text: a, passage: p9}\n", "r.yml:4: 'passage' names 'p9', which is not in the record."),
        ("topic: a\ntitle: b\nlinks:\n- {id: k1, text: a, target: 5}\n", "'target' of a link is a number; text was expected."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, kind: picture}\n", "r.yml:4: 'kind' is 'picture'."),
        ("topic: a\ntitle: b\nrights: Rewrite\n", "r.yml:3: 'rights' is 'Rewrite'.\n  Next: write rewrite or copy."),
        ("topic: a\ntitle: b\npages:\n  ../../evil: {title: E}\n", "r.yml:4: '../../evil' is no page name."),
        ("topic: a\ntitle: b\npassages:\n- {id: p1, heading: h9}\n", "r.yml:4: 'heading' names 'h9', which is not in the record."),
        ("topic: a\ntitle: b\nlists:\n- {id: l1, lead_in: p9}\n", "r.yml:4: 'lead_in' names 'p9', which is not in the record."),
        ("topic: a\ntitle: b\nclaims:\n- {id: c1, passage: p9, says: x, strength: most}\n", "r.yml:4: 'passage' names 'p9', which is not in the record."),
        ("topic: a\ntitle: b\npassages: [{id: p1}]\nclaims:\n- {id: c1, passage: p1, says: x, strength: most, polarity: 'yes'}\n", "'polarity' is 'yes'.\n  Next: write positive or negative."),
        ("topic: a\ntitle: b\nrestored:\n- {id: b1, label: x, use: used}\n", "r.yml:4: restored item b1 is 'used' and names no section."),
        ("topic: a\ntitle: b\nrestored:\n- {id: b1, label: x, use: left-out, covered_by: [a#b], reason: y}\n", "restored item b1 is 'left-out' and names a section."),
        ("topic: a\ntitle: b\nrestored:\n- {id: b1, label: x, use: clinician}\n", "r.yml:4: restored item b1 is 'clinician' without a reason."),
        ("topic: a\ntitle: b\npages:\n  index:\n    title: c\n    sections: {a: A, b: {title: B, sections: {a: C}}}\n", "the section id 'a' stands twice"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


PAGE = """<html lang=en><title>Lumps: a guide</title><meta name=dc.publisher content="A 'charity'"><link rel=license href="https://cc.org/by">
<h1>Lumps # and "bumps"</h1><p>About 5% of people - or 1 in 20.
<h2>Yes</h2><p>See <a href="https://x.org/a#b">the: guide</a>, <a href="#no">no</a> and <a>null</a>.
<h3>No</h3><p>Signs:<ul><li>2025-01-01<li>1e5<li>{x}</ul><p>Others:<p>Gone.
<h2>Null</h2><table><tr><td>~<td>[y]</table>
<h2>背痛</h2><p>医生‏ 说"""


def recorded(rights, language="en"):
    source = read_html(PAGE)
    plan = propose(source, topic="t", language=language, rights=rights)
    return fill_record(plan_record(source, plan, path="r.yml", topic="t", language=language, rights=rights), source)[0]


def without_lines(record):
    """A record without the places of its parts in a file, which a record that was made has not."""
    parts = {
        name: tuple(replace(part, at=0) for part in getattr(record, name))
        for name in ("outline", "passages", "lists", "links", "corrections", "claims", "restored")
    }
    return replace(record, **parts)


@pytest.mark.parametrize("rights", ["copy", "rewrite"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_reading_what_was_written_gives_the_same_record(tmp_path, rights, language):
    record = recorded(rights, language)
    assert len(record.lists) == 2 and len(record.links) == 3 and len(record.outline) == 5
    again = read(tmp_path, record_text(record))
    assert without_lines(again) == record
    assert record_text(again) == record_text(record)


def test_a_record_that_may_not_be_copied_holds_no_words_of_the_article():
    text = record_text(recorded("rewrite"))
    assert "About 5%" not in text and "of people" not in text and "the: guide" not in text
    assert "About 5% of people - or …" in record_text(recorded("copy"))


def test_what_an_old_record_does_not_say_is_left_as_not_known(tmp_path):
    record = read(tmp_path, "topic: a\ntitle: b\npassages:\n- {id: p1}\nlists:\n- {id: l1, lead_in: p1}\nlinks:\n- {id: k1, text: a, href: /x}\n")  # fmt: skip
    assert (record.rights, record.licence, record.translates, record.corrections) == ("rewrite", "", "", ())
    assert (record.lists[0].state, record.lists[0].count) == ("lost", 0)
    assert (record.links[0].href, record.links[0].target) == ("/x", "/x")
    assert (record.passages[0].claims, record.passages[0].terms) == ((), ())


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
IDS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True), unique=True, min_size=1, max_size=4)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}(/[a-z0-9]{1,4})?", fullmatch=True)


@st.composite
def records(draw):
    """Any record that `guide split` or an editor can make."""
    optional = st.one_of(st.just(""), TEXT)
    page = draw(NAMES)
    sections, level = [], 1
    for id in draw(IDS):
        level = draw(st.integers(2, level + 1))
        sections.append(PlannedSection(id, draw(TEXT), level))
    targets = st.lists(st.sampled_from([f"{page}#{section.id}" for section in sections]), max_size=2).map(tuple)
    outline = tuple(Heading(id, draw(st.integers(1, 6)), draw(TEXT), draw(targets), 0) for id in draw(IDS))
    passages = tuple(
        RecordedPassage(
            id, draw(st.integers(1, 99)), draw(st.sampled_from(["paragraph", "heading", "notice"])), outline[0].id, draw(TEXT),
            draw(st.from_regex(r"[0-9a-e]{12}", fullmatch=True)), draw(st.integers(1, 99)), draw(st.sampled_from([(), ("5", "1 in 5", "01:20", "1e5")])),
            draw(targets), 0, draw(st.sampled_from([(), ("not", "most")])), draw(st.sampled_from([(), ("no", "mri")])),
        )
        for id in draw(IDS)
    )  # fmt: skip
    first = passages[0].id
    return SourceRecord(
        "r.yml", draw(TEXT), draw(TEXT), draw(st.sampled_from(["", "no", "zh-Hans"])), draw(optional),
        draw(st.sampled_from(["", "2025-11-21", "2025"])), draw(optional), draw(st.sampled_from(["copy", "rewrite"])),
        {page: PlannedPage(draw(TEXT), draw(optional), tuple(sections))}, outline, passages,
        tuple(RecordedList(id, first, "kept", draw(optional), (first,), draw(targets), 0, draw(st.integers(0, 9))) for id in draw(IDS)),
        tuple(RecordedLink(id, draw(TEXT), draw(st.one_of(st.none(), st.just(""), TEXT)), first, draw(targets), 0, draw(optional)) for id in draw(IDS)),
        {first: tuple(draw(st.lists(st.from_regex(r"[0-9a-f]{10}", fullmatch=True), min_size=1, max_size=3)))},
        (Correction(first, draw(st.sampled_from(["figure", "claim", "term"])), draw(TEXT), draw(optional), draw(TEXT.filter(str.strip)), 0),),
        draw(optional), draw(optional),
        tuple(RecordedClaim(id, first, draw(TEXT), draw(st.sampled_from(["positive", "negative"])), draw(TEXT), draw(st.sampled_from([(), ("mri", "no")])), draw(targets), draw(optional), 0) for id in draw(IDS)),
        tuple(RestoredItem(id, draw(TEXT), *draw(st.sampled_from([("used", (f"{page}#{sections[0].id}",), ""), ("left-out", (), "r"), ("clinician", (), "r")])), 0) for id in draw(IDS)),
    )  # fmt: skip


@settings(max_examples=40)
@given(records())
def test_any_record_is_read_as_it_was_written(tmp_path_factory, record):
    assert without_lines(read(tmp_path_factory.getbasetemp(), record_text(record))) == record
