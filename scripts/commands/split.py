"""`guide split`: an article becomes a source record and the pages of its plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import click
import langcodes

from scripts.commands.site_data import interface_words, languages_with, menu_with
from scripts.commands.write import write_whole
from scripts.content.accepted import accepted_path, accepted_text, read_accepted
from scripts.content.article import read_article
from scripts.content.claims import read_claims, read_terms
from scripts.content.data import read_fields
from scripts.content.file import LIMIT
from scripts.content.language import Languages, read_languages
from scripts.content.plan import Plan, plan_record, plan_text, propose, read_plan
from scripts.content.record import SourceRecord, read_record, record_text
from scripts.content.script import foreign_script
from scripts.content.source import Source
from scripts.content.translation import follow
from scripts.content.update import fill_record
from scripts.errors import GuideError
from scripts.outputs.article_pages import accepted_pages, copied_page, skeleton

LANGUAGES = "docs/_data/languages.yml"
ALIKE = 0.4  # of an original's sections: so many have a counterpart in its translation
MENU = "docs/_data/menu.yml"


@dataclass(frozen=True)
class Facts:
    """What the user knows of an article that it does not say itself, or says wrongly; "" for nothing."""

    title: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""


def split(
    root: Path, file: Path, *, topic: str, rights: str, plan: Path | None = None, read_as: str | None = None,
    language: str | None = None, facts: Facts = Facts(),
) -> int:  # fmt: skip
    """Write docs/_data/sources/<topic>.yml, the pages of its plan that are not there yet, and their menu group.

    The plan is that of the record that stands already; for the translation of an article we know, that of the
    original; else the file `plan`, which is first written as a proposal; else the proposal. `rights` is rewrite or
    copy. A second run on the same article changes nothing; no page is ever overwritten.
    """
    if not re.match(r"^[a-z][a-z0-9-]*$", topic):
        raise GuideError(
            f"'{topic}' is no topic name.", hint="use small letters, digits and hyphens, such as spinal-tumor."
        )
    if facts.address and urlsplit(facts.address).scheme not in ("http", "https"):
        raise GuideError(f"'{facts.address}' is no address.", hint="write it in full: --address https://…")
    article = read_article(file, form=read_as, language=language)
    source = article.source
    about = replace(source.about, **{key: value for key, value in vars(facts).items() if value})
    source = replace(source, about=about)
    if not source.passages:
        raise GuideError(
            "there is no text in it.", place=str(file), hint="is it the right file? `guide outline` shows it."
        )
    for remark in article.remarks:
        click.echo(f"guide: {remark}", err=True)
    if not (root / LANGUAGES).exists():
        raise GuideError(
            f"{LANGUAGES} is not here, so this is no guide's folder.", place=str(root),
            hint="run the command in the folder that holds mkdocs.yml, or name it with --root; guide new FOLDER makes one.",
        )  # fmt: skip
    languages = read_languages(root / LANGUAGES, LANGUAGES)
    if topic in {one.tag.lower() for one in languages} or (len(topic) == 2 and langcodes.tag_is_valid(topic)):
        raise GuideError(f"'{topic}' is a language, and its pages would stand where those of the language do.",
                         hint="choose another --topic.")  # fmt: skip
    tag = _tag_of(source, languages)
    if script := foreign_script(" ".join(passage.text for passage in source.passages), tag):
        raise GuideError(
            f"the article is written in the script {script}, which {tag} is not"
            + ("." if source.language else "; it does not say its language."),
            place=str(file), hint="name its language: --language TAG.",
        )  # fmt: skip
    site = _Site(root, languages, topic, rights, tag)
    record = _record(site, source, plan)
    if isinstance(record, str):
        return _show(plan, record)
    record = replace(record, **{key: value for key, value in vars(facts).items() if value})
    if record.address and not about.address:
        source = replace(source, about=replace(about, address=record.address))
    record, changes = fill_record(record, source, read_claims(root, tag), read_terms(root))
    files = site.files(record, source)
    _check_size(record, files[record.path], file)

    # Everything has been read and made: only now is anything written.
    written = []
    for name, text in files.items():
        path = root / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            written.append(name)
    for change in [*changes, *site.remarks(record, written)]:
        click.echo(change)
    _tell(record, written)
    return 0


def _tag_of(source: Source, languages: Languages) -> str:
    """The article's language as a tag of the site, else as it says, in its standard form; without it, the source's."""
    said = source.language.replace("_", "-")
    if not said or not langcodes.tag_is_valid(said):
        return languages.source.tag
    tag = langcodes.standardize_tag(said)
    tags = [language.tag for language in languages]
    if tag in tags:
        return tag
    wanted = langcodes.Language.get(tag).maximize()
    for known in tags:
        other = langcodes.Language.get(known).maximize()
        if (other.language, other.script) == (wanted.language, wanted.script):
            return known
    usual = langcodes.Language.get(wanted.language).maximize().script
    if wanted.language == "zh" or wanted.script != usual:
        return f"{wanted.language}-{wanted.script}"
    return wanted.language or tag


@dataclass(frozen=True)
class _Site:
    """The site that an article is split into: `tag` is the article's language."""

    root: Path
    languages: Languages
    topic: str
    rights: str
    tag: str

    @property
    def record_path(self) -> str:
        return f"docs/_data/sources/{self.topic}.yml"

    @property
    def folder(self) -> str:
        """The folder of the topic's pages: none where the site has no first page yet."""
        index = self.root / "docs" / self.languages.source.folder / "index.md"
        return f"{self.topic}/" if index.exists() else ""

    def pages(self) -> list[str]:
        """The names of the pages that are there in the article's language."""
        return [path.stem for path in (self.root / "docs" / self.tag).glob("*.md")]

    def files(self, record: SourceRecord, source: Source) -> dict[str, str]:
        """Every file that the split leaves, with its text: record, pages, acceptance, menu, language."""
        copied = record.rights == "copy"
        pages = {
            name: f"docs/{self.tag}/{name}.md"
            for name in record.pages
            if not (self.root / "docs" / self.tag / f"{name}.md").exists()
        }
        first = not (self.root / record.path).exists()
        if copied and first and len(pages) < len(record.pages):
            there = next(name for name in record.pages if name not in pages)
            raise GuideError(
                "the page is there already, and would not get the article's text.", place=f"docs/{self.tag}/{there}.md",
                hint="move it away, or give the article's page another name: --plan FILE.",
            )  # fmt: skip
        files = {record.path: record_text(record)}
        for name, path in pages.items():
            files[path] = copied_page(record, name, source) if copied else skeleton(record, name)
        if copied and pages:
            accepted = read_accepted(self.root, self.tag) | accepted_pages(record, list(pages), source)
            files[accepted_path(self.tag)] = accepted_text(accepted)
        if pages and self.tag == self.languages.source.tag:
            menu = self.root / MENU
            text = menu.read_text(encoding="utf-8") if menu.exists() else ""
            files[MENU] = menu_with(text, self.topic, list(record.pages), MENU)
        if all(language.tag != self.tag for language in self.languages):
            files[LANGUAGES] = languages_with((self.root / LANGUAGES).read_text(encoding="utf-8"), self.tag)
            if words := interface_words(self.tag, self._name()):
                files.setdefault(f"docs/_data/ui/{self.tag}.yml", words)
        return files

    def remarks(self, record: SourceRecord, written: list[str]) -> Iterator[str]:
        """What the user should know: a credit that says too little, and of a translation the parts of the original it
        lacks, and the words that the site lacks."""
        if record.rights == "copy" and record.path in written:
            facts = {"publisher": record.publisher, "licence": record.licence}
            if lacks := [name for name, value in facts.items() if not value]:
                options = " and ".join(f"--{name}" for name in lacks)
                yield f"its pages name no {' and no '.join(lacks)}: give {options}, with the same command again"
        if record.translates and record.path in written:
            original = read_record(self.root / self.record_path, self.record_path)
            there = {target for passage in record.passages for target in passage.covered_by}
            lacking = {target for passage in original.passages for target in passage.covered_by} - there
            if lacking:
                more = f" and {len(lacking) - 8} more" if len(lacking) > 8 else ""
                yield f"the original has more: nothing of this article goes to {', '.join(sorted(lacking)[:8])}{more}"
        if LANGUAGES in written and not (self.root / f"docs/_data/ui/{self.tag}.yml").exists():
            yield f"menus and notices in {self.tag} are in {self.languages.source.tag} until docs/_data/ui/{self.tag}.yml is written"

    def _name(self) -> str:
        """What the site is called in its first language."""
        place = f"docs/_data/ui/{self.languages.source.tag}.yml"
        return read_fields(self.root / place, place).get("site", {}).get("name", "")


