"""The version and date that paper and offline copies carry."""

import os
import subprocess

import pytest

from scripts import __version__
from scripts.commands.clock import today
from scripts.commands.edition import Edition, read_edition
from scripts.errors import GuideError


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def committed(tmp_path):
    env = os.environ | {
        "GIT_COMMITTER_DATE": "2024-02-29T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text("# Page\n")
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *command], cwd=tmp_path, env=env, check=True)
    return tmp_path


def test_without_git_it_is_of_today(tmp_path):
    assert read_edition(tmp_path) == Edition(__version__, today())


def test_it_is_of_the_newest_commit(committed):
    edition = read_edition(committed)
    assert edition.date == "2024-02-29"
    version, _, commit = edition.version.partition("+")
    assert version == __version__ and len(commit) == 7
    (committed / "README.md").write_text("No part of the site.\n")
    assert read_edition(committed) == edition


@pytest.mark.parametrize("path", ["docs/page.md", "docs/new.md", "mkdocs.yml"])
def test_what_was_changed_after_a_commit_is_said_and_of_today(committed, path):
    before = read_edition(committed)
    (committed / path).write_text("Changed.\n")
    assert read_edition(committed) == Edition(f"{before.version}-edited", today())


def test_a_folder_of_a_repository_has_its_own_newest_commit(committed):
    (committed / "new").mkdir()
    assert read_edition(committed / "new") == Edition(__version__, today())


def test_the_environment_wins_over_the_commit_and_a_day_given_over_both(committed, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert read_edition(committed).date == "2023-11-14"
    assert read_edition(committed, "2023-01-02").date == "2023-01-02"


@pytest.mark.parametrize("wrong", ["yesterday", "2999-01-01"])
def test_what_is_no_day_is_refused(tmp_path, wrong):
    with pytest.raises(GuideError):
        read_edition(tmp_path, wrong)


def test_a_date_is_written_as_the_language_writes_it():
    edition = Edition("1", "2026-11-26")
    assert edition.day_in("en") == "November 26, 2026"
    assert edition.day_in("zh-Hans") == "2026年11月26日"
    assert edition.day_in("es-419") == "26 de noviembre de 2026"
    assert edition.day_in("xx-unknown") == "2026-11-26"
    assert edition.seconds == 1795651200
