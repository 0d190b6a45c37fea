"""Lists of what a site has: sorted as readers look for it."""

from scripts.outputs.contents import a_to_z


def entries(*headings, tag="en"):
    return [
        (letter, [entry.heading for entry in found]) for letter, found in a_to_z([(h, "P", "#") for h in headings], tag)
    ]


def test_accents_case_and_marks_do_not_count():
    assert entries("Übung", "ulcer", "Éclair", "«Dolor»", "¿Dónde?") == [
        ("D", ["«Dolor»", "¿Dónde?"]),
        ("E", ["Éclair"]),
        ("U", ["Übung", "ulcer"]),
    ]


def test_chinese_stands_by_its_sounds():
    assert entries("夜间疼痛", "背痛", "MRI检查", "脊柱肿瘤", "«鞍区麻木»", "肿瘤", tag="zh-Hans") == [
        ("A", ["«鞍区麻木»"]),
        ("B", ["背痛"]),
        ("J", ["脊柱肿瘤"]),
        ("M", ["MRI检查"]),
        ("Y", ["夜间疼痛"]),
        ("Z", ["肿瘤"]),
    ]
    assert entries("腫瘤", "放射治療", tag="zh-Hant") == [("F", ["放射治療"]), ("Z", ["腫瘤"])]


def test_japanese_makes_one_group_without_a_letter():
    assert [letter for letter, _ in entries("腰痛", "夜の痛み", tag="ja")] == [""]


def test_arabic_and_hindi_have_letters():
    assert [letter for letter, _ in entries("ألم الظهر", "رقبة")] == ["ا", "ر"]
    assert [letter for letter, _ in entries("दर्द", "पीठ")] == ["द", "प"]
