"""Site facts: docs/_data/site.yml, what a hospital says of itself. No fact is part of the guide's own text, so filling one
in voids no sign-off; a newer guide may change this file too: then Git asks, and what is yours stays yours.

A fact in words is one text for all languages, or a text per language tag: `hours: {en: Mon–Fri 9–5, es: L–V 9–17}`. A
language that such a list lacks shows the first language's text, and says in which language it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import regex
from babel import Locale

from scripts.content.contact import SLOTS
from scripts.content.data import Fields, parse_yaml, read_fields
from scripts.content.file import read_text
from scripts.content.language import Language, Languages
from scripts.content.logo import Logo, read_logo
from scripts.content.note import Note, read_note
from scripts.content.palette import Palette, read_palette
from scripts.content.roster import need_name
from scripts.errors import GuideError

SITE = "docs/_data/site.yml"
LINKS = ("appointment", "support", "feedback", "mistake")
# Each key of the file and what it is. The file's own comments say more.
KEYS = {
    "name": "what the site is called, in place of `site.name` of the interface words",
    "publisher": "the hospital or group that answers for the site",
    "logo": "a file of docs/assets/site/: SVG, PNG or JPEG",
    "colors": "accent, and for dark screens accent_dark",
    "address": "where the publisher is",
    "hours": "when it is open",
    "country": "two letters; US turns on the notice of language help",
    "site_url": "the address of the site, ending in a slash",
    "contacts": "telephone numbers",
    "links": "appointment, support, feedback, mistake: addresses of pages or mail",
    "notes": "texts of the publisher's own, each at a section of the guide",
    "accepted_risks": "what the site does without, and who answers for it",
}
RISKS = ("unsigned-translation", "unsigned-original", "stale-text", "review-overdue")
_SIZE = 200_000  # bytes; with a note at every section it would not come near
_LONG = 500  # signs of a fact in words
_DIGITS = re.compile(r"[0-9]")
_IN_NUMBER = re.compile(r"\+?[0-9 ().,/#*\u2011\u2013-]+")


@dataclass(frozen=True)
class AcceptedRisk:
    """Something that a site does without, which somebody answers for by name: `accepted_risks` of the site facts."""

    language: str
    risk: str
    by: str
    reason: str


@dataclass(frozen=True)
class Told:
    """A fact in words: one text for all languages under "", or a text per tag."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, tag: str, source: str) -> tuple[str, str]:
        """The text that readers of a language get, and the tag of the language it is in; ("", tag) where there is none."""
        for key, of in ((tag, tag), ("", source), (source, source)):
            if key in self.texts:
                return self.texts[key], of
        return "", tag


@dataclass(frozen=True)
class SiteFacts:
    """What site.yml holds; everything may be empty."""

    name: Told = Told()
    publisher: Told = Told()
    address: Told = Told()
    hours: Told = Told()
    logo: Logo | None = None
    palette: Palette | None = None
    country: str = ""
    site_url: str = ""
    contacts: Mapping[str, Told] = field(default_factory=dict)
    links: Mapping[str, Told] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    accepted_risks: tuple[AcceptedRisk, ...] = ()

    @property
    def styled(self) -> bool:
        """Whether pages show anything that needs the style sheet of site facts."""
        shown = (self.publisher, self.address, self.hours, self.logo, self.palette, self.links, self.notes)
        return any(map(bool, shown))


def read_site(root: Path, languages: Languages) -> SiteFacts:
    """The site facts of a guide; none where there is no file.

    Raises GuideError, with file and line, for a key that does not exist and for a value that readers could not use.
    """
    path = root / SITE
    if not path.exists():
        return SiteFacts()
    if (size := path.stat().st_size) > _SIZE:
        raise GuideError(
            f"the file has {size:,} bytes; site facts have {_SIZE:,} at most.",
            place=f"{SITE}:{_longest(path)}",
            hint="shorten the longest text in it; a note is a few sentences.",
        )
    return parse_site(read_text(path, SITE), root, languages)


