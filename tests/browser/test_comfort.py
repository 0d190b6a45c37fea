"""For eyes and hands: spacing of text, size of targets, motion, wide tables, and nothing that moves by itself."""

import pytest
from states import device, enter

TAGS = ["", "hi/"]
PAGES = ["index.html", "symptoms.html", "translations.html", "404.html"]
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"  # WCAG 1.4.12
CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one)
  if (!one.checkVisibility() || one.closest(".unseen, .theme span, .wide, .search-dialog, svg")) return false
  if (style.overflowX === "visible" && style.overflowY === "visible") return false
  return one.scrollWidth > one.clientWidth + 1 || (style.overflowY !== "auto" && one.scrollHeight > one.clientHeight + 1)
}).map(one => one.outerHTML.slice(0, 100))"""

# Targets that are too small, but for those whose size the line of text sets, and those with room around (WCAG 2.5.8).
SMALL = """([selector, least]) => {
  const top = document.querySelector("dialog[open]") ?? document
  const all = [...top.querySelectorAll("a[href], button, input, summary")].filter(one => one.checkVisibility({visibilityProperty: true}))
  const box = one => (one.matches(".search-result") ? one.parentElement : one).getBoundingClientRect() // its ::after fills the item
  const inText = one => getComputedStyle(one).display === "inline" && one.parentElement.textContent.trim() !== one.textContent.trim()
  const isFree = one => {
    const {left, top, width, height} = box(one), x = left + width / 2, y = top + height / 2
    return all.every(other => {
      if (other === one || other.contains(one) || one.contains(other)) return true
      const b = box(other), dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom)
      return Math.hypot(dx, dy) >= 12
    })
  }
  return all.filter(one => one.matches(selector) && !one.closest(".skip"))
    .filter(one => Math.min(box(one).width, box(one).height) < least - 0.5 && !(least === 24 && (inText(one) || isFree(one))))
    .map(one => `${Math.round(box(one).width)} by ${Math.round(box(one).height)}: ${one.outerHTML.slice(0, 100)}`)
}"""
MAIN = ".site-header a, .site-header button, .site-header summary, .menu a, .offer a, .offer button, .next a, .help-link, .search-dialog :is(a, button, input), .danger-strip a"


@pytest.fixture
def open_page(new_page, home):
    def opened(path="symptoms.html", width=360, **options):
        page = new_page(**{**device(width), **options})
        page.goto(home + path)
        return page

    return opened


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_text_can_be_spaced(open_page, width):
    page = open_page(width=width)
    for path in [tag + name for tag in TAGS for name in PAGES]:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path)
        page.add_style_tag(content=SPACED)
        enter(page, "languages")
        assert page.evaluate(CUT) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_text_that_is_cut_is_found(open_page):
    page = open_page()
    page.add_style_tag(content=SPACED + ".site-name { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }")
    assert len(page.evaluate(CUT)) == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough(open_page, width):
    page = open_page(width=width)
    main = MAIN if width < 1000 else MAIN.replace(".menu a, ", "")  # a list beside the text is not what a thumb aims at
    for path in [tag + name for tag in TAGS for name in PAGES]:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path)
        for state in ["plain", "menu", "languages", "search"] if width < 1000 else ["languages", "search"]:
            enter(page, state, path.split("/")[0] if "/" in path else "en")
            assert page.evaluate(SMALL, ["*", 24]) + page.evaluate(SMALL, [main, 44]) == [], (path, state)
            page.keyboard.press("Escape")


def test_small_targets_are_found(open_page):
    page = open_page()
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<ul style=\"font-size:9px;line-height:1\"><li><a href=\"#\">a</a><li><a href=\"#\">b</a></ul>')"
    )
    page.evaluate("document.querySelector('.theme').style.cssText = 'min-block-size: 30px; align-self: center'")
    assert len(page.evaluate(SMALL, ["*", 24])) == 2
    assert len(page.evaluate(SMALL, [MAIN, 44])) == 1


MOVING = """() => {
  const moves = one => [one, "::before", "::after", "::backdrop"].some(part => {
    const style = part === one ? getComputedStyle(one) : getComputedStyle(one, part)
    return style.animationName !== "none" || style.transitionDuration.split(",").some(time => parseFloat(time) > 0)
  })
  return [...document.querySelectorAll("*")].filter(one => getComputedStyle(one).scrollBehavior === "smooth" || moves(one)).length
}"""


def test_nothing_moves_for_who_asks_for_less_motion(open_page):
    for wish, least, most in [("reduce", 0, 0), ("no-preference", 1, 99)]:  # the second proves that it can be seen
        page = open_page(reduced_motion=wish)
        enter(page, "search")
        assert least <= page.evaluate(MOVING) <= most


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_wide_table_scrolls_and_the_page_does_not(open_page, width):
    page = open_page(width=width)
    page.evaluate(
        "document.querySelectorAll('.wide tr').forEach(row => row.append(...Array.from({length: 9}, () => row.lastElementChild.cloneNode(true))))"
    )
    box = page.locator(".wide")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.get_by_role("group", name="Back pain that needs a check").count() == 1
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.wide').scrollLeft > 0")


SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value })).observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 150)
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_a_page_loads(open_page, width):
    for path, locale in [
        ("index.html", "hi"),
        ("ar/symptoms.html", "sw"),
        ("fil/symptoms.html", "sw"),
    ]:  # one with an offer
        # The best of three: a page that is drawn while it still arrives may move once, whatever is in it.
        pages = [open_page(path, width, locale=locale) for _ in range(3)]
        assert min(page.evaluate(SHIFTS) for page in pages) == 0, path


def test_a_shift_is_seen(open_page):
    page = open_page()
    page.evaluate(LATE)
    assert page.evaluate(SHIFTS) > 0


LATE = "document.querySelector('article').prepend(Object.assign(document.createElement('p'), {textContent: 'Late.'}))"
