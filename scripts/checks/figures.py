"""Figures stand where a reader has chosen to read them, each with its base, and no page prints a dose.

Bad: “80%”, “16 mg”, “18 in 100” in the key points or in a paragraph that is not marked; any figure in a description.
Good: `In one study of 80 people, about 18 in 100 lived five years.` with `{: .numbers }` on the next line, or under a
heading of the class `numbers`.
Why: a figure met unasked can take away a night's sleep, and a dose can be taken. Marked figures stay out of what search
shows. A page that carries the text of an article keeps its figures as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from scripts.checks.plain import KEY_BOX
from scripts.content.built import BuiltPage
from scripts.content.figure import numbers_of
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.finding import Finding, Severity, short

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = True

_UNITS = r"mg|mcg|µg|μg|ml|mmol|mg/dl|gy|cgy|msv|iu|мг|мл|гр|毫克|微克|毫升|戈瑞|मिलीग्राम|मि\.?ग्रा|ملغ|ملجم|مغ|غراي"
_DOSE = regex.compile(rf"\p{{Nd}}[\s\u00a0]?(?:{_UNITS})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)
# “18 in 100”, “2 to 4 in every 100”; in other languages numbers are compared with the original, section by section.
_SHARE = regex.compile(r"\p{Nd}[\s\u00a0](?:in|out of|of every)[\s\u00a0](?:every[\s\u00a0])?(?:5|10|100|1,?000)\b")


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    for language in context.languages:
        for name in sorted(guide.names[language.tag]):
            page = context.site.page(language, name) if context.site else None
            if page is not None and not any(r.rights == "copy" and name in r.pages for r in guide.records):
                yield from check_page(name, page, language, guide)


def check_page(name: str, page: BuiltPage, language: Language, guide: Guide) -> Iterator[Finding]:
    """The findings on one built page in our own words."""
    markdown = guide.pages[language.tag].get(name)

    def finding(section: str, rule: str, message: str, hint: str) -> Finding:
        there = markdown.section(section) if markdown else None
        return Finding(
            f"docs/{language.folder}/{name}.md", there.line if there else 1, rule, Severity.ERROR, message, hint,
            f"{name}#{section}", language.tag,
        )  # fmt: skip

    for what, text in (("title", markdown.title), ("description", markdown.description)) if markdown else ():
        if numbers_of(text):
            yield finding(FRONT, "figure-unasked", f"the {what} has a figure: “{text}”.", "say it in words.")
    for section in page.sections.values():
        if section.to_be_written or section.language != page.language:
            continue
        for block in section.blocks:
            numbers = numbers_of(block.text)
            if dose := _DOSE.search(block.text):
                yield finding(
                    section.id, "dose", f"it prints an amount, “{dose[0]}”: “{short(block.text)}”.",
                    "leave the amount out; it is for the care team to say.",
                )  # fmt: skip
            if any(percent for _, percent in numbers):
                yield finding(
                    section.id, "percent", f"it has a percentage: “{short(block.text)}”.",
                    "write it as so many in 100 people, and say which people.",
                )  # fmt: skip
            if block.box == KEY_BOX and numbers:
                yield finding(
                    section.id, "figure-unasked", f"a key point has a figure: “{short(block.text)}”.", "say it in words."
                )  # fmt: skip
            elif _SHARE.search(block.text) and not block.numbers:
                yield finding(
                    section.id, "figure-unmarked", f"it says how many people: “{short(block.text)}”.",
                    "mark the paragraph with `{: .numbers }` on its next line, so that search does not show it.",
                )  # fmt: skip
