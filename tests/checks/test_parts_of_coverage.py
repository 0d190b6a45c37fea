"""The checks that coverage asks, each by itself: boxes, links, languages; and what a record says of its article."""

from types import SimpleNamespace

import pytest

from scripts.checks import boxes, links, tongue
from scripts.content.built import BuiltSite, parse_built_page
from scripts.content.guide import SafetyBox
from scripts.content.language import Language, Languages

EN, ES = Language("en", "English", "ltr", "en"), Language("es", "Español", "ltr", "es")
BOX = "<div class='admonition {}'><p class='admonition-title'>Go now</p>{}</div>"
TEXT = "<p>For a sign.</p>"


def page(body, tag="en"):
    return parse_built_page(f"<html lang={tag}><article><h1>T</h1>{body}</article></html>")


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (BOX.format("danger box-a", TEXT), set()),
        ("", {"box-missing"}),
        (BOX.format("warning box-a", TEXT), {"box-weakened"}),
        (BOX.format("danger box-a", ""), {"box-empty"}),
        ("<p>First this.</p>" + BOX.format("danger box-a", TEXT), {"box-not-first"}),
        ("<h2 id=b>B</h2>" + BOX.format("danger box-a", TEXT), {"box-not-first"}),
        ("<details>" + BOX.format("danger box-a", TEXT) + "</details>", {"box-weakened", "box-empty", "box-not-first"}),
        (BOX.format("danger box-a", TEXT) + BOX.format("warning box-b", TEXT), {"box-unregistered"}),
    ],
)
def test_a_safety_box_keeps_its_place_and_weight(body, rules):
    context = SimpleNamespace(
        guide=SimpleNamespace(boxes=(SafetyBox("box-a", "danger", "p", True),), withdrawn=lambda page: {})
    )
    assert {finding.rule for finding in boxes.check_page("p", page(body), EN, context)} == rules


@pytest.mark.parametrize(
    ("link", "rules"),
    [
        ("<a href=q.html#x>words</a>", set()),
        ("<a href=q.html></a>", set()),  # nobody sees it
        ("<a href=q.html><img></a>", set()),
        ("<a href=gone.html>words</a>", {"link-broken"}),
        ("<a href=q.html#gone>words</a>", {"link-broken"}),
        ("<a href='#gone'>words</a>", {"link-broken"}),
        ("<a href=''>words</a>", {"link-broken"}),
        ("<a href='https:/x.org'>words</a>", {"link-broken"}),
        ("<a href='http://intranet/a'>words</a>", set()),
        ("<a href='javascript:x'>words</a>", {"link-broken"}),
        ("<a href=q.html> </a>", {"link-empty"}),
        ("<a class=term href=glossary.html#gone>words</a>", {"link-broken"}),
    ],
)
def test_a_link_leads_somewhere_and_has_words(link, rules, tmp_path):
    (tmp_path / "q.html").write_text("<html lang=en><article><h2 id=x>X</h2></article></html>", encoding="utf-8")
    context = SimpleNamespace(site=BuiltSite(tmp_path, Languages((EN, ES))))
    found = links.check_page("p", page(f"<h2 id=a>A</h2><p>See {link} here.</p>"), EN, context)
    assert {rule for _, rule, _, _ in found} == rules


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("unas palabras del texto", False),
        ("these words are english ones", True),
        ("Это написано совсем на другом языке.", True),
        ("unas palabras del texto. these words are english ones", True),
    ],
)
def test_text_of_another_language_is_named(text, named):
    words = {
        "es": frozenset("unas palabras del texto".split()),
        "en": frozenset("these words are english ones".split()),
    }
    found = list(tongue.check_page(page(f"<p>{text}</p>", "es"), ES, SimpleNamespace(words=words), ()))
    assert bool(found) == named and all(rule == "other-language" for _, rule, _, _ in found)
    assert not list(tongue.check_page(page(f"<p>{text}</p>", "es"), ES, SimpleNamespace(words=words), {text}))
