"""Writing files so that a reader never sees half of one, or some of several."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file in one step: it is the old one or the new one, never part of either."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_together(files: Mapping[Path, str | bytes]) -> None:
    """Write several files: all of them, or, if one cannot be written, none. Line ends stay as they are."""
    temporary: dict[Path, str] = {}
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary[path] = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
            os.chmod(temporary[path], path.stat().st_mode if path.exists() else 0o644)
        for path in files:
            os.replace(temporary[path], path)
            del temporary[path]
    except BaseException:
        for path in files.keys() - temporary.keys():
            old = before[path]
            if old is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(old)
        for name in temporary.values():
            Path(name).unlink(missing_ok=True)
        raise
