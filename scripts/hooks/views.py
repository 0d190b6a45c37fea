"""How pages are seen, kept from one build to the next: comparing every unit with its original takes longer than drawing
pages.

.guide/views/<tag>.json holds, per page of the last build of a language, how each unit is seen, under a digest of all
that it follows from: both texts, the ledger's lines, the lists of words, and this program. Deleting it costs time and
nothing else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from scripts.checks.parity.progress import interface_pairs
from scripts.commands.write import write_whole
from scripts.content.file import read_text
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import Entry, Standing, source_standing, standing
from scripts.outputs.reader_view import Seen, Shown, seen_units


class Views:
    """How the pages of one language are seen: those of the last build, and those of this one."""

    def __init__(self, guide: Guide, language: Language) -> None:
        self.guide, self.language = guide, language
        self.path = guide.root / ".guide" / "views" / f"{language.tag}.json"
        self.kept = _read(self.path)
        self.used: dict[str, list] = {}
        self.found: dict[str, dict[str, Seen]] = {}
        self.entries: dict[str, list[Entry]] = {}
        for address, entry in guide.ledgers[language.tag].items():
            self.entries.setdefault(address.split("#")[0], []).append(entry)
        self.common = _program() + b"".join(
            path.read_bytes()
            for tag in (guide.languages.source.tag, language.tag)
            if (path := guide.docs / "_data" / "claims" / f"{tag}.yml").is_file()
        )

    def of(self, name: str) -> dict[str, Seen]:
        """How the sections of a page are seen, by section id."""
        if name in self.found:
            return self.found[name]
        key = self._key(name)
        kept = self.kept.get(key)
        if kept is None:
            seen = seen_units(self.guide, self.language, name)
            kept = [[id, one.shown, one.standing, one.is_safety, one.said] for id, one in seen.items()]
        self.used[key] = kept
        self.found[name] = {row[0]: Seen(Shown(row[1]), Standing(row[2]), row[3], row[4]) for row in kept}
        return self.found[name]

    def interface(self) -> list[Seen]:
        """How the groups of interface words are seen: whole, or in part in the source's words."""
        found = []
        for source, own in interface_pairs(self.guide, self.language):
            entry = self.guide.ledgers[self.language.tag].get(source.address)
            if self.language == self.guide.languages.source:
                whole, stands = True, source_standing(source, entry)
            else:
                whole, stands = (
                    own is not None and len(own.segments) == len(source.segments),
                    standing(source, own, entry),
                )
            found.append(Seen(Shown.TRANSLATION if whole else Shown.ORIGINAL, stands, source.is_safety))
        return found

    def save(self) -> None:
        """Keep what this build used, and nothing older."""
        if self.used.keys() != self.kept.keys():
            write_whole(self.path, json.dumps(self.used, separators=(",", ":")))

    def _key(self, name: str) -> str:
        digest = hashlib.sha256(self.common)
        for language in dict.fromkeys((self.guide.languages.source, self.language)):
            text = ""
            if name in self.guide.files[language.tag]:
                place = f"docs/{language.folder}/{name}.md"
                text = read_text(self.guide.root / place, place)
            digest.update(f"\0{language.tag}\0{self.guide.has(language, name)}\0{text}".encode())
        digest.update(repr([replace(entry, at=0) for entry in self.entries.get(name, ())]).encode())
        return digest.hexdigest()[:32]


@cache
def _program() -> bytes:
    """A digest of our own modules: what they find may change with any of them."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def _read(path: Path) -> dict[str, list]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
