"""Two texts against each other, with the words that changed marked: `every [-6-]{+8+} hours`."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import click
import regex

ALIKE = 0.5  # of two texts, from which on one is taken for a change of the other
# A number with its signs, a word, one character of a script without spaces, spaces, or a sign.
_TOKEN = regex.compile(
    r"\p{N}+(?:[.,:/]\p{N}+)*|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}]\p{M}*"
    r"|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|\s+|."
)


def paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[str | None, int | None]]:
    """Old texts with the numbers of the new ones that they became, in order; None where there is no counterpart."""
    found: list[tuple[str | None, int | None]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        at = b1
        for text in old[a1:a2]:
            if kind == "equal":
                like = at
            else:
                near = [(number, SequenceMatcher(None, text, new[number]).ratio()) for number in range(at, b2)]
                like = max(near, key=lambda one: one[1], default=(None, 0.0))
                like = like[0] if like[1] >= ALIKE else None
            found += [(None, number) for number in range(at, like)] if like is not None else []
            found.append((text, like))
            at = at if like is None else like + 1
        found += [(None, number) for number in range(at, b2)]
    return found


def marked(old: str | None, new: str | None) -> str:
    """The new text with what is gone as [-…-] and what is new as {+…+}; in color too, which a terminal shows."""
    if old is None or new is None:
        return _gone(old) if old else _new(new) if new else ""
    theirs, mine = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[tuple[str, str, str]] = []  # what both have, or what is gone and what is new
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        before, after = "".join(theirs[a1:a2]), "".join(mine[b1:b2])
        if kind == "equal" and not (before.isspace() and parts):
            parts.append((before, "", ""))
        elif parts and not parts[-1][0]:
            parts[-1] = ("", parts[-1][1] + before, parts[-1][2] + after)
        else:
            parts.append(("", before, after) if kind != "equal" else (before, "", ""))
    return "".join(both or _change(gone, added) for both, gone, added in parts)


def _change(gone: str, added: str) -> str:
    """What is gone and what is new, with the spaces that both end with outside."""
    space = ""
    while gone and added and gone[-1] == added[-1] and gone[-1].isspace():
        gone, added, space = gone[:-1], added[:-1], gone[-1] + space
    return (_gone(gone) if gone else "") + (_new(added) if added else "") + space


def _gone(text: str) -> str:
    return click.style(f"[-{text}-]", fg="red")


def _new(text: str) -> str:
    return click.style(f"{{+{text}+}}", fg="green")
