"""What readers of a translation get, on the built page: a test for each cell of the table in outputs/reader_view.py."""

import json

import pytest
from conftest import ROSTER_ES
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration, stale_languages
from scripts.commands.lang_done import done
from scripts.commands.sign import sign
from scripts.content.guide import read_guide

EN = """\
---
title: Start
description: Where to start.
---
# Start

!!! danger box-emergency "Go now if you have:"

    - A sign that is new.

    Call {{emergency}}.

Read on.

## The pill {#pill}

Take it every 6 hours. Do not stop early.

## Warning signs {#signs}

Look out for these in the first 3 days.

!!! warning box-fever "Call today"

    - Do not wait if you are hot.
"""
ES = """\
---
title: Inicio
description: Por dónde empezar.
---
# Inicio

!!! danger box-emergency "Vaya ya si tiene:"

    - Una señal que es nueva.

    Llame a {{emergency}}.

Siga leyendo.

## La pastilla {#pill}

Tómela cada 6 horas. No la deje antes de tiempo.

## Señales de aviso {#signs}

Fíjese en estas en los primeros 3 días.

!!! warning box-fever "Llame hoy"

    - No espere si tiene calor.
"""
# Of each section, words that change nothing that is counted, and words that do.
REWORDED = {
    "pill": ("Take it every", "Swallow it every"),
    "signs": ("Look out for", "Watch for"),
    "page": ("Read on", "Go on"),
}
TURNED = {"pill": ("6 hours", "8 hours"), "signs": ("Do not wait", "Wait"), "page": ("    - A sign", "    - 2 signs")}
SAFETY, OTHER = ("page", "signs"), ("pill",)


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


@pytest.fixture
def site(make_site):
    """A site whose Spanish page is said to be done."""
    files = {"docs/en/index.md": EN, "docs/es/index.md": ES, "docs/_data/roster.yml": ROSTER_ES}
    files |= {f"docs/_data/claims/{tag}.yml": CLAIMS[tag] for tag in CLAIMS}
    root = make_site(files)
    done(root, "es", ["index"], by=["Ana Ruiz"])
    return root


CLAIMS = {"en": "not: [not]\nhour: [hours]\n", "es": "not: ['no']\nhour: [horas]\n"}


