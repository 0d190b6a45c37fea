"""Coverage bites on the guide itself: each part that counts as covered is lost, one at a time, and is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.checks import Context, coverage
from scripts.content.built import BuiltSite
from scripts.content.guide import read_guide

ROOT = Path(__file__).parents[2]
KINDS = ("passages", "outline", "lists", "links", "claims", "restored")


@pytest.fixture(scope="module")
def context(real_site):
    guide = read_guide(ROOT)
    return Context(guide, guide.languages.all, BuiltSite(real_site, guide.languages))


def covered(context):
    """(language, section, what is covered there today as (kind, part), a record of these parts alone)."""
    (record,) = context.guide.records
    there: dict[str, list] = {}
    for kind, entries in coverage.parts(record).items():
        for part in entries:
            for target in part.covered_by:
                there.setdefault(target, []).append((kind, part))
    for target, parts in there.items():
        own = {name: tuple(p for p in getattr(record, name) if target in p.covered_by) for name in KINDS}
        passages = {passage.id for passage in own["passages"]}
        alone = replace(record, corrections=tuple(c for c in record.corrections if c.passage in passages), **own)
        for language in context.languages:
            if coverage.gap(target, language, context) is None:
                yield language, target, parts, alone


def named(record, target, language, context):
    """What is found of a section in a language, and the rules."""
    context = replace(context, languages=(language,))
    found = [f for f in coverage.check_record(record, context) if f.section == target and f.language == language.tag]
    return " ".join(f.message for f in found), {f.rule for f in found}


def below(page, id):
    """A section and all sections that lie in it."""
    sections = [page.sections[id]]
    for section in sections:
        sections += page.children(section.id)
    return sections


LOSSES = {
    "emptied": {"blocks": ()},
    "marked as to be written": {"to_be_written": True},
    "in another language": {"language": "xx"},
}


@pytest.mark.parametrize("loss", LOSSES)
def test_every_covered_part_that_is_lost_is_named(context, loss):
    tried = 0
    for language, target, parts, record in covered(context):
        name, id = target.split("#")
        page = context.site.page(language, name)
        whole = dict(page.sections)
        page.sections.update({section.id: replace(section, **LOSSES[loss]) for section in below(page, id)})
        said, _ = named(record, target, language, context)
        page.sections.update(whole)
        assert all(f"{kind} {part.id} " in said for kind, part in parts), (language.tag, target)
        tried += len(parts)
    assert tried > 1000


def test_every_section_that_is_taken_out_is_named(context):
    for language, target, parts, record in covered(context):
        name, id = target.split("#")
        page = context.site.page(language, name)
        whole = dict(page.sections)
        del page.sections[id]
        said, rules = named(record, target, language, context)
        page.sections.clear()
        page.sections.update(whole)
        assert rules == {"section-missing"}
        assert all(f"{kind} {part.id} " in said for kind, part in parts), (language.tag, target)


def test_the_summary_counts_what_is_covered_today(context):
    (record,) = context.guide.records
    kinds = coverage.summary(record, context)["kinds"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for tag in ("en", "es"):
        done, total = kinds["passage"][tag]
        assert total == 90
        assert f"{done} of {total} passages are covered" in " ".join(readme.split())
