"""Deliberate losses for coverage to find, and harmless edits for it to leave alone.

A mutation takes the HTML of a built page and gives it with one loss, at one place. `PLACES` says for each kind where
on a page it can be made; mutations.yml has how many there are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = "article h2[id], article h3[id], article h4[id]"
TITLES = f"article h1, {HEADINGS}"
OTHER = "Something quite different stands here now, which nobody ever wrote in this place."


@dataclass(frozen=True)
class Mutation:
    """One loss: `kind`, `place` among those of its kind on the page, and the page with it."""

    kind: str
    place: int
    html: str


def _own(node: LexborNode) -> bool:
    """Whether an element holds text that coverage guards: no notice, contents or unwritten part."""
    above: LexborNode | None = node
    while above is not None:
        classes = (above.attributes.get("class") or "").split()
        if above.tag == "nav" or {"notice", "to-be-written", "contents", "original-below"} & set(classes):
            return False
        above = above.parent
    return True


def _nodes(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    return [node for node in tree.css(selector) if _own(node) and node.text().strip()]


def _text(node: LexborNode, text: str) -> None:
    """Put a text in place of what an element holds."""
    while node.child is not None:
        node.child.decompose()
    if text:
        node.insert_child(text)


def _drop(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    node.decompose()
    return True


def _empty(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    _text(node, "")
    return True


def _swap(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    """Exchange what two of them say; nothing is lost where they say the same."""
    other = nodes[(at + 1) % len(nodes)]
    first, second = node.text(), other.text()
    if " ".join(first.split()) == " ".join(second.split()):
        return False
    _text(node, second)
    _text(other, first)
    return True


def _replace(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    _text(node, OTHER)
    return True


def _attribute(name: str, value: Callable[[str, list[LexborNode], int], str | None]):
    def change(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
        new = value(node.attributes.get(name) or "", nodes, at)
        if new is None or new == node.attributes.get(name):
            return False
        node.attrs[name] = new
        return True

    return change


def _other_address(was: str, nodes: list[LexborNode], at: int) -> str | None:
    return nodes[(at + 1) % len(nodes)].attributes.get("href")


def _section(tree: LexborHTMLParser, heading: LexborNode) -> list[LexborNode]:
    """A heading and what follows it up to the next one."""
    found, node = [heading], heading.next
    while node is not None and node.tag not in ("h2", "h3", "h4", "h5", "h6"):
        found.append(node)
        node = node.next
    return found


def _drop_section(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    for one in _section(None, node):
        one.decompose()
    return True


def _empty_section(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    rest = [one for one in _section(None, node)[1:] if one.is_element_node and _own(one)]
    for one in rest:
        one.decompose()
    return bool(rest)


def _swap_section(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    """Put a section after the next one of its level that lies in the same section."""
    after = next((other for other in nodes[at + 1 :] if other.tag <= node.tag), None)
    if after is None or after.tag != node.tag:
        return False
    end = next((other for other in nodes[nodes.index(after) + 1 :] if other.tag <= node.tag), None)
    moved, one = [], node
    while one is not None and one.mem_id != after.mem_id:
        moved.append(one)
        one = one.next
    if end is None:
        last = after.parent.last_child
        for one in reversed(moved):
            last.insert_after(one)
    else:
        for one in moved:
            end.insert_before(one)
    for one in moved:  # what was put in are copies
        one.decompose()
    return True


def _put(node: LexborNode, html: str) -> bool:
    """Put other HTML in an element's place."""
    node.replace_with(LexborHTMLParser(f"<body>{html}</body>").body.child)
    return True


