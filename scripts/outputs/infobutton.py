"""What a records system is answered: the map of codes, and per code and language a feed, as Atom (RFC 4287) and as JSON in
the form of MedlinePlus Connect. No conformance with a standard of infobuttons is claimed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import langcodes
import segno
from babel import Locale

from scripts.content.codes import SYSTEMS, Code, plain_name
from scripts.content.guide import Guide
from scripts.content.page import FRONT
from scripts.outputs.address import full_address, page_path

INFOBUTTON = "infobutton"  # the name of the page, and of the folder of answers; no Markdown page may have it
HELP_SECTION = f"get-help#{FRONT}"
"""Where every symptom leads."""

# What records systems call languages besides ISO 639 (or by names that it has given up).
_CALLED = {
    "es": ("sp",),
    "zh": ("cmn",),
    "he": ("iw",),
    "id": ("in",),
    "yi": ("ji",),
    "fil": ("tl", "tgl"),
    "fa": ("prs",),
}


@cache
def asked_as(tag: str) -> str:
    """What a request calls a language, as a regular expression that disregards case: its code of two or three letters, with
    whatever follows that does not name another script (es, spa, es-MX; for zh-Hans zh, zh-CN, but not zh-TW)."""
    asked = langcodes.Language.get(tag)
    codes = [asked.language, *_CALLED.get(asked.language or "", ())]
    for variant in ("T", "B"):
        try:
            codes.append(langcodes.Language.make(language=asked.language).to_alpha3(variant))
        except LookupError:
            continue
    scripts = {region: _script(f"{asked.language}-{region}") for region in _regions()}
    own = _script(tag)
    if asked.territory:
        rest = f"[-_]{asked.territory}"
    elif set(scripts.values()) == {own}:
        rest = "(?:[-_].*)?"
    elif _script(str(asked.language)) == own:  # what is not said to be otherwise is this one
        few = sorted(region for region, script in scripts.items() if script == own)
        rest = (
            f"(?:[-_](?:{own}.*|{'|'.join(few)}))?" if len(few) < 20 else f"(?:[-_](?:{own}.*|{_but(scripts, own)}))?"
        )
    else:
        few = sorted(region for region, script in scripts.items() if script == own)
        rest = f"[-_](?:{'|'.join([own + '.*', *few])})"
    return f"(?:{'|'.join(dict.fromkeys(code for code in codes if code))}){rest}"


def _but(scripts: dict[str, str], own: str) -> str:
    """The regions of a script, by first letter, where only some of a letter's are."""
    found = []
    for first in sorted({region[0] for region in scripts}):
        own_of = sorted(region[1] for region, script in scripts.items() if region[0] == first and script == own)
        if own_of:
            found.append(f"{first}[{''.join(own_of)}]")
    return "|".join(found)


@cache
def _regions() -> tuple[str, ...]:
    return tuple(sorted(region for region in Locale("en").territories if re.fullmatch("[A-Z]{2}", region)))


@cache
def _script(tag: str) -> str:
    return langcodes.Language.get(tag).maximize().script or ""


def language_sections(guide: Guide) -> list[str]:
    """Every section that a code or a text leads to, in the order of the list; the help page last."""
    found = list(guide.codes.sections)
    return list(dict.fromkeys([*(one for one in found if one != HELP_SECTION), HELP_SECTION]))


def all_codes(guide: Guide) -> list[Code]:
    """The codes of conditions and those of symptoms, which lead to the help page."""
    symptoms = [
        Code(system, code, (("related", HELP_SECTION),), place)
        for system, codes in guide.codes.symptoms.items()
        for code, place in codes.items()
    ]
    return [*guide.codes.codes, *symptoms]


def request_map(guide: Guide, site_url: str | None) -> dict[str, Any]:
    """What there is to know for answering a request: languages, code systems, codes and texts, and the sections they lead
    to. It is map.json, and what the page's script is given."""
    codes: dict[str, dict[str, dict[str, list[str]]]] = {}
    for code in all_codes(guide):
        entry = codes.setdefault(code.system, {}).setdefault(code.code, {})
        for relation, section in code.targets:
            entry.setdefault(relation, []).append(section)
    texts: dict[str, str] = {}
    for text in guide.codes.texts:
        forms = [
            form.rstrip("*")
            for term in text.terms
            for said in guide.terms.forms.get(term, {}).values()
            for form in said
        ]
        for said in (*text.says, *forms):
            texts.setdefault(said, text.section)
    return {
        "site": full_address(site_url, "").rstrip("/") + "/",
        "languages": {
            one.tag: {"path": guide.languages.path(one), "asked": asked_as(one.tag)} for one in guide.languages.public
        },
        "systems": {
            id: {
                "edition": guide.codes.editions[id],
                "names": system_names(guide, id),
                "code": SYSTEMS[id].code,
                "climbs": SYSTEMS[id].climbs,
                "symptoms": SYSTEMS[id].symptoms,
            }
            for id in codes
        },
        "codes": codes,
        "texts": texts,
    }


