"""Files that editors keep, such as a language's interface words, with other values for some keys; comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from scripts.content.data import flow


def with_words(text: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """docs/_data/ui/<tag>.yml with some words changed or added: `words[group][key]`. The file is known to be readable:
    two levels of mappings, and no key twice."""
    for group, entries in words.items():
        for key, value in entries.items():
            text = _with_word(text, group, key, flow([value])[1:-1])
    return text


def with_value(text: str, key: str, value: str) -> str:
    """A file whose top is a mapping, with one value of it changed or added."""
    top, value = _entries(yaml.compose(text, yaml.SafeLoader)), flow([value])[1:-1]
    if key in top:
        return _replaced(text, top[key][1], value)
    return _after_line(text, len(text), f"{key}: {value}")


def _with_word(text: str, group: str, key: str, value: str) -> str:
    top = _entries(yaml.compose(text, yaml.SafeLoader))
    if group not in top:
        return _after_line(text, len(text), f"{group}:\n  {key}: {value}")
    name, node = top[group]
    entries = _entries(node)
    if key in entries:
        return _replaced(text, entries[key][1], value)
    if not entries and not isinstance(node, yaml.MappingNode):  # `group:` with nothing after it
        text = text[: node.start_mark.index] + text[_end(text, node) :]
        return _after_line(text, name.end_mark.index, f"{' ' * (name.start_mark.column + 2)}{key}: {value}")
    if node.flow_style:
        at = node.end_mark.index - 1
        return f"{text[:at]}{', ' if entries else ''}{key}: {value}{text[at:]}"
    first, _ = next(iter(entries.values()))
    last = _end(text, list(entries.values())[-1][1])
    return _after_line(text, last, f"{' ' * first.start_mark.column}{key}: {value}")


def _entries(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends; that of a block of lines reaches to the next token, which is no part of it."""
    end = node.end_mark.index
    return node.start_mark.index + len(text[node.start_mark.index : end].rstrip())


def _replaced(text: str, node: yaml.Node, value: str) -> str:
    start, end = node.start_mark.index, _end(text, node)
    space = "" if text[:start].endswith((" ", "\t")) else " "
    rest = text[end:]
    if start == end and (gap := re.match(r" +(?= {2}#)", rest)):  # the comment after an empty value keeps its column
        rest = rest[min(len(gap[0]), len(space + value)) :]
    return f"{text[:start]}{space}{value}{rest}"


def _after_line(text: str, at: int, line: str) -> str:
    """A line added after the line in which a place is."""
    end = "\r\n" if "\r\n" in text else "\n"
    line = line.replace("\n", end)
    stop = text.find("\n", at)
    if stop < 0:
        return (text + end if text and not text.endswith("\n") else text) + line + end
    return text[: stop + 1] + line + end + text[stop + 1 :]
