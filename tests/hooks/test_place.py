"""A site that belongs to somebody: what readers see of it, and what it does not touch."""

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.checks import Context, run_check
from scripts.checks import local as check_local
from scripts.content.built import BuiltSite
from scripts.content.guide import read_guide
from scripts.content.upstream import UPSTREAM, upstream_text
from scripts.outputs.place import with_notes

ROOT = Path(__file__).parents[2]
FACTS = (ROOT / "tests/sites/owned/docs/_data/site.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def owned(make_owned_site):
    return make_owned_site("owned")


@pytest.fixture(scope="module")
def nobodys(make_owned_site):
    return make_owned_site("nobodys", facts="")


def page(root, path):
    return LexborHTMLParser((root / "site" / path).read_text(encoding="utf-8"))


def text(node):
    return " ".join(node.text().split())


def test_the_head_of_each_page_has_name_and_logo(owned):
    for path in ("index.html", "statements.html", "404.html", "es/get-help.html", "ar/index.html"):
        logo = page(owned, path).css_first(".site-name img")
        assert (logo.attributes["width"], logo.attributes["height"]) == ("120", "40")
        assert logo.attributes["alt"] == "Riverside & Sons"
        assert (owned / "site/assets/site/logo.svg").exists() and logo.attributes["src"].endswith(
            "assets/site/logo.svg"
        )
    assert text(page(owned, "index.html").css_first(".site-name")) == "Spines at Riverside"
    assert page(owned, "es/statements.html").css_first("title").text().endswith("Espaldas en Riverside")
    arabic = page(owned, "ar/index.html").css_first(".site-name span span")  # which has no name of its own
    assert (arabic.text(), arabic.attributes["lang"]) == ("Spines at Riverside", "en")


def test_the_foot_has_who_where_when_and_links_in_the_reader_s_language(owned):
    foot = page(owned, "es/get-help.html").css_first(".site-footer")
    assert "Este sitio lo ofrece Riverside & Sons." in text(foot)
    assert foot.css_first(".address").inner_html == "1 River Road<br>Riverton"
    assert foot.css_first(".address").attributes["lang"] == "en"
    assert text(foot.css_first(".hours")) == "Horario: Siempre"
    assert [(text(a), a.attributes["href"]) for a in foot.css(".place-links a")] == [
        ("Pedir una cita", "https://clinic.example/a"),
        ("Informar de un error", "mailto:web@clinic.example"),
    ]
    assert foot.css_first('a[href="statements.html"]') is not None


def test_empty_facts_show_nothing_and_the_site_says_that_it_belongs_to_nobody(nobodys):
    tree = page(nobodys, "index.html")
    foot = tree.css_first(".site-footer")
    assert "It belongs to no hospital." in text(foot)
    assert not foot.css(".address, .hours, .place-links") and tree.css_first(".mark") is not None
    assert "place.css" not in tree.html and not (nobodys / "site/assets/styles/place.css").exists()
    assert "It belongs" not in text(page(nobodys, "es/index.html").css_first(".site-footer"))
    assert "No pertenece a ningún hospital." in text(page(nobodys, "es/index.html").css_first(".site-footer"))


def test_a_number_may_differ_by_language(owned):
    assert page(owned, "get-help.html").css_first("[data-slot=advice_line] a").attributes["href"] == "tel:1111"
    assert page(owned, "es/get-help.html").css_first("[data-slot=advice_line] a").attributes["href"] == "tel:2222"
    assert page(owned, "es/get-help.html").css_first("[data-slot=emergency] a").attributes["href"] == "tel:112"


def test_the_address_of_the_site_may_be_in_a_folder(owned):
    tree = page(owned, "es/get-help.html")
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://clinic.example/spine/es/get-help.html"
    assert "<loc>https://clinic.example/spine/get-help.html</loc>" in (owned / "site/sitemap.xml").read_text()
    assert 'href="/spine/assets/styles/place.' in (owned / "site/404.html").read_text(encoding="utf-8")


def test_a_note_stands_at_the_end_of_its_section_in_its_language_and_says_whose_it_is(owned):
    note = page(owned, "index.html").css_first("aside.local-note")
    assert text(note) == "From Riverside & Sons Come to entrance B."
    assert note.prev.prev.tag == "p" and text(note.prev.prev) == "Some words about it."
    spanish = page(owned, "es/index.html").css_first("aside.local-note")  # beneath a page that is in English
    assert (spanish.attributes["lang"], text(spanish.css_first("strong"))) == ("es", "entrada B")
    assert not page(owned, "ar/index.html").css("aside.local-note")
    head = page(owned, "get-help.html").css_first("aside.local-note")
    assert head.next.next.attributes["id"] == "emergency"
    assert note.attributes["data-note"] == read_guide(owned).facts.notes[0].fingerprint


def test_a_note_is_no_part_of_the_guide(owned, nobodys):
    search = "".join(path.read_text(encoding="utf-8") for path in (owned / "site/assets/search").rglob("*.js"))
    assert "Some words about it." in search and "entrance" not in search
    guide = read_guide(owned)
    built = BuiltSite(owned / "site", guide.languages).page(guide.languages.source, "index")
    assert [block.text for block in built.sections["what-it-is"].said] == ["Some words about it."]
    ours, theirs = (page(root, "index.html").css_first("article") for root in (owned, nobodys))
    for node in ours.css(".local-note"):
        node.decompose()
    strip = [tree.css("[data-slot]") for tree in (ours, theirs)]
    for node in (*strip[0], *strip[1]):
        node.decompose()
    assert text(ours) == text(theirs)


def test_no_fact_voids_what_is_done_or_signed(owned, nobodys):
    """Neither in the ledger nor by a fingerprint: facts are no part of any unit."""
    from scripts.checks.parity.progress import interface_pairs
    from scripts.content.ledger import Standing, standing

    ours, theirs = read_guide(owned), read_guide(nobodys)
    for guide in (ours, theirs):
        spanish = guide.languages.get("es")
        source = guide.units(guide.languages.source, "get-help")["get-help#emergency"]
        own = guide.units(spanish, "get-help")["get-help#emergency"]
        assert standing(source, own, guide.ledgers["es"]["get-help#emergency"]) is Standing.UNSIGNED
    prints = [
        [one.fingerprint for pair in interface_pairs(guide, guide.languages.get("es")) for one in pair if one]
        for guide in (ours, theirs)
    ]
    assert prints[0] == prints[1]


def test_statements_in_each_language_say_what_is_true_of_the_site(owned):
    for tag, path in (("en", "statements.html"), ("es", "es/statements.html"), ("ar", "ar/statements.html")):
        tree = page(owned, path)
        assert [node.attributes["id"] for node in tree.css("main h2")] == [
            "accessibility", "privacy", "terms", "language-help",
        ]  # fmt: skip
        assert "WCAG 2.2" in tree.css_first("main").text() and "CC BY 4.0" in tree.css_first("main").text()
        assert not tree.css("main span[lang]") or tag == "ar", "words of another language"
        assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert tree.css_first('main a[href="mailto:web@clinic.example"]') is not None
    assert "no cookies" in page(owned, "statements.html").css_first("main").text()


def test_the_notice_of_language_help_is_for_its_country_and_needs_a_number(owned, nobodys):
    lines = page(owned, "statements.html").css(".language-help p")
    assert len({node.attributes["lang"].split("-")[0] for node in lines}) == 15
    assert all(node.css_first('a[href="tel:+12025550100"]') is not None for node in lines)
    assert [node.attributes["lang"] for node in lines if node.attributes["dir"] == "rtl"] == ["ar", "fa"]
    assert "translated by machine" in page(owned, "statements.html").css_first("main").text()
    assert not page(nobodys, "statements.html").css(".language-help")
    from scripts.content.site import parse_site
    from scripts.outputs.place import language_help

    guide = read_guide(owned)
    for text in (FACTS.replace("country: US", "country: GB"), FACTS.replace(", interpreter: +1 202 555 0100", "")):
        object.__setattr__(guide, "facts", parse_site(text, owned, guide.languages))
        assert language_help(guide, guide.languages.source) == []


def test_colors_come_in_a_style_sheet_and_not_on_paper(owned):
    (style,) = (path.read_text(encoding="utf-8") for path in (owned / "site/assets/styles").glob("place.*"))
    assert "@media screen{:root{--accent:#5b2a86" in style
    for path in (owned / "site").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert not tree.css("style, [style], [onclick]"), path  # a strict policy refuses them


def test_what_was_changed_where_the_guide_is_hosted(owned, tmp_path):
    root = tmp_path / "changed"
    shutil.copytree(owned, root, symlinks=True)
    guide = read_guide(root)
    rows = {one.tag: {a: u.fingerprint for a, u in check_local.units_of(guide, one).items()} for one in guide.languages}
    (root / UPSTREAM).write_text(upstream_text(rows), encoding="utf-8")
    found = lambda: sorted(  # noqa: E731
        (one.rule, one.section, one.language)
        for guide in [read_guide(root)]
        for one in run_check(check_local, Context(guide, guide.languages.all))
    )
    notes = [
        ("local-note", "get-help#page", "en"),
        ("local-note", "index#what-it-is", "en"),
        ("local-note", "index#what-it-is", "es"),
    ]
    assert found() == notes
    index, spanish = root / "docs/en/index.md", root / "docs/es/get-help.md"
    index.write_text(index.read_text().replace("Some words", "Few\nwords") + "\n## Ours {#ours}\n\nMore.\n")
    spanish.write_text(
        spanish.read_text(encoding="utf-8").replace("Ahora {#emergency}", "Ahora {#now}"), encoding="utf-8"
    )
    assert found() == [
        ("local-change", "index#what-it-is", "en"),
        *notes,
        ("local-removal", "get-help#emergency", "es"),
        ("local-section", "get-help#now", "es"),
        ("local-section", "index#ours", "en"),
    ]


@pytest.mark.parametrize(
    ("html", "there"),
    [
        ('<h2 id="a">A</h2>\n<p>x</p>\n<h3 id="b">B</h3>', '<p>x</p>N\n<h3 id="b">'),
        ('<h2 id="a">A</h2>\n<p>x<br>y</p>', "<p>x<br>y</p>N"),
        (
            '<h2 id="a">A</h2><p>x</p><div class="shown-in-original"><h2 id="b">B</h2></div>',
            '<p>x</p>N<div class="shown',
        ),
        ('<div><h2 id="a">A</h2><p>x</p></div>\n<h2 id="b">B</h2>', "</div>N\n<h2"),
        ('<h2 id="ab">A</h2><p>x</p>', '<h2 id="ab">A</h2><p>x</p>'),
        ('<h2 id="a">A</h2><h2 id="b">B</h2>', '<h2 id="a">A</h2>N<h2'),
    ],
)
def test_where_a_section_ends(html, there):
    assert there in with_notes(html, {"a": "N"})
