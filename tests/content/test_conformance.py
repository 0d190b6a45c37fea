"""Headings and links are those that the suites of the HTML and CommonMark standards expect.

What is expected comes from the suites alone: from the trees that html5lib's tests print, and from the HTML in
CommonMark's examples as html5lib parses it. Neither side uses the parser that the reader uses.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import html5lib

from scripts.content.article import read_article
from scripts.errors import GuideError

SUITES = Path(__file__).parent / "conformance"

# What each suite holds, so that no case is lost unseen.
HTML = {"files": 51, "cases": 1_564, "headings": 18, "links": 136}
COMMONMARK = {"cases": 652, "headings": 62, "links": 149}

# Cases that are read otherwise than their suite expects, each with the reason.
KNOWN = {
    "tests1.dat:869": "an empty file is refused with a message",
    "tests2.dat:650": "a file of white space is refused with a message",
}

Outline = tuple[list[tuple[int, str]], list[tuple[str, str | None]]]


def fold(text: str) -> str:
    return re.sub("[\t\n\f\r ]+", " ", text).strip(" ")


@dataclass
class Element:
    """An element of a printed tree. `name` has its namespace before it unless that is HTML ("svg a")."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What `textContent` gives; the contents of a template are no children of it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self):
        """The elements in it, in document order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.all()


@dataclass(frozen=True)
class Case:
    place: str
    data: str
    expected: Outline


def sections(lines: list[str]):
    """The tests of a .dat file: the number of its first line, and its lines by the name of their section."""
    names = {"#errors", "#new-errors", "#document-fragment", "#script-off", "#script-on", "#document"}
    test: dict[str, list[str]] = {}
    start, name = 0, "#document"
    for number, line in enumerate(lines, 1):
        if line == "#data" and name == "#document" and (not test or lines[number - 2] == ""):
            if test:
                yield start, test
            test, start, name = {}, number, line
            test[name] = []
        elif line in names and name != "#document" and (name != "#data" or line == "#errors"):
            name = line
            test[name] = []
        else:
            test[name].append(line)
    yield start, test


def tree(lines: list[str]) -> Element:
    """The document that a test prints."""
    nodes: list[str] = []
    for line in lines:
        if line.startswith("| "):
            nodes.append(line[2:])
        elif nodes:
            nodes[-1] += "\n" + line
    document = Element("#document")
    above: list[Element] = [document]
    for node in nodes:
        content = node.lstrip(" ")
        depth = (len(node) - len(content)) // 2
        content = content.rstrip("\n") if not content.startswith('"') else content[: content.rindex('"') + 1]
        del above[depth + 1 :]
        if content.startswith('"'):
            above[-1].children.append(content[1:-1])
        elif content.startswith(("<!", "<?")):
            continue
        elif content.startswith("<"):
            element = Element(content[1:-1])
            above[-1].children.append(element)
            above.append(element)
        elif content == "content" and above[-1].name == "template":
            above.append(Element("#contents"))
        else:
            name, _, value = content.partition("=")
            above[-1].attributes[name] = value[1:-1]
    return document


def outline(document: Element) -> Outline:
    """The headings and links of a tree. As in a document, links of any namespace count, headings of HTML alone."""
    elements = list(document.all())
    headings = [(int(e.name[1]), fold(e.text)) for e in elements if re.fullmatch("h[1-6]", e.name)]
    links = [(fold(e.text), e.attributes.get("href")) for e in elements if e.name.split(" ")[-1] == "a"]
    return headings, links


def outline_of_html(html: str) -> Outline:
    elements = [e for e in html5lib.parse(html, namespaceHTMLElements=False).iter() if isinstance(e.tag, str)]
    headings = [(int(e.tag[1]), fold("".join(e.itertext()))) for e in elements if re.fullmatch("h[1-6]", e.tag)]
    links = [(fold("".join(e.itertext())), e.get("href")) for e in elements if e.tag.split("}")[-1] == "a"]
    return headings, links


def html_cases() -> list[Case]:
    cases = []
    for path in sorted((SUITES / "html5lib").glob("*.dat")):
        lines = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
        for line, test in sections(lines):
            if "#document-fragment" not in test and "#script-on" not in test:
                expected = outline(tree(test["#document"]))
                cases.append(Case(f"{path.name}:{line}", "\n".join(test["#data"]), expected))
    return cases


def commonmark_cases() -> list[Case]:
    examples = json.loads((SUITES / "commonmark/spec.json").read_text(encoding="utf-8"))
    return [
        Case(f"spec.txt:{example['start_line']}", example["markdown"], outline_of_html(example["html"]))
        for example in examples
    ]


def differences(cases: list[Case], form: str, folder: Path) -> list[str]:
    """What is read otherwise than expected and is not known, and what is known and read as expected."""
    found = []
    path = folder / "article"
    for case in cases:
        path.write_bytes(case.data.encode("utf-8"))
        try:
            source = read_article(path, form=form, whole=True).source
            read = ([(h.level, h.text) for h in source.headings], [(link.text, link.href) for link in source.links])
        except GuideError as error:
            read = str(error)
        if read == case.expected and case.place in KNOWN:
            found.append(f"{case.place}: read as expected, so take it out of KNOWN")
        elif read != case.expected and case.place not in KNOWN:
            found.append(f"{case.place}: {case.data!r}\n  expected {case.expected}\n  read     {read}")
    return found


def totals(cases: list[Case]) -> dict[str, int]:
    headings, links = (sum(len(case.expected[kind]) for case in cases) for kind in (0, 1))
    return {"cases": len(cases), "headings": headings, "links": links}


def test_html_is_read_as_the_suite_expects(tmp_path):
    found = differences(html_cases(), "html", tmp_path)
    assert not found, "\n".join([f"{len(found)} cases:", *found])


def test_markdown_is_read_as_the_suite_expects(tmp_path):
    found = differences(commonmark_cases(), "markdown", tmp_path)
    assert not found, "\n".join([f"{len(found)} cases:", *found])


def test_no_case_is_lost():
    html, commonmark = html_cases(), commonmark_cases()
    assert {"files": len({case.place.split(":")[0] for case in html}), **totals(html)} == HTML
    assert totals(commonmark) == COMMONMARK
    assert set(KNOWN) <= {case.place for case in (*html, *commonmark)}


def test_a_printed_tree_is_read_whole():
    """Namespaces, attributes, text over several lines, and template contents, which are no part of the document."""
    printed = """\
| <html>
|   <head>
|   <body>
|     <h2>
|       id="x"
|       "one

two"
|       <svg svg>
|         <svg a>
|           href="/y"
|           "three"
|     <template>
|       content
|         <h1>
|           "four"
|     <!-- <a> -->
|     <a>
""".split("\n")
    assert outline(tree(printed)) == ([(2, "one twothree")], [("three", "/y"), ("", None)])
