"""axe-core on a page: what it finds, and what it cannot decide and nobody has looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
from states import State, visit

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([tags, places]) => {
  const {violations, incomplete} = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations", "incomplete"], preload: false,
  })
  const within = target => places.filter(place => document.querySelector(target)?.closest(place))
  return Object.entries({violations, incomplete}).flatMap(([kind, results]) => results.flatMap(({id, nodes}) =>
    nodes.map(({any, all, none, target, html}) => [kind, id,
      [...any, ...all, ...none].map(check => `${check.id} ${check.data?.messageKey ?? ""}`.trim()).join(", "),
      target.flat().join(" "), html.slice(0, 160), within(target.flat().join(" "))])))
}"""


@dataclass(frozen=True)
class Undecided:
    """What axe leaves to people, once people have looked, and what it finds wrong only because something open lies over
    it: what it says, of elements within `place`, while what is open is open ("": whatever is), and why it is right."""

    said: str
    place: str
    open: str
    why: str


REVIEWED = (
    Undecided(
        "color-contrast bgOverlap",
        "main",
        "languages",
        "The open list of languages lies over this text. It has a background of its own, and nothing shows through; the "
        "same text is measured where the list is closed.",
    ),
    Undecided(
        "target-size partiallyObscured, target-offset",
        ".danger-strip",
        "languages",
        "The lower edge of the open list of languages lies across this link, which is measured whole where the list is closed.",
    ),
    Undecided(
        "color-contrast elmPartiallyObscuring",
        ".search-results",
        "search",
        "The link of a search result fills the whole result (::after) and is transparent. The snippet beneath it has the "
        "color of the page's name in the same result, which axe measures.",
    ),
    Undecided(
        "color-contrast elmPartiallyObscured",
        ".wide",
        "",
        "A cell of a table that is wider than the screen and scrolls: the screen's edge cuts it. All cells of a table "
        "have the same colors, and axe measures those that are whole.",
    ),
    Undecided(
        "color-contrast shortTextContent",
        "figure.drawing",
        "",
        "A number in a drawing. It stands on a disk of its own, and tests/browser/test_axe.py measures the two.",
    ),
    Undecided(
        "color-contrast pseudoContent",
        "figure.drawing li",
        "",
        "A medical word in the legend of a drawing. What axe sees behind it is the number before the item, a disk that "
        "no word reaches; the word has the color of the text around it, which axe measures.",
    ),
)


def unreviewed(page, open: str) -> list[str]:
    """Each violation, and each element that axe could not decide about, unless REVIEWED says why that is right."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)
    looked_into = [one for one in REVIEWED if one.open in ("", open)]
    known = {
        "incomplete": {(one.said, one.place) for one in looked_into},
        "violations": {(one.said, one.place) for one in looked_into if one.open},  # of what lies beneath it alone
    }
    places = sorted({one.place for one in REVIEWED})
    return [
        f"{kind}: {rule} ({said}) at {target}: {html}"
        for kind, rule, said, target, html, within in page.evaluate(RUN, [TAGS, places])
        if not known[kind] & {(said, place) for place in within}
    ]


def unreviewed_of(states: Iterable[State], new_page: Callable, home: str) -> dict[str, list[str]]:
    """What `unreviewed` says of pages in some states, of those it says anything of; each page is closed again."""
    found = {}
    for state in states:
        page = visit(new_page, home, state)
        if said := unreviewed(page, state.open):
            found[str(state)] = said
        page.context.close()
    return found
