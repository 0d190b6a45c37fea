"""How languages stand, as tables and as JSON. Pure: units in, text out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from scripts.checks.parity.progress import Progress
from scripts.content.language import Language
from scripts.content.ledger import Standing

COLUMNS = ("units", *(str(standing) for standing in Standing), "differ")


def counts(units: Iterable[Progress]) -> dict[str, int]:
    """How many units there are, how many stand how, and how many differ from their originals."""
    units = list(units)
    found = {"units": len(units)}
    found |= {str(standing): sum(unit.standing is standing for unit in units) for standing in Standing}
    return found | {"differ": sum(bool(unit.differences) for unit in units)}


def summary(languages: Mapping[Language, Sequence[Progress]]) -> str:
    """The sums of each language, safety units apart."""
    rows: list[tuple[str, dict[str, int] | None]] = []
    for language, units in languages.items():
        rows.append((_named(language), None))
        rows += [(f"  {name}", counts(part)) for name, part in _parts(units)]
        rows.append(("  total", counts(units)))
    return _table("", rows)


def pages(language: Language, units: Sequence[Progress]) -> str:
    """The pages of one language, safety units apart."""
    tables = [_named(language)]
    for name, part in _parts(units):
        rows = [(f"  {page}", counts(found)) for page, found in by_page(part).items()]
        tables.append(_table(f"{name} units", [*rows, ("  total", counts(part))]))
    return "\n\n".join(tables)


def as_json(languages: Mapping[Language, Sequence[Progress]], source: Language) -> str:
    """`{"languages": [{tag, name, stage, source, totals, pages: [{page, totals, units}]}]}`; totals are `safety` and
    `other`, each with the counts of the tables."""
    return json.dumps(
        {
            "languages": [
                {
                    "tag": language.tag,
                    "name": language.name,
                    "stage": language.stage,
                    "source": language == source,
                    "totals": _totals(units),
                    "pages": [
                        {"page": page, "totals": _totals(found), "units": [_unit(unit) for unit in found]}
                        for page, found in by_page(units).items()
                    ],
                }
                for language, units in languages.items()
            ]
        },
        ensure_ascii=False,
        indent=1,
    )


def by_page(units: Iterable[Progress]) -> dict[str, list[Progress]]:
    """Units by page, in order."""
    found: dict[str, list[Progress]] = {}
    for unit in units:
        found.setdefault(unit.page, []).append(unit)
    return found


def _parts(units: Sequence[Progress]) -> list[tuple[str, list[Progress]]]:
    parts = [("safety", True), ("other", False)]
    return [(name, [unit for unit in units if unit.source.is_safety == safety]) for name, safety in parts]


def _totals(units: Sequence[Progress]) -> dict[str, dict[str, int]]:
    return {name: counts(part) for name, part in _parts(units)}


def _unit(unit: Progress) -> dict:
    return {
        "unit": unit.address,
        "safety": unit.source.is_safety,
        "standing": unit.standing,
        "path": (unit.own or unit.source).path,
        "line": (unit.own or unit.source).line,
        "differences": [
            {"rule": one.rule, "line": one.line, "found": one.found, "hint": one.hint} for one in unit.differences
        ],
    }


def _named(language: Language) -> str:
    return f"{language.tag} {language.name} ({language.stage})"


def _table(head: str, rows: Sequence[tuple[str, dict[str, int] | None]]) -> str:
    width = max(len(name) for name in [head, *(name for name, _ in rows)])
    lines = [f"{head:<{width}}  {'  '.join(COLUMNS)}".rstrip()]
    for name, counted in rows:
        cells = [f"{counted[column]:>{len(column)}}" for column in COLUMNS] if counted else []
        lines.append(f"{name:<{width}}  {'  '.join(cells)}".rstrip())
    return "\n".join(lines)
