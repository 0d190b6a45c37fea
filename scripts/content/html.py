"""HTML articles: a page, parsed as a browser parses it, becomes passages, links and headings.

Built pages are read by the same walk, so that a passage of an article and its copy on a page compare as equals.
A passage is what a reader gets: a line break is a space, an image that is a link gives its words. The texts of
`links` and `headings` are the document's own (what `textContent` gives).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.source import About, Form, Heading, Link, Passage, Source, Span, fold, spaced
from scripts.content.text import is_notice

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub",
          "del": "del", "s": "del", "strike": "del"}  # fmt: skip
# Elements that begin and end a block, as browsers show them (HTML, "Rendering"); each label of a drawing is one too.
# Every other stands in a line of text, also one that HTML does not know (Word's o:p and st1:place, those of formulas).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol "
    "optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp text "
    "audio canvas iframe object select textarea video".split()  # boxes of their own
)
# No reader sees these as text; headings and links in them are the document's all the same.
_QUIET = frozenset(
    "script style noscript head iframe object video audio canvas select textarea datalist noembed noframes annotation "
    "annotation-xml".split()
)
_SCRIPTS = frozenset("script style noscript template".split())
_FURNITURE = frozenset("nav header footer".split())
# A header or footer in one of these belongs to the article, not to the site (HTML Accessibility API Mappings).
_OF_THE_ARTICLE = frozenset("article main section aside".split())
# What a cell of a table that only serves the layout holds.
_LAYOUT = "h1, h2, h3, h4, h5, h6, ul, ol, dl, table, pre, blockquote, form, p + p"
_SPAN = 1000  # columns that a cell may span (HTML)


def read_html(html: str, *, whole: bool = False) -> Source:
    """The article in a page. Without `whole`, the site's furniture (nav, header, footer, scripts) is left out."""
    tree = LexborHTMLParser(html)
    walk = Walk(whole=whole)
    if tree.root is not None:
        walk.read(tree.root)
    return Source(
        passages=tuple(walk.passages),
        links=walk.links(),
        headings=tuple(walk.headings),
        list_items=walk.list_items,
        language=_language(tree),
        about=_about(tree),
        anchors=walk.anchors,
    )


def _language(tree: LexborHTMLParser) -> str:
    for selector in ("html", "body", "main", "article"):
        node = tree.css_first(selector)
        if node is not None:
            value = node.attributes.get("lang") or node.attributes.get("xml:lang") or ""
            if value.strip():
                return value.strip()
    meta = tree.css_first("meta[http-equiv='content-language' i]")
    return ((meta.attributes.get("content") or "") if meta is not None else "").split(",")[0].strip()


def _about(tree: LexborHTMLParser) -> About:
    def content(*selectors: str, attribute: str = "content") -> str:
        for selector in selectors:
            node = tree.css_first(selector)
            if node is not None and (value := fold(node.attributes.get(attribute) or "")):
                return value
        return ""

    title = tree.css_first("head title")
    canonical = content("link[rel~=canonical i]", attribute="href") or content("meta[property='og:url' i]")
    base = content("base[href]", attribute="href")
    address = urljoin(base, canonical) if base.startswith(("http:", "https:")) else canonical
    return About(
        title=content("meta[property='og:title' i]") or (fold(title.text()) if title is not None else ""),
        publisher=content(
            "meta[name='dcterms.publisher' i]", "meta[name='dc.publisher' i]", "meta[property='og:site_name' i]",
            "meta[name='publisher' i]", "meta[name='author' i]",
        ),
        address=address if address.startswith(("http://", "https://")) else "",
        licence=content("link[rel~=license i]", "a[rel~=license i]", attribute="href"),
        updated=content(
            "meta[property='article:modified_time' i]", "meta[name='dcterms.modified' i]",
            "meta[property='cdc:last_updated' i]",
        )[:10],
    )  # fmt: skip


@dataclass
class _OpenLink:
    """A link while the page is read. `text` is the document's, `images` the words for images in it; `line` is
    that of the passage it lies in."""

    href: str | None
    text: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    has_image: bool = False
    line: int = 0


@dataclass
class _OpenHeading:
    """`number` counts headings; `text` is the document's, `spans` what a reader gets."""

    number: int
    level: int
    text: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass
class _OpenList:
    numbered: bool
    next: int
    items: int = 0


