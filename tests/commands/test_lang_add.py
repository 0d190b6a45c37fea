"""A language is begun in one step, or not at all; the site builds with it, and nobody is led to it before it is public."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.commands import lang_add
from scripts.commands.build import build, forget_configuration
from scripts.commands.check import check
from scripts.commands.lang_add import add
from scripts.content.data import read_fields
from scripts.content.guide import read_guide
from scripts.content.language import read_languages
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
GUIDE, MKDOCS = Path(sys.executable).with_name("guide"), Path(sys.executable).with_name("mkdocs")
TERMS = """\
spinal-cord: {glossary: true, en: [spinal cord, cord], es-419: [médula espinal]}
tumor: {en: [tumor]}
"""
GLOSSARY = "---\ntitle: Words\n---\n# Words\n\n## Spinal cord {#spinal-cord}\n\nThe *bundle* of nerves in your spine.\n"
SYMPTOMS = """\
---
title: "Signs: what you may feel"
description: What you may feel.
sources:
  page: [one]
---
# Signs: what you may feel

!!! danger box-emergency "Go now if you have:"

    - A new sign.

## Pain {#pain}
It hurts. [Get help](get-help.md#emergency).

### At night {#night}

*To be written.*
{: .to-be-written }
"""
NINE = {
    "fil": ("Filipino", "ltr", "tl"), "so": ("Soomaali", "ltr", ""), "am": ("አማርኛ", "ltr", ""),
    "ht": ("Kreyòl Ayisyen", "ltr", ""), "es-419": ("Español (Latinoamérica)", "ltr", "es"),
    "zh-Hant": ("中文 (繁體)", "ltr", "zh-Hant"), "ur": ("اردو", "rtl", "ur"),
    "ckb": ("کوردیی ناوەندی", "rtl", "ku-IQ"), "fa": ("فارسی", "rtl", "fa"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


@pytest.fixture
def site(make_site):
    return make_site(
        {
            "docs/en/glossary.md": GLOSSARY, "docs/en/symptoms.md": SYMPTOMS, "docs/en/more/deep.md": GLOSSARY,
            "docs/_data/terms.yml": TERMS, "docs/_data/menu.yml": "- {group: start, pages: [index, symptoms, get-help, all]}\n",
            "docs/_data/references.yml": "one: {organisation: a, title: b, seen: page, grade: official}\n",
        }
    )  # fmt: skip


def everything(root):
    """All that is below a site's folder, but for what builds leave."""
    found = {}
    for parent, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in ("site", ".guide")]
        found[parent] = ""
        found |= {f"{parent}/{name}": Path(parent, name).read_bytes() for name in files}
    return found


