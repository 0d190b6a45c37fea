"""Who may sign, and which names stand for nobody."""

import pytest

from scripts.content.roster import Person, is_placeholder, is_program, read_roster, translated_by
from scripts.errors import GuideError


@pytest.mark.parametrize(
    "name",
    ["John Doe", "jane  doe", "Test", "Test 2", "N. N.", "N.N.", "NN", "TBD", "tbd.", "Reviewer 1", "reviewer", "Reviewer A",
     "The clinical reviewer", "Dr. Reviewer", "Dr. John Doe", "Clinician 12", "Translator", "Someone", "-", "?", "X", "", "1234",
     "Max Mustermann", "Fulano de Tal", "Your name", "Anonymous", "placeholder", "the team", "Dr."],
)  # fmt: skip
def test_a_name_that_stands_for_nobody(name):
    assert is_placeholder(name)


@pytest.mark.parametrize(
    "name",
    ["Lena Okafor", "Dr. Lena Okafor", "李明", "Na Li", "Ai Tanaka", "Amina", "Xu", "أمينة حسن", "सीता शर्मा", "Claude Dupont",
     "Testa Rossi", "Nurse Joy Adams", "Maria da Silva", "Marie-Claude O’Neill"],
)  # fmt: skip
def test_a_person_is_neither_nobody_nor_a_program(name):
    assert not is_placeholder(name) and not is_program(name)


@pytest.mark.parametrize(
    "name", ["AI draft (unreviewed)", "ChatGPT", "GPT-4o", "DeepL", "Claude", "Claude Opus 4", "an LLM"]
)
def test_a_program(name):
    assert is_program(name)


@pytest.mark.parametrize(
    ("names", "same"),
    [(["lena"], True), (["Lena Okafor"], True), (["okafor, lena"], True), (["Dr. Léna Okafor"], True), (["Ana", "LENA OKAFOR"], True),
     (["Lena"], True), (["Ana Okafor"], False), ([], False), (["AI draft"], False)],
)  # fmt: skip
def test_a_translator_is_known_by_id_or_name(names, same):
    lena = Person("lena", "Dr. Lena Okafor", frozenset(), "", frozenset(), 1)
    assert translated_by(lena, names) == same


def roster(tmp_path, text):
    path = tmp_path / "docs/_data/roster.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_roster(tmp_path)


def test_people_with_one_role_or_several(tmp_path):
    people = roster(
        tmp_path,
        "lena: {name: Lena Okafor, role: clinical, registration: GMC 1, languages: [en, es]}\n"
        "luz:\n  name: Luz Prado\n  roles: [language, clinical]\n  languages: [es]\n",
    )
    assert people["lena"] == Person("lena", "Lena Okafor", frozenset({"clinical"}), "GMC 1", frozenset({"en", "es"}), 1)
    assert people["luz"].roles == {"language", "clinical"} and people["luz"].at == 2
    assert read_roster(tmp_path / "elsewhere") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lena: Lena\n", "docs/_data/roster.yml:1: the person lena has no fields."),
        (
            "lena: {name: L O, role: boss, languages: [en]}\n",
            "docs/_data/roster.yml:1: 'boss' of the person lena is no role.",
        ),
        ("lena:\n  name: L O\n  role: clinical\n", "docs/_data/roster.yml:2: the person lena lacks 'languages'."),
        ("lena: {name: L O, languages: [en]}\n", "the person lena lacks 'roles'."),
        ("lena: {nam: L O}\n", "the person lena has no key 'nam'."),
    ],
)
def test_what_is_no_roster_is_refused_with_its_line(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        roster(tmp_path, text)
    assert message in str(caught.value) and "Next: " in str(caught.value)