def _record(site: _Site, source: Source, plan: Path | None) -> SourceRecord | str:
    """The record that stands, or a planned one; or the text of a proposal that is to be shown first."""
    path = site.root / site.record_path
    standing = read_record(path, site.record_path) if path.exists() else None
    if standing is not None:
        if plan is not None:
            late = GuideError(
                "--plan is for an article's first time here; this one, or its original, has its record.",
                place=site.record_path, hint="change `pages` and `covered_by` there, and the pages themselves.",
            )  # fmt: skip
            if not plan.exists():
                raise late
            click.echo(f"guide: {late}", err=True)  # it has been followed; the same command updates the record
        if standing.topic != site.topic:
            raise GuideError(
                f"the record is for the topic '{standing.topic}', not '{site.topic}'.",
                place=site.record_path, hint="correct its first line.",
            )  # fmt: skip
        if (standing.language or site.languages.source.tag) != site.tag:
            return _translation(site, source, standing)
        return _same_rights(standing, site)
    if site.tag != site.languages.source.tag:
        raise GuideError(
            f"the article is in {site.tag}, and this site is written in {site.languages.source.tag} first.",
            hint=f"split its {site.languages.source.tag} version first, with the same --topic; or say --language if the "
            f"article is in another language than it claims; or begin a site of its own: guide new FOLDER --language {site.tag}",
        )  # fmt: skip
    chosen = propose(
        source,
        topic=site.topic,
        language=site.tag,
        rights=site.rights,
        folder=site.folder,
        taken=() if site.folder else site.pages(),
    )
    if plan is not None and not plan.exists():
        return plan_text(chosen, source, site.rights)
    if plan is not None:
        fields = read_fields(plan, str(plan))
        if "passages" in fields:
            record = read_record(plan, str(plan))
            return replace(record, path=site.record_path, topic=site.topic, rights=site.rights)
        chosen = read_plan(fields, source)
    return _planned(site, source, chosen)


