"""`guide split` as an editor uses it: copied articles, translations, plans, changes, and articles all rights reserved."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.accept import accept
from scripts.commands.build import forget_configuration
from scripts.commands.check import check
from scripts.commands.new import new
from scripts.commands.split import Facts, split
from scripts.content.article import read_article
from scripts.content.data import read_list
from scripts.content.page import read_page
from scripts.content.record import read_record
from scripts.content.source import words_of
from scripts.errors import GuideError

ARTICLES = Path(__file__).parents[1] / "articles"
RELAX, RELAX_ES, HEALTH = ARTICLES / "relax.en.html", ARTICLES / "relax.es.html", ARTICLES / "health.he.html"
FOUR = ("coverage", "pages", "references", "copying")
CREDIT = Facts(
    publisher="US National Cancer Institute", address="https://www.cancer.gov/relax", licence="public domain"
)

BACK = """\
<!DOCTYPE html>
<html lang="en"><head><title>Back care</title></head><body>
<h1>Back care</h1>
<p>Begin with <a href="#walking">walking</a>, see <a href="leaflets/rest.html">the leaflet on rest</a>, or try
<a href="#warm">warm packs</a>.</p>
<h2 id="walking">Walking every day</h2>
<p>Walk for 10 minutes. Ask <a href="https://example.net/nurse">a nurse</a>. <a href="#lifting">Lifting</a> comes later.</p>
<h2 id="lifting">Lifting things</h2>
<p>Bend your knees. Do not twist your back.</p>
<h3 id="warm">Warm packs afterwards</h3>
<p>Use one for 20 minutes, as you do <a href="#walking">after walking</a>.</p>
</body></html>
"""
BACK_IN = {
    "fr": """\
<html lang="fr"><body><h1>Prendre soin de son dos</h1>
<p>Commencez par <a href="#m">la marche</a>, lisez <a href="leaflets/rest.html">la brochure sur le repos</a>, ou essayez
<a href="#c">les compresses chaudes</a>.</p>
<h2 id="m">Marcher chaque jour</h2>
<p>Marchez pendant 10 minutes. Demandez à <a href="https://example.net/nurse">une infirmière</a>. <a href="#s">Soulever</a>
vient plus tard.</p>
<h2 id="s">Soulever des objets</h2><p>Pliez les genoux. Ne tournez pas le dos.</p>
<h3 id="c">Compresses chaudes ensuite</h3>
<p>Gardez-en une pendant 20 minutes, comme <a href="#m">après la marche</a>.</p></body></html>
""",
    "ar": """\
<html lang="ar" dir="rtl"><body><h1>العناية بالظهر</h1>
<p>ابدأ <a href="#m">بالمشي</a>، أو اقرأ <a href="leaflets/rest.html">نشرة الراحة</a>، أو جرّب
<a href="#c">الكمادات الدافئة</a>.</p>
<h2 id="m">المشي كل يوم</h2>
<p>امشِ 10 دقائق. اسأل <a href="https://example.net/nurse">ممرضة</a>. <a href="#s">رفع الأشياء</a> يأتي لاحقًا.</p>
<h2 id="s">رفع الأشياء</h2><p>اثنِ ركبتيك. لا تلوِ ظهرك.</p>
<h3 id="c">كمادات دافئة بعد ذلك</h3>
<p>ضع واحدة لمدة 20 دقيقة، كما <a href="#m">بعد المشي</a>.</p></body></html>
""",
}


def run(root, text=BACK, *, name="article.html", **options):
    """Split a text that we made up."""
    article = root.parent / name
    article.write_text(text, encoding="utf-8")
    return split(root, article, **{"topic": "back", "rights": "copy", **options})


def everything(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "docs").rglob("*"))
        if path.is_file() and "assets" not in path.parts
    }


def changed(before, after):
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def said(command, *arguments, **options):
    """What a command returns, and what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = command(*arguments, **options)
    return code, out.getvalue()


def findings(root, *names):
    """(rule, section, severity) of what a check finds; it builds first what is stale."""
    forget_configuration()
    _, out = said(check, root, names or ("coverage",), form="json")
    rows = [row for row in json.loads(out)["findings"] if row["rule"] != "page-not-translated"]
    return [(row["rule"], row["section"], row["severity"]) for row in rows]


def record_of(root, name):
    return read_record(root / f"docs/_data/sources/{name}.yml", f"docs/_data/sources/{name}.yml")


def page_of(root, tag, name):
    return read_page(root / f"docs/{tag}/{name}.md", f"docs/{tag}/{name}.md", tag, name)


def built(root, path):
    return LexborHTMLParser((root / "site" / path).read_text(encoding="utf-8"))


