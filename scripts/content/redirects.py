"""Old addresses and where they lead now: docs/_data/redirects.yml, `old: new`.

    signs: symptoms                        # a page that has another name
    symptoms#red-flags: symptoms#signs     # a section that has another id
    symptoms#cost: money#cost              # a section that went to another page

They are written as pages and sections are, without language folder and ending, and hold in every language. An address
leads straight to where its text is now, never to another old one.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.content.data import read_fields
from scripts.errors import GuideError

REDIRECTS = "docs/_data/redirects.yml"
# Pages and folders that are templates of ours and no Markdown.
_OURS = ("404", "questions", "card", "diary", "translations", "not-kept")
_OUR_FOLDERS = ("assets", "side-by-side")


@dataclass(frozen=True)
class Redirect:
    """An old address and the one it leads to: a page, or `page#id`. `at` is its line."""

    old: str
    new: str
    at: int = 0

    @property
    def page(self) -> str:
        return self.old.split("#")[0]

    @property
    def id(self) -> str:
        return self.old.partition("#")[2]


def read_redirects(root: Path, there: Mapping[str, frozenset[str]], folders: Collection[str]) -> tuple[Redirect, ...]:
    """The redirects of a site whose pages hold the section ids in `there`; `folders` are those of its languages.

    Raises GuideError for an address in another form, one that is still there, one that leads nowhere, to itself, or to
    another old one.
    """
    fields = read_fields(root / REDIRECTS, REDIRECTS)
    found = {str(old): Redirect(str(old), fields.need(old, str, "a redirect"), fields.lines[old]) for old in fields}
    for one in found.values():
        _check_form(one.old, one)
        _check_form(one.new, one)
        _check_ours(one, folders)
        _check_old(one, there, found)
        _check_new(one, there, found)
    return tuple(found.values())


def _place(one: Redirect) -> str:
    return f"{REDIRECTS}:{one.at}"


def _check_ours(one: Redirect, folders: Collection[str]) -> None:
    first = one.page.split("/")[0]
    if one.page in _OURS or first in _OUR_FOLDERS:
        raise GuideError(
            f"{one.page} is an address that builds write themselves.", place=_place(one), hint="take it out."
        )
    if first in folders:
        raise GuideError(
            f"{one.page} begins with the folder of a language.", place=_place(one),
            hint=f"leave '{first}/' out: a redirect holds in every language.",
        )  # fmt: skip


def _check_form(address: str, one: Redirect) -> None:
    page, sign, id = address.partition("#")
    plain = page.removesuffix(".html").removesuffix(".md").strip("/")
    right = f"{plain}{sign and id and '#'}{id}"
    parts = plain.split("/")
    if not plain or address != right or "" in parts or ".." in parts or any(c in address for c in ' ?&<>"\\:'):
        raise GuideError(
            f"'{address}' is no address of a page or section.", place=_place(one),
            hint=f"write {right}." if plain and address != right else "write PAGE or PAGE#ID, without language and ending.",
        )  # fmt: skip


def _check_old(one: Redirect, there: Mapping[str, frozenset[str]], found: Mapping[str, Redirect]) -> None:
    if not one.id and one.page in there:
        raise GuideError(
            f"the page {one.old} is still there, so nobody is led on from it.", place=_place(one),
            hint="take the line out, or the page.",
        )  # fmt: skip
    if one.id and one.id in there.get(one.page, ()):
        raise GuideError(
            f"the section {one.old} is still there, so nobody is led on from it.", place=_place(one),
            hint="take the line out.",
        )  # fmt: skip
    if one.id and one.page not in there and one.page not in found:
        raise GuideError(
            f"{one.old} is redirected, and its page {one.page} is not there and leads nowhere.", place=_place(one),
            hint=f"say where the page itself leads, too: {one.page}: {one.new.split('#')[0]}",
        )  # fmt: skip


def _check_new(one: Redirect, there: Mapping[str, frozenset[str]], found: Mapping[str, Redirect]) -> None:
    page, _, id = one.new.partition("#")
    if one.new == one.old:
        raise GuideError(f"{one.old} leads to itself.", place=_place(one), hint="write where its text is now.")
    if next_one := found.get(one.new) or found.get(page):
        loop = next_one.new in (one.old, one.page) or next_one.new.split("#")[0] == one.page != page
        raise GuideError(
            f"{one.old} leads to {one.new}, which is an old address itself (line {next_one.at})"
            + (" and leads back." if loop else "."),
            place=_place(one),
            hint="write where its text is now." if loop else f"lead straight on: {one.old}: {next_one.new}",
        )
    if page not in there:
        near = difflib.get_close_matches(page, there, n=1)
        raise GuideError(
            f"{one.old} leads to {one.new}; there is no page {page}.", place=_place(one),
            hint=f"did you mean {near[0]}?" if near else "write a page that is there.",
        )  # fmt: skip
    if id and id not in there[page]:
        near = difflib.get_close_matches(id, there[page], n=1)
        raise GuideError(
            f"{one.old} leads to {one.new}; the page has no section {id}.", place=_place(one),
            hint=f"did you mean {page}#{near[0]}?" if near else f"lead to the page: {one.old}: {page}",
        )  # fmt: skip
