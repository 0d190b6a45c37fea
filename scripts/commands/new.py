"""`guide new`: a site of its own, ready for its first article."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import langcodes

from scripts.commands.site_data import HERE, interface_words, languages_with
from scripts.commands.write import write_whole
from scripts.content.accepted import Accepted, accepted_path, accepted_text, front_blocks
from scripts.content.built import Block
from scripts.content.data import flow, parse_yaml, read_fields
from scripts.content.page import FRONT
from scripts.errors import GuideError
from scripts.outputs.article_pages import front_matter
from scripts.outputs.interface_words import with_value

# What a site takes along of its generator, so that it stands and is built by itself.
PARTS = (
    "scripts", "overrides", "deploy", "docs/assets", "requirements", "Makefile", "pyproject.toml", "mkdocs.yml", "LICENSE",
    "docs/_data/claims", ".gitignore",
)  # fmt: skip
IN_ENGLISH = "lang=en dir=ltr"
STARTING = "starting"  # the section of the page on danger that a new site begins with: it states nothing medical


def new(folder: Path, *, language: str, name: str) -> int:
    """Make a folder with a site without articles: settings, interface words, a page on danger, the list of sections.

    Its words are in `language` if this guide has them, else in English, which is told.
    """
    if not langcodes.tag_is_valid(language):
        raise GuideError(f"'{language}' is no language tag.", hint="use a BCP 47 tag such as en, es or zh-Hans.")
    tag = langcodes.standardize_tag(language)
    if "{" in name or "}" in name:
        raise GuideError(
            f"the name '{name}' has braces, which stand for words to fill in.", hint="give --name without braces."
        )
    if folder.exists() and not folder.is_dir():
        raise GuideError("this is a file.", place=str(folder), hint="name a folder that is not there yet.")
    if folder.exists() and any(folder.iterdir()):
        raise GuideError("the folder is not empty.", place=str(folder), hint="name one that is not there yet.")
    own = HERE / f"docs/_data/ui/{tag}.yml"
    interface = own if own.exists() else HERE / "docs/_data/ui/en.yml"
    if not interface.exists():
        raise GuideError(
            f"{HERE} has interface words neither in {tag} nor in English.",
            hint="run the guide that this one came from.",
        )
    fields = read_fields(interface, interface.name)
    words, title, sections = fields["new_site"], fields["actions"]["get_help"], fields["search"]["all"]
    name = name or folder.resolve().name.replace("-", " ").capitalize()
    files = {
        "docs/_data/languages.yml": languages_with("", tag).lstrip("\n"),
        **{
            f"docs/_data/ui/{path.stem}.yml": interface_words(path.stem, name)
            for path in HERE.glob("docs/_data/ui/*.yml")
        },
        f"docs/_data/ui/{tag}.yml": interface_words(tag, name) or interface_words("en", name),
        "docs/_data/menu.yml": "- {group: reference, pages: [get-help, all]}\n",
        "docs/_data/site.yml": _site_facts((HERE / "docs/_data/site.yml").read_text(encoding="utf-8")),
        f"docs/{tag}/get-help.md": _help_page(title, words, own.exists()),
        accepted_path(tag): accepted_text(_accepted_help(title, words) if own.exists() else {}),
        f"docs/{tag}/all.md": f"{front_matter(sections)}# {sections}{_braces('' if own.exists() else IN_ENGLISH)}\n",
        "README.md": _README.format(name=name),
    }
    for part in PARTS:
        source = HERE / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        elif source.exists():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
    settings = (HERE / "mkdocs.yml").read_text(encoding="utf-8")
    files["mkdocs.yml"] = re.sub(r"^site_name: .*$", lambda _: f"site_name: {flow(name)}", settings, flags=re.MULTILINE)
    for path, text in files.items():
        write_whole(folder / path, text)
    click.echo(f"Made {folder}. Next: guide --root {folder} split ARTICLE --topic NAME --rights copy|rewrite")
    if not own.exists():
        click.echo(
            f"Its menus and notices are in English until docs/_data/ui/{tag}.yml and get-help.md are translated."
        )
    return 0


def _site_facts(text: str) -> str:
    """The site facts of a new site by the same people: what somebody accepted for this one is not accepted there, its notes
    are for other sections, and its name and address are its own."""
    text = re.sub(r"^(?:accepted_risks|notes):.*\n(?:[ -].*\n|\n(?=[ -]))*", "", text, flags=re.MULTILINE)
    facts = parse_yaml(text, "site.yml") or {}
    for key in ("name", "site_url"):
        text = with_value(text, key, "") if facts.get(key) else text
    return text


def _help_page(title: str, words: dict[str, str], translated: bool) -> str:
    """The page on danger that a new site begins with; English words say that they are."""
    said = "" if translated else IN_ENGLISH
    line = f"\n{{: {said} }}" if said else ""
    return (
        f"{front_matter(title, sources={STARTING: []})}# {title}{_braces(said)}\n\n## {words['help_heading']}{_braces(f'#{STARTING}', said)}\n\n"
        f"{words['help_text']}{line}\n\n{words['help_signs']}{line}\n"
    )


def _braces(*attributes: str) -> str:
    """Attributes of a heading, as attr_list reads them."""
    there = " ".join(attribute for attribute in attributes if attribute)
    return f" {{{there}}}" if there else ""


def _accepted_help(title: str, words: dict[str, str]) -> dict[str, Accepted]:
    said = [Block("heading", words["help_heading"], number=2)]
    said += [Block("paragraph", words[key]) for key in ("help_text", "help_signs")]
    sections = {
        f"get-help#{FRONT}": [*front_blocks(title, ""), Block("heading", title, number=1)],
        f"get-help#{STARTING}": said,
    }
    return {address: Accepted(address, tuple(blocks), {}) for address, blocks in sections.items()}


_README = """\
# {name}

```sh
make serve                                                              # the site, on http://127.0.0.1:8000/
.venv/bin/guide split ARTICLE --topic NAME --rights copy                # bring an article that may be copied
.venv/bin/guide check                                                   # nothing of it is lost
```

Before you publish: `.venv/bin/guide init` asks for your name, numbers and address (`docs/_data/site.yml`); and the page on
danger signs (`get-help.md`) only says to call for help so far.
"""
