"""`guide report`: what clinical governance asks for, as files to read, file and fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from scripts.checks import plain
from scripts.checks.parity.due import Due, reviews_in
from scripts.checks.parity.progress import unit_pairs
from scripts.commands.check import Checked, run_checks
from scripts.commands.clock import day, today
from scripts.commands.edition import read_edition
from scripts.commands.write import write_whole
from scripts.content.guide import GRADES, Guide, read_guide
from scripts.content.language import Language
from scripts.content.review import State
from scripts.content.roster import read_roster
from scripts.finding import Finding, Severity
from scripts.outputs.governance_report import Row, Sum, hazard_log, intended_use, report_csv, report_html

HOLDS = (State.HOLDS, State.EXPIRING)


def report(root: Path, *, out: Path, on: str = "") -> int:
    """Write report.html, report.csv, hazard-log.csv and intended-use.md into a folder. A hazard log and a statement that
    are there already are left alone: somebody has filled them in. Runs all checks, and builds what they need."""
    now = day(on) if on else today()
    checked = run_checks(read_guide(root, keep_faults=True))
    guide = checked.guide
    languages = [one for one in guide.languages.built if one.tag not in guide.unreadable]
    reviews = {one.tag: list(reviews_in(guide, one, on=now)) for one in languages}
    rows = [row for language in languages for row in _rows(guide, language, reviews[language.tag], checked)]
    open_ = [one for one in checked.findings if one.severity is not Severity.NOTICE]
    edition, name = read_edition(root).version, guide.words(guide.languages.source)["site"]["name"]
    facts = {"name": name, "edition": edition, "date": now}
    limits = [f"- {one.language}: {one.risk} (accepted by {one.by}: {one.reason})" for one in guide.accepted_risks]
    files = {
        "report.html": report_html(
            rows, [_sum(language, rows, open_) for language in languages], findings=open_,
            risks=guide.accepted_risks, recalls=guide.recalls, **facts,
        ),
        "report.csv": "\ufeff" + report_csv(rows),  # spreadsheets take a file without the mark for another encoding
        "hazard-log.csv": "\ufeff" + hazard_log(),
        "intended-use.md": intended_use(
            **facts, languages=", ".join(one.tag for one in guide.languages.public), limits="\n".join(limits) or "Nothing was accepted."
        ),
    }  # fmt: skip
    for file, text in files.items():
        if file in ("hazard-log.csv", "intended-use.md") and (out / file).exists():
            click.echo(f"{out / file}: left as it is.")
            continue
        write_whole(out / file, text.replace("\r\n", "\n").replace("\n", "\r\n") if file.endswith(".csv") else text)
        click.echo(f"{out / file}")
    errors = sum(one.fails for one in open_)
    click.echo(f"{len(rows)} pages in {len(languages)} language(s); {errors} error(s) open.")
    return 0


def _rows(guide: Guide, language: Language, reviews: list[Due], checked: Checked) -> Iterable[Row]:
    roster, source = read_roster(guide.root), guide.languages.source
    own = {
        original.address
        for original, mine in unit_pairs(guide, language)
        if mine is not None and (mine.segments or language == source)
    }
    for name in sorted(guide.names[source.tag]):
        if not guide.is_written(name):
            continue
        mine = [one for one in reviews if one.address.split("#")[0] == name]
        record = next((r for r in guide.records if r.rights == "copy" and name in r.pages), None)
        sections = [a for a in guide.units(source, name) if guide.units(source, name)[a].says_something]
        there = [address for address in sections if address in own]
        entries = [guide.ledgers[language.tag][a] for a in there if a in guide.ledgers[language.tag]]
        found = [one for one in checked.findings if one.language in ("", language.tag) and _is_of(one, name, language)]
        signed = [one for one in mine if one.review.by and one.review.state is not State.STALE]
        people = dict.fromkeys(
            f"{roster[one.review.by].name if one.review.by in roster else one.review.by} ({one.review.role}, {one.review.date})"
            for one in signed
        )
        cited = {key for keys in guide.sources_of(name).values() for key in keys if key in guide.references}
        grades = Counter(guide.references[key].grade for key in cited)
        safety = {one.address for one in mine if one.is_safety}
        yield Row(
            page=name,
            title=guide.read_page(language if guide.has(language, name) else source, name).title,
            language=language.tag,
            state=_state(language, source, sections, there, record is not None and guide.has(language, name)),
            authors=record.publisher if record else ", ".join(dict.fromkeys(n for e in entries for n in e.by)) or "not recorded",
            how="copied" if record else _how(language, source, entries),
            reviewers="; ".join(people),
            next_review=min((one.review.due for one in signed), default=""),
            sections=len(sections),
            signed=len(_whole(mine)),
            safety=len(safety),
            safety_signed=len(safety & _whole(mine)),
            withdrawn=", ".join(guide.withdrawn(name)),
            **{grade: grades[grade] for grade in GRADES},
            grade=_grade(guide, language, name, checked),
            errors=sum(one.fails for one in found),
            warnings=sum(one.severity is Severity.WARNING for one in found),
        )  # fmt: skip


def _whole(reviews: list[Due]) -> set[str]:
    """The units that every role has signed, as they are now, with their next review to come."""
    return {one.address for one in reviews} - {one.address for one in reviews if one.review.state not in HOLDS}


def _state(language: Language, source: Language, sections: list[str], there: list[str], copied: bool) -> str:
    if language == source or copied:
        return "original" if language == source else "translated"
    if not there:
        return f"not translated; shown in {source.tag}"
    return "translated" if len(there) == len(sections) else f"{len(there)} of {len(sections)} sections translated"


def _how(language: Language, source: Language, entries: list) -> str:
    if language == source:
        return "written"
    return ", ".join(f"{how}: {count}" for how, count in sorted(Counter(one.how for one in entries).items()))


def _grade(guide: Guide, language: Language, name: str, checked: Checked) -> str:
    """The reading grade of an English page, with the glossary's words exempt and with nothing exempt."""
    page = checked.site.page(language, name) if checked.site and language.tag.split("-")[0] == "en" else None
    sentences = plain.sentences_in(page) if page else []
    if not sentences:
        return ""
    eased, whole = plain.grades(sentences, guide, language.tag)
    return f"{eased:.1f} ({whole:.1f} with every word)"


def _is_of(finding: Finding, name: str, language: Language) -> bool:
    return finding.path == f"docs/{language.folder}/{name}.md" or (
        finding.language == language.tag and finding.section.split("#")[0] == name
    )


def _sum(language: Language, rows: list[Row], findings: list[Finding]) -> Sum:
    mine = [row for row in rows if row.language == language.tag]
    found = [one for one in findings if one.language == language.tag or one.path.startswith(f"docs/{language.folder}/")]
    counts = {key: sum(getattr(row, key) for row in mine) for key in ("sections", "signed", "safety", "safety_signed")}
    return Sum(
        language.tag, language.stage, **counts, errors=sum(one.fails for one in found),
        warnings=sum(not one.fails for one in found),
    )  # fmt: skip
