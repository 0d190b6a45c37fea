"""The bill of materials of a package, by the schema of those who made the form."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.commands.package import package


@pytest.fixture(scope="module")
def bill(real_site, tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    assert package(real_site.parent, out=out, on="2026-11-20", booklets=False) == 0
    return next(out.glob("*/sbom.cdx.json")).read_text(encoding="utf-8")


def test_the_schema_has_nothing_to_say(bill):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None


def test_what_is_wrong_is_found(bill):
    wrong = json.loads(bill)
    del wrong["components"][0]["name"]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(wrong)) is not None