def parse_site(text: str, root: Path, languages: Languages) -> SiteFacts:
    """The site facts in a text. `root` is where the logo is looked for. Raises GuideError as `read_site` does."""
    top = parse_yaml(text, SITE)
    top = Fields(SITE, 1) if top is None else top
    if not isinstance(top, Fields):
        raise GuideError("the file is not a mapping.", place=f"{SITE}:1", hint="start with 'key: value' lines.")
    top.only(KEYS, "the site facts")
    contacts = top.may("contacts", Fields, Fields(SITE, 1), "the site facts").only(SLOTS, "'contacts'")
    links = top.may("links", Fields, Fields(SITE, 1), "the site facts").only(LINKS, "'links'")
    words = {key: _told(top, key, "the site facts", languages) for key in ("name", "publisher", "address", "hours")}
    return SiteFacts(
        **words,
        logo=_logo(root, top),
        palette=read_palette(top),
        country=_country(top),
        site_url=_site_url(top),
        contacts={slot: told for slot in contacts if (told := _number(contacts, slot, languages))},
        links={key: told for key in links if (told := _link(links, key, languages))},
        notes=tuple(_notes(top, languages)),
        accepted_risks=_risks(top, languages),
    )


def _longest(path: Path) -> int:
    """The line of the longest text in a file: the last one that begins a value before the longest run of lines."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"\s*(?:- )?[\w-]+:", line)] or [0]
    sizes = {a: sum(map(len, lines[a:b])) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)}
    return max(sizes, key=sizes.__getitem__) + 1


def _told(fields: Fields, key: str, what: str, languages: Languages) -> Told:
    """A text, or a text per language of the site."""
    value = fields.may(key, Fields if isinstance(fields.get(key), Fields) else str, "", what)
    if isinstance(value, str):
        texts, places = {"": value}, {"": fields.place(key)}
    else:
        _only_languages(value, f"'{key}'", languages)
        texts = {tag: value.may(tag, str, "", f"'{key}'") for tag in value}
        places = {tag: value.place(tag) for tag in value}
    for tag, text in texts.items():
        if len(text) > _LONG:
            raise GuideError(
                f"'{key}' has {len(text):,} signs; {_LONG} at most were expected.", place=places[tag],
                hint="say it shorter, or link to a page of yours.",
            )  # fmt: skip
        if re.search(r"<[a-zA-Z/!]", text) or "{" in text:
            raise GuideError(
                f"'{key}' holds markup: “{text.strip()[:60]}”.", place=places[tag],
                hint="write plain text, without < and {.",
            )  # fmt: skip
    return Told({tag: text.strip() for tag, text in texts.items() if text.strip()})


def _only_languages(fields: Fields, what: str, languages: Languages) -> None:
    tags = [language.tag for language in languages]
    for tag in fields:
        if tag not in tags:
            raise GuideError(
                f"{what} has '{tag}', which is no language of this site.", place=fields.place(tag),
                hint=f"the languages are: {', '.join(tags)}. Write one text for all of them, or a text per tag.",
            )  # fmt: skip


def _number(contacts: Fields, slot: str, languages: Languages) -> Told:
    told = _told(contacts, slot, "'contacts'", languages)
    for tag, text in told.texts.items():
        place = contacts[slot].place(tag) if tag else contacts.place(slot)
        if not _IN_NUMBER.fullmatch(text) or not _DIGITS.search(text):
            odd = regex.search(r"[\p{L}\p{M}]+", text)
            raise GuideError(
                f"'{slot}' is '{text}'" + (f" and holds the letters '{odd[0]}'." if odd else ", which is no telephone number."),
                place=place,
                hint="write digits, as people dial them: \"+44 20 7946 0018\". Words for readers are in docs/_data/ui/, and"
                " what is to be said about the number belongs into a note.",
            )  # fmt: skip
    return told


def _link(links: Fields, key: str, languages: Languages) -> Told:
    told = _told(links, key, "'links'", languages)
    for tag, text in told.texts.items():
        _check_address(text, f"'{key}'", links[key].place(tag) if tag else links.place(key))
    return told


def _check_address(text: str, what: str, place: str, *, mail: bool = True) -> None:
    """GuideError for what is no whole address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if mail and parts.scheme == "mailto" and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", parts.path):
        return
    if parts.scheme in ("https", "http") and parts.hostname and not re.search(r"[\s\"<>]", text):
        return
    if parts.scheme in ("https", "http"):
        found, hint = f"{what} is '{text}', which names no server.", "write two slashes after the colon: https://…"
    else:
        found = f"{what} is '{text}', which is no whole address."
        hint = "begin it with https://" + (", or a mail address with mailto:" if mail else "") + "."
    raise GuideError(found, place=place, hint=hint)