def searched(root, tag):
    """What search finds in a language: the text of each section by its address."""
    folder = root / "site/assets/search"
    data = next(folder.glob(f"{tag}.*.js"))
    text = data.read_text(encoding="utf-8")
    texts = {}
    for path, _, rows in json.loads(text[text.index("{") : text.rindex("}") + 1])["pages"]:
        script = (data.with_suffix("") / path.replace(".html", ".js")).read_text(encoding="utf-8")
        said = json.loads(script[script.index("[") : script.rindex("]") + 1])
        texts |= {f"{path}#{row[0]}" if row[0] else path: one for row, one in zip(rows, said, strict=True)}
    return texts


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


@pytest.fixture
def site(tmp_path):
    """A site of its own, in English, without articles."""
    said(new, tmp_path / "site", language="en", name="Calm days")
    return tmp_path / "site"


@pytest.fixture(scope="module")
def relaxed(tmp_path_factory):
    """A site of its own with the public-domain article, and nothing done by hand. Not to be changed."""
    root = tmp_path_factory.mktemp("relaxed") / "site"
    said(new, root, language="en", name="Calm days")
    said(split, root, RELAX, topic="relax", rights="copy", facts=CREDIT)
    return root, *said(check, root, FOUR)


@pytest.fixture(scope="module")
def two_topics(tmp_path_factory):
    """A site with another topic, the public-domain article as its second one, and its translation. Not to be changed."""
    root = tmp_path_factory.mktemp("two") / "site"
    said(new, root, language="en", name="Calm days")
    said(run, root)
    said(split, root, RELAX, topic="relax", rights="copy", facts=CREDIT)
    english = said(check, root, FOUR)
    said(split, root, RELAX_ES, topic="relax", rights="copy", facts=CREDIT)
    forget_configuration()
    return root, english, said(check, root, FOUR)


# Copied articles


def test_an_article_that_may_be_copied_makes_a_site_with_nothing_done_by_hand(relaxed):
    root, code, out = relaxed
    assert code == 0, out
    assert "No findings." in out and re.search(r"passages +29/29\b", out) and re.search(r"lists +3/3\b", out)
    text = (root / "docs/en/index.md").read_text(encoding="utf-8")
    assert "# Learning to Relax\n" in text and "## Getting Started {#getting-started}\n" in text
    assert "Let others know you need time for yourself." in text


def test_search_data_holds_every_section_of_a_copied_article(relaxed):
    root, _, _ = relaxed
    found = searched(root, "en")
    for name, page in record_of(root, "relax").pages.items():
        for address in (f"{name}.html", *(f"{name}.html#{section.id}" for section in page.sections)):
            assert len(found[address].split()) > 20
    assert "gently direct your attention back to your body" in found["index.html#getting-started"]
    assert "Imagine a ball of healing energy forming" in found["imagery.html"]


def test_the_menu_calls_the_group_of_a_topic_what_its_first_page_is_called(relaxed, two_topics):
    groups = [node.text() for node in built(relaxed[0], "index.html").css(".menu .group")]
    assert groups == ["Learning to Relax", "Reference"]
    groups = [node.text() for node in built(two_topics[0], "index.html").css(".menu .group")]
    assert groups == ["Back care", "Learning to Relax", "Reference"]
    groups = [node.text() for node in built(two_topics[0], "es/index.html").css(".menu .group")]
    assert groups[1] == "Aprenda a relajarse"
    menu = read_list(two_topics[0] / "docs/_data/menu.yml", "menu.yml")
    assert [entry["group"] for entry in menu] == ["back", "relax", "reference"]
    assert menu[1]["pages"] == list(record_of(two_topics[0], "relax").pages)


def test_each_copied_page_names_where_its_text_comes_from_and_claims_no_words_of_ours(relaxed):
    root, _, _ = relaxed
    for name in record_of(root, "relax").pages:
        page = built(root, f"{name}.html")
        credit = page.css_first("section.references")
        assert "US National Cancer Institute" in credit.text() and "public domain" in credit.text()
        assert credit.css_first("a").attributes["href"] == "https://www.cancer.gov/relax"
        assert credit.css_first("cite").text() == "Learning to Relax"
        assert "copied from US National Cancer Institute" in page.css_first(".notice-review").text()
        said_in_all = page.css_first("main").text()
        assert "drafted by machine" not in said_in_all and "our own words" not in said_in_all
    assert built(root, "get-help.html").css_first("section.references") is None


def test_an_article_may_be_the_second_topic_of_a_site(two_topics):
    root, (code, out), _ = two_topics
    assert code == 0, out
    assert {"relax/index", "relax/imagery"} <= set(record_of(root, "relax").pages)
    assert "back.html" not in searched(root, "en")
    assert {"index.html", "relax/index.html#getting-started"} <= set(searched(root, "en"))


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\x1e"])
def test_a_sign_that_python_takes_for_a_line_end_is_a_sign_like_others(site, sign):
    text = BACK.replace("Bend your knees.", f"Bend{sign}- your{sign}# knees.{sign}!!! danger")
    run(site, text)
    assert f"Bend{sign}- your" in (site / "docs/en/lifting-things.md").read_text(encoding="utf-8")
    assert findings(site) == []
    assert (
        f"Bend{sign}- your{sign}# knees.{sign}!!! danger"
        in built(site, "lifting-things.html").css_first("article").text()
    )


