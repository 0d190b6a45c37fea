"""The questions that the pages tell readers to ask: every list of questions of every page, by section.

They stay the pages' own text, and nothing is written twice. A question has the same id in every language, made of what
its original says, so that a reader's list holds in any of them and a changed question is never taken for another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.page import Page, Section
from scripts.outputs.address import page_path
from scripts.outputs.reader_view import Seen, Shown

QUESTIONS = "questions"  # the page's name; no Markdown page may have it
APPOINTMENT = "appointment"  # the page whose questions come first, and whose list of what to bring goes with them
BRING = "getting-ready"  # the section of that list

_MARKS = "?？؟;՞"  # the last is Armenian; the one before it Greek
_CLOSING = "\"'”’»）)」』 "


def questions_path(guide: Guide, language: Language) -> str:
    """The path of the script with a language's questions, for pages in any language to put beside theirs."""
    return page_path(guide, language, QUESTIONS).removesuffix(".html") + ".js"


@dataclass(frozen=True)
class Question:
    """What is asked; `id` is the same in every language."""

    id: str
    text: str


@dataclass(frozen=True)
class QuestionList:
    """The questions of a section, in `language`: the reader's, or the source's where the section is shown in it.
    `within` is the heading that the section's own stands under, or ""; `changed` is whether the original has changed
    since it was translated."""

    page: str
    section: str
    heading: str
    within: str
    language: Language
    changed: bool
    questions: tuple[Question, ...]


def question_lists(
    guide: Guide,
    language: Language,
    names: Iterable[str],
    seen: Callable[[str], Mapping[str, Seen]],
    render: Callable[[str, Language], str],
) -> list[QuestionList]:
    """The lists of questions of the pages `names`, those of the page about appointments first.

    `seen` says how the sections of a page are shown; `render` makes HTML of Markdown in a language, its slots filled.
    """
    found = []
    for name in sorted(names, key=lambda name: name != APPOINTMENT):
        original = guide.read_page(guide.languages.source, name)
        gone = guide.withdrawn(name)
        asking = [
            one for one in original.sections if not one.to_be_written and _may_ask(one.body) and one.id not in gone
        ]
        asked = {section.id: _lists(render(section.body, guide.languages.source)) for section in asking}
        asked = {id: lists for id, lists in asked.items() if any(map(_all_ask, lists))}
        if asked:
            found += _of_page(guide, language, original, asked, seen(name), render)
    return found


def _of_page(
    guide: Guide,
    language: Language,
    original: Page,
    asked: Mapping[str, list[list[str]]],
    seen: Mapping[str, Seen],
    render: Callable[[str, Language], str],
) -> Iterable[QuestionList]:
    source = guide.languages.source
    own = guide.read_page(language, original.name) if guide.has(language, original.name) else None
    for id, lists in asked.items():
        chosen = [number for number, one in enumerate(lists) if _all_ask(one)]
        texts = [lists[number] for number in chosen]
        shown, view, speaks = original, seen.get(id), source
        if own and language != source and view and view.shown is not Shown.ORIGINAL and (mine := own.section(id)):
            theirs = _lists(render(mine.body, language))
            if [len(one) for one in theirs] == [len(one) for one in lists]:
                shown, speaks = own, language
                texts = [theirs[number] for number in chosen]
        questions = [
            Question(_id(f"{original.name}#{id}", said), text)
            for number, one in zip(chosen, texts, strict=True)
            for said, text in zip(lists[number], one, strict=True)
        ]
        section = shown.section(id)
        within = _above(shown, section)
        changed = bool(view and view.shown is Shown.MARKED)
        yield QuestionList(original.name, id, section.heading, within, speaks, changed, tuple(questions))


def _id(address: str, said: str) -> str:
    return hashlib.sha256(f"{address}\0{said}".encode()).hexdigest()[:8]


def _above(page: Page, section: Section) -> str:
    """The heading that a section's own stands under; "" for one right under the title."""
    before = page.sections[: page.sections.index(section)]
    return next((one.heading for one in reversed(before) if 1 < one.level < section.level), "")


def _may_ask(body: str) -> bool:
    return any(mark in body for mark in _MARKS)


def _all_ask(texts: list[str]) -> bool:
    return len(texts) > 1 and all(text.rstrip(_CLOSING).endswith(tuple(_MARKS)) for text in texts)


def _lists(html: str) -> list[list[str]]:
    """The texts of the items of each list, in order."""
    return [
        [" ".join(item.text().split()) for item in node.iter() if item.tag == "li"]
        for node in LexborHTMLParser(html).css("ul, ol")
    ]


def items(html: str) -> list[str]:
    """The texts of the items of a section's first list, such as what to bring; empty if it has none."""
    return next(iter(_lists(html)), [])


def script(lists: Iterable[QuestionList], language: Language) -> str:
    """The questions in a language by id, as a script: a page opened from `file://` may load one, and fetch nothing."""
    texts = {one.id: one.text for each in lists if each.language == language for one in each.questions}
    return f"guideQuestions({_literal(language.tag)},{_literal(language.direction)},{_literal(texts)});\n"


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
