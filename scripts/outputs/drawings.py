"""Drawings in the pages: an image from `docs/assets/drawings/` becomes a figure with the SVG in it and its legend.

In Markdown a drawing is an image alone in its paragraph, whose words say all that it shows, and after it a numbered list
that says what each of its numbers is. So words and legend are translated, compared and signed like any other text. Only
in the page's own HTML does a drawing follow its colors, its direction and forced colors; and there it can do what
scripts and styles of the page can, hence all that a drawing may hold is named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from scripts.errors import GuideError

FOLDER = "assets/drawings/"  # below docs/

# Shapes and nothing else: no id that could clash, no style or script, nothing that leads out of the file. An attribute
# is on the list if a drawing needs it; colors come from the classes that drawings.css knows.
_ELEMENTS = frozenset("svg g path circle ellipse rect line polyline polygon text".split())
_ATTRIBUTES = frozenset(
    "viewBox class transform d x y x1 y1 x2 y2 cx cy r rx ry width height points stroke-width stroke-dasharray".split()
)
_SVG = "{http://www.w3.org/2000/svg}"
_PLACED = re.compile(
    rf'(?P<p><p>\s*)?<img\b(?P<attributes>[^>]*?\bsrc="(?:\.\./)*{FOLDER}(?P<file>[^"]*)"[^>]*)>(?P<end>\s*</p>)?'
    r"(?:\s*(?P<list><ol\b.*?</ol>))?",
    re.DOTALL,
)
_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(frozen=True)
class Drawing:
    """An SVG that may stand in a page: its `viewBox`, width and height from it, the shapes in it as HTML, and how
    many numbers it shows."""

    view: str
    size: tuple[str, str]
    shapes: str
    numbers: int


def read_drawing(text: bytes, place: str) -> Drawing:
    """The drawing in an SVG file.

    `text` is the file's, `place` its path for messages. GuideError if it is not well formed, if it holds anything but
    shapes and numbers, or if its numbers are not 1, 2, 3 …, each once and in this order.
    """
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise GuideError(
            f"the drawing is not well-formed XML: {error.msg}.", place=f"{place}:{error.lineno or 1}",
            hint="correct it; a browser that opens the file shows the place too.",
        ) from None  # fmt: skip
    view = re.fullmatch(r"[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)", root.get("viewBox", ""))
    if root.getroottree().docinfo.doctype or root.tag != f"{_SVG}svg" or not view:
        raise GuideError(
            "a drawing begins with <svg>, without a doctype.", place=f"{place}:{root.sourceline}",
            hint='begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">.',
        )  # fmt: skip
    numbers: list[str] = []
    for element in root.iter():
        numbers += _checked(element, place)
    if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        raise GuideError(
            f"its numbers are {', '.join(numbers)}.", place=place, hint="write 1, 2, 3 … in this order, each once."
        )
    etree.cleanup_namespaces(root)
    shapes = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in root)
    return Drawing(view[0], (view[1], view[2]), re.sub(r">\s+<", "><", shapes), len(numbers))


def _checked(element: etree._Element, place: str) -> list[str]:
    """The number that an element shows, if any; GuideError if it is none that a drawing may hold."""
    where = f"{place}:{element.sourceline}"
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else "a reference to an entity"
    if name not in _ELEMENTS:
        raise GuideError(
            f"the drawing holds <{name}>." if isinstance(element.tag, str) else f"the drawing holds {name}.",
            place=where, hint=f"draw with {', '.join(sorted(_ELEMENTS - {'svg'}))} only.",
        )  # fmt: skip
    if wrong := [attribute for attribute in element.attrib if attribute not in _ATTRIBUTES]:
        raise GuideError(
            f"<{name}> has the attribute {wrong[0]}.", place=where,
            hint="leave it out; colors and lines come from the classes that docs/assets/styles/drawings.css has.",
        )  # fmt: skip
    said = (element.text or "").strip()
    tail = (element.tail or "").strip()
    if tail or (said and (name != "text" or not re.fullmatch("[0-9]{1,2}", said))):
        raise GuideError(
            f"the drawing holds the text “{tail or said}”.", place=where,
            hint="give it a number in <text>, and write the words into the list after the image.",
        )  # fmt: skip
    element.tag = name
    return [said] if said else []


def with_drawings(html: str, read: Callable[[str], bytes | None], place: Callable[[str], str]) -> str:
    """The HTML of a page with each image from the folder of drawings as a figure, its legend in it.

    `read` gives the bytes of a file of that folder, None if there is none; `place` says where the page names it, as
    `file:line`. GuideError says what is wrong with an image, its legend or its file.
    """

    def figure(found: re.Match[str]) -> str:
        file, words = found["file"], _ALT.search(found["attributes"])

        def wrong(message: str, hint: str) -> GuideError:
            return GuideError(f"the drawing {file} {message}", place=place(FOLDER + file), hint=hint)

        text = None if "/" in file else read(file)
        if text is None:
            raise wrong(f"is not there: docs/{FOLDER}{file}.", "correct the name, or add the file.")
        drawing = read_drawing(text, f"docs/{FOLDER}{file}")
        if not words or not words[1].strip():
            raise wrong("has no words.", "write between the brackets of the image all that the drawing shows.")
        if not found["p"] or not found["end"]:
            raise wrong("stands within a text.", "give it a paragraph of its own.")
        legend = (found["list"] or "") if drawing.numbers else ""
        items = len(re.findall(r"<li\b", legend))
        if items != drawing.numbers or "<ol" in legend[3:] or "<ul" in legend:
            raise wrong(
                f"shows {drawing.numbers} numbers, and the list after it has {items} items.",
                "write a numbered list with one item for each number right after the image, and no list in it.",
            )
        rest = "" if drawing.numbers else found["list"] or ""
        name = file.removesuffix(".svg")
        legend = legend.replace("<ol", '<ol role="list"', 1)  # without its own numbers Safari takes it for no list
        width, height = drawing.size  # where the stylesheet does not load, it would fill the screen
        return (
            f'<figure class="drawing drawing-{name}">\n<svg role="img" aria-label="{words[1]}" '
            f'width="{width}" height="{height}" viewBox="{drawing.view}">{drawing.shapes}</svg>\n'
            f"{legend}\n</figure>\n{rest}"
        )

    return _PLACED.sub(figure, html) if FOLDER in html else html
