"""`guide lang export` and `guide lang import`: translation in a word processor or a translation program."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click

from scripts.checks.tongue import WORDS, Vocabularies, other_language
from scripts.commands.write import write_all, write_whole
from scripts.content.data import parse_yaml
from scripts.content.file import read_bytes, read_text
from scripts.content.glossary import Agreed
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.ledger import (
    MEMORY,
    Entry,
    Standing,
    done,
    ledger_path,
    ledger_text,
    memory_text,
    read_ledger,
    read_memory,
    standing,
)
from scripts.content.segment import Segment, plain
from scripts.content.unit import INTERFACE, Unit, interface_units, page_units
from scripts.errors import GuideError
from scripts.finding import Finding, Severity, short
from scripts.outputs import sheet_docx, sheet_po, sheet_xliff
from scripts.outputs.interface_words import with_words
from scripts.outputs.sheet import (
    Change,
    Comparison,
    Part,
    Row,
    Sheet,
    Work,
    earlier,
    interface_work,
    page_works,
    row_id,
    unfinished,
)
from scripts.outputs.translated_page import misread, misrendered, translated
from scripts.reports import text_report

FORMS: dict[str, tuple[ModuleType, str]] = {
    "docx": (sheet_docx, "docx"), "xliff": (sheet_xliff, "xlf"), "po": (sheet_po, "po"),
}  # fmt: skip

_STATES = {
    Standing.MISSING: "To be translated.",
    Standing.NEW: "Translated, but nobody has said from which text of the original.",
    Standing.STALE: "The original says something else since this was translated.",
    Standing.EDITED: "Changed since it was said to be done.",
    Standing.UNSIGNED: "Done, and not signed by a reviewer yet.",
    Standing.SIGNED: "Done and signed; whatever you change has to be signed again.",
}


def export(root: Path, tag: str, pages: Sequence[str], *, form: str, output: Path | None) -> int:
    """Write a file for a translator: the named pages (`ui` for the interface words), or all."""
    guide = read_guide(root)
    language = _translation(guide, tag)
    names = _names(guide, language, pages)
    sheet = _sheet(guide, language, names)
    module, ending = FORMS[form]
    path = output or Path(f"{'-'.join([tag, *(name.replace('/', '-') for name in pages[:1])])}.{ending}")
    if path.exists():
        raise GuideError(
            "the file is there already; it may hold somebody's translation.", place=str(path),
            hint="move it away, or name another file with -o.",
        )  # fmt: skip
    write_whole(path, module.write(sheet))
    empty = sum(not row.translation for part in sheet.parts for row in part.rows)
    click.echo(f"Wrote {path}: {sheet.count} rows of {len(sheet.parts)} sections, {empty} of them to be translated.")
    click.echo(f"When it comes back: guide lang import {path} --by NAME")
    return 0


def bring(root: Path, file: Path, *, by: Sequence[str], how: str) -> int:
    """Import a file that came back: refuse it with every reason, or write what it changes in one step. Never signs."""
    guide = read_guide(root)
    data = read_bytes(file, str(file))
    sheet = _form_of(data).read(data, str(file))
    language = _language_of(sheet, guide, str(file))
    works = {
        name: _works(guide, language, name)
        for name in dict.fromkeys(part.address.rsplit("#", 1)[0] for part in sheet.parts)
    }
    memory = read_memory(root)
    compared = Comparison(sheet, {a: w for page in works.values() for a, w in page.items()}, str(file), memory)
    refused = [*compared.refused, *_foreign(compared.changes, language, guide, str(file))]
    files: dict[Path, str] = {}
    notices = list(unfinished(compared.changes, str(file), language.tag))
    if not refused:
        for name in works:
            changes = [c for c in compared.changes if c.is_written and c.address.startswith(f"{name}#")]
            if changes:
                write = _with_words if name == INTERFACE else _page
                path, text, wrong = write(guide, language, name, changes, str(file))
                files[path] = text
                refused += wrong
    if refused:
        click.echo(text_report([*sorted(set(refused)), *notices], everything=True))
        click.echo("Nothing was written.")
        return 1
    told = [f"{language.tag} {c.address}: {len(c.changed)} row(s)" for c in compared.changes if c.is_written]
    finished, held = _finished(guide, language, compared.changes, files, str(file))
    files |= _records(guide, language, finished, memory, by=by, how=how)
    write_all(guide.root, {path.relative_to(guide.root).as_posix(): content for path, content in files.items()})
    for line in told:
        click.echo(line)
    if notices + held:
        click.echo(text_report(sorted({*notices, *held}), everything=True))
    click.echo(f"{len(told)} section(s) written, {len(finished)} done." if files else "Nothing has changed.")
    return 0


def _translation(guide: Guide, tag: str) -> Language:
    language = guide.languages.get(tag)
    if language == guide.languages.source:
        raise GuideError(f"'{tag}' is the language that the others translate.", hint="name one of the others.")
    return language


def _names(guide: Guide, language: Language, pages: Sequence[str]) -> list[str]:
    """The pages to export, in the order of the menu; interface words last."""
    known = guide.files[guide.languages.source.tag]
    for name in pages:
        if name != INTERFACE and name not in known:
            raise GuideError(
                f"there is no page '{name}' in {guide.languages.source.tag}.",
                hint=f"the pages are: {', '.join(sorted(known))}; {INTERFACE} is the words of the interface.",
            )
    if pages:
        return list(dict.fromkeys(pages))
    # A translated article that was copied has words of its own: its record says what must be there.
    own = {name for record in guide.records if record.rights == "copy" for name in record.pages}
    order = [name for name in guide.menu_pages if name in known] + sorted(known)
    return [*(name for name in dict.fromkeys(order) if name not in own or not guide.has(language, name)), INTERFACE]


def _works(guide: Guide, language: Language, name: str) -> dict[str, Work]:
    """The units of a page, or of the interface, and their translation as it stands. None for a page that is not there."""
    if name == INTERFACE:
        source, own = (interface_units(guide.interfaces[tag]) for tag in (guide.languages.source.tag, language.tag))
        return {
            address: interface_work(unit, own[address])
            for address, unit in source.items()
            if unit.segments and not (language.theme and address == f"{INTERFACE}#theme")  # Material has these words
        }
    if name not in guide.files[guide.languages.source.tag]:
        return {}
    paths = _path(guide.languages.source, name), _path(language, name)
    source = read_text(guide.root / paths[0], paths[0])
    return page_works(name, source, _raw(guide.root / paths[1]), paths, is_own=guide.has(language, name))


def _path(language: Language, name: str) -> str:
    return f"docs/{language.folder}/{name}.md"


def _raw(path: Path) -> str:
    """A file of a guide that was read, with its line ends; "" for none."""
    if not path.exists():
        return ""
    read_text(path)  # refuses what is no text
    return path.read_bytes().decode("utf-8").removeprefix("\ufeff")


def _sheet(guide: Guide, language: Language, names: Sequence[str]) -> Sheet:
    entries, memory = read_ledger(guide.root, language.tag), read_memory(guide.root)
    notes = _glossary(guide, language)
    parts = []
    for name in names:
        for address, work in _works(guide, language, name).items():
            parts.append(_part(guide, name, work, entries.get(address), memory, notes))
    source = guide.languages.source
    count = sum(len(part.rows) for part in parts)
    direction = language.direction
    return Sheet(source.tag, language.tag, tuple(parts), count, (_name(source), _name(language)), direction)


def _name(language: Language) -> str:
    return f"{language.name} ({language.tag})"


def _part(
    guide: Guide, name: str, work: Work, entry: Entry | None, memory: Mapping[str, Sequence[str]],
    notes: Callable[[str], list[str]],
) -> Part:  # fmt: skip
    stands = _stands(work, entry)
    is_open = not stands.is_fresh and stands is not Standing.MISSING
    was: dict[int, str] = {}
    state = _STATES[stands]
    if stands is Standing.STALE and entry and entry.source in memory:
        was, gone = earlier(work, memory[entry.source])
        state += "".join(f" No longer there: “{text}”" for text in gone)
    if work.own and not work.fits:
        extra = [s.text for s in work.own.segments if s.text and s.text not in work.words.values()]
        state += "".join(f" In the translation only: “{text}”" for text in extra if text not in work.original.values())
    rows = tuple(
        Row(
            number,
            work.original[number],
            text,
            segment.kind,
            segment.box,
            _row_notes(segment, notes),
            was.get(number, ""),
            is_open and bool(text),
        )
        for number, text in work.words.items()
        if (segment := work.source.segments[number - 1])
    )
    source = guide.languages.source
    title = "Words of the interface" if name == INTERFACE else guide.read_page(source, name).title
    path = work.path or ((work.source.address.split("#")[1],) if name == INTERFACE else ())
    return Part(work.source.address, work.source.fingerprint, work.base, rows, title, path, state, is_open)


def _row_notes(segment: Segment, notes: Callable[[str], list[str]]) -> tuple[str, ...]:
    key = f"Where: {segment.section}.{segment.shape[1]}" if segment.kind == "words" else ""
    return tuple(note for note in (key, *notes(segment.plain)) if note)


def _stands(work: Work, entry: Entry | None) -> Standing:
    own = work.own if any(work.words.values()) else None
    return standing(work.source, own, entry)


def _glossary(guide: Guide, language: Language) -> Callable[[str], list[str]]:
    """What was agreed on for the terms that a text of the source speaks of."""
    agreed, source = guide.glossaries[language.tag], guide.languages.source.tag

    def notes(text: str) -> list[str]:
        found = dict(guide.terms.found_in(text, source))
        return [said for id, form in found.items() if (said := _agreed(form, agreed.get(id, Agreed())))]

    return notes


def _agreed(form: str, agreed: Agreed) -> str:
    said = [f"use {_quoted(agreed.use)}"] if agreed.use else []
    said += [f"not {_quoted(agreed.avoid)}"] if agreed.avoid else []
    said += [agreed.note] if agreed.note else []
    return f"“{form}”: {'; '.join(said)}" if said else ""


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _form_of(data: bytes) -> ModuleType:
    """How a file is to be read, by its first bytes: names change on the way."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK"):
        return sheet_docx
    return sheet_xliff if start.startswith(b"<") else sheet_po


