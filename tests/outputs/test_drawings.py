"""Drawings: an image of a page becomes a figure with its legend, and nothing but shapes comes into a page."""

import re
from html import unescape
from pathlib import Path

import brotli
import pytest
from lxml import etree

from scripts.commands.build import build, forget_configuration
from scripts.content.built import parse_built_page
from scripts.content.guide import read_guide
from scripts.errors import GuideError
from scripts.outputs.drawings import FOLDER, read_drawing, with_drawings
from scripts.outputs.search import section_records

ROOT = Path(__file__).parents[2]
DRAWINGS = sorted((ROOT / "docs" / FOLDER).glob("*.svg"))
LARGEST = 1000  # bytes of a drawing, compressed

CIRCLE = '<circle class="tumor" r="4"/>'
ONE, TWO = (f'<g class="number"><text x="1" y="2">{number}</text></g>' for number in (1, 2))
IMAGE = '<p><img alt="A &quot;bone&quot; and a nerve." src="../assets/drawings/bone.svg" /></p>'
LEGEND = "<ol>\n<li>The bone.</li>\n<li>The nerve.</li>\n</ol>"


def svg(shapes=CIRCLE + ONE + TWO, root='viewBox="0 0 9 8"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>\n  <!-- why -->\n  {shapes}\n</svg>\n'.encode()


def drawn(html, files=None):
    files = {"bone.svg": svg()} if files is None else files
    return with_drawings(html, files.get, lambda written: f"docs/en/index.md:7 ({written})")


def test_an_image_and_the_list_after_it_become_a_figure():
    assert drawn(f"<p>Before.</p>\n{IMAGE}\n{LEGEND}\n<p>After.</p>") == (
        '<p>Before.</p>\n<figure class="drawing drawing-bone">\n'
        '<svg role="img" aria-label="A &quot;bone&quot; and a nerve." width="9" height="8" viewBox="0 0 9 8">'
        '<circle class="tumor" r="4"/><g class="number"><text x="1" y="2">1</text></g>'
        '<g class="number"><text x="1" y="2">2</text></g></svg>\n'
        "<ol>\n<li>The bone.</li>\n<li>The nerve.</li>\n</ol>\n</figure>\n\n<p>After.</p>"
    )


def test_a_drawing_without_numbers_leaves_the_list_after_it_alone():
    html = drawn(f"{IMAGE}\n{LEGEND}", {"bone.svg": svg(CIRCLE)})
    assert html.endswith(f"</svg>\n\n</figure>\n{LEGEND}")


def test_two_drawings_on_a_page_have_their_own_legends():
    html = drawn(f"{IMAGE}\n{LEGEND}\n<h2>Next</h2>\n{IMAGE}\n{LEGEND.replace('bone', 'cord')}\n<ol><li>3</li></ol>")
    assert html.count("<figure") == html.count("</figure>") == 2
    assert html.index("The bone.</li>") < html.index("</figure>") < html.index("<h2>") < html.index("The cord.</li>")
    assert html.endswith("</figure>\n\n<ol><li>3</li></ol>")


def test_other_images_stay_as_they_are():
    html = '<p><img alt="" src="../assets/photo.svg" /> and <img alt="x" src="assets/drawing.png" /></p>'
    assert drawn(html) == html


@pytest.mark.parametrize(
    ("html", "files", "message", "hint"),
    [
        (IMAGE + LEGEND, {}, "the drawing bone.svg is not there: docs/assets/drawings/bone.svg.", "correct the name"),
        (IMAGE.replace("A &quot;bone&quot; and a nerve.", " ") + LEGEND, None, "the drawing bone.svg has no words.",
         "write between the brackets"),
        (f"<p>See {IMAGE[3:]}{LEGEND}", None, "the drawing bone.svg stands within a text.", "a paragraph of its own"),
        (IMAGE, None, "the drawing bone.svg shows 2 numbers, and the list after it has 0 items.", "a numbered list"),
        (IMAGE + LEGEND.replace("<li>The nerve.</li>", ""), None, "shows 2 numbers, and the list after it has 1 items.",
         "one item for each number"),
        (IMAGE + "<p>First this.</p>" + LEGEND, None, "has 0 items.", "right after the image"),
        (IMAGE + LEGEND.replace("ol>", "ul>"), None, "has 0 items.", "a numbered list"),
        (IMAGE + LEGEND.replace("<li>The nerve.</li>", "<ol><li>The nerve.</li></ol>"), None, "has 2 items.",
         "no list in it"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_image_is_said_with_its_place(html, files, message, hint):
    with pytest.raises(GuideError) as error:
        drawn(html, files)
    assert str(error.value).startswith("docs/en/index.md:7 (assets/drawings/bone.svg): ")
    assert message in error.value.message and hint in error.value.hint


def test_no_file_outside_the_folder_is_read():
    with pytest.raises(GuideError, match=r"the drawing \.\./icon\.svg is not there"):
        drawn(IMAGE.replace("bone.svg", "../icon.svg") + LEGEND, {"../icon.svg": svg()})


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (svg("<circle"), "bone.svg:4", "the drawing is not well-formed XML: "),
        (b"", "bone.svg:1", "the drawing is not well-formed XML: "),
        (svg(root=""), "bone.svg:1", "a drawing begins with <svg>, without a doctype."),
        (svg().replace(b"<svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg'), "bone.svg:1", "without a doctype."),
        (svg(root='viewBox="0 0 9"'), "bone.svg:1", "a drawing begins with <svg>, without a doctype."),
        (svg().replace(b"http://www.w3.org/2000/svg", b"x:y"), "bone.svg:1", "a drawing begins with <svg>"),
        (svg("<script>alert(1)</script>"), "bone.svg:3", "the drawing holds <script>."),
        (svg("<style>p{}</style>"), "bone.svg:3", "the drawing holds <style>."),
        (svg('<use href="other.svg#a"/>'), "bone.svg:3", "the drawing holds <use>."),
        (svg("<g>\n<foreignObject/></g>"), "bone.svg:4", "the drawing holds <foreignObject>."),
        (svg('<p xmlns="http://www.w3.org/1999/xhtml"/>'), "bone.svg:3", "the drawing holds <{http"),
        (svg('<g id="a"/>'), "bone.svg:3", "<g> has the attribute id."),
        (svg('<g style="fill:red"/>'), "bone.svg:3", "<g> has the attribute style."),
        (svg('<g onclick="alert(1)"/>'), "bone.svg:3", "<g> has the attribute onclick."),
        (svg('<path fill="url(https://a.example)"/>'), "bone.svg:3", "<path> has the attribute fill."),
        (svg('<g xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>'), "bone.svg:3", "<g> has the attribute {http"),
        (svg("<text>bone</text>"), "bone.svg:3", "the drawing holds the text “bone”."),
        (svg("<g>1</g>"), "bone.svg:3", "the drawing holds the text “1”."),
        (svg("<g/>bone"), "bone.svg:3", "the drawing holds the text “bone”."),
        (svg(TWO + ONE), "bone.svg", "its numbers are 2, 1."),
        (svg(ONE + ONE), "bone.svg", "its numbers are 1, 1."),
    ],
)
def test_only_shapes_and_numbers_come_into_a_page(text, place, message):
    with pytest.raises(GuideError) as error:
        read_drawing(text, "bone.svg")
    assert error.value.place == place and message in error.value.message and error.value.hint


def test_a_build_takes_the_drawing_into_the_page_and_copies_no_file(make_site, capsys):
    words = "A person seen from the side."
    text = (
        "---\ntitle: Back\n---\n# Back\n\n## Parts {#parts}\n\n"
        f"![{words}](../assets/drawings/spine.svg)\n\n1. Neck.\n2. Chest.\n3. Low.\n4. Tail.\n"
    )
    menu = "- {group: start, pages: [index, get-help, back, all]}\n"
    root = make_site({"docs/en/back.md": text, "docs/_data/menu.yml": menu})
    forget_configuration()
    assert build(root) == 0
    assert not (root / "site/assets/drawings").exists()
    for page in ("site/back.html", "site/es/back.html"):
        html = (root / page).read_text(encoding="utf-8")
        assert f'<figure class="drawing drawing-spine">\n<svg role="img" aria-label="{words}"' in html
        assert "<img" not in html.split("<article", 1)[1]
    assert words not in next((root / "site/assets/search").glob("en.*.js")).read_text(encoding="utf-8")

    (root / "docs/en/back.md").write_text(text.replace("spine.svg", "spin.svg"), encoding="utf-8")
    capsys.readouterr()
    assert build(root) != 0
    said = capsys.readouterr().err
    assert "docs/en/back.md:8: the drawing spin.svg is not there: docs/assets/drawings/spin.svg." in said
    assert "Next: correct the name, or add the file." in said and "Traceback" not in said


def test_checks_read_a_drawing_as_they_read_an_image():
    def sections(html):
        return parse_built_page(f'<html lang="en"><body><article>{html}</article></body></html>').sections

    image = f'<h2 id="parts">Parts</h2><p>Text.</p>{IMAGE}\n{LEGEND}<p>More.</p>'
    figure = drawn(image)
    assert sections(figure) == sections(image)
    assert '[A "bone" and a nerve.]' in sections(figure)["parts"].text


def test_search_has_the_legend_and_not_the_words_of_the_drawing():
    records = section_records("Page", "page.html", drawn(f'<h2 id="parts">Parts</h2>{IMAGE}\n{LEGEND}'))
    assert records[-1].text == "The bone. The nerve."


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_each_drawing_is_safe_and_small(path):
    drawing = read_drawing(path.read_bytes(), path.name)
    assert len(brotli.compress(drawing.shapes.encode())) <= LARGEST
    assert drawing.shapes.startswith("<") and drawing.numbers


def test_each_class_of_a_drawing_has_its_look_and_each_drawing_its_place():
    styles = (ROOT / "docs/assets/styles/drawings.css").read_text(encoding="utf-8")
    used = {
        name
        for path in DRAWINGS
        for classes in re.findall(r'class="([^"]*)"', path.read_text())
        for name in classes.split()
    }
    assert [name for name in sorted(used) if not re.search(rf"\.{name}\b", styles)] == [
        "level-3"
    ]  # as strong as it gets
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/en").glob("*.md"))
    assert [path.name for path in DRAWINGS if f"../{FOLDER}{path.name})" not in pages] == []


DOTS = [path for path in DRAWINGS if path.stem.startswith("dots-")]


@pytest.mark.parametrize("path", DOTS, ids=lambda path: path.stem)
def test_there_are_as_many_full_dots_as_a_drawing_says(path):
    """A line of dots `h90` has one at each end and one after each ten units: ten."""

    def dots(element):
        return sum(round(float(length)) // 10 + 1 for length in re.findall(r"h(\d+)", element.get("d")))

    said = [int(number) for number in path.stem.split("-")[1:]]
    groups = [group for group in etree.parse(path).getroot() if group.get("class") != "number" and len(group)]
    full = [[dots(part) for part in group if part.get("class") == "some"] for group in groups]
    rings = [[dots(part) for part in group if part.get("class") in ("rest", "hollow")] for group in groups]
    assert full == [[number] for number in said] and rings == [[100 - number] * 2 for number in said]


@pytest.mark.parametrize("language", [language.tag for language in read_guide(ROOT).languages.built])
@pytest.mark.parametrize("path", DOTS, ids=lambda path: path.stem)
def test_a_legend_says_how_many_dots_are_full(path, language):
    text = (ROOT / "docs" / language / "outlook.md").read_text(encoding="utf-8")
    legend = re.search(rf"!\[([^\]]*)\]\(\.\./{FOLDER}{path.name}\)\n\n((?:\d\. .*\n)+)", text)
    numbers = path.stem.split("-")[1:]
    for number, item in zip(numbers, legend[2].splitlines(), strict=True):
        assert re.search(rf"(?<!\d){number}(?!\d)", item), item
    assert re.findall(r"\d+", legend[1]) in (["100", *numbers], [*numbers, "100"]), unescape(legend[1])


def test_dots_stand_only_where_a_reader_has_chosen_to_read_numbers():
    for path in (ROOT / "docs/en").glob("*.md"):
        parts = re.split(r"^(?=## )", path.read_text(encoding="utf-8"), flags=re.M)
        with_dots = [part.splitlines()[0] for part in parts if "drawings/dots-" in part]
        assert all(".numbers" in heading for heading in with_dots), with_dots