def _site_url(top: Fields) -> str:
    text = top.may("site_url", str, "", "the site facts").strip()
    if not text:
        return ""
    _check_address(text, "'site_url'", top.place("site_url"), mail=False)
    if not text.endswith("/") or "?" in text or "#" in text:
        raise GuideError(
            f"'site_url' is '{text}'; the address of a folder was expected, ending in a slash.",
            place=top.place("site_url"), hint=f"write {re.split('[?#]', text)[0].rstrip('/')}/",
        )  # fmt: skip
    return text


def _country(top: Fields) -> str:
    code = top.may("country", (str, bool), "", "the site facts")
    if code is False:  # YAML takes Norway's NO for a no
        code = "NO"
    if code and (code not in Locale("en").territories or not re.fullmatch("[A-Z]{2}", str(code))):
        meant = {"UK": "GB", "EN": "GB"}.get(str(code).upper(), str(code).upper())
        known = re.fullmatch("[A-Z]{2}", meant) and meant in Locale("en").territories
        raise GuideError(
            f"'country' is '{code}'.", place=top.place("country"),
            hint=f"write {meant}." if known else "write its two letters, such as GB, US or IN.",
        )  # fmt: skip
    return str(code)


def _logo(root: Path, top: Fields) -> Logo | None:
    name = top.may("logo", str, "", "the site facts").strip()
    return read_logo(root, name, top.place("logo")) if name else None


def _notes(top: Fields, languages: Languages) -> list[Note]:
    found: list[Note] = []
    what = "a note"
    for row in top.may("notes", list, [], "the site facts"):
        if not isinstance(row, Fields):
            raise GuideError(
                f"{what} is no mapping.",
                place=top.place("notes"),
                hint="write {section: get-help#emergency, text: {en: …}}.",
            )
        row.only(("section", "text"), what)
        section, texts = row.need("section", str, what), row.need("text", Fields, what)
        _only_languages(texts, "the text of a note", languages)
        if any(section == note.section for note in found):
            raise GuideError(f"{section} has two notes.", place=row.place("section"), hint="make one of them.")
        for tag in texts:
            text = texts.may(tag, str, "", "the text of a note")
            if text.strip():
                found.append(read_note(section, tag, text, row.place("section"), texts.place(tag)))
    return found


def _risks(top: Fields, languages: Languages) -> tuple[AcceptedRisk, ...]:
    found = []
    for row in top.may("accepted_risks", list, [], "the site facts"):
        what = "an accepted risk"
        form = "write {language: es, risk: unsigned-translation, by: …, reason: …}."
        if not isinstance(row, Fields):
            raise GuideError(f"{what} is no mapping.", place=top.place("accepted_risks"), hint=form)
        row.only(("language", "risk", "by", "reason"), what)
        risk, tag = row.need("risk", str, what), row.need("language", str, what)
        if risk not in RISKS:
            raise GuideError(
                f"'{risk}' is no risk that can be accepted.",
                place=row.place("risk"),
                hint=f"write one of {', '.join(RISKS)}.",
            )
        if tag not in {language.tag for language in languages}:
            raise GuideError(
                f"'{tag}' is no language of this site.", place=row.place("language"), hint="take the entry out."
            )
        by = need_name(row.need("by", str, what), what, place=row.place("by"), hint="write who answers for it.")
        found.append(AcceptedRisk(tag, risk, by, row.need("reason", str, what)))
    return tuple(found)


def contacts_in(facts: SiteFacts, language: Language, source: Language) -> dict[str, str]:
    """The telephone numbers for the text of a language, by slot."""
    return {slot: told.in_language(language.tag, source.tag)[0] for slot, told in facts.contacts.items()}


def language_help_of(country: str) -> Mapping[str, str]:
    """The line, by language tag, that tells where a country wants it that help with language costs nothing, with
    `{number}` in it; empty for a country that wants none."""
    path = Path(__file__).with_name("language_help.yml")
    return read_fields(path, path.name).get(country) or {}
