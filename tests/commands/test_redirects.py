"""Old addresses lead on without a script, and none of the last release's dies unseen."""

import pytest
from command import guide
from conftest import INDEX as START
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import forget_configuration
from scripts.content.guide import read_guide
from scripts.outputs.redirects import redirect_pairs

INDEX = START.replace("What it is {#what-it-is}", "Signs {#signs}")
ES = (
    INDEX.replace("title: Start", "title: Inicio")
    .replace("# Start", "# Inicio")
    .replace("Some words about it", "Unas palabras")
)
REDIRECTS = """\
index#red-flags: index#signs
index#cost: get-help#emergency
warning-signs: index#signs
warning-signs#now: get-help#emergency
old/start: index
"""


CHANGES = "index: [{date: '2026-02-01', en: New., es: Nuevo.}, {date: '2026-01-01', en: Old.}]\n"


@pytest.fixture
def site(make_site):
    forget_configuration()
    return make_site({"docs/en/index.md": INDEX, "docs/es/index.md": ES})


def test_an_old_address_leads_on_in_every_language(site):
    (site / "docs/_data/redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    (site / "docs/_data/changes.yml").write_text(CHANGES, encoding="utf-8")
    assert guide(site, "build") == 0
    assert guide(site, "check", "pages", "addresses") == 0
    for path, tag, where, link in (
        ("warning-signs.html", "en", "index.html#signs", "index.html#signs"),
        ("es/warning-signs.html", "es", "index.html#signs", "index.html#signs"),
        ("es/old/start.html", "es", "../index.html", "../index.html"),
    ):
        page = LexborHTMLParser((site / "site" / path).read_text(encoding="utf-8"))
        assert page.css_first("html").attributes["lang"] == tag
        assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={where}"
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert page.css_first("body a").attributes["href"] == link and not page.css("script")
    old = LexborHTMLParser((site / "site/es/warning-signs.html").read_text(encoding="utf-8"))
    assert old.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/es/"
    assert old.css_first("#now a").attributes["href"] == "get-help.html#emergency"
    new = LexborHTMLParser((site / "site/es/index.html").read_text(encoding="utf-8"))
    assert new.css_first("h2#signs > span#red-flags").text() == "" and new.css_first("h2#signs").text() == "Signs"
    assert new.css_first("p#cost a").attributes["href"] == "get-help.html#emergency"
    changes = new.css("[aria-labelledby=changes-title] li span")
    assert [(one.text(), one.attributes.get("lang")) for one in changes] == [("Nuevo.", None), ("Old.", "en")]
    assert "warning-signs" not in (site / "site/sitemap.xml").read_text(encoding="utf-8")
    assert redirect_pairs(read_guide(site)) == [
        ("warning-signs.html", "index.html#signs"),
        ("old/start.html", "index.html"),
        ("es/warning-signs.html", "es/index.html#signs"),
        ("es/old/start.html", "es/index.html"),
    ]


@pytest.mark.parametrize(
    ("redirects", "message"),
    [
        ("a: a\n", "redirects.yml:1: a leads to itself."),
        ("a: b\nb: a\n", "redirects.yml:1: a leads to b, which is an old address itself (line 2) and leads back."),
        ("a: b\nb: index\n", "which is an old address itself (line 2).\n  Next: lead straight on: a: index"),
        ("a: inde\n", "there is no page inde.\n  Next: did you mean index?"),
        ("a: index#sign\n", "a leads to index#sign; the page has no section sign.\n  Next: did you mean index#signs?"),
        ("index: get-help\n", "the page index is still there"),
        ("index#signs: get-help\n", "the section index#signs is still there"),
        ("a#x: index\n", "its page a is not there and leads nowhere.\n  Next: say where the page itself leads, too: a: index"),
        ("/a.html: index\n", "'/a.html' is no address of a page or section.\n  Next: write a."),
        ("a: '../x'\n", "'../x' is no address"),
        ("card: index\n", "card is an address that builds write themselves."),
        ("es/a: index\n", "es/a begins with the folder of a language.\n  Next: leave 'es/' out"),
    ],
)  # fmt: skip
def test_a_redirect_that_leads_nowhere_is_refused(site, capsys, redirects, message):
    (site / "docs/_data/redirects.yml").write_text(redirects, encoding="utf-8")
    assert guide(site, "build") == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("changes", "inde: []\n", "changes.yml:1: there is no page 'inde'."),
        ("changes", "index: [{date: '2026-13-01', en: New.}]\n", "changes.yml:1: '2026-13-01' is no day."),
        ("changes", "index: [{date: '2026-01-01', es: Nuevo.}]\n", "a change of index lacks 'en'."),
        ("changes", "index: [{date: '2026-01-01', en: New., fr: Neuf.}]\n", "a change of index has no key 'fr'."),
        ("recalls", "- {section: index, date: '2026-01-01', why: x, by: Ann Lee}\n", "recalls.yml:1: 'index' is no section."),
        ("recalls", "- {section: index#signs, date: soon, why: x, by: Ann Lee}\n", "recalls.yml:1: 'soon' is no day."),
        ("recalls", "- {section: index#signs, date: '2026-01-01', why: x, by: TBD}\n", "'TBD' names nobody; a recall needs"),
    ],
)  # fmt: skip
def test_a_change_or_recall_that_is_none_is_refused(site, capsys, file, text, message):
    (site / f"docs/_data/{file}.yml").write_text(text, encoding="utf-8")
    assert guide(site, "build") == 2
    assert message in capsys.readouterr().err


RELEASED = """\
edition: 0.1.0+abcdefg
languages: [en, es, fr]
pages:
  index: [page, red-flags, signs]
  warning-signs: [page, now]
"""


def test_each_address_of_the_last_release_that_died_is_named_with_the_line_to_add(site, capsys):
    (site / "docs/_data/released.yml").write_text(RELEASED, encoding="utf-8")
    index = site / "docs/en/index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n## Flags {#red-flag}\n\nMore.\n", encoding="utf-8")
    assert guide(site, "check", "addresses", "--all") == 1
    told = capsys.readouterr().out
    assert (
        "docs/_data/released.yml:4: error: the last release (0.1.0+abcdefg) had the address index#red-flags, and it "
        "leads nowhere now. [address-died]\n    Next: put it back, or say where its text is now, with a line in "
        "docs/_data/redirects.yml: index#red-flags: index#red-flag\n" in told
    )
    assert "docs/_data/released.yml:5: error: the last release (0.1.0+abcdefg) had the address warning-signs, " in told
    assert "docs/_data/released.yml:2: error: fr was public in the last release" in told
    assert "3 errors." in told
    (site / "docs/_data/redirects.yml").write_text("index#red-flags: index#red-flag\nwarning-signs: index\n", "utf-8")
    released = site / "docs/_data/released.yml"
    released.write_text(RELEASED.replace(", fr", ""), encoding="utf-8")
    assert guide(site, "check", "addresses") == 0
