"""axe-core on the guide: a sample of states in which each pair of values is there; `make audit` takes all."""

from dataclasses import astuple
from itertools import combinations

import axe
import pytest
from axe import REVIEWED, unreviewed, unreviewed_of
from states import FEWER_KINDS, State, device, every_state, pairwise_states

SAMPLE = pairwise_states()


@pytest.mark.parametrize("width", sorted({state.width for state in SAMPLE}))
@pytest.mark.parametrize("theme", sorted({state.theme for state in SAMPLE}))
def test_axe_has_nothing_to_say(new_page, real_site, serve_folder, width, theme):
    states = [state for state in SAMPLE if (state.width, state.theme) == (width, theme)]
    assert unreviewed_of(states, new_page, serve_folder(real_site)) == {}


def test_axe_has_nothing_to_say_of_a_page_shown_in_english(new_page, home):
    states = [
        State("fil", "symptoms", 360, "dark", "plain"),
        State("hi", "all", 360, "light", "menu"),
        State("fil", "symptoms", 1280, "light", "search"),
    ]
    assert unreviewed_of(states, new_page, home) == {}


def test_the_sample_has_each_pair():
    every = {pair for state in every_state(kinds=FEWER_KINDS) for pair in combinations(enumerate(astuple(state)), 2)}
    assert {pair for state in SAMPLE for pair in combinations(enumerate(astuple(state)), 2)} == every
    assert len(SAMPLE) < 35


BROKEN = {
    "color-contrast": "document.querySelector('main p').style.color = '#999'",
    "link-name": "document.querySelector('.site-name').textContent = ''",
    "button-name": "document.querySelector('.theme').textContent = ''",
    "target-size": "document.body.insertAdjacentHTML('afterbegin', '<a href=\"#\" style=\"display:block;height:9px;line-height:9px\">a</a><a href=\"#\" style=\"display:block;height:9px;line-height:9px\">b</a>')",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "heading-order": "document.querySelector('h2').outerHTML = '<h5>A heading</h5>'",
    "label": "document.querySelectorAll('.search-label').forEach(one => one.remove()); document.querySelector('.search-input').placeholder = ''",
    "scrollable-region-focusable": "document.querySelector('main').insertAdjacentHTML('beforeend', '<div style=\"overflow:auto;height:3rem\">' + '<p>Long.</p>'.repeat(9) + '</div>')",
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_axe_finds_what_is_broken(open_page, rule):
    page = open_page("symptoms.html")
    if rule == "label":
        page.locator(".search-open").click()
    page.evaluate(BROKEN[rule])
    assert f"violations: {rule} " in "".join(unreviewed(page, "plain"))


def test_what_axe_cannot_decide_is_found_unless_it_was_looked_into(open_page):
    page = open_page("symptoms.html")
    page.add_style_tag(content="h1 { background: linear-gradient(red, blue) }")
    assert [said.split(" at ")[0] for said in unreviewed(page, "plain")] == [
        "incomplete: color-contrast (color-contrast bgGradient)"
    ]
    assert {one.place for one in REVIEWED if not one.open} == {".wide", "figure.drawing", "figure.drawing li"}


@pytest.mark.parametrize(("theme", "bad"), [("light", "#999"), ("dark", "#666")])
def test_words_of_legends_stand_out_without_the_numbers(new_page, real_site, serve_folder, monkeypatch, theme, bad):
    """With the numbers before them axe does not measure the words, whatever their color."""
    monkeypatch.setattr(axe, "REVIEWED", tuple(one for one in REVIEWED if one.place != "figure.drawing li"))
    page = new_page(**device(360, theme))
    page.goto(serve_folder(real_site) + "index.html")
    assert any("pseudoContent" in said for said in unreviewed(page, "plain"))
    page.add_style_tag(content=".drawing li::before { content: none !important }")
    assert unreviewed(page, "plain") == []
    page.add_style_tag(content=f".drawing li a {{ color: {bad} !important }}")
    assert "violations: color-contrast " in "".join(unreviewed(page, "plain"))


NUMBERS = """() => [...document.querySelectorAll("figure.drawing text")].map(number => {
  const light = color => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const disk = number.previousElementSibling, inside = disk.getBBox(), {x, y, width, height} = number.getBBox()
  const [low, high] = [number, disk].map(one => light(getComputedStyle(one).fill)).sort((a, b) => a - b)
  const within = x >= inside.x && x + width <= inside.x + inside.width
  return disk.matches(".number circle, circle.number") && within ? (high + 0.05) / (low + 0.05) : 0
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_of_drawings_stand_out(new_page, real_site, serve_folder, theme):
    page, measured = new_page(**device(360, theme)), []
    home = serve_folder(real_site)
    for path in sorted(real_site.glob("*.html")):
        if "figure" in path.read_text(encoding="utf-8"):
            page.goto(home + path.name)
            measured += page.evaluate(NUMBERS)
    assert len(measured) > 10 and min(measured) >= 4.5
