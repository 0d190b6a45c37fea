"""`guide publish`: whatever happens at whatever moment, what is served is one whole release."""

import errno
import os
import shutil
import subprocess
import sys
import warnings
from functools import cache
from types import SimpleNamespace

import pytest
from conftest import INDEX

from scripts.commands import publish as publishing
from scripts.commands.build import build, forget_configuration
from scripts.commands.edition import Edition
from scripts.commands.publish import check_whole, files_of, publish
from scripts.commands.state import held
from scripts.content.guide import read_guide
from scripts.errors import GuideError

STEPS = ("link", "symlink", "replace", "fsync", "utime")
"""What changes the disk, of the module os: the moments at which a command is stopped."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A tiny site, and a copy of it with another page and another script, both built."""
    from conftest import ALL, BOXES, HELP, MENU, ROOT, borrow

    made = []
    for name, words in (("one", "Some words about it."), ("two", "Other words about it.")):
        root = tmp_path_factory.mktemp("sites") / name
        text = {
            "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
            "docs/_data/languages.yml": "- {tag: en, name: English, theme: en}\n",
            "docs/_data/menu.yml": MENU, "docs/_data/safety.yml": BOXES, "docs/_data/ui/en.yml": (ROOT / "docs/_data/ui/en.yml").read_text(encoding="utf-8"),
            "docs/en/index.md": INDEX.replace("Some words about it.", words), "docs/en/get-help.md": HELP, "docs/en/all.md": ALL,
        }  # fmt: skip
        for path, content in text.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
        with (root / "docs/assets/scripts/theme.js").open("a") as script:
            script.write(f";window.edition='{name}';\n")
        borrow(root)
        forget_configuration()
        assert build(root) == 0
        made.append(root)
    return made


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Nothing waits for the disk: that it is asked to is counted among the steps."""
    forget_configuration()
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def is_whole(folder, *sites):
    """Which of the sites is served: all of its files, and nothing of another but assets by names of their own."""
    served = contents(folder / "current")
    for number, root in enumerate(sites):
        if all(served.get(path) == data for path, data in contents(root / "site").items()):
            pages = {path for path in served if path.endswith(".html")}
            assert pages == {path for path in contents(root / "site") if path.endswith(".html")}
            return number
    raise AssertionError("what is served is none of the sites")


def test_a_release_is_served_compressed_and_a_second_one_keeps_what_is_the_same(sites, tmp_path):
    one, two = sites
    (one / "site/.well-known").mkdir(exist_ok=True)
    (one / "site/.well-known/security.txt").write_text("x")
    (one / "site/.git").mkdir(exist_ok=True)
    (one / "site/.git/config").write_text("secret")
    assert publish(one, tmp_path) == 0
    assert os.readlink(tmp_path / "current") == "releases/000001"
    first = tmp_path / "releases/000001"
    assert (first / ".well-known/security.txt").exists() and not (first / ".git").exists()
    assert {"index.html.br", "index.html.gz", "sitemap.xml.br"} <= {path.name for path in first.iterdir()}
    before = {path: (tmp_path / "current" / path).stat() for path in ("get-help.html", "index.html", "sw.js")}
    assert publish(two, tmp_path) == 0
    after = {path: (tmp_path / "current" / path).stat() for path in before}
    assert after["sw.js"].st_mtime == before["sw.js"].st_mtime and after["sw.js"].st_ino == before["sw.js"].st_ino
    assert int(after["index.html"].st_mtime) > int(before["index.html"].st_mtime), "a server would say “not modified”"
    script = next((first / "assets/scripts").glob("theme.*.js"))
    carried = tmp_path / "current" / script.relative_to(first)
    assert carried.read_bytes() == script.read_bytes(), "pages that were opened before need it"
    assert carried.with_name(f"{script.name}.br").exists()
    assert is_whole(tmp_path, one, two) == 1


def test_three_releases_stay_and_what_was_carried_goes_with_them(sites, tmp_path):
    one, two = sites
    publish(one, tmp_path)
    script = next((tmp_path / "current/assets/scripts").glob("theme.*.js")).name
    for _ in range(4):
        publish(two, tmp_path)
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["000003", "000004", "000005"]
    assert not (tmp_path / "current/assets/scripts" / script).exists()


def test_rollback(sites, tmp_path, capsys):
    one, two = sites
    with pytest.raises(GuideError, match="nothing has been published"):
        publish(one, tmp_path, rollback=True)
    publish(one, tmp_path)
    with pytest.raises(GuideError, match="no release before"):
        publish(one, tmp_path, rollback=True)
    publish(two, tmp_path)
    script = next((two / "site/assets/scripts").glob("theme.*.js")).name
    assert publish(one, tmp_path, rollback=True) == 0
    assert "Release 000001 is served again, instead of 000002." in capsys.readouterr().out
    assert is_whole(tmp_path, one, two) == 0
    assert (tmp_path / "current/assets/scripts" / script).exists(), "pages of the newer release are open somewhere"
    publish(two, tmp_path)
    assert os.readlink(tmp_path / "current") == "releases/000003" and is_whole(tmp_path, one, two) == 1


@pytest.fixture
def quick(monkeypatch):
    """Leave out what reads and writes nothing of a release: each of some hundred steps is tried."""
    files = {}

    def known(guide):
        return files.setdefault(guide.root, files_of(guide.root / "site"))

    monkeypatch.setattr(publishing, "read_guide", lambda root: SimpleNamespace(root=root))
    monkeypatch.setattr(publishing, "check_whole", known)
    monkeypatch.setattr(publishing, "read_edition", lambda root: Edition("0", "2026-11-26"))
    monkeypatch.setattr(publishing, "encodings", cache(publishing.encodings))


def stopped_at(number, monkeypatch, stop):
    """Let the `number`-th change of the disk be `stop` instead. Gives a function that says how many there were."""
    count = 0

    def counted(function):
        def called(*args, **options):
            nonlocal count
            count += 1
            return stop() if count == number else function(*args, **options)

        return called

    for name in STEPS:
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    monkeypatch.setattr(publishing, "ThreadPoolExecutor", lambda _: publishing_in_turn)
    return lambda: count


class InTurn:
    """As many workers as one, so that steps have an order."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    map = staticmethod(map)


