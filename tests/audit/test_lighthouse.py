"""Lighthouse, mobile, the median of three: 100 in all four, on pages signed by people made up for this test.

Signed, because a page that nobody has signed asks search engines to stay away, which Lighthouse counts against it.
"""

import json
import os
import shutil
import statistics
import subprocess

import pytest
from conftest import CHROMIUM, ROOT, _build, borrow
from installed import npm_file, program
from states import address
from weighing import Scales

from scripts.commands.sign import sign

RUNS = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
KINDS = ["index", "symptoms", "outlook"]
TAGS = ["en", "ar", "zh-Hans"]
ROSTER = """\
first: {name: Mara Lindqvist, role: language, languages: [ar, zh-Hans]}
second: {name: Idris Okonjo, role: clinical, registration: GMC 0000000, conflicts: none, languages: [en, ar, zh-Hans]}
"""


@pytest.fixture(scope="module")
def scales(tmp_path_factory):
    root = tmp_path_factory.mktemp("signed")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    borrow(root)
    (root / "docs/_data/roster.yml").write_text(ROSTER, encoding="utf-8")
    for tag in TAGS:
        for role, by in [("language", "first"), ("clinical", "second")]:
            if (tag, role) != ("en", "language"):
                assert sign(root, KINDS, tag=tag, role=role, by=by) == 0
    languages = root / "docs/_data/languages.yml"
    languages.write_text(languages.read_text(encoding="utf-8").replace(", stage: preview", ""), encoding="utf-8")
    made = Scales(_build(root))
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tag", TAGS)
def test_lighthouse_gives_100_in_all(scales, tmp_path, tag, kind):
    node, command = program("node", "nodejs npm"), npm_file("lighthouse/cli/index.js")
    scores = {category: [] for category in CATEGORIES}
    lacking = set()
    for run in range(RUNS):
        report = tmp_path / f"{run}.json"
        flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
        subprocess.run(
            [node, command, scales.home + address(tag, kind), "--quiet", "--output=json", f"--output-path={report}",
             f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}", "--no-enable-error-reporting"],
            check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True,
        )  # fmt: skip
        told = json.loads(report.read_text(encoding="utf-8"))
        for category in CATEGORIES:
            scores[category].append(round(100 * (told["categories"][category]["score"] or 0)))
            weighed = {ref["id"] for ref in told["categories"][category]["auditRefs"] if ref["weight"]}
            lacking |= {f"{one}: {told['audits'][one].get('displayValue', '')}" for one in weighed if (told["audits"][one]["score"] or 0) < 0.9 and told["audits"][one]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")}  # fmt: skip
        shift = told["audits"]["cumulative-layout-shift"]["numericValue"]
        assert shift == 0
    print(f"{address(tag, kind)}: {scores}")
    assert {category: statistics.median(values) for category, values in scores.items()} == dict.fromkeys(CATEGORIES, 100), lacking  # fmt: skip
