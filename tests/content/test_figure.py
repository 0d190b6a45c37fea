"""Numbers mean the same in every script, with every separator and every way to say percent."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.content.figure import numbers_of


def values(text):
    return [value for value, _ in numbers_of(text)]


@pytest.mark.parametrize("text", ["1234567890", "١٢٣٤٥٦٧٨٩٠", "۱۲۳۴۵۶۷۸۹۰", "१२३४५६७८९०", "১২৩৪৫৬৭৮৯০", "๑๒๓๔๕๖๗๘๙๐", "１２３４５６７８９０"])  # fmt: skip
def test_digits_of_any_script_are_digits(text):
    assert numbers_of(f"x {text} y") == [("1234567890", False)]


@pytest.mark.parametrize(
    "text",
    ["1,000", "1.000", "1'000", "1’000", "1\u00a0000", "1\u202f000", "١٬٠٠٠", "১,০০০", "१,०००", "1000"],
)
def test_separators_of_groups_do_not_count(text):
    assert values(f"about {text} people") == ["1000"]


@pytest.mark.parametrize("text", ["12,345,678", "12.345.678", "12\u00a0345\u00a0678", "١٢٬٣٤٥٬٦٧٨"])
def test_nor_do_many_of_them(text):
    assert values(text) == ["12345678"]


@pytest.mark.parametrize("text", ["60.5", "60,5", "٦٠٫٥", "६०.५", "৬০.৫", "۶۰٫۵"])
def test_decimals_have_a_point(text):
    assert values(text) == ["60.5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.125", "0.125"), ("0,125", "0.125"), ("1.25", "1.25"), ("1.2345", "1.2345"), ("2.0", "2.0"), ("007", "007")],
)
def test_what_cannot_be_a_group_is_decimals(text, expected):
    assert values(text) == [expected]


def test_a_full_stop_after_a_number_is_none_of_it():
    assert values("It is 5. Then 6, and 7.") == ["5", "6", "7"]


def test_ranges_and_dates_are_several_numbers_in_order():
    assert values("10–15 mg, 2-3 times, 1/5, 24:00, MRT2") == ["10", "15", "2", "3", "1", "5", "24", "00", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "50%", "50 %", "50\u00a0%", "50 percent", "50 per cent", "50 por ciento", "50 pour cent", "50 Prozent",
        "50 процентов", "٥٠٪", "٪٥٠", "٥٠ في المئة", "٥٠ في المائة", "50 بالمئة", "५०%", "५० प्रतिशत", "৫০%", "百分之50",
        "50％", "50 PERCENT",
    ],
)  # fmt: skip
def test_percent_is_percent_in_every_language(text):
    assert numbers_of(f"{text}") == [("50", True)]


@pytest.mark.parametrize("text", ["50", "50 percentile", "50 people", "50 mg (see 3)", "50 في المكان"])
def test_other_words_are_no_percent(text):
    assert numbers_of(text)[0] == ("50", False)


def test_each_number_has_its_own_percent():
    assert numbers_of("2% to 4% of 1,000 people") == [("2", True), ("4", True), ("1000", False)]


def test_a_text_without_numbers_has_none():
    assert numbers_of("two of five, ½ and ²") == numbers_of("") == []


@given(st.integers(0, 999_999_999), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "0123456789"]))
def test_a_number_reads_as_itself_in_every_script_grouped_or_not(number, digits):
    for written in (str(number), f"{number:,}"):
        shown = "".join(digits[int(sign)] if sign.isdigit() else sign for sign in written)
        assert numbers_of(f"a {shown} b") == [(str(number), False)]


@example("\U00011de0")  # a digit of Unicode 17, which a library may know before Python does
@given(st.text())
def test_any_text_is_read(text):
    assert all(value[0].isascii() and value[0].isdigit() for value, _ in numbers_of(text))
