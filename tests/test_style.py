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


def test_the_two_dark_palettes_are_the_same():
    """One follows the device, one the reader's choice; CSS has no way to say both at once that older phones know."""
    css = (ROOT / "docs/assets/styles/site.css").read_text(encoding="utf-8")
    chosen = css.split(':root[data-theme="dark"] {')[1].split("}")[0]
    device = css.split(':root:not([data-theme="light"]) {')[1].split("}")[0]
    assert chosen.split() == device.split()
    assert chosen.count("--") >= 10
