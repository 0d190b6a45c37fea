"""Lists of what a site has: sorted as readers look for it."""

from scripts.outputs.contents import a_to_z


def entries(*headings):
    return [(letter, [entry.heading for entry in found]) for letter, found in a_to_z((h, "P", "#") for h in headings)]


def test_accents_case_and_marks_do_not_count():
    assert entries("Übung", "ulcer", "Éclair", "«Dolor»", "¿Dónde?") == [
        ("D", ["«Dolor»", "¿Dónde?"]),
        ("E", ["Éclair"]),
        ("U", ["Übung", "ulcer"]),
    ]


def test_chinese_makes_one_group_without_a_letter():
    assert entries("背痛", "夜间疼痛")[0][0] == ""
    assert len(entries("背痛", "夜间疼痛")) == 1


def test_arabic_and_hindi_have_letters():
    assert [letter for letter, _ in entries("ألم الظهر", "رقبة")] == ["ا", "ر"]
    assert [letter for letter, _ in entries("दर्द", "पीठ")] == ["द", "प"]
