"""`guide booklet`: the whole guide as one PDF per language, made from the built site by Chromium.

It needs the optional packages of `booklet` in pyproject.toml, a Chromium, and fonts for the site's scripts; building
the site needs none of them. The PDF does not say that it conforms to PDF/UA: no full validator has tried it.
"""

from __future__ import annotations

import io
import mimetypes
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
from markupsafe import escape

from scripts.commands.build import site_address, site_dir, stale_languages
from scripts.commands.edition import Edition, read_edition
from scripts.commands.write import write_whole
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.errors import GuideError
from scripts.outputs.address import full_address, page_path
from scripts.outputs.booklet import STYLE, Chapter, Front, booklet, headings_of, styles_of, titles_of
from scripts.outputs.borrowed import shown_words
from scripts.outputs.sources_page import sources_path

FIRST = "get-help"  # danger signs come first
LEFT_OUT = ("all",)  # the list from A to Z leads about in the site
_HOME = "http://booklet.invalid/"  # answered from the site's folder; nothing goes out to any network
_INSTALL = "install the packages, .venv/bin/pip install playwright pikepdf, and Chromium, sudo apt-get install chromium fonts-noto-core fonts-noto-cjk"


def make_booklets(root: Path, *, tags: tuple[str, ...] = (), out: Path, on: str = "") -> int:
    """Write `out`/NAME-TAG.pdf for each public language, or each of `tags`. Returns 0.

    Raises GuideError where the site is not built or is older than its text, and where Chromium or a package is missing.
    """
    guide = read_guide(root)
    edition = read_edition(root, on)
    languages = [guide.languages.get(tag) for tag in dict.fromkeys(tags)] or list(guide.languages.public)
    stale = set(stale_languages(guide))
    if late := [one.tag for one in languages if one.tag in stale or one not in guide.languages.built]:
        raise GuideError(f"the site is missing or older than its text: {', '.join(late)}.", hint="run `guide build`.")
    with _chromium() as browser:
        for language in languages:
            content = pdf_of(guide, language, edition, browser)
            path = out / f"booklet-{language.tag}.pdf"
            write_whole(path, content)
            click.echo(f"{path}: {len(content) / 1000:.0f} kB")
    return 0


def chapters_of(guide: Guide, language: Language, site: Path) -> list[Chapter]:
    """The pages of a language as they are built, danger signs first, then in the order of the menu."""
    groups, chapters = _words(guide, language)["groups"], []
    for group in guide.menu:
        for name in group.pages:
            path = page_path(guide, language, name)
            if name not in LEFT_OUT and (site / path).is_file():
                html = (site / path).read_text(encoding="utf-8")
                listed = site / sources_path(guide, language, name)
                sources = listed.read_text(encoding="utf-8") if listed.is_file() else ""
                chapters.append(Chapter(name, groups.get(group.id, ""), path, html, sources))
    return sorted(chapters, key=lambda chapter: chapter.name != FIRST)


def front_of(guide: Guide, language: Language, edition: Edition, site_url: str) -> Front:
    """What the cover and the foot of the pages say."""
    words = _words(guide, language)
    address = full_address(site_url, page_path(guide, language, "index"))
    line = guide.interfaces[language.tag].words["edition"]["line"]
    said = edition.said_in(language.tag, line)
    link = f'<a dir="ltr" href="{escape(address)}">{escape(address)}</a>'
    newest = words["edition"]["newest"].replace("{address}", link)
    return Front(words, said, newest, full_address(site_url, ""), language != guide.languages.source)


def pdf_of(guide: Guide, language: Language, edition: Edition, browser: Any) -> bytes:
    """The booklet of a language as PDF. It is laid out twice: page numbers are known after the first time."""
    site = site_dir(guide.root)
    chapters = chapters_of(guide, language, site)
    front = front_of(guide, language, edition, site_address(guide))
    styles = [path.read_text(encoding="utf-8") for path in (*(site / one for one in styles_of(chapters)), STYLE)]
    page = browser.new_page()

    def answer(route: Any) -> None:
        path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
        if route.request.url == _HOME:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith(_HOME) and site in path.resolve().parents and path.is_file():
            route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0] or "text/plain")
        else:
            route.abort()

    try:
        page.route("**/*", answer)
        numbers: dict[str, int] = {}
        for _ in range(2):
            html = booklet(language, front, chapters, styles, numbers)
            page.goto(_HOME)
            made = page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
            numbers = _page_numbers(made)
        name = guide.words(language)["site"]["name"]
        return _finished(made, language, name, html, edition)
    finally:
        page.close()