def _language_of(sheet: Sheet, guide: Guide, path: str) -> Language:
    if sheet.source != guide.languages.source.tag:
        raise GuideError(
            f"the file translates from '{sheet.source}', and this guide is written in '{guide.languages.source.tag}'.",
            place=path, hint="is it the file of another guide?",
        )  # fmt: skip
    try:
        return _translation(guide, sheet.target)
    except GuideError as error:
        raise GuideError(
            f"the file translates into '{sheet.target}': {error.message}", place=path, hint=error.hint
        ) from error


def _foreign(changes: Sequence[Change], language: Language, guide: Guide, path: str) -> Iterator[Finding]:
    """Refuse a file of which most of what is new is in another language: it is the wrong file, or was left as it was."""
    vocabularies = Vocabularies(guide)
    found, judged = [], 0
    for change in changes:
        for number in change.changed:
            text = plain(change.words[number])
            is_long = len(text.split()) >= WORDS
            is_copy = is_long and text == plain(change.work.original[number])
            other = guide.languages.source.tag if is_copy else other_language(text, language, vocabularies)
            judged += is_long or bool(other)
            if other:
                found.append((change, number, other))
    if len(found) * 2 <= judged:
        return
    for change, number, other in found[:3]:
        yield Finding(
            path, change.lines.get(number) or 1, "other-language", Severity.ERROR,
            f"{row_id(change.address, number)}: “{short(change.words[number])}” is not {language.tag} but {other}, as is "
            f"most of what the file changes.",
            f"is it the file for {language.tag}? Import the right one, or translate these rows.", change.address, language.tag,
        )  # fmt: skip


