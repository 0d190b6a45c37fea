"""The two commands on a machine that lacks something: one sentence, and what to install."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("ensurepip", "Python's module venv is missing: sudo apt-get install python3-venv"),
        ("version_info", "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11."),
    ],
)
@pytest.mark.parametrize("target", ["serve", "test"])
def test_what_is_missing_is_told_in_one_sentence(tmp_path, target, missing, sentence):
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{missing}*) exit 1;; esac\nexit 0\n')
    python.chmod(0o755)
    command = ["make", target, f"PYTHON={python}", f"VENV={tmp_path / 'venv'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert said == [sentence]


def test_locks_pin_every_package_by_hash_and_name_no_registry():
    for name in ("serve.lock", "test.lock", "audit.lock"):
        lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and line[0].isalpha()]
        assert packages and all("==" in line for line in packages)
        assert sum("--hash=sha256:" in line for line in lines) >= len(packages)
        assert not any("://" in line or "--index" in line or "--find-links" in line for line in lines)


def test_what_is_served_is_what_is_tested_and_audited():
    def pins(name):
        lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if line and line[0].isalpha()}

    assert pins("serve.lock") <= pins("test.lock") <= pins("audit.lock")
    assert not any(pin.startswith(("playwright", "pytest", "hypothesis")) for pin in pins("serve.lock"))
