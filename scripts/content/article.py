"""An article in a file: its format, its encoding, and the way into a Source.

HTML is read as a browser does (Lexbor); Markdown as CommonMark with tables (markdown-it), and then as HTML; .docx
by Mammoth, and then as HTML; plain text by `text.py`.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import langcodes
import yaml
from charset_normalizer import CharsetMatch, from_bytes
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from scripts.content.file import read_bytes
from scripts.content.html import read_html
from scripts.content.source import About, Source
from scripts.content.text import read_plain_text
from scripts.errors import GuideError

# What a page without a declaration may be in: the old encodings that browsers know (the WHATWG Encoding Standard).
ENCODINGS = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "koi8_u",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "cp874",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
# Those that were usual for a script or a language; for others cp1252, which browsers fall back to.
_USUAL = {
    "Arab": ("cp1256", "iso8859_6"), "Cyrl": ("cp1251", "koi8_r", "koi8_u", "iso8859_5"), "Grek": ("cp1253", "iso8859_7"),
    "Hebr": ("cp1255", "iso8859_8"), "Thai": ("cp874",), "Hans": ("gb18030",), "Hant": ("big5",),
    "Jpan": ("shift_jis", "euc_jp"), "Kore": ("euc_kr",), "vi": ("cp1258",),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("az", "ku", "tr"), ("cp1254",)), **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
}  # fmt: skip
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # how pages without a byte-order mark begin
_OTHERS = (b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")  # how PDF, RTF and .doc begin
UNPACKED = 50_000_000  # bytes that a .docx may hold; more is no article

_MARKUP = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)|<[^>]*", re.DOTALL | re.IGNORECASE)

# What Word puts round text: of right-to-left or overridden direction, with a reading above it, and simple fields, which
# are given as the three marks of any other field.
_WRAPPERS = re.compile(rb"<w:(rt|rubyPr)(?: [^>]*)?(?<!/)>.*?</w:\1>|</?w:(?:dir|bdo|ruby|rubyBase)\b[^>]*>", re.DOTALL)
_SIMPLE_FIELD = re.compile(rb'<w:fldSimple\b[^>]*? w:instr="([^"]*)"[^>]*(?<!/)>')
_FIELD = (
    rb'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>\1</w:instrText></w:r>'
    rb'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"([\w-]+)[ \t]*[:=](?:[ \t]+|$)(.*)")

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
        source = read_html(_docx_as_html(data, str(path), remarks), whole=True)
    else:
        text = _decode(data, str(path), form, language or "", remarks)
        if not text.strip():
            raise GuideError("the file is empty.", place=str(path), hint="name a file that holds the article's text.")
        if form == "text":
            source = read_plain_text(text)
        else:
            front, body = _front_matter(text)
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


def _decode(data: bytes, place: str, form: str, language: str, remarks: list[str]) -> str:
    """The characters of a file, line ends as LF: by its byte-order mark, by what HTML declares, as UTF-8; for HTML
    that is none of these, by a guess that is told."""
    encoding, mark = read_bom(data)
    if encoding is None and form == "html":
        encoding, mark = _UNMARKED.get(data[:2]), b""
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
                declared = encoding is not None
                text = _not_utf_8(data, place, form, language, error, declared=declared, remarks=remarks)
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
    data: bytes, place: str, form: str, language: str, error: UnicodeDecodeError, *, declared: bool, remarks: list[str]
) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    if form != "html":
        raise GuideError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8.",
            place=f"{place}:{line}", hint="save the file in UTF-8; in most editors: Save as, encoding UTF-8.",
        ) from error  # fmt: skip
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if declared or lost * 20 < sum(not character.isascii() for character in text):  # a page that was cut, or patched
        return text
    guess = _guess(data, language)
    if guess is None:
        raise GuideError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8, and the page names no encoding.",
            place=f"{place}:{line}", hint="save the page in UTF-8.",
        ) from error  # fmt: skip
    remarks.append(
        f"{place}: the page names no encoding that is known; it was read as {guess.encoding}, which is a guess."
    )
    return data.decode(guess.encoding, "replace")


def _guess(data: bytes, language: str) -> CharsetMatch | None:
    """What a page without a declaration is likely to be in: told from its text alone, since its scripts, styles and
    tags are ASCII and look like any encoding. Of those that fit about as well, one that is usual for its language."""
    text = b"\n".join(line for line in _MARKUP.sub(b"\n", data).splitlines() if line.strip())
    language = language or read_html(data.decode("ascii", "replace")).language
    known = langcodes.Language.get(language).maximize() if langcodes.tag_is_valid(language) else None
    usual = (known and (_USUAL.get(known.language) or _USUAL.get(known.script))) or ("cp1252",)

    def fit(guess: CharsetMatch) -> tuple[float, ...]:
        unusual = guess.encoding not in usual
        if known:
            return (int(guess.chaos * 5), unusual, guess.chaos, -guess.coherence)
        return (round(guess.chaos, 1), -round(guess.coherence, 1), unusual, guess.chaos)

    return min(from_bytes(text, cp_isolation=list(ENCODINGS), threshold=0.5), key=fit, default=None)


def _keep_white_space(state: StateCore) -> None:
    """Give back what CommonMark keeps at the ends of a block: white space that is not ASCII, such as the indent of a
    Chinese paragraph. markdown-it strips it."""
    lines = state.src.split("\n")
    for token in state.tokens:
        if token.type == "inline" and token.map and token.content:
            first, *_, last = token.content.split("\n") * 2
            before = lines[token.map[0]].partition(first)[0]
            after = lines[token.map[1] - 1].rpartition(last)[2]
            before = before[len(before.rstrip()) :].lstrip(" \t")
            after = after[: len(after) - len(after.lstrip())].rstrip(" \t")
            token.content = before + token.content + after


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, but not where CommonMark has a heading that holds a bar."""
    underline = state.getLines(start + 1, start + 2, 0, False).strip() if start + 1 < end else ""
    return underline.strip("-") != "" and table(state, start, end, silent)


