"""Small changes to what editors write: a menu group, a language record. Comments and order stay."""

from __future__ import annotations

from pathlib import Path

import langcodes
import material
import yaml

from scripts.content.data import flow, parse_yaml, read_fields
from scripts.content.interface import KEYS
from scripts.content.writing import writing_of
from scripts.errors import GuideError

HERE = Path(__file__).parents[2]  # where this generator lies, with its templates and words


def menu_with(text: str, group: str, pages: list[str], place: str) -> str:
    """A menu with a group for the pages of a topic, before the group that lists all sections.

    Pages that the menu names already are left where they are; a group of that name gets the others.
    """
    groups = parse_yaml(text, place) if text.strip() else []
    if not isinstance(groups, list):
        raise GuideError("the file is not a list.", place=place, hint="start each entry with '- group: …'.")
    named = {page for entry in groups or [] for page in entry.get("pages", [])}
    missing = [page for page in pages if page not in named]
    if not missing:
        return text
    existing = next((entry for entry in groups or [] if entry.get("group") == group), None)
    if existing is not None:
        raise GuideError(
            f"the group '{group}' lacks {', '.join(missing)}.",
            place=f"{place}:{existing.start}",
            hint="add them there, or choose another --topic.",
        )
    line = flow({"group": group, "pages": missing})
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    last = next((entry.start - 1 for entry in groups or [] if _is_last(entry)), len(lines))
    lines.insert(last, f"- {line}")
    return "\n".join(lines) + "\n"


def _is_last(entry: dict) -> bool:
    """Whether a group is the one at the end, that lists all sections."""
    return "all" in entry.get("pages", []) and "index" not in entry.get("pages", [])


def languages_with(text: str, tag: str, *, name: str = "", stage: str = "") -> str:
    """The language records with one more: its name in its own words, Material's interface words if it has any, and
    where it is not public yet, its stage."""
    name = name or writing_of(tag).name or tag[:1].upper() + tag[1:]
    record = {"tag": tag, "name": name, "theme": theme_of(tag), "stage": stage}
    return text.rstrip("\n") + f"\n- {flow({key: value for key, value in record.items() if value})}\n"


def interface_words(tag: str, name: str) -> str:
    """A file of interface words in a language for a site called `name`, with nothing in it of this guide's topic; ""
    if this guide has none in that language."""
    path = HERE / f"docs/_data/ui/{tag}.yml"
    if not path.exists():
        return ""
    fields = read_fields(path, path.name)
    english = HERE / "docs/_data/ui/en.yml"
    more = read_fields(english, "en.yml") if english.exists() else fields
    entries = {group: {**more.get(group, {}), **(fields.get(group) or {})} for group in KEYS}
    words = entries["new_site"]
    entries["site"] = {"name": name, "tagline": words["tagline"]}
    entries["groups"] = {"reference": entries["groups"].get("reference", name)}
    entries["notices"]["danger"] = words["danger"]
    entries["search"]["placeholder"] = entries["search"]["label"]
    entries["card"] |= dict.fromkeys(("intro", "staff"), entries["card"]["title"])
    head = "# Words of the interface. Keep {words in braces} as they are.\n"
    return head + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=118)


def theme_of(tag: str) -> str:
    """Material's file of interface words for a language, in its script; "" if it has none."""
    known = {path.stem for path in Path(material.__file__).parent.glob("templates/partials/languages/*.html")}
    wanted = _language_and_script(tag)
    fitting = [name for name in sorted(known) if _language_and_script(_MEANT.get(name, name)) == wanted]
    near = (tag, tag.split("-")[0], "-".join(part for part in wanted if part), *sorted(fitting, key=len))
    return next((name for name in near if name in fitting), "")


# Files of Material's that are called otherwise than the language they are in.
_MEANT = {"ku-IQ": "ckb", "sh": "sr-Latn"}


def _language_and_script(tag: str) -> tuple[str | None, str | None]:
    language = langcodes.Language.get(langcodes.standardize_tag(tag)).maximize()
    return language.language, language.script