def page(root, name):
    return LexborHTMLParser((root / "site" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nine(tmp_path_factory):
    """A site in English and the nine languages: as they are begun, and built; then public, and built again."""
    root = tmp_path_factory.mktemp("nine")
    for path, text in {
        "docs/_data/languages.yml": "# Languages.\n- {tag: en, name: English, theme: en}\n",
        "docs/_data/menu.yml": "- {group: start, pages: [index, get-help, all]}\n",
        "docs/en/index.md": SYMPTOMS.replace("  page: [one]", "  page: []"),
        "docs/en/get-help.md": "---\ntitle: Get help\n---\n# Get help\n\n## Now {#emergency}\n\nCall {{emergency}}.\n",
        "docs/en/all.md": "---\ntitle: All\n---\n# All\n",
        "docs/_data/ui/en.yml": (ROOT / "docs/_data/ui/en.yml").read_text(encoding="utf-8"),
        "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for shared in ("overrides", "scripts", "docs/assets"):
        (root / shared).symlink_to(ROOT / shared, target_is_directory=True)
    for tag in NINE:
        assert add(root, tag) == 0
    forget_configuration()
    assert build(root) == 0
    (root / "site").rename(root / "preview")
    records = root / "docs/_data/languages.yml"
    records.write_text(records.read_text(encoding="utf-8").replace("stage: preview", "stage: public"), encoding="utf-8")
    assert build(root) == 0
    return root


@pytest.mark.parametrize("tag", NINE)
def test_the_record_has_the_facts_of_the_language(nine, tag):
    name, direction, theme = NINE[tag]
    languages = read_languages(nine / "docs/_data/languages.yml", "languages.yml")
    language = languages.get(tag)
    assert (language.name, language.direction, language.theme) == (name, direction, theme)
    ui = read_fields(nine / f"docs/_data/ui/{tag}.yml", "ui")
    assert ("theme" in ui) is not bool(theme)  # words that Material has are not asked for
    assert [group for group in ui if group != "theme"] == [
        group for group in read_guide(nine).interfaces["en"].words if group != "theme"
    ]


@pytest.mark.parametrize("tag", NINE)
def test_a_begun_language_shows_english_marked_and_nobody_is_led_to_it(nine, tag):
    for built, led in (("preview", False), ("site", True)):
        html = (nine / built / tag / "index.html").read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        root, article = tree.css_first("html"), tree.css_first("article")
        assert (root.attributes["lang"], root.attributes["dir"]) == (tag, NINE[tag][1])
        assert (article.attributes["lang"], article.attributes["dir"]) == ("en", "ltr")
        assert "To be translated" not in html
        assert tree.css_first('meta[name="robots"]').attributes["content"] == "noindex"
        own = [link for link in tree.css(".languages a") if link.attributes["lang"] == tag]
        assert len(own) == 1 and own[0].attributes["aria-current"] == "true" and own[0].text().startswith(NINE[tag][0])
        english = LexborHTMLParser((nine / built / "index.html").read_text(encoding="utf-8"))
        assert (tag in [link.attributes["lang"] for link in english.css(".languages a")]) is led
        assert ("404" in html) is False
        spoken = LexborHTMLParser((nine / built / "404.html").read_text(encoding="utf-8")).css(".not-found")
        assert (tag in [one.attributes["lang"] for one in spoken]) is led
        assert (nine / built / tag / "404.html").exists()
        assert f"/{tag}/" not in (nine / built / "sitemap.xml").read_text(encoding="utf-8")


def test_a_preview_with_words_of_its_own_is_still_not_led_to(nine, tmp_path):
    """hreflang, the site map and other languages' switchers have it only when it is public."""
    own = (
        "---\ntitle: Bilow\n---\n# Bilow\n\n## Xanuun {#pain}\n\nWay xanuunaysaa. [Caawimaad](get-help.md#emergency).\n"
    )
    path = nine / "docs/so/index.md"
    skeleton = path.read_text(encoding="utf-8")
    records = nine / "docs/_data/languages.yml"
    before = records.read_text(encoding="utf-8")
    try:
        path.write_text(own, encoding="utf-8")
        for stage, led in (("public", True), ("preview", False)):
            so = "- {tag: so, name: Soomaali, stage: "
            records.write_text(before.replace(f"{so}public", f"{so}{stage}"), encoding="utf-8")
            assert build(nine) == 0
            english, somali = (
                (nine / "site/index.html").read_text("utf-8"),
                (nine / "site/so/index.html").read_text("utf-8"),
            )
            assert ('hreflang="so" href="https://example.org/so/"' in english) is led
            assert ('hreflang="so"' in english) is led
            assert ('rel="alternate"' in somali) is led
            assert '<link rel="canonical" href="https://example.org/so/">' in somali
            assert "Way xanuunaysaa" in somali and 'content="noindex"' in somali
            assert ("/so/" in (nine / "site/sitemap.xml").read_text("utf-8")) is led
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([MKDOCS, "build", "--strict", "-q", "-d", tmp_path / "m"], cwd=nine, check=True, env=env)
        ours, theirs = (
            {p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()}
            for r in (nine / "site", tmp_path / "m")
        )
        assert ours == theirs
        records.write_text(
            before.replace("name: Soomaali, stage: public", "name: Soomaali, stage: hidden"), encoding="utf-8"
        )
        assert build(nine) == 0
        assert not (nine / "site/so").exists() and not [*(nine / "site/assets/search").glob("so.*")]
        with pytest.raises(GuideError, match="the language so is hidden, so it is not built"):
            build(nine, tags=("so",))
    finally:
        path.write_text(skeleton, encoding="utf-8")
        records.write_text(before, encoding="utf-8")
        assert build(nine) == 0


def test_a_hidden_language_is_checked_only_when_it_is_named(site, capsys):
    add(site, "so")
    records = site / "docs/_data/languages.yml"
    records.write_text(records.read_text("utf-8").replace("stage: preview", "stage: hidden"), encoding="utf-8")
    (site / "docs/so/index.md").write_text("---\ntitle: x\n---\n# x\n\n## y\n\nz\n", encoding="utf-8")
    capsys.readouterr()
    check(site, ("pages",))
    assert "docs/so" not in capsys.readouterr().out
    check(site, ("pages", "coverage"), tags=("so",))
    said = capsys.readouterr()
    assert "docs/so/index.md:6: error: the heading “y” has no id." in said.out
    assert "so is hidden, so it has no built pages to check." in said.err


def test_pages_are_forms_with_all_in_its_place(site):
    add(site, "so")
    text = (site / "docs/so/symptoms.md").read_text(encoding="utf-8")
    assert text == (
        "---\ntitle: 'Signs: what you may feel'\ndescription: What you may feel.\n---\n"
        "# Signs: what you may feel\n\n*To be translated.*\n{: .to-be-written .to-be-translated }\n\n"
        '!!! danger box-emergency "Go now if you have:"\n\n    - A new sign.\n\n'
        "## Pain {#pain}\n\n*To be translated.*\n{: .to-be-written .to-be-translated }\n\n"
        "It hurts. [Get help](get-help.md#emergency).\n\n"
        "### At night {#night}\n\n*To be translated.*\n{: .to-be-written .to-be-translated }\n"
    )
    guide = read_guide(site)
    assert guide.names["so"] == frozenset() and guide.files["so"] == guide.files["en"]
    so = guide.languages.get("so")
    assert guide.units(so, "symptoms") == {}
    path = site / "docs/so/symptoms.md"
    path.write_text(
        text.replace(
            "## Pain {#pain}\n\n*To be translated.*\n{: .to-be-written .to-be-translated }\n", "## Xanuun {#pain}\n"
        ),
        "utf-8",
    )
    assert list(read_guide(site).units(so, "symptoms")) == ["symptoms#pain"]
    assert read_guide(site).names["so"] == {"symptoms"}


def test_forms_for_words_terms_and_notes(site):
    add(site, "so")
    add(site, "es-419")
    words = (site / "docs/_data/ui/so.yml").read_text(encoding="utf-8")
    assert "\nactions:\n  # Get help now\n  get_help:\n" in words
    assert '\n  emergency_number: "{number}"\n' in words.replace("'", '"')
    assert "\n  # your cancer team on {number}\n  cancer_team_number:\n" in words
    glossary = (site / "docs/_data/glossary/so.yml").read_text(encoding="utf-8")
    assert (
        "# spinal cord, cord: The bundle of nerves in your spine.\nspinal-cord: {use: [], avoid: [], note: ''}\n"
        in glossary
    )
    assert "\n# tumor\ntumor: {use: [], avoid: [], note: ''}\n" in glossary
    spanish = read_fields(site / "docs/_data/glossary/es-419.yml", "glossary")
    assert spanish["spinal-cord"] == {"use": ["médula espinal"], "avoid": [], "note": ""}
    notes = (site / "docs/_data/notes/so.md").read_text(encoding="utf-8")
    for said in ("# Somali (Soomaali, `so`)", "guide lang next so", "guide check --language so", "guide lang done so get-help",
                 "`docs/so/get-help.md`, `docs/so/index.md`, `docs/so/symptoms.md`", "Quotation marks: “…”", "1, 2 iyo 3"):  # fmt: skip
        assert said in notes
    assert not (site / "docs/_data/claims/so.yml").exists()


@pytest.mark.parametrize(
    ("tag", "facts"),
    [
        ("fa", ("from right to left", "Digits: ۰۱۲۳۴۵۶۷۸۹", "Decimal sign: “٫” (2٫5)", "«…»", "U+2068")),
        ("ht", ("from left to right", "Decimal sign: “,” (2,5); between thousands: a space that does not break")),
        ("ur", ("Digits: 0123456789; ۰۱۲۳۴۵۶۷۸۹ are in use too",)),
        ("zh-Hant", ("「…」, and inside them 『…』", "Script: Han (traditional)")),
        ("am", ("Script: Ethiopic", "1፣ 2 እና 3")),
    ],
)
def test_notes_say_how_the_language_is_written(site, tag, facts):
    add(site, tag)
    notes = (site / f"docs/_data/notes/{tag}.md").read_text(encoding="utf-8")
    for fact in facts:
        assert fact in notes


def test_it_says_what_it_made_and_what_comes_next(site, capsys):
    add(site, "ckb")
    said = capsys.readouterr().out
    assert "Added Central Kurdish (کوردیی ناوەندی, ckb), written from right to left." in said
    assert "docs/ckb/" in said and "6 pages; until you translate them readers get them in English, marked so" in said
    for step in ("1. Read docs/_data/notes/ckb.md", "2. Translate docs/_data/ui/ckb.yml, then docs/ckb/get-help.md",
                 "3. See it with `guide serve`, at http://127.0.0.1:8000/ckb/"):  # fmt: skip
        assert step in said


def test_a_begun_language_fails_no_check(site, capsys):
    def errors():
        check(site, ("pages", "interface", "references"), everything=True)
        return [
            line for line in capsys.readouterr().out.split("\n") if ": error: " in line and "es" not in line.split("/")
        ]

    before = errors()
    add(site, "so")
    capsys.readouterr()
    assert errors() == before


def test_a_file_of_words_that_is_there_keeps_them_and_gets_what_it_lacks(site, capsys):
    mine = "# Ours.\nactions:\n    # about the button\n    menu: Liis\nsearch:\n    open: Raadi\n    label: >-\n        Raadi\n        hagaha\n"
    (site / "docs/_data/ui/so.yml").write_text(mine, encoding="utf-8")
    add(site, "so")
    assert "it was there, and got what it lacked" in capsys.readouterr().out
    text = (site / "docs/_data/ui/so.yml").read_text(encoding="utf-8")
    assert "    # about the button\n    menu: Liis\n    # Get help now\n    get_help:\n" in text
    words = read_guide(site).interfaces["so"]
    assert words.words["actions"]["menu"] == "Liis" and words.words["search"]["label"] == "Raadi hagaha"
    fields = read_fields(site / "docs/_data/ui/so.yml", "ui")
    assert all(set(fields[group]) == set(keys) for group, keys in read_guide(site).interfaces["en"].words.items())


@pytest.mark.parametrize(
    "text", ["actions: {menu: Liis}\n", "{actions: {menu: Liis}}\n", "actions:\n  menu: Liis", "", "actions:\n"]
)
def test_a_file_of_words_in_any_form_stays_readable(site, text):
    (site / "docs/_data/ui/so.yml").write_text(text, encoding="utf-8")
    add(site, "so")
    assert read_guide(site).interfaces["so"].words["actions"]["menu"] == ("Liis" if "Liis" in text else "Menu")


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("es", "docs/_data/languages.yml:2: the language es is there already."),
        ("en", "docs/_data/languages.yml:1: the language en is there already."),
        ("xx", "'xx' is no language tag.\n  Next: use a BCP 47 tag such as so"),
        ("und", "'und' is no language tag."),
        ("somali", "'somali' is no language tag."),
        ("../so", "'../so' is no language tag."),
        ("tl", "the tag 'tl' is not in its standard form.\n  Next: write: guide lang add fil"),
        ("zh-hant", "write: guide lang add zh-Hant"),
        ("es_419", "write: guide lang add es-419"),
        ("SO", "write: guide lang add so"),
        ("hmn", 'is called in its own words.\n  Next: say it: guide lang add hmn --name "…"'),
        ("ht", "docs/ht: this is in the way: the pages of ht go into docs/ht/."),
        ("am", "docs/am: this is in the way"),
        ("fa", "docs/FA: this is in the way: the pages of fa go into docs/fa/."),
        ("ur", "docs/en/ur: what is in it would be published where the pages of ur are."),
        ("ckb", "docs/_data/ui/ckb.yml:1: 'actions' has no key 'menuu'."),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_and_nothing_changes(site, tag, message):
    (site / "docs/ht").mkdir()
    (site / "docs/ht/index.md").write_text("# Kòmanse\n", encoding="utf-8")
    (site / "docs/am").write_text("x", encoding="utf-8")
    (site / "docs/FA").mkdir()
    (site / "docs/en/ur").mkdir()
    (site / "docs/_data/ui/ckb.yml").write_text("actions: {menuu: x}\n", encoding="utf-8")
    before = everything(site)
    done = subprocess.run([GUIDE, "--root", site, "lang", "add", tag], capture_output=True, text=True)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr and done.stdout == ""
    assert everything(site) == before


def test_a_language_without_a_name_in_cldr_gets_the_one_it_is_given(site):
    assert subprocess.run([GUIDE, "--root", site, "lang", "add", "hmn", "--name", "Hmoob"]).returncode == 0
    assert read_guide(site).languages.get("hmn").name == "Hmoob"


def test_an_empty_folder_is_not_in_the_way(site):
    (site / "docs/so").mkdir()
    (site / "docs/so/.gitkeep").write_text("", encoding="utf-8")
    assert add(site, "so") == 0
    assert (site / "docs/so/.gitkeep").exists() and (site / "docs/so/more/deep.md").exists()


@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError("disk full")])
@pytest.mark.parametrize("after", range(0, 12, 2))
def test_whatever_stops_it_nothing_is_left(site, monkeypatch, after, stop, folder):
    if folder:
        (site / "docs/so").mkdir()
        (site / "docs/_data/ui/so.yml").write_text("actions: {}\n", encoding="utf-8")
    before, replace, done = everything(site), os.replace, [0]

    def failing(source, target):
        if "/.new." in str(source) and "/new/" in str(source) and "/.new." not in str(target):
            done[0] += 1
            if done[0] > after:
                raise stop
        return replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    try:
        add(site, "so")
    except (KeyboardInterrupt, OSError):
        assert everything(site) == before
    else:
        assert done[0] <= after and "so" in {language.tag for language in read_guide(site).languages}


def test_files_of_which_something_cannot_be_read_are_taken_back(site, monkeypatch):
    before = everything(site)
    monkeypatch.setattr(lang_add, "notes", lambda *args: "x")
    monkeypatch.setattr(lang_add, "languages_with", lambda text, tag, **more: text + "- {tag: so, nam: x}\n")
    with pytest.raises(GuideError, match="a language has no key 'nam'"):
        add(site, "so")
    assert everything(site) == before


def test_another_language_that_cannot_be_read_is_no_hindrance(site):
    (site / "docs/es/index.md").write_bytes(b"\xff")
    assert add(site, "so") == 0


def test_a_page_that_is_half_translated_shows_the_rest_in_english_and_fails_nothing(site, capsys):
    add(site, "so")
    path = site / "docs/so/symptoms.md"
    mark = "\n*To be translated.*\n{: .to-be-written .to-be-translated }\n"
    text = path.read_text(encoding="utf-8")
    done = text.replace(
        f"## Pain {{#pain}}\n{mark}\nIt hurts. [Get help]", "## Xanuun {#pain}\n\nWay xanuunaysaa. [Caawimaad]"
    )
    assert done != text
    path.write_text(done, encoding="utf-8")
    assert build(site) == 0
    tree = page(site, "so/symptoms.html")
    shown = {one.attributes["id"]: one for one in tree.css("h1, h2, h3") if one.attributes.get("id")}
    assert shown["pain"].text().startswith("Xanuun") and "To be translated" not in tree.html
    assert tree.css_first(".shown-in-original[lang=en] .box-emergency") is not None
    titles = {link.attributes["href"]: link.css_first("span").attributes.get("lang") for link in tree.css("nav li a")}
    assert titles["symptoms.html"] == titles["get-help.html"] == "en"
    capsys.readouterr()
    check(site, ("coverage", "pages"), tags=("so",))
    said = capsys.readouterr().out
    assert ": error:" not in said
    assert "docs/so/symptoms.md:5: notice: symptoms#page is not translated; readers of so see it in en, marked." in said
    assert "symptoms#pain (so): nobody has said yet that this text is complete. [not-accepted]" in said


def test_borrowed_words_bring_no_markup_where_none_can_stand(site):
    add(site, "so")
    assert build(site) == 0
    for path in sorted((site / "site/so").glob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert "<" not in html.split("<title>")[1].split("</title>")[0], path.name
        assert "&lt;span" not in html and '="<' not in html, path.name


def test_a_page_that_a_language_lacks_is_work_to_do(site, capsys):
    assert check(site, ("coverage",), tags=("es",)) == 0
    notice = "docs/en/symptoms.md:1: notice: symptoms is not translated; readers of es see the en page, marked."
    assert notice in capsys.readouterr().out


def test_words_that_were_agreed_on_lead_to_the_glossary(site):
    add(site, "so")
    glossary = site / "docs/_data/glossary/so.yml"
    glossary.write_text(
        glossary.read_text("utf-8").replace("spinal-cord: {use: []", "spinal-cord: {use: [xangulaha]"), "utf-8"
    )
    own = "---\ntitle: Bilow\n---\n# Bilow\n\n## Waa maxay {#what-it-is}\n\nWaa xangulaha.\n"
    (site / "docs/so/index.md").write_text(own, encoding="utf-8")
    assert read_guide(site).terms.forms["spinal-cord"]["so"] == ("xangulaha",)
    assert build(site) == 0
    link = page(site, "so/index.html").css_first('#content article a[href^="glossary.html"]')
    assert link is not None and link.text() == "xangulaha"


def test_a_glossary_in_another_form_stops_its_language_alone(site, capsys):
    add(site, "so")
    (site / "docs/_data/glossary/so.yml").write_text("- {term: x}\n", encoding="utf-8")
    assert build(site) == 1
    assert "docs/_data/glossary/so.yml:1: the file is not a mapping." in capsys.readouterr().err
    assert (site / "site/es/index.html").exists() and not (site / "site/so").exists()


def test_the_guide_itself_is_built_with_somali_and_filipino(tmp_path, capsys):
    tags = [language.tag for language in read_guide(ROOT).languages.all[1:]]
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns(*tags))
    (tmp_path / "docs/_data/languages.yml").write_text("- {tag: en, name: English, theme: en}\n", encoding="utf-8")
    (tmp_path / "docs/_data/site.yml").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for shared in ("overrides", "scripts"):
        (tmp_path / shared).symlink_to(ROOT / shared, target_is_directory=True)
    before = (tmp_path / "docs/_data/ui/fil.yml").read_text(encoding="utf-8")
    for tag in ("so", "fil"):
        add(tmp_path, tag)
    after = (tmp_path / "docs/_data/ui/fil.yml").read_text(encoding="utf-8")
    assert [line for line in before.split("\n") if line not in after.split("\n")] == []
    assert build(tmp_path) == 0
    for tag in ("so", "fil"):
        for name in read_guide(tmp_path).names["en"]:
            html = (tmp_path / "site" / tag / f"{name}.html").read_text(encoding="utf-8")
            assert f'<html lang="{tag}" dir="ltr">' in html and '<article lang="en" dir="ltr">' in html
            assert "To be translated" not in html
        assert (tmp_path / "docs" / tag / "symptoms.md").exists()
    capsys.readouterr()
    assert check(tmp_path, tags=("so", "fil"), everything=True) == 0
    said = capsys.readouterr().out
    assert ": error:" not in said and "symptoms is not translated" in said