publishing_in_turn = InTurn()


def steps_of(sites, tmp_path, monkeypatch):
    """How many changes of the disk a second release is."""
    with monkeypatch.context() as patched:
        publish(sites[0], tmp_path / "counted")
        counted = stopped_at(0, patched, None)
        publish(sites[1], tmp_path / "counted")
        return counted()


def tried(steps):
    """Each step at the end, where links change and old releases go, and every ninth of the many alike before."""
    return sorted({*range(1, steps - 30, 9), *range(max(1, steps - 30), steps + 1)})


def test_killed_at_any_step(sites, tmp_path, monkeypatch, quick):
    """A forked process is ended at each step in turn, as by a power cut; the next command clears up."""
    steps, seen = steps_of(sites, tmp_path, monkeypatch), []
    publish(sites[0], tmp_path / "www")
    for number in tried(steps):
        shutil.rmtree(tmp_path / "tried", ignore_errors=True)
        shutil.copytree(tmp_path / "www", tmp_path / "tried", symlinks=True, copy_function=os.link)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            child = os.fork()
        if child == 0:
            os.close(2)
            stopped_at(number, monkeypatch, lambda: os._exit(9))
            publish(sites[1], tmp_path / "tried")
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, "it was not killed"
        seen.append(is_whole(tmp_path / "tried", *sites))
    assert seen == sorted(seen) and set(seen) == {0, 1}
    publish(sites[1], tmp_path / "tried")
    assert is_whole(tmp_path / "tried", *sites) == 1
    assert not [path for path in (tmp_path / "tried/releases").iterdir() if path.name.startswith(".")]


def test_a_full_disk_at_any_step(sites, tmp_path, monkeypatch, quick):
    steps, seen = steps_of(sites, tmp_path, monkeypatch), []

    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    publish(sites[0], tmp_path / "www")
    for number in tried(steps):
        shutil.rmtree(tmp_path / "tried", ignore_errors=True)
        shutil.copytree(tmp_path / "www", tmp_path / "tried", symlinks=True, copy_function=os.link)
        with monkeypatch.context() as patched:
            stopped_at(number, patched, full)
            with pytest.raises(GuideError, match=r"(?s)No space left.*\n  Next: "):
                publish(sites[1], tmp_path / "tried")
        seen.append(is_whole(tmp_path / "tried", *sites))
        assert not [path for path in (tmp_path / "tried/releases").iterdir() if path.name.startswith(".")]
    assert seen == sorted(seen) and seen[0] == 0


def test_two_at_once(sites, tmp_path):
    publish(sites[0], tmp_path)
    with held(tmp_path / ".lock", "", place=tmp_path), pytest.raises(GuideError, match="another command is publishing"):
        publish(sites[1], tmp_path)  # held as the command itself holds it
    assert is_whole(tmp_path, *sites) == 0


def test_what_cannot_be_written_to_is_told_without_a_traceback(sites, tmp_path):
    (tmp_path / "file").write_text("x")
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "--root", sites[0], "publish", tmp_path / "file"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert done.stderr.startswith("guide: ") and "\n  Next: " in done.stderr
    (tmp_path / "www/current").mkdir(parents=True)
    with pytest.raises(GuideError, match="is no link to a release"):
        publish(sites[0], tmp_path / "www")


def test_a_stale_or_broken_site_is_not_published(sites, tmp_path, monkeypatch):
    root = tmp_path / "copy"
    shutil.copytree(sites[0], root, symlinks=True)
    forget_configuration()
    assert build(root) == 0
    publish(root, tmp_path / "www")
    with (root / "docs/en/index.md").open("a") as page:
        page.write("\nMore.\n")
    with pytest.raises(GuideError, match=r"older than its text: en\.\n  Next: run `guide build`"):
        publish(root, tmp_path / "www")
    assert build(root) == 0
    monkeypatch.setattr(publishing, "stale_languages", lambda guide: [])
    style = next((root / "site/assets/styles").glob("site.*.css"))
    style.unlink()
    with pytest.raises(
        GuideError, match=rf"the first: assets/styles/{style.name}, which \w+\.html needs\.\n  Next: delete"
    ):
        publish(root, tmp_path / "www")
    assert is_whole(tmp_path / "www", *sites) == 0


@pytest.mark.parametrize(("stage", "scripts"), [("public", 1), ("preview", 1), ("hidden", 0)])
def test_a_site_is_whole_at_every_stage_of_its_second_language(make_site, stage, scripts):
    languages = f"- {{tag: en, name: English, theme: en}}\n- {{tag: es, name: Español, theme: es, stage: {stage}}}\n"
    root = make_site({"docs/_data/languages.yml": languages})
    forget_configuration()
    assert build(root) == 0
    check_whole(read_guide(root))
    assert len([*(root / "site/assets/scripts").glob("offers.*.js")]) == scripts


def test_a_read_only_target_is_left_as_it_is(sites, tmp_path, monkeypatch):
    publish(sites[0], tmp_path)

    def refused(*args, **options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(tmp_path / "releases"))

    monkeypatch.setattr(publishing.Path, "mkdir", refused)
    with pytest.raises(GuideError, match=r"releases: could not publish: Read-only file system\.\n  Next: "):
        publish(sites[1], tmp_path)
    assert is_whole(tmp_path, *sites) == 0