def _planned(site: _Site, source: Source, plan: Plan) -> SourceRecord:
    return plan_record(source, plan, path=site.record_path, topic=site.topic, language=site.tag, rights=site.rights)


def _same_rights(record: SourceRecord, site: _Site) -> SourceRecord:
    if record.rights != site.rights:
        raise GuideError(
            f"the record says rights: {record.rights}; you said --rights {site.rights}.", place=record.path,
            hint="rights do not change by the way; for another article choose another --topic.",
        )  # fmt: skip
    return record


def _translation(site: _Site, source: Source, original: SourceRecord) -> SourceRecord:
    """The record of an article that translates the one of `original`."""
    place = f"docs/_data/sources/{site.topic}.{site.tag}.yml"
    if (site.root / place).exists():
        return _same_rights(read_record(site.root / place, place), site)
    plan = follow(original, source)
    sections = {target for passage in original.passages for target in passage.covered_by[:1]}
    found = sections & {f"{spot.page}#{spot.section}" for spot in plan.places.values()}
    if len(found) < len(sections) * ALIKE:
        raise GuideError(
            f"this does not look like a translation of {original.path}: {len(found)} of its {len(sections)} sections "
            "have a counterpart.",
            hint="is it the right file, and the right --topic? If the article says a wrong language, name it: --language.",
        )  # fmt: skip
    record = plan_record(source, plan, path=place, topic=site.topic, language=site.tag, rights=site.rights)
    return replace(record, translates=original.topic)


def _check_size(record: SourceRecord, text: str, file: Path) -> None:
    if len(text.encode()) > LIMIT:
        raise GuideError(
            f"its record would have {len(text.encode()):,} bytes; at most {LIMIT:,} can be read again.",
            place=str(file), hint="split the article into several, each with a topic of its own.",
        )  # fmt: skip


def _show(plan: Path, text: str) -> int:
    write_whole(plan, text)
    click.echo(text, nl=False)
    click.echo(f"wrote {plan}, and nothing else. Change it if you like, then run the same command again.", err=True)
    return 0


def _tell(record: SourceRecord, written: list[str]) -> None:
    lost = sum(entry.state == "lost" for entry in record.lists)
    click.echo(
        f"{len(record.passages)} passages, {len(record.outline)} headings, {lost} lists that it announces and does not show, "
        f"{sum(len(p.figures) for p in record.passages)} figures, {len(record.links)} link(s)."
    )
    silent = sum(bool(link.href) and not link.target for link in record.links)
    if silent and record.rights == "copy" and any(name.endswith(".md") for name in written):
        why = "" if record.address else "; --address with the page's own address helps with relative ones"
        click.echo(f"{silent} link(s) lead nowhere from here and are shown as text{why}.")
    for name in written:
        click.echo(f"wrote {name}")
    if not written:
        click.echo(f"{record.path} and its pages are up to date; nothing was written.")
