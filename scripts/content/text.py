"""Plain-text articles: a text becomes passages, links and headings.

A text without blank lines holds one passage a line; with blank lines, a passage is a block between them.
Headings are only what is underlined, numbered, or stands flush as in the text dump of a page.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import regex

from scripts.content.source import Form, Heading, Link, Passage, Source, Span, fold

_SPACE = " \t\f\r"
_ITEM = regex.compile(
    r"^\s*(?:(?:[-*•‣–—●○◦▪■□►➢✓✔·・]|\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-z])\))\s+"
    r"|[(（]?(?P<number>\d{1,2})[)）、．]\s*)(?=\S)"
)
_NUMBERED = regex.compile(r"^(?:\d+\.)*\d+\.?\s+\S")
_UNDERLINE = regex.compile(r"^(=+|-+|~+)$")
_RULE = regex.compile(r"^([-=~*_])(?: ?\1){2,}$")
# What a heading may end in: a letter with its marks, in any script, a figure, a question mark, a bracket, a quote.
_END = regex.compile(r"[\p{L}\p{M}\p{N}?？؟)）’\"'”»][\p{Cf}]*$")
_NOTICE = regex.compile(r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b", regex.IGNORECASE)
# An address ends before a mark of a sentence in any script, before a bracket that it did not open, and before a
# character that only steers direction; it may hold brackets, as those of Wikipedia do.
_ADDRESS = regex.compile(
    r"https?://(?:[^\s\p{Cf}\p{Ps}\p{Pe}\p{Pi}\p{Pf}<>\"、。，；：！？،؛؟।·]|\([^\s()]*\)|\[[^\s\[\]]*\])+(?<![.,;:!?'*_])"
)
_FOOTER_LINK = regex.compile(r"[.|·]\s+((?:Terms|Privacy|Conditions|Legal|Disclaimer)\b[\w ]*)\.?$")
NOTICE_LENGTH = 400  # characters; what is longer is text that mentions rights


def is_notice(text: str) -> bool:
    """Whether a block is the publisher's notice of rights."""
    return bool(_NOTICE.search(text)) and len(text) < NOTICE_LENGTH


def read_plain_text(text: str) -> Source:
    """The passages, headings and links of a plain-text article, in order."""
    links: list[Link] = []
    passages = tuple(_with_links(passage, links) for passage in _passages(text))
    return Source(
        passages=passages,
        links=tuple(links),
        headings=tuple(Heading(p.level or 2, p.text) for p in passages if p.kind == "heading"),
        list_items=sum(passage.kind == "list-item" for passage in passages),
    )


def _passages(text: str) -> list[Passage]:
    lines = [line.strip(_SPACE) for line in text.split("\n")]
    filled = [index for index, line in enumerate(lines) if line]
    if not filled:
        return []
    one_a_line = filled == list(range(filled[0], filled[-1] + 1))
    passages: list[Passage] = []
    index = filled[0]
    while index <= filled[-1]:
        start, line = index, lines[index]
        before = passages[-1] if passages else None
        index += 1
        if not line:
            continue
        if _is_underlined(lines, start):
            level = 1 if lines[index][0] == "=" else 2
            passages.append(Passage(start + 1, "heading", fold(line), level))
            index += 1
            continue
        if _RULE.match(line):
            continue
        if one_a_line:
            after = lines[index] if index <= filled[-1] else ""
            passages.append(_line_passage(start + 1, line, after, before))
            continue
        block = [line]
        while index <= filled[-1] and not _begins_anew(lines, index):
            block.append(lines[index])
            index += 1
        after = next((lines[i] for i in range(index, filled[-1] + 1) if lines[i]), "")
        passages.append(_line_passage(start + 1, " ".join(block), after, before))
    return passages


def _is_underlined(lines: list[str], index: int) -> bool:
    under = lines[index + 1] if index + 1 < len(lines) else ""
    return len(under) >= 3 and bool(_UNDERLINE.match(under)) and not _RULE.match(lines[index])


def _begins_anew(lines: list[str], index: int) -> bool:
    """Whether a line is no part of the block that the lines before it belong to."""
    line = lines[index]
    heading = _is_underlined(lines, index) and len(lines[index + 1]) * 2 > len(line)
    return not line or heading or bool(_ITEM.match(line) or _RULE.match(line))


def _width(text: str) -> int:
    """The length of a text in columns: a character of Chinese, Japanese or Korean fills two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _line_passage(line: int, text: str, after: str, before: Passage | None) -> Passage:
    if is_notice(text):
        return Passage(line, "notice", fold(text))
    if _NUMBERED.match(text) and _looks_like_heading(text, after):
        return Passage(line, "heading", fold(text), min(6, 1 + text.split()[0].strip(".").count(".") + 1))
    if match := _ITEM.match(text):
        return Passage(line, "list-item", fold(text[match.end() :]), form=_form(match, before))
    if _looks_like_heading(text, after):
        return Passage(line, "heading", fold(text), 2)
    return Passage(line, "paragraph", fold(text))


def _looks_like_heading(text: str, after: str) -> bool:
    """A short line without an end mark or colon, followed by a longer one: how headings look in a text dump."""
    return (
        _width(text) <= 80
        and len(text.split()) <= 12
        and bool(_END.search(text))
        and ":" not in text
        and "：" not in text
        and _width(after) > max(_width(text), 60)
    )


def _form(item: regex.Match[str], before: Passage | None) -> Form:
    """How an item stands: it goes on with the list before it if its mark does."""
    number = int(item["number"]) if item["number"] else ord(item["letter"]) - ord("a") + 1 if item["letter"] else None
    last = before.form.number if before else None
    goes_on = last is None if number is None else last is not None and number > last
    return Form(1, number, not (before and before.kind == "list-item" and goes_on))


def _with_links(passage: Passage, links: list[Link]) -> Passage:
    """A passage whose addresses are links; these are added to those of the passages before it."""
    spans: list[Span] = []
    end = 0
    for match in _ADDRESS.finditer(passage.text):
        spans += [Span(passage.text[end : match.start()])] if match.start() > end else []
        spans.append(Span(match[0], link=len(links)))
        links.append(Link(match[0], match[0], passage.line, match[0]))
        end = match.end()
    if not spans and passage.kind == "notice" and (match := _FOOTER_LINK.search(passage.text)):
        text = match[1].strip()
        links.append(Link(text, None, passage.line, text))
    if end and end < len(passage.text):
        spans.append(Span(passage.text[end:]))
    return replace(passage, spans=tuple(spans))
