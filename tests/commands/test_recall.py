"""`guide recall` and `guide find`: a section leaves every page and language at once, and the copies that hold it are named."""

import subprocess

import pytest
from command import guide
from selectolax.lexbor import LexborHTMLParser

from scripts.commands.build import forget_configuration

INDEX = """\
---
title: Start
description: Where to start.
sources: {what-it-is: [], more: [], dose: []}
---
# Start

!!! danger box-emergency "Go now if you have:"

    - A sign that is new.

## What it is {#what-it-is}

Secretwords about it. Take 6 steps.

### More of it {#more}

Hiddenwords as well.

- Do you ask this?
- Do you ask that?

## Dose {#dose}

!!! warning box-dose "Take care"

    - Wrongwords in a box.

## Last {#last}

It stays.

It stays for 2 hours.
"""
ES = """\
---
title: Inicio
description: Por dónde empezar.
---
# Inicio

!!! danger box-emergency "Vaya ahora si tiene:"

    - Una señal nueva.

## Qué es {#what-it-is}

Secretas palabras sobre ello. Dé seis pasos.

### Más {#more}

Ocultas palabras también.

- ¿Pregunta usted esto?
- ¿Pregunta usted eso?

## Dosis {#dose}

!!! warning box-dose "Cuidado"

    - Equivocadas palabras.

## Último {#last}

Se queda.

Se queda dos horas.
"""
BOXES = (
    "- {box: box-emergency, kind: danger, page: index, first: true}\n- {box: box-dose, kind: warning, page: index}\n"
)
GONE = (
    "Secretwords",
    "Secretas",
    "Hiddenwords",
    "Ocultas",
    "Wrongwords",
    "Equivocadas",
    "Do you ask",
    "Pregunta usted",
)


@pytest.fixture
def site(make_site):
    forget_configuration()
    return make_site({"docs/en/index.md": INDEX, "docs/es/index.md": ES, "docs/_data/safety.yml": BOXES})


def everything(root):
    return {
        path.relative_to(root / "site").as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in (root / "site").rglob("*")
        if path.is_file()
    }


WHY = ["--why", "The number was wrong.", "--by", "Lena Okafor"]


def test_a_section_is_nowhere_any_more_and_comes_back(site, capsys):
    assert guide(site, "build") == 0
    before = everything(site)
    assert all(any(words in text for text in before.values()) for words in GONE)  # so that the search below can fail
    guide(site, "lang", "done", "es", "--all", "--by", "Ana Ruiz")
    assert guide(site, "recall", "index#what-it-is", *WHY) == guide(site, "recall", "docs/es/index.md#dose", *WHY) == 0
    told = capsys.readouterr().out
    assert "index#what-it-is is withdrawn in en, es.\nWith it: index#more.\n" in told and "Next: guide build" in told
    assert guide(site, "build") == 0
    after = everything(site)
    assert [(path, words) for path, text in after.items() for words in GONE if words in text] == []
    assert "es/side-by-side/index.html" in after and any(path.startswith("assets/search/es.") for path in after)
    english, spanish = (LexborHTMLParser(after[path]) for path in ("index.html", "es/index.html"))
    assert [n.text() for n in english.css("article h2[id], article h3[id]")] == [
        "What it is",
        "More of it",
        "Dose",
        "Last",
    ]
    notices = [node.text() for node in spanish.css("article .notice-withdrawn")]
    assert notices[0].startswith("Esta parte se retiró el ") and notices[0] == notices[1]
    way = english.css_first("#dose ~ .notice-withdrawn a")
    assert way.attributes["href"] == "get-help.html" and len(english.css(".notice-withdrawn a")) == 1
    changes = [node.text() for node in spanish.css("[aria-labelledby=changes-title] li")]
    assert len(changes) == 2 and changes[1].endswith(": Se retiró «Qué es».")
    assert "The number was wrong" not in "".join(after.values())
    assert (
        guide(site, "recall", "index#what-it-is", "--lift", *WHY)
        == guide(site, "recall", "index#dose", "--lift", *WHY)
        == 0
    )
    assert guide(site, "build") == 0
    pages = {path: text for path, text in everything(site).items() if path == "es/questions.html" or "search" in path}
    assert pages == {path: before[path] for path in pages}
    page = LexborHTMLParser(everything(site)["es/index.html"])
    changes = [node.text().partition(": ")[2] for node in page.css("[aria-labelledby=changes-title] li")]
    assert changes[2:] == ["«Qué es» está de nuevo disponible.", "Se retiró «Qué es»."]  # the newest first


