"""One thing that a check has to say. Every check yields these; every report is made of them."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass


class Severity(enum.StrEnum):
    """How bad a finding is. Errors make the exit code 1. Warnings are for somebody to weigh, such as hard words in an
    article that is not ours to change; notices say what is still to do."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, order=True)
class Finding:
    """Where, what and what next.

    `path` is relative to the project root with `/`; `line` counts from 1 in the real file, front matter
    included; `rule` is the public kebab-case name of the check's rule; `message` says what was found and what
    was expected; `hint` is the next step; `section` is `page#id` where there is one; `language` a BCP 47 tag
    where the finding holds for one language only.
    """

    path: str
    line: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    section: str = ""
    language: str = ""

    @property
    def fails(self) -> bool:
        return self.severity is Severity.ERROR

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


def short(text: str) -> str:
    """The beginning of a text, as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
