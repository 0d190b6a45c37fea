"""`guide check`: run checks, report findings. Exit 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from scripts.checks import CHECKS, Context, coverage, run_check
from scripts.commands.build import build_languages, site_dir, stale_languages
from scripts.content.article import read_article
from scripts.content.built import BuiltSite
from scripts.content.guide import Guide, read_guide
from scripts.content.source import Source
from scripts.errors import GuideError
from scripts.reports import coverage_table, github_report, json_report, text_report


def check(
    root: Path,
    names: tuple[str, ...] = (),
    *,
    form: str = "text",
    tags: tuple[str, ...] = (),
    source: Path | None = None,
    everything: bool = False,
) -> int:
    """Run the named checks (all if none is named) and print their findings."""
    for name in names:
        if name not in CHECKS:
            near = difflib.get_close_matches(name, CHECKS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"the checks are: {', '.join(CHECKS)}."
            raise GuideError(f"there is no check '{name}'.", hint=hint)
    modules = [CHECKS[name] for name in names or CHECKS]
    guide = read_guide(root)
    article = read_article(source).source if source else None
    context = Context(
        guide=guide,
        languages=tuple(guide.languages.get(tag) for tag in tags) or guide.languages.all,
        site=built_site(guide) if any(module.NEEDS_SITE for module in modules) else None,
        source=article,
        sourced=_record_of(article, guide) if article else "",
    )
    findings = sorted({finding for module in modules for finding in run_check(module, context)})
    summaries = [coverage.summary(record, context) for record in guide.records] if coverage in modules else []
    if form == "json":
        click.echo(json_report(findings, summaries))
    elif form == "github":
        if report := github_report(findings):
            click.echo(report)
    else:
        for summary in summaries:
            click.echo(coverage_table(summary) + "\n")
        click.echo(text_report(findings, everything=everything))
    return 1 if any(finding.fails for finding in findings) else 0


def built_site(guide: Guide) -> BuiltSite:
    """The built site, after building what is missing or stale."""
    stale = stale_languages(guide)
    if stale:
        click.echo(f"Building {', '.join(stale)} first: missing or older than the text.", err=True)
        if problems := build_languages(guide, stale):
            raise GuideError(
                "the site could not be built:\n" + "\n".join(problems), hint="correct the pages named above."
            )
    return BuiltSite(site_dir(guide.root), guide.languages)


def _record_of(article: Source, guide: Guide) -> str:
    """The name of the record that an article belongs to: the one that knows most of its passages."""
    at_hand = {passage.fingerprint for passage in article.passages}
    known = {record.name: len(at_hand & {p.fingerprint for p in record.passages}) for record in guide.records}
    name = max(known, key=known.__getitem__, default="")
    if len(guide.records) == 1 or (name and known[name]):
        return name
    raise GuideError(
        "no source record knows any passage of the article given with --source.",
        hint="run `guide split` on the article to make its record." if not name else "is it the right file?",
    )


def list_checks() -> int:
    for name, module in CHECKS.items():
        click.echo(f"{name}\n  {(module.__doc__ or '').strip().replace(chr(10), chr(10) + '  ')}\n")
    return 0
