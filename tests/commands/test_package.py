"""`guide package`: the same bytes wherever it is made, and all that is to go with them."""

import gzip
import hashlib
import json
import re
import shutil
import tarfile

import brotli
import pytest
from conftest import ALL, MENU, ROOT, borrow

from scripts.commands.accept import accept
from scripts.commands.build import build, forget_configuration
from scripts.commands.package import package
from scripts.errors import GuideError

PAGE = "---\ntitle: {0}\nsources: {{{1}: []}}\n---\n# {0}\n\n## What it is {{#{1}}}\n\nThis is a way to find help.\n"
DAY = "2026-11-20"
NAME = f"spinal-tumor-guide-{DAY}"


@pytest.fixture(scope="module")
def packaged(tmp_path_factory):
    """The same tiny site in two folders, built and packaged in each."""
    made = []
    for name in ("one", "another/path"):
        root = tmp_path_factory.mktemp("package") / name
        text = {
            "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
            "docs/_data/languages.yml": "- {tag: en, name: English, theme: en}\n",
            "docs/_data/menu.yml": MENU,
            "docs/_data/ui/en.yml": (ROOT / "docs/_data/ui/en.yml").read_text(encoding="utf-8"),
            "docs/en/index.md": PAGE.format("Start", "what-it-is"), "docs/en/get-help.md": PAGE.format("Help", "now"),
            "docs/en/all.md": ALL,
        }  # fmt: skip
        for path, content in text.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        (root / "requirements").symlink_to(ROOT / "requirements")
        shutil.copy(ROOT / "LICENSE", root)
        borrow(root)
        forget_configuration()
        assert accept(root, (), everything=True) == 0 and build(root) == 0
        assert package(root, out=root / "dist", on=DAY, booklets=False) == 0
        made.append(root)
    return made


def test_two_builds_on_two_paths_are_the_same_bytes(packaged):
    one, other = ({path.name: path.read_bytes() for path in (root / "dist" / NAME).iterdir()} for root in packaged)
    assert [name for name in one if one[name] != other.get(name)] == [] and set(one) == set(other)
    assert {f"{NAME}.tar", "SHA256SUMS", "sbom.cdx.json", "licences.txt", "report.json", "report.html"} < set(one)
    assert [name for name in one if name.endswith(".zip")] and not any(name.startswith(".") for name in one)
    assert str(packaged[0]).encode() not in b"".join(one.values())
    listed = dict(reversed(line.split("  ")) for line in one["SHA256SUMS"].decode().splitlines())
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in one.items() if name != "SHA256SUMS"}


def test_the_archive_is_the_site_with_compressed_files(packaged):
    root = packaged[0]
    with tarfile.open(root / "dist" / NAME / f"{NAME}.tar") as archive:
        members = {entry.name: (entry, archive.extractfile(entry).read()) for entry in archive}
    site = {f"{NAME}/{path.relative_to(root / 'site').as_posix()}": path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}  # fmt: skip
    assert {name: members[name][1] for name in site} == site
    page = f"{NAME}/index.html"
    assert brotli.decompress(members[f"{page}.br"][1]) == gzip.decompress(members[f"{page}.gz"][1]) == site[page]
    assert {name for name in members if not name.endswith((".br", ".gz"))} == set(site)
    times = {members[name][0].mtime for name in (page, f"{NAME}/all.html", f"{NAME}/get-help.html")}
    assert len(times) == 3 and all(entry.uid == 0 and entry.mode == 0o644 for entry, _ in members.values())


def test_the_bill_of_materials_has_what_its_form_asks_for(packaged):
    made = json.loads((packaged[0] / "dist" / NAME / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", made["serialNumber"]
    )
    parts = {one["bom-ref"]: one for one in made["components"]}
    assert len(parts) == len(made["components"]) and set(made["dependencies"][0]["dependsOn"]) == set(parts)
    script = next(one for one in parts.values() if one["name"] == "minisearch")
    file = ROOT / "docs/assets/scripts/vendor/minisearch.js"
    assert script["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}]
    assert script["licenses"] == [{"license": {"id": "MIT"}}] and script["scope"] == "required"
    lock = (ROOT / "requirements/serve.lock").read_text(encoding="utf-8")
    assert len(parts) == 1 + len(re.findall(r"^\S+==", lock, re.M))
    for one in parts.values():
        assert one["type"] == "library" and one["version"] and one["purl"].endswith(f"/{one['name']}@{one['version']}")
    text = (packaged[0] / "dist" / NAME / "licences.txt").read_text(encoding="utf-8")
    assert f"minisearch {script['version']}: MIT" in text and "Copyright" in text


def test_the_report_says_what_it_is_and_what_is_left_out(packaged):
    made = json.loads((packaged[0] / "dist" / NAME / "report.json").read_text(encoding="utf-8"))
    assert made["date"] == DAY and made["left_out"] == ["Booklets: they were not asked for."]
    assert [(one["tag"], one["pages"], one["signed"]) for one in made["languages"]] == [("en", 3, 0)]
    assert made["counts"]["error"] == 0 and sum(made["counts"].values()) == len(made["findings"])
    page = (packaged[0] / "dist" / NAME / "report.html").read_text(encoding="utf-8")
    assert DAY in page and "<script" not in page and "style=" not in page


def test_nothing_is_packaged_of_a_site_with_errors_or_an_old_one(packaged, tmp_path, capsys):
    root = tmp_path / "copy"
    shutil.copytree(packaged[0], root, symlinks=True)
    page = root / "docs/en/get-help.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\n## Dose {#dose}\n\nTake 16 mg of it each day.\n", encoding="utf-8"
    )
    forget_configuration()
    with pytest.raises(GuideError, match="older than its text"):
        package(root, out=tmp_path / "dist", on=DAY, booklets=False)
    assert build(root) == 0
    assert package(root, out=tmp_path / "dist", on=DAY, booklets=False) == 1
    said = capsys.readouterr().err
    assert "docs/en/get-help.md" in said and "nothing was packaged" in said
    assert not (tmp_path / "dist").exists()
