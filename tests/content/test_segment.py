"""Segments: what is rendered, no more and no less; and every file comes back to the byte."""

import re
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.built import parse_built_page
from scripts.content.contact import SLOT
from scripts.content.page import body_of
from scripts.content.segment import images_of, links_of, plain, replaced, segments

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*/*.md"))


def extensions():
    """Those of mkdocs.yml: what the site renders with."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["markdown_extensions"]


def rendered(text):
    """(kind, text) of every block that Python-Markdown makes of a page's body; a table row's cells are joined."""
    body = SLOT.sub(lambda match: f'<span data-slot="{match[1]}">x</span>', body_of(text))
    html = markdown.markdown(body, extensions=extensions())
    page = parse_built_page(f'<html lang="en"><body><article>{html}</article></body></html>')
    # The words of an image stand in brackets there; no page has other brackets at both ends of a block.
    return [(block.kind, block.text.strip("[]")) for section in page.sections.values() for block in section.blocks]


def cut(text):
    """The same of the segments; box titles are paragraphs to a reader."""
    kinds = {"box-title": "paragraph"}
    found = []
    for segment in segments(text):
        if segment.kind in ("title", "description"):
            continue
        if segment.kind == "cell":
            row = ("table-row", segment.line)
            if found and found[-1][0] == row:
                found[-1] = (row, f"{found[-1][1]} {segment.plain}")
            else:
                found.append((row, segment.plain))
        else:
            found.append((kinds.get(segment.kind, segment.kind), segment.plain))
    return [(kind[0] if isinstance(kind, tuple) else kind, text.strip()) for kind, text in found]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: "/".join(path.parts[-2:]))
def test_segments_of_a_real_page_are_what_is_rendered(path):
    text = path.read_text(encoding="utf-8")
    assert cut(text) == rendered(text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_real_page_comes_back_to_the_byte(path):
    text = path.read_text(encoding="utf-8")
    found = segments(text)
    assert replaced(text, found, {segment.start: segment.text for segment in found}) == text


PAGE = """\
---
title: "Fever: what to do"
description: 'It''s hot'
sources:
  a: [x]
---
# Fever

!!! danger box-hot "Go now if:"

    - You have 40 °C
      or more.
    - You shake.

    Call {{emergency}}.

## Signs {#signs}

Some **bold** and a [link](a.md#b "t"),
on two lines.
{: .numbers }

1. One.
2. Two.

    More of two.

    - Deeper.

| Dose | When |
| --- | :-: |
| 2,5 | a \\| b |
| 3 | |

Term
:   What it means.

```
code
```

![Alt](x.svg) and after.
"""


def test_each_construct_has_its_kind_place_and_shape():
    found = [(s.kind, s.section, s.plain, s.box, s.shape[3:]) for s in segments(PAGE)]
    assert found == [
        ("title", "page", "Fever: what to do", "", ()),
        ("description", "page", "It's hot", "", ()),
        ("heading", "page", "Fever", "", ("1", "")),
        ("box-title", "page", "Go now if:", "danger", ()),
        ("list-item", "page", "You have 40 °C or more.", "danger", ("1", "-")),
        ("list-item", "page", "You shake.", "danger", ("1", "-")),
        ("paragraph", "page", "Call {{emergency}}.", "danger", ("0", "")),
        ("heading", "signs", "Signs", "", ("2", "signs")),
        ("paragraph", "signs", "Some bold and a link, on two lines.", "", ("0", "")),
        ("list-item", "signs", "One.", "", ("1", "1")),
        ("list-item", "signs", "Two.", "", ("1", "2")),
        ("paragraph", "signs", "More of two.", "", ("1", "")),
        ("list-item", "signs", "Deeper.", "", ("2", "-")),
        ("cell", "signs", "Dose", "", ("0", "0")),
        ("cell", "signs", "When", "", ("0", "1")),
        ("cell", "signs", "2,5", "", ("2", "0")),
        ("cell", "signs", "a \\| b", "", ("2", "1")),
        ("cell", "signs", "3", "", ("3", "0")),
        ("cell", "signs", "", "", ("3", "1")),
        ("paragraph", "signs", "Term", "", ("0", "")),
        ("paragraph", "signs", "What it means.", "", ("0", ":")),
        ("paragraph", "signs", "Alt and after.", "", ("0", "")),
    ]
    lines = PAGE.split("\n")
    assert all(s.text.split(" ")[0].strip("\\") in lines[s.line - 1] for s in segments(PAGE) if s.text and s.line > 6)


def test_other_words_stand_where_the_old_ones_stood():
    found = segments(PAGE)
    words = {s.start: f"<{s.kind}>" for s in found if s.kind in ("box-title", "title", "heading", "list-item")}
    new = replaced(PAGE, found, words)
    assert new.startswith('---\ntitle: "<title>"\ndescription: ')
    assert '!!! danger box-hot "<box-title>"\n\n    - <list-item>\n    - <list-item>\n' in new
    assert "## <heading> {#signs}" in new and "1. <list-item>\n2. <list-item>\n" in new
    assert [s.shape for s in segments(new)] == [s.shape for s in found]


def test_links_images_and_marks_of_a_text():
    text = "See [*a* b](x.md#y) and ![alt](i.svg), [c](https://e.org/(d))."
    assert links_of(text) == (("*a* b", "x.md#y"), ("c", "https://e.org/(d)"))
    assert images_of(text) == ("i.svg",)
    assert plain(text) == "See a b and alt, c."
    assert plain("snake_case_word *and* __strong__ 2 * 3 * 4") == "snake_case_word and strong 2 * 3 * 4"


LINE = st.sampled_from(
    ["", "# A", "## B {#b}", "text", "more text", "- item", "1. one", "    - deep", "    para", '!!! danger box-a "T"',
     "| a | b |", "|---|---|", "{: .x }", "```", "<div>", ":   def", "---", "title: x", "| \\| |"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(LINE, max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_any_file_comes_back_to_the_byte(lines, end):
    text = end.join(lines)
    found = segments(text)
    assert replaced(text, found, {segment.start: segment.text for segment in found}) == text
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(
        " ".join(text[s.start : s.end].split()) == s.text for s in found if s.kind not in ("title", "description")
    )


def test_what_says_the_same_has_the_same_plain_text():
    assert re.sub(r"\W", "", plain("a **b** [c](d)")) == "abc"
