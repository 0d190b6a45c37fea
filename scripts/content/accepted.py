"""What each section said when somebody last said that it covers its part of the article.

docs/_data/accepted/<tag>.yml is written by `guide accept` and by `guide split --rights copy` only. Coverage compares
it with the built pages: a section that lost, moved or turned something since is named; a synonym is not. It holds
text of our own pages, and of sources that may be copied; nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.content.built import Block
from scripts.content.data import Fields, flow, read_fields
from scripts.errors import GuideError

KINDS = ("heading", "paragraph", "list-item", "table-row", "notice", "title", "description")


def front_blocks(title: str, description: str) -> tuple[Block, ...]:
    """What a page says of itself in its front matter, as blocks of its first section."""
    return tuple(Block(kind, text) for kind, text in (("title", title), ("description", description)) if text)


@dataclass(frozen=True)
class Accepted:
    """One section as it was accepted: its blocks, and for which passages (id → fingerprint) of which articles."""

    section: str
    blocks: tuple[Block, ...]
    passages: Mapping[str, str]
    at: int = 0


def accepted_path(tag: str) -> str:
    """Where the accepted sections of a language are, below the root."""
    return f"docs/_data/accepted/{tag}.yml"


def read_accepted(root: Path, tag: str) -> dict[str, Accepted]:
    """The accepted sections of a language by `page#id`; none where nothing was accepted yet.

    Raises GuideError for a file that was edited into another form.
    """
    place = accepted_path(tag)
    if not (root / place).exists():
        return {}
    top = read_fields(root / place, place)
    found = {}
    for section in top:
        entry = top.need(section, Fields, "the accepted sections").only(("for", "says"), f"section {section}")
        passages = entry.may("for", Fields, {}, f"section {section}")
        rows = entry.may("says", list, [], f"section {section}")
        found[str(section)] = Accepted(
            section=str(section),
            blocks=tuple(_block(row, place, entry) for row in rows),
            passages={str(key): str(value) for key, value in passages.items()},
            at=top.lines[section],
        )
    return found


def _block(row: Fields, place: str, entry: Fields) -> Block:
    if not isinstance(row, Fields) or len(kinds := [kind for kind in KINDS if kind in row]) != 1:
        raise GuideError(
            "this is no block of an accepted section.",
            place=row.place() if isinstance(row, Fields) else entry.place("says"),
            hint="do not edit the file; `guide accept` writes it.",
        )
    row.only((*KINDS, "links", "box", "number", "language", "depth"), "a block")
    return Block(
        kind=kinds[0],
        text=row.need(kinds[0], str, "a block") or "",
        links=tuple(_link(link, row) for link in row.may("links", list, [], "a block")),
        box=row.may("box", str, "", "a block"),
        number=row.may("number", int, None, "a block"),
        language=row.may("language", str, "", "a block"),
        depth=row.may("depth", int, 1, "a block"),
    )


def _link(link: object, row: Fields) -> tuple[str, str]:
    if not isinstance(link, list) or len(link) != 2:
        raise GuideError(
            "this is no link of an accepted section.", place=row.place("links"),
            hint="do not edit the file; `guide accept` writes it.",
        )  # fmt: skip
    return str(link[0]), str(link[1])


_HEADER = """\
# What each section said when it was last accepted; written by `guide accept`, and not by hand.

"""


def accepted_text(sections: Mapping[str, Accepted]) -> str:
    """The file for some accepted sections, page by page, one block a line. Sections of a page keep their order,
    which is that of the page."""
    parts = [_HEADER]
    for section in sorted(sections, key=lambda section: section.split("#")[0]):
        accepted = sections[section]
        parts.append(f"{flow(section)}:\n")
        if accepted.passages:
            parts.append(f"  for: {flow(dict(sorted(accepted.passages.items())))}\n")
        parts.append("  says:\n")
        for block in accepted.blocks:
            row: dict = {block.kind: block.text}
            row |= {"links": [list(link) for link in block.links]} if block.links else {}
            row |= {"box": block.box} if block.box else {}
            row |= {"number": block.number} if block.number is not None else {}
            row |= {"language": block.language} if block.language else {}
            row |= {"depth": block.depth} if block.depth > 1 else {}
            parts.append(f"  - {flow(row)}\n")
    return "".join(parts) if sections else _HEADER
