"""`guide lang status`, `next`, `diff` and `done`, and `guide sign`, as a translator and a clinician use them."""

import json

import pytest

from scripts.checks.parity.progress import progress_of
from scripts.commands.lang_diff import diff
from scripts.commands.lang_done import done
from scripts.commands.lang_status import next_units, status
from scripts.commands.sign import sign
from scripts.content.guide import read_guide
from scripts.content.ledger import read_ledger, read_memory
from scripts.errors import GuideError

EN = """\
---
title: Pills
---
# Pills

Read this first.

## Dose {#dose}

Take it every 6 hours.

- With water.
- Without food.

## Danger {#danger}

!!! danger box-x "Go now"

    - Do not wait.
"""
ES = """\
---
title: Pastillas
---
# Pastillas

Lea esto primero.

## Dosis {#dose}

Tómela cada 6 horas.

- Con agua.
- Sin comida.

## Peligro {#danger}

!!! danger box-x "Vaya ya"

    - No espere.
"""
ROSTER = """\
luz: {name: Luz Prado, role: language, languages: [es]}
eva: {name: Eva Sanz, role: clinical, registration: 28/28/1, conflicts: none, languages: [es]}
max: {name: Max Weber, roles: [language, clinical], languages: [en]}
joe: {name: John Doe, role: language, languages: [es]}
bot: {name: ChatGPT, role: language, languages: [es]}
pat: {name: Pat Ruiz, role: clinical, languages: [es]}
ann: {name: Ann Lee, role: clinical, registration: GMC 7, conflicts: none, languages: [en]}
"""
MENU = "- {group: start, pages: [index, pills, get-help, all]}\n"


@pytest.fixture
def site(make_site):
    return make_site(
        {
            "docs/en/pills.md": EN, "docs/es/pills.md": ES, "docs/_data/menu.yml": MENU, "docs/_data/roster.yml": ROSTER,
            "docs/_data/claims/en.yml": "not: [not]\nhour: [hours]\n", "docs/_data/claims/es.yml": "not: ['no']\nhour: [horas]\n",
        }
    )  # fmt: skip


