"""The build as a hospital runs it: three ways to one site, and a failure that breaks nothing."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from scripts.commands.build import build, forget_configuration, site_dir, stale_languages
from scripts.commands.check import built_site
from scripts.commands.state import one_at_a_time
from scripts.content.guide import read_guide
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
MKDOCS = Path(sys.executable).with_name("mkdocs")
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PAGE = "---\ntitle: {name}\n---\n# {name}\n\n## A section {{#first}}\n\nWords of it.\n"


@pytest.fixture(autouse=True)
def fresh_configuration():
    forget_configuration()


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def different(one, other):
    """Names of files that are not the same in both."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_mkdocs_build_and_guide_build_and_mkdocs_serve_give_the_same_site(copy_site, tmp_path):
    root = copy_site("six_languages")
    port = free_port()
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("https://example.org/", f"http://127.0.0.1:{port}/")
    (root / "mkdocs.yml").write_text(f"{settings}\ndev_addr: 127.0.0.1:{port}\n", encoding="utf-8")

    assert build(root) == 0
    ours = files(root / "site")
    assert {"index.html", "ar/index.html", "zh-Hans/index.html", "fil/symptoms.html", "404.html", "hi/404.html"} <= set(
        ours
    )

    subprocess.run([MKDOCS, "build", "--strict", "--quiet", "-d", tmp_path / "mkdocs"], cwd=root, check=True, env=QUIET)
    assert different(ours, files(tmp_path / "mkdocs")) == []

    server = subprocess.Popen([MKDOCS, "serve", "--strict", "--quiet", "--no-livereload"], cwd=root, env=QUIET)
    try:
        served = {}
        for name in ours:
            served[name] = fetch(f"http://127.0.0.1:{port}/{name}", server)
        assert different(ours, served) == []
    finally:
        server.terminate()
        server.wait()


