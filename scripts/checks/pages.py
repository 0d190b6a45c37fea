"""Pages are what the rest leans on: headings with permanent ids, known slots, a place in the menu.

Bad: `## Danger signs` (no id), two sections with one id, `{{emergncy}}`, a translation of a page that is not there.
Good: `## Danger signs {#danger-signs}`, ids as planned in the source record.
Why: sections are addressed page#id in every language; ids made from headings differ per language and break links.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from scripts.content.contact import SLOT, SLOTS
from scripts.content.page import FRONT, Page
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "page"
NEEDS_SITE = False

_ID = re.compile(r"^[a-z][a-z0-9-]*$")


def check(page: Page, context: Context) -> Iterator[Finding]:
    yield from _headings(page)
    yield from _slots(page)
    guide = context.guide
    source = guide.languages.source
    if not page.title:
        yield _finding(page, 1, "no-title", "the page has no title.", "add 'title: …' to its front matter.")
    if page.language != source.tag:
        if page.name not in guide.names[source.tag]:
            yield _finding(
                page, 1, "orphan-page",
                f"there is no docs/{source.folder}/{page.name}.md that this page could translate.",
                "rename the page to match, or write the original first.",
            )  # fmt: skip
        elif page.name not in guide.names[page.language]:
            if any(section.to_be_translated for section in page.sections):
                return  # a translator's form, as `guide lang add` makes it; coverage notes that the page is open
            yield _finding(
                page, 1, "untranslated-page",
                f"the page has no words of its own in {page.language}; readers see the {source.tag} page, marked as such.",
                "translate it, or delete the file.",
            )  # fmt: skip
        else:
            own = [r.pages[page.name] for r in guide.records if r.language == page.language and page.name in r.pages]
            planned = {section.id for plan in own for section in plan.sections}
            yield from _same_sections(page, guide.pages[source.tag][page.name], planned)
        return
    if page.name not in guide.menu_pages:
        yield _finding(
            page, 1, "not-in-menu", "the menu does not name the page.", "add it to a group of docs/_data/menu.yml."
        )
    for record in guide.records:
        planned = record.pages.get(page.name) if record.language in ("", page.language) else None
        for section in planned.sections if planned else ():
            if page.section(section.id) is None:
                yield _finding(
                    page, 1, "planned-section-missing",
                    f"the section {page.name}#{section.id}, planned in {record.path}, is not on the page.",
                    f"give its heading the id {{#{section.id}}}; ids are permanent.",
                )  # fmt: skip


def _same_sections(page: Page, original: Page, planned: set[str]) -> Iterator[Finding]:
    """A translation has the sections of the page it translates, by their ids, and those of an article of its own."""
    own, theirs = {s.id: s.line for s in page.sections}, {s.id: s for s in original.sections}
    changed = _changed_ids(list(theirs), [id for id in own if id not in planned])
    for id, other in changed.items():
        yield _finding(
            page, own[id], "id-changed",
            f"the section {page.name}#{id} stands where {original.path}:{theirs[other].line} has {page.name}#{other} "
            f"(“{theirs[other].heading}”).",
            f"write {{#{other}}}: an id is the same in every language and is not translated.",
        )  # fmt: skip
    for id, section in theirs.items():
        if id and id not in own and id not in changed.values():
            yield _finding(
                page, 1, "section-not-translated",
                f"the section {page.name}#{id} (“{section.heading}”, {original.path}:{section.line}) is not on the page; "
                f"readers get it in {original.language}.",
                f"translate it, with the id {{#{id}}} on its heading.",
            )  # fmt: skip
    for id, line in own.items():
        if id and id not in theirs and id not in planned and id not in changed:
            yield _finding(
                page, line, "section-without-original",
                f"the section {page.name}#{id} is not in {original.path}, so readers do not get it.",
                "keep the ids of the original; a section of your own goes there first.",
            )  # fmt: skip


def _changed_ids(theirs: list[str], own: list[str]) -> dict[str, str]:
    """By id of a section that the original lacks, the id that the original has at its place."""
    changes = SequenceMatcher(None, theirs, own, autojunk=False).get_opcodes()
    return {
        mine: other
        for kind, a1, a2, b1, b2 in changes
        if kind == "replace" and a2 - a1 == b2 - b1
        for other, mine in zip(theirs[a1:a2], own[b1:b2], strict=True)
        if other and mine and mine not in theirs and other not in own
    }


def _headings(page: Page) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for section in page.sections:
        if not section.id:
            yield _finding(
                page, section.line, "no-section-id",
                f"the heading “{section.heading}” has no id.", "end the heading with {#its-id}, the same in every language.",
            )  # fmt: skip
            continue
        if section.id != FRONT and not _ID.match(section.id):
            yield _finding(
                page, section.line, "malformed-section-id",
                f"the id '{section.id}' is malformed.", "use small letters, digits and hyphens.",
            )  # fmt: skip
        if section.id in seen:
            yield _finding(
                page, section.line, "double-section-id",
                f"the id '{section.id}' stands twice, first on line {seen[section.id]}.",
                "give one of the two headings another id.",
            )  # fmt: skip
        seen.setdefault(section.id, section.line)


def _slots(page: Page) -> Iterator[Finding]:
    for line, text in ((1, f"{page.title} {page.description}"), *((s.line, s.heading) for s in page.sections)):
        if SLOT.search(text):
            yield _finding(
                page, line, "slot-out-of-place", "slots are filled in text, not in titles, descriptions or headings.",
                "say it in words there, and put the slot into the text.",
            )  # fmt: skip
    for section in page.sections:
        for match in SLOT.finditer(section.body):
            if match[1] in SLOTS:
                continue
            near = difflib.get_close_matches(match[1], SLOTS, n=1)
            yield _finding(
                page, section.body_line + section.body.count("\n", 0, match.start()), "unknown-slot",
                f"there is no slot '{match[1]}'.",
                f"did you mean {{{{{near[0]}}}}}?" if near else f"the slots are: {', '.join(SLOTS)}.",
            )  # fmt: skip


def _finding(page: Page, line: int, rule: str, message: str, hint: str) -> Finding:
    return Finding(page.path, line, rule, Severity.ERROR, message, hint, language=page.language)
