"""A sheet as .docx, XLIFF and PO: what goes out comes back, whatever the words."""

import io
import re

import docx
import polib
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from scripts.content.segment import one_line
from scripts.errors import GuideError
from scripts.outputs import sheet_docx, sheet_po, sheet_xliff
from scripts.outputs.sheet import Part, Row, Sheet, digest

FORMS = pytest.mark.parametrize("form", [sheet_docx, sheet_xliff, sheet_po], ids=lambda m: m.__name__.split("_")[-1])

# Whatever may stand in a page: all of Unicode but what XML cannot hold, and what each form could take for its own.
SIGNS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
SPECIAL = st.sampled_from(
    ['"', "'", "\\", "\\n", "|", "\\|", "<b>", "&amp;", "]]>", "<!--", "#", "#~", "msgid", "{{emergency}}", " · ", "[x]",
     "[ ]", "%s", "עברית", "العربية", "\u2068MRI\u2069", "\u00a0", "\u3000", "\u200d", "e\u0301", "Original: ", "\u2028",
     "source 0123456789ab · translation 0123456789ab", "source 0123456789ab, translation 0123456789ab", "a#b/1", "\n", "\t"]
)  # fmt: skip
WORDS = st.lists(st.one_of(st.text(SIGNS, max_size=6), SPECIAL), max_size=6).map("".join).map(one_line)
ADDRESS = st.from_regex(r"[a-z]{1,3}(/[a-z]{1,2})?#[a-z-]{1,4}", fullmatch=True)


@st.composite
def sheets(draw):
    parts = []
    for address in draw(st.lists(ADDRESS, unique=True, min_size=1, max_size=3)):
        rows = [
            Row(
                number, draw(WORDS.filter(bool)), text := draw(WORDS), "list-item", draw(st.sampled_from(["", "danger"])),
                (draw(WORDS),), draw(WORDS), bool(text) and draw(st.booleans()),
            )
            for number in draw(st.lists(st.integers(1, 99), unique=True, min_size=1, max_size=3))
        ]  # fmt: skip
        base = digest([row.translation for row in rows])
        parts.append(Part(address, digest([address]), base, tuple(rows), "T", (draw(WORDS),), draw(WORDS)))
    count = sum(len(part.rows) for part in parts)
    return Sheet(
        "en", "ar", tuple(parts), count, ("English (en)", "العربية (ar)"), draw(st.sampled_from(["ltr", "rtl"]))
    )


def said(sheet):
    """What has to come back of a sheet."""
    rows = [
        (
            part.address,
            part.source,
            part.base,
            [(r.number, one_line(r.original), one_line(r.translation)) for r in part.rows],
        )
        for part in sheet.parts
    ]
    return sheet.source, sheet.target, sheet.count, rows


@FORMS
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=sheets())
def test_what_goes_out_comes_back(form, sheet):
    again = form.read(form.write(sheet), "file")
    assert said(again) == said(sheet)
    if form is not sheet_docx:
        opened = [row.open for part in sheet.parts for row in part.rows]
        assert [row.open for part in again.parts for row in part.rows] == opened


SHEET = Sheet(
    "en", "ar",
    (
        Part(
            "a#b", "0123456789ab", "ba9876543210",
            (
                Row(1, "Go now", "اذهب الآن", "box-title", "danger", ("“now”: use “الآن”",)),
                Row(2, "See <b>", "", "paragraph", "warning"),
                Row(4, "Six", "ستة", "paragraph", was="Eight", open=True),
            ),
            "Title", ("Title", "Part"), "The original says something else.", True,
        ),
    ),
    3, ("English (en)", "العربية (ar)"), "rtl",
)  # fmt: skip


