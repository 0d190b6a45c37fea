"""Lists of questions, by section, as the pages have them."""

import pytest

from scripts.content.guide import read_guide
from scripts.outputs.questions import items, question_lists, script
from scripts.outputs.reader_view import seen_units

PAGE = """\
---
title: Visits
---
# Visits

## First visit {#first}

Bring these:

- A list.
- A friend.

### About tests {#tests}

- Which test do I need?
- How soon is "soon?"

## Later {#later}

- Do not ask this.
- Is one of two a question?
"""
SPANISH = """\
---
title: Visitas
---
# Visitas

## Primera visita {#first}

Lleve esto:

- Una lista de sus medicinas.
- A alguien que le acompañe.

### Sobre las pruebas {#tests}

- ¿Qué prueba necesito?
- ¿Qué quiere decir usted con "pronto?"

## Más tarde {#later}

- No pregunte esto.
- ¿Es esta una de las dos preguntas?
"""


@pytest.fixture
def lists_of(make_site):
    def found(english, spanish, tag):
        guide = read_guide(
            make_site({"docs/en/visits.md": english, "docs/es/visits.md": spanish}, tag + str(len(english)))
        )
        language = guide.languages.get(tag)
        return question_lists(
            guide, language, ["visits"], lambda name: seen_units(guide, language, name), lambda text, _: markdown(text)
        ), language

    return found


def markdown(text):
    from markdown import Markdown

    return Markdown(extensions=["attr_list", "sane_lists"]).convert(text)


def test_a_list_counts_when_all_of_it_asks(lists_of):
    lists, english = lists_of(PAGE, None, "en")
    assert [(one.section, one.heading, one.within) for one in lists] == [("tests", "About tests", "First visit")]
    assert [one.text for one in lists[0].questions] == ["Which test do I need?", 'How soon is "soon?"']
    assert script(lists, english).startswith('guideQuestions("en","ltr",{"')


def test_a_question_has_the_same_id_in_every_language_and_another_when_it_changes(lists_of):
    english, _ = lists_of(PAGE, SPANISH, "en")
    spanish, language = lists_of(PAGE, SPANISH, "es")
    assert [one.id for one in english[0].questions] == [one.id for one in spanish[0].questions]
    assert spanish[0].language == language and spanish[0].questions[0].text == "¿Qué prueba necesito?"
    changed, _ = lists_of(PAGE.replace("Which test do", "Which tests do"), None, "en")
    assert changed[0].questions[0].id != english[0].questions[0].id
    assert changed[0].questions[1].id == english[0].questions[1].id


def test_what_is_shown_in_the_original_says_so(lists_of):
    lacking, language = lists_of(PAGE, SPANISH.replace("- ¿Qué prueba necesito?\n", ""), "es")
    assert lacking[0].language.tag == "en" and lacking[0].heading == "About tests"
    assert script(lacking, language) == 'guideQuestions("es","ltr",{});\n'


def test_no_text_ends_the_script_it_stands_in(lists_of):
    lists, english = lists_of(PAGE.replace("Which test", "`</script>` test"), None, "en")
    assert "</script" not in script(lists, english)


def test_the_items_of_a_section(lists_of):
    assert items("<p>Bring:</p><ol><li>A  <b>list</b>.</li><li>A friend.</li></ol>") == ["A list.", "A friend."]
    assert items("<p>Nothing.</p>") == []
