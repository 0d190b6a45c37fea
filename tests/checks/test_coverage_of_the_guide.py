"""Coverage bites on the guide itself: each part that counts as covered is lost, one at a time, and is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.checks import Context, coverage
from scripts.content.built import BuiltSite
from scripts.content.guide import read_guide

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def context(real_site):
    guide = read_guide(ROOT)
    return Context(guide, guide.languages.all, BuiltSite(real_site, guide.languages))


def parts(record):
    return [(kind, part) for kind, entries in coverage.parts(record).items() for part in entries]


def covered(context):
    """(language, kind, part, section) of everything that is covered today."""
    (record,) = context.guide.records
    for language in context.languages:
        for kind, part in parts(record):
            for target in part.covered_by:
                if coverage.gap(target, language, context) is None:
                    yield language, kind, part, target


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
    (record,) = context.guide.records
    tried = 0
    for language, kind, part, target in covered(context):
        name, id = target.split("#")
        page = context.site.page(language, name)
        whole = dict(page.sections)
        page.sections.update({section.id: replace(section, **LOSSES[loss]) for section in below(page, id)})
        found = [
            f for f in coverage.check_record(record, context) if f.section == target and f.language == language.tag
        ]
        page.sections.update(whole)
        assert any(f"{kind} {part.id} " in finding.message for finding in found), (language.tag, kind, part.id, target)
        tried += 1
    assert tried > 50


def test_every_section_that_is_taken_out_is_named(context):
    (record,) = context.guide.records
    for language, kind, part, target in covered(context):
        name, id = target.split("#")
        page = context.site.page(language, name)
        kept = page.sections.pop(id)
        found = [
            f for f in coverage.check_record(record, context) if f.section == target and f.language == language.tag
        ]
        assert {finding.rule for finding in found} == {"section-missing"}
        assert any(f"{kind} {part.id} " in finding.message for finding in found)
        page.sections[id] = kept


def test_the_summary_counts_what_is_covered_today(context):
    (record,) = context.guide.records
    kinds = coverage.summary(record, context)["kinds"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for tag in ("en", "es"):
        done, total = kinds["passage"][tag]
        assert total == 90
        assert f"{done} of {total} passages are covered" in " ".join(readme.split())