def test_struck_white_space_is_as_good_as_none(site):
    run(site, BACK.replace("Bend your knees.", "Bend<del> </del>your <del>back</del><del> <b>or</b></del> knees."))
    assert findings(site) == []


def test_splitting_again_changes_nothing(site, capsys):
    assert split(site, RELAX, topic="relax", rights="copy", facts=CREDIT) == 0
    before = everything(site)
    capsys.readouterr()
    assert split(site, RELAX, topic="relax", rights="copy", facts=CREDIT) == 0
    assert everything(site) == before
    assert "nothing was written" in capsys.readouterr().out


def test_a_page_that_is_there_is_never_overwritten(site):
    imagery = site / "docs/en/imagery.md"
    imagery.write_text("mine from before", encoding="utf-8")
    split(site, RELAX, topic="relax", rights="copy")
    assert imagery.read_text(encoding="utf-8") == "mine from before"
    index = site / "docs/en/index.md"
    copied = (site / "docs/en/slow-rhythmic-breathing.md").read_bytes()
    index.write_text("mine", encoding="utf-8")
    (site / "docs/en/slow-rhythmic-breathing.md").unlink()
    split(site, RELAX, topic="relax", rights="copy")
    assert index.read_text(encoding="utf-8") == "mine"
    assert (site / "docs/en/slow-rhythmic-breathing.md").read_bytes() == copied


def test_what_the_user_knows_of_an_article_goes_before_what_it_says(site):
    facts = Facts(title="Calm in 20 minutes", publisher="A & B", address="https://example.net/a", licence="CC BY 4.0")
    split(site, RELAX, topic="relax", rights="copy", facts=facts)
    record = record_of(site, "relax")
    assert (record.publisher, record.address, record.licence) == ("A & B", "https://example.net/a", "CC BY 4.0")
    said(check, site, ("coverage",))
    credit = built(site, "imagery.html").css_first("section.references")
    assert "A & B" in credit.text() and "CC BY 4.0" in credit.text()
    assert credit.css_first("a").attributes["href"] == "https://example.net/a"


# Links


def test_relative_links_become_absolute_where_the_address_of_the_article_is_known(site):
    run(site, facts=Facts(address="https://example.net/care/back.html"))
    assert "[the leaflet on rest](https://example.net/care/leaflets/rest.html)" in (
        site / "docs/en/index.md"
    ).read_text(encoding="utf-8")
    assert findings(site, *FOUR) == []


def test_relative_links_are_text_where_the_address_is_not_known_and_that_is_told(site, capsys):
    run(site)
    text = (site / "docs/en/index.md").read_text(encoding="utf-8")
    assert "see the leaflet on rest, or" in text
    told = capsys.readouterr().out
    assert "1 link(s) lead nowhere from here" in told and "--address" in told
    assert findings(site, *FOUR) == []


def test_links_inside_the_article_lead_to_the_right_section_of_the_built_site(site):
    run(site)
    said(check, site, ("coverage",))
    wanted = {
        ("index", "walking"): ("walking-every-day", "Walking every day"),
        ("index", "warm packs"): ("lifting-things", "Warm packs afterwards"),
        ("walking-every-day", "Lifting"): ("lifting-things", "Lifting things"),
        ("lifting-things", "after walking"): ("walking-every-day", "Walking every day"),
    }
    for (name, words), (target, title) in wanted.items():
        link = next(node for node in built(site, f"{name}.html").css("article a") if node.text() == words)
        path, _, id = link.attributes["href"].partition("#")
        assert path == f"{target}.html"
        page = built(site, path)
        assert (page.css_first(f"#{id}") if id else page.css_first("h1")).text() == title


# Translations


def test_a_translation_goes_to_the_pages_and_sections_of_its_original(two_topics):
    root, _, (code, out) = two_topics
    assert code == 0, out
    original, record = record_of(root, "relax"), record_of(root, "relax.es")
    assert (record.translates, record.language, record.topic) == ("relax", "es", "relax")
    assert list(record.pages) == list(original.pages)
    for name in original.pages:
        english, spanish = page_of(root, "en", name), page_of(root, "es", name)
        assert [(s.id, s.level) for s in spanish.sections] == [(s.id, s.level) for s in english.sections]
        assert built(root, f"es/{name}.html").css_first("article").attributes.get("lang") is None
    assert page_of(root, "es", "relax/index").section("getting-started").heading == "Para empezar"
    assert page_of(root, "es", "relax/imagery").title == "Visualización"
    assert len(re.findall(r"passages +29/29", out)) == 2
    assert "relax/index.html#getting-started" in searched(root, "es")