def change(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def standings(root, tag="es"):
    guide = read_guide(root)
    units = progress_of(guide, guide.languages.get(tag))
    return {a.removeprefix("pills#"): str(unit.standing) for a, unit in units.items() if a.startswith("pills#")}


def entry(root, address, tag="es"):
    return read_ledger(root, tag)[address]


# done


def test_done_records_which_text_was_translated_by_whom_and_how(site, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")
    assert done(site, "es", ["pills"], by=["Ana Ruiz"]) == 0
    assert capsys.readouterr().out == "3 unit(s) of es are done.\n"
    dose = entry(site, "pills#dose")
    assert (dose.how, dose.by, dose.date) == ("human", ("Ana Ruiz",), "2026-11-27")
    assert read_memory(site)[dose.source] == ("Dose", "Take it every 6 hours.", "With water.", "Without food.")
    assert standings(site) == {"page": "unsigned", "dose": "unsigned", "danger": "unsigned"}
    assert not list((site / "docs").glob(".new.*"))


def test_a_file_name_will_do_and_doing_it_twice_changes_nothing(site):
    done(site, "es", ["docs/es/pills.md"], by=["Ana Ruiz"])
    before = (site / "docs/_data/ledger/es.yml").read_bytes(), (site / "docs/_data/memory.yml").read_bytes()
    assert done(site, "es", ["pills.md", "pills#dose"]) == 0
    assert ((site / "docs/_data/ledger/es.yml").read_bytes(), (site / "docs/_data/memory.yml").read_bytes()) == before


def test_editing_a_stale_translation_does_not_make_it_fresh_and_saying_so_does(site):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    change(site, "docs/es/pills.md", "6 horas", "8 horas")
    assert standings(site)["dose"] == "stale"
    assert done(site, "es", ["pills#dose"]) == 0
    assert standings(site)["dose"] == "unsigned"
    change(site, "docs/es/pills.md", "Con agua", "Con leche")
    assert standings(site)["dose"] == "edited"


def test_what_differs_is_refused_with_its_place_and_the_rest_is_done(site, capsys):
    change(site, "docs/es/pills.md", "6 horas", "8 horas")
    change(site, "docs/es/pills.md", "No espere", "Espere")
    assert done(site, "es", ["pills"], by=["Ana Ruiz"]) == 1
    told = capsys.readouterr().out
    assert (
        "docs/es/pills.md:10: pills#dose is not done: the paragraph “Tómela cada 8 horas.” has 8; the original" in told
    )
    assert "“Take it every 6 hours.” has 6. [numbers]\n    Next: correct the number." in told
    assert "docs/es/pills.md:19: pills#danger is not done" in told and "[negation]" in told
    assert told.endswith("1 unit(s) of es are done. 2 differ from their originals and are not.\n")
    assert list(read_ledger(site, "es")) == ["pills#page"]


def test_what_has_no_words_is_not_done(site, capsys):
    assert done(site, "es", ["get-help"], by=["Ana Ruiz"]) == 1
    told = capsys.readouterr().out
    assert "docs/en/get-help.md:2: get-help#page is not done: it has no words in es yet." in told
    assert not (site / "docs/_data/ledger").exists()
    assert done(site, "es", [], everything=True, how="machine", by=["AI draft (unreviewed)"]) == 0
    told = capsys.readouterr().out
    assert "are not translated yet.\n" in told and "get-help#page" not in told
    assert entry(site, "pills#dose").how == "machine"


def test_a_machine_text_that_somebody_edits_is_from_both(site):
    done(site, "es", ["pills"], how="machine", by=["AI draft"])
    assert done(site, "es", ["pills#dose"], by=["Ana Ruiz"]) == 0
    assert entry(site, "pills#dose").how == "machine"
    change(site, "docs/es/pills.md", "Con agua", "Con un vaso de agua")
    done(site, "es", ["pills#dose"], by=["Ana Ruiz"])
    dose = entry(site, "pills#dose")
    assert (dose.how, dose.by) == ("machine-then-human", ("AI draft", "Ana Ruiz"))


def test_a_waiver_needs_a_rule_a_reason_and_a_name_and_ends_with_either_text(site, capsys):
    change(site, "docs/es/pills.md", "6 horas", "360 minutos")
    assert done(site, "es", ["pills#dose"], by=["Ana Ruiz"], waive=["numbers"], reason="So it is said.") == 0
    assert entry(site, "pills#dose").waived["numbers"].startswith("So it is said. (Ana Ruiz, 20")
    assert done(site, "es", ["pills#dose"]) == 0, "it still holds"
    change(site, "docs/en/pills.md", "6 hours", "5 hours")
    assert done(site, "es", ["pills#dose"]) == 1
    assert "[numbers]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"names": []}, "nothing was named."),
        ({"names": ["pills"], "everything": True}, "both units and --all were named."),
        ({"names": ["pils"]}, "there is no page 'pils' to translate.\n  Next: did you mean pills?"),
        ({"names": ["pills#dosage"]}, "docs/en/pills.md: the page pills has no unit 'dosage'.\n  Next: did you mean pills#dose?"),
        ({"names": ["pills"], "tag": "en"}, "en is the language that the others translate.\n  Next: the others are: es."),
        ({"names": ["pills"], "tag": "fr"}, "'fr' is no language of this site."),
        ({"names": ["pills"], "by": []}, "the ledger does not say who translated pills#page"),
        ({"names": ["pills"], "by": ["TBD"]}, "'TBD' names nobody; a translation needs the name of somebody"),
        ({"names": ["pills"], "waive": ["numbers"]}, "a waiver needs --reason."),
        ({"names": ["pills"], "waive": ["numbers"], "reason": "x", "by": []}, "a waiver needs --by NAME."),
        ({"names": ["pills"], "reason": "x"}, "a waiver needs --waive RULE."),
        ({"names": ["pills"], "waive": ["length"], "reason": "x"}, "no difference of the rule 'length' stands there."),
    ],
)  # fmt: skip
def test_what_done_refuses_writes_nothing(site, arguments, message):
    arguments = {"tag": "es", "by": ["Ana Ruiz"], **arguments}
    tag, names = arguments.pop("tag"), arguments.pop("names")
    with pytest.raises(GuideError) as caught:
        done(site, tag, names, **arguments)
    assert message in str(caught.value) and "Next: " in str(caught.value)
    assert not (site / "docs/_data/ledger").exists() and not (site / "docs/_data/memory.yml").exists()


