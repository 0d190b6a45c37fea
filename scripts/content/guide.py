"""The whole of a site as it is written: languages, pages, words, menu, facts, references, source records."""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import langcodes

from scripts.content.accepted import Accepted, read_accepted
from scripts.content.changes import Change, read_changes
from scripts.content.claims import Terms, Words, read_claims, read_terms
from scripts.content.codes import Codes, read_codes
from scripts.content.data import Fields, read_fields, read_list
from scripts.content.file import read_text
from scripts.content.glossary import Agreed, read_glossary
from scripts.content.interface import Interface, read_interface
from scripts.content.language import HIDDEN, Language, Languages, read_languages
from scripts.content.ledger import Entry, read_ledger
from scripts.content.page import TO_BE_TRANSLATED, TO_BE_WRITTEN, Page, body_of, parse_page, read_page, read_sources
from scripts.content.recalls import RECALLS, Recall, read_recalls, withdrawn_in
from scripts.content.record import SourceRecord, read_record
from scripts.content.redirects import REDIRECTS, Redirect, read_redirects
from scripts.content.released import Released, read_released
from scripts.content.site import AcceptedRisk, SiteFacts, contacts_in, read_site
from scripts.content.unit import SAFETY, Unit, page_units
from scripts.content.upstream import read_upstream
from scripts.errors import GuideError

# What may stand in docs/ beside the language folders.
SHARED_FOLDERS = ("assets", "_data")

LANGUAGES = "docs/_data/languages.yml"

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
    """An entry of the register of safety boxes, docs/_data/safety.yml: no page may lose or weaken it. `first` is a
    box that stands before all others, above the first heading of its page."""

    id: str
    kind: str
    page: str
    first: bool


T = TypeVar("T")


class ByLanguage(Mapping[str, T], Generic[T]):
    """A value per tag, read when it is asked for: what is wrong with one language's files concerns no other."""

    def __init__(self, languages: Languages, read: Callable[[Language], T], unreadable: frozenset[str]) -> None:
        self._languages, self._read = languages, read
        self._tags = [language.tag for language in languages if language.tag not in unreadable]
        self._kept: dict[str, T] = {}

    def __getitem__(self, tag: str) -> T:
        if tag not in self._kept:
            if tag not in self._tags:
                raise KeyError(tag)
            self._kept[tag] = self._read(self._languages.get(tag))
        return self._kept[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tags)

    def __len__(self) -> int:
        return len(self._tags)


@dataclass(frozen=True)
class Fault:
    """What keeps a language from being read; `tag` is "" for what stands in docs/ and belongs to none."""

    tag: str
    error: GuideError


