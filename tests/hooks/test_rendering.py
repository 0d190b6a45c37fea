"""Pages kept from the last build: the same site, never an old one, and no warning lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.commands.build import build, forget_configuration

MKDOCS = Path(sys.executable).with_name("mkdocs")
LINKED = "---\ntitle: Linked\n---\n# Linked\n\n## Part {#part}\n\nWords.\n"
LINKING = "---\ntitle: Linking\n---\n# Linking\n\n## A & *B* {#a}\n\nSee [it](linked.md#part) and {{emergency}}.\n"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(root):
    forget_configuration()
    return build(root)


def test_a_site_from_kept_pages_is_the_same(copy_site):
    root = copy_site("six_languages")
    assert built(root) == 0
    fresh = files(root / "site")
    kept = json.loads((root / ".guide/rendered/ar.json").read_text(encoding="utf-8"))
    assert len(kept) == 4
    assert built(root) == 0
    assert files(root / "site") == fresh
    for path in (root / ".guide/rendered").iterdir():
        path.write_text("{broken", encoding="utf-8")
    assert built(root) == 0
    assert files(root / "site") == fresh


def test_what_is_kept_is_used_and_what_changed_is_not(make_site):
    root = make_site({"docs/en/linked.md": LINKED, "docs/en/linking.md": LINKING})
    assert built(root) == 0
    cache = root / ".guide/rendered/en.json"
    kept = json.loads(cache.read_text(encoding="utf-8"))
    for page in kept.values():
        page["content"] = page["content"].replace("Words.", "Kept words.")
    cache.write_text(json.dumps(kept), encoding="utf-8")
    assert built(root) == 0
    assert "Kept words." in (root / "site/linked.html").read_text(encoding="utf-8")
    (root / "docs/en/linked.md").write_text(LINKED.replace("Words.", "New words."), encoding="utf-8")
    assert built(root) == 0
    assert "New words." in (root / "site/linked.html").read_text(encoding="utf-8")
    assert len(json.loads(cache.read_text(encoding="utf-8"))) == len(kept)  # and nothing older


def test_a_number_that_changes_is_never_an_old_one(make_site):
    root = make_site({"docs/en/linked.md": LINKED, "docs/en/linking.md": LINKING})
    (root / "docs/_data/site.yml").write_text('contacts: {emergency: "112"}\n', encoding="utf-8")
    assert built(root) == 0
    (root / "docs/_data/site.yml").write_text('contacts: {emergency: "999"}\n', encoding="utf-8")
    assert built(root) == 0
    page = (root / "site/linking.html").read_text(encoding="utf-8")
    assert "tel:999" in page and "tel:112" not in page


def test_a_link_is_checked_again_when_what_it_leads_to_changes(make_site, capsys):
    root = make_site({"docs/en/linked.md": LINKED, "docs/en/linking.md": LINKING})
    assert built(root) == 0
    (root / "docs/en/linked.md").write_text(LINKED.replace("{#part}", "{#other}"), encoding="utf-8")
    assert built(root) == 1
    assert "linking.md" in capsys.readouterr().err
    (root / "docs/en/linked.md").unlink()
    assert built(root) == 1
    assert "linked.md" in capsys.readouterr().err


def test_a_page_that_makes_mkdocs_warn_does_so_every_time(make_site):
    root = make_site({"docs/en/linking.md": LINKING})
    for _ in range(2):
        done = subprocess.run(
            [MKDOCS, "build"], cwd=root, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        )
        assert done.returncode == 0
        assert "linked.md" in done.stderr
