"""The hospital's color, on light and on dark pages, if everybody can read what is written in it.

Contrast is WCAG 2's: relative luminance of sRGB, (L1 + 0.05) / (L2 + 0.05), 4.5 at least for text
(https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, success criterion 1.4.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.content.data import Fields
from scripts.errors import GuideError

LEAST = 4.5
# What the accent is seen on, and what is written on its pale kind, as docs/assets/styles/site.css has them; a test compares.
LIGHT = {
    "page": "#fbfaf7",
    "surface": "#ffffff",
    "text": "#1d2b33",
    "muted": "#51606a",
    "danger-soft": "#fdeeec",
    "warning-soft": "#fff4df",
}
DARK = {
    "page": "#12181c",
    "surface": "#1a2227",
    "text": "#e3e8ea",
    "muted": "#a6b3ba",
    "danger-soft": "#3b191a",
    "warning-soft": "#352711",
}
_GROUNDS = ("page", "surface", "danger-soft", "warning-soft")  # what links stand on
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Shade:
    """The accent of one scheme; `text` is written on it, and `soft` is the pale kind of it behind text."""

    accent: str
    text: str
    soft: str


@dataclass(frozen=True)
class Palette:
    """The accent on light and on dark pages."""

    light: Shade
    dark: Shade


def luminance(color: str) -> float:
    """The relative luminance of a color such as #0b5c66."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """A color with a share of another one in it."""
    pairs = ((int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def read_palette(top: Fields) -> Palette | None:
    """The colors of the site facts; None where they are empty. The accent of dark pages is made from the other one, if it
    is not given. Raises GuideError for what is no color, and for one that is too faint to read."""
    fields = top.may("colors", Fields, Fields(top.file, 1), "the site facts").only(
        ("accent", "accent_dark"), "'colors'"
    )
    accent, dark = (_color(fields, key) for key in ("accent", "accent_dark"))
    if not accent:
        if dark:
            raise GuideError("'accent_dark' needs an 'accent'.", place=fields.place("accent_dark"), hint="give both.")
        return None
    light = _checked(accent, LIGHT, "light", fields.place("accent"))
    if dark:
        return Palette(light, _checked(dark, DARK, "dark", fields.place("accent_dark")))
    shade = next(
        shade for step in range(21) if not _faint(shade := _shade(mixed(accent, "#ffffff", step / 20), DARK), DARK)
    )
    return Palette(light, shade)


def _color(fields: Fields, key: str) -> str:
    color = fields.may(key, str, "", "'colors'").strip()
    if color and not _COLOR.fullmatch(color):
        raise GuideError(
            f"'{key}' is '{color}'.",
            place=fields.place(key),
            hint='write it as six digits in quotation marks: "#0b5c66".',
        )
    return color.lower()


def _shade(accent: str, scheme: dict[str, str]) -> Shade:
    return Shade(accent, scheme["page"] if scheme is DARK else "#ffffff", mixed(scheme["surface"], accent, 0.1))


def _faint(shade: Shade, scheme: dict[str, str]) -> tuple[float, str] | None:
    """The least contrast, and what it is on, if that is too little."""
    grounds = (shade.soft, shade.text, *(scheme[name] for name in _GROUNDS))
    pairs = [(contrast(shade.accent, ground), ground) for ground in grounds]
    pairs += [(contrast(scheme[ink], shade.soft), shade.soft) for ink in ("text", "muted")]
    worst = min(pairs)
    return worst if worst[0] < LEAST else None


def _checked(accent: str, scheme: dict[str, str], name: str, place: str) -> Shade:
    shade = _shade(accent, scheme)
    if worst := _faint(shade, scheme):
        toward = "#000000" if scheme is LIGHT else "#ffffff"
        better = next(
            (
                one
                for step in range(1, 21)
                if not _faint(_shade(one := mixed(accent, toward, step / 20), scheme), scheme)
            ),
            "",
        )
        raise GuideError(
            f"the color {accent} is too faint on {name} pages: its contrast with {worst[1]} is {worst[0]:.1f}, and "
            f"{LEAST} is the least that WCAG 2 asks for text.",
            place=place,
            hint=f"take a {'darker' if scheme is LIGHT else 'lighter'} one"
            + (f", such as {better}." if better else "."),
        )
    return shade
