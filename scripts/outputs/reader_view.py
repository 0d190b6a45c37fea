"""What a reader of a translation is shown: the translation, the translation over its original, or the original.

| a unit that is                                     | in a safety unit                    | elsewhere                |
| fresh and signed                                   | the translation                     | the translation          |
| unsigned or stale, and agrees with its original    | the translation, its original below | the translation, marked  |
| not in agreement with its original, or missing     | the original, marked as such        | the same                 |

So an old dose or a lost “not” is never all that a reader sees. What is unsigned is marked once, at the head of its page;
what is stale is marked by itself too. The page is put together as Markdown, section by section; what is shown in the
original's language carries its own `lang` and `dir`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.checks.parity import Vocabulary, agrees, vocabulary_of
from scripts.checks.parity.progress import own_units
from scripts.content.guide import Guide
from scripts.content.language import Language, name_in
from scripts.content.ledger import Entry, Standing, source_standing, standing, waivers
from scripts.content.page import FRONT, Page, Section
from scripts.content.unit import Unit


class Shown(enum.StrEnum):
    """How a section of a translated page is shown."""

    TRANSLATION = "translation"
    MARKED = "marked"
    WITH_ORIGINAL = "with-original"
    ORIGINAL = "original"


@dataclass(frozen=True)
class Seen:
    """A unit as readers see it. `said` is whether its original says anything yet."""

    shown: Shown
    standing: Standing
    is_safety: bool
    said: bool = True


def shown(source: Unit, own: Unit | None, entry: Entry | None, vocabulary: Vocabulary) -> Shown:
    """How a unit is shown, by the table above."""
    stands = standing(source, own, entry)
    if stands is Standing.SIGNED or (own and own.segments and not source.says_something):
        return Shown.TRANSLATION
    if stands is Standing.MISSING or not agrees(source, own, vocabulary, waivers(source, own, entry)):
        return Shown.ORIGINAL
    if source.is_safety:
        return Shown.WITH_ORIGINAL
    return Shown.MARKED if stands is Standing.STALE else Shown.TRANSLATION


def seen_units(guide: Guide, language: Language, name: str) -> dict[str, Seen]:
    """How the sections of a page are seen, by section id, in the order of the original."""
    source, ledger = guide.languages.source, guide.ledgers[language.tag]
    originals, found = guide.units(source, name), {}
    if language == source:
        for address, unit in originals.items():
            stands = source_standing(unit, ledger.get(address))
            found[address] = Seen(Shown.TRANSLATION, stands, unit.is_safety, unit.says_something)
    else:
        written, every = own_units(guide, language, name), guide.units(language, name)
        vocabulary = vocabulary_of(guide, language.tag)
        for address, unit in originals.items():
            own = (written if unit.says_something else every).get(address)
            entry = ledger.get(address)
            how = shown(unit, own, entry, vocabulary)
            found[address] = Seen(how, standing(unit, own, entry), unit.is_safety, unit.says_something)
    return {address.split("#", 1)[1]: seen for address, seen in found.items()}


@dataclass(frozen=True)
class Words:
    """Notices in the reader's language; `{language}` is what the original's is called in it."""

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
    withdrawn: Mapping[str, str] | None = None,
) -> str:
    """The Markdown of a translated page as its readers get it, without front matter. A section that the original does
    not have, or has no more, is left out: nothing says that it still holds. One that was withdrawn keeps its heading.

    `views` are by section id, of every section of the original; `languages` the original's and the reader's; `fill`
    puts words for contact slots into Markdown of a language; `withdrawn` has the Markdown in place of withdrawn
    sections, by id.
    """
    source, reader = languages
    kept = {section.id: section for section in own.sections if section.id}
    originals = {section.id: section for section in original.sections}
    parts: list[str] = []
    for id in _order(list(kept), list(originals)):
        section, mine = originals.get(id), kept.get(id)
        if section is None:
            continue
        view = views.get(id, Shown.ORIGINAL)
        if withdrawn and id in withdrawn:
            own_heading = mine is not None and view is not Shown.ORIGINAL
            parts += [mine.head if own_heading else _wrapped(section.head, source, "shown-in-original"), withdrawn[id]]
            continue
        if view is Shown.ORIGINAL or mine is None:
            parts += _original(section, source, reader, words, fill)
            continue
        text = fill(mine.markdown, reader)
        if view is Shown.MARKED:
            head, _, body = text.partition("\n")
            text = f"{head}\n\n{_notice(words.changed, source, reader, 'notice-changed')}\n{body}"
        if view is Shown.WITH_ORIGINAL and section.id == FRONT:
            text = _beneath_box(text, section, source, reader, words, fill)
        elif view is Shown.WITH_ORIGINAL:
            text += "\n\n" + _below(fill(section.body, source), source, reader, words)
        parts.append(text)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _order(own: list[str], originals: list[str]) -> list[str]:
    """The sections in the translation's order, which is another where words stand from A to Z; one that it lacks comes
    after the section that it follows in the original."""
    order = list(own)
    for number, id in enumerate(originals):
        if id not in order:
            order.insert(order.index(originals[number - 1]) + 1 if number else 0, id)
    return order


def _original(
    section: Section, source: Language, reader: Language, words: Words, fill: Callable[[str, Language], str]
) -> list[str]:
    """A section in the original's language, in place of its translation. The title and the box that a page opens with
    are wrapped each by itself, since notices of ours go between them."""
    if section.id != FRONT:
        notice = _notice(words.original_instead, source, reader, "notice-original")
        heading, _, body = fill(section.markdown, source).partition("\n")
        return [_wrapped(f"{heading}\n\n{notice}\n{body}", source, "shown-in-original")]
    heading, _, body = fill(section.markdown, source).partition("\n")
    box, rest = _split_box(body.strip("\n"))
    notice = _notice(words.original_instead, source, reader, "notice-original")
    wrapped = [_wrapped(part, source, "shown-in-original") for part in (heading, box) if part]
    return [*wrapped, notice, *([_wrapped(rest, source, "shown-in-original")] if rest else [])]


def _beneath_box(
    text: str, section: Section, source: Language, reader: Language, words: Words, fill: Callable[[str, Language], str]
) -> str:
    """The opening of a page with the original of its first box right beneath it, and of later ones at its end."""
    heading, _, body = text.partition("\n")
    box, rest = _split_box(body.strip("\n"))
    their_box, their_rest = _split_box(fill(section.body, source).strip("\n"))
    if not box or not their_box:
        return f"{text.rstrip()}\n\n{_below(fill(section.body, source), source, reader, words)}"
    parts = [heading, box, _below(their_box, source, reader, words), rest]
    if later := [match[0].rstrip() for match in _BOX.finditer(their_rest)]:
        parts.append(_below("\n\n".join(later), source, reader, words))
    return "\n\n".join(part for part in parts if part)


_BOX = re.compile(r"^!!! (?:danger|warning)\b[^\n]*\n(?:[ ]{4}[^\n]*\n?|[ \t]*\n)*", re.MULTILINE)


def _split_box(body: str) -> tuple[str, str]:
    """The box of danger or warning that a text begins with, and the rest."""
    match = _BOX.match(body)
    return (match[0].rstrip("\n"), body[match.end() :].lstrip("\n")) if match else ("", body)


def _below(body: str, source: Language, reader: Language, words: Words) -> str:
    notice = _notice(words.original_below, source, reader, "notice-original")
    return _wrapped(f"{notice}\n\n{body}", source, "original-below")


def _wrapped(text: str, source: Language, name: str) -> str:
    return f'<div class="{name} not-searched" lang="{source.tag}" dir="{source.direction}" markdown="1">\n\n{text}\n\n</div>'


def _notice(text: str, source: Language, reader: Language, name: str) -> str:
    said = text.replace("{language}", name_in(source, reader))
    return f'<p class="notice {name} not-searched" lang="{reader.tag}" dir="{reader.direction}">{said}</p>'
