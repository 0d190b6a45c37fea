"""`guide upstream`: what each section says as the guide is handed out, for hospitals to see what they changed."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.checks.local import units_of
from scripts.commands.write import write_whole
from scripts.content.guide import read_guide
from scripts.content.site import SITE
from scripts.content.upstream import UPSTREAM, upstream_text
from scripts.errors import GuideError


def upstream(root: Path) -> int:
    """Write the fingerprints of all sections. Raises GuideError on a site that belongs to somebody: there the file says
    what was received."""
    guide = read_guide(root)
    if guide.facts.publisher:
        raise GuideError(
            "this site has a publisher, so the file says what it received, and stays.", place=SITE,
            hint="to see what was changed here: guide check local.",
        )  # fmt: skip
    rows = {
        language.tag: {address: unit.fingerprint for address, unit in units_of(guide, language).items()}
        for language in guide.languages
    }
    write_whole(root / UPSTREAM, upstream_text(rows))
    click.echo(f"Wrote {UPSTREAM}: {sum(map(len, rows.values()))} sections in {len(rows)} languages.")
    return 0
