"""Pages and sections, as their lines stand in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.page import parse_page
from scripts.errors import GuideError

PAGE = """\
---
title: Symptoms
description: What you may feel.
sources:
  pain: [one, two]
---
# Symptoms

Opening words.

## Pain {#pain}

It hurts.

```
## No heading {#not-one}
```

### At night {: #night .quiet }

*To be written.*
{: .to-be-written }

## No id
"""


def test_sections_have_ids_lines_and_bodies():
    page = parse_page(PAGE, "docs/en/symptoms.md", "en", "symptoms")
    assert (page.title, page.description, page.sources) == ("Symptoms", "What you may feel.", {"pain": ("one", "two")})
    found = [(s.id, s.level, s.heading, s.line, s.to_be_written) for s in page.sections]
    assert found == [
        ("page", 1, "Symptoms", 7, False),
        ("pain", 2, "Pain", 11, False),
        ("night", 3, "At night", 19, True),
        ("", 2, "No id", 24, False),
    ]
    assert page.section("page").body == "Opening words."
    assert "No heading" in page.section("pain").body
    assert page.section("pain").address == "symptoms#pain"
    assert page.written


def test_a_page_of_markers_is_not_written_and_one_without_sections_is():
    marker = "*To be written.*\n{: .to-be-written }\n"
    skeleton = f"# A\n\n## B {{#b}}\n\n### C {{#c}}\n\n{marker}\n## D {{#d}}\n\n{marker}"
    assert not parse_page(skeleton, "a.md", "en", "a").written
    assert parse_page("# All\n\nA list.\n", "a.md", "en", "a").written
    assert not parse_page("", "a.md", "en", "a").written
    assert not parse_page("---\ntitle: A\n---\n", "a.md", "en", "a").written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: a\n", "a.md:1: the front matter has no end."),
        ("---\ntitle: a: b\n---\n", "a.md:2: a second colon on the line."),
        ("---\ntitle: a\ndescripton: b\n---\n", "a.md:3: the front matter of a page has no key 'descripton'."),
        ("---\n- a\n---\n", "a.md:2: the front matter is no mapping."),
        ("---\ntitle: 3\n---\n", "a.md:2: 'title' of the front matter is a number; text was expected."),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused(text, message):
    with pytest.raises(GuideError) as caught:
        parse_page(text, "a.md", "en", "a")
    assert message in str(caught.value)


@given(st.text(alphabet="# {}abc\n`~-:.", max_size=120))
def test_every_line_belongs_to_one_section(text):
    page = parse_page(f"# Title\n{text}", "a.md", "en", "a")
    lines = [section.line for section in page.sections]
    assert lines == sorted(set(lines))
    headings = sum(1 for section in page.sections if section.line > 1)
    bodies = sum(len(section.body.split("\n")) for section in page.sections if section.body)
    assert headings + bodies <= len(text.split("\n")) + 1
