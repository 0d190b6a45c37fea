"""What a section said and what it says now: which change is a loss, and what it is called."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.checks.acceptance import Vocabulary, losses, same_target
from scripts.content.accepted import Accepted, accepted_text, read_accepted
from scripts.content.built import Block, parse_built_page
from scripts.content.claims import Terms, read_claims, read_terms

ROOT = Path(__file__).parents[2]


def vocabulary(tag="en", titles=()):
    return Vocabulary(tag, read_claims(ROOT, tag), read_terms(ROOT), frozenset(titles))


def rules(was, now, tag="en", elsewhere=(), **options):
    """The rules that one block, or several, break by becoming others."""
    was, now = ([Block("paragraph", b) if isinstance(b, str) else b for b in blocks] for blocks in (was, now))
    return {loss.rule for loss in losses(was, now, vocabulary(tag, **options), elsewhere)}


LOUD = [
    ("Call your team about any new pain in your neck.", "Call your team about any new pain in your back.", "term-gone"),
    ("Most back pain does not come from cancer.", "Most back pain does come from cancer.", "claim-changed"),
    ("Most back pain does not come from cancer.", "Some back pain does not come from cancer.", "claim-changed"),
    ("Do not stop the tablets on your own.", "Stop the tablets on your own.", "claim-changed"),
    ("Have the scan within one day of the visit.", "Have the scan after one day of the visit.", "claim-changed"),
    ("It helps about 80% of all these people.", "It helps about 81% of all these people.", "figure-changed"),
    ("It helps 8 in 10 people who take it.", "It helps 8 in 12 people who take it.", "figure-changed"),
    ("Call if it is 38 °C or more at home.", "Call if it is 38 °F or more at home.", "figure-changed"),
    ("Take the tablets for 2 days at least.", "Take the tablets for 2 weeks at least.", "term-gone"),
    ("Take 2-4 of the tablets with your water.", "Take 2, 4 of the tablets with your water.", "words-gone"),
    ("Take ½ of a tablet with some of the water.", "Take ¼ of a tablet with some of the water.", "figure-changed"),
    ("Keep the sample at 5 degrees in the box.", "Keep the sample at −5 degrees in the box.", "figure-changed"),
    ("A count of 9 is where this one begins.", "A count of > 9 is where this one begins.", "figure-changed"),
    ("Call {{interpreter}} when this happens to you.", "Call {{crisis_line}} when this happens to you.", "figure-changed"),
    ("Does your back hurt when you lie down?", "Does your back hurt when you lie down.", "words-gone"),
    ("This word is in the text of the page.", "This word is in the text.", "words-gone"),
    ("This word is in the text of the page.", "This word is in the text of the page, says an old myth.", "words-added"),
    ("The visit takes up most of a long day.", "Bananas taste best with cream and a spoon.", "passage-gone"),
    ("Call your team and tell them of the pain.", "Wait, your team and tell them of the pain.", "claim-changed"),
    ("Take the tablets with food and plenty of water.", "Take the tablets with food or plenty of water.", "claim-changed"),
    ("The growth is often slow in most of us.", "The growth is often fast in most of us.", "claim-changed"),
    ("Nurse on call", "Nurse on bicycle", "words-changed"),
    ("Take your own pills with food and plenty of it.", "Take their own pills with food and plenty of it.", "claim-changed"),
    ("Take paracetamol with food and plenty of it.", "Take aspirin with food and plenty of it.", "claim-changed"),
    ("Stay there for as long as you like it.", "Stay there for as long as you unlike it.", "words-changed"),
    ("The cause of it is known to your doctor.", "The cause of it is unknown to your doctor.", "words-changed"),
    ("The nurse weighs it and the doctor signs it.", "The doctor weighs it and the nurse signs it.", "swapped"),
    ("A film of cells on the wall of the cyst.", "A wall of cells on the film of the cyst.", "swapped"),
    ("It may last for the whole of a person’s life here.", "It may last for the whole of a ’s life here.", "words-changed"),
    ("It is on the cancer’s place in the whole body.", "It is on the ~~cancer~~’s place in the whole body.", "figure-changed"),
    ("The sample held 10^9 of the cells we seek.", "The sample held 109 of the cells we seek.", "figure-changed"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "rule"), LOUD)
def test_a_statement_that_says_something_else_is_named(was, now, rule):
    assert rule in rules([was], [now])


SILENT = [
    ("Your doctor will look at the pictures with you.", "Your doctor will look at the images with you."),
    ("Your doctor will look at the pictures with you.", "Your doctor will  look at the\npictures with\u00a0you."),
    ("Your doctor’s pictures show the whole of it.", "Your doctor's pictures show the whole of it."),
    ("Ask some\u00adone to read this page to you too.", "Ask someone to read this page to you too."),
    ("Caf\u00e9 food is as good as any other kind.", "Cafe\u0301 food is as good as any other kind."),
    ("Begin with a short walk round the house.", "Commence with a short walk round the house."),
    ("You may feel tired for a week or so.", "You might feel tired for a week or so."),
    ("Go there at once if this happens to you!", "Go there right away if this happens to you!"),
    ("You cannot drive for a week or so after it.", "You can not drive for a week or so after it."),
    ("It is not cancer in most of the people here.", "It isn't cancer in most of the people here."),
    ("It helps 95% of the people who take it here.", "It helps 95\u00a0% of the people who take it here."),
    ("It helps 95 people of those who take it here.", "It helps 95 persons of those who take it here."),
    ("Take 500 mg of it with a glass of milk.", "Take 500 milligrams of it with a glass of milk."),
]


@pytest.mark.parametrize(("was", "now"), SILENT)
def test_a_synonym_or_another_spelling_is_silent(was, now):
    assert rules([was], [now]) == set()


@pytest.mark.parametrize(("word", "other"), [("emergency department", "doctor"), ("legs", "ears"), ("team", "family")])
def test_people_places_and_parts_of_the_body_are_no_synonyms_in_a_guide_without_key_terms(word, other):
    was, now = (Block("paragraph", f"Then let the {said} have a look at it.") for said in (word, other))
    assert {loss.rule for loss in losses([was], [now], replace(vocabulary(), terms=Terms({})))} == {"claim-changed"}


def test_many_synonyms_are_another_statement():
    was = "The people who look after you will show you the pictures in the room."
    now = "The folks who care after you will display you the images in the chamber."
    assert "passage-changed" in rules([was], [now])


def test_in_spanish_an_accent_makes_another_word():
    assert "words-changed" in rules(["El equipo de la clínica esta ahí con usted."], ["El equipo de la clínica está ahí con usted."], "es")  # fmt: skip


def test_in_a_language_without_claim_words_every_other_word_is_named():
    was, now = (
        Block("paragraph", "Eins zwei drei vier fünf sechs."),
        Block("paragraph", "Eins zwei drei vier fünf sieben."),
    )
    assert {loss.rule for loss in losses([was], [now], Vocabulary("de", None, Terms({})))} == {"words-changed"}


ITEMS = [Block("list-item", text) for text in ("Fever or chills.", "Weak legs at night.", "A stiff neck and back.")]


def test_items_that_are_dropped_swapped_added_or_doubled_are_named():
    assert rules(ITEMS, ITEMS) == set()
    assert rules(ITEMS, ITEMS[1:]) == {"item-gone"}
    assert rules(ITEMS, [ITEMS[1], ITEMS[0], ITEMS[2]]) == {"out-of-order"}
    assert rules(ITEMS, [*ITEMS, Block("list-item", "A hot bath helps as well.")]) == {"part-added"}
    assert rules(ITEMS, [*ITEMS, ITEMS[0]], elsewhere={ITEMS[0].text}) == {"part-twice"}


def test_a_part_of_the_guide_in_place_of_another_is_no_synonym():
    was, now = "Pain in the arm at night or so.", "Pain in the leg at night or so."
    assert "swapped" in rules([was], [now], elsewhere={now})


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        (Block("list-item", "One of them."), Block("paragraph", "One of them."), "kind-changed"),
        (Block("list-item", "One.", box="box-a"), Block("list-item", "One."), "box-left"),
        (Block("paragraph", "One."), Block("paragraph", "One.", box="details"), "box-left"),
        (Block("list-item", "One.", number=1), Block("list-item", "One.", number=2), "renumbered"),
        (Block("heading", "One", number=2), Block("heading", "One", number=3), "renumbered"),
        (Block("table-row", "One 5", number=2), Block("table-row", "One 5", number=3), "renumbered"),
        (Block("list-item", "One.", depth=2), Block("list-item", "One."), "depth-changed"),
        (Block("paragraph", "One."), Block("paragraph", "One.", language="fr"), "other-language"),
        (Block("paragraph", "Not now."), Block("paragraph", "~~Not~~ now."), "figure-changed"),
        (Block("title", "Get help now"), Block("title", "Get cheese now"), "term-gone"),
    ],
)
def test_what_stands_otherwise_is_named(was, now, rule):
    assert rule in rules([was], [now], titles=("help",))


def linked(*links):
    return [Block("paragraph", "See one and two.", links=links)]


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        ((("one", "a.html"),), "link-gone"),
        ((("one", "a.html"), ("two", "c.html")), "link-retargeted"),
        ((("one", "a.html"), ("", "b.html")), "link-empty"),
        ((("one", "b.html"), ("two", "a.html")), "link-retargeted"),
        ((("one", "a.html"), ("two", "")), "link-retargeted"),
        ((("one", "a.html"), ("two", "b.html"), ("See", "https://x.org/")), "link-added"),
        ((("See", "a.html"), ("two", "b.html")), "link-moved"),
    ],
)
def test_a_link_that_is_lost_added_or_leads_elsewhere_is_named(now, rule):
    assert rule in rules(linked(("one", "a.html"), ("two", "b.html")), linked(*now))


def test_a_link_on_other_words_is_named_and_on_a_synonym_is_not():
    def said(words, text):
        return [Block("paragraph", text, links=((words, "a.html"),))]

    was = said("what the scan shows", "Here is what the scan shows of your back.")
    assert rules(was, said("click here now", "Here is click here now of your back.")) >= {"link-moved"}
    assert rules(was, said("what the scan reveals", "Here is what the scan reveals of your back.")) == set()


@pytest.mark.parametrize(
    ("was", "now", "tag"),
    [
        ("https://x.org/a", "https://x.org/es/a", "es"),
        ("https://x.org/en/a", "https://x.org/es/a", "es"),
        ("https://www.x.org/a?lang=en", "https://x.org/a?lang=es", "es"),
        ("http://x.org/a/", "https://x.org/a/", "en"),
        ("https://medlineplus.gov/a.html", "https://medlineplus.gov/spanish/a.html", "es"),
        ("https://en.wikipedia.org/wiki/Fever", "https://es.wikipedia.org/wiki/Fiebre", "es"),
        ("https://en.wikipedia.org/wiki/Fever", "https://ar.wikipedia.org/wiki/حمى", "ar"),
    ],
)
def test_a_localized_link_is_the_same_link(was, now, tag):
    assert same_target(was, now, tag)


@pytest.mark.parametrize(
    ("was", "now", "tag"),
    [
        ("https://x.org/a", "https://x.org/b", "es"),
        ("https://x.org/a", "https://x.org/es/b", "es"),
        ("https://x.org/a", "https://y.org/es/a", "es"),
        ("https://x.org/a", "https://x.org/fr/a", "es"),
        ("https://x.org/a#b", "https://x.org/a#c", "en"),
        ("https://x.org/?p=1", "https://x.org/es/?p=2", "es"),
        ("https://x.org/a", "ftp://x.org/a", "en"),
        ("https://x.org/a", "http://x.org/a", "en"),
        ("https://en.wikipedia.org/wiki/Fever", "https://fr.wikipedia.org/wiki/Taureau", "es"),
        ("https://es.wikipedia.org/wiki/Fiebre", "https://es.wikipedia.org/wiki/Toro", "es"),
        ("https://x.org/a", "", "en"),
        ("https://x.org/a", "https://[", "en"),
    ],
)  # fmt: skip
def test_another_page_is_another_link(was, now, tag):
    assert not same_target(was, now, tag)


def test_a_translated_path_counts_only_on_a_translation():
    was, now = "https://www.cancer.gov/types/brain", "https://www.cancer.gov/espanol/tipos/cerebro"
    assert same_target(was, now, "es", translated=True) and not same_target(was, now, "es")


def test_what_readers_do_not_see_is_not_said():
    page = parse_built_page(
        "<html lang=en><article><h2 id=a>A</h2><p>Do <span hidden>not</span> <del>ever</del> wait.</p>"
        "<p style='display: none'>Gone.</p><details><summary>More</summary><p>Folded.</p></details></article></html>"
    )
    assert [(block.text, block.box) for block in page.sections["a"].said] == [
        ("Do ~~ever~~ wait.", ""), ("More", "details"), ("Folded.", "details"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    ["hidden", "inert", "aria-hidden=true", "class=unseen", "style='color: #fff'", "style='Font-Size : 0'",
     "style='text-decoration: line-through'", "style='position:absolute;left:-99em'"],
)  # fmt: skip
def test_an_element_that_some_readers_do_not_get_is_not_said(hidden):
    page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2><p {hidden}>Gone.</p></article></html>")
    assert page.sections["a"].said == ()


@pytest.mark.parametrize("tag", ["datalist", "dialog", "template", "noscript", "title"])
def test_an_element_that_shows_nothing_is_not_said(tag):
    page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2><p>On <{tag}>Gone.</{tag}></p></article></html>")
    assert page.sections["a"].text == "On"


def test_a_style_that_hides_nothing_and_an_open_dialog_are_said():
    html = "<p style='text-align: right; font-weight: bold'>One.</p><dialog open>Two.</dialog>"
    page = parse_built_page(f"<html lang=en><article><h2 id=a>A</h2>{html}</article></html>")
    assert page.sections["a"].text == "One. Two."


def test_the_accepted_file_keeps_the_order_of_the_page(tmp_path):
    blocks = (Block("heading", "H", number=2), Block("list-item", "I", depth=2), Block("table-row", "R", number=3))
    sections = {name: Accepted(name, blocks, {}) for name in ("b#z", "b#a", "a#x")}
    path = tmp_path / "docs/_data/accepted/en.yml"
    path.parent.mkdir(parents=True)
    path.write_text(accepted_text(sections), encoding="utf-8")
    assert list(read_accepted(tmp_path, "en")) == ["a#x", "b#z", "b#a"]
    assert read_accepted(tmp_path, "en")["a#x"].blocks == blocks