def test_a_translation_is_credited_in_its_language(two_topics):
    root, _, _ = two_topics
    credit = built(root, "es/relax/imagery.html").css_first("section.references")
    assert credit.css_first("cite").text() == "Aprenda a relajarse"


def test_what_a_translation_lacks_is_a_notice_and_what_is_lost_of_it_an_error(site):
    run(site)
    text = BACK_IN["fr"]
    shorter = text[: text.index('<h2 id="s">')] + "</body></html>"
    _, told = said(run, site, shorter)
    assert "nothing of this article goes to lifting-things#page, lifting-things#warm-packs-afterwards" in told
    assert {severity for _, _, severity in findings(site)} == {"notice"}
    assert {section for _, section, _ in findings(site)} == {
        "lifting-things#page",
        "lifting-things#warm-packs-afterwards",
    }
    forget_configuration()
    assert said(check, site, FOUR)[0] == 0
    page = site / "docs/fr/walking-every-day.md"
    page.write_text(page.read_text(encoding="utf-8").split("Marchez")[0], encoding="utf-8")
    errors = {section for _, section, severity in findings(site) if severity == "error"}
    assert errors == {"walking-every-day#page"}


@pytest.mark.parametrize(("tag", "name", "direction"), [("fr", "Français", "ltr"), ("ar", "العربية", "rtl")])
def test_a_translation_brings_its_language_into_the_site(site, tag, name, direction):
    run(site)
    run(site, BACK_IN[tag])
    languages = read_list(site / "docs/_data/languages.yml", "languages.yml")
    assert [(entry["tag"], entry["name"]) for entry in languages] == [("en", "English"), (tag, name)]
    assert findings(site, *FOUR) == []
    page = built(site, f"{tag}/lifting-things.html")
    attributes = page.css_first("html").attributes
    assert (attributes["lang"], attributes["dir"]) == (tag, direction)
    ids = ["page", "warm-packs-afterwards"]
    assert [node.attributes["id"] for node in page.css("article h1, article h2")] == ids
    assert page.css("article h2")[0].text() == read_article(site.parent / "article.html").source.headings[-1].text
    assert [node.attributes["hreflang"] for node in page.css(".languages a")] == ["en", tag]


def test_a_topic_that_is_not_translated_is_a_notice(site):
    run(site)
    (site / "docs/es").mkdir()
    (site / "docs/es/.gitkeep").touch()
    with (site / "docs/_data/languages.yml").open("a", encoding="utf-8") as file:
        file.write("- {tag: es, name: Español, theme: es}\n")
    assert findings(site) == [("topic-not-translated", "", "notice")]
    forget_configuration()
    assert said(check, site, ("coverage",))[0] == 0


def test_a_hebrew_article_makes_a_site_of_its_own(tmp_path):
    root = tmp_path / "site"
    said(new, root, language="he", name="בריאות")
    said(split, root, HEALTH, topic="health", rights="copy")
    code, out = said(check, root, FOUR)
    assert code == 0 and "No findings." in out, out
    assert re.search(r"passages +42/42", out) and re.search(r"lists +2/2", out) and re.search(r"links +1/1", out)
    assert built(root, "index.html").css_first("html").attributes["dir"] == "rtl"
    menu = [node.attributes["href"] for node in built(root, "index.html").css(".menu a")]
    pages = [built(root, path).css_first("article") for path in menu]
    headings = [node.text() for page in pages for node in page.css("h1, h2")]
    wanted = [f"הלכה {number}" for number in "א ב ג ד ה ו ז ח ט י יא יב יג יד טו".split()]
    assert [heading for heading in headings if heading.startswith("הלכה")] == wanted
    items = [node.text() for page in pages for node in page.css("li")]
    assert len(items) == 9 and items[0] == "לעולם לא יאכל אדם אלא כשהוא רעב"
    assert any(a.attributes["href"].startswith("http://he.wikisource.org/") for page in pages for a in page.css("a"))
    assert any("שומר פיו ולשונו" in text for text in searched(root, "he").values())


# What cannot be done


def _spanish_first(root, tmp_path):
    return lambda: split(root, RELAX_ES, topic="relax", rights="copy")


def _other_script(root, tmp_path):
    return lambda: split(root, HEALTH, topic="health", rights="copy", language="en")


def _script_not_told(root, tmp_path):
    (tmp_path / "a.txt").write_text("הואיל והיות הגוף בריא ושלם מדרכי השם הוא", encoding="utf-8")
    return lambda: split(root, tmp_path / "a.txt", topic="health", rights="copy")


