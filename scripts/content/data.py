"""The YAML that editors write by hand: read with line numbers, so that a message can name the place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from scripts.content.file import read_text
from scripts.errors import GuideError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Fields(dict):
    """A mapping that knows its place: `place` of the file, `line` of each key (counted from 1)."""

    def __init__(self, place: str, line: int) -> None:
        super().__init__()
        self.file = place
        self.start = line
        self.lines: dict[Any, int] = {}

    def place(self, key: Any = None) -> str:
        return f"{self.file}:{self.lines.get(key, self.start)}"

    def only(self, allowed: Iterable[str], what: str) -> Fields:
        """This mapping, if all its keys are allowed; else GuideError with the nearest name."""
        allowed = list(allowed)
        for key in self:
            if key not in allowed:
                near = difflib.get_close_matches(str(key), allowed, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"the keys are: {', '.join(allowed)}."
                raise GuideError(f"{what} has no key '{key}'.", place=self.place(key), hint=hint)
        return self

    def need(self, key: str, kind: type | tuple[type, ...], what: str) -> Any:
        """The value of a key that must be there and be of one type; else GuideError."""
        if key not in self:
            raise GuideError(f"{what} lacks '{key}'.", place=self.place(), hint=f"add a line '{key}: …'.")
        if self[key] is None:
            raise GuideError(
                f"'{key}' of {what} is empty.", place=self.place(key), hint="write its value after the colon."
            )
        return self.may(key, kind, None, what)

    def may(self, key: str, kind: type | tuple[type, ...], default: Any, what: str) -> Any:
        """The value of a key that may be left out or empty; GuideError for one of another type."""
        value = self.get(key)
        if value is None:
            return default
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            names = " or ".join(_KINDS.get(k, k.__name__) for k in kinds)
            raise GuideError(
                f"'{key}' of {what} is {_KINDS.get(type(value), type(value).__name__)}; {names} was expected.",
                place=self.place(key),
                hint="put quotation marks round a text that looks like a number or a date."
                if str in kinds
                else "see the other entries of the file for the form.",
            )
        return value


_KINDS = {str: "text", int: "a number", bool: "yes/no", list: "a list", dict: "a mapping", Fields: "a mapping"}


def parse_yaml(text: str, place: str, first_line: int = 1) -> Any:
    """The value of a YAML text; mappings are Fields. `first_line` is where the text starts in its file.

    Raises GuideError for what is no YAML, a tab as indent, or a key that stands twice in one mapping.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return None if node is None else _value(loader, node, place, first_line - 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        problem = error.problem or "this is not YAML"
        hint = "compare with the lines above it: indent, colon, quotation marks."
        lines = text.split("\n")
        if mark and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
            problem, hint = "a tab stands in the indent", "use spaces; YAML allows no tabs there."
        elif "mapping values are not allowed" in problem:
            problem, hint = "a second colon on the line", "put quotation marks round the text after the first one."
        raise GuideError(f"{problem}.", place=f"{place}:{line}", hint=hint) from error
    except (ValueError, RecursionError) as error:  # a date such as 2023-13-45; a list that contains itself
        raise GuideError(
            f"a value cannot be read: {error}.", place=place, hint="put quotation marks round it."
        ) from error
    except yaml.YAMLError as error:
        raise GuideError(f"this is not YAML: {error}.", place=place) from error
    finally:
        loader.dispose()


def _value(loader: Any, node: yaml.Node, place: str, offset: int) -> Any:
    line = node.start_mark.line + 1 + offset
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, place, offset) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node, deep=True)
    fields = Fields(place, line)
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1 + offset
        if not isinstance(key_node, yaml.ScalarNode):
            raise GuideError("a key is no single word.", place=f"{place}:{key_line}", hint="write 'key: value'.")
        key = loader.construct_object(key_node, deep=True)
        if key in fields:
            raise GuideError(
                f"'{key}' stands twice, first on line {fields.lines[key]}.",
                place=f"{place}:{key_line}",
                hint="keep one of the two.",
            )
        fields.lines[key] = key_line
        fields[key] = _value(loader, value_node, place, offset)
    return fields


def read_fields(path: Path, place: str) -> Fields:
    """A YAML file whose top is a mapping; an empty file is an empty mapping."""
    value = parse_yaml(read_text(path, place), place)
    if value is None:
        return Fields(place, 1)
    if not isinstance(value, Fields):
        raise GuideError("the file is not a mapping.", place=f"{place}:1", hint="start with 'key: value' lines.")
    return value


def read_list(path: Path, place: str) -> list[Fields]:
    """A YAML file whose top is a list of mappings."""
    value = parse_yaml(read_text(path, place), place)
    if not isinstance(value, list) or not all(isinstance(item, Fields) for item in value):
        raise GuideError(
            "the file is not a list of mappings.", place=f"{place}:1", hint="start each entry with '- key: value'."
        )
    return value


class Dumper(yaml.SafeDumper):
    """Writes text so that it is read as it was: PyYAML takes U+0085 between single quotes for a line end."""


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\x85" in text else None),
)


def flow(value: object) -> str:
    """A value as YAML on one line, so that an edit or a merge touches one line."""
    text = yaml.dump(value, Dumper=Dumper, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**9)
    return text.removesuffix("\n").removesuffix("\n...")
