"""Copies of the guide in one language that are read without a network: one HTML file, and the files of a zip.

Both are made from the built pages and hold the same words. Pure: bytes in, bytes out; the same in, the same out.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes that name elements by id, one or several.
_IDS = ("for", "headers", "list", "form", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns")  # fmt: skip
_ADDRESSES = ("href", "xlink:href")
_URL_OF_ID = re.compile(r"url\(#([^)]+)\)")
# What leads to other languages or asks a browser to keep the guide: of no use in a copy.
_ONLY_ON_THE_WEB = (
    '.keep, .site-footer p:has(a[href$="#keep"]), link[rel="alternate"], link[rel="canonical"], script[src$="/keep.js"]'
)
_ONLY_IN_FOLDERS = ".beside-link"  # leads to what one file does not hold


@dataclass(frozen=True)
class Part:
    """What a single file is made of besides pages: style sheets; those of pages that have some of their own, with the
    pages' names, such as `card diary`; the script of the head; those at the end; and that of search, which runs when it
    is first asked for."""

    styles: tuple[str, ...]
    own_styles: Mapping[str, str]
    first: str
    scripts: tuple[str, ...]
    search: str


def single_file(pages: Mapping[str, str], part: Part, note: str, asked: Mapping[str, str]) -> str:
    """One HTML document of built pages.

    Arguments: `pages` has their HTML by path in their language's folder, such as `symptoms.html`, in reading order, the
    first page first; `note` is HTML that says which copy this is; `asked` has the scripts that a page loads when a second
    language is chosen, by path in that folder. Links between pages become #page--section; links to what is not in the
    document become text, and a choice of it goes. It asks for no other file.
    """
    names = {path: path.removesuffix(".html") for path in pages}
    trees = {path: LexborHTMLParser(html) for path, html in pages.items()}
    for path, tree in trees.items():
        for node in tree.css(f"{_ONLY_ON_THE_WEB}, {_ONLY_IN_FOLDERS}"):
            node.decompose()
        for choice in _choices(tree, path, asked):
            script = base64.b64encode(asked[choice[1]].encode()).decode()
            choice[0].attrs["data-script"] = f"data:text/javascript;charset=utf-8;base64,{script}"
        _inside(tree, path, names)
    first = next(iter(trees.values()))
    meanings: dict[str, str] = {}
    sections = []
    for path, tree in trees.items():
        for entry in tree.css(".page-words [data-term]"):
            id = f"glossary--{entry.attributes['data-term']}"
            entry.attrs["data-term"] = id
            meanings.setdefault(id, entry.html or "")
        main = tree.css_first("main")
        for node in main.css("script, link, .listen"):  # what only this page loads: there is no file to load it from
            node.decompose()
        inner = main.inner_html or ""
        if not sections:  # under the danger box and the line that says that nobody has reviewed the page
            at = re.search(r'<p class="notice notice-(?:review|unwritten)".*?</p>', inner, re.S)
            end = at.end() if at else 0
            inner = inner[:end] + note + inner[end:]
        sections.append(f'<section class="page" id="{escape(names[path])}">{inner}</section>')
    more = first.css_first(".page-words dl") or next((n for t in trees.values() for n in t.css(".page-words dl")), None)
    shown = more.attributes.get("data-more") or "" if more is not None else ""
    listed = f'<div class="page-words" hidden><dl data-more="{escape(shown)}">{"".join(meanings.values())}</dl></div>'
    header = first.css_first("header.site-header")
    for node in header.css(".languages, .logo"):
        node.decompose()
    dialog = header.css_first(".search-dialog")
    if dialog is not None:  # what search would load is in the file
        dialog.attrs["data-scripts"] = "data:text/javascript,"
        dialog.attrs["data-style"] = "data:text/css,"
        dialog.attrs["data-texts"] = ""
    html = first.css_first("html").attributes
    title = escape(first.css_first(".site-name span").text())
    menu, skip, footer = (first.css_first(one) for one in ("#menu", ".skip", ".site-footer"))
    return "".join((
        f'<!doctype html>\n<html lang="{html["lang"]}" dir="{html["dir"]}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n',
        f'<title>{title}</title>\n<link rel="icon" href="data:,">\n',
        *(f"<style>{style}</style>\n" for style in part.styles),
        *(f'<style media="not all" data-of="{escape(names)}">{style}</style>\n' for style, names in part.own_styles.items()),
        f"<script>{_in_element(part.first)}</script>\n</head>\n<body>\n",
        skip.html or "", "\n", header.html or "", '\n<div class="layout">\n', menu.html or "",
        '\n<main id="content" tabindex="-1">\n', listed, "\n".join(sections), "\n</main>\n</div>\n",
        f'<footer class="site-footer">{footer.inner_html}{note}</footer>\n',
        f'<script type="text/plain" id="search-data">{_in_element(part.search)}</script>\n',
        *(f"<script>{_in_element(script)}</script>\n" for script in part.scripts),
        "</body>\n</html>\n",
    ))  # fmt: skip


def _in_element(script: str) -> str:
    """A script that does not end its element, wherever it says so in a string."""
    return re.sub(r"</(?=script)|<!--", lambda match: match[0].replace("<", "\\x3c"), script, flags=re.I)


def _inside(tree: LexborHTMLParser, path: str, names: Mapping[str, str]) -> None:
    """Make the ids of a page its own in one document, and let links lead to ids. The frame's own ids stay."""
    name = names[path]
    main = tree.css_first("main")
    ids = {node.attributes["id"] for node in main.css("[id]") if node != main}
    for node in tree.css("*"):
        _inside_one(node, path, name, names, ids)


