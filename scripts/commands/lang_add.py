"""`guide lang add`: a language begins: its record, pages to translate, and forms for all else, in one step."""

from __future__ import annotations

from pathlib import Path

import click
import langcodes

from scripts.commands.site_data import languages_with, theme_of
from scripts.commands.write import write_all
from scripts.content.data import Fields, parse_yaml, read_fields
from scripts.content.file import read_text
from scripts.content.guide import LANGUAGES, Guide, read_guide
from scripts.content.interface import Interface
from scripts.content.language import PREVIEW
from scripts.content.page import parse_page
from scripts.content.writing import Writing, writing_of
from scripts.errors import GuideError
from scripts.outputs.language_files import definitions_of, glossary_form, interface_form, notes, page_skeleton

FIRST = ("get-help", "index", "symptoms")  # the pages with danger signs, which are translated before all others
GLOSSARY = "glossary"  # the page that explains medical words, where there is one
NO_LANGUAGE = ("mis", "mul", "und", "zxx", "x")  # first parts of tags that name none


def add(root: Path, tag: str, *, name: str = "") -> int:
    """Add a language at the stage `preview`. All of its files are written, or none.

    Raises GuideError for what is no tag in its standard form, for a language that is there already, for a folder in
    the way, and where CLDR does not know what its readers call it and no `name` is given.
    """
    _check_tag(tag)
    guide = read_guide(root, keep_faults=True)
    if known := next((language for language in guide.languages if language.tag == tag), None):
        raise GuideError(
            f"the language {tag} is there already.", place=f"{LANGUAGES}:{known.line}",
            hint=f"its pages go into docs/{tag}/; `guide check --language {tag}` says what is missing.",
        )  # fmt: skip
    _check_folders(guide, tag)
    writing = writing_of(tag)
    name = name or writing.name
    if not name:
        raise GuideError(
            f"CLDR, the list of such names, does not say what {writing.english} ({tag}) is called in its own words.",
            hint=f'say it: guide lang add {tag} --name "…"',
        )
    files = _files(guide, tag, name, writing)
    before = {path for path in files if (root / path).exists()}
    write_all(root, files, lambda: _check_read(root, tag))
    _tell(guide, name, writing, files, before)
    return 0


def _check_tag(tag: str) -> None:
    if not langcodes.tag_is_valid(tag) or tag.split("-")[0] in NO_LANGUAGE:
        raise GuideError(f"'{tag}' is no language tag.", hint="use a BCP 47 tag such as so, fil, zh-Hant or es-419.")
    standard = langcodes.standardize_tag(tag)
    if standard != tag:
        raise GuideError(f"the tag '{tag}' is not in its standard form.", hint=f"write: guide lang add {standard}")


def _check_folders(guide: Guide, tag: str) -> None:
    """No folder is in the way, in any spelling of the tag; an empty one may be there."""
    for entry in sorted(guide.docs.iterdir()):
        meant = langcodes.standardize_tag(entry.name) if langcodes.tag_is_valid(entry.name) else ""
        if tag not in (meant, entry.name):
            continue
        if entry.name == tag and entry.is_dir() and all(inner.name.startswith(".") for inner in entry.iterdir()):
            continue
        raise GuideError(
            f"this is in the way: the pages of {tag} go into docs/{tag}/.", place=f"docs/{entry.name}",
            hint="move it out of docs/; translations in it can be copied over the new pages afterwards.",
        )  # fmt: skip
    source = guide.languages.source.folder
    if (guide.docs / source / tag).exists():
        raise GuideError(
            f"what is in it would be published where the pages of {tag} are.", place=f"docs/{source}/{tag}",
            hint="give it another name.",
        )  # fmt: skip


