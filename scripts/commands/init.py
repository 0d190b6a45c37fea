"""`guide init`: ask for the site facts, and write them into docs/_data/site.yml; the comments there stay."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from scripts.commands.build import site_address
from scripts.commands.write import write_all
from scripts.content.contact import SLOTS
from scripts.content.data import Fields, parse_yaml
from scripts.content.file import read_bytes, read_text
from scripts.content.guide import Guide, read_guide
from scripts.content.logo import FOLDER, check_logo
from scripts.content.site import LINKS, SITE, parse_site
from scripts.errors import GuideError
from scripts.outputs.interface_words import with_value, with_words

# What is asked for, in this order: the key and the question.
QUESTIONS = {
    "publisher": "Name of your hospital or group",
    "name": "Name of the site, if it is to be another than the guide's",
    "address": "Where you are, on one line",
    "hours": "When you are open",
    "country": "Your country, in two letters (GB, US, IN)",
    "site_url": "Address the site will have, such as https://hospital.example/guide/",
    "logo": "Logo: an SVG, PNG or JPEG file",
    "colors.accent": 'Your color, such as "#0b5c66"',
    "contacts.emergency": "Emergency number",
    "contacts.cancer_team": "Number of the cancer team",
    "contacts.cancer_team_out_of_hours": "Number of the cancer team after hours",
    "contacts.advice_line": "Number of a nurse advice line",
    "contacts.crisis_line": "Number of a crisis line",
    "contacts.interpreter": "Number to ask for an interpreter",
    "contacts.text_relay": "Number of a text relay service",
    "links.appointment": "Address for appointments (https://… or mailto:…)",
    "links.support": "Address of support groups",
    "links.feedback": "Address for feedback",
    "links.mistake": "Address to report a mistake",
}
_MORE = ("colors.accent_dark",)  # may be given, and is not asked for
_GROUPS = {"contacts": SLOTS, "links": LINKS, "colors": ("accent", "accent_dark")}
NONE = "-"  # the answer that empties a fact


@dataclass
class _Draft:
    """The file as it will be, and the files that go with it."""

    guide: Guide
    text: str
    files: dict[str, bytes] = field(default_factory=dict)

    def value(self, key: str) -> object:
        """What the file has for a key; None for nothing."""
        top = parse_yaml(self.text, SITE)
        group, _, inner = key.partition(".")
        found = top.get(group) if isinstance(top, Fields) else None
        return found.get(inner) if inner and isinstance(found, Fields) else None if inner else found

    def take(self, key: str, answer: str, folder: Path) -> None:
        """Put an answer in. Raises GuideError, and changes nothing, if it is none that the file may hold."""
        files = dict(self.files)
        if key == "logo" and answer:
            answer = self._logo(answer, folder, files)
        group, _, inner = key.partition(".")
        text = with_words(self.text, {group: {inner: answer}}) if inner else with_value(self.text, key, answer)
        seen = with_value(text, "logo", "") if files else text  # it is looked at by itself, and not in place yet
        try:
            parse_site(seen, self.guide.root, self.guide.languages)
        except GuideError as error:
            raise GuideError(error.message, hint=error.hint) from None  # no line of a file that is not written
        self.text, self.files = text, files

    def _logo(self, answer: str, folder: Path, files: dict[str, bytes]) -> str:
        """The name of the logo in its folder, to which it is copied from wherever it is."""
        root = self.guide.root
        inside = root / (answer if "/" in answer else FOLDER + answer)
        path = inside if inside.is_file() else folder / Path(answer).expanduser()
        data = read_bytes(path, answer)
        name = path.name.lower().replace(" ", "-")
        check_logo(data, FOLDER + name, answer)
        if path.resolve() != (root / FOLDER / name).resolve():
            files[FOLDER + name] = data
        return name


def init(root: Path, *, answers: Path | None, given: tuple[str, ...], overwrite: bool) -> int:
    """Ask for the facts, or take those that are given, and write them all or none."""
    guide = read_guide(root)
    place = root / SITE
    draft = _Draft(guide, read_text(place, SITE) if place.exists() else "")
    before = draft.text
    facts = [*_from_file(answers), *_from_options(given)]
    if facts:
        for key, answer, folder in facts:
            _put(draft, key, answer, folder, overwrite)
    else:
        _ask(draft)
    if draft.text == before and not draft.files:
        click.echo(f"Nothing to change in {SITE}.")
    else:
        write_all(root, {**draft.files, SITE: draft.text}, check=lambda: read_guide(root))
        click.echo(f"Wrote {', '.join([SITE, *draft.files])}.")
    _next_steps(read_guide(root), draft)
    return 0


def _from_file(answers: Path | None) -> Iterator[tuple[str, str, Path]]:
    if answers is None:
        return
    top = parse_yaml(read_text(answers, str(answers)), str(answers))
    if not isinstance(top, Fields):
        raise GuideError("the file is not a mapping.", place=f"{answers}:1", hint=f"write it like {SITE}.")
    for key, value in top.items():
        inner = value if key in _GROUPS and isinstance(value, Fields) else None
        for name in inner if inner is not None else [None]:
            full = f"{key}.{name}" if name is not None else str(key)
            holder, last = (inner, name) if inner is not None else (top, key)
            _known(full, holder.place(last))
            if holder[last] is not None:
                yield full, holder.may(last, str, "", "the answers"), answers.resolve().parent


def _from_options(given: tuple[str, ...]) -> Iterator[tuple[str, str, Path]]:
    for one in given:
        key, sign, value = one.partition("=")
        if not sign:
            raise GuideError(
                f"--set {one} has no value.", hint="write --set KEY=VALUE, such as --set contacts.emergency=112."
            )
        _known(key.strip(), "")
        yield key.strip(), value.strip(), Path.cwd()


def _known(key: str, place: str) -> None:
    known = [*QUESTIONS, *_MORE]
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        if not near:
            near = [one for one in known if one.endswith(f".{key}")]
        raise GuideError(
            f"'{key}' is no fact that `guide init` writes.", place=place,
            hint=f"did you mean '{near[0]}'?" if near else f"it writes: {', '.join(known)}. Edit {SITE} for the rest.",
        )  # fmt: skip


def _put(draft: _Draft, key: str, answer: str, folder: Path, overwrite: bool) -> None:
    old = draft.value(key)
    if old not in (None, "", answer) and not overwrite:
        raise GuideError(
            f"'{key}' is filled in already: {dict(old) if isinstance(old, Fields) else old}.", place=SITE,
            hint="give --overwrite to replace it. Nothing was written.",
        )  # fmt: skip
    if isinstance(old, Fields):
        raise GuideError(
            f"'{key}' differs from language to language.", place=SITE, hint="change it in the file by hand."
        )
    if old != answer:
        draft.take(key, answer, folder)


def _ask(draft: _Draft) -> None:
    click.echo(
        f"What your readers are to see of you. Enter keeps what is in [brackets], or leaves it empty; {NONE} empties it."
    )
    for key, question in QUESTIONS.items():
        old = draft.value(key)
        if isinstance(old, Fields):
            click.echo(f"{question}: differs from language to language, and stays as it is in {SITE}.")
            continue
        shown = "" if old is None else str(old)
        while True:
            answer = click.prompt(question, default=shown, show_default=bool(shown)).strip()
            answer = "" if answer == NONE else answer
            if answer == shown:
                break
            try:
                draft.take(key, answer.strip("\"'") if key == "colors.accent" else answer, Path.cwd())
                break
            except GuideError as error:
                click.echo(str(error))


def _next_steps(guide: Guide, draft: _Draft) -> None:
    empty = [slot for slot in SLOTS if slot not in guide.facts.contacts]
    if empty:
        click.echo(f"Without a number, and shown in words: {', '.join(empty)}.")
    if not guide.facts.publisher:
        click.echo("Without a publisher each page says that it is a demonstration of no hospital's.")
    if "example.org" in site_address(guide):
        click.echo("Without site_url the site thinks it is at https://example.org/.")
    if guide.facts.publisher and guide.facts.accepted_risks:
        who = ", ".join(dict.fromkeys(risk.by for risk in guide.facts.accepted_risks))
        click.echo(f"Accepted risks are answered for by: {who}. Make it somebody of yours, in {SITE}.")
    width = min(shutil.get_terminal_size().columns, 100)
    click.echo(
        click.wrap_text(
            f"Next: notes of your own and facts per language go into {SITE}, by hand. Then `guide check` says what is missing, "
            "`guide serve` shows the site, and `guide build` writes it to site/, which is what you publish.",
            width=width,
        )
    )
