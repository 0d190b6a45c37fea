"""Every address of the last release still leads somewhere: to its page and section, or on from there.

Bad: a page that got another name, or a section another id, since the release, and nothing in redirects.yml leads on.
Good: `symptoms#red-flags: symptoms#signs` in docs/_data/redirects.yml, or the address as it was.
Why: addresses stand in letters, on paper and in records systems; nobody there learns that one has died.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.content.guide import Guide
from scripts.content.page import FRONT
from scripts.content.redirects import REDIRECTS
from scripts.content.released import RELEASED, Released
from scripts.finding import Finding, Severity

if TYPE_CHECKING:
    from scripts.checks import Context

SUBJECT = "guide"
NEEDS_SITE = False


def check(guide: Guide, context: Context) -> Iterator[Finding]:
    """The addresses of the last release that have died; none where nothing was released yet."""
    if (last := guide.released) is None:
        return
    there = guide.section_ids
    led = {one.old for one in guide.redirects}
    for page, ids in last.pages.items():
        if page not in there and page not in led:
            near = difflib.get_close_matches(page, sorted(set(there) - set(last.pages)) or sorted(there), n=1, cutoff=0)
            yield _finding(last, page, page, f"{page}: {near[0]}" if near else f"{page}: PAGE", page)
        if page not in there:
            continue  # its sections are led on with it
        for id in ids:
            address = f"{page}#{id}"
            if id not in there[page] and address not in led:
                new = sorted(there[page] - set(ids) - {FRONT})
                near = difflib.get_close_matches(id, new, n=1) or new[:1] if new else []
                yield _finding(last, page, address, f"{address}: {page}{'#' + near[0] if near else ''}", address)
    public = {language.tag for language in guide.languages.public}
    for tag in last.languages:
        if tag not in public:
            yield Finding(
                RELEASED, last.lines.get("", 1), "address-died", Severity.ERROR,
                f"{tag} was public in the last release ({last.edition}), and all of its addresses have died.",
                f"make it public again; if nobody is to find it any more, take {tag} out of this line.", "", tag,
            )  # fmt: skip


def _finding(last: Released, page: str, address: str, line: str, section: str) -> Finding:
    return Finding(
        RELEASED, last.lines.get(page, 1), "address-died", Severity.ERROR,
        f"the last release ({last.edition}) had the address {address}, and it leads nowhere now.",
        f"put it back, or say where its text is now, with a line in {REDIRECTS}: {line}", section,
    )  # fmt: skip
