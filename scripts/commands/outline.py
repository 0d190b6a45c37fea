"""`guide outline`: what a source holds, in document order."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scripts.content.file import read_article
from scripts.content.source import Passage, Source, read_source


def outline(file: Path, *, form: str, language: str | None) -> int:
    source = read_source(read_article(file), str(file))
    if form == "json":
        click.echo(json.dumps(_as_dict(source, language), ensure_ascii=False, indent=1))
        return 0
    for passage in source.passages:
        figures = f"  [{', '.join(passage.figures)}]" if passage.figures else ""
        lost = "  (announces a list that is not there)" if passage in source.lost_lists else ""
        click.echo(f"{passage.line:>5}  {passage.kind:<9}  {_shortened(passage)}{figures}{lost}")
    for link in source.links:
        click.echo(f"{link.line:>5}  link       {link.text} -> {link.href or 'no address'}")
    return 0


def _shortened(passage: Passage) -> str:
    words = passage.text.split()
    text = " ".join(words[:8])
    return f"{text} … ({passage.words} words)" if len(words) > 8 else text


def _as_dict(source: Source, language: str | None) -> dict:
    def row(passage: Passage) -> dict:
        fields = {"kind": passage.kind, "text": " ".join(passage.text.split())}
        return fields | ({"level": passage.level} if passage.level else {})

    return {
        "language": language,
        "headings": [{"level": p.level, "text": p.text} for p in source.passages if p.kind == "heading"],
        "links": [{"text": link.text, "href": link.href} for link in source.links],
        "list_items": sum(passage.kind == "list-item" for passage in source.passages),
        "passages": [row(passage) for passage in source.passages],
    }
