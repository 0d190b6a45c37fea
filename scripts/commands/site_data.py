"""Small changes to what editors write: a menu group, a language record. Comments and order stay."""

from __future__ import annotations

from pathlib import Path

import langcodes
import material
import yaml
from babel import Locale, UnknownLocaleError

from scripts.content.data import flow, parse_yaml, read_fields
from scripts.content.interface import KEYS
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


def languages_with(text: str, tag: str) -> str:
    """The language records with one more, its name in its own words, and Material's interface words if it has any."""
    try:
        name = Locale.parse(tag.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = tag
    record = {"tag": tag, "name": name[:1].upper() + name[1:]}
    theme = theme_of(tag)
    return text.rstrip("\n") + f"\n- {flow(record | ({'theme': theme} if theme else {}))}\n"


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
    head = "# Words of the interface. Keep {words in braces} as they are.\n"
    return head + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=118)


def theme_of(tag: str) -> str:
    """Material's file of interface words for a language; "" if it has none."""
    known = {path.stem for path in Path(material.__file__).parent.glob("templates/partials/languages/*.html")}
    near = (tag, tag.split("-")[0], langcodes.Language.get(tag).maximize().simplify_script().to_tag())
    return next((name for name in near if name in known), "")
