"""Words of the interface: docs/_data/ui/<tag>.yml, one file a language, two levels: `search: {open: Search}`.

The source language's file says which keys there are. A key that a language lacks shows the source's words, and
`guide check` reports it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.content.data import Fields, read_fields


@dataclass(frozen=True)
class Interface:
    """`words[group][key]` for templates; `missing` are the `group.key` names shown in the source's words."""

    path: str
    words: dict[str, dict[str, str]]
    missing: tuple[str, ...] = ()


def read_interface(path: Path, place: str, source: Interface | None = None) -> Interface:
    """The words of one language, filled up from `source`. A missing file is an empty one.

    Raises GuideError for a group or key that the source's file does not have.
    """
    fields = read_fields(path, place) if path.exists() else Fields(place, 1)
    if source is not None:
        fields.only(source.words, "the interface")
    own: dict[str, dict[str, str]] = {}
    for group in fields:
        entries = fields.need(group, Fields, "the interface")
        if source is not None:
            entries.only(source.words[group], f"'{group}'")
        own[group] = {key: entries.may(key, str, "", f"'{group}'") for key in entries}
    if source is None:
        return Interface(place, own)
    words, missing = {}, []
    for group, entries in source.words.items():
        words[group] = {**entries, **{key: text for key, text in own.get(group, {}).items() if text}}
        missing += [f"{group}.{key}" for key in entries if not own.get(group, {}).get(key)]
    return Interface(place, words, tuple(missing))
