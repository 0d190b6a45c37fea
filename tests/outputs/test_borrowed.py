"""Words that a language lacks say on the page in which language they are; in attributes they are plain."""

from conftest import INDEX
from jinja2 import Environment
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import build, forget_configuration
from scripts.content.language import Language
from scripts.outputs.borrowed import borrowed

ENGLISH = Language("en", "English", "ltr", "en")


def test_text_carries_its_language_also_after_a_replacement():
    words = borrowed("Shown in {language} & more", ENGLISH)
    template = Environment(autoescape=True).from_string('{{ x.replace("{language}", "a<b") }}')
    assert template.render(x=words) == '<span lang="en" dir="ltr">Shown in a&lt;b &amp; more</span>'
    assert words == "Shown in {language} & more" and f"{words}" == "Shown in {language} & more"


def test_a_language_with_few_words_of_its_own(make_site):
    languages = (
        "- {tag: en, name: English, theme: en}\n- {tag: ur, name: اردو, theme: ur}\n- {tag: so, name: Soomaali}\n"
    )
    words = "actions: {menu: فہرست}\n"
    page = "---\ntitle: الف\n---\n# الف\n\n## ب {#what-it-is}\n\nیہ متن ہے۔\n\n## اب {#more}\n\n{{emergency}}\n"
    english = f"{INDEX}\n## More {{#more}}\n\n*To be written.*\n{{: .to-be-written }}\n"
    root = make_site(
        {"docs/_data/languages.yml": languages, "docs/_data/ui/ur.yml": words, "docs/ur/index.md": page, "docs/so/.gitkeep": "",
         "docs/en/index.md": english, "docs/_data/ui/so.yml": "", "docs/es/.gitkeep": None, "docs/_data/ui/es.yml": None}
    )  # fmt: skip
    forget_configuration()
    assert build(root) == 0
    for name in ("ur/index.html", "ur/get-help.html", "ur/404.html", "so/index.html"):
        html = (root / "site" / name).read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        for node in tree.css("title, [aria-label], [placeholder], [title]"):
            assert "&lt;span" not in node.html and "<span lang" not in node.html.split(">")[0]
        own = LexborHTMLParser(html)
        for node in own.css('[lang="en"], script, style, title, .languages'):
            node.decompose()
        left = own.body.text(separator=" ")
        for said in (
            "Get help now",
            "Dark colors",
            "No clinician",
            "not been translated",
            "Plain information",
            "All pages",
        ):
            assert said not in left, name
        assert tree.css_first('.site-name [lang="en"][dir="ltr"]') is not None
    tree = LexborHTMLParser((root / "site/ur/index.html").read_text(encoding="utf-8"))
    assert tree.css_first(".menu-open").text().strip() == "فہرست" and tree.css_first(".menu-open [lang]") is None
    assert tree.css_first('[data-slot="emergency"] [lang="en"]').text() == "your local emergency number"
    assert tree.css_first("#menu").attributes["aria-label"] == "فہرست"
    assert tree.css_first(".search-dialog").attributes["aria-label"] == "Search this guide"
    somali = LexborHTMLParser((root / "site/so/index.html").read_text(encoding="utf-8"))
    assert somali.css_first('.skip [lang="en"]').text() == "Skip to content"


def test_words_in_english_end_with_a_space_on_pages_in_a_language_without_spaces(make_site):
    languages = "- {tag: en, name: English, theme: en}\n- {tag: ja, name: 日本語, theme: ja}\n"
    page = "---\ntitle: 題\n---\n# 題\n\n## 節 {#what-it-is}\n\n文です。\n"
    root = make_site(
        {"docs/_data/languages.yml": languages, "docs/_data/ui/ja.yml": "", "docs/ja/index.md": page,
         "docs/es/.gitkeep": None, "docs/_data/ui/es.yml": None}
    )  # fmt: skip
    forget_configuration()
    assert build(root) == 0
    checked = 0
    for path in (root / "site/ja").rglob("*.html"):
        for found in LexborHTMLParser(path.read_text(encoding="utf-8")).css("main p:has(> span[lang=en] + a)"):
            words, link = found.css_first("span"), found.css_first("a")
            assert found.text().strip().startswith(f"{words.text()} {link.text()}"), path.name
            checked += 1
    assert checked >= 2