def test_the_document_shows_danger_in_red_and_runs_right_to_left():
    document = docx.Document(io.BytesIO(sheet_docx.write(SHEET)))
    table = document.tables[0]
    head, danger, warning, six = (row._tr for row in table.rows[1:5])
    fills = [[shade.get(qn("w:fill")) for shade in row.iter(qn("w:shd"))] for row in (head, danger, warning, six)]
    assert fills == [["E3E8EC"] * 2, ["F9D9D9"] * 2, ["FCEBC8"] * 2, []]
    assert "DANGER" in table.rows[2].cells[0].text and "WARNING" in table.rows[3].cells[0].text
    assert (
        "“now”: use “الآن”" in table.rows[2].cells[0].text and "The original was: Eight" in table.rows[4].cells[0].text
    )
    for row in (danger, warning, six):
        left, right = row.findall(qn("w:tc"))
        assert right.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:bidi')}") is not None
        assert right.find(f".//{qn('w:rtl')}") is not None, "an empty cell too: what is typed there follows it"
        assert left.find(f".//{qn('w:bidi')}") is None
    assert "[ ] Nothing to change here" in table.rows[1].cells[1].text
    assert any("{{emergency}}" in paragraph.text for paragraph in document.paragraphs)


def test_a_document_may_be_cut_into_runs_lines_and_links_by_a_word_processor():
    document = docx.Document(io.BytesIO(sheet_docx.write(SHEET)))
    cell = document.tables[0].rows[3].cells[1]
    cell.paragraphs[0].add_run("one ").bold = True
    cell.paragraphs[0].add_run("two").add_break()
    cell.add_paragraph("three")
    link = f"<w:hyperlink {nsdecls('w')}><w:r><w:t>four</w:t></w:r></w:hyperlink>"
    cell.paragraphs[1]._p.append(parse_xml(link))
    document.tables[0].rows[1].cells[1].paragraphs[1].runs[0].text = "[ x ] Nothing to change"
    part = sheet_docx.read(saved(document), "a.docx").parts[0]
    assert one_line(part.rows[1].translation) == "one two threefour"
    assert part.right


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def tracked(document):
    change = f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>'
    document.tables[0].rows[2].cells[1].paragraphs[0]._p.append(parse_xml(change))


def deleted(document):
    change = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'
    document.tables[0].rows[2].cells[1].paragraphs[0]._p.append(parse_xml(change))


def added_row(document):
    document.tables[0].add_row().cells[1].text = "more"


def headless(document):
    paragraph = next(p for p in document.paragraphs if "Guide translation file" in p.text)
    paragraph._p.getparent().remove(paragraph._p)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (tracked, "a.docx:3: the row has tracked changes."),
        (deleted, "a.docx:3: the row has tracked changes."),
        (added_row, "a.docx:6: the row has no name (page#section/n)"),
        (headless, "a.docx: the document was not made by `guide lang export`"),
    ],
)
def test_a_document_that_cannot_be_read_with_certainty_is_refused(change, message):
    document = docx.Document(io.BytesIO(sheet_docx.write(SHEET)))
    change(document)
    with pytest.raises(GuideError) as caught:
        sheet_docx.read(saved(document), "a.docx")
    assert message in str(caught.value) and "Next: " in str(caught.value)


def test_an_empty_row_that_was_added_at_the_end_says_nothing():
    document = docx.Document(io.BytesIO(sheet_docx.write(SHEET)))
    document.tables[0].add_row()
    assert said(sheet_docx.read(saved(document), "a.docx")) == said(SHEET)


def test_xliff_has_states_notes_and_the_direction():
    top = etree.fromstring(sheet_xliff.write(SHEET))
    names = {None: "urn:oasis:names:tc:xliff:document:2.0"}
    assert (top.get("version"), top.get("srcLang"), top.get("trgLang")) == ("2.1", "en", "ar")
    assert top.find("file", names).get("trgDir") == "rtl"
    units = top.findall(".//unit", names)
    assert [unit.get("name") for unit in units] == ["a#b/1", "a#b/2", "a#b/4"]
    assert [unit.find("segment", names).get("state") for unit in units] == ["translated", None, "initial"]
    notes = [[note.text for note in unit.iter("{urn:oasis:names:tc:xliff:document:2.0}note")] for unit in units]
    assert notes == [
        ["DANGER: safety text", "title of a box", "“now”: use “الآن”"],
        ["WARNING: safety text", "paragraph"],
        ["paragraph", "The original was: Eight"],
    ]


