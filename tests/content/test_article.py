"""Articles in files: their format, their encoding, their language, and what `guide outline` prints of them."""

import io
import json
import re
import time
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.content.article import read_article
from scripts.content.html import read_html
from scripts.errors import GuideError


@pytest.fixture
def read(tmp_path):
    """An article in a file of a name, from its bytes or its text in UTF-8."""

    def read(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_article(path, **options)

    return read


def found(article):
    return [(passage.kind, passage.text) for passage in article.source.passages]


def text(article):
    return " ".join(passage.text for passage in article.source.passages)


RUSSIAN = "Боль в спине может быть признаком болезни. Обратитесь к врачу, если она не проходит."


class TestFormat:
    @pytest.mark.parametrize(
        ("name", "data", "form"),
        [
            ("a.html", "# a", "html"),
            ("a.HTM", "a", "html"),
            ("a.xhtml", "a", "html"),
            ("a.md", "<p>a", "markdown"),
            ("a.markdown", "a", "markdown"),
            ("a.txt", "# a", "text"),
            ("a", "# a", "text"),
            ("a", " \n<!DOCTYPE html><p>a", "html"),
            ("a", b"\xef\xbb\xbf<html><p>a", "html"),
            ("a.txt", "<!-- saved --><html><p>a", "html"),
            ("a.txt", "a <html>", "text"),
        ],
    )
    def test_is_told_by_the_name_else_by_the_beginning(self, read, name, data, form):
        assert read(name, data).form == form

    def test_may_be_said(self, read):
        assert found(read("a.txt", "# a", form="markdown")) == [("heading", "a")]
        assert found(read("a.md", "# a", form="text")) == [("paragraph", "# a")]

    @pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
    @pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n"])
    def test_an_empty_file_is_refused(self, read, name, data):
        with pytest.raises(GuideError, match="the file is empty"):
            read(name, data)

    def test_a_missing_file_is_refused(self, tmp_path):
        with pytest.raises(GuideError, match="there is no such file"):
            read_article(tmp_path / "none.html")


ASCII = "<style>p > a { color: red }</style><script>var a = '<b>';</script><!-- a -->" * 200


class TestEncoding:
    @pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])  # the last with a byte-order mark
    def test_unicode_with_or_without_a_byte_order_mark(self, read, name, encoding):
        article = read(name, f"{RUSSIAN} ألم 背痛".encode(encoding))
        assert text(article) == f"{RUSSIAN} ألم 背痛"
        assert article.remarks == ()

    def test_utf_16_of_either_byte_order(self, read):
        assert text(read("a.html", b"\xff\xfe" + "<p>דגל".encode("utf-16-le"))) == "דגל"
        assert text(read("a.html", b"\xfe\xff" + "<p>דגל".encode("utf-16-be"))) == "דגל"

    @pytest.mark.parametrize(
        ("declared", "encoding", "words"),
        [
            ("windows-1251", "cp1251", "Боль в спине"),
            ("gbk", "gbk", "背痛请看医生"),
            ("gb2312", "gb18030", "背痛请看医生，㐀"),
            ("iso-8859-1", "cp1252", "café “no”"),  # browsers take it for windows-1252
            ("shift_jis", "shift_jis", "背中の痛み"),
            ("windows-1256", "cp1256", "ألم الظهر"),
            ("nonsense", "utf-8", "Боль"),
        ],
    )
    @pytest.mark.parametrize("meta", ["<meta charset={}>", "<meta http-equiv=content-type content='text/html; charset={}'>"])  # fmt: skip
    def test_a_page_is_read_in_the_encoding_it_declares(self, read, meta, declared, encoding, words):
        article = read("a.html", f"<html><head>{meta.format(declared)}</head><p>{words}".encode(encoding))
        assert (text(article), article.remarks) == (words, ())

    def test_a_byte_order_mark_goes_before_a_declaration(self, read):
        assert text(read("a.html", "<meta charset=windows-1251><p>Боль".encode("utf-8-sig"))) == "Боль"

    def test_a_wrong_declaration_is_told_with_the_number_of_lost_bytes(self, read):
        article = read("a.html", "<meta charset=utf-8><p>Боль up".encode("cp1251"))
        assert text(article) == "���� up"
        assert len(article.remarks) == 1 and "4 byte(s) are no utf-8" in article.remarks[0]

    def test_a_page_in_utf_8_with_a_damaged_byte_stays_in_utf_8(self, read):
        article = read("a.html", f"<p>{RUSSIAN}</p><p>".encode() + b"\xd0")
        assert article.source.passages[0].text == RUSSIAN
        assert len(article.remarks) == 1 and "1 byte(s) are no utf-8" in article.remarks[0]

    def test_a_page_that_holds_the_replacement_character_itself_is_not_told_of(self, read):
        assert read("a.html", "<p>a \ufffd b").remarks == ()

    def test_a_page_that_names_no_encoding_and_is_not_utf_8_is_guessed_with_a_remark(self, read):
        article = read("a.html", f"<html lang=ru><p>{RUSSIAN}</p>".encode("cp1251"))
        assert text(article) == RUSSIAN
        assert len(article.remarks) == 1 and "names no encoding" in article.remarks[0]
        assert "which is a guess" in article.remarks[0]

    @pytest.mark.parametrize(
        ("language", "encoding", "words"),
        [
            ("ar", "cp1256", "ألم الظهر شائع جداً. اطلب المساعدة الطبية فوراً إذا ظهرت علامات الخطر."),
            ("ar", "iso8859_6", "ألم الظهر شائع جداً. اطلب المساعدة الطبية فوراً إذا ظهرت علامات الخطر."),
            ("he", "cp1255", "כאבי גב הם תופעה נפוצה מאוד. ברוב המקרים הכאב חולף מעצמו בתוך כמה שבועות."),
            ("ru", "cp1251", RUSSIAN),
            ("ru", "koi8_r", RUSSIAN),
            ("ru", "iso8859_5", RUSSIAN),
            ("el", "cp1253", "Ο πόνος στη μέση είναι πολύ συχνός και περνά μέσα σε λίγες εβδομάδες."),
            ("ja", "shift_jis", "腰痛は非常によくある症状です。多くの場合、数週間で良くなります。"),
            ("ja", "euc_jp", "腰痛は非常によくある症状です。多くの場合、数週間で良くなります。"),
            ("zh-Hans", "gb18030", "背痛是一种非常常见的症状，大多数情况下会在几周内自行好转。"),
            ("zh-Hant", "big5", "背痛是一種非常常見的症狀，大多數情況下會在幾週內自行好轉。"),
            ("ko", "euc_kr", "허리 통증은 매우 흔한 증상이며 대부분 몇 주 안에 저절로 좋아집니다."),
            ("th", "cp874", "อาการปวดหลังเป็นอาการที่พบได้บ่อยมาก ส่วนใหญ่จะดีขึ้นเอง"),
            ("tr", "cp1254", "Bel ağrısı çok yaygın bir şikâyettir; güçsüzlük olursa hemen doktora başvurun."),
            ("pl", "iso8859_2", "Ból pleców jest bardzo częstą dolegliwością. Żółć, gęś, źdźbło, osłabienie nóg."),
            ("cs", "cp1250", "Bolest zad je velmi častý problém a obvykle odezní během několika týdnů."),
            ("es", "cp1252", "El dolor de espalda es muy común. ¿Cuándo pedir ayuda? El niño."),
            ("en", "cp1252", "Take ½ tablet if the temperature is over 38 °C."),
        ],
    )
    def test_the_guess_is_right_although_most_of_a_page_is_ascii(self, read, language, encoding, words):
        page = f"<html lang={language}>{ASCII}<p class=words>{words}</p><p>MRI, CT.</p>"
        assert read("a.html", page.encode(encoding)).source.passages[0].text == words

    @pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "iso8859_5"])
    def test_the_guess_is_right_where_the_page_says_no_language_or_a_wrong_one(self, read, encoding):
        for start in ("<html>", "<html lang=en>"):
            assert text(read("a.html", f"{start}{ASCII}<p>{RUSSIAN}</p>".encode(encoding))) == RUSSIAN

    def test_the_language_that_the_caller_gives_leads_the_guess(self, read):
        words = "腰痛は非常によくある症状です。"
        assert text(read("a.html", f"<p>{words}".encode("euc_jp"), language="ja")) == words

    def test_an_encoding_that_is_not_known_is_guessed_as_well(self, read):
        article = read(
            "a.html", "<html lang=he><meta charset=iso-8859-8-i><p>כאבי גב הם תופעה נפוצה מאוד.".encode("iso8859_8")
        )
        assert text(article) == "כאבי גב הם תופעה נפוצה מאוד."
        assert "names no encoding that is known" in article.remarks[0]

    @pytest.mark.parametrize("piece", [b"<!--", b"<script ", b"<"])
    def test_tags_that_never_end_are_guessed_in_time(self, read, piece):
        start = time.process_time()
        read("a.html", piece * 200_000 + b"\xe9")
        assert time.process_time() - start < 5

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_a_page_in_utf_16_without_a_mark_is_told_by_its_first_tag(self, read, encoding):
        assert text(read("a.html", "<!doctype html><p>Боль".encode(encoding))) == "Боль"

    @pytest.mark.parametrize("name", ["a.md", "a.txt"])
    def test_other_text_that_is_not_utf_8_is_refused_with_line_and_byte(self, read, name):
        with pytest.raises(GuideError) as caught:
            read(name, b"fine\ncaf\xe9")
        assert caught.value.place.endswith(f"{name}:2")
        assert caught.value.message == "byte 9 (0xe9) is not UTF-8."

    @pytest.mark.parametrize("name", ["a.md", "a.txt"])
    def test_zero_in_a_text_is_refused(self, read, name):
        with pytest.raises(GuideError, match="character 3 is zero, so this is not a text file"):
            read(name, b"ab\0c")

    def test_zero_in_a_page_is_dropped_as_in_a_browser(self, read):
        assert text(read("a.html", b"<p>a\0b</p>")) == "ab"

    @pytest.mark.parametrize(
        ("name", "data"),
        [("a.txt", "Lumps{n}====={n}{n}One{n}two{n}"), ("a.md", "Lumps{n}====={n}{n}One{n}two{n}"), ("a.html", "<h1>Lumps{n}</h1>{n}<p>One{n}two")],
    )  # fmt: skip
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system_are_the_same(self, read, name, data, end):
        assert found(read(name, data.format(n=end))) == [("heading", "Lumps"), ("paragraph", "One two")]


