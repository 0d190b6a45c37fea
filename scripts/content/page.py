"""Pages and their sections, read from Markdown.

A section is a heading with an explicit id and what follows until the next heading. It is the unit of the whole
project and is addressed `page#id`, with the same id in every language. What stands before the first h2 (title,
danger box, key points) is the section `page#page`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from scripts.content.data import Fields, parse_yaml
from scripts.content.file import read_text
from scripts.errors import GuideError

FRONT = "page"  # the id of what stands before the first h2
TO_BE_WRITTEN = ".to-be-written"  # the class that marks a section without text of its own yet
TO_BE_TRANSLATED = ".to-be-translated"  # beside it: the text is still that of the source, for a translator to replace

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?([^{}]*)\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)#([^\s#.]+)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MARKER = re.compile(rf"^\{{:[^}}]*{re.escape(TO_BE_WRITTEN)}\b[^}}]*\}}[ \t]*$", re.MULTILINE)
_UNTRANSLATED = re.compile(rf"^\{{:[^}}]*{re.escape(TO_BE_TRANSLATED)}\b[^}}]*\}}[ \t]*$", re.MULTILINE)
_KEYS = ("title", "description", "sources")


@dataclass(frozen=True)
class Section:
    """One section. `id` is "" where the heading has none. Its heading stands on `line` of the file, its body
    from `body_line` on; lines count from 1. `head` is the heading's line as written."""

    page: str
    id: str
    level: int
    heading: str
    line: int
    body: str
    body_line: int
    head: str = ""

    @property
    def markdown(self) -> str:
        """The section as written: its heading and its body."""
        return f"{self.head}\n\n{self.body}" if self.head else self.body

    @property
    def address(self) -> str:
        return f"{self.page}#{self.id}"

    @property
    def to_be_written(self) -> bool:
        return bool(_MARKER.search(self.body))

    @property
    def to_be_translated(self) -> bool:
        return self.to_be_written and bool(_UNTRANSLATED.search(self.body))


@dataclass(frozen=True)
class Page:
    """One Markdown file of one language. `name` is its path in the language folder without `.md`."""

    language: str
    name: str
    path: str
    title: str
    description: str
    sections: tuple[Section, ...]
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources_line: int = 1

    @property
    def written(self) -> bool:
        """Whether any section has text: False for a skeleton and for an empty file."""
        below = [section for section in self.sections if section.id != FRONT]
        front = self.section(FRONT)
        if not below:
            return bool(front and (front.heading or front.body.strip()) and not front.to_be_written)
        return any(section.body.strip() and not section.to_be_written for section in below)

    def section(self, id: str) -> Section | None:
        return next((section for section in self.sections if section.id == id), None)


def read_page(path: Path, place: str, language: str, name: str) -> Page:
    """The page in a Markdown file. Raises GuideError for front matter that cannot be read."""
    return parse_page(read_text(path, place), place, language, name)


def parse_page(text: str, place: str, language: str, name: str) -> Page:
    """The page in a Markdown text; `place` is the file that messages name."""
    lines = text.split("\n")
    front, start = _front_matter(lines, place)
    return Page(
        language=language,
        name=name,
        path=place,
        title=front.may("title", str, "", "the front matter"),
        description=front.may("description", str, "", "the front matter"),
        sections=tuple(_sections(lines, start, name)),
        sources=_sources(front, place),
        sources_line=front.lines.get("sources", 1),
    )


def read_sources(path: Path, place: str) -> dict[str, tuple[str, ...]]:
    """What the front matter of a page cites, per section, without reading the rest."""
    return _sources(_front_matter(read_text(path, place).split("\n"), place)[0], place)


def _sources(front: Fields, place: str) -> dict[str, tuple[str, ...]]:
    front.only(_KEYS, "the front matter of a page")
    fields = front.may("sources", Fields, Fields(place, 1), "the front matter")
    return {str(key): tuple(str(item) for item in fields.need(key, list, "'sources'")) for key in fields}


def body_of(text: str) -> str:
    """A page's Markdown without its front matter; compares whether two pages say the same."""
    if text.startswith("---\n") and (end := text.find("\n---", 3)) >= 0:
        text = text[end + 4 :]
    return text.strip()


def _front_matter(lines: list[str], place: str) -> tuple[Fields, int]:
    """The mapping between the two `---` lines (empty if there is none), and the index of the first text line."""
    if not lines or lines[0].rstrip() != "---":
        return Fields(place, 1), 0
    for end in range(1, len(lines)):
        if lines[end].rstrip() in ("---", "..."):
            value = parse_yaml("\n".join(lines[1:end]), place, first_line=2)
            if value is None:
                value = Fields(place, 1)
            if not isinstance(value, Fields):
                raise GuideError("the front matter is no mapping.", place=f"{place}:2", hint="write 'title: …' lines.")
            return value, end + 1
    raise GuideError("the front matter has no end.", place=f"{place}:1", hint="close it with a line '---'.")


def _sections(lines: list[str], start: int, page: str) -> list[Section]:
    sections: list[Section] = []
    heads: list[tuple[int, str, int, str, int]] = [(1, "", start + 1, FRONT, start)]
    fence = ""
    for index in range(start, len(lines)):
        line = lines[index]
        if match := _FENCE.match(line):
            if not fence:
                fence = match[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        match = None if fence else _HEADING.match(line)
        if not match:
            continue
        level, text, id = len(match[1]), match[2], ""
        if attributes := _ATTRIBUTES.search(text):
            text = text[: attributes.start()].rstrip()
            if found := _ID.search(attributes[1]):
                id = found[1]
        if level == 1 and len(heads) == 1 and not heads[0][1]:
            heads[0] = (1, text, index + 1, FRONT, index + 1)
        else:
            heads.append((level, text, index + 1, id, index + 1))
    for number, (level, text, line, id, body_start) in enumerate(heads):
        end = heads[number + 1][2] - 1 if number + 1 < len(heads) else len(lines)
        while body_start < end and not lines[body_start].strip():
            body_start += 1
        body = "\n".join(lines[body_start:end]).rstrip()
        sections.append(
            Section(
                page=page,
                id=id,
                level=level,
                heading=text,
                line=line,
                body=body,
                body_line=body_start + 1,
                head=lines[line - 1] if text else "",
            )
        )
    return sections
