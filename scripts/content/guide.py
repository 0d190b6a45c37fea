"""The whole of a site as it is written: languages, pages, words, menu, facts, references, source records."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scripts.content.accepted import Accepted, read_accepted
from scripts.content.claims import Terms, Words, read_claims, read_terms
from scripts.content.contact import SLOTS
from scripts.content.data import Fields, read_fields, read_list
from scripts.content.file import read_text
from scripts.content.glossary import Choice, read_glossary
from scripts.content.interface import Interface, read_interface
from scripts.content.language import Language, Languages, read_languages
from scripts.content.ledger import Entry, read_ledger
from scripts.content.page import TO_BE_WRITTEN, Page, body_of, parse_page, read_page, read_sources
from scripts.content.record import SourceRecord, read_record
from scripts.content.unit import Unit, page_units
from scripts.errors import GuideError

# What may stand in docs/ beside the language folders.
SHARED_FOLDERS = ("assets", "_data")

# What every page links to: the way in, the danger signs, and the list of sections for those without JavaScript.
REQUIRED = ("index", "get-help", "all")


@dataclass(frozen=True)
class Group:
    """A group of the menu: its id and its pages in order. Its words are `groups.<id>` of the interface; the group of
    a topic may do without, and is then called what its first page is called."""

    id: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A publication that pages cite. `seen` is how we saw it: page, excerpt, second-hand or archived. `grade` is whose
    word it is: official (an official body, hospital or national charity), journal (a journal, abstract or textbook),
    article (the one a guide is made from) or other (a company, an encyclopedia, somebody's site)."""

    key: str
    organisation: str
    title: str
    address: str
    date: str
    seen: str
    grade: str

    @property
    def carries_safety(self) -> bool:
        """Whether safety text may rest on it: an official or journal source whose wording was seen."""
        return self.grade in ("official", "journal") and self.seen != "second-hand"


GRADES = ("official", "journal", "article", "other")


@dataclass(frozen=True)
class SafetyBox:
    """An entry of the register of safety boxes, docs/_data/boxes.yml: no page may lose or weaken it. `first` is a
    box that stands before all others, above the first heading of its page."""

    id: str
    kind: str
    page: str
    first: bool


@dataclass(frozen=True)
class Guide:
    """A site's content. `root` is the folder of mkdocs.yml; every other path is relative to it with `/`.

    `files` are the names of the Markdown files of each language, `names` those that have text of their own: a
    translation that is empty, a skeleton or a copy of the source's page counts as missing, and readers see the
    source's page, marked.
    """

    root: Path
    languages: Languages
    interfaces: dict[str, Interface]
    menu: tuple[Group, ...]
    contacts: dict[str, str]
    references: dict[str, Reference]
    synonyms: dict[str, dict[str, list[str]]]
    files: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def menu_pages(self) -> tuple[str, ...]:
        return tuple(page for group in self.menu for page in group.pages)

    def has(self, language: Language, name: str) -> bool:
        """Whether a language has a page in its own words."""
        return name in self.names[language.tag]

    def is_written(self, name: str) -> bool:
        """Whether a page of the source language has any text; a skeleton has none."""
        place = f"docs/{self.languages.source.folder}/{name}.md"
        text = read_text(self.root / place, place)
        return TO_BE_WRITTEN not in text or self.read_page(self.languages.source, name).written

    @cached_property
    def pages(self) -> dict[str, dict[str, Page]]:
        """Pages by tag and name. Read on first use: a build needs only the source's."""
        return {language.tag: self.read_pages(language) for language in self.languages}

    def read_pages(self, language: Language) -> dict[str, Page]:
        return {name: self.read_page(language, name) for name in sorted(self.files[language.tag])}

    def read_page(self, language: Language, name: str) -> Page:
        place = f"docs/{language.folder}/{name}.md"
        return read_page(self.root / place, place, language.tag, name)

    def sources_of(self, name: str) -> dict[str, tuple[str, ...]]:
        """What a page of the source language cites, per section; its translations rest on the same."""
        place = f"docs/{self.languages.source.folder}/{name}.md"
        return read_sources(self.root / place, place)

    @cached_property
    def records(self) -> tuple[SourceRecord, ...]:
        folder = self.docs / "_data" / "sources"
        paths = sorted(folder.glob("*.yml")) if folder.is_dir() else []
        return tuple(read_record(path, path.relative_to(self.root).as_posix()) for path in paths)

    @cached_property
    def boxes(self) -> tuple[SafetyBox, ...]:
        return _read_boxes(self.docs / "_data" / "boxes.yml", "docs/_data/boxes.yml")

    @cached_property
    def terms(self) -> Terms:
        return read_terms(self.root)

    @cached_property
    def claims(self) -> dict[str, Words | None]:
        """Claim words by tag; None for a language that has no list of them."""
        return {language.tag: read_claims(self.root, language.tag) for language in self.languages}

    @cached_property
    def glossaries(self) -> dict[str, dict[str, Choice]]:
        """The words to use and to avoid for each term, by tag."""
        return {language.tag: read_glossary(self.root, language.tag, self.terms) for language in self.languages}

    def units(self, language: Language, name: str) -> dict[str, Unit]:
        """The units of a page by address; none where the language has no such file."""
        if name not in self.files[language.tag]:
            return {}
        place = f"docs/{language.folder}/{name}.md"
        return page_units(name, read_text(self.root / place, place), place)

    @cached_property
    def ledgers(self) -> dict[str, dict[str, Entry]]:
        """What is said to be done, by tag and unit."""
        return {language.tag: read_ledger(self.root, language.tag) for language in self.languages}

    @cached_property
    def accepted(self) -> dict[str, dict[str, Accepted]]:
        """Accepted sections by tag and `page#id`."""
        return {language.tag: read_accepted(self.root, language.tag) for language in self.languages}


