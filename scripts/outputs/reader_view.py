"""What a reader of a translation is shown: the translation, the translation over its original, or the original.

| a unit that is                                     | in a safety unit                    | elsewhere             |
| fresh and signed                                   | the translation                     | the translation       |
| unsigned or stale, and agrees with its original    | the translation, its original below | the translation, marked |
| not in agreement with its original, or missing     | the original, marked as such        | the same              |

So an old dose or a lost “not” is never all that a reader sees. The page is put together as Markdown, section by section,
in the order of the original; what is shown in the original's language carries its own `lang` and `dir`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.checks.parity import Vocabulary, agrees, vocabulary_of
from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.content.ledger import Entry, Standing, standing
from scripts.content.page import FRONT, Page, Section
from scripts.content.unit import Unit

TO_COME = "To be written."  # what a section says that `guide split` or `guide lang add` has planned


class Shown(enum.StrEnum):
    """How a section of a translated page is shown."""

    TRANSLATION = "translation"
    MARKED = "marked"
    WITH_ORIGINAL = "with-original"
    ORIGINAL = "original"


def shown(source: Unit, own: Unit | None, entry: Entry | None, vocabulary: Vocabulary) -> Shown:
    """How a unit is shown, by the table above."""
    stands = standing(source, own, entry)
    if stands is Standing.SIGNED or (own and own.segments and not _says(source)):
        return Shown.TRANSLATION
    if own is None or stands is Standing.MISSING or not agrees(source, own, vocabulary, entry.waived if entry else ()):
        return Shown.ORIGINAL
    if source.is_safety:
        return Shown.WITH_ORIGINAL
    return Shown.TRANSLATION if stands is Standing.UNSIGNED else Shown.MARKED


def _says(source: Unit) -> bool:
    """Whether a unit of the original has more than a heading; where it is still to be written there is nothing to fall
    back on."""
    return any(segment.kind != "heading" and segment.plain != TO_COME for segment in source.segments)


def views_of(guide: Guide, language: Language, name: str) -> dict[str, Shown]:
    """How each section of a translated page is shown, by section id, in the order of the original."""
    originals, own = guide.units(guide.languages.source, name), guide.units(language, name)
    vocabulary, ledger = vocabulary_of(guide, language.tag), guide.ledgers[language.tag]
    return {
        address.split("#", 1)[1]: shown(unit, own.get(address), ledger.get(address), vocabulary)
        for address, unit in originals.items()
    }


@dataclass(frozen=True)
class Words:
    """Notices in the reader's language; `{language}` is the name of the original's."""

    original_below: str
    original_instead: str
    changed: str


def compose(
    own: Page,
    original: Page,
    views: Mapping[str, Shown],
    languages: tuple[Language, Language],
    words: Words,
    fill: Callable[[str, Language], str] = lambda text, language: text,
) -> str:
    """The Markdown of a translated page as its readers get it, without front matter.

    `views` are by section id, of every section of the original; `languages` the original's and the reader's; `fill`
    puts words for contact slots into Markdown of a language.
    """
    source, reader = languages
    kept = {section.id: section for section in own.sections if section.id}
    parts: list[str] = []
    done: set[str] = set()
    for section in original.sections:
        view = views.get(section.id, Shown.ORIGINAL)
        mine = kept.get(section.id)
        done.add(section.id)
        if view is Shown.ORIGINAL or mine is None:
            parts += _original(section, source, reader, words, fill)
            continue
        text = fill(mine.markdown, reader)
        if view is Shown.MARKED:
            head, _, body = text.partition("\n")
            text = f"{head}\n\n{_notice(words.changed, source, 'notice-changed')}\n{body}"
        if view is Shown.WITH_ORIGINAL and section.id == FRONT:
            text = _beneath_box(text, section, source, reader, words, fill)
        elif view is Shown.WITH_ORIGINAL:
            text += "\n\n" + _below(fill(section.body, source), source, reader, words)
        parts.append(text)
    parts += [fill(section.markdown, reader) for section in own.sections if section.id not in done]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _original(
    section: Section, source: Language, reader: Language, words: Words, fill: Callable[[str, Language], str]
) -> list[str]:
    """A section in the original's language, in place of its translation. The title and the box that a page opens with
    are wrapped each by itself, since notices of ours go between them."""
    if section.id != FRONT:
        notice = _notice(words.original_instead, source, "notice-original", reader)
        heading, _, body = fill(section.markdown, source).partition("\n")
        return [_wrapped(f"{heading}\n\n{notice}\n{body}", source, "shown-in-original")]
    heading, _, body = fill(section.markdown, source).partition("\n")
    box, rest = _split_box(body.strip("\n"))
    notice = _notice(words.original_instead, source, "notice-original", reader)
    wrapped = [_wrapped(part, source, "shown-in-original") for part in (heading, box) if part]
    return [*wrapped, notice, *([_wrapped(rest, source, "shown-in-original")] if rest else [])]


def _beneath_box(
    text: str, section: Section, source: Language, reader: Language, words: Words, fill: Callable[[str, Language], str]
) -> str:
    """The opening of a page with the original of its first box right beneath it, and of later ones at its end."""
    heading, _, body = text.partition("\n")
    box, rest = _split_box(body.strip("\n"))
    their_box, _ = _split_box(fill(section.body, source).strip("\n"))
    if not box or not their_box:
        return f"{text.rstrip()}\n\n{_below(fill(section.body, source), source, reader, words)}"
    return f"{heading}\n\n{box}\n\n{_below(their_box, source, reader, words)}\n\n{rest}"


_BOX = re.compile(r"!!! (?:danger|warning)\b[^\n]*\n(?:[ ]{4}[^\n]*\n?|[ \t]*\n)*")


def _split_box(body: str) -> tuple[str, str]:
    """The box of danger or warning that a text begins with, and the rest."""
    match = _BOX.match(body)
    return (match[0].rstrip("\n"), body[match.end() :].lstrip("\n")) if match else ("", body)


def _below(body: str, source: Language, reader: Language, words: Words) -> str:
    notice = _notice(words.original_below, source, "notice-original", reader)
    return _wrapped(f"{notice}\n\n{body}", source, "original-below")


def _wrapped(text: str, source: Language, name: str) -> str:
    return f'<div class="{name} not-searched" lang="{source.tag}" dir="{source.direction}" markdown="1">\n\n{text}\n\n</div>'


def _notice(text: str, source: Language, name: str, reader: Language | None = None) -> str:
    tags = f' lang="{reader.tag}" dir="{reader.direction}"' if reader else ""
    return f'<p class="notice {name}"{tags}>{text.replace("{language}", source.name)}</p>'