def test_a_danger_box_has_no_waiver(site):
    change(site, "docs/es/pills.md", "No espere", "Espere")
    with pytest.raises(GuideError, match="what concerns a danger box cannot be waived"):
        done(site, "es", ["pills#danger"], by=["Ana Ruiz"], waive=["negation"], reason="x")


def test_interface_words_that_warn_are_safety_and_may_not_lose_their_not(site, capsys):
    assert done(site, "es", ["ui#notices"], by=["Ana Ruiz"]) == 0
    change(site, "docs/_data/ui/es.yml", "No espere. Vea qué hacer ahora.", "Espere. Vea qué hacer ahora.")
    capsys.readouterr()
    assert done(site, "es", ["ui#notices"]) == 1
    assert "[negation]" in capsys.readouterr().out
    change(site, "docs/_data/ui/es.yml", "  menu: Menú\n", "")
    assert done(site, "es", ["ui#actions"], by=["Ana Ruiz"]) == 1, "one of its words is missing"


def test_what_is_still_to_be_written_cannot_be_done(site):
    change(
        site,
        "docs/en/pills.md",
        "Take it every 6 hours.\n\n- With water.\n- Without food.",
        "*To be written.*\n{: .to-be-written }",
    )
    with pytest.raises(GuideError, match=r"pills#dose is still to be written in en\."):
        done(site, "es", ["pills#dose"], by=["Ana Ruiz"])


def test_a_broken_ledger_stops_with_its_line(site):
    (site / "docs/_data/ledger").mkdir()
    (site / "docs/_data/ledger/es.yml").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(GuideError, match=r"docs/_data/ledger/es\.yml:1: a merge left its markers"):
        done(site, "es", ["pills"], by=["Ana Ruiz"])


# status and next


