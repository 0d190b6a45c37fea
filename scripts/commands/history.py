"""What Git knows of a guide's folder."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *command: str) -> str:
    """What a Git command prints in a folder; "" without Git, outside of a repository, and where the command fails."""
    try:
        said = subprocess.run(["git", *command], cwd=root, capture_output=True, timeout=120, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.decode("utf-8", "replace").replace("\r\n", "\n")
