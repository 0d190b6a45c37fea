"""Units as a command is told of them: a page for all of its units, or `page#id`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.checks.parity.progress import Progress
from scripts.commands.write import write_all
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import MEMORY, Entry, ledger_path, ledger_text, memory_text, read_memory
from scripts.errors import GuideError


def readable(guide: Guide, tag: str) -> Language:
    """A language of the guide that could be read. Raises GuideError with what is wrong, where it could not."""
    language = guide.languages.get(tag)
    for fault in guide.faults:
        if fault.tag == tag:
            raise fault.error
    return language


def translation(guide: Guide, tag: str) -> Language:
    """A language that translates another. Raises GuideError for the source language."""
    language = readable(guide, tag)
    if language == guide.languages.source:
        others = ", ".join(other.tag for other in guide.languages if other != language) or "none yet"
        raise GuideError(f"{tag} is the language that the others translate.", hint=f"the others are: {others}.")
    return language


def named_units(names: Sequence[str], known: Mapping[str, Progress], guide: Guide) -> dict[str, Progress]:
    """The units that some names stand for, in the order of `known`. A file's name will do for its page.

    Raises GuideError for a name that stands for nothing.
    """
    chosen: set[str] = set()
    for name in names:
        page, _, id = name.partition("#")
        page = _page(page, guide)
        found = [address for address in known if address == f"{page}#{id}" or (not id and known[address].page == page)]
        if not found:
            raise _unknown(f"{page}#{id}" if id else page, known, guide)
        chosen.update(found)
    return {address: unit for address, unit in known.items() if address in chosen}


def address_of(name: str, guide: Guide) -> str:
    """The address `page#id` of a section of the source language, by which it is known in every one. A file's name will
    do for its page. Raises GuideError for a section that is not there."""
    page, _, id = name.partition("#")
    page = _page(page, guide)
    ids = guide.section_ids.get(page)
    if ids is None:
        near = difflib.get_close_matches(page, guide.section_ids, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the pages are: {', '.join(guide.section_ids)}."
        raise GuideError(f"there is no page '{page}'.", hint=hint)
    if id not in ids:
        near = difflib.get_close_matches(id, ids, n=1)
        known = [one.id for one in guide.read_page(guide.languages.source, page).sections if one.id]
        hint = f"did you mean {page}#{near[0]}?" if near else f"its sections are: {', '.join(known)}."
        raise GuideError(f"the page {page} has no section '{id}'." if id else f"{name} names a page.", hint=hint)
    return f"{page}#{id}"


def _page(name: str, guide: Guide) -> str:
    for language in guide.languages:
        name = name.removeprefix(f"docs/{language.folder}/")
    return name.removesuffix(".md")


def _unknown(name: str, known: Mapping[str, Progress], guide: Guide) -> GuideError:
    page, _, id = name.partition("#")
    source = guide.languages.source
    if any(record.rights == "copy" and page in record.pages for record in guide.records):
        return GuideError(
            f"{page} carries the text of an article, whose record says what must be there.",
            hint="`guide check coverage` looks at it; units are for pages in our own words.",
        )
    if page in guide.names[source.tag]:
        there = guide.read_page(source, page)
        if not guide.is_written(page) or ((section := there.section(id)) and section.to_be_written):
            return GuideError(
                f"{name} is still to be written in {source.tag}.", place=there.path, hint="translate it when it is."
            )
        ids = [address.split("#")[1] for address in known if address.startswith(f"{page}#")]
        near = difflib.get_close_matches(id, ids, n=1)
        hint = f"did you mean {page}#{near[0]}?" if near else f"its units are: {', '.join(ids)}."
        return GuideError(f"the page {page} has no unit '{id}'.", place=there.path, hint=hint)
    pages = list(dict.fromkeys(unit.page for unit in known.values()))
    near = difflib.get_close_matches(page, pages, n=1)
    hint = f"did you mean {near[0]}?" if near else f"the pages are: {', '.join(pages)}."
    return GuideError(f"there is no page '{page}' to translate.", hint=hint)


def write_ledger(guide: Guide, tag: str, entries: Mapping[str, Entry], said: Mapping[str, Sequence[str]]) -> None:
    """Write the ledger of a language, and what the source says into the memory: both or neither. What is the same
    already is left alone."""
    memory = read_memory(guide.root)
    files = {ledger_path(tag): ledger_text(entries), MEMORY: memory_text({**memory, **said})}
    if all(key in memory for key in said):
        del files[MEMORY]
    write_all(guide.root, {path: text for path, text in files.items() if _differs(guide.root / path, text)})


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text