def _other_rights(root, tmp_path):
    run(root)
    return lambda: run(root, rights="rewrite")


def _no_text(root, tmp_path):
    return lambda: run(root, '<html lang="en"><body><nav><a href="x">Menu</a></nav><p> </p></body></html>')


def _another_article(root, tmp_path):
    run(root)
    return lambda: split(root, RELAX, topic="back", rights="copy")


def _record_of_another_topic(root, tmp_path):
    run(root)
    path = root / "docs/_data/sources/back.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("topic: back", "topic: front"), encoding="utf-8")
    return lambda: run(root)


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (_spanish_first, "the article is in es, and this site is written in en first"),
        (_spanish_first, "guide new FOLDER --language es"),
        (_other_script, "written in the script Hebr, which en is not"),
        (_script_not_told, "it does not say its language"),
        (_other_rights, "the record says rights: copy; you said --rights rewrite"),
        (_no_text, "there is no text in it"),
        (_another_article, "passages are in this article"),
        (_record_of_another_topic, "the record is for the topic 'front', not 'back'"),
        (lambda root, _: lambda: run(root, ""), "the file is empty"),
        (lambda root, _: lambda: run(root, topic="../x"), "'../x' is no topic name"),
        (lambda root, _: lambda: run(root, language="!"), "'!' is no language tag"),
    ],
)
def test_what_cannot_be_split_is_told_and_writes_nothing(site, tmp_path, prepare, message):
    act = prepare(site, tmp_path)
    before = everything(site)
    with pytest.raises(GuideError) as caught:
        act()
    assert message in str(caught.value) and "Next: " in str(caught.value)
    assert everything(site) == before


def test_a_folder_without_a_site_is_told(tmp_path):
    with pytest.raises(GuideError, match="no guide's folder") as caught:
        run(tmp_path / "nowhere")
    assert "guide new" in caught.value.hint


def test_a_copy_without_a_licence_or_publisher_is_told(site):
    assert "its pages name no publisher and no licence: give --publisher and --licence" in said(run, site)[1]
    _, told = said(run, site, facts=Facts(publisher="Us"))
    assert "its pages name no licence: give --licence" in told
    assert "give --" not in said(run, site, facts=Facts(licence="CC BY 4.0"))[1]
    assert (record_of(site, "back").publisher, record_of(site, "back").licence) == ("Us", "CC BY 4.0")


def test_a_record_that_cannot_be_read_stays_as_it_is(make_site):
    root = make_site({"docs/_data/sources/back.yml": "topic: back\ntitle: x\npasages: []\n"})
    before = everything(root)
    with pytest.raises(GuideError, match="did you mean 'passages'"):
        run(root)
    assert everything(root) == before


# Plans


def test_a_plan_is_shown_first_and_nothing_else_is_written(site, tmp_path, capsys):
    before, plan = everything(site), tmp_path / "plan.yml"
    assert run(site, plan=plan) == 0
    assert everything(site) == before
    told = capsys.readouterr()
    assert told.out == plan.read_text(encoding="utf-8") and f"wrote {plan}, and nothing else" in told.err
    assert "heading: Warm packs afterwards, page: lifting-things, section: warm-packs-afterwards" in told.out


def test_a_plan_is_followed_as_it_was_changed(site, tmp_path):
    plan = tmp_path / "plan.yml"
    run(site, plan=plan)
    text = plan.read_text(encoding="utf-8").replace("lifting-things:", "carrying:")
    text = text.replace("page: lifting-things", "page: carrying").replace(
        "carrying: Lifting things", "carrying: Carrying"
    )
    text = text.replace("page: walking-every-day, section: page, level: 1", "page: index, section: walk, level: 2")
    plan.write_text(text, encoding="utf-8")
    assert run(site, plan=plan) == 0
    assert list(record_of(site, "back").pages) == ["index", "carrying"]
    assert [(s.id, s.level) for s in page_of(site, "en", "index").sections] == [("page", 1), ("walk", 2)]
    assert not (site / "docs/en/walking-every-day.md").exists()
    menu = read_list(site / "docs/_data/menu.yml", "menu.yml")
    assert menu[0]["pages"] == ["index", "carrying"]
    assert findings(site, *FOUR) == []


def test_a_plan_that_was_followed_may_stay_in_the_command(site, tmp_path, capsys):
    plan = tmp_path / "plan.yml"
    run(site, plan=plan)
    run(site, plan=plan)
    before = everything(site)
    capsys.readouterr()
    assert run(site, plan=plan) == 0 and everything(site) == before
    assert "is for an article's first time here" in capsys.readouterr().err
    assert run(site, CHANGED, plan=plan) == 0
    assert changed(before, everything(site)) == ["docs/_data/sources/back.yml"]
    plan.unlink()
    with pytest.raises(GuideError, match="first time here"):
        run(site, plan=plan)


