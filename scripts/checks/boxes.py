"""The safety boxes of docs/_data/safety.yml stand on their pages, in every language, and none has lost its weight.

Bad: a danger box that is gone, empty, turned into a note, or pushed below the first heading.
Good: each box with its id and kind; the first box of a page before everything else on it.
Why: the danger signs are what a page is for on the worst day; a page without them looks as calm as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.built import KINDS_OF_BOX, BuiltPage
from scripts.content.guide import SafetyBox
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.content.unit import SAFETY
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

REGISTER = "docs/_data/safety.yml"


def check_page(name: str, page: BuiltPage, language: Language, context: Context) -> Iterator[Finding]:
    """The findings on the boxes of one built page."""
    path = f"docs/{language.folder}/{name}.md"
    registered = [box for box in context.guide.boxes if box.page == name]
    sections = context.guide.withdrawn(name) and context.guide.read_page(context.guide.languages.source, name).sections
    gone = [one.markdown for one in sections or () if one.id in context.guide.withdrawn(name)]
    for wanted in registered:
        if any(re.search(rf"^\s*!!! .*\b{re.escape(wanted.id)}\b(?!-)", text, re.MULTILINE) for text in gone):
            continue  # it was withdrawn with its section, in whose place the page leads to help
        yield from _box(wanted, page, path, language)
    known = {box.id for box in registered}
    for box in page.boxes:
        if box.kind in SAFETY and box.id not in known:
            what = f"the box {box.id}" if box.id else "a box without an id"
            yield Finding(
                path, 1, "box-unregistered", Severity.WARNING,
                f"{what} in {name}#{box.section} is safety content ({box.kind}) that {REGISTER} does not name.",
                f"add '{{box: {box.id or 'box-its-id'}, kind: {box.kind}, page: {name}}}' there, so that it cannot be lost unseen.",
                f"{name}#{box.section}", language.tag,
            )  # fmt: skip


def _box(wanted: SafetyBox, page: BuiltPage, path: str, language: Language) -> Iterator[Finding]:
    def finding(rule: str, message: str, hint: str, section: str = FRONT) -> Finding:
        return Finding(path, 1, rule, Severity.ERROR, message, hint, f"{wanted.page}#{section}", language.tag)

    there = [box for box in page.boxes if box.id == wanted.id]
    if not there:
        yield finding(
            "box-missing", f"the safety box {wanted.id} is not on the page ({language.tag}).",
            f"put it back: !!! {wanted.kind} {wanted.id} \"…\"; {REGISTER} requires it.",
        )  # fmt: skip
        return
    box = there[0]
    weight = KINDS_OF_BOX.index(box.kind) if box.kind in KINDS_OF_BOX else len(KINDS_OF_BOX)
    if weight > KINDS_OF_BOX.index(wanted.kind):
        yield finding(
            "box-weakened", f"the safety box {wanted.id} is of the kind {box.kind or 'none'}; it must be {wanted.kind}.",
            f"begin it with !!! {wanted.kind} again.", box.section,
        )  # fmt: skip
    if not box.filled:
        yield finding("box-empty", f"the safety box {wanted.id} has no text.", "write it again.", box.section)
    if wanted.first and (page.boxes[0] is not box or box.section != FRONT or not box.opens):
        yield finding(
            "box-not-first", f"the safety box {wanted.id} is no longer the first thing under the title.",
            "move it back right under the title.", box.section,
        )  # fmt: skip
