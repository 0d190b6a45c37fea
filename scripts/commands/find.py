"""`guide find`: where a term, a number or any words stand, in every language, by file, line and section."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import regex

from scripts.checks.parity import numbers, vocabulary_of
from scripts.commands.units import readable
from scripts.content.claims import folded
from scripts.content.figure import numbers_of
from scripts.content.guide import Guide, read_guide
from scripts.content.language import Language
from scripts.content.segment import Segment
from scripts.content.unit import interface_units

SITE = "docs/_data/site.yml"


def find(root: Path, said: str, tags: tuple[str, ...] = ()) -> int:
    """Print every place where the pages, the interface and the site facts say something, language by language.

    A key term of the glossary, in whatever language it is named, is looked for in the words of each language; a number in
    any digits, and spelled where the language's numbers are known, with its unit if it is named in the source's words; other text as it is written, but for case and accents.
    """
    guide = read_guide(root, keep_faults=True)
    chosen = [readable(guide, tag) for tag in tags] or [o for o in guide.languages if o.tag not in guide.unreadable]
    what, match = _matcher(guide, said.strip())
    click.echo(f"Looking for {what}.")
    total = 0
    for language in chosen:
        found = [one for one in _texts(guide, language) if match(one[1].plain, language)]
        for path, segment, address in found:
            click.echo(f"{path}:{segment.line}: {address}: {segment.plain}")
        click.echo(f"{language.tag}: {len(found)} place(s).")
        total += len(found)
    for number, line in enumerate(_lines(root), 1):
        if _plain(said) in _plain(line) or (len(_digits(said)) > 1 and _digits(said) in _digits(line)):
            click.echo(f"{SITE}:{number}: {line.strip()}")
            total += 1
    if not total:
        click.echo("It stands nowhere.")
    return 0


Matcher = Callable[[str, Language], bool]


def _matcher(guide: Guide, said: str) -> tuple[str, Matcher]:
    """What is looked for, in words, and whether a text of a language says it."""
    wanted, source = numbers_of(said), guide.languages.source.tag
    if bound := numbers.read(said, vocabulary_of(guide, source).counting[0]).bound:

        def measures(text: str, language: Language) -> bool:
            return bound <= numbers.read(text, vocabulary_of(guide, language.tag).counting[1]).bound

        named = ", ".join(f"{value} {unit}" for value, unit in sorted(bound))
        return f"{named}, in any digits, words and language", measures
    if wanted and not regex.search(r"\p{L}", regex.sub(r"percent|%", "", said)):
        value, percent = wanted[0]

        def counts(text: str, language: Language) -> bool:
            if (value, percent) in numbers_of(text) or (not percent and value in [v for v, _ in numbers_of(text)]):
                return True
            read = numbers.read(text, vocabulary_of(guide, language.tag).counting[1])
            return not percent and value in (read.sure | read.may)

        return f"the number {value}{' percent' if percent else ''}, in any digits or words", counts
    ids = {
        id
        for id, forms in guide.terms.forms.items()
        if folded(id) == folded(said)
        or any(_plain(said) == _plain(form.rstrip("*")) for own in forms.values() for form in own)
    }
    if ids:

        def speaks(text: str, language: Language) -> bool:
            found = {id for id, _ in guide.terms.found_in(text, language.tag)}
            return bool(found & ids) or _plain(said) in _plain(text)

        return f"the term {', '.join(sorted(ids))}, in each language's words", speaks
    return f"“{said}”", lambda text, language: _plain(said) in _plain(text)


def _plain(text: str) -> str:
    """A text without case, accents and what only steers direction; other scripts keep the signs that are letters."""
    bare = regex.sub(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{M}+", "", unicodedata.normalize("NFKD", folded(text)))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdecimal())


def _texts(guide: Guide, language: Language) -> Iterator[tuple[str, Segment, str]]:
    """(file, segment, address of its section) of all that a language says."""
    for name in sorted(guide.files[language.tag]):
        for address, unit in guide.units(language, name).items():
            for segment in unit.segments:
                yield unit.path, segment, address
    for address, unit in interface_units(guide.interfaces[language.tag]).items():
        for segment in unit.segments:
            yield unit.path, segment, address


def _lines(root: Path) -> list[str]:
    path = root / SITE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [regex.sub(r"(?:^|\s)#.*", "", line) for line in lines]
