"""The same losses once more as an editor makes them: in the Markdown, through a real build, twenty of each kind.

All twenty of a kind are made at once, each in a section of its own; every one of these sections must be named.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import WHOLE
from mutations import OTHER, any_of

from scripts.checks import Context, coverage
from scripts.commands.build import build_languages, forget_configuration
from scripts.content.built import BuiltSite
from scripts.content.guide import read_guide

ROOT = Path(__file__).parents[2]
PAGES = ("get-help", "index", "symptoms")
MOST = 20
HEADING = re.compile(r"^(#{2,4}) (.*) \{#([\w-]+)(?: \.[\w-]+)*\}$")
ITEM = re.compile(r"^\s*(?:-|\d+\.) (.*)$")
BOX = re.compile(r"^!!! (danger|warning) (box-[\w-]+)")


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """The guide itself, to be changed."""
    root = tmp_path_factory.mktemp("mutated")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("ar", "zh-Hans", "hi"))
    facts = root / "docs/_data/site.yml"  # without what it accepts for languages that are left out
    facts.write_text(facts.read_text(encoding="utf-8").partition("accepted_risks:\n")[0], encoding="utf-8")
    (root / "docs/_data/languages.yml").write_text(
        "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n", encoding="utf-8"
    )
    (root / "docs/_data/codes.yml").unlink()  # a build stops where a code leads to what is gone
    shutil.copy(ROOT / "mkdocs.yml", root)
    for shared in ("overrides", "scripts"):
        (root / shared).symlink_to(ROOT / shared, target_is_directory=True)
    forget_configuration()
    assert build_languages(read_guide(root), ["en", "es"]) == []
    return root


def sections(root, tag="en"):
    """(page, id, lines) of every part of a page: what stands above the first heading is `page`."""
    found = []
    for name in PAGES:
        lines = (root / f"docs/{tag}/{name}.md").read_text(encoding="utf-8").split("\n")
        start = next(n for n, line in enumerate(lines) if line.startswith("# "))
        found.append((name, "front matter", lines[:start]))
        found.append((name, "page", lines[start : start + 1]))
        for line in lines[start + 1 :]:
            if match := HEADING.match(line):
                found.append((name, match[3], []))
            found[-1][2].append(line)
    return found


def plain(lines):
    """Numbers of the lines that are paragraphs of their own."""
    return [
        n for n, line in enumerate(lines)
        if line and line[0].isalpha() and (n == 0 or not lines[n - 1].strip())
        and (n + 1 == len(lines) or not lines[n + 1].strip())
    ]  # fmt: skip


def items(lines):
    return [n for n, line in enumerate(lines) if ITEM.match(line)]


def without(lines, numbers):
    return [line for n, line in enumerate(lines) if n not in numbers]


def one(lines, number, line):
    return [*lines[:number], line, *lines[number + 1 :]]


def exchanged(lines, numbers):
    if len(numbers) < 2:
        return None
    first, second = numbers[0], numbers[-1]
    if lines[first].split(" ", 1)[-1] == lines[second].split(" ", 1)[-1]:
        return None
    return one(one(lines, first, lines[second]), second, lines[first])


def in_words(pattern, change):
    """A kind that changes the first word of a section that a pattern finds, in text and not in links or settings."""

    def apply(lines):
        for n, line in enumerate(lines):
            if not line.strip() or line.startswith(("#", "!!!", "{", "---")) or "](" in line or "{{" in line:
                continue
            if match := pattern.search(line):
                return one(lines, n, line[: match.start()] + change(match) + line[match.end() :])
        return None

    return apply


def first_of(find, change):
    def apply(lines):
        found = find(lines)
        return change(lines, found[-1]) if found else None

    return apply


def links(lines):
    return [n for n, line in enumerate(lines) if re.search(r"\[[^\]]+\]\([^)]+\)", line)]


def box_lines(lines):
    """The lines of the first box."""
    start = next((n for n, line in enumerate(lines) if BOX.match(line)), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith("    ")):
        end += 1
    return start, end


def box(change):
    def apply(lines):
        found = box_lines(lines)
        return change(lines, *found) if found else None

    return apply


FIGURE = re.compile(r"\d+(?!\d*\. )")  # not the number of a list item, which Markdown counts itself
LINK = re.compile(r"\[([^\]]+)\]\(([^)#]+)([^)]*)\)")
KINDS = {
    "heading dropped": lambda lines: lines[1:] if HEADING.match(lines[0]) else None,
    "heading replaced": lambda lines: one(lines, 0, HEADING.sub(r"\1 Something else {#\3}", lines[0])) if HEADING.match(lines[0]) else None,
    "passage dropped": first_of(plain, lambda lines, n: without(lines, [n])),
    "passage emptied": first_of(plain, lambda lines, n: one(lines, n, "<!-- -->")),
    "passage replaced": first_of(plain, lambda lines, n: one(lines, n, OTHER)),
    "passages swapped": lambda lines: exchanged(lines, plain(lines)),
    "item dropped": first_of(items, lambda lines, n: without(lines, [n])),
    "item replaced": first_of(items, lambda lines, n: one(lines, n, re.sub(r"(-|\d+\.) .*", rf"\1 {OTHER}", lines[n]))),
    "items swapped": lambda lines: exchanged(lines, [n for n in items(lines) if "1." not in lines[n]][:2]),
    "link dropped": first_of(links, lambda lines, n: one(lines, n, LINK.sub(r"\1", lines[n], count=1))),
    "link retargeted": first_of(links, lambda lines, n: one(lines, n, LINK.sub(r"[\1](all.md)", lines[n], count=1))),
    "figure raised": in_words(FIGURE, lambda match: str(int(match[0]) + 1)),
    "figure dropped": in_words(re.compile(r"\d+ "), lambda match: ""),
    "claim lost: not": in_words(re.compile(r"\b(not|never) "), lambda match: ""),
    "claim lost: do not": in_words(any_of(["do not"]), lambda match: ""),
    "claim lost: most": in_words(any_of(["most"]), lambda match: ""),
    "claim lost: within": in_words(any_of(["within", "until", "after", "before"]), lambda match: ""),
    "claim turned": in_words(any_of(["may", "can"]), lambda match: "will"),
    "key term exchanged": in_words(any_of(["legs", "leg", "arm", "pain", "fever", "bladder", "spine", "cancer"]), lambda match: "head"),
    "key term dropped": in_words(any_of(["pain", "weakness", "numbness", "tumor", "tumors", "cancer"]), lambda match: ""),
    "section dropped": lambda lines: [] if HEADING.match(lines[0]) and len("".join(lines)) > 200 else None,
    "section emptied": lambda lines: lines[:1] if HEADING.match(lines[0]) and len("".join(lines)) > 200 else None,
    "box dropped": box(lambda lines, start, end: lines[:start] + lines[end:]),
    "box emptied": box(lambda lines, start, end: [*lines[: start + 1], "", "    <!-- -->", "", *lines[end:]]),
    "box made a note": box(lambda lines, start, end: one(lines, start, re.sub("danger|warning", "note", lines[start]))),
    "box renamed": box(lambda lines, start, end: one(lines, start, lines[start].replace("box-", "box-x-"))),
    "box folded": box(lambda lines, start, end: one(lines, start, lines[start].replace("!!!", "???", 1))),
    "passage hidden": first_of(plain, lambda lines, n: [*lines[: n + 1], '{: hidden="" }', *lines[n + 1 :]]),
    "passage styled": first_of(plain, lambda lines, n: [*lines[: n + 1], '{: style="color: white" }', *lines[n + 1 :]]),
    "page with a style": lambda lines: [*lines, "<style>li { display: none }</style>", ""],
    "words linked": in_words(re.compile(r"\b\w{4,}\b"), lambda match: f"[{match[0]}](all.md)"),
    "words struck": in_words(re.compile(r"\b\w{4,}\b"), lambda match: f"<s>{match[0]}</s>"),
    "words swapped": in_words(re.compile(r"\b([a-z]{4,}) ([a-z]{4,})\b"), lambda match: f"{match[2]} {match[1]}"),
    "item raised": first_of(items, lambda lines, n: one(lines, n, re.sub(r"(-|\d+\.) ", "", lines[n]))),
    "box unwrapped": box(lambda lines, start, end: [*lines[:start], *(line[4:] for line in lines[start + 1 : end]), *lines[end:]]),
    "words of another language": first_of(plain, lambda lines, n: one(lines, n, "Vaya a una sala de emergencias si tiene debilidad nueva en un brazo o una pierna.")),
}  # fmt: skip
# Kinds that the guide has fewer places for.
FEWER = {"figure raised": 3, "figure dropped": 3, "claim lost: most": 4, "claim lost: within": 8, "box": 8, "link": 12,
         "passages swapped": 9, "claim lost: do not": 5}  # fmt: skip


def findings(root):
    guide = read_guide(root)
    language = guide.languages.source
    site = BuiltSite(root / "site", guide.languages)
    return {f for f in coverage.check(guide, Context(guide, (language,), site)) if f.fails}


@pytest.fixture(scope="module")
def before(guide):
    """What is found while nothing is lost."""
    return findings(guide)


def write(root, parts):
    for name in PAGES:
        text = "\n".join(line for page, _, lines in parts if page == name for line in lines)
        (root / f"docs/en/{name}.md").write_text(text, encoding="utf-8")


def drawn(lines):
    """Whether a part has a drawing: one whose legend is not whole stops the build at once (test_drawings.py)."""
    return any("assets/drawings/" in line for line in lines)


# A build and a check each: of three kinds one, and all of them by `make audit`.
@pytest.mark.parametrize("kind", list(KINDS) if WHOLE else list(KINDS)[::3])
def test_twenty_losses_of_a_kind_are_found_through_a_real_build(guide, before, kind):
    whole = sections(guide)
    places = [
        (n, changed) for n, (_, id, lines) in enumerate(whole)
        if id != "front matter" and not drawn(lines) and (changed := KINDS[kind](lines)) is not None and changed != lines
    ]  # fmt: skip
    if kind in ("heading dropped", "section dropped"):  # a section that others link to stops the build at once
        text = "".join(path.read_text(encoding="utf-8") for path in sorted((guide / "docs/en").glob("*.md")))
        places = [(n, changed) for n, changed in places if f"#{whole[n][1]})" not in text]
    step = max(len(places) // MOST, 1)
    places = places[::step][:MOST]
    least = next((count for name, count in FEWER.items() if kind.startswith(name)), MOST)
    assert len(places) >= least, f"only {len(places)} places"
    try:
        parts = list(whole)
        for n, changed in places:
            parts[n] = (*whole[n][:2], changed)
        write(guide, parts)
        assert build_languages(read_guide(guide), ["en"]) == []
        named = {finding.section for finding in findings(guide) - before}
    finally:
        write(guide, whole)
    missed = {f"{whole[n][0]}#{whole[n][1]}" for n, _ in places} - named
    assert not missed
