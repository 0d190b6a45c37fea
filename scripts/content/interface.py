"""Words of the interface: docs/_data/ui/<tag>.yml, one file a language, two levels: `search: {open: Search}`.

KEYS says what there is; the source language must have all of it. A key that another language lacks shows the
source's words, and `guide check` reports it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.content.contact import SLOTS
from scripts.content.data import Fields, read_fields
from scripts.errors import GuideError

KEYS: dict[str, tuple[str, ...]] = {
    "site": ("name", "tagline"),
    "groups": (),  # those of docs/_data/menu.yml
    "actions": ("get_help", "menu", "theme", "all_pages"),
    "notices": ("danger", "danger_action", "review", "review_copied", "original_below", "original_instead", "changed", "unchecked", "fallback", "unwritten", "unwritten_mark"),
    "sources": ("title", "own_words", "count_one", "count_other", "intro", "copied", "licence", "used_in", "seen_page", "seen_excerpt", "seen_second-hand", "seen_archived", "dated", "no_date"),
    "terms": ("title", "more"),
    "take_along": ("title", "print"),
    "questions": ("title", "intro", "second", "none", "second_failed", "list", "empty", "own", "add", "up", "down", "remove", "moved", "chosen", "see_list", "save", "erase", "erased", "undo", "kept", "not_kept", "notes"),
    "card": ("title", "intro", "fold", "other", "staff", "name", "emergency", "team", "after_hours", "unreviewed"),
    "diary": ("title", "intro", "name", "week", "day", "pain", "nerves", "walking", "bladder", "other"),
    "beside": ("open", "back", "speak", "consent", "choose", "failed", "numbers", "unchecked"),
    "listen": ("start", "pause", "go_on", "stop"),
    "place": ("nobody", "by", "from", "hours", "appointment", "support", "feedback", "mistake"),
    "statements": ("title", "accessibility", "accessibility_aim", "accessibility_tested", "accessibility_tell", "privacy", "privacy_none", "privacy_kept", "privacy_server", "terms", "terms_information", "terms_review", "terms_copy", "help", "help_interpreter", "help_languages", "help_machine"),
    "new_site": ("tagline", "danger", "help_heading", "help_text", "help_signs"),
    "offer": ("text", "read", "decline"),
    "not_found": ("title", "text", "home"),
    "translations": ("title", "intro", "safety", "other", "interface", "page", "parts", "translated", "changed", "signed", "all"),
    "offline": ("title", "text", "keep", "keeping", "kept", "other", "remove", "removed", "full", "failed", "no_https", "no_browser", "from_file", "elsewhere_title", "elsewhere_text", "copy", "copy_unreviewed", "copy_age"),
    "contacts": tuple(key for slot in SLOTS for key in (slot, f"{slot}_number")),
    "theme": ("skip", "contents", "next", "previous", "select_language"),
    "edition": ("line", "newest"),
    "standing": ("withdrawn", "was_withdrawn", "is_back", "changes", "overdue", "moved", "part_moved", "accepted"),
    "booklet": ("contents", "review", "sources"),
    "infobutton": ("title", "intro", "found", "may_help", "none", "languages", "topics", "hand_out", "to_hand_out", "square"),
    "search": ("open", "label", "placeholder", "close", "loading", "failed", "none", "count_one", "count_other", "all", "help"),
}  # fmt: skip

# What some words of the source language must hold, besides those of contacts; the slots are filled as on pages.
_HOLDS = {
    "notices.fallback": ["{language}"],
    "notices.original_below": ["{language}"],
    "notices.original_instead": ["{language}"],
    "notices.changed": ["{language}"],
    "notices.review_copied": ["{publisher}"],
    "sources.count_other": ["{count}"],
    "sources.intro": ["{page}"],
    "sources.dated": ["{date}"],
    "beside.open": ["{language}"],
    "beside.speak": ["{language}"],
    "beside.unchecked": ["{language}"],
    "search.count_other": ["{count}"],
    "questions.moved": ["{place}"],
    "questions.chosen": ["{count}"],
    "offline.text": ["{size}"],
    "offline.keeping": ["{done}"],
    "offline.kept": ["{date}"],
    "offline.other": ["{language}"],
    "offline.elsewhere_text": ["{language}"],
    "offline.copy": ["{date}", "{language}", "{version}"],
    "standing.withdrawn": ["{date}"],
    "standing.was_withdrawn": ["{part}"],
    "standing.is_back": ["{part}"],
    "standing.overdue": ["{date}"],
    "standing.accepted": ["{name}"],
    "edition.line": ["{date}", "{version}"],
    "edition.newest": ["{address}"],
    "place.by": ["{publisher}"],
    "place.from": ["{publisher}"],
    "statements.help_interpreter": ["{interpreter}"],
    "new_site.help_text": ["{emergency}"],
    "new_site.help_signs": ["{advice_line}"],
}
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Interface:
    """`words[group][key]` for templates; `missing` are the `group.key` names shown in the source's words; `lines` where
    groups and keys stand in the file."""

    path: str
    words: dict[str, dict[str, str]]
    missing: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def line_of(self, name: str) -> int:
        """The line of `group.key`, of its group if it is not there, or the first."""
        return self.lines.get(name) or self.lines.get(name.split(".")[0]) or 1


def read_interface(path: Path, place: str, source: Interface | None = None) -> Interface:
    """The words of one language, filled up from `source`; without it, of the source language itself.

    Raises GuideError for a key that does not exist, a key the source language lacks, and words whose
    {placeholders} are not those of the source: a number that is left out would silently be kept from readers.
    """
    fields = read_fields(path, place) if path.exists() else Fields(place, 1)
    fields.only(KEYS, "the interface")
    own: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = dict(fields.lines)
    for group, keys in KEYS.items():
        entries = fields.may(group, Fields, Fields(place, fields.lines.get(group, 1)), "the interface")
        if group != "groups":
            entries.only(keys, f"'{group}'")
        elif source is not None:
            entries.only(source.words[group], "'groups'")
        own[group] = {key: entries.may(key, str, "", f"'{group}'") for key in entries}
        lines |= {f"{group}.{key}": line for key, line in entries.lines.items()}
        if source is None:
            for key in keys:
                if not own[group].get(key):
                    raise GuideError(f"the words '{group}.{key}' are missing.", place=place, hint="add them.")
        for key, words in own[group].items():
            wanted = _placeholders(group, key, source)
            if words and sorted(_PLACEHOLDER.findall(words)) != wanted:
                raise GuideError(
                    f"'{group}.{key}' must hold {', '.join(wanted) or 'no words in braces'}, once each.",
                    place=entries.place(key),
                    hint="readers see a number or name in that place; see the source language's file.",
                )
    if source is None:
        return Interface(place, own, lines=lines)
    words, missing = {}, []
    for group, entries in source.words.items():
        words[group] = {**entries, **{key: text for key, text in own[group].items() if text}}
        missing += [f"{group}.{key}" for key in entries if not own[group].get(key)]
    return Interface(place, words, tuple(missing), lines)


def _placeholders(group: str, key: str, source: Interface | None) -> list[str]:
    if source is not None:
        return sorted(_PLACEHOLDER.findall(source.words[group].get(key, "")))
    if group == "contacts":
        return ["{number}"] if key.endswith("_number") else []
    return _HOLDS.get(f"{group}.{key}", [])
