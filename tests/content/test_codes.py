"""Codes of records systems: their form, one owner each, and symptoms that lead to no tumor."""

import re

import pytest

from scripts.content.chooser import read_unspoken
from scripts.content.codes import SYSTEMS, plain_name, read_codes
from scripts.errors import GuideError
from scripts.outputs.infobutton import asked_as

BEGIN = 'icd-10-cm:\n  edition: "October 2025"\n'


@pytest.fixture
def read(tmp_path):
    def read(text, name="codes.yml"):
        (tmp_path / "docs/_data").mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs/_data" / name).write_text(text, encoding="utf-8")
        return read_codes(tmp_path)

    return read


def test_a_guide_without_codes_has_none(tmp_path):
    assert not read_codes(tmp_path)


def test_codes_are_read_with_their_place_the_nearest_relation_first(read):
    codes = read(
        f"{BEGIN}  conditions:\n    C41.2: {{related: [a#b, c#d], narrower: e#f}}\n  symptoms:\n    M54.5: back pain\n"
    )
    (code,) = codes.codes
    assert code.targets == (("narrower", "e#f"), ("related", "a#b"), ("related", "c#d"))
    assert code.place == "docs/_data/codes.yml:4" and codes.symptoms == {
        "icd-10-cm": {"M54.5": "docs/_data/codes.yml:6"}
    }
    assert codes.editions == {"icd-10-cm": "October 2025"}


@pytest.mark.parametrize(
    ("system", "good", "bad"),
    [
        ("icd-10-cm", ["C72.0", "M84.58XA", "C4A.9", "R32"], ["C7", "72.0", "C72.00000", "c72.0", "C72.0 "]),
        ("icd-10", ["C79.5", "R32", "M49.50"], ["C79.511", "C7A.0", "M84.58XA"]),
        ("mesh", ["D013125", "D000077684"], ["D0131", "C013125", "D01312500"]),
        ("icd-11", ["2A02.0", "2E03", "8B42", "2A00.0Y"], ["2I02", "22A0", "2A02.000"]),
        ("snomed-ct", ["126962006"], ["026962006", "12345", "1" * 19]),
    ],
)
def test_a_code_has_the_form_of_its_system(system, good, bad):
    assert all(SYSTEMS[system].writes(code) for code in good) and not any(SYSTEMS[system].writes(code) for code in bad)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("  conditions:\n    C720: {related: [a#b]}\n", 4, "has not the form"),
        ("  conditions:\n    C72.0: {related: [a#b]}\n    C72.0: {exact: a#b}\n", 5, "stands twice"),
        ("  conditions:\n    C72.0: {exact: [a#b, c#d]}\n", 4, "2 sections that are 'exact'"),
        ("  conditions:\n    C72.0: {exact: a#b, narrower: c#d}\n", 4, "two owners"),
        ("  conditions:\n    C72.0: {}\n", 4, "leads nowhere"),
        ("  conditions:\n    C72.0: {related: [symptoms]}\n", 4, "no address"),
        ("  conditions:\n    M54.5: {related: [index#page]}\n", 4, "is a symptom"),
        ("  conditions:\n    R20.2: {exact: index#page}\n", 4, "is a symptom"),
        ("  symptoms:\n    M62.81: {related: [index#page]}\n", 4, "leads to the help page"),
        ("  symptoms: {M62.81: weak}\n  conditions: {M62.81: {related: [a#b]}}\n", 4, "is a symptom"),
        ("aliases:\n  1.2.3: icd-10-xx\n", 4, "no code system"),
        ("texts:\n- {section: index, says: [x]}\n", 4, "no address"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(read, text, line, said):
    with pytest.raises(GuideError, match=said) as error:
        read(BEGIN + text)
    assert error.value.place == f"docs/_data/codes.yml:{line}" and error.value.hint


def test_an_edition_names_its_year(read):
    with pytest.raises(GuideError, match="names no year"):
        read("icd-10-cm:\n  edition: newest\n")


def test_systems_with_a_licence_have_files_of_their_own(read):
    codes = read(
        'snomed-ct:\n  edition: "International, October 2025"\n  conditions:\n    126962006: {related: [a#b]}\n',
        "codes-snomed.yml",
    )
    assert codes.codes[0].code == "126962006"
    with pytest.raises(GuideError, match="no key 'snomed-ct'"):
        read('snomed-ct:\n  edition: "2025"\n')


def test_names_of_systems_are_compared_without_hyphens_and_urn():
    assert plain_name("urn:oid:2.16.840.1.113883.6.90") == "2.16.840.1.113883.6.90"
    assert plain_name("ICD-10 CM") == plain_name("icd10cm") == "icd10cm"


@pytest.mark.parametrize(
    ("tag", "these", "others"),
    [
        ("es", ["es", "sp", "SPA", "es-MX", "es_419"], ["est", "e", "eso", "ca"]),
        (
            "zh-Hans",
            ["zh", "chi", "zho", "cmn", "zh-CN", "zh_SG", "zh-Hans", "zh-Hans-HK"],
            ["zh-TW", "zh-Hant", "zh-HK"],
        ),
        ("zh-Hant", ["zh-TW", "zh-hant-hk", "zh_HK"], ["zh", "chi", "zh-CN", "zh-Hans"]),
        ("he", ["he", "iw", "heb"], ["h"]),
        ("fr", ["fre", "fra", "fr-CA"], ["fry"]),
    ],
)
def test_a_language_has_the_names_that_systems_use(tag, these, others):
    form = re.compile(f"(?:{asked_as(tag)})", re.IGNORECASE)
    assert all(form.fullmatch(one) for one in these) and not any(form.fullmatch(one) for one in others)


def test_a_language_to_choose_from_is_one(tmp_path):
    (tmp_path / "docs/_data").mkdir(parents=True)
    (tmp_path / "docs/_data/chooser.yml").write_text("# words\nfr: Bonjour\nxx-none: hello\n", encoding="utf-8")
    with pytest.raises(GuideError, match="'xx-none' is no language") as error:
        read_unspoken(tmp_path)
    assert error.value.place == "docs/_data/chooser.yml:3"
