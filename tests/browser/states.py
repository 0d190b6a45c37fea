"""The states a page can be in for its reader: language, kind of page, width, colors, and what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass
from itertools import combinations, product
from pathlib import Path

from scripts.content.guide import read_guide

LANGUAGES = tuple(language.tag for language in read_guide(Path(__file__).parents[2]).languages.built)
KINDS = ("index", "get-help", "symptoms", "treatment", "outlook", "staging", "glossary", "all", "about", "translations", "404", "questions", "card", "diary", "not-kept", "statements", "infobutton", "sources/symptoms", "side-by-side/symptoms")  # fmt: skip
FEWER_KINDS = ("index", "symptoms", "all", "translations", "404")  # the other templates: test_axe_to_take_along.py
WIDTHS = (360, 1280)
THEMES = ("light", "dark")
OPEN = ("plain", "search", "menu", "languages")
QUERIES = {"en": "pain", "es": "dolor", "ar": "ألم", "zh-Hans": "疼痛", "hi": "दर्द", "fil": "sakit"}
LISTED = 6  # results of a search that are looked at: what follows is more of the same


@dataclass(frozen=True)
class State:
    tag: str
    kind: str
    width: int
    theme: str
    open: str

    @property
    def exists(self) -> bool:
        """Where the menu stands beside the text, it does not open."""
        return not (self.open == "menu" and self.width > 1000) and has(self.tag, self.kind)

    @property
    def path(self) -> str:
        return address(self.tag, self.kind)

    def __str__(self) -> str:
        return f"{self.path}, {self.width} px, {self.theme}, {self.open}"


def has(tag: str, kind: str) -> bool:
    """Whether a language has a kind of page: what stands beside English is a translation."""
    return not (tag == "en" and kind.startswith("side-by-side/"))


def address(tag: str, kind: str) -> str:
    return f"{'' if tag == 'en' else f'{tag}/'}{kind}.html"


def every_state(tags: tuple[str, ...] = LANGUAGES, kinds: tuple[str, ...] = KINDS) -> list[State]:
    return [state for one in product(tags, kinds, WIDTHS, THEMES, OPEN) if (state := State(*one)).exists]


def pairwise_states() -> list[State]:
    """Few states, in which each value of a dimension meets each value of every other."""
    pairs = {state: set(combinations(enumerate(astuple(state)), 2)) for state in every_state(kinds=FEWER_KINDS)}
    left, chosen = set().union(*pairs.values()), []
    while left:
        chosen.append(max(pairs, key=lambda state: len(pairs[state] & left)))
        left -= pairs[chosen[-1]]
    return chosen


def device(width: int, theme: str = "light", **options: object) -> dict:
    """Playwright's options for a context. Its locale is none of ours, so that no other language is offered."""
    return {"viewport": {"width": width, "height": 740}, "color_scheme": theme, "locale": "sw", **options}


def enter(page, state: str, tag: str = "en") -> None:
    """Open, as a reader does, what is to be open; on the plain page all that is folded."""
    if state == "plain":
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    if state == "search":
        page.locator(".search-open").click()
        page.locator(".search-input").fill(QUERIES[tag])
        page.wait_for_function("() => document.querySelector('.search-snippet')?.textContent")
        page.wait_for_function("() => document.getAnimations().length === 0")
        more = f".search-results li:nth-child(n + {LISTED + 1})"
        page.evaluate("more => document.querySelectorAll(more).forEach(one => one.remove())", more)
    elif state == "menu":
        page.locator(".menu-open").click()
        page.locator("#menu").wait_for(state="visible")
    elif state == "languages":
        page.locator(".languages summary").click()
        page.locator(".languages ul").wait_for(state="visible")


def visit(new_page: Callable, home: str, state: State):
    """A page in a state."""
    page = new_page(**device(state.width, state.theme))
    page.goto(home + state.path)
    enter(page, state.open, state.tag)
    return page
