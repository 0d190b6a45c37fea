"""One style for all code, as pyproject.toml has it; `ruff check --fix` and `ruff format` put it right."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_code_is_in_style(command):
    ruff = [sys.executable, "-m", "ruff", *command, "scripts", "tests"]
    done = subprocess.run(ruff, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