def change(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def signed(root):
    for role, by in (("language", "luz"), ("clinical", "eva")):
        assert sign(root, ["index"], tag="es", role=role, by=by) == 0


def built(root, name="es/index.html"):
    assert build(root) == 0
    return LexborHTMLParser((root / "site" / name).read_text(encoding="utf-8"))


def heading(tree, id):
    return tree.css_first(f"[id='{id}']")


def in_original(tree, id):
    """The part in the original's language that a heading stands in; None if it is in the reader's."""
    above = heading(tree, id).parent
    while above is not None and above.tag != "article":
        if "shown-in-original" in (above.attributes.get("class") or ""):
            assert (above.attributes["lang"], above.attributes["dir"]) == ("en", "ltr")
            return above
        above = above.parent
    return None


def below(tree, id):
    """What stands between a heading and the next one of its level, by class and text."""
    found, node = [], heading(tree, id).next
    while node is not None and node.tag not in ("h1", "h2"):
        if node.is_element_node and node.tag == "div" and node.css_first("h2"):
            break
        found += [node] if node.is_element_node else []
        node = node.next
    return found


def with_class(nodes, name):
    return [node for node in nodes if name in (node.attributes.get("class") or "").split()]


@pytest.mark.parametrize("id", SAFETY + OTHER)
def test_fresh_and_signed_the_translation(site, id):
    signed(site)
    tree = built(site)
    assert in_original(tree, id) is None
    assert not with_class(below(tree, id), "original-below") and not with_class(below(tree, id), "notice-changed")
    assert tree.css_first("article [lang=en]") is None
    assert "Nadie ha comprobado todavía toda esta traducción." not in tree.css_first("article").text()


@pytest.mark.parametrize("state", ["unsigned", "stale"])
@pytest.mark.parametrize("id", SAFETY)
def test_unsigned_or_stale_safety_the_translation_and_its_original_beneath(site, id, state):
    if state == "stale":
        signed(site)
        change(site, "docs/en/index.md", *REWORDED[id])
    tree = built(site)
    assert in_original(tree, id) is None
    (original,) = with_class(below(tree, id), "original-below")
    assert (original.attributes["lang"], original.attributes["dir"]) == ("en", "ltr")
    assert ("Call today" if id == "signs" else "Go now if you have:") in original.text()
    notice = original.css_first(".notice")
    assert notice.attributes["lang"] == "es" and "inglés" in notice.text()
    own = "\n".join(node.text() for node in below(tree, id) if node.mem_id != original.mem_id)
    assert ("No espere si tiene calor." if id == "signs" else "Una señal que es nueva.") in own


@pytest.mark.parametrize("id", OTHER)
def test_unsigned_elsewhere_the_translation_marked_at_the_head_of_the_page(site, id):
    tree = built(site)
    assert in_original(tree, id) is None
    assert not with_class(below(tree, id), "original-below") and not with_class(below(tree, id), "notice-changed")
    mark = tree.css_first(".notice-review a")
    assert mark.text() == "Nadie ha comprobado todavía toda esta traducción."
    assert mark.attributes["href"] == "translations.html"


@pytest.mark.parametrize("id", OTHER)
def test_stale_elsewhere_the_translation_marked_by_itself(site, id):
    signed(site)
    change(site, "docs/en/index.md", *REWORDED[id])
    tree = built(site)
    assert in_original(tree, id) is None and not with_class(below(tree, id), "original-below")
    (mark,) = with_class(below(tree, id), "notice-changed")
    assert "inglés" in mark.text() and "Tómela cada 6 horas" in tree.css_first("article").text()


@pytest.mark.parametrize("state", ["unsigned", "signed", "edited"])
@pytest.mark.parametrize("id", SAFETY + OTHER)
def test_what_does_not_match_the_original_in_its_place(site, id, state):
    if state == "signed":
        signed(site)
    if state == "edited":
        change(site, "docs/es/index.md", "Siga leyendo", "Lea más")
    change(site, "docs/en/index.md", *TURNED[id])
    tree = built(site)
    part = in_original(tree, id)
    assert part is not None and part.css_first(f"[id='{id}']").text() in ("The pill", "Warning signs", "Start")
    notice = next(node for node in tree.css(".notice-original") if "inglés" in node.text())
    assert (notice.attributes["lang"], notice.attributes["dir"]) == ("es", "ltr")
    if id == "pill":
        assert "8 hours" in part.text() and "6 horas" not in tree.css_first("article").text()
    if id == "signs":
        assert "Wait if you are hot." in part.text() and "No espere" not in tree.css_first("article").text()
    if id == "page":
        assert "2 signs" in tree.css_first("article").text() and "Una señal" not in tree.css_first("article").text()


@pytest.mark.parametrize("id", ["pill", "signs"])
@pytest.mark.parametrize("how", ["no section", "planned", "another id"])
def test_a_missing_section_the_original_in_its_place(site, id, how):
    text = (site / "docs/es/index.md").read_text(encoding="utf-8")
    start = text.index("## La pastilla" if id == "pill" else "## Señales")
    end = text.index("## Señales") if id == "pill" else len(text)
    own = text[start:end]
    put = {
        "no section": "",
        "planned": f"{own.splitlines()[0]}\n\n*To be written.*\n{{: .to-be-written }}\n\n",
        "another id": own.replace(f"{{#{id}}}", "{#otro}"),
    }
    (site / "docs/es/index.md").write_text(text[:start] + put[how] + text[end:], encoding="utf-8")
    tree = built(site)
    assert in_original(tree, id) is not None
    assert heading(tree, "otro") is None, "nothing says that a section without an original still holds"
    assert "To be written" not in tree.css_first("article").text()


def test_a_section_that_the_original_has_no_more_is_not_shown(site):
    signed(site)
    change(site, "docs/en/index.md", "## The pill {#pill}\n\nTake it every 6 hours. Do not stop early.\n", "")
    assert "6 horas" not in built(site).css_first("article").text()


def searched(site):
    """All that search has in Spanish."""
    files = [path for path in (site / "site/assets/search").rglob("*.js") if "/search/es." in path.as_posix()]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_what_is_in_the_original_is_not_searched_nor_listed_and_says_its_language(site):
    change(site, "docs/en/index.md", *TURNED["pill"])
    tree = built(site)
    search = searched(site)
    assert "Fíjese en estas" in search
    for english in ("The pill", "8 hours", "Call today", "no se ha comprobado"):
        assert english not in search
    listed = {a.attributes["href"] for a in built(site, "es/all.html").css(".a-to-z a")}
    assert "index.html#signs" in listed and "index.html#pill" not in listed
    contents = {a.attributes["href"]: a.attributes.get("lang") for a in tree.css(".contents a")}
    assert contents.get("#pill", "en") == "en" and contents.get("#signs") is None


def test_a_page_of_which_nothing_agrees_claims_no_language(site):
    for id in TURNED:
        change(site, "docs/en/index.md", *TURNED[id])
    tree = built(site)
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/"
    assert tree.css("link[rel=alternate]") == []
    assert tree.css_first("article").attributes["lang"] == "en"


def test_a_page_that_is_missing_keeps_its_address_and_claims_nothing(site):
    tree = built(site, "es/get-help.html")
    assert tree.css_first("html").attributes["lang"] == "es"
    assert tree.css_first("article").attributes["lang"] == "en"
    assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/get-help.html"
    assert tree.css("link[rel=alternate]") == []
    assert "inglés" in tree.css_first("main > .notice").text()
    assert "get-help" not in searched(site)
    assert "es/get-help" not in (site / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "(inglés)" in tree.css_first('.menu a[href="get-help.html"]').text()
    (switch,) = [a for a in tree.css(".languages a") if a.attributes["lang"] == "es"]
    assert "(inglés)" in switch.text() and switch.attributes["hreflang"] == "en"


def test_later_boxes_of_an_opening_have_their_originals_too(site):
    for path, before, title in (("en", "Read on.", "And today"), ("es", "Siga leyendo.", "Y hoy")):
        box = f'!!! warning box-today "{title}"\n\n    - X.\n\n{before}'
        change(site, f"docs/{path}/index.md", before, box)
    done(site, "es", ["index"])
    tree = built(site)
    originals = [node.text() for node in tree.css(".original-below")]
    assert any("Go now if you have:" in text for text in originals) and any("And today" in text for text in originals)


def test_a_waiver_lets_a_translation_be_shown_until_either_text_changes(site):
    change(site, "docs/es/index.md", "cada 6 horas", "cada 360 minutos")
    assert in_original(built(site), "pill") is not None
    assert done(site, "es", ["index#pill"], waive=["numbers"], reason="Así se dice aquí.", by=["Ana Ruiz"]) == 0
    assert in_original(built(site), "pill") is None
    change(site, "docs/en/index.md", "6 hours", "8 hours")
    assert in_original(built(site), "pill") is not None, "the waiver was for another text"


def test_how_pages_are_seen_is_kept_and_follows_the_ledger_and_the_words(site):
    tree = built(site)
    assert in_original(tree, "signs") is None
    assert json.loads((site / ".guide/views/es.json").read_text(encoding="utf-8"))
    (site / "docs/_data/claims/es.yml").write_text("not: [nunca]\n", encoding="utf-8")
    assert stale_languages(read_guide(site)) == ["es"]
    assert in_original(built(site), "signs") is not None
    (site / "docs/_data/claims/es.yml").write_text(CLAIMS["es"], encoding="utf-8")
    signed(site)
    assert stale_languages(read_guide(site)) == ["es"]
    assert built(site).css_first(".original-below") is None


def test_the_page_on_translations_counts_what_is_translated_changed_and_signed(site):
    signed(site)
    change(site, "docs/en/index.md", *REWORDED["signs"])
    change(site, "docs/en/index.md", *TURNED["pill"])
    tree = built(site, "es/translations.html")
    assert tree.css_first("html").attributes["lang"] == "es"
    assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"

    def rows(number):
        return {row.css_first("th").text(): [int(cell.text()) for cell in row.css("td")]
                for row in tree.css("table")[number].css("tbody tr")}  # fmt: skip

    safety, other = rows(0), rows(1)
    assert safety["Inicio"] == [2, 2, 1, 1]
    assert other["Inicio"] == [1, 0, 1, 0]
    assert other["Get help"] == [2, 0, 0, 0]
    assert safety["Todas"] == [3, 3, 1, 1], "with the words that warn on every page"
    assert tree.css_first('table a[href="get-help.html"]').parent.attributes["lang"] == "en"
    assert 'href="translations.html"' in (site / "site/es/all.html").read_text(encoding="utf-8")
    assert "translations" not in searched(site)
    assert "translations" not in (site / "site/sitemap.xml").read_text(encoding="utf-8")
    english = LexborHTMLParser((site / "site/translations.html").read_text(encoding="utf-8"))
    assert {a.attributes["href"] for a in english.css(".languages a")} == {"translations.html", "es/translations.html"}