def test_what_a_translation_program_does_to_xliff_is_read():
    text = sheet_xliff.write(SHEET).decode()
    text = text.replace(
        "<source>See &lt;b&gt;</source>", '<source>See &lt;b&gt;</source><target>انظر <mrk id="1">هنا</mrk></target>'
    )
    text = text.replace('state="initial"', 'state="final"')
    cut = "<segment><source>Si</source><target>ست</target></segment><ignorable><source>x</source><target>ة</target></ignorable>"
    text = re.sub(r'<segment state="final">.*?</segment>', cut, text, flags=re.DOTALL)
    rows = sheet_xliff.read(text.encode(), "a.xlf").parts[0].rows
    assert [(row.original, row.translation, row.open) for row in rows[1:]] == [
        ("See <b>", "انظر هنا", False),
        ("Six", "ستة", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</target>", "</tar>", "a.xlf:"),
        ('version="2.1" ', 'version="1.2" ', "the file is XLIFF 1.2; XLIFF 2 was expected."),
        ('name="a#b/2"', 'name="a#c/2"', "has no name of the form page#section/n of its group"),
        ('<mda:meta type="form">1', '<mda:meta type="form">9', "the file is no XLIFF 2 of this guide."),
    ],
)
def test_xliff_that_is_damaged_or_another_is_refused(old, new, message):
    text = sheet_xliff.write(SHEET).decode()
    if "1.2" in new:
        text = text.replace("document:2.0", "document:1.2")
    assert old in text
    with pytest.raises(GuideError) as caught:
        sheet_xliff.read(text.replace(old, new).encode(), "a.xlf")
    assert message in str(caught.value) and "Next: " in str(caught.value)


@pytest.mark.parametrize(
    "entities", ['<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY a "ha"><!ENTITY x "&a;&a;">', ""]
)
def test_xliff_defines_no_words_of_its_own(entities):
    text = sheet_xliff.write(SHEET).decode().split("?>\n", 1)[1]
    text = f"<!DOCTYPE xliff [{entities}]>" + (text.replace("اذهب الآن", "&x;") if entities else text)
    with pytest.raises(GuideError, match="defines words of its own"):
        sheet_xliff.read(text.encode(), "a.xlf")


def test_po_marks_what_is_open_and_says_what_the_original_was():
    file = polib.pofile(sheet_po.write(SHEET).decode())
    assert [entry.msgctxt for entry in file] == ["a#b/1", "a#b/2", "a#b/4"]
    assert [(entry.flags, entry.previous_msgid) for entry in file] == [([], None), ([], None), (["fuzzy"], "Eight")]
    assert file[0].comment.split("\n") == [
        "DANGER: safety text", "Title › Part: title of a box", "“now”: use “الآن”",
        "source 0123456789ab, translation ba9876543210",
    ]  # fmt: skip
    assert file.metadata["Language"] == "ar"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda b: b.replace(b'msgid "Six"', b'msgid "Six'), "a.po:33: the line is none of a PO file."),
        (lambda b: b.replace(b'msgid "Six"', b'msgid "S"ix"'), "the line is none of a PO file."),
        (lambda b: b.replace(b'msgid "Six"', b'msgstr "Six"'), "this is no PO file that can be read."),
        (lambda b: b.replace(b'msgctxt "a#b/2"\n', b""), "an entry lacks its msgctxt"),
        (lambda b: b.replace(b"X-Guide-Form", b"X-Other"), "the PO file was not made by `guide lang export`"),
        (lambda b: b"hello\n", "a.po"),
        (lambda b: b"", "the PO file was not made by `guide lang export`"),
        (lambda b: b.replace("ستة".encode(), "ستة".encode("cp1256")), "the file is not in UTF-8."),
    ],
)
def test_po_that_is_damaged_or_another_is_refused(change, message):
    with pytest.raises(GuideError) as caught:
        sheet_po.read(change(sheet_po.write(SHEET)), "a.po")
    assert message in str(caught.value) and "Next: " in str(caught.value)


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", b"PK", b""])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(GuideError, match="this is no Word document that can be read"):
        sheet_docx.read(data, "a.docx")
