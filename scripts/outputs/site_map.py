"""sitemap.xml: every written page in the languages it has been translated to, with its other languages."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from scripts.content.guide import Guide
from scripts.outputs.address import alternates


def site_map(guide: Guide, site_url: str | None) -> str:
    """The site map as XML (sitemaps.org 0.9, with hreflang links as search engines read them).

    A page that shows the source's text for want of a translation is not listed, nor is one still to be written.
    """
    source = guide.languages.source
    entries = []
    for name in sorted(guide.names[source.tag]):
        if not guide.read_page(source, name).written:
            continue
        own = [alternate for alternate in alternates(guide, site_url, name) if alternate.own]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{alternate.language.tag}" href={quoteattr(alternate.address)}/>'
            for alternate in own
        )
        links += f'<xhtml:link rel="alternate" hreflang="x-default" href={quoteattr(own[0].address)}/>'
        entries += [f"<url><loc>{alternate.address}</loc>{links}</url>" for alternate in own]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
