"""`guide accept`: say that a section, as it is built now, covers its part of the article."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.checks.acceptance import losses, vocabulary
from scripts.checks.coverage import passages_of, stale_passages
from scripts.commands.check import built_site
from scripts.commands.write import write_whole
from scripts.content.accepted import Accepted, accepted_path, accepted_text, front_blocks
from scripts.content.built import BuiltSite
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.page import FRONT
from scripts.errors import GuideError


def accept(root: Path, sections: tuple[str, ...], *, tags: tuple[str, ...] = (), everything: bool = False) -> int:
    """Accept sections (`page#id`, or `page` for all of its), or everything, in some languages or all.

    Prints what changes with it: what is new, and what each section lost since it was last accepted.
    """
    if not sections and not everything:
        raise GuideError("nothing was named.", hint="name sections, such as symptoms#back-pain, or pages; or --all.")
    guide = read_guide(root)
    languages = [guide.languages.get(tag) for tag in tags] or list(guide.languages)
    site = built_site(guide)
    done = 0
    for language in languages:
        kept = dict(guide.accepted[language.tag])
        fresh, unknown = _chosen(guide, site, language, sections, everything)
        if unknown and not tags and language != guide.languages.source:
            unknown = []  # not translated yet
        for name in unknown:
            raise GuideError(
                f"there is no written section '{name}' in {language.tag}.",
                hint="`guide check coverage` lists sections as page#id.",
            )
        for name in [name for name in kept if everything or name.split("#")[0] in sections]:
            if name not in fresh and name.split("#")[1] not in guide.withdrawn(name.split("#")[0]):
                del kept[name]
                done += 1
                click.echo(f"{language.tag} {name}: taken out; it is not on the page any more")
        for name, entry in fresh.items():
            done += _tell(kept.get(name), entry, guide, language)
            kept[name] = entry
        done += _tell_order(guide.accepted[language.tag], kept := _in_order(kept, guide, site, language), language)
        text = accepted_text(kept)
        path = root / accepted_path(language.tag)
        if (kept or path.exists()) and (not path.exists() or path.read_text(encoding="utf-8") != text):
            write_whole(path, text)
    click.echo(f"{done} section(s) accepted." if done else "Nothing has changed since it was accepted.")
    return 0


def _chosen(
    guide: Guide, site: BuiltSite, language: Language, sections: tuple[str, ...], everything: bool
) -> tuple[dict[str, Accepted], list[str]]:
    """The named sections as they are built, and names that stand for nothing."""
    built = built_sections(guide, site, language)
    if everything:
        return built, []
    chosen = {name: entry for name, entry in built.items() if name in sections or name.split("#")[0] in sections}
    found = {*chosen, *(name.split("#")[0] for name in chosen)}
    return chosen, [name for name in sections if name not in found]


def built_sections(guide: Guide, site: BuiltSite, language: Language) -> dict[str, Accepted]:
    """Every written section of a language, by `page#id`, as it would be accepted; none that is withdrawn."""
    found = {}
    for name in sorted(guide.names[language.tag]):
        page, gone = site.page(language, name), guide.withdrawn(name)
        for id, section in page.sections.items() if page else ():
            blocks = section.blocks
            if id == FRONT and (markdown := guide.pages[language.tag].get(name)):
                blocks = (*front_blocks(markdown.title, markdown.description), *blocks)
            if id not in gone and section.language == language.tag and section.blocks and page.is_written(section):
                address = f"{name}#{id}"
                found[address] = Accepted(address, blocks, passages_of(address, language.tag, guide))
    return found


def _in_order(kept: dict[str, Accepted], guide: Guide, site: BuiltSite, language: Language) -> dict[str, Accepted]:
    """Accepted sections in the order in which their pages have them."""
    built = built_sections(guide, site, language)
    order = []
    for page in sorted(guide.names[language.tag]):
        there, gone = site.page(language, page), guide.withdrawn(page)
        every = [f"{page}#{id}" for id in there.sections] if there else []
        order += [name for name in every if name in kept and (name in built or name.split("#")[1] in gone)]
    return {name: kept[name] for name in [*order, *(name for name in kept if name not in order)]}


def _tell_order(old: dict[str, Accepted], new: dict[str, Accepted], language: Language) -> bool:
    """Print that sections stand in another order than was accepted; False if they do not."""
    both = [name for name in old if name in new]
    changed = sorted(
        {name.split("#")[0] for was, name in zip(both, (n for n in new if n in old), strict=True) if was != name}
    )
    for page in changed:
        click.echo(f"{language.tag} {page}: sections in another order")
    return bool(changed)


def _tell(old: Accepted | None, new: Accepted, guide: Guide, language: Language) -> bool:
    """Print what accepting a section changes; False if nothing."""
    if old is None:
        click.echo(f"{language.tag} {new.section}: new")
        return True
    name, tag = new.section.split("#")[0], language.tag
    told = [loss.found for loss in losses(old.blocks, new.blocks, vocabulary(guide, name, tag))]
    told += [f"the article changed in {id}" for id in stale_passages(old.passages, new.section, tag, guide)]
    if not told and old.blocks != new.blocks:
        told = ["other words"]
    for line in told:
        click.echo(f"{language.tag} {new.section}: {line}")
    return bool(told)
