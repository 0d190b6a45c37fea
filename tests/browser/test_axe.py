"""axe-core on the guide: a sample of states in which each pair of values is there; `make audit` takes all."""

from dataclasses import astuple
from itertools import combinations

import pytest
from axe import REVIEWED, unreviewed
from states import FEWER_KINDS, State, device, every_state, pairwise_states, visit

SAMPLE = pairwise_states()


@pytest.mark.parametrize("width", sorted({state.width for state in SAMPLE}))
@pytest.mark.parametrize("theme", sorted({state.theme for state in SAMPLE}))
def test_axe_has_nothing_to_say(new_page, real_site, serve_folder, width, theme):
    home = serve_folder(real_site)
    states = [state for state in SAMPLE if (state.width, state.theme) == (width, theme)]
    found = {str(state): said for state in states if (said := unreviewed(visit(new_page, home, state), state.open))}
    assert found == {}


def test_axe_has_nothing_to_say_of_a_page_shown_in_english(new_page, six_languages, serve_folder):
    home = serve_folder(six_languages)
    states = [
        State("fil", "symptoms", 360, "dark", "plain"),
        State("hi", "all", 360, "light", "menu"),
        State("fil", "symptoms", 1280, "light", "search"),
    ]
    found = {str(state): said for state in states if (said := unreviewed(visit(new_page, home, state), state.open))}
    assert found == {}


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
def test_axe_finds_what_is_broken(new_page, six_languages, serve_folder, rule):
    page = new_page(**device(360))
    page.goto(serve_folder(six_languages) + "symptoms.html")
    if rule == "label":
        page.locator(".search-open").click()
    page.evaluate(BROKEN[rule])
    assert f"violations: {rule} " in "".join(unreviewed(page, "plain"))


def test_what_axe_cannot_decide_is_found_unless_it_was_looked_into(new_page, six_languages, serve_folder):
    page = new_page(**device(360))
    page.goto(serve_folder(six_languages) + "symptoms.html")
    page.add_style_tag(content="h1 { background: linear-gradient(red, blue) }")
    assert [said.split(" at ")[0] for said in unreviewed(page, "plain")] == [
        "incomplete: color-contrast (color-contrast bgGradient)"
    ]
    assert {one.place for one in REVIEWED if not one.open} == {".wide"}  # else it is beneath or in what is open
