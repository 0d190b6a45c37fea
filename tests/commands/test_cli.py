"""`guide` as a person types it: exit codes, and one message for each mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(sys.executable).with_name("guide")
ROOT = Path(__file__).parents[2]


def guide(*arguments, cwd=ROOT):
    return subprocess.run([GUIDE, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, env=os.environ)


def test_every_command_has_help_and_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = guide("--help").stdout
    for command in ("new", "outline", "split", "check", "accept", "build", "serve"):
        assert f"  {command} " in shown
        assert f"guide {command}" in readme
        assert guide(command, "--help").returncode == 0


def test_the_readme_names_every_check():
    from scripts.checks import CHECKS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"guide check [{'|'.join(CHECKS)}]" in readme
    listed = guide("check", "--list").stdout
    for name, module in CHECKS.items():
        assert f"{name}\n" in listed
        assert all(word in module.__doc__ for word in ("Bad:", "Good:", "Why:"))


def test_outline_shows_the_article_as_text_and_json(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(
        "About 5% of lumps grow.\nSigns include:\nSee https://example.org/x for more.\n", encoding="utf-8"
    )
    text = guide("outline", article)
    assert text.returncode == 0
    assert "[5%]" in text.stdout and "announces a list that is not there" in text.stdout
    data = json.loads(guide("outline", article, "--format", "json", "--language", "en").stdout)
    assert data["language"] == "en"
    assert [passage["kind"] for passage in data["passages"]] == ["paragraph"] * 3
    assert data["links"] == [{"text": "https://example.org/x", "href": "https://example.org/x"}]
    assert (data["headings"], data["list_items"]) == ([], 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["outline", "none.txt"], "none.txt: there is no such file."),
        (["outline", "latin1.txt"], "latin1.txt:1: byte 4 (0xe9) is not UTF-8."),
        (["outline", "binary.txt"], "character 3 is zero, so this is not a text file."),
        (["outline", "empty.txt"], "empty.txt: the file is empty."),
        (["outline", "good.txt", "--from", "docx"], "good.txt: this is no Word document that can be read"),
        (["outline", "good.txt", "--language", "x y"], "'x y' is no language tag."),
        (["split", "good.txt", "--rights", "rewrite"], "Missing option '--topic'"),
        (["split", "good.txt", "--topic", "x", "--rights", "rewrite"], "docs/_data/languages.yml is not here, so this is no guide's folder."),
        (["split", "good.txt", "--topic", "x", "--rights", "all"], "'all' is not one of 'rewrite', 'copy'"),
        (["accept"], "nothing was named."),
        (["accept", "--all"], "this is no guide's folder"),
        (["new", "."], "the folder is not empty."),
        (["new", "site", "--language", "x y"], "'x y' is no language tag."),
        (["check"], "this is no guide's folder"),
        (["check", "covrage"], "there is no check 'covrage'.\n  Next: did you mean 'coverage'?"),
        (["build"], "run the command in the folder that holds mkdocs.yml, or name it with --root"),
        (["bild"], "No such command 'bild'"),
        (["serve", "--port", "x"], "'x' is not a valid integer range"),
    ],
)  # fmt: skip
def test_a_mistake_gives_one_message_and_exit_code_2(tmp_path, arguments, message):
    (tmp_path / "latin1.txt").write_bytes("café".encode("latin-1"))
    (tmp_path / "binary.txt").write_bytes(b"ab\0c")
    (tmp_path / "empty.txt").write_bytes(b"\n")
    (tmp_path / "good.txt").write_text("A line.\n")
    before = sorted(tmp_path.iterdir())
    done = guide(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"docs/_data/languages.yml": "- {tag: xx, name: x}\n"}, "docs/_data/languages.yml:1: 'xx' is no language tag."),
        ({"docs/_data/menu.yml": "- {group: begin, pages: []}\n"}, "the group 'begin' has no words."),
        ({"docs/_data/menu.yml": "- {group: start, pages: [index, index]}\n"}, "the page 'index' stands twice."),
        ({"docs/_data/site.yml": "contacts: {emergency: 112}\n"}, "'emergency' of 'contacts' is a number; text was expected."),
        ({"docs/_data/site.yml": "contacts: {emergncy: '112'}\n"}, "did you mean 'emergency'?"),
        ({"docs/_data/references.yml": "a: {organisation: b, title: c, seen: heard}\n"}, "'seen' of reference a is 'heard'."),
        ({"docs/_data/sources/x.yml": "topic: x\n\ttitle: y\n"}, "docs/_data/sources/x.yml:2: a tab stands in the indent."),
        ({"docs/en/index.md": "---\ntitle: a: b\n---\n"}, "docs/en/index.md:2: a second colon on the line."),
    ],
)  # fmt: skip
def test_content_that_cannot_be_read_names_its_place(make_site, files, message):
    root = make_site(files)
    done = guide("--root", root, "check", "pages", "interface", "copying")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"docs/js/app.js": "1"}, "docs/js:1: error: the folder is no language of docs/_data/languages.yml"),
        ({"docs/index.md": "# x"}, "docs/index.md:1: error: the file lies outside the language folders."),
        ({"docs/es/.gitkeep": None}, "docs/_data/languages.yml:2: error: the language es has a record but no folder docs/es/."),
        ({"docs/_data/ui/es.yml": "actoins: {menu: x}\n"}, "did you mean 'actions'?"),
        ({"docs/_data/ui/es.yml": "actions: {menuu: x}\n"}, "docs/_data/ui/es.yml:1: error: 'actions' has no key 'menuu'."),
        ({"docs/es/index.md": "---\ntitle: a: b\n---\n"}, "docs/es/index.md:2: error: a second colon on the line."),
        ({"docs/_data/claims/es.yml": "not: no\n"}, "docs/_data/claims/es.yml:1: error: 'not' of the claim words is yes/no"),
        ({"docs/_data/accepted/es.yml": "<<<<<<< ours\n"}, "docs/_data/accepted/es.yml:1: error: "),
        ({"docs/_data/ledger/es.yml": "=======\n"}, "docs/_data/ledger/es.yml:1: error: a merge left its markers in the file."),
    ],
)  # fmt: skip
def test_a_translation_that_cannot_be_read_is_a_finding_and_the_others_are_checked(make_site, files, message):
    root = make_site({"docs/en/bad.md": "---\ntitle: x\n---\n# x\n\n## No id\n", **files})
    done = guide("--root", root, "check", "pages", "interface", "copying")
    assert done.returncode == 1
    assert message in done.stdout
    assert "docs/en/bad.md:6: error: the heading “No id” has no id." in done.stdout
    assert "Traceback" not in done.stderr


def test_check_exits_with_0_when_clean_and_1_with_findings(make_site):
    root = make_site()
    assert guide("--root", root, "check", "pages").returncode == 0
    (root / "docs/en/index.md").write_text("---\ntitle: x\n---\n# x\n\n## No id\n", encoding="utf-8")
    done = guide("--root", root, "check", "pages")
    assert done.returncode == 1
    assert "docs/en/index.md:6: error: the heading “No id” has no id. [no-section-id]" in done.stdout
    assert "    Next: end the heading with {#its-id}" in done.stdout


def test_a_translation_that_lacks_a_section_is_named(make_site):
    spanish = "---\ntitle: Inicio\n---\n# Inicio\n\nPalabras.\n"
    root = make_site({"docs/es/index.md": spanish})
    done = guide("--root", root, "check", "pages", "--language", "es")
    assert done.returncode == 1
    assert (
        "docs/es/index.md:1: error: the section index#what-it-is (“What it is”, docs/en/index.md:13) is not on the page; "
        "readers get it in en. [section-not-translated]"
    ) in done.stdout
    (root / "docs/es/index.md").write_text(f"{spanish}\n## Otra {{#other}}\n\nPalabras.\n", encoding="utf-8")
    done = guide("--root", root, "check", "pages", "--language", "es")
    assert (
        "docs/es/index.md:8: error: the section index#other stands where docs/en/index.md:13 has index#what-it-is "
        "(“What it is”). [id-changed]"
    ) in done.stdout


def test_a_page_name_that_is_no_utf_8_is_named(make_site):
    root = make_site()
    (root / "docs/en/bad.md").write_bytes(b"---\ntitle: x\n---\n# caf\xe9\n")
    done = guide("--root", root, "check", "pages")
    assert done.returncode == 2
    assert "docs/en/bad.md:4: byte 23 (0xe9) is not UTF-8." in done.stderr