def test_a_plan_in_the_form_of_a_record_is_followed(make_site, tmp_path):
    plan = tmp_path / "plan.yml"
    plan.write_text(
        "topic: other\ntitle: A lump\npages:\n  signs:\n    title: Signs\n    sections:\n"
        "      first: The first\n      more: {title: More, sections: {deeper: Deeper}}\n"
        "passages:\n- {id: p1, covered_by: [signs#first]}\n- {id: p2, covered_by: [signs#deeper]}\n- {id: p3}\n",
        encoding="utf-8",
    )
    root = make_site()
    run(root, LUMP, name="lump.txt", topic="lump", rights="rewrite", plan=plan)
    page = page_of(root, "en", "signs")
    assert [(s.id, s.level) for s in page.sections] == [("page", 1), ("first", 2), ("more", 2), ("deeper", 3)]
    record = record_of(root, "lump")
    assert record.topic == "lump"
    assert [passage.covered_by for passage in record.passages] == [("signs#first",), ("signs#deeper",), ()]


@pytest.mark.parametrize(
    ("old", "new_text", "message"),
    [
        ("page: lifting-things, section: page", "page: lifting, section: page", "the page 'lifting' is not among 'pages'"),
        ("line: 3,", "line: 33,", "no part of the article begins at 33"),
        ("- {line: 5,", "# {line: 5,", "the part that begins at 5 is not in the plan"),
        ("page: lifting-things, section: page", "page: walking-every-day, section: page", "stands twice on walking-every-day"),
        ("parts:\n", "prats: []\nparts:\n", "did you mean 'parts'?"),
        ("page: index", "pgae: index", "did you mean 'page'?"),
        ("pages:\n", "pages: [\n", "plan.yml"),
        ("parts:\n", "parst:\n", "did you mean 'parts'?"),
    ],
)  # fmt: skip
def test_a_plan_that_does_not_fit_is_refused_and_writes_nothing(site, tmp_path, old, new_text, message):
    plan = tmp_path / "plan.yml"
    run(site, plan=plan)
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new_text, 1), encoding="utf-8")
    before = everything(site)
    with pytest.raises(GuideError) as caught:
        run(site, plan=plan)
    assert message in str(caught.value) and str(plan) in str(caught.value)
    assert everything(site) == before


# Changed articles

CHANGED = (
    BACK.replace("Walk for 10 minutes", "Walk for 15 minutes")
    .replace("<p>Bend your knees. Do not twist your back.</p>", "<p>Look ahead before you begin.</p>")
    .replace("<h1>Back care</h1>", "<h1>Back care</h1>\n<p>Bend your knees. Do not twist your back.</p>")
    .replace("<p>Use one for 20 minutes, as you do <a href=\"#walking\">after walking</a>.</p>\n", "")
)  # fmt: skip


def test_a_changed_article_updates_its_record_only_and_says_what_it_touches(site, capsys):
    run(site)
    before = everything(site)
    ids = {passage.id for passage in record_of(site, "back").passages}
    capsys.readouterr()
    assert run(site, CHANGED) == 0
    told = capsys.readouterr().out.splitlines()
    assert changed(before, everything(site)) == ["docs/_data/sources/back.yml"]
    assert any(line.startswith("changed: p04 (Walk for 10") and "walking-every-day#page" in line for line in told)
    assert any(line.startswith("moved: p06 (Bend your knees.") and "lifting-things#page" in line for line in told)
    assert any(line.startswith("gone: p08") and "lifting-things#warm-packs-afterwards" in line for line in told)
    assert any(line.startswith("new: p09 (") for line in told)
    record = record_of(site, "back")
    assert {passage.id for passage in record.passages} == ids - {"p08"} | {"p09"}
    assert not any(line.startswith(("changed: p01", "moved: p01", "gone: p01", "changed: p02")) for line in told)


def test_exactly_the_touched_sections_are_stale_until_they_are_accepted(site):
    run(site)
    assert findings(site) == []
    text = BACK.replace("Do not twist your back", "Never twist your back").replace(
        "Use one for 20 minutes", "Put one on for 20 minutes"
    )
    run(site, text)
    stale = [("stale", "lifting-things#page", "error"), ("stale", "lifting-things#warm-packs-afterwards", "error")]
    assert sorted(findings(site)) == stale
    said(accept, site, ("lifting-things#page",))
    assert findings(site) == stale[1:]
    said(accept, site, ("lifting-things",))
    assert findings(site) == []


