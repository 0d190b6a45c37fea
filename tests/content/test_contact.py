"""Contact slots: words when empty, the number when filled, and never a number of our own."""

import pytest

from scripts.content.contact import SLOTS, fill_slots
from scripts.errors import GuideError

WORDS = {slot: f"your {slot}" for slot in SLOTS} | {f"{slot}_number": f"your {slot} on {{number}}" for slot in SLOTS}


def test_an_empty_slot_is_words():
    assert fill_slots("Call {{emergency}} or {{ cancer_team }}.", WORDS, {}) == (
        "Call <span data-slot=emergency>your emergency</span> or <span data-slot=cancer_team>your cancer_team</span>."
    )


def test_a_number_becomes_a_link_to_dial():
    filled = fill_slots("Call {{cancer_team}}.", WORDS, {"cancer_team": "+44 (20) 7946-0018"})
    assert filled == (
        "Call <span data-slot=cancer_team>your cancer_team on "
        '<a href="tel:+442079460018"><bdi dir="ltr">+44 (20) 7946-0018</bdi></a></span>.'
    )


def test_other_contacts_are_text_and_markup_is_shown_not_run():
    assert fill_slots("{{advice_line}}", WORDS, {"advice_line": "<b>desk 4"}) == (
        "<span data-slot=advice_line>your advice_line on &lt;b&gt;desk 4</span>"
    )


def test_the_zero_in_brackets_is_not_dialled_after_a_country_code():
    assert 'href="tel:+442079460000"' in fill_slots("{{emergency}}", WORDS, {"emergency": "+44 (0)20 7946 0000"})
    assert 'href="tel:02079460000"' in fill_slots("{{emergency}}", WORDS, {"emergency": "(020) 7946 0000"})


def test_two_numbers_are_shown_and_not_joined_into_one():
    filled = fill_slots("{{emergency}}", WORDS, {"emergency": "020 1234 / 020 5678"})
    assert "tel:" not in filled and "020 1234 / 020 5678" in filled


def test_an_unknown_slot_is_refused_with_the_nearest():
    with pytest.raises(GuideError) as caught:
        fill_slots("{{emergncy}}", WORDS, {"emergency": "112"})
    assert str(caught.value) == "there is no slot 'emergncy'.\n  Next: did you mean {{emergency}}?"