def _words(guide: Guide, language: Language) -> dict[str, dict[str, str]]:
    """The words of the interface as HTML."""
    return {
        group: {key: str(escape(text)) for key, text in words.items()}
        for group, words in shown_words(guide, language).items()
    }


@contextmanager
def _chromium() -> Iterator[Any]:
    """Chromium through Playwright. Raises GuideError that says what to install."""
    try:
        import pikepdf  # noqa: F401
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise GuideError(f"booklets need the package {error.name}.", hint=f"{_INSTALL}.") from None
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        raise GuideError("booklets need Chromium, and none was found.", hint=f"{_INSTALL}.")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=found,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
            )
        except Error as error:
            raise GuideError(f"{found} did not start: {error.message.splitlines()[0]}", hint=f"{_INSTALL}.") from None
        try:
            yield browser
        finally:
            browser.close()


def _page_numbers(pdf: bytes) -> dict[str, int]:
    """The number of the page that each place links lead to is on, by its name."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        order = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        places = document.Root.get("/Dests", {})
        return {name.removeprefix("/"): order[place[0].objgen] for name, place in places.items()}


def _mark_foot(document: Any, page: Any) -> None:
    """Say of text that Chromium has left untagged, the foot of a page, that it is no part of what is read."""
    import pikepdf

    depth, opened, marked = 0, False, []
    foot = pikepdf.Dictionary(Type=pikepdf.Name.Pagination, Subtype=pikepdf.Name.Footer)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
        elif name == "EMC":
            depth -= 1
        if name == "BT" and depth == 0:
            opened = True
            marked.append(([pikepdf.Name.Artifact, foot], pikepdf.Operator("BDC")))
        marked.append((operands, operator))
        if name == "ET" and opened:
            opened = False
            marked.append(([], pikepdf.Operator("EMC")))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(marked))


def _describe(link: Any, titles: Mapping[str, str]) -> None:
    """Say where a link leads: its address, or the title of the chapter."""
    if action := link.get("/A"):
        link.Contents = str(action.get("/URI", ""))
    elif "/Dest" in link:
        id = str(link.Dest).removeprefix("/").partition("--")[0]
        link.Contents = titles.get(id, id)


def _count(bookmarks: Iterable[Any]) -> int:
    return sum(1 + _count(one.children) for one in bookmarks)


def _say(bookmarks: Iterable[Any], headings: Iterator[str]) -> None:
    """Give bookmarks the words of their headings: Chromium says those twice that it moved to the next page, and joins
    the last word of a line to the first of the next."""
    for one in bookmarks:
        one.title = next(headings)
        _say(one.children, headings)


def _mark_items(document: Any, node: Any) -> None:
    """Mark what a list's item says, besides its bullet or number: Chromium marks only these."""
    import pikepdf

    inside = node.get("/K", [])
    kids = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    elements = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    for kid in elements:
        _mark_items(document, kid)
    rest = [kid for kid in elements if kid.S != "/Lbl"]
    if node.get("/S") == "/LI" and rest and len(elements) == len(kids):
        body = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.LBody, P=node, K=pikepdf.Array(rest))
        body = document.make_indirect(body)
        for kid in rest:
            kid.P = body
        node.K = pikepdf.Array([*(kid for kid in elements if kid.S == "/Lbl"), body])


def _finished(pdf: bytes, language: Language, title: str, html: str, edition: Edition) -> bytes:
    """With the direction, a title that readers show, bookmarks and links that say where they lead, marks for what is in
    lists, and the edition's date in place of the hour it was made in. `html` is what the PDF was made from."""
    import pikepdf

    titles, headings = titles_of(html), headings_of(html)
    when = datetime.fromtimestamp(edition.seconds, UTC)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True, Direction=pikepdf.Name.R2L if language.direction == "rtl" else pikepdf.Name.L2R
        )
        document.Root.PageMode = pikepdf.Name.UseOutlines
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = {language.tag}
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = when.isoformat()
        with document.open_outline() as outline:
            if _count(outline.root) == len(headings):
                _say(outline.root, iter(headings))
        _mark_items(document, document.Root.StructTreeRoot)
        for leaf in document.pages:
            _mark_foot(document, leaf)
            for link in leaf.get("/Annots", []):
                _describe(link, titles)
        del document.docinfo
        document.docinfo["/Title"] = title
        document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = f"D:{when:%Y%m%d%H%M%S}Z"
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return finished.getvalue()
