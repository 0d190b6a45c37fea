"""`guide package`: an edition as files to hand on: the site in one archive, booklets, offline copies, and what they are."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

import click

from scripts.checks import CHECKS, Context, run_check
from scripts.checks.parity.progress import progress_of
from scripts.commands.booklet import make_booklets
from scripts.commands.build import site_dir
from scripts.commands.edition import Edition, read_edition
from scripts.commands.offline import offline, slug
from scripts.commands.publish import check_whole
from scripts.content.built import BuiltSite
from scripts.content.file import read_text
from scripts.content.guide import Guide, read_guide
from scripts.content.ledger import Standing
from scripts.errors import GuideError
from scripts.finding import Finding
from scripts.outputs.archive import sums, tarred
from scripts.outputs.encodings import encodings
from scripts.outputs.materials import Material, bill, licence_list, pinned, vendored
from scripts.reports import text_report
from scripts.reports.release import release_facts, release_html, release_json

VENDOR = "docs/assets/scripts/vendor"
LOCK = "requirements/serve.lock"


def package(root: Path, *, out: Path, on: str = "", booklets: bool = True) -> int:
    """Write the folder `out`/NAME-DATE: all of it, or nothing. `on` is the edition's day, `booklets` whether to try to make them.

    Returns 1, and writes nothing, if checks find errors. Raises GuideError if the site is stale or not whole.
    """
    guide = read_guide(root)
    files = check_whole(guide)
    findings = _findings(guide)
    if any(finding.fails for finding in findings):
        click.echo(text_report([finding for finding in findings if finding.fails]), err=True)
        click.echo("guide: nothing was packaged.", err=True)
        return 1
    edition = read_edition(root, on)
    name = f"{slug(guide)}-{edition.date}"
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".package.", dir=out))
    try:
        _write_all(guide, edition, name, files, findings, staging, booklets)
        os.chmod(staging, 0o755)
        if (out / name).exists():
            os.replace(out / name, staging / ".old")
        os.rename(staging, out / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(out / name / ".old", ignore_errors=True)
    for path in sorted((out / name).iterdir()):
        click.echo(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    return 0


def _write_all(
    guide: Guide, edition: Edition, name: str, files: dict[str, Path], findings: list[Finding], folder: Path, booklets: bool
) -> None:  # fmt: skip
    site: dict[str, bytes] = {}
    for path, file in files.items():
        data = file.read_bytes()
        site |= {f"{name}/{path}{ending}": one for ending, one in {"": data, **encodings(path, data)}.items()}
    (folder / f"{name}.tar").write_bytes(tarred(site, edition.seconds))
    offline(guide.root, out=folder, on=edition.date)
    left_out = []
    if booklets:
        try:
            make_booklets(guide.root, out=folder, on=edition.date)
        except GuideError as error:
            left_out.append(f"Booklets: {error.message} Next: {error.hint}")
            click.echo(f"Left out: {left_out[-1]}", err=True)
    else:
        left_out.append("Booklets: they were not asked for.")
    materials = _materials(guide.root)
    title = guide.words(guide.languages.source)["site"]["name"]
    facts = release_facts(title, (edition.version, edition.date), _languages(guide), findings, left_out)
    texts = [
        (path.name, path.read_text(encoding="utf-8")) for path in sorted((guide.root / VENDOR).glob("*.LICENSE.txt"))
    ]
    texts += [
        (own, read_text(guide.root / own, own))
        for own in ("LICENSE", "LICENSE-CONTENT")
        if (guide.root / own).is_file()
    ]
    for file, text in (
        ("sbom.cdx.json", bill(name, edition.version, edition.date, materials)),
        ("licences.txt", licence_list(materials, texts)),
        ("report.json", release_json(facts)),
        ("report.html", release_html(facts)),
    ):
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "SHA256SUMS").write_text(sums(made), encoding="utf-8", newline="\n")


def _findings(guide: Guide) -> list[Finding]:
    """What all checks find on the built site."""
    site = BuiltSite(site_dir(guide.root), guide.languages)
    context = Context(guide=guide, languages=tuple(guide.languages.built), site=site, source=None, sourced="")
    return sorted({finding for module in CHECKS.values() for finding in run_check(module, context)})


def _languages(guide: Guide) -> list[dict[str, str | int]]:
    rows = []
    for language in guide.languages.built:
        units = list(progress_of(guide, language).values())
        rows.append({
            "tag": language.tag, "name": language.name, "stage": language.stage, "pages": len(guide.names[language.tag]),
            "units": len(units), "signed": sum(one.standing is Standing.SIGNED for one in units),
        })  # fmt: skip
    return rows


def _materials(root: Path) -> list[Material]:
    """What readers are sent of others' work, and the packages of the lock, with the licences that they name themselves."""
    readme, lock = root / VENDOR / "README.md", root / LOCK
    found = vendored(read_text(readme, f"{VENDOR}/README.md")) if readme.is_file() else []
    for name, version in pinned(read_text(lock, LOCK)) if lock.is_file() else []:
        shipped = name == "mkdocs-material"  # its icons and some of its words are in the pages
        found.append(Material(name, version, f"pkg:pypi/{name}@{version}", _licence(name), shipped))
    return found


def _licence(name: str) -> str:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:  # locked for other systems only
        return ""
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [
        one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License :: ")
    ]
    return "; ".join(classifiers) or (about.get("License") or "").partition("\n")[0]