def test_a_changed_translation_makes_its_own_sections_stale_and_no_others(site):
    run(site)
    run(site, BACK_IN["fr"])
    run(site, BACK_IN["fr"].replace("Pliez les genoux.", "Pliez bien les genoux."))
    forget_configuration()
    _, out = said(check, site, ("coverage",), form="json")
    rows = [row for row in json.loads(out)["findings"] if row["rule"] != "page-not-translated"]
    assert [(row["rule"], row["section"], row["language"]) for row in rows] == [("stale", "lifting-things#page", "fr")]
    said(accept, site, ("lifting-things",), tags=("fr",))
    run(site, BACK.replace("Bend your knees.", "Bend your knees well."))
    forget_configuration()
    _, out = said(check, site, ("coverage",), form="json")
    rows = [row for row in json.loads(out)["findings"] if row["rule"] != "page-not-translated"]
    assert [(row["rule"], row["section"], row["language"]) for row in rows] == [("stale", "lifting-things#page", "en")]


def test_a_translation_that_was_accepted_and_is_gone_is_named(site):
    run(site)
    run(site, BACK_IN["fr"])
    assert findings(site) == []
    for path in (*(site / "docs/fr").rglob("*.md"), *(site / "docs/_data/sources").glob("*.fr.yml")):
        path.unlink()
    assert ("other-language", "lifting-things#page", "error") in findings(site)


@pytest.mark.parametrize(
    ("old", "new_text", "section", "written"),
    [
        ('<h2 id="lifting">', '<p>Wear good shoes.</p>\n<h2 id="lifting">', "walking-every-day#page", "\nWear good shoes.\n"),
        ('<h2 id="lifting">', '<h2>Shoes</h2>\n<h2 id="lifting">', "walking-every-day#page", "\n## Shoes {#shoes}\n\nGood.\n"),
        ('<h3 id="warm">', '<h4 id="warm">', "lifting-things#warm-packs-afterwards", ""),
        ('<a href="https://example.net/nurse">a nurse</a>', "a nurse", "walking-every-day#page", ""),
    ],
)  # fmt: skip
def test_what_is_new_or_changed_but_for_its_text_makes_its_section_stale(site, old, new_text, section, written):
    run(site)
    assert old in BACK
    text = BACK.replace(old, new_text).replace("</h3>", "</h4>" if "<h4" in new_text else "</h3>")
    _, told = said(run, site, text)
    assert section in told
    assert findings(site) == [("stale", section, "error")]
    page = site / f"docs/en/{section.split('#')[0]}.md"
    page.write_text(page.read_text(encoding="utf-8") + written, encoding="utf-8")
    said(accept, site, (section.split("#")[0],))
    assert findings(site) == []
    assert "nothing was written" in said(run, site, text)[1]


def test_what_an_editor_wrote_into_a_record_is_kept(site):
    run(site)
    path = site / "docs/_data/sources/back.yml"
    text = path.read_text(encoding="utf-8").replace("title: Back care", "title: My back", 1)
    text = re.sub(r"(id: p04, .*label: )[^,]*(, fingerprint)", r"\1mine\2", text)
    path.write_text(text, encoding="utf-8")
    for article in (CHANGED, BACK, BACK):
        run(site, article)
        record = record_of(site, "back")
        assert record.title == "My back"
        assert next(passage.label for passage in record.passages if passage.id == "p04") == "mine"


# Articles that may not be copied

LUMP = """\
Everything about a lump in the back that we made up for this very test.
Symptoms of such a lump can include:
Doctors find it with a scan of the back and a test of blood in most towns.
"""
SENTENCES_AS_HEADINGS = """\
<html lang="en"><head><title>Lifting heavy things can hurt you if you twist.</title>
<meta name="description" content="How to lift heavy things at home without hurting your back."></head><body>
<h1>Lifting heavy things can hurt you if you twist.</h1>
<p>Ask for help first. See <a href="https://example.net/x">how nurses lift a heavy patient in a bed</a>.</p>
<h2>Should you lift when your back hurts?</h2><p>You should rest for two days before you lift.</p>
<h2>Bend your knees and keep the load close to your body</h2>
<ul><li>Stand with your feet apart.</li><li>Take breaks whenever you feel tired!</li></ul>
<table><tr><th>How much you weigh</th><td>How much you may lift.</td></tr></table>
</body></html>
"""
CHINESE = """\
<html lang="zh-Hans"><head><title>学习放松</title></head><body><h1>学习放松</h1>
<p>许多癌症患者发现放松练习能帮助他们应对疼痛和压力。请花时间学习这些有用的技巧。</p>
<h2>每次练习之前请先找一个安静的地方。</h2><p>让别人知道您需要独处的时间。您可能会发现思绪飘走，这很正常。</p>
<h2>慢呼吸</h2><ul><li>吸气时收紧肌肉。</li><li>呼气时放松肌肉，感觉紧张离开身体。</li></ul></body></html>
"""


