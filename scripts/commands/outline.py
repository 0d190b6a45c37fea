"""`guide outline`: what a source holds, in document order."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scripts.content.article import read_article
from scripts.content.source import Passage, Source


def outline(file: Path, *, form: str, language: str | None, read_as: str | None = None, whole: bool = False) -> int:
    """Print the outline of an article as text or JSON; `read_as` is its format if its name does not tell."""
    article = read_article(file, form=read_as, whole=whole, language=language)
    for remark in article.remarks:
        click.echo(f"guide: {remark}", err=True)
    source = article.source
    if form == "json":
        click.echo(json.dumps(as_dict(source), ensure_ascii=False, indent=1))
        return 0
    if not source.passages:
        click.echo(f"guide: {file}: there is no text in it.", err=True)
    lost = set(source.lost_lists)
    for passage in source.passages:
        figures = f"  [{', '.join(passage.figures)}]" if passage.figures else ""
        remark = "  (announces a list that is not there)" if passage in lost else ""
        kind = f"heading {passage.level}" if passage.level else passage.kind
        click.echo(f"{passage.line:>5}  {kind:<9}  {_shortened(passage)}{figures}{remark}")
    for link in source.links:
        if link.label or link.href:
            address = "no address" if link.href is None else link.href
            click.echo(f"{link.line or '':>5}  link       {link.label or 'no text'} -> {address}")
    return 0


def _shortened(passage: Passage) -> str:
    words = passage.text.split()
    text = " ".join(words[:8])
    text = f"{text[:80]} …" if len(text) > 90 else text
    return f"{text} … ({passage.words} words)" if len(words) > 8 else text


def as_dict(source: Source) -> dict:
    """The outline as README describes it."""

    def row(passage: Passage) -> dict:
        return {"kind": passage.kind, "text": passage.text} | ({"level": passage.level} if passage.level else {})

    return {
        "language": source.language or None,
        "headings": [{"level": heading.level, "text": heading.text} for heading in source.headings],
        "links": [{"text": link.text, "href": link.href} for link in source.links],
        "list_items": source.list_items,
        "passages": [row(passage) for passage in source.passages],
    }