class TestLanguage:
    def test_from_markup_front_matter_and_option(self, read):
        assert read("a.html", "<html lang=pt-BR><p>a").source.language == "pt-BR"
        assert read("a.md", "---\nlang: hi\n---\na\n").source.language == "hi"
        assert read("a.txt", "a").source.language == ""

    @pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
    def test_an_option_goes_before_what_the_article_says(self, read, name):
        assert read(name, "<html lang=fr><p>a", language="zh-Hans").source.language == "zh-Hans"

    @pytest.mark.parametrize("tag", ["no such", "x", "en_US!", "english language", "12"])
    def test_a_wrong_tag_is_refused(self, read, tag):
        with pytest.raises(GuideError, match=re.escape(f"'{tag}' is no language tag.")):
            read("a.txt", "a", language=tag)


class TestMarkdown:
    def test_front_matter_says_what_the_article_is(self, read):
        source = read(
            "a.md",
            "---\ntitle: Lumps\nlanguage: es\nauthor: A charity\nurl: https://example.org/a\nlicense: CC BY 4.0\n"
            "date: 2025-11-21\n---\n# Bultos\n",
        ).source
        assert source.language == "es"
        assert vars(source.about) == {
            "title": "Lumps", "publisher": "A charity", "address": "https://example.org/a", "licence": "CC BY 4.0",
            "updated": "2025-11-21",
        }  # fmt: skip
        assert [passage.text for passage in source.passages] == ["Bultos"]

    @pytest.mark.parametrize(
        ("start", "front", "end"),
        [
            ("---", "lang: no\ntitle: Ja", "---"),  # words that YAML takes for yes and no
            ("---", "lang: no\ntags: [a, b]\nmore:\n  lang: sv\ntitle: Ja", "..."),
            ("--- ", "title: 'Ja'\n\n# comment\nlang: no", "---\t"),
            ("+++", 'title = "Ja"\nlang = "no"\ndate = 2025-01-01\n[params]\nlang = "sv"', "+++"),
            ("---", "lang: no\ntitle: Ja\ntitle: Ja", "---"),  # a key that stands twice
        ],
    )
    def test_front_matter_as_the_makers_of_sites_write_it(self, read, start, front, end):
        for text, n in ((f"{start}\n{front}\n{end}\n# Bultos\n", "\n"), (f"\ufeff{start}\n{front}\n{end}", "\r\n")):
            if n == "\n":
                source = read("a.md", text).source
                assert [passage.text for passage in source.passages] == ["Bultos"]
            else:
                source = read("a.md", text.replace("\n", n) + "\r\n\r\nBultos").source
            assert (source.language, source.about.title) == ("no", "Ja")

    @pytest.mark.parametrize(
        ("front", "title"), [("title: COVID-19: a guide\nlang: es", "COVID-19: a guide"), ("title: [a\nlang: es", "[a")]
    )
    def test_front_matter_that_is_no_yaml_is_read_by_its_lines(self, read, front, title):
        source = read("a.md", f"---\n{front}\n---\n\nText.\n").source
        assert (source.language, source.about.title) == ("es", title)
        assert [passage.text for passage in source.passages] == ["Text."]

    def test_front_matter_that_nests_too_deeply_is_text(self, read):
        assert text(read("a.md", "---\n" + "a: [\n" * 20_000 + "]: b\n---\nText")).endswith("Text")

    @pytest.mark.parametrize("front", ["- a\n- b", "just words", "Some: words\n\nthat are [a text", "a]: b\nc"])
    def test_front_matter_that_is_none_is_text_of_the_article(self, read, front):
        source = read("a.md", f"---\n{front}\n---\n\nText.\n").source
        assert source.about.title == ""
        written = " ".join(passage.text for passage in source.passages)
        assert all(word in written for word in re.findall(r"\w+", front))
        assert written.endswith("Text.")

    def test_front_matter_without_an_end_is_text(self, read):
        assert "title: a" in text(read("a.md", "---\ntitle: a\n\nText.\n"))

    def test_headings_in_both_ways_lists_tables_and_raw_html(self, read):
        article = read(
            "a.md",
            "One\n===\n\nTwo\n---\n\n### Three ###\n\n3. a\n4. b\n   - c\n\n| h | i |\n|---|---|\n| j | **k** |\n\n"
            "> q\n\n<h4>Four</h4>\n\n```\ncode\n```\n",
        )
        assert found(article) == [
            ("heading", "One"), ("heading", "Two"), ("heading", "Three"), ("list-item", "a"), ("list-item", "b"),
            ("list-item", "c"), ("table-row", "h i"), ("table-row", "j k"), ("paragraph", "q"), ("heading", "Four"),
            ("paragraph", "code"),
        ]  # fmt: skip
        assert [heading.level for heading in article.source.headings] == [1, 2, 3, 4]
        assert [p.form.number for p in article.source.passages if p.kind == "list-item"] == [3, 4, None]

    @pytest.mark.parametrize(
        ("markdown", "link"),
        [
            ("[a](javascript:alert(1))", ("a", "javascript:alert(1)")),
            ("[a](data:text/html,x)", ("a", "data:text/html,x")),
            ("<https://example.org/x>", ("https://example.org/x", "https://example.org/x")),
            ("[a][b]\n\n[b]: /x 'title'", ("a", "/x")),
            ("[a]()", ("a", "")),
            (
                "<http://e.org/%D0%91%zz?a=é>",
                ("http://e.org/%D0%91%zz?a=é", "http://e.org/%D0%91%zz?a=%C3%A9"),
            ),
            ("[a](http://боль.рф/[x])", ("a", "http://%D0%B1%D0%BE%D0%BB%D1%8C.%D1%80%D1%84/%5Bx%5D")),
            ('<a name="x">a</a>', ("a", None)),
            ("[**a** `b`](/x#y)", ("a b", "/x#y")),
        ],
    )
    def test_links_are_kept_as_written(self, read, markdown, link):
        assert [(found.text, found.href) for found in read("a.md", markdown).source.links] == [link]

    @pytest.mark.parametrize(
        ("markdown", "expected"),
        [
            ("\u3000\u3000背痛\u3000", ["\u3000\u3000背痛\u3000"]),
            ("# \u00a0One\u00a0 #\n\nTwo\u3000\n===", ["\u00a0One\u00a0", "Two\u3000"]),
            ("- \u3000a\n  b\u2003\n\n> \u00a0c  \n> \u00a0d\u00a0\n", ["\u3000a b\u2003", "\u00a0c \u00a0d\u00a0"]),
            ("a \u00a0 \n", ["a \u00a0"]),
        ],
    )
    def test_white_space_that_is_not_ascii_is_kept(self, read, markdown, expected):
        assert [passage.text for passage in read("a.md", markdown).source.passages] == expected

    def test_a_heading_with_a_bar_is_no_table(self, read):
        assert found(read("a.md", "Pain | Charity |\n---\n\n|a|\n|-|\n|b|\n\na|\n:-\nb")) == [
            ("heading", "Pain | Charity |"), ("table-row", "a"), ("table-row", "b"), ("table-row", "a"), ("table-row", "b"),
        ]  # fmt: skip

    def test_a_bare_address_is_no_link_in_commonmark(self, read):
        assert read("a.md", "See https://example.org/x for more.").source.links == ()


