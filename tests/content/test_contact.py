"""Contact slots: words when empty, the number when filled, and never a number of our own."""

from scripts.content.contact import SLOTS, fill_slots

WORDS = {slot: f"your {slot}" for slot in SLOTS} | {f"{slot}_number": f"your {slot} on {{number}}" for slot in SLOTS}


def test_an_empty_slot_is_words():
    assert fill_slots("Call {{emergency}} or {{ cancer_team }}.", WORDS, {}) == "Call your emergency or your cancer_team."


def test_a_number_becomes_a_link_to_dial():
    filled = fill_slots("Call {{cancer_team}}.", WORDS, {"cancer_team": "+44 (20) 7946-0018"})
    assert filled == (
        'Call your cancer_team on <a href="tel:+442079460018"><bdi dir="ltr">+44 (20) 7946-0018</bdi></a>.'
    )


def test_other_contacts_are_text_and_markup_is_shown_not_run():
    assert fill_slots("{{advice_line}}", WORDS, {"advice_line": "<b>desk 4"}) == "your advice_line on &lt;b&gt;desk 4"


def test_an_unknown_slot_stays_for_the_check_to_find():
    assert fill_slots("{{emergncy}}", WORDS, {"emergency": "112"}) == "{{emergncy}}"
