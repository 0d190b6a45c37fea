"""Text in another language than its page's: told by its script, and by the words of the guide's other languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from scripts.content.built import BuiltPage
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.script import foreign_script
from scripts.content.source import words_of
from scripts.finding import short

WORDS = 4  # a shorter text may be a name
_SENTENCE = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。！？])")
MARGIN = 0.34  # so many more of its words are known in the other language


@dataclass(frozen=True)
class Vocabularies:
    """The words of each language of a guide, from its accepted sections."""

    guide: Guide

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        return {
            tag: frozenset(
                word for entry in sections.values() for block in entry.blocks for word in words_of(block.text)
            )
            for tag, sections in self.guide.accepted.items()
        }


def check_page(
    page: BuiltPage, language: Language, vocabularies: Vocabularies, accepted: Collection[str]
) -> Iterator[tuple[str, str, str, str]]:
    """(section, rule, message, hint) for each block that is in another language than it claims, but for texts that
    were accepted so: a title in Latin letters, a sentence that is quoted."""
    for id, section in page.sections.items():
        for block in section.blocks:
            if block.language or section.language != language.tag or " ".join(block.text.split()) in accepted:
                continue
            for sentence in _SENTENCE.split(block.text):
                if not (other := other_language(sentence, language, vocabularies)):
                    continue
                yield (
                    id,
                    "other-language",
                    f"“{short(sentence)}” is not {language.tag} but {other}",
                    "translate it, or mark its language.",
                )


def other_language(text: str, language: Language, vocabularies: Vocabularies) -> str:
    """The script or the language of the guide that a text is in, if that is not its page's; "" if it is."""
    if script := foreign_script(text, language.tag):
        return f"the script {script}"
    words = [word for word in words_of(text) if not word.isdigit()]
    if len(words) < WORDS:
        return ""

    def share(tag: str) -> float:
        return sum(word in vocabularies.words.get(tag, ()) for word in words) / len(words)

    mine = share(language.tag)
    best = max((tag for tag in vocabularies.words if tag != language.tag), key=share, default="")
    return best if best and share(best) >= 0.7 and share(best) - mine >= MARGIN else ""