def _inside_one(node: LexborNode, path: str, name: str, names: Mapping[str, str], ids: set[str]) -> None:
    attributes = node.attributes
    if (id := attributes.get("id")) in ids:
        node.attrs["id"] = f"{name}--{id}"
    for key, value in attributes.items():
        if not value:
            continue
        if key in _IDS:
            node.attrs[key] = " ".join(f"{name}--{one}" if one in ids else one for one in value.split())
        elif key in _ADDRESSES:
            if value.startswith("#"):
                node.attrs[key] = f"#{name}--{value[1:]}" if unquote(value[1:]) in ids else value
            elif (found := _target(value, path)) is not None:
                page, anchor = found
                if page in names:
                    node.attrs[key] = f"#{names[page]}" + (f"--{anchor}" if anchor else "")
                elif node.tag == "a":
                    del node.attrs[key]
        elif key == "action" and _target(value, path) is not None:
            del node.attrs[key]
        elif "url(#" in value:
            node.attrs[key] = _URL_OF_ID.sub(lambda match: f"url(#{name}--{match[1]})" if match[1] in ids else match[0], value)  # fmt: skip


def _target(address: str, path: str) -> tuple[str, str] | None:
    """The file and the anchor that a relative address leads to; None for an address elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return normpath(join(dirname(path), unquote(parts.path))) if parts.path else path, parts.fragment


def _choices(tree: LexborHTMLParser, path: str, there: Container[str]) -> list[tuple[LexborNode, str]]:
    """The languages that a page offers to load as a second one, and the paths of their scripts; those whose script is
    not there are taken away."""
    found = []
    for option in tree.css("option[data-script]"):
        target = _target(option.attributes["data-script"] or "", path)
        if target is not None and target[0] in there:
            found.append((option, target[0]))
        else:
            option.decompose()
    return found


def page_of_copy(html: str, path: str, paths: Iterable[str], note: str) -> str:
    """A page as it stands in the zip: links to files that are not there become text, and its foot says which copy it is.

    Arguments: its HTML; its path; the paths of all files of the zip; the note as HTML.
    """
    there, tree = set(paths), LexborHTMLParser(html)
    for node in tree.css(_ONLY_ON_THE_WEB):
        node.decompose()
    for node in tree.css("[data-offers]"):
        del node.attrs["data-offers"]
    _choices(tree, path, there)
    for link in tree.css("a[href]"):
        found = _target(link.attributes["href"] or "", path)
        if found is None or found[0] in there:
            continue
        item = link.parent if link.parent is not None and link.parent.tag == "li" else None
        if item is not None and any(one.tag == "details" for one in _above(link)):
            item.decompose()  # another language
        else:
            del link.attrs["href"]
    footer = tree.css_first(".site-footer")
    whole = (tree.html or "").replace("</footer>", f"{note}</footer>") if footer is not None else tree.html or ""
    return "<!doctype html>\n" + re.sub(r"^<!doctype html>", "", whole, flags=re.I) + "\n"


def _above(node: LexborNode) -> Iterable[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def beginning(path: str) -> str:
    """A page at the top of a zip that leads to its first page."""
    address = escape(path)
    return f'<!doctype html>\n<meta charset="utf-8">\n<meta http-equiv="refresh" content="0; url={address}">\n<title>…</title>\n<a href="{address}">{address}</a>\n'


def zipped(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip of files by path, in order; its times are the given day's, so that it is the same wherever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path])
    return made.getvalue()
