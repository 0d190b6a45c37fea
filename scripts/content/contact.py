"""Contact slots: `{{emergency}}` in a page is filled from docs/_data/site.yml.

A number belongs to a country or hospital, never to a language, so an empty slot gives words only and there is
no default. Slots stand in the text from the start: filling one changes no section's text and voids no sign-off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

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
_NUMBER = re.compile(r"^\+?[0-9][0-9 ()/.-]*$")


def fill_slots(text: str, words: Mapping[str, str], contacts: Mapping[str, str]) -> str:
    """Markdown with every slot filled.

    `words` holds, per slot, `<slot>` for an empty slot ("your cancer team") and `<slot>_number` for a filled
    one ("your cancer team on {number}"). A contact that is a telephone number becomes a link to dial it. A slot
    that does not exist stays as it is; `guide check` reports it.
    """

    def filled(match: re.Match[str]) -> str:
        slot = match[1]
        if slot not in SLOTS:
            return match[0]
        contact = contacts.get(slot, "")
        if not contact:
            return words[slot]
        shown = f'<bdi dir="ltr">{html.escape(contact)}</bdi>' if _NUMBER.match(contact) else html.escape(contact)
        if _NUMBER.match(contact):
            shown = f'<a href="tel:{re.sub(r"[^0-9+]", "", contact)}">{shown}</a>'
        return words[f"{slot}_number"].replace("{number}", shown)

    return SLOT.sub(filled, text)
