"""What audits need besides what tests need: `make audit` installs the npm packages, the rest is Debian's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / ".audit" / "node_modules"


def program(name: str, package: str) -> str:
    """The path of a program; its absence is a failure that says what to install."""
    return shutil.which(name) or pytest.fail(f"{name} is not installed: sudo apt-get install {package}")


def npm_file(path: str) -> Path:
    """A file of a package that `make audit` takes from npm."""
    return TOOLS / path if (TOOLS / path).exists() else pytest.fail(f"{TOOLS / path} is missing: run `make audit`")
