"""Codes that records systems ask with, and the sections that answer them: docs/_data/codes.yml, and for those with a
licence codes-icd11.yml and codes-snomed.yml.

A condition leads to sections by what they are about: `exact` the same; `narrower`: the code is one kind of what the section
is about; `related`: it may be of use, and readers are told no more than that. A symptom leads to the help page only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.content.data import Fields, read_fields
from scripts.errors import GuideError

RELATIONS = ("exact", "narrower", "related")


@dataclass(frozen=True)
class System:
    """A code system. `code` is its published form, which all of a code matches once spaces are gone and letters are capital;
    `climbs` is whether a code begins with the code it is a part of; `symptoms` what codes of complaints begin with.
    `names` are what systems call it besides its OID, without spaces, hyphens and capitals."""

    id: str
    oid: str
    code: str
    climbs: bool = False
    symptoms: str = ""
    names: tuple[str, ...] = ()

    def writes(self, code: str) -> bool:
        """Whether a text has the form of its codes."""
        return re.fullmatch(self.code, code) is not None


# ICD-10-CM: three to seven signs, a dot after the third; X holds a place, the seventh tells of the encounter (Official
# Guidelines for Coding and Reporting, I.A.2 to 5). The World Health Organization's ICD-10 has three or four, now and then
# five (volume 2). In both, R is the chapter of symptoms and signs, and M54 is back pain.
_ICD_10_SYMPTOMS = "R|M54"

SYSTEMS: dict[str, System] = {
    system.id: system
    for system in (
        System(
            "icd-10-cm", "2.16.840.1.113883.6.90", r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?", True, _ICD_10_SYMPTOMS,
            ("icd10cm", "http://hl7.org/fhir/sid/icd10cm"),
        ),
        System(
            "icd-10", "2.16.840.1.113883.6.3", r"[A-Z][0-9]{2}(?:\.?[0-9]{1,2})?", True, _ICD_10_SYMPTOMS,
            ("icd10", "http://hl7.org/fhir/sid/icd10"),
        ),
        # A descriptor's unique identifier: D and six or nine digits (National Library of Medicine).
        System("mesh", "2.16.840.1.113883.6.177", r"D[0-9]{6}(?:[0-9]{3})?", names=("mesh", "msh")),
        # A stem code: four signs, the second a letter, the third a digit, without I and O; after the dot up to two more
        # (ICD-11 Reference Guide). Codes of symptoms begin with M. We know of no OID.
        System(
            "icd-11", "", r"[0-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](?:\.?[0-9A-HJ-NP-Z]{1,2})?", True, "M[A-HJ-NP-Z]",
            ("icd11", "http://id.who.int/icd/release/11/mms"),
        ),
        # A SNOMED CT identifier: 6 to 18 digits, the first no zero (SNOMED CT Release File Specification).
        System("snomed-ct", "2.16.840.1.113883.6.96", r"[1-9][0-9]{5,17}", names=("snomedct", "sct", "http://snomed.info/sct")),
    )
}  # fmt: skip

FILES = {
    "docs/_data/codes.yml": ("icd-10-cm", "icd-10", "mesh"),
    "docs/_data/codes-icd11.yml": ("icd-11",),
    "docs/_data/codes-snomed.yml": ("snomed-ct",),
}
_ADDRESS = re.compile(r"[^\s#]+#[^\s#]+")
_ID = re.compile(r"[a-z0-9][a-z0-9./:]*")


@dataclass(frozen=True)
class Code:
    """A code and where it leads: `targets` are relation and section, the nearest relation first. `place` is file and line."""

    system: str
    code: str
    targets: tuple[tuple[str, str], ...]
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Text:
    """What a record may show of a condition besides its code: terms of terms.yml, words, and the section they lead to."""

    section: str
    terms: tuple[str, ...]
    says: tuple[str, ...]
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Codes:
    """All codes of a guide, and its symptoms' codes by system. `editions` says which edition of a system they were checked
    against; `aliases` are other names of systems, without spaces, hyphens and capitals, by which hospitals ask."""

    codes: tuple[Code, ...] = ()
    symptoms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    editions: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.symptoms)

    @property
    def sections(self) -> dict[str, str]:
        """The sections that codes and texts lead to, each with the place that names it first."""
        found: dict[str, str] = {}
        for code in self.codes:
            for _, section in code.targets:
                found.setdefault(section, code.place)
        for text in self.texts:
            found.setdefault(text.section, text.place)
        return found


def plain_name(name: str) -> str:
    """The name of a code system as it is compared: without spaces, hyphens, capitals and `urn:oid:`."""
    return re.sub(r"[\s_-]+", "", name).lower().removeprefix("urn:oid:")


def read_codes(root: Path) -> Codes:
    """The codes of a guide; empty without the file.

    Raises GuideError for a code that has not the form of its system, one that stands twice (as a condition and a symptom
    too), a symptom's code among the conditions, and what is no address of a section.
    """
    codes: list[Code] = []
    symptoms: dict[str, dict[str, str]] = {}
    editions: dict[str, str] = {}
    aliases: dict[str, str] = {}
    texts: list[Text] = []
    for place, systems in FILES.items():
        if not (root / place).exists():
            continue
        fields = read_fields(root / place, place).only((*systems, "aliases", "texts"), "the list of codes")
        for system in (SYSTEMS[id] for id in systems if id in fields):
            entries = fields.need(system.id, Fields, "the list of codes").only(
                ("edition", "conditions", "symptoms"), f"'{system.id}'"
            )
            editions[system.id] = _edition(entries, system)
            symptoms[system.id] = _symptoms(entries, system)
            codes += _conditions(entries, system, symptoms[system.id])
        aliases |= _aliases(fields)
        texts += [_text(row, fields) for row in fields.may("texts", list, [], "the list of codes")]
    return Codes(tuple(codes), {id: found for id, found in symptoms.items() if found}, editions, aliases, tuple(texts))


def _edition(entries: Fields, system: System) -> str:
    edition = entries.need("edition", str, f"'{system.id}'")
    if not re.search(r"\b20[0-9]{2}\b", edition):
        raise GuideError(
            f"the edition of '{system.id}' names no year.", place=entries.place("edition"),
            hint="write which edition the codes were checked against, and when that was.",
        )  # fmt: skip
    return edition


def _code(key: object, system: System, place: str) -> str:
    code = str(key)
    if not system.writes(code) or (
        system.climbs and len(code) > (4 if system.id == "icd-11" else 3) and "." not in code
    ):
        raise GuideError(
            f"'{code}' has not the form of a code of {system.id}.", place=place,
            hint=f"compare with the edition; the form is {system.code.replace('?:', '').replace('.?', '.')}.",
        )  # fmt: skip
    return code


def _symptoms(entries: Fields, system: System) -> dict[str, str]:
    found: dict[str, str] = {}
    listed = entries.may("symptoms", Fields, Fields(entries.file, entries.start), f"'{system.id}'")
    for key in listed:
        code = _code(key, system, listed.place(key))
        found[code] = listed.place(key)
        if listed[key] is not None and not isinstance(listed[key], str):
            raise GuideError(
                f"the symptom {code} leads to the help page; it has no sections of its own.", place=listed.place(key),
                hint="leave it empty, or write a few words for those who keep the list.",
            )  # fmt: skip
    return found


def _conditions(entries: Fields, system: System, symptoms: Mapping[str, str]) -> list[Code]:
    found = []
    listed = entries.may("conditions", Fields, Fields(entries.file, entries.start), f"'{system.id}'")
    for key in listed:
        place = listed.place(key)
        code = _code(key, system, place)
        if code in symptoms or (system.symptoms and re.match(system.symptoms, code)):
            raise GuideError(
                f"{code} is a symptom; most people who have it have no tumor.", place=place,
                hint="list it under 'symptoms' only: these lead to the help page.",
            )  # fmt: skip
        what = f"'{code}'"
        entry = listed.need(key, Fields, f"'conditions' of {system.id}").only(RELATIONS, what)
        targets = []
        for relation in RELATIONS:
            value = entry.may(relation, (str, list), [], what)
            many = [value] if isinstance(value, str) else value
            if relation != "related" and len(many) > 1:
                raise GuideError(
                    f"{code} has {len(many)} sections that are '{relation}'; one owns it.", place=entry.place(relation),
                    hint="keep the nearest; the others are related.",
                )  # fmt: skip
            targets += [(relation, _address(section, entry.place(relation))) for section in many]
        if not targets:
            raise GuideError(f"{code} leads nowhere.", place=place, hint="name a section: {related: page#id}.")
        if "exact" in entry and "narrower" in entry:
            raise GuideError(f"{code} has two owners.", place=place, hint="keep 'exact' or 'narrower'.")
        found.append(Code(system.id, code, tuple(targets), place))
    return found


def _address(value: object, place: str) -> str:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise GuideError(
            f"'{value}' is no address of a section.", place=place, hint="write page#id; a whole page is page#page."
        )
    return value


def _aliases(fields: Fields) -> dict[str, str]:
    listed = fields.may("aliases", Fields, Fields(fields.file, fields.start), "the list of codes")
    found = {}
    for name in listed:
        system, plain = listed.need(name, str, "'aliases'"), plain_name(str(name))
        if system not in SYSTEMS:
            raise GuideError(
                f"'{system}' is no code system.",
                place=listed.place(name),
                hint=f"the systems are: {', '.join(SYSTEMS)}.",
            )
        if not _ID.fullmatch(plain):
            raise GuideError(
                f"'{name}' is no name of a code system.",
                place=listed.place(name),
                hint="write its OID, or letters and digits.",
            )
        found[plain] = system
    return found


def _text(row: object, fields: Fields) -> Text:
    what = "an entry of 'texts'"
    if not isinstance(row, Fields):
        raise GuideError(f"{what} is no mapping.", place=fields.place("texts"), hint="write {section: …, terms: […]}.")
    row.only(("section", "terms", "says"), what)
    section = _address(row.need("section", str, what), row.place("section"))
    terms, says = (tuple(str(one) for one in row.may(key, list, [], what)) for key in ("terms", "says"))
    return Text(section, terms, says, row.place())
