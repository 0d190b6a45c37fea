"""What the site is made of that others wrote: as a CycloneDX bill of materials, and as a list of licences for people."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, order=True)
class Material:
    """A package by others. `shipped`: readers are sent it, or part of it; else it only builds the site. `sha256` is that of
    the file in the site's sources, where there is one; `licence` is an SPDX expression or whatever the package says."""

    name: str
    version: str
    purl: str
    licence: str
    shipped: bool = False
    sha256: str = ""


_VENDORED = re.compile(
    r"^\| ([\w.-]+\.js) \| \[([\w@/.-]+)\]\([^)]*\)[^|]*\| ([\w.-]+) \| ([\w. -]+?)(?:,[^|]*)? \| ([0-9a-f]{64}) \|$",
    re.M,
)
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.M)
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


def vendored(readme: str) -> list[Material]:
    """The scripts that the table in docs/assets/scripts/vendor/README.md lists."""
    return [
        Material(name, version, f"pkg:npm/{name}@{version}", licence, True, sha256)
        for _, name, version, licence, sha256 in _VENDORED.findall(readme)
    ]


def pinned(lock: str) -> list[tuple[str, str]]:
    """Name and version of each package of a lock, as pip names them."""
    return sorted({(name.lower().replace("_", "-"), version) for name, version in _PINNED.findall(lock)})


def bill(name: str, version: str, date: str, materials: Iterable[Material]) -> str:
    """A CycloneDX 1.6 bill of materials as JSON; the same for the same materials."""
    listed = sorted(materials)
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{name} {version} {date} {listed}")
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "timestamp": f"{date}T00:00:00Z",
            "component": {"type": "application", "bom-ref": "site", "name": name, "version": version},
        },
        "components": [_component(one) for one in listed],
        "dependencies": [{"ref": "site", "dependsOn": [one.purl for one in listed]}],
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _component(material: Material) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "bom-ref": material.purl, "name": material.name, "version": material.version, "purl": material.purl}  # fmt: skip
    made["scope"] = "required" if material.shipped else "excluded"
    if material.sha256:
        made["hashes"] = [{"alg": "SHA-256", "content": material.sha256}]
    if material.licence:
        known = _SPDX.fullmatch(material.licence)
        made["licenses"] = [{"license": {"id" if known and material.licence in _IDS else "name": material.licence}}]
    return made


_IDS = frozenset(
    "MIT Apache-2.0 BSD-2-Clause BSD-3-Clause ISC PSF-2.0 MPL-2.0 Unlicense 0BSD GPL-3.0-or-later CC-BY-4.0".split()
)


def licence_list(materials: Iterable[Material], texts: Iterable[tuple[str, str]]) -> str:
    """A list of licences for people, with the whole text of those that must go with what readers are sent."""
    rows = sorted(materials, key=lambda one: (not one.shipped, one))
    lines = ["What readers are sent of others' work, and what the site was built with.", ""]
    for shipped, title in ((True, "Sent to readers"), (False, "Only used to build")):
        lines += [title, "-" * len(title)]
        lines += [f"{one.name} {one.version}: {one.licence or 'not said'}" for one in rows if one.shipped is shipped]
        lines.append("")
    for name, text in texts:
        lines += ["=" * 80, name, "=" * 80, text.strip(), ""]
    return "\n".join(lines)
