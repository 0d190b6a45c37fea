"""Text files that people hand us: read whole, as UTF-8, with a message for everything else."""

from __future__ import annotations

import codecs
from pathlib import Path

from scripts.errors import GuideError

LIMIT = 5_000_000  # bytes; no article or page comes near it, so a larger file is the wrong file


def read_bytes(path: Path, place: str = "") -> bytes:
    """What a file holds. `place` is how messages name it (default: its path). Raises GuideError for a file that is
    missing, no file, or over 5 MB."""
    place = place or str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise GuideError("there is no such file.", place=place, hint="check the name and the folder.") from None
    except IsADirectoryError:
        raise GuideError("this is a folder; a file was expected.", place=place, hint="name a file in it.") from None
    except OSError as error:
        raise GuideError(f"the file could not be read: {error.strerror}.", place=place) from error
    if len(data) > LIMIT:
        raise GuideError(
            f"the file has more than {LIMIT:,} bytes, which is all that is read.",
            place=place,
            hint="take out what is not text, or split the article.",
        )
    return data


def read_text(path: Path, place: str = "") -> str:
    """The text of a file, line ends as LF and a byte-order mark dropped.

    Raises GuideError as `read_bytes` does, and for a file that is binary or not UTF-8 (naming the byte).
    """
    place = place or str(path)
    data = read_bytes(path, place)
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise GuideError(
            "the file is in UTF-16; UTF-8 was expected.",
            place=f"{place}:1",
            hint="save the file in UTF-8; in most editors: Save as, encoding UTF-8.",
        )
    if b"\0" in data:
        raise GuideError(
            f"byte {data.index(0) + 1} is zero, so this is not a text file.",
            place=f"{place}:{data.count(bytes([10]), 0, data.index(0)) + 1}",
            hint="save the file as plain text in UTF-8.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GuideError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8.",
            place=f"{place}:{line}",
            hint="save the file in UTF-8; in most editors: Save as, encoding UTF-8.",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
