"""A walk through a page with the Tab key."""

# What is wrong with the element that has the focus, given the one that had it before.
LOOK = """async before => {
  const here = document.activeElement, wrong = [], name = here.outerHTML.slice(0, 100)
  if (here === document.body) return null
  const frame = () => new Promise(requestAnimationFrame)
  const outside = box => box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight
  if (outside(here.getBoundingClientRect())) await frame().then(frame) // a busy browser scrolls a little later
  const box = here.getBoundingClientRect()
  const x = Math.max(0, box.left) + Math.min(box.width, innerWidth) / 2, y = Math.max(0, box.top) + Math.min(box.height, innerHeight) / 2
  const on = document.elementFromPoint(x, y)
  if (outside(box)) wrong.push("is off the screen")
  else if (!on || !(here.contains(on) || on.contains(here))) wrong.push("is covered")
  if (!here.checkVisibility({opacityProperty: true, visibilityProperty: true})) wrong.push("cannot be seen")
  const drawn = element => [getComputedStyle(element), getComputedStyle(element, "::after")].some(
    style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
  if (!drawn(here)) wrong.push("shows no focus")
  if (window.last && !(window.last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push("is out of order")
  window.last = here
  const again = here.dataset.visited
  here.dataset.visited = "yes"
  return [again ? "again" : "", name, wrong]
}"""
LEFT_OUT = """inside => [...document.querySelectorAll(inside)].flatMap(one => [...one.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")])
  .filter(one => !one.matches(":disabled")).filter(one => one.checkVisibility({visibilityProperty: true}) && !one.dataset.visited).map(one => one.outerHTML.slice(0, 100))"""


def walk(page, inside="body"):
    """Press Tab from the top to the end: what is wrong with the stops, and what is never reached."""
    wrong, stops = {}, 0
    for _ in range(400):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK)
        if seen is None or seen[0] == "again":
            break
        stops += 1
        if seen[2]:
            wrong[seen[1]] = seen[2]
    return stops, wrong, page.evaluate(LEFT_OUT, inside)
