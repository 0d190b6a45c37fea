"""Contact slots: `{{emergency}}` in a page is filled from docs/_data/site.yml.

A number belongs to a country or hospital, never to a language, so an empty slot gives words only and there is
no default. Slots stand in the text from the start: filling one changes no section's text and voids no sign-off.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping

from scripts.errors import GuideError

SLOTS = (
    "emergency",
    "cancer_team",
    "cancer_team_out_of_hours",
    "advice_line",
    "crisis_line",
    "interpreter",
    "text_relay",
)

SLOT = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
_NUMBER = re.compile(r"^\+?[0-9(][0-9 ().-]*$")  # no slash: "1234 / 5678" is two numbers, and is shown as text
_TRUNK_ZERO = re.compile(r"\(0\)")  # "+44 (0)20": the zero is dialled only without the country's code


class UnknownSlot(GuideError):
    """A slot that does not exist; `written` is what stands in the text."""

    def __init__(self, message: str, *, hint: str, written: str) -> None:
        super().__init__(message, hint=hint)
        self.written = written


def dialled(contact: str) -> str:
    """The number that a contact is dialled by; "" if it is not one telephone number."""
    if not _NUMBER.match(contact):
        return ""
    return re.sub("[^0-9+]", "", _TRUNK_ZERO.sub("", contact) if contact.startswith("+") else contact)


def is_number(contact: str) -> bool:
    """Whether a contact is a telephone number, which a reader's telephone can dial: of 2 digits, such as 15, to 15."""
    return 2 <= len(dialled(contact).removeprefix("+")) <= 15


def fill_slots(text: str, words: Mapping[str, str], contacts: Mapping[str, str]) -> str:
    """Markdown with every slot filled.

    `words` holds, per slot, `<slot>` for an empty slot ("your cancer team") and `<slot>_number` for a filled
    one ("your cancer team on {number}"). A contact that is a telephone number becomes a link to dial it. What is
    filled in stands in a `<span data-slot=…>`, by which the built page still tells slot from text.
    Raises UnknownSlot for a slot that does not exist.
    """

    def filled(match: re.Match[str]) -> str:
        slot = match[1]
        if slot not in SLOTS:
            near = difflib.get_close_matches(slot, SLOTS, n=1)
            hint = f"did you mean {{{{{near[0]}}}}}?" if near else f"the slots are: {', '.join(SLOTS)}."
            raise UnknownSlot(f"there is no slot '{slot}'.", hint=hint, written=match[0])
        contact = contacts.get(slot, "")
        if not contact:
            return f"<span data-slot={slot}>{words[slot]}</span>"
        shown = html.escape(contact)
        if number := dialled(contact):
            shown = f'<a href="tel:{number}"><bdi dir="ltr">{shown}</bdi></a>'
        return f"<span data-slot={slot}>{words[f'{slot}_number'].replace('{number}', shown)}</span>"

    return SLOT.sub(filled, text)
