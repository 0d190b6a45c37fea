"""What a release is: edition, languages, findings; as JSON for programs and HTML for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from scripts.finding import Finding, Severity


def release_facts(
    name: str, edition: tuple[str, str], languages: Sequence[Mapping[str, Any]], findings: Sequence[Finding],
    left_out: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    """What the report says. `edition`: version and date; `left_out`: what could not be made, in words."""
    counts = {str(severity): sum(one.severity is severity for one in findings) for severity in Severity}
    return {
        "name": name,
        "version": edition[0],
        "date": edition[1],
        "languages": list(languages),
        "counts": counts,
        "findings": [finding.as_dict() for finding in findings],
        "left_out": list(left_out),
    }


def release_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"


def release_html(facts: Mapping[str, Any]) -> str:
    """The same as a page without styles or scripts."""

    def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
        cells = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
        lines = "".join("<tr>" + "".join(f"<td>{escape(str(one))}</td>" for one in row) + "</tr>\n" for row in rows)
        return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"

    languages = table(
        ("Language", "Stage", "Pages", "Units", "Signed"),
        [
            (f"{one['name']} ({one['tag']})", one["stage"], one["pages"], one["units"], one["signed"])
            for one in facts["languages"]
        ],
    )
    findings = table(
        ("Place", "Severity", "What was found", "Next step"),
        [(f"{one['path']}:{one['line']}", one["severity"], one["message"], one["hint"]) for one in facts["findings"]],
    )
    counts = ", ".join(f"{count} {severity}" for severity, count in facts["counts"].items())
    left = "".join(f"<li>{escape(one)}</li>\n" for one in facts["left_out"])
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(facts["name"])}: release report</title>\n</head>\n<body>\n'
        f"<h1>{escape(facts['name'])}</h1>\n<p>Edition {escape(facts['version'])} of {escape(facts['date'])}</p>\n"
        f"<h2>Languages</h2>\n{languages}<h2>Findings</h2>\n<p>{escape(counts)}</p>\n{findings}"
        + (f"<h2>Left out</h2>\n<ul>\n{left}</ul>\n" if left else "")
        + "</body>\n</html>\n"
    )