def system_names(guide: Guide, id: str) -> list[str]:
    """What requests call a code system: its OID, its names, and those that the list of codes adds."""
    system = SYSTEMS[id]
    own = [plain_name(name) for name in (system.oid, *system.names) if name]
    return list(dict.fromkeys([*own, *(name for name, meant in guide.codes.aliases.items() if meant == id)]))


def section_path(guide: Guide, tag: str, section: str) -> str:
    """The path of a section in a language: `es/spread.html#what-it-means`; of a whole page without the end."""
    name, _, id = section.partition("#")
    path = page_path(guide, guide.languages.get(tag), name)
    return path if id == FRONT else f"{path}#{id}"


def section_address(guide: Guide, site_url: str | None, tag: str, section: str) -> str:
    """The same as a full address."""
    path, mark, id = section_path(guide, tag, section).partition("#")
    return full_address(site_url, path) + mark + id


def answer_path(guide: Guide, tag: str, code: Code, ending: str) -> str:
    """Where the answer for a code lies in a language's part of the site."""
    return f"{guide.languages.path(guide.languages.get(tag))}{INFOBUTTON}/{code.system}/{code.code}.{ending}"


def square_path(guide: Guide, tag: str, section: str) -> str:
    """Where the square code (QR) of a section's address lies."""
    return f"{guide.languages.path(guide.languages.get(tag))}{INFOBUTTON}/qr/{section.replace('#', '.')}.svg"


def square(address: str) -> bytes:
    """The square code (QR) of an address, as SVG."""
    made = BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="svg", scale=4, light="#fff", xmldecl=False, nl=False)
    return made.getvalue()


@dataclass(frozen=True)
class Entry:
    """A page or section that a feed leads to. `title` and `summary` are text."""

    title: str
    address: str
    summary: str


@dataclass(frozen=True)
class Feed:
    """The answer for a code (None: no code is known) in a language; `site` is who answers, `updated` a day (ISO 8601)."""

    address: str
    tag: str
    site: str
    home: str
    updated: str
    code: Code | None
    entries: tuple[Entry, ...]

    @property
    def categories(self) -> list[tuple[str, str]]:
        """What of a request was used, as scheme and term."""
        if self.code is None:
            return []
        system = SYSTEMS[self.code.system]
        return [
            ("mainSearchCriteria.v.c", self.code.code),
            ("mainSearchCriteria.v.cs", system.oid or system.names[-1]),
            ("informationRecipient.languageCode.c", self.tag),
        ]


def atom(feed: Feed) -> str:
    """A feed as Atom."""
    time = f"<updated>{feed.updated}T00:00:00Z</updated>"
    author = f"<author><name>{escape(feed.site)}</name><uri>{escape(feed.home)}</uri></author>"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.tag)}>',
        f"<id>{escape(feed.address)}</id><title>{escape(feed.site)}</title>{time}{author}",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.address)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(feed.home)}/>',
        *(f"<category scheme={quoteattr(scheme)} term={quoteattr(term)}/>" for scheme, term in feed.categories),
    ]
    for entry in feed.entries:
        link = (
            f'<link rel="alternate" type="text/html" hreflang={quoteattr(feed.tag)} href={quoteattr(entry.address)}'
            f" title={quoteattr(entry.title)}/>"
        )
        lines.append(
            f"<entry><id>{escape(entry.address)}</id><title>{escape(entry.title)}</title>{time}{author}{link}"
            f'<summary type="text">{escape(entry.summary)}</summary></entry>'
        )
    return "\n".join([*lines, "</feed>"]) + "\n"


def as_json(feed: Feed) -> str:
    """A feed as JSON, as clients of MedlinePlus Connect read it."""

    def value(text: str, **more: str) -> dict[str, str]:
        return {"_value": text, **more}

    updated = value(f"{feed.updated}T00:00:00Z")
    made = {
        "lang": feed.tag,
        "title": value(feed.site, type="text"),
        "author": {"name": value(feed.site), "uri": value(feed.home)},
        "updated": updated,
        "category": [{"scheme": scheme, "term": term} for scheme, term in feed.categories],
        "id": value(feed.address),
        "entry": [
            {
                "lang": feed.tag,
                "title": value(entry.title, type="text"),
                "link": [
                    {
                        "title": entry.title,
                        "rel": "alternate",
                        "type": "html",
                        "hreflang": feed.tag,
                        "href": entry.address,
                    }
                ],
                "id": value(entry.address),
                "updated": updated,
                "summary": value(entry.summary, type="text"),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps({"feed": made}, ensure_ascii=False, separators=(",", ":")) + "\n"


def inline(made: Any) -> str:
    """JSON that may stand in a page."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def said_together(parts: Iterable[str]) -> str:
    return " ".join(part.strip() for part in parts if part and part.strip())