def _rendered(markdown: str) -> str:
    """Markdown as HTML, as CommonMark has it, with tables."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.after("block", "white space", _keep_white_space)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.validateLink = lambda url: True  # it would leave out what a browser should not follow; we only read
    # It would write addresses of other scripts in its own way: hosts as Punycode, words without their percent signs.
    parser.normalizeLink = lambda url: quote(url, safe="!#$%&'()*+,/:;=?@~")
    parser.normalizeLinkText = lambda text: text
    return parser.render(markdown)


def _said(front: dict[str, Any], source: Source) -> Source:
    """A source with what its front matter says of it."""

    def said(otherwise: str, *keys: str) -> str:
        values = (str(front[key]).strip() for key in keys if not isinstance(front.get(key), list | dict | None))
        return next(filter(None, values), otherwise)

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


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """What the front matter at the start of a text says (YAML between `---` lines, TOML between `+++` lines), and the
    rest of the text; all of it is rest where no keys stand between the lines."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    try:  # every value is text, or Norwegian (no) would be False
        front = tomllib.loads(match[2]) if match[1] == "+++" else yaml.load(match[2], Loader=yaml.BaseLoader)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError):
        lines = [line for line in match[2].split("\n") if line and not line.startswith((" ", "\t", "-", "#"))]
        keys = [_KEY.match(line) for line in lines]
        front = {key[1]: key[2].strip(" \t'\"") for key in keys if key} if all(keys) else None
    return (front, text[match.end() :]) if front and isinstance(front, dict) else ({}, text)


def _unwrapped(archive: zipfile.ZipFile) -> io.BytesIO:
    """A .docx without the wrappers that Mammoth leaves out with all that they hold."""
    unwrapped = io.BytesIO()
    with zipfile.ZipFile(unwrapped, "w") as copy:
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
                part = _SIMPLE_FIELD.sub(_FIELD, _WRAPPERS.sub(b"", part)).replace(b"</w:fldSimple>", _FIELD_END)
            copy.writestr(entry, part)
    return unwrapped


def _docx_as_html(data: bytes, place: str, remarks: list[str]) -> str:
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise GuideError(
                    f"the document unpacks to more than {UNPACKED:,} bytes.",
                    place=place, hint="take out its pictures, or save the article as HTML.",
                )  # fmt: skip
            result = mammoth.convert_to_html(
                _unwrapped(archive),
                style_map="p[style-name='Title'] => h1:fresh",
                convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            )
        if any("oMath" in message.message for message in result.messages):
            remarks.append(f"{place}: the document holds equations, which are not read.")
        return result.value
    except GuideError:
        raise
    except Exception as error:  # Mammoth lets what its XML reader raises through
        raise GuideError(
            f"this is no Word document that can be read ({type(error).__name__}).",
            place=place, hint="open it in a word processor and save it as .docx or HTML.",
        ) from error  # fmt: skip