def test_what_is_withdrawn_is_not_lost_and_is_said(site, capsys):
    guide(site, "build")
    guide(site, "accept", "--all")
    guide(site, "recall", "index#dose", *WHY)
    guide(site, "recall", "index#page", *WHY)
    capsys.readouterr()
    assert guide(site, "check", "coverage", "--all") == 0
    told = capsys.readouterr().out
    assert "docs/_data/recalls.yml:4: notice: index#dose is withdrawn in every language since " in told
    kept = (site / "docs/_data/accepted/en.yml").read_text(encoding="utf-8")
    guide(site, "accept", "--all")
    assert (site / "docs/_data/accepted/en.yml").read_text(encoding="utf-8") == kept
    page = LexborHTMLParser(everything(site)["index.html"])
    assert page.css_first(".danger-strip a").attributes["href"] == "get-help.html"  # the page has lost its first box
    assert "A sign that is new" not in page.body.text()
    path = site / "docs/_data/recalls.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("index#dose", "index#dosage"), encoding="utf-8")
    assert guide(site, "check", "coverage") == 2
    assert (
        "docs/_data/recalls.yml:4: index#dosage is withdrawn, and there is no such section." in capsys.readouterr().err
    )


def test_the_copies_that_hold_it_are_named_by_version(site, capsys):
    def git(*command, day="2026-01-01"):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        moment = {
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
            "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
            "PATH": "/usr/bin:/bin",
        }
        return subprocess.run(
            ["git", *who, *command], cwd=site, env=moment, check=True, capture_output=True, text=True
        ).stdout

    git("init", "-q")
    path, hashes = site / "docs/en/index.md", []
    for day, words in (("2026-01-01", "Oldwords"), ("2026-02-02", "Secretwords"), ("2026-03-03", "Secretwords")):
        path.write_text(INDEX.replace("Secretwords", words) + f"\n<!-- {day} -->\n", encoding="utf-8")
        (site / "docs/es/index.md").write_text(ES.replace("Secretas", words), encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", day, day=day)
        hashes.append(git("rev-parse", "--short=7", "HEAD").strip())
    assert guide(site, "recall", "index#what-it-is", *WHY) == 0
    told = capsys.readouterr().out
    assert f"0.1.0+{hashes[1]} (2026-02-02) to 0.1.0+{hashes[2]} (2026-03-03) hold it" in told
    guide(site, "recall", "--list")
    listed = capsys.readouterr().out
    assert "by Lena Okafor: The number was wrong.\n" in listed and f"+{hashes[1]} (2026-02-02)" in listed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index#what-it-i", *WHY], "the page index has no section 'what-it-i'.\n  Next: did you mean index#what-it-is?"),
        (["index", *WHY], "index names a page.\n  Next: its sections are: page, what-it-is, more"),
        (["nowhere#x", *WHY], "there is no page 'nowhere'."),
        (["index#dose", "--by", "Lena Okafor"], "a recall has its reason.\n  Next: say it: --why"),
        (["index#dose", "--why", "Wrong.", "--by", "TBD"], "'TBD' names nobody; a recall needs the name of somebody"),
        (["index#dose", "--lift", *WHY], "index#dose is not withdrawn."),
    ],
)  # fmt: skip
def test_a_recall_that_is_none_is_refused(site, capsys, arguments, message):
    assert guide(site, "recall", *arguments) == 2
    assert message in capsys.readouterr().err
    assert not (site / "docs/_data/recalls.yml").exists()


def test_a_section_is_withdrawn_once(site, capsys):
    guide(site, "recall", "index#dose", *WHY)
    assert guide(site, "recall", "index#dose", *WHY) == 2
    assert "docs/_data/recalls.yml:4: index#dose is withdrawn already, since " in capsys.readouterr().err


TERMS = "dose: {en: [dose, doses], es: [dosis]}\n"


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("6", ["docs/en/index.md:14: index#what-it-is: ", "docs/es/index.md:13: index#what-it-is: "]),  # “seis”
        ("2 hours", ["docs/en/index.md:33: index#last: ", "docs/es/index.md:32: index#last: "]),  # “dos horas”
        ("dosis", ["docs/en/index.md:23: index#dose: Dose", "docs/es/index.md:22: index#dose: Dosis"]),
        ("ULTIMO", ["docs/es/index.md:28: index#last: Último"]),
        ("0800-55", ["docs/_data/site.yml:2: advice_line: \"0800 55\""]),
        ("nothing of the kind", []),
    ],
)  # fmt: skip
def test_a_term_or_number_is_found_in_every_language(site, capsys, said, places):
    (site / "docs/_data/terms.yml").write_text(TERMS, encoding="utf-8")
    (site / "docs/_data/site.yml").write_text(
        'contacts:\n  advice_line: "0800 55" # 6 dosis ultimo\n', encoding="utf-8"
    )
    assert guide(site, "find", said) == 0
    told = capsys.readouterr().out
    found = [line for line in told.splitlines() if line.startswith("docs/") and "/ui/" not in line]
    assert len(found) == len(places) and all(line.startswith(place) for line, place in zip(found, places, strict=True))
    assert ("It stands nowhere." in told) == (not places)