def fetch(address, server):
    """What a server answers; waits for it to start."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_one_process_and_several_give_the_same(copy_site):
    root = copy_site("six_languages")
    assert build(root, jobs=1) == 0
    one = files(root / "site")
    assert build(root, jobs=4) == 0
    assert different(one, files(root / "site")) == []


def test_a_build_that_fails_leaves_the_last_good_site(make_site, capsys):
    root = make_site()
    assert build(root) == 0
    before = files(root / "site")
    page = root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](nowhere.md#at-all)\n", encoding="utf-8")
    assert build(root) == 1
    said = capsys.readouterr().err
    assert "nowhere.md" in said and "the last good one, if any, is unchanged" in said
    assert files(root / "site") == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


def test_a_broken_anchor_stops_the_build(make_site, capsys):
    root = make_site({"docs/en/get-help.md": "---\ntitle: Help\n---\n# Help\n\n[x](index.md#no-such-section)\n"})
    assert build(root) == 1
    assert "no-such-section" in capsys.readouterr().err


def test_only_what_changed_is_stale(make_site):
    root = make_site(
        {"docs/es/index.md": "---\ntitle: Inicio\n---\n# Inicio\n\n## Qué es {#what-it-is}\n\nPalabras.\n"}
    )
    assert stale_languages(read_guide(root)) == ["en", "es"]
    build(root)
    assert stale_languages(read_guide(root)) == []
    page = root / "docs/es/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Palabras", "Otras palabras"), encoding="utf-8")
    assert stale_languages(read_guide(root)) == ["es"]
    page = root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Some words", "Other words"), encoding="utf-8")
    assert stale_languages(read_guide(root)) == ["en", "es"]


def test_one_language_built_again_gives_the_whole_site(make_site):
    root = make_site(
        {"docs/es/index.md": "---\ntitle: Inicio\n---\n# Inicio\n\n## Qué es {#what-it-is}\n\nPalabras.\n"}
    )
    build(root)
    (root / "docs/es/index.md").unlink()
    page = root / "docs/en/get-help.md"
    page.write_text(page.read_text(encoding="utf-8").replace("at once", "right now"), encoding="utf-8")
    for tag in ("es", "en"):
        assert build(root, tags=(tag,)) == 0
    part_by_part = files(root / "site")
    assert build(root) == 0
    assert different(part_by_part, files(root / "site")) == []


def test_a_language_that_is_built_alone_brings_its_assets_and_leaves_the_others_theirs(make_site):
    root = make_site()
    (root / "docs/assets").unlink()
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    build(root)
    style = root / "docs/assets/styles/site.css"
    style.write_text(style.read_text(encoding="utf-8") + "p{color:red}", encoding="utf-8")
    for tags, count in ((("es",), 2), (("en",), 1)):
        build(root, tags=tags)
        styles = {path.name for path in (root / "site/assets/styles").glob("site.*.css")}
        assert len(styles) == count
        for name in ("index.html", "es/index.html"):
            assert re.search(r"site\.\w+\.css", (root / "site" / name).read_text(encoding="utf-8"))[0] in styles
    part_by_part = files(root / "site")
    build(root)
    assert different(part_by_part, files(root / "site")) == []


def test_a_page_taken_away_leaves_the_site(make_site):
    root = make_site({"docs/en/extra.md": "---\ntitle: Extra\n---\n# Extra\n"})
    build(root)
    assert (root / "site/extra.html").exists()
    (root / "docs/en/extra.md").unlink()
    build(root, tags=("en",))
    assert not (root / "site/extra.html").exists()


def test_a_language_taken_away_leaves_the_site(make_site):
    languages = "- {tag: en, name: English, theme: en}\n- {tag: es, name: Español, theme: es}\n- {tag: ar, name: x, theme: ar}\n"
    root = make_site({"docs/_data/languages.yml": languages, "docs/ar/.gitkeep": ""})
    build(root)
    assert (root / "site/ar/index.html").exists()
    (root / "docs/ar/.gitkeep").unlink()
    (root / "docs/ar").rmdir()
    (root / "docs/_data/languages.yml").write_text(languages.rsplit("- ", 1)[0], encoding="utf-8")
    assert build(root, tags=("es",)) == 0
    assert not (root / "site/ar").exists() and not [*(root / "site/assets/search").glob("ar.*")]


def test_a_site_that_somebody_else_wrote_is_not_taken_for_ours(make_site):
    root = make_site()
    build(root)
    assert stale_languages(read_guide(root)) == []
    (root / "site/es/get-help.html").unlink()
    assert stale_languages(read_guide(root)) == ["es"]
    build(root)
    subprocess.run([MKDOCS, "build", "--quiet"], cwd=root, check=True, env=QUIET)
    assert stale_languages(read_guide(root)) == ["en", "es"]


def test_an_asset_that_moved_is_seen(make_site):
    root = make_site()
    (root / "docs/assets").unlink()
    (root / "docs/assets").mkdir()
    (root / "docs/assets/one.txt").write_text("x")
    build(root)
    (root / "docs/assets/below").mkdir()
    (root / "docs/assets/one.txt").rename(root / "docs/assets/below/one.txt")
    assert stale_languages(read_guide(root)) == ["en", "es"]
    build(root, tags=("en",))
    assert (root / "site/assets/below/one.txt").exists() and not (root / "site/assets/one.txt").exists()


def test_a_link_to_the_web_root_stays_a_link_and_dot_files_stay(make_site, tmp_path):
    root = make_site()
    (tmp_path / "www" / ".well-known").mkdir(parents=True)
    (root / "site").symlink_to(tmp_path / "www", target_is_directory=True)
    for _ in range(2):
        assert build(root) == 0
        assert (root / "site").is_symlink()
        assert (tmp_path / "www" / "index.html").exists() and (tmp_path / "www" / ".well-known").is_dir()
    assert build(root, tags=("es",)) == 0
    assert (tmp_path / "www" / ".well-known").is_dir()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_stopped_leaves_nothing_behind(make_site, stop):
    pages = {
        f"docs/en/page-{n}.md": f"---\ntitle: P{n}\n---\n# P{n}\n" + "\n\nWords *and* more.\n" * 400 for n in range(60)
    }
    root = make_site(pages)
    assert build(root) == 0
    before = files(root / "site")
    guide = subprocess.Popen(
        [MKDOCS.with_name("guide"), "--root", root, "build"], stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(stop, signal.SIG_DFL),  # shells let what runs in the background ignore Ctrl+C
    )  # fmt: skip
    staging = []
    while not staging:  # until its processes are at work
        assert guide.poll() is None
        staging = [path for path in root.glob(".site.*") if (path / "language").exists()]
    guide.send_signal(stop)
    said = guide.communicate()[1]  # ends only when no process of it holds the pipe any more
    assert guide.returncode == 130 and "guide: stopped." in said and "Traceback" not in said
    assert list(root.glob(".site.*")) == []
    assert files(root / "site") == before


def test_what_a_killed_build_left_is_cleared_away(make_site):
    root = make_site()
    (root / ".site.left" / "language").mkdir(parents=True)
    assert build(root) == 0
    assert list(root.glob(".site.*")) == []


def test_two_builds_at_once_do_not_meet(make_site):
    root = make_site()
    with one_at_a_time(root), pytest.raises(GuideError, match="another build of this guide is running"):
        build(root)
    assert build(root) == 0


def test_a_folder_that_cannot_be_written_is_named(make_site):
    root = make_site()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f"mount --bind -o ro {root} {root} && mount -o remount,ro,bind {root} && "
         f"{MKDOCS.with_name('guide')} --root {root} build"],
        capture_output=True, text=True,
    )  # fmt: skip
    if "Operation not permitted" in done.stderr or "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine lets nobody mount a folder read-only")
    assert done.returncode == 2
    assert "Read-only file system" in done.stderr and "Traceback" not in done.stderr
    assert "Next: check that the folder can be written to" in done.stderr


def test_an_unknown_language_is_refused(make_site):
    with pytest.raises(GuideError, match="'fr' is no language of this site"):
        build(make_site(), tags=("fr",))


def test_settings_that_cannot_be_read_are_named(make_site):
    root = make_site({"mkdocs.yml": "site_name: x\ntheme: nothing-of-the-kind\n"})
    with pytest.raises(GuideError, match=r"mkdocs\.yml.*nothing-of-the-kind"):
        build(root)


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("mkdocs.yml", "site_url: https://example.org/", "", "mkdocs.yml: site_url is missing."),
        ("mkdocs.yml", "  - i18n:", "  - search:", "mkdocs.yml"),
        ("docs/_data/languages.yml", "theme: es", "theme: xx", "Material has no interface words 'xx' (language es)"),
        ("docs/en/get-help.md", "{{emergency}}", "{{emergncy}}", "docs/en/get-help.md:8: there is no slot 'emergncy'."),
        (
            "docs/en/get-help.md",
            "title:",
            "titel:",
            "docs/en/get-help.md:2: the front matter of a page has no key 'titel'.",
        ),
    ],
)
def test_what_does_not_fit_stops_the_build_with_its_place(make_site, path, old, new, message):
    root = make_site()
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    for command in ([MKDOCS.with_name("guide"), "build"], [MKDOCS, "build"]):
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=QUIET)
        assert done.returncode != 0
        assert message in done.stderr, command
        assert "Traceback" not in done.stderr
    assert not (root / "site/get-help.html").exists()


@pytest.mark.parametrize(("tag", "direction"), [("fil", "ltr"), ("ar", "rtl")])
def test_the_first_language_is_that_of_the_data_whatever_mkdocs_yml_names(make_site, tmp_path, tag, direction):
    pages = {f"docs/{tag}/{name}.md": PAGE.format(name=name) for name in ("index", "get-help", "all")}
    english = dict.fromkeys(f"docs/en/{name}.md" for name in ("index", "get-help", "all"))
    words = (ROOT / "docs/_data/ui/en.yml").read_text(encoding="utf-8")
    languages = f"- {{tag: {tag}, name: x}}\n- {{tag: en, name: English, theme: en}}\n"
    data = {"docs/_data/languages.yml": languages, f"docs/_data/ui/{tag}.yml": words}
    root = make_site({**english, **pages, **data, "docs/en/.gitkeep": "", "docs/es/.gitkeep": None})
    assert "locale: en" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert build(root) == 0
    ours = files(root / "site")
    for path, said in (("index.html", tag), ("get-help.html", tag), ("en/index.html", "en")):
        assert f'<html lang="{said}" dir="{direction if said == tag else "ltr"}">'.encode() in ours[path], path
    assert {"en/get-help.html", "sitemap.xml"} <= set(ours)
    assert [name for name in ours if re.fullmatch(rf"assets/search/{tag}\.\w{{8}}\.js", name)]
    assert not any(name.startswith(f"{tag}/") for name in ours)
    subprocess.run([MKDOCS, "build", "--strict", "--quiet", "-d", tmp_path / "mkdocs"], cwd=root, check=True, env=QUIET)
    assert different(ours, files(tmp_path / "mkdocs")) == []


def test_a_site_in_one_language_can_be_checked_right_after_it_was_built(make_site):
    root = make_site({"docs/_data/languages.yml": "- {tag: en, name: English, theme: en}\n", "docs/es/.gitkeep": None})
    assert build(root) == 0
    assert site_dir(root) == root / "site"
    guide = read_guide(root)
    assert stale_languages(guide) == []
    assert built_site(guide).page(guide.languages.source, "index").sections["what-it-is"].said
    page = root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Some words", "Other words"), encoding="utf-8")
    assert (
        "Other words" in built_site(read_guide(root)).page(guide.languages.source, "index").sections["what-it-is"].text
    )
    assert list(root.glob(".site.*")) == []


def test_mkdocs_says_what_is_wrong_with_the_data_without_a_traceback(make_site):
    root = make_site({"docs/_data/languages.yml": "- {tag: en, nam: English}\n"})
    done = subprocess.run([MKDOCS, "build"], cwd=root, capture_output=True, text=True, env=QUIET)
    assert done.returncode != 0
    assert "docs/_data/languages.yml:1: a language has no key 'nam'" in done.stderr
    assert "Traceback" not in done.stderr
