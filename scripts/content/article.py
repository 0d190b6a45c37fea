"""An article in a file: its format, its encoding, and the way into a Source.

HTML is read as a browser does (Lexbor); Markdown as CommonMark with tables (markdown-it), and then as HTML; .docx
by Mammoth, and then as HTML; plain text by `text.py`.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import langcodes
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from scripts.content.data import Fields, parse_yaml
from scripts.content.file import read_bytes
from scripts.content.html import read_html
from scripts.content.source import About, Source
from scripts.content.text import read_plain_text
from scripts.errors import GuideError

# What a page without a declaration may be in: the old encodings that browsers know (the WHATWG Encoding Standard).
ENCODINGS = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "koi8_u",
    "iso8859_2", "iso8859_8", "cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_OTHERS = (b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")  # how PDF, RTF and .doc begin
UNPACKED = 50_000_000  # bytes that a .docx may hold; more is no article

_SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown",
             ".docx": "docx", ".txt": "text", ".text": "text"}  # fmt: skip


@dataclass(frozen=True)
class Article:
    """A source, its format, and what a reader of messages should know about how it was read."""

    source: Source
    form: str
    remarks: tuple[str, ...] = ()


def read_article(path: Path, *, form: str | None = None, whole: bool = False, language: str | None = None) -> Article:
    """The article in a file. `form` is html, markdown, text or docx (default: by the file's name and content); `whole`
    keeps a page's furniture; `language`, a BCP 47 tag, goes before what the article says.

    Raises GuideError for a file that is missing, too large or of another format, and for a text in no encoding
    that it names or that can be told.
    """
    if language and not langcodes.tag_is_valid(language):
        raise GuideError(f"'{language}' is no language tag.", hint="use a BCP 47 tag such as es or zh-Hans.")
    data = read_bytes(path)
    form = form or _format(path, data)
    remarks: list[str] = []
    if form == "docx":
        source = read_html(_docx_as_html(data, str(path)), whole=True)
    else:
        text = _decode(data, str(path), form, remarks)
        if not text.strip():
            raise GuideError("the file is empty.", place=str(path), hint="name a file that holds the article's text.")
        if form == "text":
            source = read_plain_text(text)
        else:
            front, body = _front_matter(text, str(path))
            source = _said(front, read_html(_rendered(body) if form == "markdown" else body, whole=whole))
    if language:
        source = replace(source, language=language)
    return Article(source, form, tuple(remarks))


def _format(path: Path, data: bytes) -> str:
    """The format by the file's name, else by how it begins."""
    if (form := _SUFFIXES.get(path.suffix.lower())) and form != "text":
        return form
    if data.startswith(_OTHERS):
        raise GuideError(
            "this is a PDF, an RTF or an old Word document.", place=str(path), hint="save it as .docx or as HTML."
        )
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<article", b"<!--")):
        return "html"
    return "text"


def _decode(data: bytes, place: str, form: str, remarks: list[str]) -> str:
    """The characters of a file, line ends as LF: by its byte-order mark, by what HTML declares, as UTF-8; for HTML
    that is none of these, by a guess that is told."""
    encoding, mark = read_bom(data)
    if encoding:
        text = data[len(mark) :].decode(encoding, "replace")
    else:
        declared = html_body_declared_encoding(data) if form == "html" else None
        encoding = resolve_encoding(declared) if declared else None
        if encoding and encoding.startswith("utf-16"):
            encoding = "utf-8"  # it could not be read if it were true (HTML, "prescan a byte stream")
        if encoding in (None, "utf-8"):
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError as error:
                text = _not_utf_8(data, place, form, error, declared=encoding is not None, remarks=remarks)
        else:
            text = data.decode(encoding, "replace")
    if form != "html" and "\0" in text:
        raise GuideError(
            f"character {text.index(chr(0)) + 1} is zero, so this is not a text file.",
            place=place, hint="save the article as plain text in UTF-8, or as HTML, Markdown or .docx.",
        )  # fmt: skip
    if (lost := text.count("\ufffd")) and form == "html" and b"\xef\xbf\xbd" not in data:
        remarks.append(f"{place}: {lost} byte(s) are no {encoding or 'utf-8'}, and were read as U+FFFD.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf_8(
    data: bytes, place: str, form: str, error: UnicodeDecodeError, *, declared: bool, remarks: list[str]
) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    if form != "html":
        raise GuideError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8.",
            place=f"{place}:{line}", hint="save the file in UTF-8; in most editors: Save as, encoding UTF-8.",
        ) from error  # fmt: skip
    if declared:
        return data.decode("utf-8", "replace")
    guess = from_bytes(data, cp_isolation=list(ENCODINGS)).best()
    if guess is None:
        raise GuideError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8, and the page names no encoding.",
            place=f"{place}:{line}", hint="save the page in UTF-8.",
        ) from error  # fmt: skip
    remarks.append(f"{place}: the page names no encoding; it was read as {guess.encoding}, which is a guess.")
    return data.decode(guess.encoding, "replace")


def _rendered(markdown: str) -> str:
    """Markdown as HTML, as CommonMark has it, with tables."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = lambda url: True  # it would leave out what a browser should not follow; we only read
    return parser.render(markdown)


def _said(front: Fields, source: Source) -> Source:
    """A source with what its front matter says of it."""

    def said(otherwise: str, *keys: str) -> str:
        return next((str(front[key]).strip() for key in keys if front.get(key) is not None), otherwise)

    about = source.about
    return replace(
        source,
        language=said(source.language, "language", "lang"),
        about=About(
            title=said(about.title, "title"), publisher=said(about.publisher, "publisher", "author"),
            address=said(about.address, "address", "url", "canonical"),
            licence=said(about.licence, "licence", "license"), updated=said(about.updated, "updated", "date")[:10],
        ),
    )  # fmt: skip


def _front_matter(text: str, place: str) -> tuple[Fields, str]:
    """The mapping between two `---` lines at the start, if that is what stands there; and the rest."""
    none = Fields(place, 1)
    if not text.startswith("---\n"):
        return none, text
    end = text.find("\n---\n", 3)
    if end < 0:
        return none, text
    try:
        front = parse_yaml(text[4:end], place, first_line=2)
    except GuideError:
        return none, text
    return (front, text[end + 5 :]) if isinstance(front, Fields) else (none, text)


def _docx_as_html(data: bytes, place: str) -> str:
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise GuideError(
                    f"the document unpacks to more than {UNPACKED:,} bytes.",
                    place=place, hint="take out its pictures, or save the article as HTML.",
                )  # fmt: skip
        return mammoth.convert_to_html(
            io.BytesIO(data),
            style_map="p[style-name='Title'] => h1:fresh",
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ).value
    except GuideError:
        raise
    except Exception as error:  # Mammoth lets what its XML reader raises through
        raise GuideError(
            f"this is no Word document that can be read ({type(error).__name__}).",
            place=place, hint="open it in a word processor and save it as .docx or HTML.",
        ) from error  # fmt: skip
