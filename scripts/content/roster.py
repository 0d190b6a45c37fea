"""Who may sign: docs/_data/roster.yml, a person a line.

    ID: {name: NAME, role: clinical, registration: BODY AND NUMBER, conflicts: none, languages: [en, es]}

`conflicts` are conflicts of interest as the person states them; `email` is what their commits are made under.

A name stands for somebody who can be asked. Names that stand for nobody, or for a program, are refused wherever
somebody answers for a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import regex

from scripts.content.data import Fields, read_fields
from scripts.content.ledger import ROLES
from scripts.errors import GuideError

ROSTER = "docs/_data/roster.yml"
_FORM = "{name: …, role: language, registration: …, languages: [en]}"

_NOBODY = frozenset(
    name.strip()
    for name in """
    john doe | jane doe | joe bloggs | max mustermann | erika mustermann | juan nadie | fulano | fulano de tal | mengano
    | n n | nn | n a | na | none | nobody | no one | someone | somebody | anonymous | anon | unknown | unnamed | tbd | tba
    | tbc | todo | to do | tk | fixme | to be decided | to be determined | to be confirmed | to be announced | name
    | your name | full name | first last | name surname | test | tester | testing | test user | test person | example
    | sample | dummy | placeholder | foo | bar | foo bar | foobar | baz | x | xx | xxx | admin | administrator | root | user
    | me | myself | self | we | us | team | the team | staff | nadie | prueba | nombre | anónimo | por definir
    """.split("|")
)
# A job and not a person.
_WHO = "reviewer|translator|clinician|doctor|physician|nurse|editor|expert|specialist|person|author|signer|proofreader"
_A_ROLE = regex.compile(
    rf"(?:(?:the|a|an|some|our|first|second|third|medical|clinical|language|linguistic|native|peer|dr) )*(?:{_WHO})s?(?: (?:\p{{N}}+|\p{{L}}|one|two|three))?"
)
_PROGRAM = regex.compile(
    r"\b(?:AI|LLM|NMT|(?i:(?:chat)?gpt[-\p{N}.\w]*|deepl|copilot|language model|machine translation|google translate|bot))\b"
)
# Whole names only: people are called Claude.
_PROGRAM_NAME = regex.compile(
    r"(?:machine|claude|gemini|llama|mistral)(?:[ -](?:[\p{N}.]+|code|opus|sonnet|haiku|pro|flash|large))*", regex.I
)
_TITLES = frozenset("dr dra prof mr mrs ms mx sr sra md phd rn".split())


@dataclass(frozen=True)
class Person:
    """Somebody who may sign. `registration` is what a register of their profession knows them by; `conflicts` what they
    state of their interests, "" for nothing stated; `email` the address of their commits."""

    id: str
    name: str
    roles: frozenset[str]
    registration: str
    languages: frozenset[str]
    at: int
    conflicts: str = ""
    email: str = ""


def read_roster(root: Path) -> dict[str, Person]:
    """The people of a guide by id; none where it has no roster. Raises GuideError, with the line, for a wrong entry."""
    if not (root / ROSTER).exists():
        return {}
    top = read_fields(root / ROSTER, ROSTER)
    return {str(id): _person(str(id), id, top) for id in top}


def _person(id: str, key: object, top: Fields) -> Person:
    what = f"the person {id}"
    if not isinstance(top[key], Fields):
        raise GuideError(f"{what} has no fields.", place=top.place(key), hint=f"write {id}: {_FORM}")
    row = top[key].only(("name", "role", "roles", "registration", "conflicts", "languages", "email"), what)
    roles = [row.need("role", str, what)] if "role" in row else row.need("roles", list, what)
    for role in roles:
        if role not in ROLES:
            raise GuideError(
                f"'{role}' of {what} is no role.", place=row.place("role" if "role" in row else "roles"),
                hint=f"write one of {', '.join(ROLES)}.",
            )  # fmt: skip
    name = " ".join(row.need("name", str, what).split())
    return Person(
        id, name, frozenset(roles), row.may("registration", str, "", what).strip(),
        frozenset(str(tag) for tag in row.need("languages", list, what)), top.lines[key],
        " ".join(row.may("conflicts", str, "", what).split()), row.may("email", str, "", what).strip(),
    )  # fmt: skip


def _same(name: str) -> list[str]:
    """A name as it is compared: its words in any order, in lower case, without accents and titles."""
    bare = regex.sub(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{M}+", "", unicodedata.normalize("NFKD", name).casefold())
    return sorted(word for word in regex.findall(r"[\p{L}\p{M}\p{N}]+", bare) if word not in _TITLES)


def is_placeholder(name: str) -> bool:
    """Whether a name stands for nobody: John Doe, Test, N. N., TBD, Reviewer 1."""
    found = regex.findall(r"[\p{L}\p{M}\p{N}]+", unicodedata.normalize("NFC", name).casefold())
    words = " ".join(word for word in found if word not in _TITLES)
    if len(regex.findall(r"\p{L}", words)) < 2 or _A_ROLE.fullmatch(words):
        return True
    return words in _NOBODY or regex.sub(r" ?\p{N}+$", "", words) in _NOBODY


def is_program(name: str) -> bool:
    """Whether a name is that of a program, which may translate and never sign."""
    return bool(_PROGRAM.search(name) or _PROGRAM_NAME.fullmatch(name.strip()))


def need_name(name: str, what: str, *, hint: str, place: str = "") -> str:
    """A name that somebody can be asked by; else GuideError. `what` says what it is for."""
    name = " ".join(name.split())
    if is_placeholder(name):
        raise GuideError(
            f"'{name}' names nobody; {what} needs the name of somebody who can be asked.", place=place, hint=hint
        )
    return name


def is_name_of(person: Person, name: str) -> bool:
    """Whether a name is that of a person, in any order, without titles and accents."""
    return _same(name) == _same(person.name)


def translated_by(person: Person, names: Iterable[str]) -> bool:
    """Whether a person is among the translators of a unit, by id or by name."""
    mine = [_same(person.id), _same(person.name)]
    return any(_same(name) in mine for name in names)