@dataclass(frozen=True)
class Guide:
    """A site's content. `root` is the folder of mkdocs.yml; every other path is relative to it with `/`.

    `files` are the names of the Markdown files of each language, `names` those that have text of their own: a
    translation that is empty, a skeleton or a copy of the source's page counts as missing, and readers see the
    source's page, marked; one that translates no page of the source is no page of the site.

    `faults` are kept only where `read_guide` was asked to: the languages they name have no files, and the words of the
    source's interface.
    """

    root: Path
    languages: Languages
    interfaces: dict[str, Interface]
    menu: tuple[Group, ...]
    references: dict[str, Reference]
    synonyms: dict[str, Synonyms]
    files: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    faults: tuple[Fault, ...] = ()
    facts: SiteFacts = field(default_factory=SiteFacts)

    def __getstate__(self) -> dict[str, Any]:
        return {
            field.name: getattr(self, field.name) for field in dataclasses.fields(self)
        }  # what is read later is read again

    @property
    def unreadable(self) -> frozenset[str]:
        """Tags of the languages that could not be read."""
        return frozenset(fault.tag for fault in self.faults if fault.tag)

    def hiding(self, tags: frozenset[str]) -> Guide:
        """The same guide with some of its languages at the stage `hidden`."""
        return replace(
            self,
            languages=Languages(
                tuple(replace(one, stage=HIDDEN) if one.tag in tags else one for one in self.languages)
            ),
        )

    def setting_aside(self, fault: Fault) -> Guide:
        """The same guide with one more language that cannot be read."""
        return replace(
            self,
            faults=(*self.faults, fault),
            files={**self.files, fault.tag: frozenset()},
            names={**self.names, fault.tag: frozenset()},
        )

    @property
    def accepted_risks(self) -> tuple[AcceptedRisk, ...]:
        return self.facts.accepted_risks

    def contacts_in(self, language: Language) -> dict[str, str]:
        """The telephone numbers for text in a language, by slot; a slot that is not there is empty."""
        return contacts_in(self.facts, language, self.languages.source)

    @property
    def offers(self) -> dict[str, dict[str, str]]:
        """In what words each public language offers itself to its readers, by tag; not those that lack words of their own."""
        interfaces = {
            one.tag: self.interfaces[one.tag] for one in self.languages.public if one.tag not in self.unreadable
        }
        return {
            tag: interface.words["offer"]
            for tag, interface in interfaces.items()
            if not any(one.startswith("offer.") for one in interface.missing)
        }

    def words(self, language: Language) -> dict[str, dict[str, str]]:
        """The words of a language's interface as readers see them: the site's name is the hospital's, if it gave one."""
        words = self.interfaces[language.tag].words
        name, _ = self.facts.name.in_language(language.tag, self.languages.source.tag)
        return {**words, "site": {**words["site"], "name": name}} if name else words

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

    def _by_language(self, read: Callable[[Language], T]) -> ByLanguage[T]:
        return ByLanguage(self.languages, read, self.unreadable)

    @cached_property
    def pages(self) -> Mapping[str, dict[str, Page]]:
        """Pages by tag and name. Read on first use: a build needs only the source's."""
        return self._by_language(self.read_pages)

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
    def recalls(self) -> tuple[Recall, ...]:
        """Every section that was ever withdrawn. Raises GuideError for one that the source language does not have."""
        found = read_recalls(self.root)
        for one in found:
            if not one.lifted and one.id not in self.section_ids.get(one.page, ()):
                raise GuideError(
                    f"{one.section} is withdrawn, and there is no such section.", place=f"{RECALLS}:{one.at}",
                    hint="put it back, or say that it is over: guide recall --lift.",
                )  # fmt: skip
        return found

    def withdrawn(self, name: str) -> dict[str, Recall]:
        """The sections of a page that are withdrawn now, by id."""
        if not any(one.page == name and not one.lifted for one in self.recalls):
            return {}
        sections = self.read_page(self.languages.source, name).sections
        return withdrawn_in(sections, (one for one in self.recalls if one.page == name))

    @cached_property
    def section_ids(self) -> dict[str, frozenset[str]]:
        """The ids of the sections of each page of the source language: its addresses."""
        source = self.languages.source
        return {
            name: frozenset(one.id for one in self.read_page(source, name).sections if one.id)
            for name in sorted(self.names[source.tag])
        }

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Old addresses and where they lead now."""
        folders = {language.folder for language in self.languages}
        there = (self.root / REDIRECTS).exists()
        return read_redirects(self.root, self.section_ids, folders) if there else ()

    @cached_property
    def released(self) -> Released | None:
        """What the last release had; None where nothing was released."""
        return read_released(self.root)

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What has changed on pages, for their readers, by page."""
        tags = tuple(language.tag for language in self.languages)
        return read_changes(self.root, self.names[self.languages.source.tag], tags)

    @cached_property
    def boxes(self) -> tuple[SafetyBox, ...]:
        return _read_boxes(self.docs / "_data" / "safety.yml", "docs/_data/safety.yml")

    @cached_property
    def codes(self) -> Codes:
        """The codes that records systems ask with; none in a guide without a list of them."""
        return read_codes(self.root)

    @cached_property
    def terms(self) -> Terms:
        """The key terms; in a language that terms.yml has none of, those that its translators agreed on."""
        agreed = {tag: {id: one.use for id, one in terms.items()} for tag, terms in self.glossaries.items()}
        return read_terms(self.root).and_agreed(agreed)

    @cached_property
    def claims(self) -> Mapping[str, Words | None]:
        """Claim words by tag; None for a language that has no list of them."""
        return self._by_language(lambda language: read_claims(self.root, language.tag))

    def units(self, language: Language, name: str) -> dict[str, Unit]:
        """The units of a page by address; none where the language has no such file. What a translator has not begun is
        no unit."""
        if name not in self.files[language.tag]:
            return {}
        place = f"docs/{language.folder}/{name}.md"
        text = read_text(self.root / place, place)
        units = page_units(name, text, place)
        if TO_BE_TRANSLATED in text:
            for section in parse_page(text, place, language.tag, name).sections:
                if section.to_be_translated:
                    units.pop(section.address, None)
        return units

    @cached_property
    def glossaries(self) -> Mapping[str, dict[str, Agreed]]:
        """The medical words that were agreed on, by tag and term."""
        return self._by_language(lambda language: read_glossary(self.root, language.tag))

    def choices(self, tag: str) -> dict[str, Agreed]:
        """The words to use and to avoid for each term of a language; where nobody has agreed on any, the forms of
        terms.yml."""
        found = {id: Agreed(forms[tag]) for id, forms in self.terms.forms.items() if forms.get(tag)}
        for id, one in self.glossaries[tag].items():
            found[id] = one if one.use else replace(one, use=found.get(id, one).use)
        return found

    @cached_property
    def upstream(self) -> dict[str, dict[str, str]]:
        """The fingerprints of the guide as it was handed out, by tag and address."""
        return read_upstream(self.root)

    @cached_property
    def ledgers(self) -> Mapping[str, dict[str, Entry]]:
        """What is said to be done, by tag and unit."""
        return self._by_language(lambda language: read_ledger(self.root, language.tag))

    @cached_property
    def accepted(self) -> Mapping[str, dict[str, Accepted]]:
        """Accepted sections by tag and `page#id`."""
        return self._by_language(lambda language: read_accepted(self.root, language.tag))


