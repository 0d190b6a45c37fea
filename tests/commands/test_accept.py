"""`guide accept`: what an editor says is complete, coverage guards from then on."""

import json

import pytest

from scripts.commands.accept import accept
from scripts.commands.build import forget_configuration
from scripts.commands.check import check
from scripts.content.accepted import accepted_path, read_accepted
from scripts.errors import GuideError

BOXES = "- {box: box-emergency, kind: danger, page: index, first: true}\n"
SPANISH = """\
---
title: Inicio
---
# Inicio

!!! danger box-emergency "Vaya ya si tiene:"

    - Una señal nueva.

    Llame a {{emergency}}.

## Qué es {#what-it-is}

Unas palabras sobre ello.
"""


@pytest.fixture
def site(make_site):
    """A small site in English and Spanish of which nothing is accepted yet."""
    forget_configuration()
    return make_site({"docs/_data/safety.yml": BOXES, "docs/es/index.md": SPANISH})


def findings(root, capsys):
    """(rule, section, language) of what coverage finds; it builds first what is stale."""
    capsys.readouterr()
    check(root, ("coverage",), form="json")
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(row["rule"], row["section"], row["language"]) for row in found if row["severity"] != "notice"]


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_all_accepts_every_written_section_of_every_language(site, capsys):
    rules = {rule for rule, _, _ in findings(site, capsys)}
    assert rules == {"not-accepted"}
    assert accept(site, (), everything=True) == 0
    told = capsys.readouterr().out.splitlines()
    assert {"en index#what-it-is: new", "en get-help#emergency: new", "es index#what-it-is: new"} <= set(told)
    assert told[-1] == f"{len(told) - 1} section(s) accepted."
    assert findings(site, capsys) == []
    assert "es get-help#emergency: new" not in told  # Spanish readers see the English page there, marked


def test_an_edit_is_told_until_it_is_accepted(site, capsys):
    accept(site, (), everything=True)
    edit(site, "docs/en/index.md", "Some words about it.", "Some words about it. Do not wait 2 days.")
    accept(site, ("index#what-it-is",))
    # Its translation does not say that, so that readers of Spanish see the English there.
    assert {language for _, _, language in findings(site, capsys)} == {"es"}
    edit(site, "docs/en/index.md", "Do not wait 2 days", "Do wait 3 days")
    found = [row for row in findings(site, capsys) if row[2] == "en"]
    assert found and {row[1:] for row in found} == {("index#what-it-is", "en")}
    capsys.readouterr()
    assert accept(site, ("index#what-it-is",)) == 0
    told = capsys.readouterr().out
    assert "en index#what-it-is: " in told and "has the figures 3; it had 2" in told
    assert "1 section(s) accepted." in told
    assert [row for row in findings(site, capsys) if row[2] == "en"] == []


def test_a_harmless_edit_is_silent_and_needs_no_acceptance(site, capsys):
    accept(site, (), everything=True)
    edit(site, "docs/en/index.md", "Some words about it.", "Some *words*\nabout it.")
    assert findings(site, capsys) == []
    assert accept(site, ("index",)) == 0
    assert capsys.readouterr().out == "Nothing has changed since it was accepted.\n"


def test_a_page_stands_for_all_of_its_sections(site, capsys):
    capsys.readouterr()
    accept(site, ("get-help",))
    assert set(read_accepted(site, "en")) == {"get-help#page", "get-help#emergency"}
    assert {row[1].split("#")[0] for row in findings(site, capsys) if row[2] == "en"} == {"index", "all"} - {"all"}


def test_only_the_named_language_is_accepted(site, capsys):
    accept(site, ("index#what-it-is",), tags=("es",))
    assert set(read_accepted(site, "es")) == {"index#what-it-is"}
    assert not (site / accepted_path("en")).exists()
    assert ("not-accepted", "index#what-it-is", "es") not in findings(site, capsys)


def test_a_section_that_is_not_translated_is_accepted_where_it_is_written(site):
    accept(site, ("get-help#emergency",))
    assert set(read_accepted(site, "en")) == {"get-help#emergency"}
    assert not (site / accepted_path("es")).exists()


def test_what_is_no_longer_on_the_page_is_taken_out(site, capsys):
    accept(site, (), everything=True)
    edit(site, "docs/en/index.md", "## What it is {#what-it-is}\n\nSome words about it.\n", "")
    edit(site, "docs/es/index.md", "## Qué es {#what-it-is}\n\nUnas palabras sobre ello.\n", "")
    assert {row[1] for row in findings(site, capsys)} == {"index#what-it-is"}
    accept(site, ("index",))
    told = capsys.readouterr().out
    assert "en index#what-it-is: taken out; it is not on the page any more" in told
    assert "es index#what-it-is: taken out" in told
    assert "index#what-it-is" not in read_accepted(site, "en")
    assert findings(site, capsys) == []


@pytest.mark.parametrize(
    ("sections", "tags", "message"),
    [
        (("index#nowhere",), (), "there is no written section 'index#nowhere' in en"),
        (("nowhere",), (), "there is no written section 'nowhere' in en"),
        (("get-help#emergency",), ("es",), "there is no written section 'get-help#emergency' in es"),
        (("index",), ("fr",), "'fr' is no language of this site"),
        ((), (), "nothing was named"),
    ],
)
def test_an_unknown_name_is_refused_and_accepts_nothing(site, sections, tags, message):
    with pytest.raises(GuideError) as caught:
        accept(site, sections, tags=tags)
    assert message in str(caught.value) and "Next: " in str(caught.value)
    assert not (site / accepted_path("en")).exists() and not (site / accepted_path("es")).exists()


def test_accepting_twice_leaves_the_same_file(site, capsys):
    accept(site, (), everything=True)
    before = [(site / accepted_path(tag)).read_bytes() for tag in ("en", "es")]
    capsys.readouterr()
    accept(site, (), everything=True)
    assert [(site / accepted_path(tag)).read_bytes() for tag in ("en", "es")] == before
    assert capsys.readouterr().out == "Nothing has changed since it was accepted.\n"


def test_a_section_to_be_written_cannot_be_accepted(site):
    edit(site, "docs/en/index.md", "Some words about it.", "*To be written.*\n{: .to-be-written }")
    with pytest.raises(GuideError, match="there is no written section 'index#what-it-is' in en"):
        accept(site, ("index#what-it-is",), tags=("en",))
