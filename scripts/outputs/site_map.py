"""sitemap.xml: every written page in the languages it has been translated to, with its other languages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from scripts.content.guide import Guide
from scripts.outputs.address import alternates


def site_map(guide: Guide, site_url: str | None) -> Iterator[str]:
    """The site map as XML (sitemaps.org 0.9, with hreflang links as search engines read them), in pieces.

    A page that shows the source's text for want of a translation is not listed, nor is one still to be written.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for name in sorted(guide.names[guide.languages.source.tag]):
        if not guide.is_written(name):
            continue
        own = [alternate for alternate in alternates(guide, site_url, name) if alternate.own]
        links = "".join(_link(alternate.language.tag, alternate.address) for alternate in own)
        links += _link("x-default", own[0].address)
        for alternate in own:
            yield f"<url><loc>{escape(alternate.address)}</loc>{links}</url>\n"
    yield "</urlset>\n"


def _link(tag: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(address)}/>'
