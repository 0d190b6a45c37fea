"""How languages are written, as CLDR has it; of what it does not know nothing is made up."""

import pytest

from scripts.content.writing import writing_of


@pytest.mark.parametrize(
    ("tag", "name", "english", "direction", "digits", "signs", "quotes"),
    [
        ("so", "Soomaali", "Somali", "ltr", "0123456789", (".", ","), "“”‘’"),
        ("am", "አማርኛ", "Amharic", "ltr", "0123456789", (".", ","), "«»‹›"),
        ("fa", "فارسی", "Persian", "rtl", "۰۱۲۳۴۵۶۷۸۹", ("٫", "٬"), "«»‹›"),
        ("ckb", "کوردیی ناوەندی", "Central Kurdish", "rtl", "٠١٢٣٤٥٦٧٨٩", ("٫", "٬"), "“”‘’"),
        ("zh-Hant", "中文 (繁體)", "Traditional Chinese", "ltr", "0123456789", (".", ","), "「」『』"),
        ("es-419", "Español (Latinoamérica)", "Latin American Spanish", "ltr", "0123456789", (".", ","), "“”‘’"),
        ("de", "Deutsch", "German", "ltr", "0123456789", (",", "."), "„“‚‘"),
        ("es-PR", "Español (Puerto Rico)", "Spanish (Puerto Rico)", "ltr", "0123456789", (".", ","), "“”‘’"),
        ("hmn", "", "Hmong", "ltr", "0123456789", (".", ","), "“”‘’"),
        ("x-own", "", "x-own", "ltr", "0123456789", (".", ","), "“”‘’"),
    ],
)
def test_facts(tag, name, english, direction, digits, signs, quotes):
    writing = writing_of(tag)
    assert (writing.name, writing.english, writing.direction) == (name, english, direction)
    assert (writing.digits, writing.signs, "".join(writing.quotes)) == (digits, signs, quotes)


def test_digits_of_its_own_beside_those_in_use():
    assert writing_of("ur").other_digits == "۰۱۲۳۴۵۶۷۸۹"
    assert writing_of("so").other_digits == ""


def test_every_language_that_is_written_somewhere_has_an_entry():
    from babel.localedata import locale_identifiers

    for known in locale_identifiers():
        if known != "root" and "_POSIX" not in known:
            writing = writing_of(known.replace("_", "-"))
            assert writing.english and len(writing.quotes) == 4 and writing.signs[0] and len(writing.digits) in (0, 10)
