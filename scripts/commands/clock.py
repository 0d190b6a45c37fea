"""The day on which a command runs. SOURCE_DATE_EPOCH sets another one, for what must come out the same again."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from scripts.errors import GuideError


def today() -> str:
    """The day as ISO 8601. Raises GuideError for a SOURCE_DATE_EPOCH that is no number of seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise GuideError(
            f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds since 1970.",
            hint="unset it, or correct it.",
        ) from None


def set_today(text: str) -> None:
    """Let this day be today for this command and the processes it starts. Raises GuideError for a day that is none, or
    still to come."""
    moment = datetime.fromisoformat(day(text)).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))


def day(text: str) -> str:
    """A day that somebody wrote. Raises GuideError for what is none, or is still to come."""
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError:
        raise GuideError(f"'{text}' is no day.", hint="write it as 2026-11-26.") from None
    if written > today():
        raise GuideError(f"{written} is still to come; today is {today()}.", hint="give a day that has been.")
    return written
