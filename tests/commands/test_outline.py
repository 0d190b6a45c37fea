"""`guide outline`: what a source holds, as text and as JSON, from each format."""

import json

import pytest
from docx import Document

from scripts.commands.outline import outline
from scripts.errors import GuideError

HTML = """\
<!DOCTYPE html><html lang="es"><head><title>x</title></head><body>
<nav><ul><li><a href="/menu">Menú</a></li></ul></nav>
<h1>Dolor de  espalda</h1>
<p>Afecta a 4 de cada 5 adultos.\u00a0Vea <a href="../a.html?b=1&amp;c#d">la   guía</a> o <a name="x">esto</a>.</p>
<h2></h2>
<ul><li>Camine</li><li><a href="/img"><img alt="Un dibujo" src="d.png"></a></li></ul>
<table><tr><th>Día</th><td>10 minutos</td></tr></table>
<footer><p>Pie de página</p></footer>
</body></html>
"""
MARKDOWN = "---\nlang: fr\n---\n# Le dos\n\nMarchez [un peu](b.md).\n\n1. Un\n2. Deux\n"


def as_json(path, capsys, **options):
    capsys.readouterr()
    assert outline(path, form="json", language=options.pop("language", None), **options) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def article(tmp_path):
    def write(text, name):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_json_of_a_page_has_what_it_holds_in_order_without_the_site_s_furniture(article, capsys):
    assert as_json(article(HTML, "a.html"), capsys) == {
        "language": "es",
        "headings": [{"level": 1, "text": "Dolor de espalda"}, {"level": 2, "text": ""}],
        "links": [
            {"text": "la guía", "href": "../a.html?b=1&c#d"},
            {"text": "esto", "href": None},
            {"text": "", "href": "/img"},
        ],
        "list_items": 2,
        "passages": [
            {"kind": "heading", "text": "Dolor de espalda", "level": 1},
            {"kind": "paragraph", "text": "Afecta a 4 de cada 5 adultos.\u00a0Vea la guía o esto."},
            {"kind": "list-item", "text": "Camine"},
            {"kind": "list-item", "text": "Un dibujo"},
            {"kind": "table-row", "text": "Día 10 minutos"},
        ],
    }


def test_the_furniture_is_kept_on_request(article, capsys):
    whole = as_json(article(HTML, "a.html"), capsys, whole=True)
    assert whole["links"][0] == {"text": "Menú", "href": "/menu"}
    assert whole["passages"][-1]["text"] == "Pie de página"
    assert whole["list_items"] == 3


def test_markdown_is_read_as_commonmark_with_its_front_matter(article, capsys):
    read = as_json(article(MARKDOWN, "a.md"), capsys)
    assert read["language"] == "fr" and read["list_items"] == 2
    assert read["headings"] == [{"level": 1, "text": "Le dos"}]
    assert read["links"] == [{"text": "un peu", "href": "b.md"}]


def test_a_word_document_is_read(tmp_path, capsys):
    document = Document()
    document.add_heading("Back care", 1)
    document.add_paragraph("Walk for 10 minutes.")
    document.add_paragraph("Rest", style="List Bullet")
    document.save(tmp_path / "a.docx")
    read = as_json(tmp_path / "a.docx", capsys)
    assert [(row["kind"], row["text"]) for row in read["passages"]] == [
        ("heading", "Back care"), ("paragraph", "Walk for 10 minutes."), ("list-item", "Rest"),
    ]  # fmt: skip
    assert read["language"] is None


def test_the_format_may_be_said_and_goes_before_the_name(article, capsys):
    path = article("# Back\n\nWalk.\n", "a.txt")
    assert as_json(path, capsys)["headings"] == []
    assert as_json(path, capsys, read_as="markdown")["headings"] == [{"level": 1, "text": "Back"}]


def test_the_language_may_be_said_and_goes_before_what_the_article_says(article, capsys):
    path = article(HTML, "a.html")
    assert as_json(path, capsys, language="es-419")["language"] == "es-419"
    with pytest.raises(GuideError, match="'none!' is no language tag"):
        outline(path, form="json", language="none!")


def test_the_text_form_names_kinds_figures_links_and_lists_that_are_lost(article, capsys):
    text = "<h2>Signs</h2><p>4 in 5 have one. Signs include:</p><p>A paragraph of more than eight words that is shown cut.</p><a href='x'>why</a>"
    assert outline(article(text, "a.html"), form="text", language=None) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["1", "heading", "2", "Signs"]
    assert "[4 in 5]" in lines[1] and "announces a list that is not there" in lines[1]
    assert lines[2].endswith("A paragraph of more than eight words that … (11 words)")
    assert any(line.split() == ["4", "link", "why", "->", "x"] for line in lines)


def test_a_page_without_text_holds_nothing(article, capsys):
    read = as_json(article("<nav>Menu</nav>", "a.html"), capsys)
    assert read == {"language": None, "headings": [], "links": [], "list_items": 0, "passages": []}


def test_a_guess_at_the_encoding_is_told_beside_the_json(tmp_path, capsys):
    path = tmp_path / "a.html"
    path.write_bytes("<p>Симптомы гриппа: кашель, насморк, температура и боль в горле.</p>".encode("windows-1251"))
    assert outline(path, form="json", language=None) == 0
    told = capsys.readouterr()
    assert "which is a guess" in told.err
    assert "имптомы гриппа: кашель" in json.loads(told.out)["passages"][0]["text"]
