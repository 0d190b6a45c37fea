"""The logo: a small SVG, PNG or JPEG of docs/assets/site/ that cannot do anything but be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from scripts.content.file import read_bytes
from scripts.errors import GuideError

FOLDER = "docs/assets/site/"
HEAVIEST = 20_000  # bytes: every reader waits for it, on every first page
_FORM = f"save it as a plain SVG, or as a PNG or JPEG, in {FOLDER}."
_ACTIVE = frozenset("script foreignobject iframe object embed handler listener".split())
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?\s*(?!['\"]?\s*#)|@import|expression\s*\(|javascript:", re.IGNORECASE)
# The segments of a JPEG that tell its size: C0 to CF without the tables among them.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Logo:
    """`path` is that in the site, `assets/site/logo.svg`; `width` and `height` keep its place until it is loaded."""

    path: str
    width: int
    height: int

    def at_height(self, height: int) -> tuple[int, int]:
        """Its width and height as shown."""
        return max(1, round(self.width * height / self.height)), height


def read_logo(root: Path, name: str, place: str) -> Logo:
    """The logo in a file. `name` is its path from the root of the guide, or its name in docs/assets/site/.

    Raises GuideError for a file that is elsewhere, too heavy or no image, and for an SVG that could do more than be shown.
    """
    path = name if "/" in name else FOLDER + name
    if ".." in PurePosixPath(path).parts or not path.startswith(FOLDER):
        raise GuideError(f"the logo '{name}' is not in {FOLDER}.", place=place, hint="move it there.")
    if not (root / path).is_file():
        raise GuideError(
            f"there is no file {path}.", place=place, hint=f"copy the logo to {FOLDER}, or correct its name."
        )
    return check_logo(read_bytes(root / path, path), path, place)


def check_logo(data: bytes, path: str, place: str) -> Logo:
    """The logo in the bytes of a file; `path` is the one it has or will have, from the root of the guide.

    Raises GuideError as `read_logo` does.
    """
    if len(data) > HEAVIEST:
        raise GuideError(
            f"the logo has {len(data):,} bytes; {HEAVIEST:,} at most were expected.", place=path,
            hint="make it smaller: it is shown 40 pixels high. An SVG is lightest.",
        )  # fmt: skip
    size = _png(data) or _jpeg(data) or _svg(data, path)
    if size is None or min(size) < 1:
        raise GuideError(f"{path} is no image that can be shown.", place=place, hint=_FORM)
    if not path.lower().endswith(
        (".png",) if data[:1] == b"\x89" else (".jpg", ".jpeg") if data[:1] == b"\xff" else (".svg",)
    ):
        raise GuideError(
            f"{path} holds another kind of image than its name says.", place=place,
            hint="end its name in .svg, .png or .jpg, as what it is.",
        )  # fmt: skip
    return Logo(path.removeprefix("docs/"), *size)


def _png(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or b"IEND" not in data[-12:]:
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg(data: bytes) -> tuple[int, int] | None:
    if data[:3] != b"\xff\xd8\xff" or b"\xff\xd9" not in data[-64:]:
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None


def _svg(data: bytes, path: str) -> tuple[int, int] | None:
    """The size of an SVG; None if it is none. GuideError if it can run, load or show anything from elsewhere."""
    if b"<" not in data[:1000]:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        top = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(top).localname != "svg":
        return None

    def refuse(what: str, line: int | None) -> GuideError:
        return GuideError(
            f"the logo holds {what}.", place=f"{path}:{line or 1}",
            hint="take it out, or save the logo as a PNG: a logo may hold shapes only.",
        )  # fmt: skip

    if top.getroottree().docinfo.internalDTD is not None:
        raise refuse("a doctype", 1)
    for node in [*top.itersiblings(preceding=True), *top.iter(), *top.itersiblings()]:
        if isinstance(node, etree._Comment):
            continue
        if not isinstance(node.tag, str):
            raise refuse("a processing instruction or an entity", node.sourceline)
        name = etree.QName(node).localname
        if name.lower() in _ACTIVE:
            raise refuse(f"<{name}>", node.sourceline)
        if name.lower() == "style" and _URL.search(node.text or ""):
            raise refuse("a style that loads from elsewhere", node.sourceline)
        for key, value in node.attrib.items():
            short = etree.QName(key).localname.lower()
            if short.startswith("on"):
                raise refuse(f"the event handler '{short}'", node.sourceline)
            if (short in ("href", "src") and not _INSIDE.match(value.strip())) or _URL.search(value):
                raise refuse(f"a reference to somewhere else: {short}=“{value[:60]}”", node.sourceline)
            if name.lower() in ("set", "animate") and short == "attributename" and "href" in value.lower():
                raise refuse(f"<{name}> that changes an address", node.sourceline)
    return _size(top)


def _size(top: etree._Element) -> tuple[int, int]:
    view = [float(one) for one in re.findall(r"[-\d.]+", top.get("viewBox", "")) if re.search(r"\d", one)]
    given = [re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", top.get(key, "")) for key in ("width", "height")]
    if len(view) == 4 and view[2] > 0 and view[3] > 0:
        width, height = view[2:]
    elif all(given):
        width, height = (float(one[1]) for one in given if one)
    else:
        width = height = 1
    scale = 100 / height if height else 1  # as whole numbers of the same shape
    return max(1, round(width * scale)), 100
