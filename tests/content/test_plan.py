"""Which page and section each part of an article goes to, and what the record of a plan holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.data import parse_yaml
from scripts.content.html import read_html
from scripts.content.plan import Place, label_of, parts_of, plan_record, plan_text, propose, read_plan, title_of
from scripts.content.source import RUN, words_of
from scripts.content.text import read_plain_text
from scripts.errors import GuideError


def planned(html, language="en", topic="back-pain", folder="", rights="copy"):
    source = read_html(html)
    return source, propose(source, topic=topic, language=language, rights=rights, folder=folder)


def recorded(html, rights="copy", language="en", topic="back-pain"):
    source, plan = planned(html, language, topic, rights=rights)
    return plan_record(source, plan, path="r.yml", topic=topic, language=language, rights=rights)


def places(html, **options):
    source, plan = planned(html, **options)
    return [
        (part.heading.text if part.heading else "", *vars(plan.places[part.line]).values()) for part in parts_of(source)
    ]


ENGLISH = """<h1>Lumps in the back</h1><p>Opening words.
<h2>What is a lump?</h2><p>A growth.
<h2>Signs of a lump</h2><p>Pain.<h3>At night</h3><p>More pain.
<h2>Causes</h2><p>Nobody knows.
<h2>Tests</h2><p>A scan.
<h2>How is it treated?</h2><p>With care.
<h2>Other matters</h2><p>Words of no kind."""
SPANISH = """<h1>Bultos en la espalda</h1><p>Palabras.<h2>Qué es</h2><p>Un bulto.
<h2>Señales y síntomas</h2><p>Dolor.<h3>De noche</h3><p>Más.<h2>Tratamiento</h2><p>Cuidado."""


class TestPages:
    def test_an_english_article_goes_to_the_pages_that_readers_look_for(self):
        assert places(ENGLISH) == [
            ("Lumps in the back", "index", "page", 1),
            ("What is a lump?", "index", "what-is-a-lump", 2),
            ("Signs of a lump", "symptoms", "page", 1),
            ("At night", "symptoms", "at-night", 2),
            ("Causes", "causes", "page", 1),
            ("Tests", "diagnosis", "page", 1),
            ("How is it treated?", "treatment", "page", 1),
            ("Other matters", "index", "other-matters", 2),
        ]
        _, plan = planned(ENGLISH)
        assert list(plan.pages.items()) == [
            ("index", "Lumps in the back"), ("symptoms", "Signs of a lump"), ("causes", "Causes"), ("diagnosis", "Tests"),
            ("treatment", "How is it treated?"),
        ]  # fmt: skip

    def test_pages_stand_in_the_readers_order_and_not_in_the_articles(self):
        _, plan = planned(
            "<h1>T</h1><p>o<h2>Treatment</h2><p>a<h2>Symptoms</h2><p>b<h2>Outlook</h2><p>c<h2>Causes</h2><p>d"
        )
        assert list(plan.pages) == ["index", "symptoms", "causes", "treatment", "outlook"]

    def test_a_page_of_two_main_headings_keeps_both_as_sections_under_a_title_of_its_own(self):
        html = "<h1>T</h1><p>o<h2>Tests</h2><p>a<h3>Blood</h3><p>b<h2>Scans</h2><p>c<h2>Causes</h2><p>d"
        assert places(html)[1:4] == [
            ("Tests", "diagnosis", "tests", 2),
            ("Blood", "diagnosis", "blood", 3),
            ("Scans", "diagnosis", "scans", 2),
        ]
        assert planned(html)[1].pages["diagnosis"] == "Diagnosis"

    def test_a_heading_that_says_nothing_goes_by_its_text(self):
        said = "<h2>Other matters</h2><p>" + "A drug or surgery is a treatment. " * 2
        found = dict((heading, page) for heading, page, _, _ in places(ENGLISH.split("<h2>Other")[0] + said))
        assert found["Other matters"] == "treatment"

    def test_where_an_article_does_not_fit_pages_follow_its_own_headings(self):
        html = "<h1>T</h1><p>o<h2>First of all</h2><p>a<h2>Then</h2><p>b<h2>Causes</h2><p>c<h2>At last</h2><p>d<h2>Bye</h2>"
        _, plan = planned(html)
        assert list(plan.pages.items()) == [
            ("index", "T"), ("first-of-all", "First of all"), ("then", "Then"), ("causes", "Causes"),
            ("at-last", "At last"), ("bye", "Bye"),
        ]  # fmt: skip

    def test_so_they_do_in_another_language(self):
        assert places(SPANISH, language="es") == [
            ("Bultos en la espalda", "index", "page", 1),
            ("Qué es", "que-es", "page", 1),
            ("Señales y síntomas", "senales-y-sintomas", "page", 1),
            ("De noche", "senales-y-sintomas", "de-noche", 2),
            ("Tratamiento", "tratamiento", "page", 1),
        ]

    def test_headings_in_other_scripts_get_ids_of_numbers(self):
        html = "<h1>背痛</h1><p>o<h2>症状</h2><p>痛<h3>MRI 检查是什么</h3><p>a<h2>治疗</h2><p>b"
        assert [(page, section) for _, page, section, _ in places(html, language="zh-Hans")] == [
            ("index", "page"), ("part-1", "page"), ("part-1", "part-3"), ("part-2", "page"),
        ]  # fmt: skip

    def test_a_first_page_without_any_text_of_its_own_takes_that_of_the_next(self):
        _, plan = planned("<h1>T</h1><h2>Eins</h2><p>a<h2>Zwei</h2><p>b", language="de")
        assert list(plan.pages.items()) == [("index", "T"), ("zwei", "Zwei")]
        assert plan.places[2] == Place("index", "eins", 2)

    def test_an_article_without_headings_goes_to_pages_by_what_its_passages_clearly_speak_of(self):
        html = (
            "<p>Opening words.<p>Symptoms: pain, weakness and other signs.<p>Surgery is a treatment, and so are drugs."
        )
        assert [page for _, page, _, _ in places(html)] == ["index", "symptoms", "treatment"]
        assert {section for _, _, section, _ in places(html)} == {"page"}

    def test_a_folder_goes_before_the_names(self):
        _, plan = planned(ENGLISH, folder="lumps/")
        assert list(plan.pages)[:2] == ["lumps/index", "lumps/symptoms"]
        assert {place.page for place in plan.places.values()} == set(plan.pages)

    @pytest.mark.parametrize(
        "html",
        ["<p>One.<p>Two.", "<h1>Title</h1><p>One.", "<h2>Title</h2><p>One.", "<h1>T</h1><p>a<h2>Symptoms</h2><p>b"],
    )
    def test_a_short_article_is_one_page(self, html):
        _, plan = planned(html)
        assert list(plan.pages) == ["index"]

    def test_equal_headings_have_ids_of_their_own(self):
        html = "<h1>T</h1><p>o<h2>Symptoms</h2><h3>Pain</h3><p>a<h3>Pain</h3><p>b<h3>Pain</h3><p>c<h2>Causes</h2><h3>Pain</h3><p>d"
        assert [(page, section) for heading, page, section, _ in places(html) if heading == "Pain"] == [
            ("symptoms", "pain"), ("symptoms", "pain-2"), ("symptoms", "pain-3"), ("causes", "pain"),
        ]  # fmt: skip
        same = places("<h1>T</h1><p>o<h2>Eins</h2><p>a<h2>Eins</h2><p>b", language="de")
        assert [page for _, page, _, _ in same] == ["index", "eins", "eins-2"]

    def test_levels_go_down_one_step_at_a_time(self):
        html = "<h1>T</h1><p>o<h2>Symptoms</h2><p>a<h5>Deep</h5><p>b<h6>Deeper</h6><p>c<h3>Back</h3><p>d<h2>Causes</h2><p>e"
        assert [level for _, _, _, level in places(html)] == [1, 1, 2, 3, 2, 1]

    def test_text_before_the_first_heading_opens_the_first_page(self):
        assert places("<p>Opening.<h1>T</h1><p>a<h2>Symptoms</h2><p>b<h2>Causes</h2><p>c")[0] == (
            "",
            "index",
            "page",
            1,
        )


class TestTitle:
    @pytest.mark.parametrize(
        ("html", "title"),
        [
            ("<h1>Lumps</h1><h2>A</h2><h2>B</h2>", "Lumps"),
            ("<h3>Small</h3><h1>Lumps</h1><h2>A</h2><h2>B</h2>", "Lumps"),
            ("<title>Lumps | A site</title><h1>A</h1><p>a<h1>B</h1>", "Lumps"),
            ("<title>Lumps - and bumps — Site</title><p>a", "Lumps - and bumps"),
            ("<h1>A</h1><p>a<h1>B</h1>", "Back pain"),
            ("<p>a", "Back pain"),
            ("<h2>Lumps</h2><h3>A</h3><h3>B</h3>", "Lumps"),
            ("<h1>Lumps</h1><p>a", "Lumps"),
        ],
    )
    def test_is_the_heading_above_the_others_else_what_the_page_says_else_the_topic(self, html, title):
        source, plan = planned(html)
        assert title_of(source, "back-pain") == title
        assert plan.pages["index"] == title


class TestFile:
    @pytest.mark.parametrize("rights", ["copy", "rewrite"])
    @pytest.mark.parametrize(
        ("html", "language"),
        [
            (ENGLISH, "en"),
            (SPANISH, "es"),
            ("<p>One.", "en"),
            ("<h1>背痛: “a” # b</h1><h2>症状 - [x]</h2><p>a<h2>'q' & {c}</h2><p>b<h2>2025-01-01</h2><p>c", "zh-Hans"),
            ("<h1>1.5</h1><h2>More ...</h2><p>a<h2>: colon</h2><p>b", "de"),
        ],
    )
    def test_reading_what_was_written_gives_the_same_plan(self, html, language, rights):
        source, plan = planned(html, language)
        assert read_plan(parse_yaml(plan_text(plan, source, rights), "plan.yml"), source) == plan

    def test_it_is_followed_as_an_editor_changed_it(self):
        source, plan = planned("<h1>T</h1><p>a<h2>Symptoms</h2><p>b<h2>Causes</h2><p>c")
        text = (
            plan_text(plan, source, "copy")
            .replace("  causes: Causes\n", "")
            .replace("  symptoms: Symptoms\n", "  symptoms: Signs, and why\n")
            .replace("page: causes, section: page, level: 1", "page: symptoms, section: why, level: 2")
        )
        changed = read_plan(parse_yaml(text, "plan.yml"), source)
        assert changed.pages == {"index": "T", "symptoms": "Signs, and why"}
        assert list(changed.places.values())[2] == Place("symptoms", "why", 2)

    def test_a_page_that_takes_nothing_is_no_page(self):
        source, plan = planned("<h1>T</h1><h2>Symptoms</h2><p>b<h2>Causes</h2><p>c")
        text = plan_text(plan, source, "copy").replace("pages:\n", "pages:\n  extra: Extra\n")
        assert read_plan(parse_yaml(text, "plan.yml"), source) == plan

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("pages:", "page:", "plan.yml:3: a plan has no key 'page'.\n  Next: did you mean 'pages'?"),
            ("line: 3,", "line: 7,", "plan.yml:9: no part of the article begins at 7.\n  Next: run again without the file."),
            ("page: causes", "page: cause", "plan.yml:10: the page 'cause' is not among 'pages'.\n  Next: add it there."),
            ("page: causes,", "page: symptoms,", "plan.yml:10: the section 'page' stands twice on symptoms.\n  Next: ids are unique."),
            ("level: 1}", "level: one}", "'level' of a part is text; a number was expected."),
            ("level: 1}", "levl: 1}", "a part has no key 'levl'.\n  Next: did you mean 'level'?"),
            ("  causes: Causes", "  causes: 5", "'causes' of 'pages' is a number; text was expected."),
            (", section: page", "", "a part lacks 'section'.\n  Next: add a line 'section: …'."),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_refused_with_its_line(self, old, new, message):
        source, plan = planned("<h1>T</h1><p>o<h2>Symptoms</h2><h2>Causes</h2>")
        text = plan_text(plan, source, "copy")
        assert old in text
        with pytest.raises(GuideError) as caught:
            read_plan(parse_yaml(text.replace(old, new), "plan.yml"), source)
        assert message in str(caught.value)

    def test_a_part_that_was_taken_out_is_named(self):
        source, plan = planned("<h1>T</h1><p>o<h2>Symptoms</h2><h2>Causes</h2>")
        lines = plan_text(plan, source, "copy").splitlines()
        with pytest.raises(GuideError, match="the part that begins at 3 is not in the plan") as caught:
            read_plan(parse_yaml("\n".join(line for line in lines if "line: 3" not in line), "plan.yml"), source)
        assert "each part of the article goes somewhere" in caught.value.hint

    @pytest.mark.parametrize(
        "text", ["pages: {}\nparts: [a]\n", "pages: {}\nparts: []\n", "pages: {}\n", "parts: []\n"]
    )
    def test_what_is_no_plan_is_refused(self, text):
        source, _ = planned("<p>a")
        with pytest.raises(GuideError):
            read_plan(parse_yaml(text, "plan.yml"), source)

    def test_the_plan_of_a_rewrite_holds_no_sentence_of_the_article(self):
        html = "<h1>T</h1><h2>You should see a doctor soon.</h2><p>a<h2>Signs that you must never wait with at home</h2><p>b"
        source, plan = planned(html, "de")
        text = plan_text(plan, source, "rewrite").partition("parts:")[2]
        assert "see a doctor" not in text and "never wait" not in text and "heading of 6 words" in text
        assert "see a doctor soon." in plan_text(plan, source, "copy")


class TestRights:
    @pytest.mark.parametrize(
        "text",
        [
            "You should see a doctor soon.", "Is it cancer?", "Call now!", "背痛很常见。", "क्या यह कैंसर है।", "هل هو سرطان؟",
            "Do not lift when your back hurts", "Types of lumps", "背痛", "one two three four five six seven eight",
        ],
    )  # fmt: skip
    def test_no_sentence_is_a_label(self, text):
        assert label_of(text, "Part 3") == "Part 3"

    @pytest.mark.parametrize("text", ["Symptoms", "Signs and symptoms", "Causes and risk factors", "Treatment"])
    def test_a_heading_that_every_article_has_is(self, text):
        assert label_of(text, "Part 3") == text

    def test_a_rewrite_record_carries_no_sentence_and_no_long_heading(self):
        html = (
            "<title>Everything you need to know about all of the lumps | Site</title><h1>When should you go to see a doctor?</h1><p>First words of it."
            "<h2>Call your doctor at once.</h2><p>Text of a kind, <a href=/x>a link whose words say more than a name would</a>."
            "<h2>Signs</h2><ul><li>An item of the list</ul>"
        )
        record = recorded(html, "rewrite")
        said = str(record)
        for words in ("should you go", "Call your doctor", "First words", "Text of a kind", "whose words", "An item", "need to know"):  # fmt: skip
            assert words not in said
        assert [heading.label for heading in record.outline] == ["Part 1", "Part 2", "Signs"]
        assert record.title == "Back pain"
        assert all(
            section.heading in ("Part 2", "Signs") for page in record.pages.values() for section in page.sections
        )

    def test_no_title_of_a_page_holds_a_contact_slot(self):
        record = recorded("<h1>{{a}}</h1><p>o<h2>Eins {{emergency}}</h2><p>a<h2>Zwei</h2><p>b", language="de")
        assert [page.title for page in record.pages.values()] == ["{ {a}}", "Eins { {emergency}}", "Zwei"]
        assert record.outline[0].label == "{{a}}"

    def test_a_copy_carries_the_headings_whole(self):
        record = recorded("<h1>When should you go to see a doctor?</h1><p>a<h2>Call at once.</h2><p>b<h2>Wait.</h2>")
        assert record.title == "When should you go to see a doctor?"
        assert [heading.label for heading in record.outline] == [record.title, "Call at once.", "Wait."]


class TestRecord:
    def test_passages_go_where_their_part_goes(self):
        record = recorded("<h1>T</h1><p>a<h2>Symptoms</h2><p>b<h3>Night</h3><p>c<table><tr><td>d<td>e</table><h2>Causes</h2><p>f")  # fmt: skip
        assert [(p.id, p.kind, p.heading, p.covered_by) for p in record.passages] == [
            ("p01", "heading", "h01", ("index#page",)), ("p02", "paragraph", "h01", ("index#page",)),
            ("p03", "heading", "h02", ("symptoms#page",)), ("p04", "paragraph", "h02", ("symptoms#page",)),
            ("p05", "heading", "h03", ("symptoms#night",)), ("p06", "paragraph", "h03", ("symptoms#night",)),
            ("p07", "table-row", "h03", ("symptoms#night",)),
            ("p08", "heading", "h04", ("causes#page",)), ("p09", "paragraph", "h04", ("causes#page",)),
        ]  # fmt: skip
        assert [(s.id, s.heading, s.level) for s in record.pages["symptoms"].sections] == [("night", "Night", 2)]

    def test_lists_are_recorded_with_their_lead_in_and_number_of_items(self):
        record = recorded(
            "<p>Signs:<ul><li>a<li>b<ul><li>b1</ul><li>c</ul><p>Else.<ol><li>d</ol><ol><li>e<li>f</ol><p>These:<p>No list."
        )
        assert [(li.id, li.lead_in, li.state, li.items, li.count) for li in record.lists] == [
            ("list-1", "p01", "kept", ("p02", "p03", "p04", "p05"), 4),
            ("list-2", "p06", "kept", ("p07",), 1),
            ("list-3", "p07", "kept", ("p08", "p09"), 2),
            ("list-4", "p10", "lost", (), 0),
        ]

    def test_so_are_those_of_a_plain_text(self):
        source = read_plain_text("Signs of it are these:\n\n- one\n- two\n\nOther text.\n\n* three\n")
        plan = propose(source, topic="t", language="en", rights="copy")
        record = plan_record(source, plan, path="r.yml", topic="t", language="en", rights="copy")
        assert [(li.items, li.count) for li in record.lists] == [(("p02", "p03"), 2), (("p05",), 1)]

    def test_an_item_of_two_paragraphs_does_not_end_its_list(self):
        (entry,) = recorded("<p>Signs:<ul><li><p>a<p>more<li>b</ul>").lists
        assert (entry.items, entry.count) == (("p02", "p04"), 2)

    ADDRESS = "<link rel=canonical href='https://example.org/health/a'>"

    @pytest.mark.parametrize(
        ("href", "without", "with_address"),
        [
            ("https://x.org/y?z=1#w", "https://x.org/y?z=1#w", "https://x.org/y?z=1#w"),
            ("//x.org/y", "https://x.org/y", "https://x.org/y"),
            ("/y", "", "https://example.org/y"),
            ("b", "", "https://example.org/health/b"),
            ("../c", "", "https://example.org/c"),
            ("?q=1", "", "https://example.org/health/a?q=1"),
            (" /y\n", "", "https://example.org/y"),
            ("mailto:a@x.org", "mailto:a@x.org", "mailto:a@x.org"),
            ("tel:+15550100", "tel:+15550100", "tel:+15550100"),
            ("javascript:void(0)", "", ""),
            ("JavaScript:void(0)", "", ""),
            ("data:text/html,x", "", ""),
            ("#signs", "symptoms#signs", "symptoms#signs"),
            ("#inside", "symptoms#signs", "symptoms#signs"),
            ("a#signs", "", "symptoms#signs"),
            ("https://example.org/health/a#signs", "https://example.org/health/a#signs", "symptoms#signs"),
            ("#nowhere", "", ""),
            ("#", "", ""),
            ("", "", ""),
            ("http://[broken", "", ""),
            ("https:/x.org", "", "https://example.org/x.org"),  # as browsers have it
            ("http://", "", ""),
            ("mailto:", "", ""),
            ("http://intranet/a", "http://intranet/a", "http://intranet/a"),
        ],
    )
    def test_links_lead_to_where_they_led(self, href, without, with_address):
        html = f"<h1>T</h1><p>See <a href='{href}'>it</a>.<h2 id=signs>Signs</h2><p id=inside>b<h2>Signs of it</h2>"
        for head, target in (("", without), (self.ADDRESS, with_address)):
            (link,) = recorded(head + html).links
            assert (link.href, link.target, link.passage, link.covered_by) == (href, target, "p02", ("index#page",))

    def test_a_link_without_address_or_words_is_told_apart(self):
        links = recorded("<p><a>none</a> <a href=/x></a> <a href=/y><img alt=picture></a>").links
        assert [(link.id, link.text, link.href, link.target) for link in links] == [
            ("link-1", "none", None, ""),
            ("link-2", "picture", "/y", ""),
        ]

    def test_it_says_what_the_article_says_of_itself(self):
        record = recorded(
            f"<html lang=en>{self.ADDRESS}<meta name=dc.publisher content='A charity'><link rel=license href='https://cc.org/by'>"
            "<meta property=article:modified_time content=2025-11-21><h1>T</h1><p>a"
        )
        assert (record.publisher, record.updated, record.licence) == ("A charity", "2025-11-21", "https://cc.org/by")
        assert record.address == "https://example.org/health/a"


HEADINGS = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Symptoms", "Causes", "Eins", "背痛", "A b c", "2", "?"])), min_size=1, max_size=8)  # fmt: skip


@given(HEADINGS, st.sampled_from(["en", "de"]), st.sampled_from(["", "t/"]))
def test_every_part_has_one_place_on_a_page_and_no_two_headings_share_a_section(headings, language, folder):
    html = "".join(f"<h{level}>{text}</h{level}><p>Text." for level, text in headings)
    source, plan = planned(html, language, folder=folder)
    parts = parts_of(source)
    assert sorted(plan.places) == [part.line for part in parts]
    assert {place.page for place in plan.places.values()} <= set(plan.pages) and all(plan.pages.values())
    taken = [(plan.places[part.line].page, plan.places[part.line].section) for part in parts if part.heading]
    assert len(taken) == len(set(taken))
    for page in plan.pages:
        levels = [place.level for place in plan.places.values() if place.page == page and place.section != "page"]
        assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))
    again = read_plan(parse_yaml(plan_text(plan, source, "copy"), "plan.yml"), source)
    assert again.places == plan.places
    assert again.pages == plan.pages or folder


@given(st.text(max_size=60))
def test_a_label_is_short_or_the_other(text):
    label = label_of(text, "Part 1")
    assert label == "Part 1" or (label == text and len(words_of(text)) < RUN and "." not in text)


@pytest.mark.parametrize(
    ("heading", "page"),
    [
        ("What are the symptoms of asthma?", "symptoms"),
        ("What is the treatment?", "treatment"),
        ("What is asthma?", "index"),
        ("Treatment for back pain", "treatment"),
        ("Pain", "symptoms"),
        ("Diagnosing the cause", "diagnosis"),
        ("Treating symptoms", "treatment"),
        ("Symptoms and treatment", "symptoms"),
        ("Living with back pain", "coping"),
        ("When to see a doctor about symptoms", "appointment"),
    ],
)
def test_a_heading_goes_to_the_page_it_speaks_of_first_and_to_that_on_pain_last_of_all(heading, page):
    html = f"<h1>Asthma</h1><p>Opening.<h2>{heading}</h2><p>a<h2>Causes</h2><p>b<h2>Tests</h2><p>c"
    assert {found[0]: found[1] for found in places(html)}[heading] == page
