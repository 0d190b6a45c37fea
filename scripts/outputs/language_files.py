"""The files that a new language begins with: forms for its translators to fill in, with the source's words beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.content.data import Fields, flow
from scripts.content.interface import Interface
from scripts.content.page import TO_BE_TRANSLATED, TO_BE_WRITTEN, Page
from scripts.content.segment import plain, segments
from scripts.content.writing import Writing
from scripts.outputs.article_pages import MARKER as UNWRITTEN
from scripts.outputs.article_pages import front_matter

MARKER = f"*To be translated.*\n{{: {TO_BE_WRITTEN} {TO_BE_TRANSLATED} }}"
DEFINITION = 200  # characters of a term's explanation that stand beside it


def page_skeleton(text: str, page: Page) -> str:
    """A page of the source as a translator begins with it: all of it, each section marked as to be translated. So ids,
    boxes, slots and links are in their places when the words are written over; `sources` stay with the source."""
    lines = text.split("\n")
    after: dict[int, list[str]] = {}  # what follows a line, by its number
    for section in page.sections:
        number = section.line if section.heading else section.body_line - 1
        if section.heading or section.body:
            above = [""] if section.heading else []
            below = [""] if number < len(lines) and lines[number].strip() else []
            after[number] = [*above, MARKER, *below]
    start = 0
    if lines[0].rstrip() == "---":
        start = next(number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    kept = [front_matter(page.title, page.description).rstrip("\n")] if page.title or page.description else []
    kept += after.get(start, [])
    for number, line in enumerate(lines[start:], start + 1):
        kept += [line, *after.get(number, [])]
    return "\n".join(kept).replace(f"{MARKER}\n\n{UNWRITTEN}", MARKER)


def interface_form(source: Interface, english: str, *, theme: str, text: str = "", own: Mapping | None = None) -> str:
    """The words of the interface to be filled in, each with the source's above it. `english` is what the language is
    called; `theme` is Material's file for it, without which the group of that name is needed too. A file that is there
    already (its `text`, and `own`, what it holds) stays as it is, and gets what it lacks."""
    groups = {group: words for group, words in source.words.items() if words and not (group == "theme" and theme)}
    if not text.strip() or own is None:
        parts = [_INTERFACE.format(language=english)]
        for group, words in groups.items():
            later = ["  # Only the sites that `guide new` makes begin with these words: they can wait."] * (
                group == "new_site"
            )
            parts += [f"{group}:", *later, *_keys(words)]
        return "\n".join(parts) + "\n"
    lines = text.rstrip("\n").split("\n")
    for group, words in reversed(groups.items()):
        there = own.get(group)
        lacking = {key: said for key, said in words.items() if not (isinstance(there, Fields) and key in there)}
        if isinstance(there, Fields) and there:
            at = max(there.lines.values())
            while at < len(lines) and lines[at][:1] in (" ", "\t"):  # the rest of its last value
                at += 1
            lines[at:at] = list(_keys(lacking, " " * _indent(lines[min(there.lines.values()) - 1])))
        elif group in own:
            lines[own.lines[group] :] = [*_keys(lacking), *lines[own.lines[group] :]]
        elif lacking:
            lines += [f"{group}:", *_keys(lacking)]
    return "\n".join(lines) + "\n"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _keys(words: Mapping[str, str], indent: str = "  ") -> Iterator[str]:
    """Lines for words to be translated; what holds nothing but a number or a name is the same in every language."""
    for key, said in words.items():
        if said.startswith("{") and said.endswith("}") and "}" not in said[:-1]:
            yield f"{indent}{key}: {flow(said)}"
        else:
            yield f"{indent}# {' '.join(said.split())}"
            yield f"{indent}{key}:"


def glossary_form(
    forms: Mapping[str, Mapping[str, tuple[str, ...]]],
    source: str,
    tag: str,
    english: str,
    definitions: Mapping[str, str],
) -> str:
    """The key terms to be agreed on, each with its words in the source language and what they mean. `forms` are its
    words by term and tag: what is known of the language already is put in."""
    lines = [_GLOSSARY.format(language=english)]
    for id, words in forms.items():
        said = ", ".join(words.get(source, ())[:2]) or id
        meaning = definitions.get(id, "")
        known = {"use": list(words.get(tag, ())), "avoid": [], "note": ""}
        lines += ["", f"# {said}{': ' if meaning else ''}{meaning}", f"{flow(id)}: {flow(known)}"]
    return "\n".join(lines) + "\n"


def definitions_of(text: str) -> dict[str, str]:
    """What the source's glossary says of each term, by its id, in its first sentences."""
    found: dict[str, str] = {}
    for segment in segments(text):
        if segment.kind == "paragraph" and segment.section not in found:
            said = plain(segment.text)
            found[segment.section] = said if len(said) <= DEFINITION else f"{said[:DEFINITION].rsplit(' ', 1)[0]} …"
    return found