def sentences(article):
    """The sentences of an article of four words or more, also where they are headings, links, list items and cells;
    a heading of a few words without a full stop is none."""
    source = read_article(article).source
    texts = [passage.text for passage in source.passages if passage.kind != "heading"]
    texts += [p.text for p in source.passages if p.kind == "heading" and (re.search(r"[.!?。]", p.text) or p.words > 7)]
    found = {part.strip() for text in texts for part in re.split(r"(?<=[.!?。！？])[”\"]?\s*", text)}
    return {sentence for sentence in found if len(words_of(sentence)) >= 4}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", RELAX.read_text(encoding="utf-8")),
        ("en", SENTENCES_AS_HEADINGS),
        ("es", RELAX_ES.read_text(encoding="utf-8")),
        ("zh-Hans", CHINESE),
    ],
    ids=["relax", "headings", "spanish", "chinese"],
)
def test_no_sentence_of_an_article_that_may_not_be_copied_is_written(tmp_path, tag, text):
    root = tmp_path / "site"
    said(new, root, language=tag, name="Site")
    before = everything(root)
    said(run, root, text, rights="rewrite")
    written = {name: data for name, data in everything(root).items() if before.get(name) != data}
    assert {"docs/_data/sources/back.yml", f"docs/{tag}/index.md", "docs/_data/menu.yml"} <= set(written)
    assert "docs/_data/accepted" not in " ".join(written)
    there = b" ".join(written.values()).decode()
    wanted = sentences(root.parent / "article.html")
    assert len(wanted) >= 5
    assert [sentence for sentence in wanted if sentence.rstrip(".!?。:") in " ".join(there.split())] == []
    for name in record_of(root, "back").pages:
        sections = page_of(root, tag, name).sections
        assert all(section.to_be_written or not section.body.strip() for section in sections)
    assert findings(root, "copying") == []


def test_a_skeleton_is_written_and_then_nothing_more(make_site, capsys):
    root = make_site()
    options = {"name": "lump.txt", "topic": "lump", "rights": "rewrite"}
    assert run(root, LUMP, **options) == 0
    record = record_of(root, "lump")
    assert [passage.line for passage in record.passages] == [1, 2, 3]
    assert [(entry.lead_in, entry.state) for entry in record.lists] == [("p02", "lost")]
    page = page_of(root, "en", "lump/index")
    assert page.section("page").to_be_written
    capsys.readouterr()
    before = everything(root)
    assert run(root, LUMP, **options) == 0
    assert everything(root) == before
    assert "nothing was written" in capsys.readouterr().out


def test_the_skeleton_of_a_rewritten_article_builds_and_is_all_to_be_written(site):
    run(site, rights="rewrite")
    rules = {rule for rule, _, _ in findings(site)}
    assert rules == {"to-be-written"}
    page = built(site, "index.html")
    assert page.css_first("section.references") is None


def test_pages_written_after_a_link_was_added_lead_where_the_article_does(site):
    run(site)
    run(
        site,
        BACK.replace("<h1>Back care</h1>", '<h1>Back care</h1><p>First <a href="https://example.net/new">new</a>.</p>'),
    )
    for page in ("walking-every-day", "lifting-things"):
        (site / f"docs/en/{page}.md").unlink()
    run(
        site,
        BACK.replace("<h1>Back care</h1>", '<h1>Back care</h1><p>First <a href="https://example.net/new">new</a>.</p>'),
    )
    assert "[a nurse](https://example.net/nurse)" in (site / "docs/en/walking-every-day.md").read_text(encoding="utf-8")


def test_an_article_s_page_never_hides_behind_one_that_is_there(site):
    run(site, BACK.replace("Lifting things", "Get help").replace("Walking every day", "All"))
    names = {path.stem for path in (site / "docs/en").glob("*.md")}
    assert {"get-help-2", "all-2"} <= names
    assert "Bend your knees" in (site / "docs/en/get-help-2.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"topic": "en"}, "'en' is a language"),
        ({"topic": "pt"}, "'pt' is a language"),
        ({"facts": Facts(address="example.org/x")}, "'example.org/x' is no address"),
    ],
)
def test_what_would_break_the_site_is_refused(site, options, message):
    with pytest.raises(GuideError) as caught:
        run(site, **options)
    assert message in str(caught.value)
    assert not list((site / "docs").glob("_data/sources/*.yml"))


def test_another_article_is_no_translation(site):
    run(site)
    other = '<html lang="es"><body><h4>Ranas</h4><p>Viven en el agua.</p></body></html>'
    with pytest.raises(GuideError, match="does not look like a translation"):
        run(site, other)


def test_chinese_comes_in_the_script_it_is_written_in(site):
    run(site)
    text = BACK_IN["fr"].replace('lang="fr"', 'lang="zh-TW"').replace("Marcher chaque jour", "每天走路" * 200)
    run(site, text)
    assert (site / "docs/zh-Hant").is_dir()
