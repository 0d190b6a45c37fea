"""What the last release had: docs/_data/released.yml, its languages, pages and section ids. `guide build --release` writes
it, and `guide check addresses` holds the site to it: an address that was once out is in somebody's letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.content.data import Fields, flow, read_fields

RELEASED = "docs/_data/released.yml"


@dataclass(frozen=True)
class Released:
    """The last release: its edition, its public languages, and the section ids of its pages. `lines` says where a page
    stands in the file."""

    edition: str
    languages: tuple[str, ...]
    pages: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def read_released(root: Path) -> Released | None:
    """The last release; None where there was none. Raises GuideError for a file in another form."""
    if not (root / RELEASED).exists():
        return None
    what = "the last release"
    top = read_fields(root / RELEASED, RELEASED).only(("edition", "languages", "pages"), what)
    pages = top.need("pages", Fields, what)
    return Released(
        top.need("edition", str, what),
        tuple(str(tag) for tag in top.need("languages", list, what)),
        {str(page): tuple(str(id) for id in pages.need(page, list, what)) for page in pages},
        {str(page): line for page, line in pages.lines.items()} | {"": top.lines["languages"]},
    )


def released_text(edition: str, languages: Iterable[str], pages: Mapping[str, Iterable[str]]) -> str:
    """The file for a release, a page a line."""
    head = "# What the last release had, so that no address of it dies unseen. Written by `guide build --release`.\n"
    lines = [f"  {flow(page)}: {flow(sorted(pages[page]))}\n" for page in sorted(pages)]
    return f"{head}edition: {flow(edition)}\nlanguages: {flow(list(languages))}\npages:\n" + "".join(lines)
