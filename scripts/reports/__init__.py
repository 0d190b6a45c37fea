"""Findings as text for people, JSON for programs and annotations for GitHub. Pure: findings in, text out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scripts.finding import Finding, Severity

FIRST = 10  # findings shown where not all are asked for


def text_report(findings: Sequence[Finding], *, everything: bool = False) -> str:
    """A line per finding and its next step, then the counts."""
    shown = findings if everything else findings[:FIRST]
    lines = []
    for finding in shown:
        lines.append(f"{finding.path}:{finding.line}: {finding.severity}: {finding.message} [{finding.rule}]")
        if finding.hint:
            lines.append(f"    Next: {finding.hint}")
    if len(shown) < len(findings):
        lines.append(f"… and {len(findings) - len(shown)} more; --all lists them.")
    counts = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in findings))
    ]
    lines.append(", ".join(counts) + "." if counts else "No findings.")
    return "\n".join(lines)


def json_report(findings: Sequence[Finding], summaries: Sequence[dict] = ()) -> str:
    """`{"findings": [...], "coverage": [...]}`; both are there and empty when there is nothing to say."""
    return json.dumps(
        {"findings": [finding.as_dict() for finding in findings], "coverage": list(summaries)},
        ensure_ascii=False,
        indent=1,
    )


def github_report(findings: Sequence[Finding]) -> str:
    """GitHub's workflow commands, one line each; nothing when there is nothing to say."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{finding.severity} file={attribute(finding.path)},line={finding.line},title={attribute(finding.rule)}"
        f"::{data(f'{finding.message} Next: {finding.hint}' if finding.hint else finding.message)}"
        for finding in findings
    )


def coverage_table(summary: dict) -> str:
    """A record's coverage on one screen: covered of total, per page and language, then per kind."""
    tags = list(next(iter(summary["kinds"].values())))
    rows = [("passages by page", *tags)]
    for page, counts in summary["pages"].items():
        rows.append((f"  {page}", *(_ratio(counts.get(tag, [0, 0])) for tag in tags)))
    for kind, counts in summary["kinds"].items():
        if any(total for _, total in counts.values()):
            rows.append((f"{kind}s", *(_ratio(counts[tag]) for tag in tags)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(tags) + 1)]
    lines = [f"Coverage of {summary['topic']}: covered of all"]
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


def _ratio(counts: list[int]) -> str:
    return f"{counts[0]}/{counts[1]}"
