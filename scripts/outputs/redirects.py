"""Old addresses that lead on: a page for each old page, in every language, and the old ids of sections on the new ones.

`redirect_pairs` is for web servers; the pages serve those who open the site from a share or a stick. Neither needs a
script: a page is refreshed to the new one at once, and says where that is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.outputs.address import full_address, page_path
from scripts.outputs.borrowed import Borrowed, shown_words


def redirect_pairs(guide: Guide) -> list[tuple[str, str]]:
    """(old path, new address) of each page that has another name, in every language that is built, from the site's root:
    `es/signs.html`, `es/symptoms.html#red-flags`. Old ids of sections are on the new pages already."""
    return [
        (page_path(guide, language, one.old), _address(guide, language, one.new))
        for language in guide.languages.built
        for one in guide.redirects
        if not one.id
    ]


def redirect_pages(guide: Guide, site_url: str | None) -> Iterator[tuple[str, str]]:
    """(path, HTML) of the page that stands at each old address. A section of an old page that is elsewhere now has its
    link there, under its old id."""
    for language in guide.languages.built:
        for one in guide.redirects:
            if one.id:
                continue
            path = page_path(guide, language, one.old)
            moved = [(other.id, other.new) for other in guide.redirects if other.page == one.old and other.id]
            links = [_line(guide, language, path, "moved", one.new)]
            links += [_line(guide, language, path, "part_moved", new, id) for id, new in moved]
            where = escape(posixpath.relpath(_address(guide, language, one.new), posixpath.dirname(path) or "."))
            full = full_address(site_url, page_path(guide, language, one.new.split("#")[0]))
            title = escape(shown_words(guide, language)["site"]["name"])
            yield (
                path,
                (
                    f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}">\n<head>\n<meta charset="utf-8">\n'
                    f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
                    f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{escape(full)}">\n'
                    f'<meta http-equiv="refresh" content="0; url={where}">\n</head>\n<body>\n'
                    + "\n".join(links)
                    + "\n</body>\n</html>\n"
                ),
            )


def with_old_ids(html: str, guide: Guide, language: Language, name: str) -> str:
    """The HTML of a page with the old ids of its sections: as empty anchors in the headings that they lead to now, and
    as links at its end for sections that went to another page."""
    url = page_path(guide, language, name)
    for one in guide.redirects:
        page, _, id = one.new.partition("#")
        if not one.id or one.id in guide.section_ids.get(name, ()):
            continue
        if page == name:
            anchor = f'<span id="{escape(one.id)}"></span>'
            if head := re.search(rf'<h[1-6]\b[^>]*? id="{re.escape(id or FRONT)}"[^>]*>', html):
                html = html[: head.end()] + anchor + html[head.end() :]
        elif one.page == name:
            html += f"\n{_line(guide, language, url, 'part_moved', one.new, one.id)}"
    return html


def _address(guide: Guide, language: Language, new: str) -> str:
    page, sign, id = new.partition("#")
    return page_path(guide, language, page) + sign + id


def _line(guide: Guide, language: Language, here: str, key: str, new: str, id: str = "") -> str:
    """A paragraph that says what has moved, with a link to where it is."""
    page, _, target = new.partition("#")
    speaks = language if guide.has(language, page) else guide.languages.source
    there = guide.read_page(speaks, page)
    section = there.section(target) if target else None
    heading = section.heading if section and section.heading else there.title
    said = shown_words(guide, language)["standing"][key]
    voice = said.language if isinstance(said, Borrowed) else language
    href = posixpath.relpath(_address(guide, language, new), posixpath.dirname(here) or ".")
    named = f' id="{escape(id)}"' if id else ""
    return (
        f'<p class="notice not-searched"{named} lang="{voice.tag}" dir="{voice.direction}">{escape(str(said))} '
        f'<a href="{escape(href)}" lang="{speaks.tag}" dir="{speaks.direction}">{escape(heading)}</a></p>'
    )
