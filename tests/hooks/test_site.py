"""The built site in six languages, as HTML: each page says truly what language it is in and where its others are."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration
from scripts.outputs.headers import POLICY

TAGS = ["en", "es", "ar", "zh-Hans", "hi", "fil"]
HOME = "https://example.org/"


@pytest.fixture
def site(six_languages):
    return six_languages


def page(site, tag, name):
    path = site / ("" if tag == "en" else tag) / f"{name}.html"
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def attribute(tree, selector, name):
    node = tree.css_first(selector)
    return node and node.attributes.get(name)


@pytest.mark.parametrize("tag", TAGS)
def test_language_direction_and_addresses(site, tag):
    tree = page(site, tag, "get-help")
    html = tree.css_first("html").attributes
    assert (html["lang"], html["dir"]) == (tag, "rtl" if tag == "ar" else "ltr")
    path = "" if tag == "en" else f"{tag}/"
    assert attribute(tree, "link[rel=canonical]", "href") == f"{HOME}{path}get-help.html"
    alternates = {n.attributes["hreflang"]: n.attributes["href"] for n in tree.css("link[rel=alternate]")}
    assert list(alternates) == [*TAGS, "x-default"]
    assert alternates["zh-Hans"] == f"{HOME}zh-Hans/get-help.html"
    assert alternates["x-default"] == f"{HOME}get-help.html"
    assert attribute(tree, "meta[name=robots]", "content") == "noindex"
    assert attribute(page(site, tag, "index"), "link[rel=canonical]", "href") == f"{HOME}{path}"


@pytest.mark.parametrize("tag", TAGS)
def test_danger_comes_first_and_the_review_line_under_it(site, tag):
    tree = page(site, tag, "index")
    main = tree.css_first("main")
    html = main.html
    assert html.index("admonition danger") < html.index("notice-review") < html.index("<h2")
    assert main.css_first(".danger-strip") is None
    assert "{{" not in html
    assert main.css_first("h1").attributes["id"] == "page"  # the section's own id, whatever the language


def test_slots_are_filled_in_every_language(site):
    for tag in TAGS:
        tree = page(site, tag, "get-help")
        assert attribute(tree, "article a[href^='tel:']", "href") == "tel:112"
        assert tree.css_first("article a[href='tel:112']").text() == "112"


@pytest.mark.parametrize(("tag", "name"), [("fil", "symptoms"), ("hi", "all")])
def test_a_page_that_is_not_translated_says_so_and_claims_nothing(site, tag, name):
    tree = page(site, tag, name)
    assert tree.css_first("html").attributes["lang"] == tag
    article = tree.css_first("article").attributes
    assert (article["lang"], article["dir"]) == ("en", "ltr")
    assert attribute(tree, "link[rel=canonical]", "href") == f"{HOME}{name}.html"
    assert tree.css("link[rel=alternate]") == []
    main = tree.css_first("main").html
    assert main.index("danger-strip") < main.index('class="notice') < main.index("<article")
    notice = tree.css_first("main > .notice")
    english = {"fil": "Ingles", "hi": "अंग्रेज़ी"}[tag]
    assert english in notice.text() and notice.attributes.get("lang") is None
    item = tree.css_first(f'.menu a[href="{name}.html"]')
    assert item.css_first("span").attributes["lang"] == "en" and item.css_first("small").text() == f"({english})"
    here = {a.attributes["lang"]: a for a in page(site, "en", name).css(".languages a")}[tag]
    assert here.attributes["hreflang"] == "en" and here.css_first("small").text() == f"({english})"
    review = tree.css_first("article .notice-review").attributes
    assert review["lang"] == tag
    script = next((site / "assets/search").glob(f"{tag}.*.js")).read_text(encoding="utf-8")
    assert f'"{name}.html' not in script
    for other in TAGS:
        assert f"{HOME}{tag}/{name}.html" not in {n.attributes["href"] for n in page(site, other, name).css("link")}
    assert f"{HOME}{tag}/{name}.html" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_words_of_the_interface_are_in_the_language(site):
    skips = {tag: page(site, tag, "index").css_first(".skip").text() for tag in TAGS}
    assert len(set(skips.values())) == len(TAGS), skips
    for tag in TAGS:
        header = page(site, tag, "index").css_first(".site-header").text()
        if tag != "en":
            assert "Get help now" not in header and "Search" not in header


def test_no_hole_stands_between_sentences_of_chinese(site):
    for tag in TAGS:
        text = page(site, tag, "all").css_first(".danger-strip p").html
        assert (" <a" in text) is (tag != "zh-Hans"), tag


def test_each_language_has_a_404_and_the_root_speaks_all(site):
    root = page(site, "en", "404")
    assert [s.attributes["lang"] for s in root.css(".not-found")] == TAGS
    assert [s.attributes["dir"] for s in root.css(".not-found")].count("rtl") == 1
    for tag in TAGS[1:]:
        tree = page(site, tag, "404")
        assert tree.css_first("html").attributes["lang"] == tag
        assert [s.attributes["lang"] for s in tree.css(".not-found")] == [tag]
        addresses = [n.attributes["href"] for n in tree.css(".not-found a")]
        assert addresses == [f"/{tag}/get-help.html", f"/{tag}/index.html"]
    for tree in (root, page(site, "ar", "404")):
        for node in [*tree.css("link[rel=stylesheet]"), *tree.css("script[src]")]:
            address = node.attributes.get("href") or node.attributes["src"]
            assert address.startswith("/assets/")  # right at any depth


def test_the_site_map_lists_true_pages_with_their_languages(site):
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    found = {url.find("s:loc", spaces).text: url for url in root.findall("s:url", spaces)}
    assert len(found) == 4 * len(TAGS) - 2
    links = found[f"{HOME}symptoms.html"].findall("x:link", spaces)
    assert [link.get("hreflang") for link in links] == [*TAGS[:-1], "x-default"]
    assert all(link.get("href").startswith(HOME) for link in links)


def test_the_list_from_a_to_z_names_every_section_of_the_language(site):
    for tag in ("en", "ar", "zh-Hans"):
        addresses = {n.attributes["href"] for n in page(site, tag, "all").css(".a-to-z a")}
        for name in ("index", "get-help", "symptoms"):
            ids = {n.attributes["id"] for n in page(site, tag, name).css("article h2[id], article h3[id]")}
            assert {f"{name}.html#{id}" for id in ids} <= addresses


def test_nothing_is_deployed_that_nothing_uses(site):
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not any(name.endswith((".md", ".map", ".gz", ".yml")) for name in names)
    assert not any("material" in name or "stylesheets" in name or "_data" in name for name in names)


def test_every_link_inside_the_site_leads_somewhere(site):
    for path in site.rglob("*.html"):
        if path.name == "404.html":
            continue
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in [*tree.css("[href]"), *tree.css("[src]")]:
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if address.startswith(("http:", "https:", "tel:")):
                continue
            file, _, id = address.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), f"{path.relative_to(site)}: {address}"
            if id and target.suffix == ".html":
                other = LexborHTMLParser(Path(target).read_text(encoding="utf-8"))
                assert other.css_first(f"[id='{id}']"), f"{path.relative_to(site)}: {address}"


def test_titles_and_words_are_text_and_never_markup(make_site):
    from scripts.commands.build import build, forget_configuration

    forget_configuration()
    root = make_site(
        {
            "docs/en/index.md": '---\ntitle: Say "A & B" <b>\ndescription: \'Quotes " and <i>\'\nsources: {a: [k]}\n---\n'
            "# Start\n\n## A & *B* <3 {#a}\n\nText.\n\n## C {#c}\n\nText.\n\n## D {#d}\n\nText.\n",
            "docs/_data/references.yml": "k: {organisation: A & B, title: <b>t, address: 'https://example.org/?a=1&b=\"', seen: page, grade: official}\n",
        }
    )
    assert build(root) == 0
    tree = page(root / "site", "en", "index")
    assert tree.css_first("title").text() == 'Say "A & B" <b>'
    assert attribute(tree, "meta[name=description]", "content") == 'Quotes " and <i>'
    assert tree.css_first('.menu a[href="index.html"]').text() == 'Say "A & B" <b>'
    assert tree.css_first(".contents a").text() == "A & B <3"
    told = tree.css_first(".references a")
    assert (told.text(), told.attributes["href"]) == ("1 publication", "sources/index.html")
    sources = page(root / "site", "en", "sources/index")
    assert sources.css_first("title").text().startswith('Where this information comes from: Say "A & B" <b>')
    assert sources.css_first("main p a").text() == 'Say "A & B" <b>'
    assert sources.css_first(".publications a").attributes["href"] == 'https://example.org/?a=1&b="'
    assert "A & B. <b>t" in sources.css_first(".publications li").text()
    used = sources.css_first(".publications small a")
    assert (used.text(), used.attributes["href"]) == ("A & B <3", "../index.html#a")
    everything = page(root / "site", "en", "all")
    assert [node.text() for node in everything.css(".a-to-z a")][:1] == ["A & B <3"]


@pytest.mark.parametrize("folder", ["sources", "side-by-side"])
def test_a_page_in_a_folder_that_builds_write_to_is_refused(make_site, capfd, folder):
    from scripts.commands.build import build, forget_configuration

    forget_configuration()
    assert build(make_site({f"docs/en/{folder}/index.md": "---\ntitle: A\n---\n# A\n"})) != 0
    assert f"docs/en/{folder}/index.md: the build writes pages of its own" in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", ["index", "get-help", "symptoms", "all", "404"])
def test_the_menu_marks_the_page_the_reader_is_on(site, name):
    for tag in ("en", "ar"):
        marked = page(site, tag, name).css(".menu [aria-current]")
        assert [node.attributes["href"] for node in marked] == ([f"{name}.html"] if name != "404" else [])


def test_pages_in_folders_and_sites_below_a_path_lead_where_they_say(make_site, browser, serve_folder):

    from scripts.commands.build import build, forget_configuration

    forget_configuration()
    settings = (
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("https://example.org/", "https://example.org/guide/")
    )
    deep = "---\ntitle: {0}\n---\n# {0}\n\n## {0} here {{#here}}\n\n{1} [Home](../../index.md#what-it-is)\n"
    root = make_site(
        {
            "mkdocs.yml": settings,
            "docs/_data/menu.yml": "- {group: start, pages: [index, get-help, more/deep/one, all]}\n",
            "docs/en/more/deep/one.md": deep.format("Deep", "A page below."),
            "docs/es/index.md": "---\ntitle: Inicio\n---\n# Inicio\n\n## Qué {#what-it-is}\n\nPalabras.\n",
            "docs/es/more/deep/one.md": deep.format("Hondo", "Una página más abajo."),
        }
    )
    assert build(root) == 0
    tree = page(root / "site", "es", "more/deep/one")
    assert attribute(tree, "link[rel=canonical]", "href") == "https://example.org/guide/es/more/deep/one.html"
    assert attribute(tree, ".languages a[lang=en]", "href") == "../../../more/deep/one.html"
    assert attribute(tree, ".menu a[aria-current]", "href") == "one.html"
    assert attribute(tree, ".menu a", "href") == "../../index.html"
    assert attribute(page(root / "site", "en", "404"), "link[rel=stylesheet]", "href").startswith(
        "/guide/assets/styles/site."
    )

    (root / "web").mkdir()
    (root / "site").rename(root / "web/guide")
    home = serve_folder(root / "web") + "guide/"
    view = browser.new_page()
    wrong = []
    view.on("response", lambda answer: answer.status >= 400 and wrong.append(answer.url))
    view.goto(f"{home}es/more/deep/one.html")
    view.locator(".search-open").click()
    view.keyboard.insert_text("Hondo")
    view.locator(".search-results a").first.click()
    assert view.url.startswith(f"{home}es/more/deep/one.html")
    view.goto(f"{home}es/404.html")
    view.locator(".not-found a").last.click()
    assert view.url == f"{home}es/index.html"
    view.locator(".search-open").click()
    view.keyboard.insert_text("Hondo")
    view.locator(".search-results a").first.click()
    assert view.url.startswith(f"{home}es/more/deep/one.html") and wrong == []
    view.close()


def test_icons_have_a_size_of_their_own(six_languages):
    """Where the stylesheet does not load, an icon without one fills the screen."""
    icons = re.findall(r"<svg[^>]*>", (six_languages / "index.html").read_text(encoding="utf-8"))
    assert len(icons) > 3
    assert all(re.search(r' width="\d+" height="\d+"', icon) for icon in icons)


def test_the_policy_stands_in_pages_where_a_host_sets_no_headers(make_site, site):
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("# extra: {policy", "extra: {policy")
    root = make_site({"mkdocs.yml": settings})
    forget_configuration()
    assert build(root, jobs=1) == 0
    for name in ("index", "404"):
        first = page(root / "site", "en", name).css_first("head").css("meta, link, script")[1]
        assert (first.attributes["http-equiv"], first.attributes["content"]) == ("Content-Security-Policy", POLICY)
    assert page(site, "en", "index").css("meta[http-equiv]") == []
