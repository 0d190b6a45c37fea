"""Files compressed beforehand, so that no server does it while a reader waits."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath

import brotli

TEXT = frozenset(".html .css .js .json .svg .xml .txt .webmanifest".split())
ENDINGS = (".br", ".gz")
"""What stands behind a file's name for each of its encodings."""


def encodings(path: str, data: bytes) -> dict[str, bytes]:
    """The encodings of a file by their ending, the same for the same bytes; {} for what is small or compressed already."""
    if PurePosixPath(path).suffix not in TEXT or len(data) < 200:
        return {}
    made = (brotli.compress(data), gzip.compress(data, 9, mtime=0))
    return {ending: one for ending, one in zip(ENDINGS, made, strict=True) if len(one) < len(data)}
