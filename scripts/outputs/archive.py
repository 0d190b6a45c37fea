"""The site in one file, the same byte for byte wherever and whenever it is made of the same files."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Mapping

_DAY = 24 * 60 * 60


def tarred(files: Mapping[str, bytes], seconds: int) -> bytes:
    """A tar archive of files by path, in order, with a day given as seconds since 1970.

    Files of the same content get the same time of that day and others another one: servers tell by time and size
    whether a file has changed, and two editions of one day must not be taken for the same.
    """
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files):
            entry = tarfile.TarInfo(path)
            content = hashlib.sha256(files[path]).digest()
            entry.size, entry.mode = len(files[path]), 0o644
            entry.mtime = seconds + int.from_bytes(content[:4], "big") % _DAY
            archive.addfile(entry, io.BytesIO(files[path]))
    return made.getvalue()


def sums(files: Mapping[str, bytes]) -> str:
    """SHA256SUMS of files by name, as `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