def test_status_counts_safety_units_apart(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    sign(site, ["pills#page"], tag="es", role="language", by="luz")
    sign(site, ["pills#page"], tag="es", role="clinical", by="eva")
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    capsys.readouterr()
    assert status(site, "es", form="text") == 0
    told = capsys.readouterr().out
    assert told.startswith("es Español (public)\n")
    safety, other = (
        {line.split()[0]: line.split()[1:] for line in part.splitlines()[1:] if line.startswith("  ")}
        for part in told.split("safety units")[1].split("other units")
    )
    # units missing new stale edited unsigned signed differ
    assert other["pills"] == ["2", "0", "0", "1", "0", "0", "1", "1"]
    assert safety["pills"] == ["1", "0", "0", "0", "0", "1", "0", "0"]
    assert other["get-help"] == ["2", "2", "0", "0", "0", "0", "0", "0"]
    assert safety["total"][0] == "3", "with the words of the interface that warn"


def test_status_as_json_has_every_unit(site, capsys):
    change(site, "docs/es/pills.md", "6 horas", "8 horas")
    assert status(site, None, form="json") == 0
    data = json.loads(capsys.readouterr().out)
    english, spanish = data["languages"]
    assert (english["source"], spanish["source"], spanish["stage"]) == (True, False, "public")
    pills = next(page for page in spanish["pages"] if page["page"] == "pills")
    assert pills["totals"]["other"]["differ"] == 1 and pills["totals"]["safety"]["units"] == 1
    dose = next(unit for unit in pills["units"] if unit["unit"] == "pills#dose")
    assert (dose["standing"], dose["safety"], dose["path"], dose["line"]) == ("new", False, "docs/es/pills.md", 8)
    assert [one["rule"] for one in dose["differences"]] == ["numbers"]


def test_status_shows_the_languages_that_can_be_read(site, capsys):
    (site / "docs/_data/ledger").mkdir()
    (site / "docs/_data/ledger/es.yml").write_text("=======\n", encoding="utf-8")
    assert status(site, None, form="text") == 2
    told = capsys.readouterr()
    assert "en English (public)" in told.out and "es Español" not in told.out
    assert "docs/_data/ledger/es.yml:1: a merge left its markers" in told.err


def first_words(told):
    return [line.split()[1] for line in told.splitlines() if line[:1].isdigit()]


def test_next_puts_danger_first(site, capsys):
    done(site, "es", ["pills", "ui"], by=["Ana Ruiz"])
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    change(site, "docs/en/pills.md", "Do not wait", "Do not wait for us")
    change(site, "docs/es/pills.md", "Lea esto primero", "Lea esto")
    capsys.readouterr()
    assert next_units(site, "es", count=100) == 0
    told = capsys.readouterr().out
    assert first_words(told) == [
        "pills#danger", "index#page", "get-help#page", "get-help#emergency", "pills#page", "pills#dose", "index#what-it-is", "all#page",
    ]  # fmt: skip
    assert (
        "1. pills#danger (safety, stale): the original has changed since it was translated.\n   Next: guide lang diff es pills#danger"
        in told
    )
    assert (
        "pills#dose (stale): the original has changed since it was translated, and it does not say what the original says:"
        in told
    )
    assert "   Next: correct it; then: guide lang done es pills#dose" in told
    assert (
        "   Next: translate docs/en/get-help.md:2 in docs/es/get-help.md; then: guide lang done es get-help#page"
        in told
    )
    next_units(site, "es", count=2)
    assert capsys.readouterr().out.endswith("… and 6 more: guide lang next es --count 8\n")


def test_next_says_when_only_sign_offs_are_left(site, capsys):
    for name in ("index", "get-help", "all"):
        (site / f"docs/en/{name}.md").write_text(
            f"---\ntitle: {name}\n---\n# {name}\n\nFive words to be said.\n", encoding="utf-8"
        )
        (site / f"docs/es/{name}.md").write_text(
            "---\ntitle: Título\n---\n# Título\n\nCinco palabras por decir.\n", encoding="utf-8"
        )
    done(site, "es", [], everything=True, by=["Ana Ruiz"])
    capsys.readouterr()
    next_units(site, "es")
    told = capsys.readouterr().out
    assert told.startswith("Nothing is left to translate into es.\n")
    assert "wait for a sign-off: guide sign PAGE --lang es --role language --by ID" in told


# diff


def test_diff_marks_what_changed_above_the_translation(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    change(
        site,
        "docs/en/pills.md",
        "Take it every 6 hours.\n\n- With water.\n",
        "Take it every 8 hours.\n\n- With a meal.\n- With water.\n",
    )
    capsys.readouterr()
    assert diff(site, "es", ["pills"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("pills#dose (stale): docs/en/pills.md:8; docs/es/pills.md:8\nSaid to be done on 20")
    assert "by Ana Ruiz (human). The en text has changed since: [-gone-] {+new+}.\n" in told
    assert "  en  Take it every [-6-]{+8+} hours.\n  es  Tómela cada 6 horas.\n" in told
    assert "  en  - {+With a meal.+}\n  es  –\n" in told
    assert "  en  - With water.\n  es  - Con agua.\n" in told, "beside what it translates, though the parts have moved"
    assert "docs/es/pills.md:10: the paragraph “Tómela cada 6 horas.” has 6;" in told and "[numbers]" in told
    assert "pills#page" not in told and "\x1b" not in told


def test_diff_of_what_was_taken_out(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    change(site, "docs/en/pills.md", "- Without food.\n", "")
    capsys.readouterr()
    diff(site, "es", ["pills#dose"])
    assert "  en  - [-Without food.-]\n  es  - Sin comida.\n" in capsys.readouterr().out


def test_diff_says_what_it_does_not_know(site, capsys):
    diff(site, "es", ["pills#dose", "get-help#page"])
    told = capsys.readouterr().out
    assert "Nobody has said which text of en it translates.\n" in told and "It is not translated.\n" in told
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    was = entry(site, "pills#dose").source
    (site / "docs/_data/memory.yml").unlink()
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    capsys.readouterr()
    diff(site, "es", ["pills#dose"])
    told = capsys.readouterr().out
    assert (
        f"docs/_data/memory.yml does not have the text that was translated ({was}): what changed cannot be shown."
        in told
    )
    assert "  en  Take it every 8 hours.\n  es  Tómela cada 6 horas.\n" in told


def test_diff_of_a_unit_that_is_named_shows_it_though_it_is_done(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    capsys.readouterr()
    diff(site, "es", ["docs/es/pills.md#dose"])
    assert capsys.readouterr().out.startswith("pills#dose (unsigned): ")


def test_diff_says_when_only_the_form_changed_and_when_nothing_did(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    capsys.readouterr()
    diff(site, "es", ["pills"])
    assert capsys.readouterr().out.startswith("All 3 unit(s) are done, and nothing has changed since.")
    diff(site, "es", ["pills#dose"])
    assert "The en text has not changed since.\n" in capsys.readouterr().out
    change(site, "docs/en/pills.md", "- With water.\n- Without", "1. With water.\n2. Without")
    diff(site, "es", ["pills#dose"])
    assert (
        "The en words are the same; their form has changed since: headings, lists or boxes." in capsys.readouterr().out
    )


# sign


def test_two_roles_sign_and_either_text_ends_it(site, capsys):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    capsys.readouterr()
    assert sign(site, ["pills"], tag="es", role="language", by="luz", date=entry(site, "pills#dose").date) == 0
    assert capsys.readouterr().out == "Luz Prado has signed 3 unit(s) of es in the role language.\n"
    assert set(standings(site).values()) == {"unsigned"}
    sign(site, ["pills"], tag="es", role="clinical", by="eva")
    assert set(standings(site).values()) == {"signed"}
    change(site, "docs/es/pills.md", "Con agua", "Con leche")
    assert standings(site)["dose"] == "edited"
    done(site, "es", ["pills#dose"])
    assert standings(site)["dose"] == "unsigned" and entry(site, "pills#dose").signed == ()
    capsys.readouterr()
    assert sign(site, ["pills"], tag="es", role="clinical", by="eva") == 0
    assert capsys.readouterr().out == (
        "Eva Sanz has signed 1 unit(s) of es in the role clinical. 2 had that sign-off already.\n"
    )


def test_the_source_text_is_signed_by_itself(site):
    assert sign(site, ["pills"], tag="en", role="clinical", by="ann") == 0
    dose = entry(site, "pills#dose", "en")
    assert (dose.source, dose.signed[0].source, dose.signed[0].by) == ("", "", "ann")
    assert "how" not in (site / "docs/_data/ledger/en.yml").read_text(encoding="utf-8").splitlines()[-1]
    assert standings(site, "en") == {"page": "signed", "dose": "signed", "danger": "signed"}
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    assert standings(site, "en")["dose"] == "edited"
    sign(site, ["pills#dose"], tag="en", role="clinical", by="ann")
    assert standings(site, "en")["dose"] == "signed" and len(entry(site, "pills#dose", "en").signed) == 1


@pytest.mark.parametrize("translator", ["luz", "Luz Prado", "prado, luz", "LUZ PRADO"])
def test_nobody_signs_what_they_translated(site, capsys, translator):
    done(site, "es", ["pills"], by=[translator])
    assert sign(site, ["pills#dose"], tag="es", role="language", by="luz") == 1
    assert (
        "docs/es/pills.md:8: pills#dose is not signed: Luz Prado translated it, and nobody signs their own work."
        in capsys.readouterr().out
    )
    assert entry(site, "pills#dose").signed == ()


def test_what_is_not_fresh_is_not_signed_and_the_rest_is(site, capsys):
    assert sign(site, ["pills#page", "get-help#page"], tag="es", role="language", by="luz") == 1
    told = capsys.readouterr().out
    assert "pills#page is not signed: nobody has said which text of the original it translates." in told
    assert "get-help#page is not signed: it is not translated into es." in told
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    change(site, "docs/en/pills.md", "6 hours", "8 hours")
    change(site, "docs/es/pills.md", "Lea esto", "Lea eso")
    capsys.readouterr()
    assert sign(site, ["pills"], tag="es", role="language", by="luz") == 1
    told = capsys.readouterr().out
    assert "pills#page is not signed: its words have changed since it was said to be done." in told
    assert "pills#dose is not signed: the original has changed since it was translated." in told
    assert "    Next: guide lang diff es pills#dose; then: guide lang done es pills#dose" in told
    assert told.endswith("Luz Prado has signed 1 unit(s) of es in the role language. 2 could not be signed.\n")


def test_what_differs_though_it_is_said_to_be_done_is_not_signed(site, capsys):
    """The lists of words may have become better since."""
    change(site, "docs/_data/claims/es.yml", "'no'", "'no', espere")
    change(site, "docs/es/pills.md", "No espere", "Espere")
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    change(site, "docs/_data/claims/es.yml", "'no', espere", "'no'")
    assert sign(site, ["pills#danger"], tag="es", role="clinical", by="eva") == 1
    assert "[negation]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "nobody"}, "'nobody' is nobody of docs/_data/roster.yml.\n  Next: its people are: luz, eva, max"),
        ({"by": "eva"}, "docs/_data/roster.yml:2: Eva Sanz signs as clinical, not as language."),
        ({"by": "max"}, "docs/_data/roster.yml:3: Max Weber signs in en, not in es."),
        ({"by": "joe"}, "docs/_data/roster.yml:4: 'John Doe' names nobody who can be asked."),
        ({"by": "bot"}, "docs/_data/roster.yml:5: 'ChatGPT' names a program; it cannot answer for a text."),
        ({"by": "pat", "role": "clinical"}, "docs/_data/roster.yml:6: Pat Ruiz has no registration"),
        ({"date": "26.11.2026"}, "'26.11.2026' is no day."),
        ({"date": "9999-01-01"}, "9999-01-01 is still to come"),
        ({"names": ["pills#nowhere"]}, "the page pills has no unit 'nowhere'."),
        ({"tag": "fr"}, "'fr' is no language of this site."),
    ],
)
def test_who_may_not_sign(site, arguments, message):
    done(site, "es", ["pills"], by=["Ana Ruiz"])
    before = (site / "docs/_data/ledger/es.yml").read_bytes()
    names = arguments.pop("names", ["pills"])
    with pytest.raises(GuideError) as caught:
        sign(site, names, **{"tag": "es", "role": "language", "by": "luz", **arguments})
    assert message in str(caught.value) and "Next: " in str(caught.value)
    assert (site / "docs/_data/ledger/es.yml").read_bytes() == before


def test_without_a_roster_nobody_signs(site):
    (site / "docs/_data/roster.yml").unlink()
    with pytest.raises(
        GuideError, match=r"there is no docs/_data/roster\.yml, so nobody may sign\.\n  Next: make it: luz:"
    ):
        sign(site, ["pills"], tag="es", role="language", by="luz")


def test_a_text_is_not_signed_before_it_was_there(site, capsys):
    done(site, "es", ["pills#dose"], by=["Ana Ruiz"])
    assert sign(site, ["pills#dose"], tag="es", role="language", by="luz", date="2001-01-01") == 1
    assert ", after 2001-01-01.\n    Next: give the day on which this text was read." in capsys.readouterr().out
