"""Writing files so that a reader never sees half of one, nor some of several."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step: it is the old one or the new one, never part of either."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_all(root: Path, files: Mapping[str, str | bytes], check: Callable[[], object] = lambda: None) -> None:
    """Write several files below a folder, in their order, or none: if one cannot be written, or if `check` then
    raises, all is as it was before."""
    (root / "docs").mkdir(exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".new.", dir=root / "docs"))  # readers of docs/ skip what begins with a dot
    undo: list[Callable[[], object]] = []
    try:
        for path, content in files.items():
            write_whole(staging / "new" / path, content)
            if (root / path).exists():
                shutil.copymode(root / path, staging / "new" / path)
        for number, path in enumerate(files):
            below = _highest_new(root, path)
            made, staged = root / below, staging / "new" / below
            if not staged.exists():
                continue  # it came with its folder
            if made.exists():
                old = staging / "old" / str(number)
                old.parent.mkdir(exist_ok=True)
                shutil.copy2(made, old)
                undo.append(lambda made=made, old=old: os.replace(old, made))
            else:
                undo.append(lambda made=made: shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True))
            os.replace(staged, made)
        check()
    except BaseException:
        for back in reversed(undo):
            back()
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _highest_new(root: Path, path: str) -> str:
    """The first part of a path that is not there yet, which can be put in place with all below it in one step."""
    parts = Path(path).parts
    for length in range(1, len(parts)):
        if not (root / Path(*parts[:length])).exists():
            return Path(*parts[:length]).as_posix()
    return path
