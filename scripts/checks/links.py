"""Links of built pages: each has words, leads somewhere, and a link of the article leads where the article's does."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.checks.acceptance import same_target
from scripts.content.built import BuiltPage
from scripts.content.language import Language
from scripts.content.record import RecordedLink, SourceRecord

if TYPE_CHECKING:
    from scripts.checks import Context


def leads_to(address: str, link: RecordedLink, record: SourceRecord, tag: str) -> bool:
    """Whether an address on a page of a language leads where a link of the article does, or to its version in that
    language."""
    target = link.target or link.href or ""
    if "#" in target and target.split("#")[0] in record.pages:  # a link inside the article
        name, id = target.split("#", 1)
        return address.endswith(f"#{id}") or (address.rpartition("/")[2] == f"{name.rpartition('/')[2]}.html")
    return same_target(target, address, tag, translated=record.language != tag)


def check_page(name: str, page: BuiltPage, language: Language, context: Context) -> Iterator[tuple[str, str, str, str]]:
    """(section, rule, message, hint) for each link of a page without words, or that leads nowhere."""
    for id, words, address in page.terms:
        if problem := _problem(address, name, page, language, context):
            yield id, "link-broken", f"the link “{words}” {problem}", "correct its address."
    for id, section in page.sections.items():
        for block in section.blocks:
            for words, address in block.links:
                if not words:
                    yield id, "link-empty", f"a link to {address or 'nothing'} has no text", "write what it leads to."
                if problem := _problem(address, name, page, language, context):
                    yield id, "link-broken", f"the link “{words}” {problem}", "correct its address."


def _problem(address: str, name: str, page: BuiltPage, language: Language, context: Context) -> str:
    """What is wrong with an address; "" if nothing is that can be seen without asking anybody."""
    if not address.strip():
        return "leads nowhere"
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"has an address that is none: {address}"
    if parts.scheme in ("http", "https"):
        return "" if parts.hostname else f"names no host: {address}"
    if parts.scheme in ("mailto", "tel"):
        return "" if parts.path else f"has an address that is none: {address}"
    if parts.scheme:
        return f"has an address that browsers do not follow: {address}"
    if parts.netloc or parts.path.startswith("/"):
        return ""  # another part of the same host
    here, site = context.site.path(language, name), context.site
    if not parts.path:
        return (
            ""
            if parts.fragment in page.ids or not parts.fragment
            else f"leads to #{parts.fragment}, which is not on the page"
        )
    path = posixpath.normpath(posixpath.join(here.parent.as_posix(), unquote(parts.path)))
    target = site.page_at(path)
    if target is None:
        return f"leads to {address}, which is not in the site"
    return (
        ""
        if not parts.fragment or parts.fragment in target
        else f"leads to {address}; that page has no #{parts.fragment}"
    )
