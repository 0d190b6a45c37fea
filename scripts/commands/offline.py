"""`guide offline`: copies of the guide to pass on, made from the built site: per public language one HTML file for phones,
and a zip for computers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html import escape
from pathlib import Path
from posixpath import relpath

import click

from scripts.commands.build import build_languages, site_dir, stale_languages
from scripts.commands.edition import Edition, read_edition
from scripts.commands.write import write_whole
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language, name_in
from scripts.outputs.assets import SMALLER, unmarked
from scripts.outputs.card import CARD, DIARY
from scripts.outputs.copies import Part, beginning, page_of_copy, single_file, zipped
from scripts.outputs.language_part import FOLDER, NOT_KEPT, part_of
from scripts.outputs.place import STATEMENTS
from scripts.outputs.questions import QUESTIONS, questions_path
from scripts.outputs.sources_page import FOLDER as SOURCES
from scripts.outputs.translations_page import TRANSLATIONS

TAKE_ALONG = (QUESTIONS, CARD, DIARY)

_STYLE = re.compile(r'<link rel="stylesheet" href="[^"]*?(assets/styles/[^"]+)"')
_UNREVIEWED = re.compile(rb'class="notice notice-(?:review|unwritten)"')


def offline(root: Path, *, out: Path, tags: tuple[str, ...] = (), on: str = "") -> int:
    """Write the copies of each public language, or of those in `tags`, to the folder `out`; print their sizes.

    `on` is the day that the copies tell; without it, see `read_edition`. What is missing or stale of the site is built first.
    Returns 1 if it could not be built.
    """
    guide = read_guide(root)
    languages = [guide.languages.get(tag) for tag in tags] or guide.languages.public
    if problems := build_languages(guide, stale) if (stale := stale_languages(guide)) else []:
        for problem in problems:
            click.echo(problem, err=True)
        return 1
    edition = read_edition(root, on)
    site = site_dir(root)
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    for language in languages:
        files = {path: (site / path).read_bytes() for path in part_of(guide, language, paths)}
        files.pop(f"{guide.languages.path(language)}{NOT_KEPT}.html", None)
        name = f"{slug(guide)}-{language.tag}-{edition.date}"
        note = _note(guide, language, files, edition)
        for ending, made in (
            ("html", _one_file(guide, language, files, note).encode()),
            ("zip", _zip(guide, language, files, note, name, edition.date)),
        ):
            write_whole(out / f"{name}.{ending}", made)
            click.echo(f"{out / f'{name}.{ending}'}  {len(made) / 1000:.0f} kB")
    return 0


def slug(guide: Guide) -> str:
    """The name of the guide as files carry it: small letters of ASCII and hyphens."""
    name = guide.words(guide.languages.source)["site"]["name"]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "guide"


def _note(guide: Guide, language: Language, files: dict[str, bytes], edition: Edition) -> str:
    """Which copy it is, in its language, as HTML: that it is unreviewed, if any of its pages is."""
    words = guide.interfaces[language.tag].words["offline"]
    said = edition.said_in(language.tag, words["copy"]).replace("{language}", name_in(language, language))
    parts = [escape(said)]
    if any(path.endswith(".html") and _UNREVIEWED.search(data) for path, data in files.items()):
        parts.append(f"<strong>{escape(words['copy_unreviewed'])}</strong>")
    return f'<p class="notice copy">{" ".join((*parts, escape(words["copy_age"])))}</p>'


def _one_file(guide: Guide, language: Language, files: dict[str, bytes], note: str) -> str:
    files = {
        unmarked(path): unmarked(data.decode()).encode() if path.endswith(".html") else data
        for path, data in files.items()
    }
    folder = guide.languages.path(language)
    sources = (f"{SOURCES}/{one}" for one in guide.menu_pages)
    names = [*guide.menu_pages, *TAKE_ALONG, TRANSLATIONS, STATEMENTS, *sources]
    pages = {one: files[f"{folder}{one}.html"].decode() for one in names if f"{folder}{one}.html" in files}
    own = {one: (guide.docs / FOLDER / f"single-file.{one}").read_text(encoding="utf-8") for one in ("css", "js")}

    def asset(path: str) -> str:
        return files[f"assets/{path}"].decode()

    def source(name: str) -> str:
        return SMALLER[".js"]((guide.docs / "assets" / "scripts" / f"{name}.js").read_text(encoding="utf-8"))

    texts = sorted(path for path in files if path.startswith(f"assets/search/{language.tag}/"))
    engine = ("scripts/vendor/minisearch.js", "scripts/search-words.js", "scripts/search-index.js")
    licence = f"/*\n{asset('scripts/vendor/minisearch.LICENSE.txt')}*/"
    data = [asset(f"search/{language.tag}.js"), *(files[path].decode() for path in texts)]
    styles, own_styles = _styles(pages)
    scripts = ("search", "terms", "print", "review", *([QUESTIONS] if QUESTIONS in pages else []))
    part = Part(
        styles=(*(files[path].decode() for path in styles), SMALLER[".css"](own["css"])),
        own_styles={files[path].decode(): " ".join(asking) for path, asking in own_styles.items()},
        first=asset("scripts/theme.js"),
        scripts=(SMALLER[".js"](own["js"]), *map(source, scripts)),
        search=";\n".join([licence, *map(asset, engine), *data]),
    )
    questions = filter(files.__contains__, (questions_path(guide, one) for one in guide.languages.public))
    asked = {relpath(path, folder or "."): files[path].decode() for path in questions}
    return single_file({f"{name}.html": html for name, html in pages.items()}, part, note, asked)


def _styles(pages: dict[str, str]) -> tuple[list[str], dict[str, list[str]]]:
    """The paths of the style sheets that hold for all pages, by name; and those of the pages to take along, each with the
    names of its pages: what they say of paper, such as that it lies on its side, must not hold for others."""
    asked = {name: _STYLE.findall(html) for name, html in pages.items()}
    shared = dict.fromkeys(path for name, paths in asked.items() if name not in TAKE_ALONG for path in paths)
    own: dict[str, list[str]] = {}
    for name in TAKE_ALONG:
        for path in asked.get(name, ()):
            if path not in shared:
                own.setdefault(path, []).append(name)
    return [*shared, "assets/styles/search.css"], own  # search.js asks for its own


def _zip(guide: Guide, language: Language, files: dict[str, bytes], note: str, name: str, told: str) -> bytes:
    made = {
        path: page_of_copy(data.decode(), path, files, note).encode() if path.endswith(".html") else data
        for path, data in files.items()
    }
    made.setdefault("index.html", beginning(f"{guide.languages.path(language)}index.html").encode())
    return zipped({f"{name}/{path}": data for path, data in made.items()}, date.fromisoformat(told))
