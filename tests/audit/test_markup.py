"""The Nu HTML Checker on every page and stylesheet: not one message."""

import json
import shutil
import subprocess

from installed import npm_file, program


def messages(folder):
    java = program("java", "default-jre-headless")
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    run = subprocess.run([java, "-Xss8m", "-jar", jar, "--format", "json", "--skip-non-html", folder], capture_output=True, text=True)  # fmt: skip
    said = json.loads(run.stderr)["messages"]
    return sorted({f"{one['url'].split('/site/')[-1]}: {one['message']}" for one in said})


def test_nu_has_nothing_to_say_of_the_guide(real_site):
    assert messages(real_site) == []


def test_nu_has_nothing_to_say_of_pages_in_six_languages(six_languages):
    assert messages(six_languages) == []


def test_nu_finds_what_is_wrong(six_languages, tmp_path):
    shutil.copytree(six_languages, tmp_path / "site")
    path = tmp_path / "site/index.html"
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("<main", '<p id="content"><div tabindex=""></p><main', 1), encoding="utf-8")
    assert len(messages(tmp_path / "site")) >= 2