def read_guide(root: Path, *, keep_faults: bool = False) -> Guide:
    """The guide in a folder. Raises GuideError, with place and next step, for anything that cannot be read.

    With `keep_faults` a translation that cannot be read, or what lies in docs/ without being one, is kept as a fault, so
    that the other languages can be built and checked.
    """
    docs, data = root / "docs", root / "docs" / "_data"
    if not (data / "languages.yml").exists():
        raise GuideError(
            "docs/_data/languages.yml is not here, so this is no guide's folder.",
            place=str(root),
            hint="run the command in the folder that holds mkdocs.yml, or name it with --root.",
        )
    languages = read_languages(data / "languages.yml", LANGUAGES)
    faults = [Fault("", error) for error in _strangers(docs, languages)]
    source = languages.source
    files, names = {source.tag: _files(root, source, languages)}, {}
    names[source.tag] = files[source.tag]
    for name in REQUIRED:
        if name not in files[source.tag]:
            raise GuideError(
                "the page is missing; every page links to it.",
                place=f"docs/{source.folder}/{name}.md",
                hint="write it; `title: …` between two lines of --- and a heading are enough to begin with.",
            )
    interface = read_interface(data / "ui" / f"{source.tag}.yml", f"docs/_data/ui/{source.tag}.yml")
    interfaces, synonyms = {source.tag: interface}, {source.tag: _read_synonyms(root, source)}
    originals = {name: body_of(_text(root, source, name)) for name in files[source.tag]}
    for language in languages.all[1:]:
        tag, place = language.tag, f"docs/_data/ui/{language.tag}.yml"
        try:
            _check_folder(docs, language, languages)
            files[tag] = _files(root, language, languages)
            interfaces[tag] = read_interface(root / place, place, interface)
            synonyms[tag] = _read_synonyms(root, language)
            read_glossary(root, tag)
            names[tag] = _own(root, language, files[tag], originals)
        except GuideError as error:
            faults.append(Fault(tag, error))
            files[tag] = names[tag] = frozenset()
            interfaces[tag], synonyms[tag] = interface, Synonyms("")
    if faults and not keep_faults:
        raise faults[0].error
    guide = Guide(
        root=root,
        languages=languages,
        interfaces=interfaces,
        menu=_read_menu(data / "menu.yml", "docs/_data/menu.yml", interface),
        facts=_read_facts(root, languages, files[source.tag]),
        references=_read_references(data / "references.yml", "docs/_data/references.yml"),
        synonyms=synonyms,
        files=files,
        names=names,
        faults=tuple(faults),
    )
    for _ in (guide.recalls, guide.redirects, guide.changes):  # what is wrong with them concerns every page
        pass
    return guide


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


def _text(root: Path, language: Language, name: str) -> str:
    place = f"docs/{language.folder}/{name}.md"
    return read_text(root / place, place)


def _own(root: Path, language: Language, files: frozenset[str], originals: dict[str, str]) -> frozenset[str]:
    """The files of a translation that have text of their own, of those that translate a page of the source."""

    def is_own(name: str) -> bool:
        own = _text(root, language, name)
        body = body_of(own)
        if not body or name not in originals or body == originals[name]:
            return False
        place = f"docs/{language.folder}/{name}.md"
        return TO_BE_WRITTEN not in body or parse_page(own, place, language.tag, name).written

    return frozenset(name for name in sorted(files) if is_own(name))


