"""Pages made from an article's record: with its text where it may be copied, else skeletons to be written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import replace

import yaml

from scripts.content.accepted import Accepted, front_blocks
from scripts.content.built import Block, depths_of, number_of, said_by
from scripts.content.data import Dumper
from scripts.content.page import FRONT
from scripts.content.record import SourceRecord
from scripts.content.source import Passage, Source
from scripts.outputs.markdown import blocks, escape, heading

MARKER = "*To be written.*\n{: .to-be-written }"


def front_matter(title: str, description: str = "", sources: dict[str, list[str]] | None = None) -> str:
    """The lines above a page's text."""
    fields = {"title": title, "description": description, "sources": sources}
    fields = {key: value for key, value in fields.items() if value}
    return f"---\n{yaml.dump(fields, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**6)}---\n"


def skeleton(record: SourceRecord, name: str) -> str:
    """The Markdown of a planned page: its headings with their permanent ids, each marked as to be written."""
    page = record.pages[name]
    parts = [front_matter(page.title, page.description), f"# {page.title}\n"]
    if any(f"{name}#{FRONT}" in passage.covered_by for passage in record.passages):
        parts.append(f"{MARKER}\n")
    for index, section in enumerate(page.sections):
        parts.append(f"{'#' * section.level} {section.heading} {{#{section.id}}}\n")
        after = page.sections[index + 1] if index + 1 < len(page.sections) else None
        if after is None or after.level <= section.level:
            parts.append(f"{MARKER}\n")
    return "\n".join(parts)


def copied_page(record: SourceRecord, name: str, source: Source) -> str:
    """The Markdown of a page that carries the text of an article."""
    page = record.pages[name]
    address = _written_address(record, name, source)
    title, front = _title(record, name, source)
    parts = [
        front_matter(page.title, page.description).rstrip("\n"),
        heading(title, 1, "", address).removesuffix(" {#}") if title else f"# {escape(page.title)}",
    ]
    parts += [blocks(front, address)] if front else []
    for section in page.sections:
        first, *rest = _passages(record, f"{name}#{section.id}", source)
        parts.append(heading(first, section.level, section.id, address))
        if rest:
            parts.append(blocks(rest, address))
    return "\n\n".join(parts) + "\n"


def accepted_pages(record: SourceRecord, names: list[str], source: Source) -> dict[str, Accepted]:
    """What the pages of a copied article must say, section by section: taken from the article, not from the pages."""
    found = {}
    for name in names:
        page = record.pages[name]
        title, front = _title(record, name, source)
        first = _block(title, record, name, source, 1) if title else Block("heading", page.title, number=1)
        about = front_blocks(page.title, page.description)
        sections = {FRONT: [*about, first, *_blocks(front, record, name, source)]}
        for section in page.sections:
            passages = _passages(record, f"{name}#{section.id}", source)
            sections[section.id] = _blocks(passages, record, name, source, section.level)
        for id, said in sections.items():
            address = f"{name}#{id}"
            covered = {f"{record.name}:{p.id}": p.state for p in record.passages if address in p.covered_by}
            found[address] = Accepted(address, tuple(said), covered)
    return found


def _passages(record: SourceRecord, section: str, source: Source) -> list[Passage]:
    """The passages of the article that a section takes first of all, in order; its heading begins them."""
    lines = {passage.line for passage in record.passages if passage.covered_by[:1] == (section,)}
    return sorted(
        (passage for passage in source.passages if passage.line in lines), key=lambda p: (p.kind != "heading", p.line)
    )


def _title(record: SourceRecord, name: str, source: Source) -> tuple[Passage | None, list[Passage]]:
    """The heading of the article that is a page's title, if it is one of the article's; and what follows it."""
    passages = _passages(record, f"{name}#{FRONT}", source)
    if passages and passages[0].kind == "heading":
        return passages[0], passages[1:]
    return None, passages


def _targets(record: SourceRecord, source: Source) -> dict[int, str]:
    """Where the links of an article lead to, by their number: the record's `target`. An update may have put the
    record's links in another order, so they are told by address, passage and words."""
    ids = {passage.line: passage.id for passage in record.passages}
    free = list(record.links)
    found = {}
    for number, link in enumerate(source.links):
        if not link.label or not link.line:
            continue
        alike = [one for one in free if one.href == link.href]
        exact = (one for one in alike if (one.passage, one.text) == (ids.get(link.line), link.label))
        if (one := next(exact, alike[0] if alike else None)) is not None:
            free.remove(one)
            found[number] = one.target
    return found


def _written_address(record: SourceRecord, name: str, source: Source) -> Callable[[int], str | None]:
    """What to write for a link: the address, or the way to a section of another page."""
    targets = _targets(record, source)

    def address(number: int) -> str | None:
        target = targets.get(number, "")
        page, _, id = target.partition("#")
        if page not in record.pages:
            return target or None
        if page == name and id != FRONT:
            return f"#{id}"
        path = posixpath.relpath(f"{page}.md", posixpath.dirname(name) or ".")
        return path if id == FRONT else f"{path}#{id}"

    return address


def _blocks(passages: list[Passage], record: SourceRecord, name: str, source: Source, level: int = 2) -> list[Block]:
    """The passages of a section as they must stand on the built page."""
    return [
        replace(_block(passage, record, name, source, level), depth=depth)
        for passage, depth in zip(passages, depths_of(passages), strict=True)
    ]


def _block(passage: Passage, record: SourceRecord, name: str, source: Source, level: int = 2) -> Block:
    """A passage as it must stand on the built page; `level` is that of its heading there."""
    address = _written_address(record, name, source)
    links = [(words, target) for n, words in passage.links.items() if words and (target := address(n))]
    number = level if passage.kind == "heading" else number_of(passage)
    return Block(
        passage.kind, said_by(passage), tuple((words, target.replace(".md", ".html", 1) if _is_inner(target) else target) for words, target in links),
        "", number,
    )  # fmt: skip


def _is_inner(address: str) -> bool:
    return ":" not in address and not address.startswith("//")