def notes(writing: Writing, name: str, source: str, first_pages: list[str]) -> str:
    """What translators of a language should know and decide. `name` is what its readers call it, `source` the source
    language's name in English; `first_pages` are those to begin with."""
    tag, language, signs = writing.tag, writing.english, writing.signs
    digits = writing.digits or "those of the language"
    if writing.other_digits:
        digits += f"; {writing.other_digits} are in use too"
    outer, inner = writing.quotes[:2], writing.quotes[2:]
    facts = [
        f"- Script: {writing.script}, {'from right to left' if writing.direction == 'rtl' else 'from left to right'}",
        f"- Digits: {digits}",
        f"- Decimal sign: {_sign(signs[0])} (2{signs[0]}5); between thousands: {_sign(signs[1])}",
        f"- Quotation marks: {outer[0]}…{outer[1]}, and inside them {inner[0]}…{inner[1]}",
    ]
    facts += [f"- A list in a sentence: {writing.listed}"] if writing.listed else []
    pages = ", ".join(f"`docs/{tag}/{name}.md`" for name in first_pages)
    return _NOTES.format(
        language=language, own=name, tag=tag, source=source, pages=pages, facts="\n".join(facts), marker=MARKER,
        first=first_pages[0], aside=_ASIDE if writing.direction == "rtl" else "",
    )  # fmt: skip


_SIGN_NAMES = {"\u00a0": "a space that does not break", "\u202f": "a narrow space that does not break", "": "none"}


def _sign(sign: str) -> str:
    return _SIGN_NAMES.get(sign, f"“{sign}”")


_INTERFACE = """\
# The words of the interface in {language}. Above each are the words it translates: write yours after the colon. Until
# then readers see those above. Keep what stands in {{braces}}; put quotation marks round words with a colon or a #."""

_GLOSSARY = """\
# The medical words of this guide in {language}. `use`: the words to use, the best one first. `avoid`: words that mislead,
# frighten or are not understood. `note`: why, or when which. An example: {{use: [word, words], avoid: [other], note: ''}}"""

_ASIDE = """\
- Latin names and numbers in a line keep their own direction by themselves. Where a sign lands on the wrong side, put
  the name between the invisible marks U+2068 and U+2069.
"""

_NOTES = """\
# {language} ({own}, `{tag}`)

## For whoever translates

The guide is written in {source}. Readers of {language} get your words where you have written some, and the {source} ones,
marked as such, everywhere else: what you leave open is never lost on them, so you can stop at any place.

Begin with what matters most on the worst day: the words of the interface (`docs/_data/ui/{tag}.yml`), then the danger
signs ({pages}).

1. Open a page and write over the {source} words. Leave as they are: the signs at the beginning of a line (`#`, `-`,
   `!!! danger box-emergency`), names in braces (`{{#what-it-is}}`, `{{{{emergency}}}}`), and the addresses of links: in
   `[words](get-help.md#now)` only the words are yours. Numbers stay the same numbers.
2. When a section is done, delete its two lines

   ```
   *To be translated.*
   {{: .to-be-written .to-be-translated }}
   ```

3. Three commands help:

   ```
   guide lang next {tag}         # what to translate next, the most dangerous first
   guide check --language {tag}  # what is missing or differs: a number, a list item, a “not”
   guide lang done {tag} {first} --by "your name"  # a page is done: your words say what the {source} text says now
   ```

What nobody has signed yet: readers see your words, with a line that says so; boxes with danger signs show the {source}
text beneath them as well, until a second person who knows the language has signed (`guide sign`). Nobody signs what they
translated. When the {source} text changes, your words stay, marked as out of date; where a number or a “not” differs,
readers see {source} until you have been there.

Nobody is led to {language} yet: its pages are at `/{tag}/`, and hidden from search engines. Whoever runs the site makes it
public (`stage: public` in `docs/_data/languages.yml`).

## How {language} is written

From CLDR, the Unicode list of such facts. Correct what is wrong.

{facts}
{aside}
## To decide, together

- Tone (plain, warm, as to a neighbor?):
- Polite form (how is a reader addressed? a patient and a family alike?):
- Digits (which, in text and in tables?):
- Quotation marks and dashes, if others than above:
- Items of lists (capital letter? full stop at the end?):
- Words for the body, pee, poop and sex (plain and not rude):
- Foreign words and drug names (kept, respelled, explained?):
- Words to avoid:
"""