def _files(guide: Guide, tag: str, name: str, writing: Writing) -> dict[str, str]:
    """What a language begins with, by path; its record comes last, so that nobody finds a record without pages."""
    source, english = guide.languages.source, writing.english
    paths = {kind: f"docs/_data/{kind}/{tag}" for kind in ("ui", "glossary", "notes")}
    files = {f"{paths['ui']}.yml": _interface(guide, f"{paths['ui']}.yml", tag, english)}
    if not (guide.root / f"{paths['glossary']}.yml").exists():
        meanings = _page(guide, GLOSSARY) if GLOSSARY in guide.names[source.tag] else ""
        files[f"{paths['glossary']}.yml"] = glossary_form(
            guide.terms.forms, source.tag, tag, english, definitions_of(meanings)
        )
    if not (guide.root / f"{paths['notes']}.md").exists():
        first = [page for page in FIRST if page in guide.names[source.tag]]
        files[f"{paths['notes']}.md"] = notes(writing, name, writing_of(source.tag).english, first)
    for page in sorted(guide.names[source.tag]):
        text = _page(guide, page)
        place = f"docs/{source.folder}/{page}.md"
        files[f"docs/{tag}/{page}.md"] = page_skeleton(text, parse_page(text, place, source.tag, page))
    files[LANGUAGES] = languages_with(read_text(guide.root / LANGUAGES, LANGUAGES), tag, name=name, stage=PREVIEW)
    return files


def _page(guide: Guide, name: str) -> str:
    place = f"docs/{guide.languages.source.folder}/{name}.md"
    return read_text(guide.root / place, place)


def _interface(guide: Guide, place: str, tag: str, english: str) -> str:
    """The form for the words of the interface; a file that is there keeps its words and comments."""
    source, theme, path = guide.interfaces[guide.languages.source.tag], theme_of(tag), guide.root / place
    if not path.exists():
        return interface_form(source, english, theme=theme)
    text, own = read_text(path, place), read_fields(path, place)
    filled = interface_form(source, english, theme=theme, text=text, own=own)
    return filled if _adds_only(filled, place, own, source) else text  # such as {group: {key: …}}: left to its editor


def _adds_only(filled: str, place: str, own: Fields, source: Interface) -> bool:
    """Whether a completed file says what it said before, and else has only keys of the source."""
    try:
        then = parse_yaml(filled, place)
        for group, words in then.items():
            before = own.get(group) or {}
            if (
                any(before.get(key) != words[key] for key in before)
                or not words.keys() - before <= source.words[group].keys()
            ):
                return False
        return own.keys() <= then.keys()
    except (GuideError, AttributeError, KeyError, TypeError):
        return False


def _check_read(root: Path, tag: str) -> None:
    """Raise what is wrong with the files of a language."""
    for fault in read_guide(root, keep_faults=True).faults:
        if fault.tag == tag:
            raise fault.error


def _tell(guide: Guide, name: str, writing: Writing, files: dict[str, str], before: set[str]) -> None:
    tag, source = writing.tag, writing_of(guide.languages.source.tag).english
    pages = [path for path in files if path.startswith(f"docs/{tag}/")]
    ui = f"docs/_data/ui/{tag}.yml"
    rows = [
        (f"docs/{tag}/", f"{len(pages)} pages; until you translate them readers get them in {source}, marked so"),
        (ui, "menus, buttons and notices" + ("; it was there, and got what it lacked" if ui in before else "")),
        (f"docs/_data/glossary/{tag}.yml", "medical words to agree on"),
        (f"docs/_data/notes/{tag}.md", f"how to begin, how {writing.english} is written, what to decide"),
        (LANGUAGES, "its record, at the stage preview: built, hidden from search engines, and nobody is led to it"),
    ]
    way = "right to left" if writing.direction == "rtl" else "left to right"
    click.echo(f"Added {writing.english} ({name}, {tag}), written from {way}.")
    width = max(len(path) for path, _ in rows)
    for path, what in rows:
        click.echo(f"  {path.ljust(width)}  {what}")
    click.echo(
        f"Next, for whoever translates:\n"
        f"  1. Read docs/_data/notes/{tag}.md and decide what it asks.\n"
        f"  2. Translate {ui}, then docs/{tag}/{FIRST[0]}.md: the danger signs come first.\n"
        f"  3. See it with `guide serve`, at http://127.0.0.1:8000/{tag}/; `guide lang next {tag}` says what comes next."
    )
