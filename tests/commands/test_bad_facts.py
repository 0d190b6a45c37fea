"""A hospital's slips: each one is refused by the command itself, with place, value and next step, and nothing is built."""

import struct

import pytest

from scripts.__main__ import main

LOGO = "docs/assets/site/logo"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">{}</svg>'
NOTE = "notes:\n- section: {}\n  text:\n    {}: {}\n"


def refused(make_site, capsys, files, *words):
    root = make_site({path: text for path, text in files.items() if isinstance(text, str)}, name="bad")
    for path, data in files.items():
        if isinstance(data, bytes):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    for command in ("build", "check"):
        with pytest.raises(SystemExit) as ended:
            main(["--root", str(root), command])
        said = capsys.readouterr().err
        assert ended.value.code == 2
        assert "Traceback" not in said and "\n  Next: " in said
        for word in words:
            assert word in said, said
    assert not (root / "site").exists()


@pytest.fixture
def own_assets(make_site, tmp_path):
    """A site whose assets are not those of the project, so that a logo can be put there."""

    def make(files=None, name="guide"):
        root = tmp_path / name
        (root / "docs/assets/site").mkdir(parents=True)
        return make_site(files, name)

    return make


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("publishr: x\n", ["site.yml:1: the site facts has no key 'publishr'", "did you mean 'publisher'?"]),
        ("\nfoo: x\n", ["site.yml:2: ", "the keys are: name, publisher, logo"]),
        ("hours: {fr: Toujours}\n", ["site.yml:1: 'hours' has 'fr', which is no language of this site", "en, es"]),
        (NOTE.format("index#what-it-is", "fr", "x"), ["site.yml:4: ", "'fr', which is no language"]),
        ("publisher: <b>We</b>\n", ["site.yml:1: 'publisher' holds markup"]),
        ("address: " + "x" * 600 + "\n", ["site.yml:1: 'address' has 600 signs"]),
        ("contacts:\n  emergency: 0800 HELP\n", ["site.yml:2: 'emergency' is '0800 HELP' and holds the letters 'HELP'", "write digits"]),
        ("contacts: {crisis_line: {en: '112', es: llame}}\n", ["site.yml:1: 'crisis_line' is 'llame'"]),
        ("site_url: hospital.example/spine/\n", ["site.yml:1: 'site_url' is 'hospital.example/spine/', which is no whole address", "https://"]),
        ("site_url: https:/hospital.example/\n", ["'https:/hospital.example/', which names no server", "two slashes"]),
        ("site_url: https://hospital.example/spine\n", ["ending in a slash", "write https://hospital.example/spine/"]),
        ("links: {feedback: www.hospital.example}\n", ["site.yml:1: 'feedback' is 'www.hospital.example'", "mailto:"]),
        ("links: {feedback: 'javascript:alert(1)'}\n", ["'javascript:alert(1)', which is no whole address"]),
        ("colors: {accent: '#ffcc00'}\n", ["site.yml:1: the color #ffcc00 is too faint on light pages", "WCAG 2", "take a darker one, such as #"]),
        ("colors: {accent: '#0b5c66', accent_dark: '#333366'}\n", ["too faint on dark pages", "take a lighter one"]),
        ("colors: {accent: purple}\n", ["'accent' is 'purple'", '"#0b5c66"']),
        (NOTE.format("index#what-it-was", "en", "x"), ["site.yml:2: the note is for index#what-it-was", "did you mean index#what-it-is?"]),
        (NOTE.format("indx#what-it-is", "en", "x"), ["there is no page 'indx'", "did you mean index#what-it-is?"]),
        (NOTE.format("index", "en", "x"), ["'index' is no section", "page#section"]),
        (NOTE.format("index#what-it-is", "en", "<script>x</script>"), ["site.yml:4: the note holds HTML: “<script>", "plain Markdown"]),
        (NOTE.format("index#what-it-is", "en", "a <i>b</i>"), ["the note holds HTML: “<i>”"]),
        (NOTE.format("index#what-it-is", "en", "'# Heading'"), ["the note holds a heading"]),
        (NOTE.format("index#what-it-is", "en", "'[x](symptoms.html)'"), ["leads to 'symptoms.html', which is no whole address"]),
        (NOTE.format("index#what-it-is", "en", "word " * 500), ["the note has 2,499 signs; 2,000 at most"]),
        (NOTE.format("index#what-it-is", "en", "|\n" + "      word word word\n" * 600_000), ["site.yml:4: the file has 1", "shorten the longest text"]),
    ],
)  # fmt: skip
def test_a_wrong_fact(make_site, capsys, facts, words):
    refused(make_site, capsys, {"docs/_data/site.yml": facts}, *words)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("svg", b"Not an image.", ["site.yml:1: docs/assets/site/logo.svg is no image", "plain SVG"]),
        ("png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, ["logo.png is no image"]),
        ("png", SVG.format("<path d='M0 0'/>").encode(), ["holds another kind of image than its name says"]),
        ("svg", SVG.format("\n<script>alert(1)</script>").encode(), ["docs/assets/site/logo.svg:2: the logo holds <script>"]),
        ("svg", SVG.format("<foreignObject/>").encode(), ["the logo holds <foreignObject>"]),
        ("svg", SVG.format("<g onload='x()'/>").encode(), ["the event handler 'onload'"]),
        ("svg", SVG.format("<image xlink:href='https://example.org/x.png'/>").encode(), ["a reference to somewhere else: href="]),
        ("svg", SVG.format("<use href='//example.org/x.svg#a'/>").encode(), ["a reference to somewhere else"]),
        ("svg", SVG.format("<path style='fill:url(https://example.org/x)'/>").encode(), ["a reference to somewhere else: style="]),
        ("svg", SVG.format("<style>@import 'x.css';</style>").encode(), ["a style that loads from elsewhere"]),
        ("svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("<text>&a;</text>").encode(), ["the logo holds a doctype"]),
        ("svg", b"<?xml-stylesheet href='x.css'?>" + SVG.format("").encode(), ["a processing instruction"]),
        ("svg", SVG.format("<!--" + "x" * 21_000 + "-->").encode(), ["the logo has 21,", "20,000 at most"]),
    ],
)  # fmt: skip
def test_a_logo_that_is_none_or_does_more(own_assets, capsys, name, data, words):
    refused(own_assets, capsys, {"docs/_data/site.yml": f"logo: logo.{name}\n", f"{LOGO}.{name}": data}, *words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("none.svg", "there is no file docs/assets/site/none.svg"), ("../../x.svg", "is not in docs/assets/site/")],
)
def test_a_logo_that_is_not_there(make_site, capsys, name, words):
    refused(make_site, capsys, {"docs/_data/site.yml": f"logo: {name}\n"}, words)


def test_logos_that_are_fine(tmp_path):
    from scripts.content.logo import check_logo

    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 120, 40) + b"\0" * 9 + b"\0\0\0\0IEND\xaeB`\x82"
    jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\0\x28\0\x78\x01\0\0\0" + b"\0" * 9 + b"\xff\xd9"
    svg = SVG.format("<defs><linearGradient id='a'/></defs><path fill='url(#a)'/><use xlink:href='#a'/>").encode()
    for name, data in (("a.png", png), ("a.jpg", jpeg), ("a.svg", svg)):
        logo = check_logo(data, f"docs/assets/site/{name}", "")
        assert logo.path == f"assets/site/{name}"
        assert logo.at_height(40) == ((40, 40) if name == "a.svg" else (120, 40))
