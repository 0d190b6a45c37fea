"""What a page says of its own standing: by when it is to be reviewed again, and what has changed on it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.checks.parity.progress import own_units
from scripts.content.guide import Guide
from scripts.content.language import Language, day_in
from scripts.content.review import reviews_of
from scripts.outputs.borrowed import Borrowed, borrowed, shown_words


def review_day(guide: Guide, language: Language, name: str) -> str:
    """The day by which a page that is signed whole is to be reviewed again: the first one of its sign-offs. "" for a page
    that is not signed whole."""
    source = guide.languages.source
    originals = guide.units(source, name)
    own = originals if language == source else own_units(guide, language, name)
    days = []
    for address, unit in originals.items():
        if not unit.says_something:
            continue
        if address not in own:
            return ""
        reviews = reviews_of(unit, own[address], guide.ledgers[language.tag].get(address), on="")
        days += [one.due if one.state == "holds" else "" for one in reviews]
    return min(days, default="")


@dataclass(frozen=True)
class Told:
    """A change of a page as readers see it: its day as it is written in their language, and words with their language."""

    date: str
    day: str
    words: str
    language: Language


def changes_of(guide: Guide, language: Language, name: str) -> list[Told]:
    """What has changed on a page, the newest first: what editors wrote, and what was withdrawn and came back."""
    words, source = shown_words(guide, language)["standing"], guide.languages.source
    found = []
    for change in reversed(guide.changes.get(name, ())):
        speaks = language if language.tag in change.words else source
        found.append(Told(change.date, day_in(language.tag, change.date), change.words[speaks.tag], speaks))
    for recall in guide.recalls:
        if recall.page != name:
            continue
        part = _heading(guide, language, name, recall.id)
        for key, date in (("was_withdrawn", recall.date), ("is_back", recall.lifted)):
            if date:
                said = words[key]
                speaks = said.language if isinstance(said, Borrowed) else language
                found.append(Told(date, day_in(language.tag, date), str(said).replace("{part}", part), speaks))
    return sorted(found, key=lambda one: one.date)[::-1]  # of one day, the later one of the file first


def _heading(guide: Guide, language: Language, name: str, id: str) -> str:
    """What a section is called in a language, or in the source's."""
    for one in (language, guide.languages.source):
        if guide.has(one, name):
            page = guide.read_page(one, name)
            section = page.section(id)
            if section and section.heading:
                return section.heading
    return id


def overdue_words(guide: Guide, language: Language, day: str) -> str:
    """The notice that a page was to be reviewed by a day that has passed."""
    said = shown_words(guide, language)["standing"]["overdue"]
    speaks = said.language if isinstance(said, Borrowed) else language
    text = str(said).replace("{date}", day_in(speaks.tag, day))
    return borrowed(text, speaks) if isinstance(said, Borrowed) else text
