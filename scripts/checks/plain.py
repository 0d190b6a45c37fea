"""Pages that a tired and worried reader understands at the first reading.

Bad: a sentence of 30 words, a paragraph of five sentences, a list of ten items, a danger box that takes a breath.
Good: short sentences, the plain word first, one thought to a paragraph.
Why: half of all adults read below grade 8, and everyone does on a bad day. Thresholds: docs of AHRQ, CDC and NHS ask
for grade 6 to 8 and sentences of 15 to 20 words; those of boxes are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from scripts.content.built import BuiltPage, BuiltSection
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.readability import grade, sentences_of, words_of
from scripts.content.unit import SAFETY
from scripts.finding import Finding, Severity, short

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = True

GRADE = 6.0  # of a page, the glossary's terms exempt
WHOLE_GRADE = 8.0  # of a page, nothing exempt
SENTENCE = 25  # words, at most
AVERAGE = 15.0  # words of a page's sentences
PARAGRAPH = 3  # sentences
BOX_SENTENCE = 12  # words, in a box of danger or warning
ITEMS = 7  # of a list
KEY_POINTS = (3, 4)
KEY_BOX = "box-key-points"
NO_GRADE = frozenset({"glossary", "about"})  # words to look up, and what lawyers and reviewers ask for


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    """Only pages in English are measured: the formula and the dictionary are of English."""
    for language in context.languages:
        if language.tag.split("-")[0] != "en" or context.site is None:
            continue
        for name in sorted(guide.names[language.tag]):
            page = context.site.page(language, name)
            if page is not None:
                yield from check_page(name, page, language, guide)


def check_page(name: str, page: BuiltPage, language: Language, guide: Guide) -> Iterator[Finding]:
    """The findings on one built page. Those on the text of a copied article are warnings: it is not ours to change."""
    copied = any(record.rights == "copy" and name in record.pages for record in guide.records)
    severity = Severity.WARNING if copied else Severity.ERROR
    markdown = guide.pages[language.tag].get(name)

    def finding(section: str, rule: str, message: str, hint: str) -> Finding:
        there = markdown.section(section) if markdown else None
        path = f"docs/{language.folder}/{name}.md"
        return Finding(
            path, there.line if there else 1, rule, severity, message, hint, f"{name}#{section}", language.tag
        )

    kinds = {box.id: box.kind for box in page.boxes}
    whole: list[str] = []
    for section in page.sections.values():
        if section.to_be_written or section.language != page.language:
            continue
        for block in section.said:
            if block.kind == "table-row":  # its cells are words, not sentences
                continue
            sentences = sentences_of(block.text.strip("[]"))  # the words for an image may be several
            whole += sentences
            most = BOX_SENTENCE if kinds.get(block.box) in SAFETY else SENTENCE
            for sentence in sentences:
                if (count := len(words_of(sentence))) > most:
                    yield finding(
                        section.id, "long-sentence", f"a sentence has {count} words, {most} at most: “{short(sentence)}”.",
                        "make two of it, or leave out what the reader can do without.",
                    )  # fmt: skip
            if block.kind == "paragraph" and len(sentences) > PARAGRAPH:
                yield finding(
                    section.id, "long-paragraph",
                    f"a paragraph has {len(sentences)} sentences, {PARAGRAPH} at most: “{short(block.text)}”.", "divide it.",
                )  # fmt: skip
        yield from _lists(section, finding)
    yield from _key_points(page, finding)
    if name in NO_GRADE or not whole:
        return
    measured = grades(whole, guide, language.tag)
    for value, most, what in zip(
        measured, (GRADE, WHOLE_GRADE), ("with its terms exempt", "with nothing exempt"), strict=True
    ):
        if value > most:
            yield finding(
                "page", "hard-to-read", f"the page reads at grade {value:.1f} {what}, {most} at most.",
                "use shorter words and sentences.",
            )  # fmt: skip
    average = sum(len(words_of(sentence)) for sentence in whole) / len(whole)
    if average > AVERAGE:
        yield finding(
            "page", "long-sentences", f"its sentences have {average:.1f} words on average, {AVERAGE:.0f} at most.",
            "make two of the longest ones.",
        )  # fmt: skip


def sentences_in(page: BuiltPage) -> list[str]:
    """The sentences of a page that its grade is measured by; the cells of a table are words, and no sentences."""
    return [
        sentence
        for section in page.sections.values()
        if not section.to_be_written and section.language == page.language
        for block in section.said
        if block.kind != "table-row"
        for sentence in sentences_of(block.text.strip("[]"))
    ]


def grades(sentences: list[str], guide: Guide, tag: str) -> tuple[float, float]:
    """The grade of some sentences with the glossary's terms exempt, and with nothing exempt."""
    found = [entry for sentence in sentences for entry in guide.terms.found_in(sentence, tag)]
    return grade(sentences, [form for id, form in found if id in guide.terms.glossary]), grade(sentences)


def _lists(section: BuiltSection, finding) -> Iterator[Finding]:
    for kind, blocks in groupby(section.blocks, key=lambda block: (block.kind, block.box)):
        items = list(blocks)
        if kind[0] == "list-item" and len(items) > ITEMS:
            yield finding(
                section.id, "long-list", f"a list has {len(items)} items, {ITEMS} at most: “{short(items[0].text)}”.",
                "divide it, under headings of its own.",
            )  # fmt: skip


def _key_points(page: BuiltPage, finding) -> Iterator[Finding]:
    for section in page.sections.values():
        points = [block for block in section.blocks if block.box == KEY_BOX and block.kind == "list-item"]
        if points and len(points) not in KEY_POINTS:
            yield finding(
                section.id, "key-points", f"there are {len(points)} key points; three or four can be kept in mind.",
                "keep what a reader must not leave without.",
            )  # fmt: skip