def _page(
    guide: Guide, language: Language, name: str, changes: Sequence[Change], file: str
) -> tuple[Path, str, list[Finding]]:
    """A page with the words of some changes, and what would not be read as it was meant."""
    path = guide.root / _path(language, name)
    place = _path(guide.languages.source, name)
    source, own = read_text(guide.root / place, place), _raw(path)
    by_id = {change.address.rsplit("#", 1)[1]: change for change in changes}
    words = {id: change.words for id, change in by_id.items()}
    text = translated(own, source, words, {id: not change.work.fits for id, change in by_id.items()})
    new = {id: {n: change.words[n] for n in change.changed} for id, change in by_id.items()}
    told = list(misread(own, text, source, words)) or misrendered(source, new, _renderer(guide.root))
    wrong = []
    for id, number in told:
        change = by_id.get(id) or changes[0]
        name = row_id(change.address, number) if id in by_id and number else change.address
        said = short(change.words.get(number, "")) if id in by_id else ""
        wrong.append(
            Finding(
                file,
                change.lines.get(number) or 1,
                "read-otherwise",
                Severity.ERROR,
                f"{name}: “{said}” would be read as another part of the page, such as a list or a heading.",
                "begin the row with a word, without signs such as #, -, 1. or !!!, and end it without a backslash.",
                change.address,
                language.tag,
            )
        )
    mark = "\ufeff" if path.exists() and path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
    return path, mark + text, wrong