@pytest.fixture
def word_document():
    """A Word document with a bit of everything."""
    document = docx.Document()
    document.add_heading("Lumps in the back", 0)  # the style is called Title
    document.add_heading("Signs", 1)
    paragraph = document.add_paragraph("A lump ")
    paragraph.add_run("hurts").bold = True
    paragraph.add_run(". See ")
    link = OxmlElement("w:hyperlink")
    target = document.part.relate_to("https://example.org/help", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "our help"
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
    document.add_heading("At night", 2)
    document.add_paragraph("Pain", style="List Bullet")
    document.add_paragraph("Fever", style="List Bullet")
    document.add_paragraph("Call", style="List Number")
    document.add_heading("Deeper", 3)
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Age", "Dose"), ("5", "1 mg")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("לומר\u200f \u00a0 אמת")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


class TestWord:
    def test_headings_lists_tables_and_links_are_read(self, read, word_document):
        article = read("a.docx", word_document)
        assert (article.form, article.remarks) == ("docx", ())
        assert found(article) == [
            ("heading", "Lumps in the back"), ("heading", "Signs"), ("paragraph", "A lump hurts. See our help"),
            ("heading", "At night"), ("list-item", "Pain"), ("list-item", "Fever"), ("list-item", "Call"),
            ("heading", "Deeper"), ("table-row", "Age Dose"), ("table-row", "5 1 mg"),
            ("paragraph", "לומר\u200f \u00a0 אמת"),
        ]  # fmt: skip
        levels = [heading.level for heading in article.source.headings]
        assert levels[1:] == [1, 2, 3] and levels[0] == 1
        assert [(link.text, link.href) for link in article.source.links] == [("our help", "https://example.org/help")]
        assert article.source.list_items == 3

    def test_text_in_wrappers_that_word_puts_round_it_is_read(self, read):
        document = docx.Document()
        for words in (
            '<w:dir w:val="rtl"><w:r><w:t>שלום</w:t></w:r></w:dir><w:bdo w:val="ltr"><w:r><w:t> MRI</w:t></w:r></w:bdo>',
            '<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/?a=1&amp;b&quot; "><w:r><w:t>link</w:t></w:r></w:fldSimple>',
            '<w:fldSimple w:instr=" DATE "><w:r><w:t>1 May</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" X "/>',
            '<w:r><w:ruby><w:rubyPr><w:hps w:val="9"/></w:rubyPr><w:rt><w:r><w:t>よう</w:t></w:r></w:rt>'
            "<w:rubyBase><w:r><w:t>腰</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t>痛</w:t></w:r>",
        ):
            paragraph = document.add_paragraph()._p
            for element in parse_xml(f"<w:p {nsdecls('w')}>{words}</w:p>"):
                paragraph.append(element)
        data = io.BytesIO()
        document.save(data)
        article = read("a.docx", data.getvalue())
        assert [passage.text for passage in article.source.passages] == ["שלום MRI", "link", "1 May", "腰痛"]
        assert [(link.text, link.href) for link in article.source.links] == [("link", "https://example.org/?a=1&b")]

    def test_equations_are_told_of(self, read):
        document = docx.Document()
        paragraph = document.add_paragraph("BMI")._p
        math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        paragraph.append(parse_xml(f"<m:oMath {math}><m:r><m:t>=x</m:t></m:r></m:oMath>"))
        data = io.BytesIO()
        document.save(data)
        assert "holds equations, which are not read" in read("a.docx", data.getvalue()).remarks[0]

    def test_is_told_by_its_beginning_where_the_name_does_not(self, read, word_document):
        assert read("a.txt", word_document).form == "docx"

    def test_takes_its_language_from_the_option(self, read, word_document):
        assert read("a.docx", word_document).source.language == ""
        assert read("a.docx", word_document, language="en").source.language == "en"

    def test_what_is_no_word_document_is_refused(self, read, word_document):
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("a.txt", "text")
        broken = word_document[:200] + bytes(200) + word_document[400:]
        for data in (b"", b"no zip", other.getvalue(), word_document[: len(word_document) // 2], broken):
            with pytest.raises(GuideError, match="this is no Word document that can be read") as caught:
                read("a.docx", data)
            assert "save it as .docx or HTML" in caught.value.hint

    def test_one_whose_xml_is_broken_is_refused(self, read, word_document):
        data = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(word_document)) as old, zipfile.ZipFile(data, "w") as new:
            for entry in old.infolist():
                content = old.read(entry)
                new.writestr(entry, content[:-40] if entry.filename == "word/document.xml" else content)
        with pytest.raises(GuideError, match="this is no Word document that can be read"):
            read("a.docx", data.getvalue())

    def test_one_that_unpacks_to_too_much_is_refused(self, read, monkeypatch, word_document):
        monkeypatch.setattr("scripts.content.article.UNPACKED", 1000)
        with pytest.raises(GuideError, match="the document unpacks to more than 1,000 bytes"):
            read("a.docx", word_document)


class TestCommand:
    """`guide outline`, in its JSON: what others read."""

    @pytest.fixture
    def outline(self, tmp_path, capsys):
        def outline(name, data, *options, code=0):
            path = tmp_path / name
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
            with pytest.raises(SystemExit) as ended:
                main(["outline", str(path), *options])
            out, err = capsys.readouterr()
            assert ended.value.code == code, err
            return (json.loads(out) if "json" in options else out), err

        return outline

    def test_html(self, outline):
        html = (
            "<html lang=ar><nav>no</nav><h1>ورم</h1><p>ألم\u200f: <a href='/ar/x'>هنا</a><ul><li>أ<li>ب</ul><table><tr><td>5<td>mg</table>"
            "<a><img alt=pic></a><p>© 2025 P."
        )
        data, err = outline("a.html", html, "--format", "json")
        assert err == ""
        assert data == {
            "language": "ar",
            "headings": [{"level": 1, "text": "ورم"}],
            "links": [{"text": "هنا", "href": "/ar/x"}, {"text": "", "href": None}],
            "list_items": 2,
            "passages": [
                {"kind": "heading", "text": "ورم", "level": 1},
                {"kind": "paragraph", "text": "ألم\u200f: هنا"},
                {"kind": "list-item", "text": "أ"},
                {"kind": "list-item", "text": "ب"},
                {"kind": "table-row", "text": "5 mg"},
                {"kind": "paragraph", "text": "pic"},
                {"kind": "notice", "text": "© 2025 P."},
            ],
        }
        assert outline("a.html", html, "--format", "json", "--whole")[0]["passages"][0]["text"] == "no"

    def test_markdown(self, outline):
        data, _ = outline("a.md", "---\nlanguage: es\n---\n# Uno\n\n- [dos](x)\n", "--format", "json")
        assert data == {
            "language": "es",
            "headings": [{"level": 1, "text": "Uno"}],
            "links": [{"text": "dos", "href": "x"}],
            "list_items": 1,
            "passages": [{"kind": "heading", "text": "Uno", "level": 1}, {"kind": "list-item", "text": "dos"}],
        }

    def test_text(self, outline):
        data, _ = outline("a.txt", "Uno\n===\n\n- dos\n", "--format", "json", "--language", "es")
        assert data == {
            "language": "es",
            "headings": [{"level": 1, "text": "Uno"}],
            "links": [],
            "list_items": 1,
            "passages": [{"kind": "heading", "text": "Uno", "level": 1}, {"kind": "list-item", "text": "dos"}],
        }

    def test_word(self, outline, word_document):
        data, _ = outline("a.docx", word_document, "--format", "json")
        assert data["language"] is None
        assert data["links"] == [{"text": "our help", "href": "https://example.org/help"}]
        assert [heading["text"] for heading in data["headings"]] == ["Lumps in the back", "Signs", "At night", "Deeper"]
        assert {"kind": "table-row", "text": "5 1 mg"} in data["passages"]

    def test_from_says_the_format(self, outline):
        assert outline("a.txt", "# Uno\n", "--from", "markdown", "--format", "json")[0]["headings"] != []
        assert outline("a.txt", "# Uno\n", "--format", "json")[0]["headings"] == []

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_a_remark_is_told_on_the_other_stream(self, outline, form):
        out, err = outline("a.html", f"<p>{RUSSIAN}".encode("cp1251"), "--format", form)
        assert "which is a guess" in err and "guess" not in str(out)

    def test_an_article_of_furniture_only_has_nothing_in_it(self, outline):
        data, _ = outline("a.html", "<nav>only furniture</nav>", "--format", "json")
        assert data == {"language": None, "headings": [], "links": [], "list_items": 0, "passages": []}

    def test_as_text_it_shows_kinds_figures_lost_lists_and_links(self, outline):
        out, _ = outline("a.html", "<h2>Lumps</h2><p>About 5% of <a href=/x>these</a>:<p>More.<p><a>none</a>")
        assert [line.split(maxsplit=1) for line in out.splitlines()] == [
            ["1", "heading 2  Lumps"],
            ["2", "paragraph  About 5% of these:  [5%]  (announces a list that is not there)"],
            ["3", "paragraph  More."],
            ["4", "paragraph  none"],
            ["2", "link       these -> /x"],
            ["4", "link       none -> no address"],
        ]

    def test_an_article_that_cannot_be_read_is_one_message_and_code_2(self, outline):
        out, err = outline("a.docx", b"no document", code=2)
        assert out == "" and err.count("\n") == 2
        assert "this is no Word document" in err and "  Next: " in err and "Traceback" not in err
        assert "is no language tag" in outline("a.txt", "a", "--language", "no such", code=2)[1]


MARKDOWN = st.text(alphabet="#=-*_`>|[]()<>/!:&\\~+ \t\n0123abcdé\u00a0\u200f医", max_size=150)


@given(MARKDOWN.filter(str.strip))
def test_any_markdown_is_read(tmp_path_factory, markdown):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text(markdown, encoding="utf-8", newline="")
    source = read_article(path).source
    assert [passage.line for passage in source.passages] == list(range(1, len(source.passages) + 1))
    assert all(passage.text for passage in source.passages)
    assert sum(passage.kind == "heading" for passage in source.passages) <= len(source.headings)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_a_page_or_refused_with_a_message(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_bytes(data)
    try:
        article = read_article(path, form="html")
    except GuideError as error:
        assert error.hint and error.place
    else:
        assert article.form == "html"
        assert all(passage.text for passage in article.source.passages)


@given(st.lists(st.text(alphabet="abcé医दी \u200f.,", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1))
def test_simple_paragraphs_of_markdown_are_its_passages(tmp_path_factory, paragraphs):
    path = tmp_path_factory.getbasetemp() / "simple.md"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    read = [passage.text for passage in read_article(path).source.passages]
    assert read == [passage.text for passage in read_html(html).passages]
    assert "".join(read).replace(" ", "") == "".join(paragraphs).replace(" ", "")
