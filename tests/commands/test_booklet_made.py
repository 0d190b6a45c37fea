"""A booklet, made for real: what a screen reader, a list of bookmarks and a search in it are told."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pdf(six_languages, browser, tmp_path_factory):  # the browser: to be skipped, or to fail, where there is none
    out = tmp_path_factory.mktemp("booklets")
    said = ["--root", six_languages.parent, "booklet", "--language", "ar", "--out", out]
    command = [sys.executable, "-m", "scripts", *said]  # a process of its own: Playwright runs once in each
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert made.returncode == 0, made.stderr
    return out / "booklet-ar.pdf"


@pytest.fixture(scope="module")
def document(pdf):
    import pikepdf

    with pikepdf.open(pdf) as opened:
        yield opened


def elements(node):
    """The elements of the structure tree below one, in the order they are read in."""
    import pikepdf

    inside = node.get("/K", [])
    for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_it_says_its_language_direction_title_and_day(document):
    root = document.Root
    assert (str(root.Lang), root.MarkInfo.Marked) == ("ar", True)
    assert (root.ViewerPreferences.Direction, root.ViewerPreferences.DisplayDocTitle) == ("/R2L", True)
    assert str(document.docinfo["/Title"]).strip() and str(document.docinfo["/CreationDate"]).endswith("000000Z")


def test_pages_have_a_foot_and_the_cover_none(document):
    cover, *pages = (bytes(page.Contents.read_bytes()).count(b"/Subtype /Footer") for page in document.pages)
    assert cover == 0 and all(pages)


def test_headings_lists_and_links_are_marked(document):
    tree = list(elements(document.Root.StructTreeRoot))
    kinds = [str(one.S) for one in tree]
    assert kinds.count("/H1") >= 4 and "/H2" in kinds and "/P" in kinds and "/Link" in kinds
    items = [one for one in tree if one.S == "/LI"]
    assert items
    for item in items:
        assert str(item.K[-1].S) == "/LBody"
        assert item.K[-1].P.objgen == item.objgen
    assert all(str(one.get("/Alt", "")) for one in tree if one.S == "/Figure")


def test_bookmarks_are_the_headings_in_their_order_contents_among_them(document):
    with document.open_outline() as outline:
        titles = [one.title for one in outline.root]
    assert titles[1:4] == ["اطلب المساعدة الآن", "المحتويات", "أورام العمود الفقري: ابدأ من هنا"]
    assert titles[-1] == "مصادر هذه المعلومات"


def test_every_font_is_in_the_file(document):
    fonts = [one for one in document.objects if hasattr(one, "get") and one.get("/Type") == "/Font"]
    drawn = [one for one in fonts if one.Subtype != "/Type0"]  # those that a Type0 font is made of are listed too
    assert drawn
    for font in drawn:
        inside = font.get("/FontDescriptor", {})
        assert font.Subtype == "/Type3" or "/FontFile2" in inside or "/FontFile3" in inside, font.get("/BaseFont")


def test_arabic_is_read_in_its_order(pdf):
    if not shutil.which("pdftotext"):
        said = "pdftotext is not installed: sudo apt-get install poppler-utils"
        (pytest.fail if os.environ.get("GUIDE_REQUIRE_BROWSER") else pytest.skip)(said)
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, text=True, check=True).stdout
    # Words with lam-alef, one glyph, are left out: pdftotext turns its two letters round.
    words = text.translate({code: None for code in (0x202A, 0x202B, 0x202C, 0x200E, 0x200F, 0x2068, 0x2069)})
    assert words.index("اطلب المساعدة") < words.index("المحتويات") < words.rindex("مصادر هذه المعلومات")
