"""`guide check`: run checks, report findings. Exit 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from scripts.checks import CHECKS, Context, coverage, run_check
from scripts.commands.build import build_languages, site_dir, stale_languages
from scripts.content.built import BuiltSite
from scripts.content.file import read_article
from scripts.content.guide import read_guide
from scripts.content.source import read_source
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
    context = Context(
        guide=guide,
        languages=tuple(guide.languages.get(tag) for tag in tags) or guide.languages.all,
        site=_built_site(guide) if any(module.NEEDS_SITE for module in modules) else None,
        source=read_source(read_article(source), str(source)) if source else None,
    )
    if source and len(guide.records) != 1:
        raise GuideError(
            f"--source needs a guide with one source record; this has {len(guide.records)}.",
            hint="run `guide split` on the article to make its record."
            if not guide.records
            else "`guide split` on each article says what changed in it.",
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


def _built_site(guide) -> BuiltSite:
    """The built site, after building what is missing or stale."""
    stale = stale_languages(guide)
    if stale:
        click.echo(f"Building {', '.join(stale)} first: missing or older than the text.", err=True)
        if problems := build_languages(guide, stale):
            raise GuideError(
                "the site could not be built:\n" + "\n".join(problems), hint="correct the pages named above."
            )
    return BuiltSite(site_dir(guide.root), guide.languages)


def list_checks() -> int:
    for name, module in CHECKS.items():
        click.echo(f"{name}\n  {(module.__doc__ or '').strip().replace(chr(10), chr(10) + '  ')}\n")
    return 0
