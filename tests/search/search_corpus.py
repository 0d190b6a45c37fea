"""The corpus of one language, and tiny sites made of it.

A corpus file holds pages, synonyms, queries and the wording of the dialog. The same file feeds the tests and
the comparison of engines, so all engines are asked the same.
"""

from __future__ import annotations

import html
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import yaml

from scripts.outputs.search import SearchRecord, search_files, section_records

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LANGUAGES = sorted(path.stem for path in (HERE / "corpus").glob("*.yml"))
ROOT_LANGUAGE = "en"
"""Its pages lie at the site's root; others lie in a folder of their own."""

# Search is worth little if it only works without the policy a hospital sets.
PAGE = jinja2.Template("""<!doctype html>
<html lang="{{ language.tag }}" dir="{{ direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'">
<title>{{ title }}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{{ root }}/site.css">
<script src="{{ root }}/assets/scripts/search.js" defer></script>
</head>
<body><header>{{ search }}</header><main>{{ content }}</main></body>
</html>
""")

COLOURS = """
:root { --page: #fff; --surface: #f6f7f9; --text: #1b1f24; --muted: #57606a; --line: #d0d7de; --accent: #0b5cad;
  --accent-text: #fff; --focus: #b35900; --danger: #b3261e; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16191d; --surface: #20252b; --text: #e8eaed; --muted: #a8b0b8; --line: #3a424b; --accent: #8ab8f0;
    --accent-text: #10151b; --focus: #ffb454; --danger: #ff8a80; }
}
body { margin: 0; background: var(--page); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; }
header, main { padding: 1rem; }
.search-open { display: inline-flex; gap: 0.5rem; align-items: center; min-height: 2.75rem; color: var(--accent); }
"""


def read_corpus(tag: str) -> dict[str, Any]:
    return yaml.safe_load((HERE / "corpus" / f"{tag}.yml").read_text("utf-8"))


def page_content(page: dict[str, Any]) -> str:
    """A page as Markdown would render it."""
    sections = "".join(
        f'<h2 id="{anchor}">{html.escape(section["title"])}</h2><p>{html.escape(section["text"])}</p>'
        for anchor, section in page["sections"].items()
    )
    return f"<h1>{html.escape(page['title'])}</h1>{sections}"


def records(corpus: dict[str, Any]) -> list[SearchRecord]:
    found = []
    for name, page in corpus["pages"].items():
        for record in section_records(page["title"], f"{name}.html", page_content(page)):
            section = page["sections"][record.url.partition("#")[2]]
            found.append(replace(record, boost=section.get("boost", 1)))
    return found


def folder_of(tag: str) -> str:
    return "" if tag == ROOT_LANGUAGE else f"{tag}/"


def write_site(folder: Path, corpora: list[dict[str, Any]]) -> None:
    """Write a site that has the real partial, scripts and styles, and the pages of these corpora."""
    (folder / "assets").mkdir(parents=True)
    for part in ("scripts", "styles"):
        shutil.copytree(ROOT / "docs/assets" / part, folder / "assets" / part)
    (folder / "assets/search").mkdir()
    (folder / "site.css").write_text(COLOURS, "utf-8")
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    templates.filters["url"] = jinja2.pass_context(lambda context, path: f"{context['root']}/{path}")
    partial = templates.get_template("partials/search.html")
    for corpus in corpora:
        tag = corpus["language"]
        root = ".." if folder_of(tag) else "."
        language = {"tag": tag}
        words = {"search": corpus["ui"]}
        search = partial.render(root=root, language=language, ui=words, plain=words, page_url="{}.html".format)
        (folder / folder_of(tag)).mkdir(exist_ok=True)
        others = {name: {"title": corpus["ui"]["all"], "sections": {}} for name in ("index", "all")}
        for name, page in (others | corpus["pages"]).items():
            rendered = PAGE.render(
                root=root,
                language=language,
                direction=corpus["direction"],
                title=page["title"],
                search=search,
                content=page_content(page),
            )
            (folder / folder_of(tag) / f"{name}.html").write_text(rendered, "utf-8")
        write_data(folder, records(corpus), corpus["synonyms"], tag)


def write_data(folder: Path, found: list[SearchRecord], synonyms: dict[str, list[str]], tag: str) -> None:
    for path, script in search_files(found, synonyms, tag).items():
        (folder / "assets/search" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "assets/search" / path).write_text(script, "utf-8")
