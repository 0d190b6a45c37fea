"""What the guide says as its keepers hand it out: docs/_data/upstream.yml, a fingerprint per language and section.

It comes with each newer guide and is written by its keepers alone (`guide upstream`). So a section whose fingerprint is
another one was changed where it is hosted, whether or not somebody accepted or signed it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.content.data import Fields, read_fields

UPSTREAM = "docs/_data/upstream.yml"


def read_upstream(root: Path) -> dict[str, dict[str, str]]:
    """Fingerprints by tag and address; {} where there is no such file."""
    if not (root / UPSTREAM).exists():
        return {}
    top = read_fields(root / UPSTREAM, UPSTREAM)
    found = {}
    for tag in top:
        rows = top.need(tag, Fields, "the fingerprints")
        found[str(tag)] = {str(address): rows.need(address, str, f"the fingerprints of {tag}") for address in rows}
    return found


def upstream_text(fingerprints: Mapping[str, Mapping[str, str]]) -> str:
    """The file that holds these fingerprints, a line each, so that two changes meet only where they are the same."""
    head = "# What each section of the guide says, as its keepers hand it out. `guide upstream` writes it; do not edit it.\n"
    return head + "".join(
        f"{tag}:\n" + "".join(f"  {address}: '{one}'\n" for address, one in rows.items())
        for tag, rows in fingerprints.items()
        if rows
    )
