"""What is wrong with one language stops that language, with file and line, and no other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration, stale_languages
from scripts.commands.check import check
from scripts.content.guide import read_guide
from scripts.errors import GuideError

MKDOCS = Path(sys.executable).with_name("mkdocs")
SPANISH = "---\ntitle: Inicio\n---\n# Inicio\n\n## Qué es {#what-it-is}\n\nPalabras sobre esto.\n"
OWN = "\n## Aquí {{#here}}\n\n{}\n"  # a section whose original is still to be written: it is shown as it is
TO_COME = "\n## Here {#here}\n\n*To be written.*\n{: .to-be-written }\n"
FRENCH = "- {tag: fr, name: Français, theme: fr}\n"
LANGUAGES = "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n" + FRENCH


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


@pytest.fixture
def site(make_site):
    """A site in English, Spanish with a page of its own, and French without one."""
    root = make_site({"docs/_data/languages.yml": LANGUAGES, "docs/es/index.md": SPANISH, "docs/fr/.gitkeep": ""})
    with (root / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write(TO_COME)
    return root


def page(root, name):
    return LexborHTMLParser((root / "site" / name).read_text(encoding="utf-8"))


def switcher(root, name="index.html"):
    return [link.attributes["lang"] for link in page(root, name).css(".languages a")]


def break_it(root, how):
    """Make Spanish unreadable; gives what must be said of it."""
    index = root / "docs/es/index.md"
    if how == "not UTF-8":
        index.write_bytes(SPANISH.encode("latin-1"))
        return "docs/es/index.md:6: byte 38 (0xe9) is not UTF-8."
    if how == "UTF-16":
        index.write_bytes(SPANISH.encode("utf-16"))
        return "docs/es/index.md:1: the file is in UTF-16; UTF-8 was expected."
    if how == "colon":
        index.write_text(SPANISH.replace("title: Inicio", "title: Inicio: aquí"), encoding="utf-8")
        return "docs/es/index.md:2: a second colon on the line."
    if how == "no end":
        index.write_text(SPANISH.replace("---\n#", "#"), encoding="utf-8")
        return "docs/es/index.md:1: the front matter has no end."
    if how == "link":
        index.write_text(SPANISH + OWN.format("[ido](nada.md)"), encoding="utf-8")
        return "docs/es/index.md:12: contains a link 'nada.md'"
    if how == "anchor":
        index.write_text(SPANISH + OWN.format("[ido](get-help.md#nada)"), encoding="utf-8")
        return "docs/es/index.md:12: contains a link 'get-help.md#nada'"
    if how == "slot":
        index.write_text(SPANISH + OWN.format("Llame a {{emergncy}}."), encoding="utf-8")
        return "docs/es/index.md:12: there is no slot 'emergncy'."
    if how == "words":
        (root / "docs/_data/ui/es.yml").write_text("actions:\n  menuu: x\n", encoding="utf-8")
        return "docs/_data/ui/es.yml:2: 'actions' has no key 'menuu'."
    if how == "synonyms":
        (root / "docs/_data/synonyms").mkdir()
        (root / "docs/_data/synonyms/es.yml").write_text("a: b\n", encoding="utf-8")
        return "docs/_data/synonyms/es.yml:1: 'a' of the synonyms is text; a list was expected."
    if how == "ledger":
        (root / "docs/_data/ledger").mkdir()
        (root / "docs/_data/ledger/es.yml").write_text("a: {text: b}\n<<<<<<< ours\n", encoding="utf-8")
        return "docs/_data/ledger/es.yml:2: a merge left its markers in the file."
    if how == "readme":
        (root / "docs/es/README.md").write_text("# x\n", encoding="utf-8")
        return "docs/es/README.md: MkDocs publishes a README under another name."
    if how == "no folder":
        index.unlink()
        for left in (root / "docs/es").iterdir():
            left.unlink()
        (root / "docs/es").rmdir()
        return "docs/_data/languages.yml:2: the language es has a record but no folder docs/es/."
    if how == "one folder":
        (root / "docs/es").rename(root / "kept")
        (root / "docs/es").symlink_to(root / "docs/fr", target_is_directory=True)
        return "docs/_data/languages.yml:2: docs/es and docs/fr are one folder; es would show fr pages as its own."
    raise AssertionError(how)


READ = ("not UTF-8", "UTF-16", "words", "synonyms", "readme", "no folder", "one folder")
BUILT = ("colon", "no end", "link", "anchor", "slot", "ledger")


@pytest.mark.parametrize("how", READ + BUILT)
def test_a_language_that_cannot_be_built_is_named_and_keeps_its_last_good_pages(site, how, capsys):
    assert build(site) == 0
    before = (site / "site/es/index.html").read_bytes()
    english = site / "docs/en/get-help.md"
    english.write_text(english.read_text(encoding="utf-8").replace("at once", "right now"), encoding="utf-8")
    message = break_it(site, how)
    forget_configuration()
    assert build(site) == 1
    said = capsys.readouterr().err
    assert message in said and "Traceback" not in said
    assert "guide: es was not built; its last good pages stay." in said
    assert (site / "site/es/index.html").read_bytes() == before
    assert "right now" in page(site, "get-help.html").html and "right now" in page(site, "fr/get-help.html").html
    assert switcher(site) == ["en", "es", "fr"]
    assert list(site.glob(".site.*")) == []


@pytest.mark.parametrize("how", READ + BUILT)
def test_without_good_pages_it_is_left_out_and_nobody_is_led_to_it(site, how, capsys):
    message = break_it(site, how)
    assert build(site) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "guide: es was not built; it is left out of the site." in said
    assert not (site / "site/es").exists() and not [*(site / "site/assets/search").glob("es.*")]
    assert switcher(site) == ["en", "fr"] == switcher(site, "fr/index.html")
    assert 'hreflang="es"' not in page(site, "index.html").html + (site / "site/sitemap.xml").read_text("utf-8")
    assert [one.attributes["lang"] for one in page(site, "404.html").css(".not-found")] == ["en", "fr"]


@pytest.mark.parametrize("how", ("words", "link"))
def test_a_language_that_was_mended_comes_back(site, how):
    good = (site / "docs/_data/ui/es.yml").read_text(encoding="utf-8")
    break_it(site, how)
    assert build(site) == 1
    (site / "docs/_data/ui/es.yml").write_text(good, encoding="utf-8")
    (site / "docs/es/index.md").write_text(SPANISH, encoding="utf-8")
    assert build(site) == 0
    assert switcher(site) == ["en", "es", "fr"]
    assert stale_languages(read_guide(site)) == []


def test_what_cannot_be_read_does_not_make_the_others_stale(site):
    break_it(site, "words")
    assert build(site) == 1
    assert stale_languages(read_guide(site, keep_faults=True)) == []


@pytest.mark.parametrize("how", ("words", "colon", "link"))
def test_the_others_are_checked_and_this_one_is_a_finding(site, how, capsys):
    message = break_it(site, how)
    code = check(site, ("pages", "coverage"))
    said = capsys.readouterr().out
    place, _, what = message.partition(": ")
    assert code == 1
    assert f"{place}: error: {what}" in said
    assert "docs/en/get-help.md" in said or "fr" in said  # the others were looked at


def test_a_page_of_the_source_that_cannot_be_built_stops_all(site, capsys):
    assert build(site) == 0
    before = (site / "site/index.html").read_bytes()
    index = site / "docs/en/index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("title: Start", "title: Start: here"), encoding="utf-8")
    assert build(site) == 1
    said = capsys.readouterr().err
    assert said.count("docs/en/index.md:2: a second colon on the line.") == 1  # once, not once a language
    assert "the last good one, if any, is unchanged" in said
    assert (site / "site/index.html").read_bytes() == before


def test_strangers_in_docs_are_named_and_all_languages_are_built(site, capsys):
    (site / "docs/so").mkdir()
    (site / "docs/so/index.md").write_text("# Bilow\n", encoding="utf-8")
    (site / "docs/loose.md").write_text("# x\n", encoding="utf-8")
    assert build(site) == 1
    said = capsys.readouterr().err
    assert "docs/so: the folder is no language of docs/_data/languages.yml" in said
    assert "add '- {tag: so, name: …}' to docs/_data/languages.yml" in said
    assert "docs/loose.md: the file lies outside the language folders." in said
    assert switcher(site) == ["en", "es", "fr"]
    assert not (site / "site/so").exists() and not (site / "site/loose.html").exists()


@pytest.mark.parametrize(
    ("folder", "hint"),
    [
        ("ES", "its standard form is es, which is a language of this site: rename it to docs/es."),
        ("tl", "rename it to docs/fil, and add '- {tag: fil, name: …}'"),
        ("js", "add a record for the language, rename the folder, or move shared files to docs/assets/."),
    ],
)
def test_a_folder_in_another_spelling_is_told_its_name(make_site, folder, hint):
    root = make_site({f"docs/{folder}/index.md": "# x\n", "docs/es/.gitkeep": None if folder == "ES" else ""})
    with pytest.raises(GuideError, match="the folder is no language") as caught:
        read_guide(root)
    assert hint in caught.value.hint
    if folder == "ES":
        faults = read_guide(root, keep_faults=True).faults
        assert [fault.error.hint for fault in faults if fault.tag == "es"] == ["rename docs/ES to docs/es."]


def test_a_page_that_translates_none_is_not_published(site, capsys):
    (site / "docs/es/alone.md").write_text(SPANISH, encoding="utf-8")
    assert build(site) == 0
    assert not (site / "site/es/alone.html").exists()
    assert check(site, ("pages",), tags=("es",)) == 1
    said = capsys.readouterr().out
    assert "docs/es/alone.md:1: error: there is no docs/en/alone.md that this page could translate." in said


def test_a_byte_order_mark_changes_nothing(site, tmp_path):
    assert build(site) == 0
    before = (site / "site/es/index.html").read_bytes()
    for name in ("docs/es/index.md", "docs/_data/ui/es.yml", "docs/_data/languages.yml"):
        text = (site / name).read_bytes()
        (site / name).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert build(site) == 0
    assert (site / "site/es/index.html").read_bytes() == before


def test_mkdocs_itself_says_the_same_and_stops(site):
    message = break_it(site, "words")
    done = subprocess.run([MKDOCS, "build"], cwd=site, capture_output=True, text=True, env={**os.environ})
    assert done.returncode != 0 and message in done.stderr and "Traceback" not in done.stderr


def test_building_in_processes_that_read_nothing_anew(site, monkeypatch, capsys):
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    message = break_it(site, "words")
    assert build(site, jobs=2) == 1
    assert message in capsys.readouterr().err
    assert switcher(site) == ["en", "fr"]
