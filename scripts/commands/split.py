"""`guide split`: an article becomes a source record and the skeletons of its pages."""

from __future__ import annotations

import re
from pathlib import Path

import click
import yaml

from scripts.commands.write import write_whole
from scripts.content.file import LIMIT, read_article
from scripts.content.language import read_languages
from scripts.content.plan import fill_record, plan_record
from scripts.content.record import PlannedPage, SourceRecord, read_record, record_text
from scripts.content.source import read_source
from scripts.errors import GuideError

SLOW = 500_000  # characters; reading more may take longer than two seconds

MARKER = "*To be written.*\n{: .to-be-written }"


def split(root: Path, file: Path, *, topic: str, rights: str, plan: Path | None = None) -> int:
    """Write docs/_data/sources/<topic>.yml and the pages of its plan that are not there yet.

    The plan is the record that stands already, else `plan` (a record without fingerprints will do), else one
    made from the article. A second run on the same article changes nothing; no page is ever overwritten.
    """
    if not re.match(r"^[a-z][a-z0-9-]*$", topic):
        raise GuideError(
            f"'{topic}' is no topic name.", hint="use small letters, digits and hyphens, such as spinal-tumor."
        )
    if rights == "copy":
        raise GuideError(
            "--rights copy is not built yet.",
            hint="use --rights rewrite: pages get headings and a 'to be written' marker, and no sentence of the source.",
        )
    article = read_article(file)
    if len(article) > SLOW:
        click.echo(f"Reading {len(article):,} characters …", err=True)
    source = read_source(article, str(file))
    language = read_languages(root / "docs/_data/languages.yml", "docs/_data/languages.yml").source
    place = f"docs/_data/sources/{topic}.yml"
    path = root / place
    if path.exists():
        record = read_record(path, place)
    elif plan is not None:
        record = read_record(plan, str(plan))
        record = SourceRecord(**{**vars(record), "path": place, "topic": topic})
    else:
        folder = f"{topic}/" if (root / "docs" / language.folder / "index.md").exists() else ""
        record = plan_record(source, path=place, topic=topic, language=language.tag, rights=rights, folder=folder)
    if record.topic != topic:
        raise GuideError(
            f"the record is for the topic '{record.topic}', not '{topic}'.", place=place, hint="correct its first line."
        )
    record, changes = fill_record(record, source)
    text = record_text(record)
    if len(text.encode()) > LIMIT:
        raise GuideError(
            f"its record would have {len(text.encode()):,} bytes; at most {LIMIT:,} can be read again.",
            place=str(file),
            hint="split the article into several, each with a topic of its own.",
        )
    skeletons = {
        f"docs/{language.folder}/{name}.md": skeleton(page)
        for name, page in record.pages.items()
        if not (root / "docs" / language.folder / f"{name}.md").exists()
    }

    # Everything has been read and made: only now is anything written.
    written = []
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)
        written.append(place)
    for name, page in skeletons.items():
        write_whole(root / name, page)
        written.append(name)
    for change in changes:
        click.echo(change)
    lost = sum(entry.state == "lost" for entry in record.lists)
    click.echo(
        f"{len(record.passages)} passages, {len(record.outline)} headings, {lost} lost lists, "
        f"{sum(len(p.figures) for p in record.passages)} figures, {len(record.links)} link(s)."
    )
    for name in written:
        click.echo(f"wrote {name}")
    if not written:
        click.echo(f"{place} and its pages are up to date; nothing was written.")
    return 0


def skeleton(page: PlannedPage) -> str:
    """The Markdown of a planned page: its headings with their permanent ids, each marked as to be written."""
    front = yaml.safe_dump(
        {"title": page.title, "description": page.description}, sort_keys=False, allow_unicode=True, width=10**6
    )
    parts = [f"---\n{front}---\n", f"# {page.title}\n"]
    for index, section in enumerate(page.sections):
        parts.append(f"{'#' * section.level} {section.heading} {{#{section.id}}}\n")
        after = page.sections[index + 1] if index + 1 < len(page.sections) else None
        if after is None or after.level <= section.level:
            parts.append(f"{MARKER}\n")
    return "\n".join(parts)
