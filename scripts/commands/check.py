"""`guide check`: run checks, report findings. Exit 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import click

from scripts.checks import CHECKS, Context, coverage, run_check
from scripts.commands.build import Problem, build_languages, site_dir, stale_languages
from scripts.content.article import read_article
from scripts.content.built import BuiltSite
from scripts.content.guide import Fault, Guide, read_guide
from scripts.content.language import Language
from scripts.content.source import Source
from scripts.errors import GuideError
from scripts.finding import Finding, Severity
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
    found = run_checks(read_guide(root, keep_faults=True), names, tags=tags, source=source)
    findings, summaries = found.findings, found.summaries
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


@dataclass(frozen=True)
class Checked:
    """What checks found: findings in order, how each record is covered, and the guide and built site they looked at."""

    findings: list[Finding]
    summaries: list[dict]
    guide: Guide
    site: BuiltSite | None


def run_checks(
    guide: Guide, names: tuple[str, ...] = (), *, tags: tuple[str, ...] = (), source: Path | None = None
) -> Checked:
    """Run the named checks (all if none is named), after building what of the site is missing or stale and is needed.

    Raises GuideError where the source language cannot be read or built.
    """
    modules = [CHECKS[name] for name in names or CHECKS]
    guide = _read_all(guide)
    article = read_article(source).source if source else None
    found = [_unreadable(fault) for fault in guide.faults if not tags or fault.tag in ("", *tags)]
    languages = _languages(guide, tags)
    site, at_hand = None, languages
    if any(module.NEEDS_SITE for module in modules):
        site, problems = _site_and_problems(guide)
        found += [_not_built(problem, guide) for problem in problems if not tags or problem.tag in tags]
        without = {problem.tag for problem in problems}
        at_hand = tuple(one for one in languages if one in guide.languages.built and one.tag not in without)
        for language in languages:
            if language not in guide.languages.built:
                click.echo(f"{language.tag} is hidden, so it has no built pages to check.", err=True)
    context = Context(
        guide=guide,
        languages=languages,
        site=site,
        source=article,
        sourced=_record_of(article, guide) if article else "",
    )
    built = replace(context, languages=at_hand)
    contexts = [(module, built if module.NEEDS_SITE else context) for module in modules]
    findings = sorted({*found, *(finding for module, own in contexts for finding in run_check(module, own))})
    summaries = [coverage.summary(record, built) for record in guide.records] if coverage in modules else []
    return Checked(findings, summaries, guide, site)


def built_site(guide: Guide) -> BuiltSite:
    """The built site, after building what is missing or stale. Raises GuideError if any language cannot be built."""
    site, problems = _site_and_problems(guide)
    if problems:
        raise _no_site(problems)
    return site


def _site_and_problems(guide: Guide) -> tuple[BuiltSite, list[Problem]]:
    """The built site, and what kept translations from being built. Raises GuideError without the source language."""
    problems: list[Problem] = []
    if stale := stale_languages(guide):
        click.echo(f"Building {', '.join(stale)} first: missing or older than the text.", err=True)
        faults = {str(fault.error) for fault in guide.faults}
        problems = [problem for problem in build_languages(guide, stale) if problem.message not in faults]
    if any(problem.stops_all for problem in problems):
        raise _no_site(problems)
    return BuiltSite(site_dir(guide.root), guide.languages), problems


def _no_site(problems: list[Problem]) -> GuideError:
    messages = "\n".join(dict.fromkeys(map(str, problems)))
    return GuideError(f"the site could not be built:\n{messages}", hint="correct the pages named above.")


def _languages(guide: Guide, tags: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages to check: those named, or all that the site has pages in; without those that cannot be read."""
    chosen = tuple(guide.languages.get(tag) for tag in tags) or guide.languages.built
    return tuple(language for language in chosen if language.tag not in guide.unreadable)


def _read_all(guide: Guide) -> Guide:
    """The guide with all read that checks look at; a translation of which something cannot be read is set aside."""
    faults = []
    for language in guide.languages.all:
        if language.tag in guide.unreadable:
            continue
        try:
            for kept in (guide.pages, guide.claims, guide.glossaries, guide.accepted, guide.ledgers):
                kept[language.tag]
        except GuideError as error:
            if language == guide.languages.source:
                raise
            faults.append(Fault(language.tag, error))
    for fault in faults:
        guide = guide.setting_aside(fault)
    return guide


_PLACE = re.compile(r"(docs/[^:\s]+)(?::(\d+))?: ")


def _unreadable(fault: Fault) -> Finding:
    path, _, line = fault.error.place.partition(":")
    rule = "unreadable" if fault.tag else "no-language"
    return Finding(path, int(line or 1), rule, Severity.ERROR, fault.error.message, fault.error.hint, "", fault.tag)


def _not_built(problem: Problem, guide: Guide) -> Finding:
    """A finding at the place that a message begins with, or else at the language's folder."""
    match, message = _PLACE.match(problem.message), problem.message.partition("\n")[0]
    path, line = (match[1], int(match[2] or 1)) if match else (f"docs/{guide.languages.get(problem.tag).folder}", 1)
    return Finding(
        path, line, "not-built", Severity.ERROR, message[match.end() :] if match else message,
        "correct it; until then readers get the last good pages of this language, if there are any.", "", problem.tag,
    )  # fmt: skip


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
