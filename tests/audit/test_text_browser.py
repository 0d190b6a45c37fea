"""w3m, which has neither scripts nor styles: it shows the text of a page in its order, danger signs first."""

import re
import subprocess
import unicodedata

import pytest
from installed import program
from selectolax.lexbor import LexborHTMLParser
from states import KINDS, LANGUAGES, address, has

BLOCKS = ".site-name, .help-link, h1, main .admonition-title, main p, main li, main h2, main h3, main td, footer p"

PARTS = {"p", "li", "h2", "h3"}


def squeezed(text):
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2060-\u2069]+", "", unicodedata.normalize("NFC", text))


def out_of_order(shown, html):
    """The first text of the page, in its order, that is not to be seen after the one before it."""
    shown, at = squeezed(shown), 0
    tree = LexborHTMLParser(html)
    for node in tree.css("template, dialog, svg, select"):
        node.decompose()
    for node in tree.css(BLOCKS):
        if any(below.tag in PARTS and below != node for below in node.traverse()):
            continue  # what is in it comes by itself
        text = squeezed(node.text())
        found = shown.find(text[:40], at)
        if text and found < 0:
            return text[:40]
        at = max(at, found)
    return None


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_page_reads_in_order(real_site, tag):
    w3m = program("w3m", "w3m")
    for kind in (kind for kind in KINDS if has(tag, kind)):
        path = real_site / address(tag, kind)
        command = [w3m, "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "2000", path]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert out_of_order(shown, path.read_text(encoding="utf-8")) is None, kind
        turned = "\n".join(reversed(shown.splitlines()))
        assert out_of_order(turned, path.read_text(encoding="utf-8")) is not None
