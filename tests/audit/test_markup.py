"""The Nu HTML Checker on every page and stylesheet: not one message."""

import json
import re
import shutil
import subprocess

import pytest
from installed import npm_file, program


def messages(folder, kind="html"):
    java = program("java", "default-jre-headless")
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    run = subprocess.run([java, "-Xss8m", "-jar", jar, "--format", "json", f"--skip-non-{kind}", folder], capture_output=True, text=True)  # fmt: skip
    said = json.loads(run.stderr)["messages"]
    return sorted({f"{one['url'].split('/site/')[-1]}: {one['message']}" for one in said})


@pytest.fixture
def styles(real_site, tmp_path):
    """A copy of the stylesheets. The checker does not know ::highlight() yet, which may say what ::selection may."""
    for path in real_site.glob("assets/styles/*.css"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(re.sub(r"::highlight\([\w-]+\)", "::selection", text), encoding="utf-8")
    return tmp_path


def test_nu_has_nothing_to_say_of_the_guide(real_site):
    assert messages(real_site) == []


def test_nu_has_nothing_to_say_of_stylesheets(styles):
    assert len(list(styles.iterdir())) > 8
    assert messages(styles, "css") == []


@pytest.mark.parametrize(
    "wrong", ["a{colr:red}", "a{color:#12345}", "a{width:3pz}", "@media print{a{color:red}", "a:hovr{}"]
)
def test_nu_finds_what_is_wrong_in_a_stylesheet(styles, wrong):
    path = next(styles.glob("site.*.css"))
    path.write_text(path.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    assert messages(styles, "css")


def test_nu_has_nothing_to_say_of_pages_in_six_languages(six_languages):
    # What it guesses of a page's language: Filipino is Tagalog as a country writes it, and its tag is fil.
    said = [one for one in messages(six_languages) if "written in Tagalog" not in one or 'lang="fil"' not in one]
    assert said == []


def test_nu_finds_what_is_wrong(six_languages, tmp_path):
    shutil.copytree(six_languages, tmp_path / "site")
    path = tmp_path / "site/index.html"
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("<main", '<p id="content"><div tabindex=""></p><main', 1), encoding="utf-8")
    assert len(messages(tmp_path / "site")) >= 2
