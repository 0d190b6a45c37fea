"""The drawings of the guide in a real browser: whole, in the page's language and direction, in all colors and on paper."""

import re
from pathlib import Path

import pytest
from states import LANGUAGES, address

from scripts.outputs.drawings import FOLDER

ROOT = Path(__file__).parents[2]
PLACED = re.compile(rf"!\[([^\]]*)\]\(\.\./{FOLDER}([\w-]+)\.svg\)\n\n((?:\d\. .*\n)*)")
# What is light on light on purpose: the room round the cord, the gap beside an arm, the middle of a ring.
QUIET = ".canal, .arms, .hollow"


def placed(tag):
    """For each page of a language with drawings: (name, words, items) of each."""
    found = {}
    for path in sorted((ROOT / "docs" / tag).glob("*.md")):
        if drawings := PLACED.findall(path.read_text(encoding="utf-8")):
            found[path.stem] = [(name, words, len(legend.splitlines())) for words, name, legend in drawings]
    return found


def test_each_language_has_the_same_drawings():
    def names(tag):
        return {page: [(name, items) for name, _, items in drawings] for page, drawings in placed(tag).items()}

    assert len(names("en")) == 5
    for tag in LANGUAGES:
        assert names(tag) == names("en")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_drawings_fit_and_are_read_in_the_language_of_the_page(new_page, real_site, serve_folder, tag, width):
    page = new_page(viewport={"width": width, "height": 900})
    home = serve_folder(real_site)
    for name, drawings in placed(tag).items():
        page.goto(home + address(tag, name))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        figures = page.locator("main figure.drawing")
        assert figures.count() == len(drawings)
        for at, (drawing, words, items) in enumerate(drawings):
            figure = figures.nth(at)
            assert f"drawing-{drawing}" in figure.get_attribute("class")
            image = figure.get_by_role("img", name=words, exact=True)
            assert image.count() == 1
            assert figure.evaluate("element => element.closest('[lang]').lang") == tag
            assert figure.evaluate("element => [...element.children].map(child => child.localName)") == ["svg", "ol"]
            numbers = image.locator("text").all_text_contents()
            assert numbers == [str(number) for number in range(1, items + 1)]
            assert figure.get_by_role("listitem").count() == items
            box, outside = image.bounding_box(), figure.bounding_box()
            assert outside["x"] <= box["x"] and box["x"] + box["width"] <= outside["x"] + outside["width"]
            assert outside["x"] >= 0 and outside["x"] + outside["width"] <= width
            smallest = image.evaluate(
                "svg => Math.min(...[...svg.querySelectorAll('text')].map(t => t.getBoundingClientRect().height))"
            )
            assert smallest >= 12, f"the numbers of {drawing} are {smallest} px high"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_legend_stands_where_the_text_goes_on(new_page, real_site, serve_folder, tag):
    page = new_page(viewport={"width": 1280, "height": 900})
    home = serve_folder(real_site)
    leftward = tag == "ar"
    for name in placed(tag):
        page.goto(home + address(tag, name))
        for figure in page.locator("main figure.drawing").all():
            drawing, legend = figure.locator("svg").bounding_box(), figure.locator("ol").bounding_box()
            if leftward:
                assert legend["x"] + legend["width"] <= drawing["x"]
            else:
                assert drawing["x"] + drawing["width"] <= legend["x"]
            across = figure.locator("text").evaluate_all("all => all.map(one => one.getBoundingClientRect().x)")
            if "drawing-pressure" in figure.get_attribute("class"):
                assert across == sorted(across, reverse=leftward), "the steps run as the text does"
            turned = figure.locator("text").evaluate_all("all => all.map(one => one.getScreenCTM().a)")
            assert all(scale > 0 for scale in turned), "no number is mirrored"


def test_a_part_in_another_language_keeps_its_direction(new_page, real_site, serve_folder):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(serve_folder(real_site) + "ar/spread.html")
    scale = "svg => svg.getScreenCTM().a"
    assert page.locator(".drawing svg").evaluate(scale) < 0
    page.evaluate("document.querySelector('.drawing').dir = 'ltr'")
    assert page.locator(".drawing svg").evaluate(scale) > 0


def test_print_keeps_a_drawing_and_its_legend_together_and_in_color(new_page, real_site, serve_folder):
    page = new_page(viewport={"width": 720, "height": 900})
    page.emulate_media(media="print")
    home = serve_folder(real_site)
    for name in placed("en"):
        page.goto(home + address("en", name))
        for figure in page.locator("main figure.drawing").all():
            assert figure.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
            number = figure.locator("li").first.evaluate("item => getComputedStyle(item, '::before').printColorAdjust")
            assert number == "exact", "a white number would stand on white paper"
            assert figure.locator(".number").first.evaluate("one => getComputedStyle(one).fill") == "rgb(11, 92, 102)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colors_keep_every_shape_visible(new_page, real_site, serve_folder, scheme):
    page = new_page(viewport={"width": 1280, "height": 900}, forced_colors="active", color_scheme=scheme)
    home = serve_folder(real_site)
    for name in placed("en"):
        page.goto(home + address("en", name))
        lost = page.evaluate(
            """quiet => {
                const canvas = getComputedStyle(document.querySelector('.drawing')).backgroundColor;
                const seen = color => color !== 'none' && color !== canvas;
                return [...document.querySelectorAll('.drawing svg :is(path, circle, ellipse)')]
                    .filter(shape => !shape.matches(quiet))
                    .filter(shape => !seen(getComputedStyle(shape).fill) && !seen(getComputedStyle(shape).stroke))
                    .map(shape => shape.outerHTML);
            }""",
            QUIET,
        )
        assert lost == []
        badge = page.locator(".drawing li").first
        colors = badge.evaluate(
            "item => { const s = getComputedStyle(item, '::before'); return [s.color, s.backgroundColor] }"
        )
        assert colors[0] in ("rgb(0, 0, 0)", "rgb(255, 255, 255)") and colors[1].endswith(", 0)")
