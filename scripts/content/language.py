"""Languages a site speaks: one record each in docs/_data/languages.yml, any BCP 47 tag.

Three codes that must not be mixed: `tag` is the BCP 47 tag (on <html lang>, in hreflang), `folder` is the
folder under docs/ and the path in the site, `theme` is Material's file of interface words ("" where it has none).

Stages: `hidden` is not built; `preview` is built, kept from search engines, and no other page leads to it; `public`, the
default, is all of the site.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import langcodes
from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from scripts.content.data import read_list
from scripts.errors import GuideError

HIDDEN, PREVIEW, PUBLIC = STAGES = ("hidden", "preview", "public")

_KEYS = ("tag", "name", "direction", "theme", "stage")

# Languages without spaces between words; of these, those without spaces between sentences: there a full stop is as wide as a
# letter.
_WORDS_TOGETHER = frozenset("zh yue ja th lo km my".split())
_SENTENCES_TOGETHER = frozenset("zh yue ja".split())

# Scripts written from right to left (Unicode's bidirectional classes R and AL) that have living languages.
_RIGHT_TO_LEFT = frozenset("Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa".split())


@dataclass(frozen=True)
class Language:
    """A language and its facts. `name` is in its own script; `direction` is ltr or rtl."""

    tag: str
    name: str
    direction: str
    theme: str
    stage: str = PUBLIC
    line: int = field(default=0, compare=False)  # of its record

    @property
    def folder(self) -> str:
        return self.tag

    @property
    def is_public(self) -> bool:
        return self.stage == PUBLIC

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return "" if self.tag.split("-")[0] in _SENTENCES_TOGETHER else " "


@dataclass(frozen=True)
class Languages:
    """All languages of a site; the first is the source, which the others translate, and stands at the root."""

    all: tuple[Language, ...]

    @property
    def source(self) -> Language:
        return self.all[0]

    @property
    def built(self) -> tuple[Language, ...]:
        """Those that the site has pages in: all but the hidden ones."""
        return tuple(language for language in self.all if language.stage != HIDDEN)

    @property
    def public(self) -> tuple[Language, ...]:
        """Those that readers and search engines are led to."""
        return tuple(language for language in self.all if language.is_public)

    def get(self, tag: str) -> Language:
        for language in self.all:
            if language.tag == tag:
                return language
        known = ", ".join(language.tag for language in self.all)
        raise GuideError(
            f"'{tag}' is no language of this site.",
            hint=f"the languages are: {known}; `guide lang add TAG` adds one.",
        )

    def path(self, language: Language) -> str:
        """Where a language's pages stand in the site: '' for the source language, else 'es/'."""
        return "" if language is self.source or language == self.source else f"{language.folder}/"

    def __iter__(self):
        return iter(self.all)


def direction_of(tag: str) -> str:
    """ltr or rtl, by the script that a language is written in."""
    return "rtl" if langcodes.Language.get(tag).maximize().script in _RIGHT_TO_LEFT else "ltr"


def is_chinese(tag: str) -> bool:
    """Whether a language is written in Chinese characters and nothing else, whatever their form."""
    return langcodes.Language.get(tag).language == "zh"


def read_languages(path: Path, place: str) -> Languages:
    """The records of languages.yml. Raises GuideError for an unknown tag, a double one or a wrong value."""
    languages: list[Language] = []
    for fields in read_list(path, place):
        fields.only(_KEYS, "a language")
        tag = fields.need("tag", str, "a language")
        if not langcodes.tag_is_valid(tag):
            raise GuideError(
                f"'{tag}' is no language tag.",
                place=fields.place("tag"),
                hint="use a BCP 47 tag such as es, fil, zh-Hans or es-419 (quote 'no').",
            )
        standard = langcodes.standardize_tag(tag)
        if standard != tag:
            raise GuideError(
                f"the tag '{tag}' is not in its standard form.", place=fields.place("tag"), hint=f"write '{standard}'."
            )
        if any(language.tag == tag for language in languages):
            raise GuideError(f"the tag '{tag}' stands twice.", place=fields.place("tag"), hint="keep one record.")
        script = langcodes.Language.get(tag).maximize().script or ""
        usual = direction_of(tag)
        direction = fields.may("direction", str, usual, f"language {tag}")
        if direction != usual:
            raise GuideError(
                f"the direction '{direction}' does not fit {tag}, which is written in {script} ({usual}).",
                place=fields.place("direction"),
                hint="leave the key out, or name the script in the tag, such as az-Arab.",
            )
        stage = fields.may("stage", str, PUBLIC, f"language {tag}")
        if stage not in STAGES:
            raise GuideError(
                f"'stage' of language {tag} is '{stage}'.",
                place=fields.place("stage"),
                hint=f"write one of {', '.join(STAGES)}.",
            )
        if not languages and stage != PUBLIC:
            raise GuideError(
                f"the first language, {tag}, is {stage}; the site's root is in it, and the others show its pages.",
                place=fields.place("stage"),
                hint="leave 'stage' out there.",
            )
        languages.append(
            Language(
                tag=tag,
                name=fields.need("name", str, f"language {tag}"),
                direction=direction,
                theme=fields.may("theme", str, "", f"language {tag}"),
                stage=stage,
                line=fields.start,
            )
        )
    if not languages:
        raise GuideError("no language is listed.", place=f"{place}:1", hint="list the source language first.")
    return Languages(tuple(languages))


def is_spaced(tag: str) -> bool:
    """Whether a language is written with spaces between its words."""
    return tag.split("-")[0] not in _WORDS_TOGETHER


def name_in(language: Language, reader: Language) -> str:
    """What a language is called in another, by CLDR; its own name for itself where CLDR does not know."""
    for tag in (reader.tag, reader.tag.split("-")[0]):
        try:
            known = Locale.parse(tag, sep="-").languages
        except (UnknownLocaleError, ValueError):
            continue
        return known.get(language.tag.replace("-", "_")) or known.get(language.tag.split("-")[0]) or language.name
    return language.name


def spoken_name_in(language: Language, reader: Language) -> str:
    """What people call a language that they speak in another: no script is named. Nobody speaks Simplified Chinese."""
    spoken = langcodes.Language.get(language.tag).update_dict({"script": None}).to_tag()
    return name_in(replace(language, tag=spoken), reader)


def day_in(tag: str, day: str) -> str:
    """A day (ISO 8601) as a language writes it; as it is where CLDR does not know the language."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return day
    return format_date(date.fromisoformat(day), format="long", locale=locale)