def _folded(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    return _put(node, f"<details>{node.html}</details>")


def _tagged(**tags: str):
    """A change to another element: `ul="ol"` makes a bulleted list a numbered one."""

    def change(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
        was, now = node.tag, tags[node.tag]
        inside = node.html[len(f"<{was}") : -len(f"</{was}>")]
        return _put(node, f"<{now}{inside}</{now}>")

    return change


def _nested(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    """Put an item into the one before it."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is None or before.tag != "li":
        return False
    inner = node.html
    node.decompose()
    return _put(before, f"{before.html[: -len('</li>')]}<ul>{inner}</ul></li>")


def _joined(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    """Put the cell after a cell into it."""
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    if after is None:
        return False
    node.insert_child(f" {after.text()}")
    after.decompose()
    return True


def _below_a_heading(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    """Put a box under the next heading."""
    after = node.next
    while after is not None and after.tag not in ("h2", "h3", "h4"):
        after = after.next
    if after is None:
        return False
    after.insert_after(node)
    node.decompose()
    return True


def _other_id(was: str, nodes: list[LexborNode], at: int) -> str | None:
    return nodes[(at + 1) % len(nodes)].attributes.get("id")


def _box_to_note(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    node.attrs["class"] = re.sub(r"\b(danger|warning)\b", "note", node.attributes["class"])
    return True


def _box_renamed(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    node.attrs["class"] = re.sub(r"\bbox-[\w-]+", "box-other", node.attributes["class"])
    return True


def _box_emptied(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    for one in list(node.css("ul, ol, p:not(.admonition-title)")):
        one.decompose()
    return True


def _box_unwrapped(node: LexborNode, nodes: list[LexborNode], at: int) -> bool:
    node.unwrap()
    return True


# By kind: which elements, and what is done to one of them. A function gives False where nothing is lost by it.
ELEMENTS: dict[str, tuple[str, Callable[[LexborNode, list[LexborNode], int], bool]]] = {
    "heading dropped": (TITLES, _drop),
    "heading emptied": (TITLES, _empty),
    "headings swapped": (TITLES, _swap),
    "passage dropped": ("article p:not(.admonition-title)", _drop),
    "passage emptied": ("article p:not(.admonition-title)", _empty),
    "passages swapped": ("article p:not(.admonition-title)", _swap),
    "passage replaced": ("article p:not(.admonition-title)", _replace),
    "item dropped": ("article li", _drop),
    "item emptied": ("article li", _empty),
    "items swapped": ("article li", _swap),
    "list dropped": ("article ul, article ol", _drop),
    "row dropped": ("article tr", _drop),
    "rows swapped": ("article tr", _swap),
    "cells swapped": ("article td", _swap),
    # Links to the glossary are put in by the build, which alone says where they lead.
    "link dropped": ("article a[href]:not(.term)", _drop),
    "link emptied": ("article a[href]:not(.term)", _empty),
    "link retargeted": ("article a[href]:not(.term)", _attribute("href", lambda was, nodes, at: f"{was}x")),
    "link broken": ("article a[href]:not(.term)", _attribute("href", lambda was, nodes, at: "")),
    "links swapped": ("article a[href]:not(.term)", _attribute("href", _other_address)),
    "section dropped": (HEADINGS, _drop_section),
    "section emptied": (HEADINGS, _empty_section),
    "sections swapped": (HEADINGS, _swap_section),
    "section renamed": (HEADINGS, _attribute("id", lambda was, nodes, at: f"{was}-x")),
    "box dropped": ("article .danger, article .warning", _drop),
    "box emptied": ("article .danger, article .warning", _box_emptied),
    "box made a note": ("article .danger, article .warning", _box_to_note),
    "box renamed": ("article .danger, article .warning", _box_renamed),
    "box unwrapped": ("article .danger, article .warning", _box_unwrapped),
    "box title dropped": ("article .admonition-title", _drop),
    "box folded": ("article .danger, article .warning", _folded),
    "box moved below a heading": ("article > .danger, article > .warning", _below_a_heading),
    "passage folded": ("article p:not(.admonition-title)", _folded),
    "passage hidden": ("article p:not(.admonition-title)", _attribute("hidden", lambda was, nodes, at: "hidden")),
    "passage styled": ("article p, article li", _attribute("style", lambda was, nodes, at: "color: transparent")),
    "passage unheard": ("article p, article li", _attribute("aria-hidden", lambda was, nodes, at: "true")),
    "passage in another language": ("article p", _attribute("lang", lambda was, nodes, at: "fr")),
    "item nested": ("article li", _nested),
    "cells joined": ("article td", _joined),
    "list made another": ("article ul, article ol", _tagged(ul="ol", ol="ul")),
    "heading of another level": (HEADINGS, _tagged(h2="h3", h3="h2", h4="h2")),
    "heading made a passage": (HEADINGS, _tagged(h2="p", h3="p", h4="p")),
    "section id of another": (HEADINGS, _attribute("id", _other_id)),
    "page with a style": (
        "article h1",
        lambda node, nodes, at: _put(node, f"<div>{node.html}<style>li {{}}</style></div>"),
    ),
    "list renumbered": ("article ol", _attribute("start", lambda was, nodes, at: str(int(was or 1) + 1))),
}

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
TWO_WORDS = re.compile(r"(?<![\w&#;'’])([^\W\d_]{4,})( )([^\W\d_]{4,})(?![\w;'’])")
# A word of a claim or a key term is looked for in the text between the tags of an article.
_TAGS = re.compile(r"(<[^>]*>)")


def elements(html: str, kind: str, most: int) -> Iterator[Mutation]:
    """At most so many mutations of a kind that acts on elements, spread over the page and always the same."""
    selector, change = ELEMENTS[kind]
    made = 0
    for place in _order(len(_nodes(LexborHTMLParser(html), selector))):
        tree = LexborHTMLParser(html)
        nodes = _nodes(tree, selector)
        if change(nodes[place], nodes, place):
            yield Mutation(kind, place, tree.html)
            made += 1
        if made == most:
            return


def words(
    html: str, kind: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], most: int
) -> Iterator[Mutation]:
    """At most so many mutations that change one of the words of a built page's article that a pattern finds."""
    tree = LexborHTMLParser(html)
    for node in tree.css("article .notice, article nav, article .to-be-written, article .original-below"):
        node.decompose()
    html = tree.html
    start, end = html.index("<article"), html.index("</article>")
    pieces = _TAGS.split(html[start:end])
    # The numbers in a drawing's circles are compared with its legend when it is built.
    drawn = list(_inside("svg", pieces))
    found = [
        (at, match, new)
        for at in range(0, len(pieces), 2)
        if not (at and "data-slot" in pieces[at - 1]) and not drawn[at]
        for match in pattern.finditer(pieces[at])
        if (new := change(match)) != match[0]
    ]
    for place in _order(len(found))[:most]:
        at, match, new = found[place]
        piece = pieces[at][: match.start()] + new + pieces[at][match.end() :]
        yield Mutation(kind, place, html[:start] + "".join([*pieces[:at], piece, *pieces[at + 1 :]]) + html[end:])


def _inside(tag: str, pieces: list[str]) -> Iterator[int]:
    """For each piece of HTML split at its tags, in how many elements of a kind it stands."""
    depth = 0
    for piece in pieces:
        depth += piece.startswith(f"<{tag}") - piece.startswith(f"</{tag}")
        yield depth


def _order(count: int) -> list[int]:
    """The places of a page in an order that is always the same, so that the first of them are a sample."""
    return random.Random(count).sample(range(count), count)


def swapped(match: re.Match[str]) -> str:
    """Two words, the second one first."""
    return match[0] if match[1].lower() == match[3].lower() else f"{match[3]}{match[2]}{match[1]}"


def raised(match: re.Match[str]) -> str:
    """A figure, one higher in its last digit."""
    last = int(match[0][-1])
    return match[0][:-1] + str((last + 1) % 10)


def left_out(match: re.Match[str]) -> str:
    return ""


def any_of(found: list[str]) -> re.Pattern[str]:
    """A pattern for any of some words, whole, in any case."""
    letters = "|".join(re.escape(word) for word in sorted(set(found), key=len, reverse=True) if word)
    return re.compile(rf"(?<!\w)(?:{letters})(?!\w)", re.IGNORECASE) if letters else re.compile(r"(?!)")
