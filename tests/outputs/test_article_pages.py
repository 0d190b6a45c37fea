"""Pages made from an article's record, and what they must say from then on."""

from dataclasses import replace

import pytest

from scripts.content.article import read_article
from scripts.content.built import parse_built_page
from scripts.content.page import parse_page
from scripts.content.plan import Place, Plan, plan_record, propose
from scripts.content.record import PlannedPage, PlannedSection
from scripts.content.update import fill_record
from scripts.outputs.article_pages import accepted_pages, copied_page, front_matter, skeleton

ARTICLE = """\
<html lang="en"><body><h1>Back: <em>care</em> #1</h1>
<p>Begin with <a href="#walk">walking</a> or <a href="rest.html">rest</a>.</p>
<h2 id="walk">Walking</h2><p>Walk for <strong>10</strong> minutes.</p><ol><li>Start</li><li>Go on</li></ol>
<h2>Lifting</h2><p>See <a href="#walk">above</a> and <a href="https://example.org/?a=1&amp;b=2">this</a>.</p>
</body></html>
"""


@pytest.fixture
def article(tmp_path):
    """The source and its record, and a function that plans it otherwise."""
    path = tmp_path / "a.html"
    path.write_text(ARTICLE, encoding="utf-8")
    source = read_article(path).source

    def planned(plan=None, folder=""):
        plan = plan or propose(source, topic="back", language="en", rights="copy", folder=folder)
        record = plan_record(source, plan, path="back.yml", topic="back", language="en", rights="copy")
        return fill_record(record, source)[0]

    return source, planned


@pytest.mark.parametrize(
    "title", ["Plain", "With: a colon", "'quoted'", '"', "# 1", "yes", "[x](y)", "癌症", "a" * 300]
)
def test_a_title_is_read_back_from_its_front_matter(title):
    page = parse_page(f"{front_matter(title, 'About: it')}# x\n", "x.md", "en", "x")
    assert (page.title, page.description) == (title, "About: it")


def test_front_matter_leaves_out_a_description_there_is_none_of():
    assert front_matter("Back") == "---\ntitle: Back\n---\n"


def test_a_skeleton_has_every_heading_with_its_id_and_a_marker_where_text_belongs(article):
    _, planned = article
    record = planned()
    sections = (PlannedSection("a", "A", 2), PlannedSection("b", "B", 3), PlannedSection("c", "C", 2))
    pages = {"index": record.pages["index"], "more": PlannedPage("Title", "About it", sections)}
    record = replace(record, pages=pages)
    page = parse_page(skeleton(record, "more"), "x.md", "en", "more")
    assert [(s.id, s.level, s.heading) for s in page.sections[1:]] == [("a", 2, "A"), ("b", 3, "B"), ("c", 2, "C")]
    assert [s.id for s in page.sections if s.to_be_written] == ["b", "c"]  # "a" is spoken of in the section below it
    assert not page.written and (page.title, page.description) == ("Title", "About it")
    index = parse_page(skeleton(record, "index"), "x.md", "en", "index")
    assert [s.id for s in index.sections if s.to_be_written] == ["page"]  # the article says something there


def test_a_copied_page_holds_its_passages_in_order_and_its_links_lead_to_our_pages(article):
    source, planned = article
    record = planned()
    assert list(record.pages) == ["index", "walking", "lifting"]
    assert copied_page(record, "walking", source) == (
        "---\ntitle: Walking\n---\n\n# Walking\n\nWalk for **10** minutes.\n\n1. Start\n2. Go on\n"
    )
    assert "Begin with [walking](walking.md) or rest." in copied_page(record, "index", source)
    lifting = copied_page(record, "lifting", source)
    assert "[above](walking.md)" in lifting and "[this](https://example.org/?a=1&b=2)" in lifting


def test_a_title_with_marks_is_written_as_text_and_as_heading(article):
    source, planned = article
    page = copied_page(planned(), "index", source)
    assert parse_page(page, "x.md", "en", "index").title == "Back: care #1"
    assert "\n# Back: *care* #1" in page.replace("\\#", "#")


def test_links_lead_from_folder_to_folder(article):
    source, planned = article
    record = planned(folder="back/")
    assert "[walking](walking.md)" in copied_page(record, "back/index", source)
    lines = [1, 3, 7]
    plan = Plan(
        {"index": "Back", "deep/er/walk": "Walk", "lift": "Lift"},
        dict(zip(lines, (Place("index", "page", 1), Place("deep/er/walk", "go", 2), Place("lift", "page", 1)), strict=True)),
    )  # fmt: skip
    record = planned(plan)
    assert "[walking](deep/er/walk.md#go)" in copied_page(record, "index", source)
    assert "[above](deep/er/walk.md#go)" in copied_page(record, "lift", source)
    assert "# Walk\n\n## Walking {#go}\n\nWalk for" in copied_page(record, "deep/er/walk", source)


def test_a_link_to_the_start_of_its_own_page_leads_to_the_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_text('<h1 id="top">Back</h1><p>Rest.</p><h2>Lift</h2><p><a href="#top">Up</a>.</p>', encoding="utf-8")
    source = read_article(path).source
    plan = propose(source, topic="back", language="en", rights="copy", folder="back/")
    record = plan_record(source, plan, path="back.yml", topic="back", language="en", rights="copy")
    record, _ = fill_record(record, source)
    assert "[Up](index.md)" in copied_page(record, "back/index", source)
    up = accepted_pages(record, ["back/index"], source)["back/index#lift"].blocks[-1]
    assert up.links == (("Up", "index.html"),)


def test_what_a_copied_page_must_say_is_taken_from_the_article(article):
    source, planned = article
    record = planned()
    accepted = accepted_pages(record, list(record.pages), source)
    assert list(accepted) == ["index#page", "walking#page", "lifting#page"]
    walking = accepted["walking#page"]
    assert [(b.kind, b.text, b.number) for b in walking.blocks] == [
        ("title", "Walking", None), ("heading", "Walking", 1), ("paragraph", "Walk for 10 minutes.", None), ("list-item", "Start", 1),
        ("list-item", "Go on", 2),
    ]  # fmt: skip
    assert walking.passages == {
        f"back:{p.id}": p.fingerprint for p in record.passages if p.covered_by == ("walking#page",)
    }
    assert accepted["index#page"].blocks[2].links == (("walking", "walking.html"),)
    assert accepted["lifting#page"].blocks[2].links == (
        ("above", "walking.html"), ("this", "https://example.org/?a=1&b=2"),
    )  # fmt: skip


def test_only_the_pages_that_are_written_are_accepted(article):
    source, planned = article
    assert list(accepted_pages(planned(), ["lifting"], source)) == ["lifting#page"]


def test_a_page_without_a_heading_of_the_article_is_called_as_it_is_planned(article):
    source, planned = article
    plan = Plan(
        {"index": "All *of* it"}, {1: Place("index", "top", 2), 3: Place("index", "a", 2), 7: Place("index", "b", 3)}
    )
    record = planned(plan)
    page = copied_page(record, "index", source)
    assert "\n# All \\*of\\* it\n\n## Back: " in page
    accepted = accepted_pages(record, ["index"], source)
    assert [block.text for block in accepted["index#page"].blocks] == ["All *of* it", "All *of* it"]
    html = "<html lang=en><article><h1>All *of* it</h1></article></html>"
    assert parse_built_page(html).sections["page"].heading == "All *of* it"