def _renderer(root: Path) -> Callable[[str], str]:
    """What makes HTML of Markdown as MkDocs does, with the extensions of mkdocs.yml."""
    import markdown
    from mkdocs.utils.yaml import yaml_load

    with open(root / "mkdocs.yml", encoding="utf-8") as file:
        listed = yaml_load(file).get("markdown_extensions") or []
    settings = {"toc": {}, "tables": {}, "fenced_code": {}}  # MkDocs' own
    for one in listed:
        settings |= {name: value or {} for name, value in one.items()} if isinstance(one, dict) else {one: {}}
    return lambda text: markdown.markdown(text, extensions=list(settings), extension_configs=settings)


def _with_words(
    guide: Guide, language: Language, name: str, changes: Sequence[Change], file: str
) -> tuple[Path, str, list[Finding]]:
    """The file of the interface words with some words changed."""
    path = guide.root / f"docs/_data/ui/{language.tag}.yml"
    words: dict[str, dict[str, str]] = {}
    for change in changes:
        for number in change.changed:
            _, key = change.work.source.segments[number - 1].shape
            words.setdefault(change.address.rsplit("#", 1)[1], {})[key] = change.words[number]
    text = with_words(_raw(path), words)
    read = parse_yaml(text, path.name)
    if any(read[group][key] != value for group, entries in words.items() for key, value in entries.items()):
        raise GuideError(
            "the words could not be put into the file without harm.", place=f"docs/_data/ui/{language.tag}.yml",
            hint="give each group and each key a line of its own, as in the source language's file.",
        )  # fmt: skip
    return path, text, []


def _finished(
    guide: Guide, language: Language, changes: Sequence[Change], files: Mapping[Path, str], path: str
) -> tuple[list[tuple[Unit, Unit]], list[Finding]]:
    """(source, translation) of the units that are done with a file: complete, and changed by it or said to be right in
    it. And a notice for each that is not, though its words were written."""
    entries = read_ledger(guide.root, language.tag)
    finished, held = [], []
    for change in changes:
        stands = _stands(change.work, entries.get(change.address))
        if not (change.is_written or (change.right and not change.changed and not stands.is_fresh)):
            continue
        if not change.is_complete:
            continue
        own = _unit_after(guide, language, change, files)
        reason = "rows are still marked as not finished" if change.open else ""
        if amiss := change.amiss:
            number, what = amiss[0]
            reason = f"{row_id(change.address, number)} {what}"
        elif not change.work.fits and not change.is_written:
            reason = "it has other parts than the original"
        if reason:
            held.append(
                Finding(
                    path,
                    change.lines.get(amiss[0][0] if amiss else 0) or 1,
                    "not-done",
                    Severity.NOTICE,
                    f"{change.address}: not done yet, since {reason}.",
                    f"put it right and import again, or: guide lang done {language.tag} {change.address}",
                    change.address,
                    language.tag,
                )
            )
        else:
            finished.append((change.work.source, own))
    return finished, held


def _unit_after(guide: Guide, language: Language, change: Change, files: Mapping[Path, str]) -> Unit:
    """A unit as it will stand once the files are written."""
    name = change.address.rsplit("#", 1)[0]
    if name == INTERFACE:
        said = zip(change.work.source.segments, change.words.values(), strict=True)
        return Unit(change.address, name, 1, tuple(replace(segment, text=text) for segment, text in said))
    path = _path(language, name)
    text = files.get(guide.root / path) or _raw(guide.root / path)
    return page_units(name, text.removeprefix("\ufeff"), path)[change.address]


def _records(
    guide: Guide, language: Language, finished: Sequence[tuple[Unit, Unit]], memory: Mapping[str, tuple[str, ...]], *,
    by: Sequence[str], how: str,
) -> dict[Path, str]:  # fmt: skip
    """The ledger and the memory with the units that are done; nothing if none is."""
    if not finished:
        return {}
    entries = read_ledger(guide.root, language.tag)
    today = datetime.date.today().isoformat()
    kept = {source.fingerprint: source.says for source, _ in finished}
    for source, own in finished:
        entries[own.address] = done(entries.get(own.address), source, own, how=how, by=by, date=today)
    return {
        guide.root / ledger_path(language.tag): ledger_text(entries),
        guide.root / MEMORY: memory_text({**memory, **kept}),
    }