@dataclass
class _OpenItem:
    number: int | None
    starts: bool
    told: bool = False  # whether its first passage has been given


@dataclass
class _OpenTable:
    """`row` holds the cells of the open row by column, `cell` the last of them; `taken` says for how many rows more a
    cell fills a column."""

    data: bool
    rows: int = 0
    row: dict[int, list[Span]] | None = None
    cell: list[Span] | None = None
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    fills: dict[int, int] = field(default_factory=dict)


class Walk:
    """One walk through a tree, in document order. Pages nest too deeply for recursion, so it keeps its own stack."""

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.passages: list[Passage] = []
        self.headings: list[Heading] = []
        self.list_items = 0
        self.anchors: dict[str, int] = {}
        self._links: list[_OpenLink] = []
        self._open_links: list[int] = []
        self._open_headings: list[_OpenHeading] = []
        self._marks: list[str] = []
        self._lists: list[_OpenList] = []
        self._items: list[_OpenItem] = []
        self._tables: list[_OpenTable] = []
        self._run: list[Span] = []
        self._parts = 0  # parts of an article that are open
        self._quiet = 0  # elements without text for readers that are open

    def links(self) -> tuple[Link, ...]:
        """The links found so far, in order."""
        return tuple(
            Link(
                text := fold("".join(link.text)),
                link.href,
                link.line,
                text or (fold(" ".join(link.images)) if link.has_image else ""),
            )
            for link in self._links
        )

    def read(self, root: LexborNode) -> None:
        """Walk through an element and all it holds."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and not self._skips(node):
                self._enter(node)
                stack.append((node, True))
                child = node.last_child
                while child is not None:
                    stack.append((child, False))
                    child = child.prev
        self._flush()

    def _skips(self, node: LexborNode) -> bool:
        """Whether an element is no part of the article. Furniture that holds the article itself is a tag that nobody
        closed."""
        tag = node.tag
        if self.whole or tag not in (*_SCRIPTS, *_FURNITURE):
            return tag == "template"
        if tag in _SCRIPTS:
            return True
        if node.css_first("main") is not None:
            return False
        return tag == "nav" or not self._parts

    def _text(self, text: str) -> None:
        """Text of the document; what is in quiet elements is no reader's."""
        for link in self._open_links:
            self._links[link].text.append(text)
        for heading in self._open_headings:
            heading.text.append(text)
        if not self._quiet:
            self._add(spaced(text))  # a line end of the file is no line break

    def _add(self, text: str) -> None:
        """Text for the passage that is open."""
        span = Span(text, tuple(dict.fromkeys(self._marks)), self._open_links[-1] if self._open_links else None)
        if self._open_headings:
            self._open_headings[-1].spans.append(span)
        elif (table := self._open_row()) is not None:
            if table.cell is not None:
                table.cell.append(span)
        else:
            self._run.append(span)

    def _open_row(self) -> _OpenTable | None:
        """The table of data whose row is open."""
        return self._tables[-1] if self._tables and self._tables[-1].row is not None else None

    def _break(self) -> None:
        """A block begins or ends: so does a passage, but within a heading or a table of data only a line."""
        if self._open_headings or self._open_row() is not None:
            self._add("\n")
        else:
            self._flush()

    def _enter(self, node: LexborNode) -> None:
        tag, attributes = node.tag, node.attributes
        self._parts += tag in _OF_THE_ARTICLE
        self._quiet += tag in _QUIET
        if tag in _BLOCKS:
            self._break()
        if id := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self.anchors.setdefault(id, len(self.passages) + 1)
        if tag == "br":
            self._add("\n")
        elif tag in ("img", "svg") and self._open_links:
            link = self._links[self._open_links[-1]]
            link.has_image = True
            link.images += [words] if (words := attributes.get("alt")) and not link.images else []
        elif tag == "a":
            self._links.append(_OpenLink((attributes["href"] or "") if "href" in attributes else None))
            if words := attributes.get("aria-label") or attributes.get("title"):
                self._links[-1].images.append(words)
            self._open_links.append(len(self._links) - 1)
        elif tag in _MARKS:
            self._marks.append(_MARKS[tag])
        elif tag in HEADINGS:
            self._open_headings.append(_OpenHeading(len(self.headings), HEADINGS[tag]))
            self.headings.append(Heading(HEADINGS[tag], ""))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(_OpenList(tag == "ol", _number(attributes.get("start"), 1)))
        elif tag == "li":
            self._enter_item(attributes.get("value"))
        elif tag == "table":
            self._tables.append(_OpenTable(data=_is_data(node)))
        elif tag == "tr" and self._tables and self._tables[-1].data:
            table = self._tables[-1]
            table.row, table.cell, table.column = {}, None, 0
        elif tag in ("td", "th") and (table := self._open_row()) is not None:
            spans = (max(_number(attributes.get(name), 1), 1) for name in ("rowspan", "colspan"))
            self._enter_cell(table, *spans)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag
        self._parts -= tag in _OF_THE_ARTICLE
        self._quiet -= tag in _QUIET
        if tag == "a":
            link = self._links[self._open_links[-1]]
            if (
                link.has_image and not self._quiet and not fold("".join(link.text))
            ):  # a reader needs words; the address is the last resort
                link.images = link.images or [link.href or ""]
                self._add(" ".join(link.images))
            self._open_links.pop()
        elif tag in _MARKS:
            self._marks.pop()
        elif tag in HEADINGS:
            heading = self._open_headings.pop()
            self.headings[heading.number] = Heading(heading.level, fold("".join(heading.text)))
            self._give("heading", heading.spans, heading.level)
        elif tag in _BLOCKS:
            self._break()
            if tag in ("ul", "ol", "menu", "dir"):
                self._lists.pop()
            elif tag == "li":
                self._items.pop()
            elif tag == "tr" and (table := self._open_row()) is not None:
                self._leave_row(table)
            elif tag == "table":
                self._tables.pop()

    def _enter_item(self, value: str | None) -> None:
        self.list_items += 1
        number, starts = None, True
        if self._lists:
            current = self._lists[-1]
            starts = not current.items
            current.items += 1
            if current.numbered:
                number = _number(value, current.next)
                current.next = number + 1
        self._items.append(_OpenItem(number, starts))

    def _enter_cell(self, table: _OpenTable, down: int, across: int) -> None:
        while table.taken.get(table.column):
            table.column += 1
        table.cell = table.row[table.column] = []
        across = min(across, _SPAN)
        table.fills |= {table.column + more: down - 1 for more in range(across)}
        table.column += across

    def _leave_row(self, table: _OpenTable) -> None:
        row, table.row = table.row, None
        table.taken = {column: left - 1 for column, left in table.taken.items() if left > 1} | {
            column: left for column, left in table.fills.items() if left
        }
        table.fills = {}
        cells = tuple(tuple(row.get(column, ())) for column in range(table.column))
        spans = [span for cell in cells for span in (*cell, Span("\n"))]
        if self._give("table-row", spans, form=Form(starts=not table.rows, cells=cells)):
            table.rows += 1

    def _flush(self) -> None:
        """Give what has been gathered as a passage."""
        spans, self._run = self._run, []
        if not any(fold(span.text) for span in spans):
            return
        item = self._items[-1] if self._items else None
        depth = len(self._lists)
        if item and not item.told:
            item.told = True
            self._give("list-item", spans, form=Form(max(depth, 1), item.number, item.starts))
        else:
            notice = is_notice(fold("".join(span.text for span in spans)))
            self._give("notice" if notice else "paragraph", spans, form=Form(depth if item else 0))

    def _give(self, kind: str, spans: list[Span], level: int | None = None, form: Form | None = None) -> bool:
        """Add a passage if there is any text; the links in it learn where they stand."""
        text = fold("".join(span.text for span in spans))
        if not text:
            return False
        line = len(self.passages) + 1
        self.passages.append(Passage(line, kind, text, level, tuple(spans), form or Form()))
        for span in spans:
            if span.link is not None and not self._links[span.link].line:
                self._links[span.link].line = line
        return True


def _is_data(table: LexborNode) -> bool:
    """Whether a table has rows of data: one that only serves the layout has blocks in its cells, and neither header
    cells nor a caption of its own."""
    parts = list(table.iter())
    rows = [row for part in parts for row in ([part] if part.tag == "tr" else part.iter())]
    cells = [cell for row in rows if row.tag == "tr" for cell in row.iter()]
    if any(part.tag == "caption" for part in parts) or any(cell.tag == "th" for cell in cells):
        return True
    return not any(cell.css_first(_LAYOUT) for cell in cells)


def _number(value: str | None, otherwise: int) -> int:
    """An attribute that is a number of reasonable size."""
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else otherwise