def read_guide(root: Path) -> Guide:
    """The guide in a folder. Raises GuideError, with place and next step, for anything that cannot be read."""
    docs, data = root / "docs", root / "docs" / "_data"
    if not (data / "languages.yml").exists():
        raise GuideError(
            "docs/_data/languages.yml is not here, so this is no guide's folder.",
            place=str(root),
            hint="run the command in the folder that holds mkdocs.yml, or name it with --root.",
        )
    languages = read_languages(data / "languages.yml", "docs/_data/languages.yml")
    _check_folders(docs, languages)
    source = languages.source
    files = {language.tag: _files(root, language, languages) for language in languages}
    for name in REQUIRED:
        if name not in files[source.tag]:
            raise GuideError(
                "the page is missing; every page links to it.",
                place=f"docs/{source.folder}/{name}.md",
                hint="write it; `title: …` between two lines of --- and a heading are enough to begin with.",
            )
    interface = read_interface(data / "ui" / f"{source.tag}.yml", f"docs/_data/ui/{source.tag}.yml")
    interfaces = {source.tag: interface}
    for language in languages.all[1:]:
        place = f"docs/_data/ui/{language.tag}.yml"
        interfaces[language.tag] = read_interface(root / place, place, interface)
    return Guide(
        root=root,
        languages=languages,
        interfaces=interfaces,
        menu=_read_menu(data / "menu.yml", "docs/_data/menu.yml", interface),
        contacts=_read_contacts(data / "site.yml", "docs/_data/site.yml"),
        references=_read_references(data / "references.yml", "docs/_data/references.yml"),
        synonyms={language.tag: _read_synonyms(root, language) for language in languages},
        files=files,
        names=_names(root, languages, files),
    )


def _files(root: Path, language: Language, languages: Languages) -> frozenset[str]:
    """Names of a language's Markdown files, as MkDocs finds them: folders that begin with a dot are left out."""
    folder = root / "docs" / language.folder
    found = []
    for parent, folders, files in os.walk(folder, followlinks=True):
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if not prefix and language == languages.source and name in {one.folder for one in languages}:
                raise GuideError(
                    f"the folder would be published where the language {name} is.",
                    place=f"docs/{language.folder}/{name}",
                    hint="give it another name.",
                )
        for file in files:
            if file.lower() == "readme.md":
                raise GuideError(
                    "MkDocs publishes a README under another name.",
                    place=f"docs/{language.folder}/{prefix}{file}",
                    hint="rename it, to index.md if it is the folder's first page.",
                )
            if file.endswith(".md") and not file.startswith("."):
                found.append(f"{prefix}{file[:-3]}")
    return frozenset(found)