def _strangers(docs: Path, languages: Languages) -> Iterator[GuideError]:
    """What is in docs/ besides a folder for each language record and the shared folders."""
    folders = {language.folder for language in languages}
    for entry in sorted(docs.iterdir()):
        if entry.name in folders or entry.name in SHARED_FOLDERS or entry.name.startswith("."):
            continue
        place = f"docs/{entry.name}"
        if not entry.is_dir():
            yield GuideError(
                "the file lies outside the language folders.",
                place=place,
                hint=f"move it to docs/{languages.source.folder}/ (a page) or docs/assets/ (anything else).",
            )
            continue
        meant = _meant(entry.name)
        if meant in folders:
            hint = f"its standard form is {meant}, which is a language of this site: rename it to docs/{meant}."
        elif meant:
            hint = f"rename it, and add '- {{tag: {meant}, name: …}}' to docs/_data/languages.yml"
            hint = hint.replace("rename it, and ", "" if meant == entry.name else f"rename it to docs/{meant}, and ")
            hint += ", with the language's own name."
        else:
            hint = "add a record for the language, rename the folder, or move shared files to docs/assets/."
        yield GuideError(
            f"the folder is no language of {LANGUAGES} and none of {', '.join(SHARED_FOLDERS)}.", place=place, hint=hint
        )


def _meant(folder: str) -> str:
    """The tag that a folder's name stands for, in its standard form; "" if none."""
    return langcodes.standardize_tag(folder) if langcodes.tag_is_valid(folder) else ""


def _check_folder(docs: Path, language: Language, languages: Languages) -> None:
    """A language has a folder, and it is no other language's."""
    folder = docs / language.folder
    place = f"{LANGUAGES}:{language.line}"
    if not folder.is_dir():
        wrong = [one.name for one in sorted(docs.iterdir()) if one.is_dir() and _meant(one.name) == language.tag]
        raise GuideError(
            f"the language {language.tag} has a record but no folder docs/{language.folder}/.",
            place=place,
            hint=f"rename docs/{wrong[0]} to docs/{language.folder}."
            if wrong
            else "make the folder (it may be empty but for a file .gitkeep) or take the record out.",
        )
    for other in languages:
        there = docs / other.folder
        if other != language and there.is_dir() and os.path.samefile(folder, there) and folder.is_symlink():
            raise GuideError(
                f"docs/{language.folder} and docs/{other.folder} are one folder; {language.tag} would show "
                f"{other.tag} pages as its own.",
                place=place,
                hint=f"give {language.tag} a folder of its own, or take its record out.",
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


def _read_facts(root: Path, languages: Languages, names: frozenset[str]) -> SiteFacts:
    """The site facts, if each note stands at a section that there is."""
    facts = read_site(root, languages)
    known: dict[str, list[str]] = {}
    for note in facts.notes:
        page, _, id = note.section.partition("#")
        if page not in names:
            near = difflib.get_close_matches(page, names, n=1)
            hint = f"did you mean {near[0]}#{id}?" if near else "name a page as its file is called, without .md."
            raise GuideError(f"the note is for {note.section}; there is no page '{page}'.", place=note.place, hint=hint)
        if page not in known:
            place = f"docs/{languages.source.folder}/{page}.md"
            known[page] = [one.id for one in read_page(root / place, place, languages.source.tag, page).sections]
        if id not in known[page]:
            near = difflib.get_close_matches(id, known[page], n=1)
            hint = f"did you mean {page}#{near[0]}?" if near else f"the sections are: {', '.join(known[page])}."
            raise GuideError(
                f"the note is for {note.section}; the page has no section '{id}'.", place=note.place, hint=hint
            )
    return facts


def _read_boxes(path: Path, place: str) -> tuple[SafetyBox, ...]:
    boxes = []
    for fields in read_list(path, place) if path.exists() else []:
        what = "a safety box"
        fields.only(("box", "kind", "page", "first"), what)
        kind = fields.need("kind", str, what)
        if kind not in SAFETY:
            raise GuideError(
                f"'kind' of {what} is '{kind}'.", place=fields.place("kind"), hint="write danger or warning."
            )
        box = SafetyBox(
            fields.need("box", str, what), kind, fields.need("page", str, what), fields.may("first", bool, False, what)
        )
        boxes.append(box)
    return tuple(boxes)


@dataclass(frozen=True)
class Synonyms:
    """What readers say and pages do not, for search: `pee: [urine, get-help#emergency]`, words of the pages or sections.
    `lines` says where each stands in the file at `path`."""

    path: str
    said: Mapping[str, list[str]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def _read_synonyms(root: Path, language: Language) -> Synonyms:
    place = f"docs/_data/synonyms/{language.tag}.yml"
    if not (root / place).exists():
        return Synonyms(place)
    fields = read_fields(root / place, place)
    said = {str(said): [str(word) for word in fields.need(said, list, "the synonyms")] for said in fields}
    return Synonyms(place, said, {str(said): line for said, line in fields.lines.items()})


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
