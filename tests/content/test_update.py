"""A record brought up to date with an article that changed: ids stay, and each change is told once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.claims import Terms, Words
from scripts.content.html import read_html
from scripts.content.plan import plan_record, propose
from scripts.content.record import Correction
from scripts.content.source import word_runs
from scripts.content.text import read_plain_text
from scripts.content.update import fill_record
from scripts.errors import GuideError

LINES = [f"Line {n} tells something of its own about a matter that is made up." for n in range(1, 7)]
PAGE = """<h1>Lumps</h1>
<p>A lump in the back is a growth that we made up.
<h2>Symptoms</h2>
<p>These are the signs of it:
<ul><li>pain at night<li>weak legs<li>a numb foot</ul>
<p>See <a href='https://x.org/a'>the guide</a> and <a href='#causes'>why</a>.
<h2 id=causes>Causes</h2>
<p>Nobody knows why it comes.
<p>About 5% of people have one.
<p>It is not a cancer, as most are not.
"""


def recorded(source, rights="copy"):
    plan = propose(source, topic="t", language="en", rights=rights)
    return fill_record(plan_record(source, plan, path="r.yml", topic="t", language="en", rights=rights), source)[0]


def lines_record(lines):
    return recorded(read_plain_text("\n".join(lines)), "rewrite")


def update(*edits, record=None, page=PAGE):
    """The record of PAGE after edits (old, new) of the page, and what changed."""
    for old, new in edits:
        assert old in page
        page = page.replace(old, new)
    return fill_record(record or recorded(read_html(PAGE)), read_html(page))


def touched(record):
    """The passages whose sections are stale although their text is as it was."""
    return [passage.id for passage in record.passages if passage.moves]


def ids(parts):
    return [part.id for part in parts]


def test_an_article_that_did_not_change_changes_nothing():
    record = recorded(read_html(PAGE))
    assert update(record=record) == (record, [])
    assert update(("\n<p>Nobody knows why", "<div>\n<p>Nobody\n <b>knows</b> why"), record=record) == (record, [])


def test_a_first_record_takes_what_the_article_says():
    record = recorded(read_html(PAGE))
    assert all(len(passage.fingerprint) == 12 and passage.words for passage in record.passages)
    assert [p.figures for p in record.passages if p.figures] == [("5%",)]
    assert record.word_runs == {}  # of a copy nothing has to be found again


def test_claims_and_terms_are_filled_in_of_those_that_a_statement_turns_on():
    claims = Words("en", {"not": ["not"], "most": ["most"], "may": ["can"]})
    terms = Terms({"lump": {"en": ("lump",)}, "back": {"en": ("back",)}, "cancer": {"en": ("cancer",)}}, frozenset({"lump", "cancer"}))  # fmt: skip
    source = read_html(PAGE)
    record, _ = fill_record(recorded(source), source, claims, terms)
    assert record.passages[1].terms == ("lump",)  # the back is no term of the glossary
    assert (record.passages[-1].claims, record.passages[-1].terms) == (("not", "most"), ("cancer",))
    assert record.passages[0].claims == ()


class TestPassages:
    def test_an_article_that_changes_keeps_its_ids(self):
        record = lines_record(LINES)
        edited = [
            LINES[5], *LINES[:2], LINES[2].replace("tells", "says"), *LINES[4:5], "A line that is new to all of us here.",
        ]  # fmt: skip
        updated, changes = fill_record(record, read_plain_text("\n".join(edited)))
        assert ids(updated.passages) == ["p06", "p01", "p02", "p03", "p05", "p07"]
        assert [change.split(":")[0] for change in changes] == ["moved", "changed", "new", "gone"]
        assert "look at index#page" in next(change for change in changes if change.startswith("changed"))
        assert fill_record(updated, read_plain_text("\n".join(edited)))[1] == []

    def test_a_new_one_gets_an_id_that_no_other_had_and_belongs_where_it_stands(self):
        record, changes = update(("<p>Nobody", "<p>Much is known.\n<p>Nobody"))
        new = next(passage for passage in record.passages if passage.id == "p13")
        assert (new.line, new.heading, new.covered_by, new.words) == (10, "h03", ("causes#page",), 3)
        assert changes == ["new: p13 (Much is known.) on line 10: look at causes#page"]

    def test_one_before_all_others_belongs_with_what_follows(self):
        record, changes = update(("<h1>", "<p>First of all.</p><h1>"))
        assert (record.passages[0].id, record.passages[0].covered_by) == ("p13", ("index#page",))
        assert changes == ["new: p13 (First of all.) on line 1: look at index#page"]

    def test_one_where_nothing_is_mapped_yet_is_to_be_mapped(self):
        record = recorded(read_html(PAGE))
        record = replace(record, passages=tuple(replace(passage, covered_by=()) for passage in record.passages))
        record, changes = update(("<p>Nobody", "<p>Much is known.\n<p>Nobody"), record=record)
        assert changes == ["new: p13 (Much is known.) on line 10: say in covered_by in r.yml which section takes it"]

    def test_a_new_heading_heads_what_comes_with_it(self):
        record, changes = update(("<p>About 5%", "<h2>Numbers</h2><p>Some of them.\n<p>About 5%"))
        assert [(h.id, h.label, h.level, h.covered_by) for h in record.outline][-1] == ("h04", "Numbers", 2, ("causes#page",))  # fmt: skip
        heading, text = (passage for passage in record.passages if passage.id in ("p13", "p14"))
        assert (heading.heading, text.heading) == ("h04", "h04")
        assert len(changes) == 2 and all(change.startswith("new: ") for change in changes)

    def test_a_heading_of_another_level_is_told_and_touches_its_section(self):
        record, changes = update(("<h2 id=causes>Causes</h2>", "<h3 id=causes>Causes</h3>"))
        assert changes == ["changed: heading h03 is of level 3, it was 2: look at causes#page"]
        assert touched(record) == ["p09"]

    def test_one_that_is_gone_is_told_with_the_section_that_took_it(self):
        record, changes = update(("<p>Nobody knows why it comes.", ""))
        assert changes == ["gone: p10 (Nobody knows why it comes.): look at causes#page"]
        assert "p10" not in ids(record.passages)

    def test_a_heading_that_is_gone_takes_its_entry_with_it(self):
        record, changes = update(("<h2 id=causes>Causes</h2>\n<p>Nobody knows why it comes.\n<p>About 5% of people have one.\n<p>It is not a cancer, as most are not.", ""))  # fmt: skip
        assert ids(record.outline) == ["h01", "h02"]
        assert sum(change.startswith("gone: p") for change in changes) == 4

    def test_the_figures_of_one_that_changed_are_those_of_today(self):
        record, changes = update(("About 5%", "About 7%"))
        assert changes == ["changed: p11 (About 5% of people have one.), line 11: look at causes#page"]
        (passage,) = (passage for passage in record.passages if passage.id == "p11")
        assert passage.figures == ("7%",)

    def test_one_that_moved_keeps_its_words_and_its_section(self):
        moved = "<p>About 5% of people have one.\n"
        before = recorded(read_html(PAGE))
        record, changes = update((moved, ""), ("<h2>Symptoms", f"{moved}<h2>Symptoms"), record=before)
        assert changes == ["moved: p11 (About 5% of people have one.) is now on line 3: look at causes#page"]
        assert ids(record.passages)[:4] == ["p01", "p02", "p11", "p03"]
        assert replace(record.passages[2], line=11, moves=0) == before.passages[10]
        assert record.passages[2].state == f"{before.passages[10].fingerprint}+1"

    def test_a_heading_that_changed_keeps_its_id(self):
        record, changes = update((">Causes<", ">Reasons<"))
        assert changes == ["changed: p09 (Causes), line 9: look at causes#page"]
        assert ids(record.outline) == ["h01", "h02", "h03"]

    def test_two_equal_passages_stay_two(self):
        page = "<h1>T</h1><p>Same.<p>Other.<p>Same.<p>Last."
        record = recorded(read_html(page))
        assert ids(update(record=record, page=page)[0].passages) == ids(record.passages)
        updated, changes = update(("<p>Other.<p>Same.", "<p>Other."), record=record, page=page)
        assert ids(updated.passages) == ["p01", "p02", "p03", "p05"]
        assert changes == ["gone: p04 (Same.): look at index#page"]

    def test_what_editors_wrote_is_kept(self):
        record = recorded(read_html(PAGE))
        mine = replace(record.passages[9], label="Mine", covered_by=("mine#here",))
        record = replace(record, title="My title", passages=(*record.passages[:9], mine, *record.passages[10:]))
        updated, changes = update(("Nobody knows", "Nobody here knows"), record=record)
        assert updated.title == "My title"
        assert (updated.passages[9].label, updated.passages[9].covered_by) == ("Mine", ("mine#here",))
        assert changes == ["changed: p10 (Mine), line 10: look at mine#here"]

    def test_another_article_or_a_cut_off_one_is_refused(self):
        record = lines_record(LINES)
        for lines in (["Something else altogether stands here, in one line."], LINES[:2]):
            with pytest.raises(GuideError, match="of the record's 6 passages are in this article") as caught:
                fill_record(record, read_plain_text("\n".join(lines)))
            assert "is it the right file, and whole?" in caught.value.hint
        assert len(fill_record(record, read_plain_text("\n".join(LINES[:3])))[0].passages) == 3


class TestLists:
    def items(self, record):
        return [(entry.id, entry.items, entry.count) for entry in record.lists]

    def test_an_item_that_was_added_belongs_to_its_list(self):
        for edit in (("<li>a numb", "<li>a fever<li>a numb"), ("foot</ul>", "foot<li>a fever</ul>")):
            record, changes = update(edit)
            (entry,) = record.lists
            assert set(entry.items) == {"p05", "p06", "p07", "p13"} and entry.count == 4
            assert [change.split(":")[0] for change in changes] == ["new", "changed"]
            assert changes[1] == "changed: list list-1 has 4 items, it had 3: look at symptoms#page"

    def test_an_item_that_was_taken_out_is_told_for_itself_and_for_its_list(self):
        record, changes = update(("<li>weak legs", ""))
        assert self.items(record) == [("list-1", ("p05", "p07"), 2)]
        assert changes == [
            "gone: p06 (weak legs): look at symptoms#page",
            "changed: list list-1 has 2 items, it had 3: look at symptoms#page",
        ]

    def test_items_in_another_order_are_told(self):
        _, changes = update(("<li>weak legs<li>a numb foot", "<li>a numb foot<li>weak legs"))
        assert changes[-1] == "changed: list list-1 has other items, or in another order: look at symptoms#page"

    def test_a_list_that_is_gone_is_told(self):
        record, changes = update(("<ul><li>pain at night<li>weak legs<li>a numb foot</ul>", ""))
        assert record.lists == ()
        assert "gone: list list-1: look at symptoms#page" in changes

    def test_a_count_that_nobody_gave_is_not_made_up(self):
        record = recorded(read_html(PAGE))
        record = replace(record, lists=(replace(record.lists[0], count=0),))
        assert self.items(update(("<li>weak legs", ""), record=record)[0]) == [("list-1", ("p05", "p07"), 0)]

    def test_what_an_editor_restored_of_a_lost_list_is_kept(self):
        page = "<h1>T</h1><p>Signs are:<p>Other text.<p>And more."
        record = recorded(read_html(page))
        restored = replace(record.lists[0], restored_from="the printed leaflet", count=4)
        record = replace(record, lists=(restored,))
        assert update(("And more", "And much more"), record=record, page=page)[0].lists == (restored,)

    def test_lists_and_links_go_with_their_passages(self):
        lines = [
            *LINES,
            "Signs that we made up for this test are these:",
            "© 2025 P. All rights reserved. Terms of Use",
        ]
        record = lines_record(lines)
        assert (len(record.lists), len(record.links)) == (1, 1)
        updated, changes = fill_record(record, read_plain_text("\n".join(LINES)))
        assert (updated.lists, updated.links) == ((), ())
        assert sum(change.startswith("gone:") for change in changes) == 4


class TestLinks:
    def links(self, record):
        return [(link.id, link.text, link.href, link.target, link.passage) for link in record.links]

    BOTH = (
        ("link-1", "the guide", "https://x.org/a", "https://x.org/a", "p08"),
        ("link-2", "why", "#causes", "causes#page", "p08"),
    )

    def test_one_that_leads_elsewhere_is_told_with_both_addresses(self):
        record, changes = update(("x.org/a", "x.org/b"))
        assert changes == ["changed: link link-1 leads to https://x.org/b, it led to https://x.org/a: look at symptoms#page"]  # fmt: skip
        assert touched(record) == ["p08"]
        assert self.links(record) == [
            ("link-1", "the guide", "https://x.org/b", "https://x.org/b", "p08"),
            self.BOTH[1],
        ]

    def test_a_new_one_is_told_and_one_that_is_gone(self):
        record, changes = update(("Nobody knows", "<a href='/who'>Nobody</a> knows"))
        assert changes == ["new: link link-3 to /who in p10: look at causes#page"]
        assert touched(record) == ["p10"]
        assert self.links(record) == [*self.BOTH, ("link-3", "Nobody", "/who", "", "p10")]
        record, changes = update(("<a href='#causes'>why</a>", "why"))
        assert changes == ["gone: link link-2: look at symptoms#page"]
        assert touched(record) == ["p08"]
        assert self.links(record) == [self.BOTH[0]]

    def test_one_without_an_address_is_told_so(self):
        _, changes = update(("Nobody knows", "<a>Nobody</a> knows"))
        assert changes == ["new: link link-3 to no address in p10: look at causes#page"]

    def test_one_that_moved_with_other_words_is_the_same(self):
        link = "<a href='https://x.org/a'>the guide</a>"
        record, changes = update((link, "it"), ("Nobody knows", "<a href='https://x.org/a'>Nobody</a> knows"))
        assert ids(record.links) == ["link-1", "link-2"]
        assert record.links[0].passage == "p10"
        assert [change.split(":")[0] for change in changes] == ["changed"]  # the passage that lost it

    def test_a_target_that_an_editor_chose_is_kept_until_the_address_changes(self):
        record = recorded(read_html(PAGE))
        record = replace(record, links=(replace(record.links[0], target="index#mine"), record.links[1]))
        assert update(("Nobody", "None"), record=record)[0].links[0].target == "index#mine"
        assert update(("x.org/a", "x.org/b"), record=record)[0].links[0].target == "https://x.org/b"

    def test_a_rewrite_carries_no_words_of_a_new_link_that_are_a_sentence(self):
        record = recorded(read_html(PAGE), "rewrite")
        updated, _ = update(("Nobody knows", "<a href=/x>Nobody knows it.</a>"), record=record)
        assert updated.links[-1].text == "link-3"


def test_corrections_go_with_their_passage():
    record = recorded(read_html(PAGE))
    corrections = (
        Correction("p11", "figure", "5%", "7%", "The article is wrong.", 0),
        Correction("p10", "claim", "not", "", "So it is.", 0),
    )
    record = replace(record, corrections=corrections)
    assert update(("About 5%", "About 6%"), record=record)[0].corrections == corrections
    assert update(("<p>Nobody knows why it comes.", ""), record=record)[0].corrections == corrections[:1]


def test_the_runs_of_a_rewrite_are_those_of_today():
    record = lines_record(LINES)
    changed = [*LINES[:5], "The sixth line now tells other things of another matter altogether."]
    updated, _ = fill_record(record, read_plain_text("\n".join(changed)))
    assert updated.word_runs["p06"] == word_runs(changed[5]) != record.word_runs["p06"]
    assert updated.word_runs["p01"] == record.word_runs["p01"]


TEXTS = st.lists(st.sampled_from(["a b.", "c d.", "e f.", "g h.", "i j."]), min_size=1, max_size=6)


@given(TEXTS, TEXTS)
def test_an_update_is_refused_or_holds_the_article_and_a_second_one_changes_nothing(old, new):
    record = recorded(read_html("".join(f"<p>{text}" for text in old)))
    source = read_html("".join(f"<p>{text}" for text in new))
    try:
        updated, changes = fill_record(record, source)
    except GuideError:
        assert len({*old} & {*new}) * 2 < len({*old})
        return
    assert [p.fingerprint for p in updated.passages] == [p.fingerprint for p in source.passages]
    assert len(set(ids(updated.passages))) == len(updated.passages)
    assert bool(changes) == (old != new)
    assert fill_record(updated, source) == (updated, [])


def test_the_date_of_an_article_is_that_of_today_once_it_changes():
    dated = "<meta property='article:modified_time' content='{}'>" + PAGE
    record = recorded(read_html(dated.format("2024-05-01T10:00")))
    assert record.updated == "2024-05-01"
    same = fill_record(record, read_html(dated.format("2025-01-01")))
    assert (same[0].updated, same[1]) == ("2024-05-01", [])
    changed = dated.format("2025-01-01").replace("Nobody", "None")
    assert fill_record(record, read_html(changed))[0].updated == "2025-01-01"
    assert fill_record(record, read_html(PAGE.replace("Nobody", "None")))[0].updated == "2024-05-01"