def _names(root: Path, languages: Languages, files: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Per tag, those of its files that have text of their own."""
    source = languages.source

    def text(language: Language, name: str) -> str:
        place = f"docs/{language.folder}/{name}.md"
        return read_text(root / place, place)

    originals = {name: body_of(text(source, name)) for name in files[source.tag]}

    def is_own(language: Language, name: str) -> bool:
        own = text(language, name)
        body = body_of(own)
        if not body or body == originals.get(name):
            return False
        return TO_BE_WRITTEN not in body or parse_page(own, name, language.tag, name).written

    return {
        language.tag: files[language.tag]
        if language == source
        else frozenset(name for name in files[language.tag] if is_own(language, name))
        for language in languages
    }


def _check_folders(docs: Path, languages: Languages) -> None:
    """docs/ holds a folder for each language record, the shared folders, and nothing else."""
    folders = {language.folder for language in languages}
    for entry in sorted(docs.iterdir()):
        if entry.name in folders or entry.name in SHARED_FOLDERS or entry.name.startswith("."):
            continue
        place = f"docs/{entry.name}"
        if entry.is_dir():
            raise GuideError(
                f"the folder is no language of docs/_data/languages.yml and none of {', '.join(SHARED_FOLDERS)}.",
                place=place,
                hint="add a record for the language, rename the folder, or move shared files to docs/assets/.",
            )
        raise GuideError(
            "the file lies outside the language folders.",
            place=place,
            hint=f"move it to docs/{languages.source.folder}/ (a page) or docs/assets/ (anything else).",
        )
    for language in languages:
        if not (docs / language.folder).is_dir():
            raise GuideError(
                f"the language {language.tag} has a record but no folder docs/{language.folder}/.",
                place="docs/_data/languages.yml",
                hint="make the folder (it may be empty but for a file .gitkeep) or take the record out.",
            )


def _read_menu(path: Path, place: str, interface: Interface) -> tuple[Group, ...]:
    groups: list[Group] = []
    for fields in read_list(path, place) if path.exists() else []:
        fields.only(("group", "pages"), "a menu group")
        id = fields.need("group", str, "a menu group")
        if id not in interface.words.get("groups", {}) and not (path.parent / "sources" / f"{id}.yml").exists():
            raise GuideError(
                f"the group '{id}' has no words.",
                place=fields.place("group"),
                hint=f"add groups.{id} to {interface.path}.",
            )
        pages = fields.need("pages", list, f"group {id}")
        for page in pages:
            if any(page in group.pages for group in groups) or pages.count(page) > 1:
                raise GuideError(f"the page '{page}' stands twice.", place=fields.place("pages"), hint="keep one.")
        groups.append(Group(id, tuple(str(page) for page in pages)))
    return tuple(groups)


def _read_contacts(path: Path, place: str) -> dict[str, str]:
    if not path.exists():
        return {}
    fields = read_fields(path, place).only(("contacts",), "the site facts")
    contacts = fields.may("contacts", Fields, Fields(place, 1), "the site facts").only(SLOTS, "'contacts'")
    return {slot: contacts.may(slot, str, "", "'contacts'").strip() for slot in contacts}


def _read_boxes(path: Path, place: str) -> tuple[SafetyBox, ...]:
    boxes = []
    for fields in read_list(path, place) if path.exists() else []:
        what = "a safety box"
        fields.only(("box", "kind", "page", "first"), what)
        kind = fields.need("kind", str, what)
        if kind not in ("danger", "warning"):
            raise GuideError(
                f"'kind' of {what} is '{kind}'.", place=fields.place("kind"), hint="write danger or warning."
            )
        box = SafetyBox(
            fields.need("box", str, what), kind, fields.need("page", str, what), fields.may("first", bool, False, what)
        )
        boxes.append(box)
    return tuple(boxes)


def _read_synonyms(root: Path, language: Language) -> dict[str, list[str]]:
    """What readers say and pages do not, for search: `pee: [urine, bladder]`."""
    place = f"docs/_data/synonyms/{language.tag}.yml"
    if not (root / place).exists():
        return {}
    fields = read_fields(root / place, place)
    return {str(said): [str(word) for word in fields.need(said, list, "the synonyms")] for said in fields}


def _read_references(path: Path, place: str) -> dict[str, Reference]:
    if not path.exists():
        return {}
    references = {}
    top = read_fields(path, place)
    for key in top:
        fields = top.need(key, Fields, "the references")
        fields.only(("organisation", "title", "address", "date", "seen", "grade"), f"reference {key}")
        what = f"reference {key}"
        seen = fields.need("seen", str, what)
        if seen not in ("page", "excerpt", "second-hand", "archived"):
            raise GuideError(
                f"'seen' of {what} is '{seen}'.",
                place=fields.place("seen"),
                hint="write page, excerpt, second-hand or archived: how the text was seen.",
            )
        grade = fields.need("grade", str, what)
        if grade not in GRADES:
            raise GuideError(
                f"'grade' of {what} is '{grade}'.",
                place=fields.place("grade"),
                hint=f"write one of {', '.join(GRADES)}.",
            )
        references[key] = Reference(
            key=key,
            organisation=fields.need("organisation", str, what),
            title=fields.need("title", str, what),
            address=fields.may("address", str, "", what),
            date=fields.may("date", str, "", what),
            seen=seen,
            grade=grade,
        )
    return references
