"""Coverage is a proof: each part of a page is lost, one at a time, and every loss is found and named; harmless
edits are not.

It is tried on the guide itself (English and Spanish) and on four copied articles in the public domain. The counts
are kept in mutations.yml, so that mutations that vanish are noticed; GUIDE_COUNT_MUTATIONS=1 writes them anew.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import WHOLE
from mutations import ELEMENTS, FIGURE, TWO_WORDS, Mutation, any_of, elements, left_out, raised, swapped, words

from scripts.checks import Context, coverage
from scripts.checks.acceptance import SHORT, vocabulary
from scripts.checks.copying import Copies
from scripts.checks.tongue import Vocabularies
from scripts.content.built import BuiltSite, parse_built_page
from scripts.content.guide import read_guide
from scripts.content.source import words_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = HERE / "mutations.yml"
# Losses of a kind that are tried on one page, and three times as many by `make audit`: more would be more of the same.
MOST = 36 if WHOLE else 12
FULL = 3  # pages of which so many are tried; of a site with more, fewer on each: of the guide one, or five
# Of seven pages of the guide, one is tried in English and in Spanish; all in both by `make audit`.
TURNS = {} if WHOLE else {"guide-en": 7, "guide-es": 7}

ARTICLES = {
    "relax-en": ("relax.en.html", "en"),
    "cancer-en": ("cancer.en.html", "en"),
    "relax-es": ("relax.es.html", "es"),
    "health-he": ("health.he.html", "he"),
}
SITES = {"guide-en": "en", "guide-es": "es", **{name: tag for name, (_, tag) in ARTICLES.items()}}


@pytest.fixture(scope="module")
def sites(real_site, tmp_path_factory):
    """By name: (guide, its built site, the tag of the language that is tried)."""
    from scripts.commands.build import build, forget_configuration
    from scripts.commands.new import new
    from scripts.commands.split import split

    guide = read_guide(ROOT)
    found = {f"guide-{tag}": (guide, BuiltSite(real_site, guide.languages), tag) for tag in ("en", "es")}
    for name, (file, tag) in ARTICLES.items():
        root = tmp_path_factory.mktemp(name) / "site"
        new(root, language=tag, name=name)
        split(root, ROOT / "tests/articles" / file, topic="article", rights="copy")
        forget_configuration()
        assert build(root) == 0
        own = read_guide(root)
        found[name] = (own, BuiltSite(root / "site", own.languages), tag)
    return found


ONE_WORD = re.compile(r"(?<![\w&#;])[^\W\d_]{3,}(?![\w;])")
# What is put round one word of a page.
IN_MARKUP = {
    "word linked": '<a href="index.html">{}</a>',
    "word struck": "<s>{}</s>",
    "word hidden": "<span hidden>{}</span>",
    "word made small": '<span style="font-size: 1px">{}</span>',
}


def concerning(record, name):
    """A record with only those parts that a page covers: the others say the same whatever becomes of the page."""

    def here(part):
        return not part.covered_by or any(target.split("#")[0] == name for target in part.covered_by)

    kinds = ("passages", "outline", "lists", "links", "claims", "restored")
    parts = {kind: tuple(filter(here, getattr(record, kind))) for kind in kinds}
    there = {passage.id for passage in parts["passages"]}
    return replace(record, corrections=tuple(c for c in record.corrections if c.passage in there), **parts)


class Tried:
    """One page of a site: what coverage says of it as it is, and with one thing changed."""

    def __init__(self, guide, site, tag, name):
        self.guide, self.site, self.name = guide, site, name
        self.language = guide.languages.get(tag)
        self.context = Context(guide, (self.language,), site)
        self.html = site.path(self.language, name).read_text(encoding="utf-8")
        self.shared = (coverage.mapped_sections(self.language, self.context), Copies(guide), Vocabularies(guide))
        self.records = [concerning(record, name) for record in guide.records]
        self.before = self.findings()

    def findings(self, html=None):
        if html is not None:
            self.site.replaced[(self.language.tag, self.name)] = parse_built_page(html)
        found = set(coverage.check_page(self.name, self.language, self.context, *self.shared))
        for record in self.records:
            found |= {f for f in coverage.check_record(record, self.context) if f.section.split("#")[0] == self.name}
        self.site.replaced.clear()
        return found

    def new(self, html):
        """What coverage says of a changed page that it does not say of the page as it is."""
        return self.findings(html) - self.before


def pages(sites, name):
    guide, site, tag = sites[name]
    for page in sorted({section.split("#")[0] for section in guide.accepted[tag]}):
        yield Tried(guide, site, tag, page)


def share(name: str, found_pages: list[Tried]) -> list[Tried]:
    """The pages of a site whose turn it is: of the guide, get-help is always among them, where the boxes are."""
    if name not in TURNS:
        return found_pages
    return found_pages[[page.name for page in found_pages].index("get-help") % TURNS[name] :: TURNS[name]]


def losses(tried: Tried, most: int) -> dict[str, list[Mutation]]:
    """Losses that can be made on a page, by kind: at most so many of each."""
    few = max(most // 4, 1)  # there are fifty concepts of claims; a few places of each are as good as many of one
    tag, guide = tried.language.tag, tried.guide
    found = {kind: list(elements(tried.html, kind, most)) for kind in ELEMENTS}
    found["figure raised"] = list(words(tried.html, "figure raised", FIGURE, raised, most))
    found["figure dropped"] = list(words(tried.html, "figure dropped", FIGURE, left_out, most))
    found["words swapped"] = list(words(tried.html, "words swapped", TWO_WORDS, swapped, most))
    for kind, markup in IN_MARKUP.items():
        change = lambda match, markup=markup: markup.format(match[0])  # noqa: E731
        found[kind] = list(words(tried.html, kind, ONE_WORD, change, most))
    if claims := guide.claims[tag]:
        for concept, said in claims.words.items():
            kind = f"claim lost: {concept}"
            found[kind] = list(
                words(tried.html, kind, any_of([w.strip("*# ") for w in said if w[0] != "*"]), left_out, few)
            )
        turned = yaml.safe_load(DATA.read_text(encoding="utf-8"))["turned"].get(tag, {})
        for word, other in turned.items():
            kind = "claim turned"
            found.setdefault(kind, []).extend(
                words(tried.html, kind, any_of([word]), lambda match, other=other: other, few)
            )
    terms = [form for forms in guide.terms.forms.values() for form in forms.get(tag, ()) if "*" not in form]
    terms += vocabulary(guide, tried.name, tag).titles
    found["key term dropped"] = list(words(tried.html, "key term dropped", any_of(terms), left_out, most))
    found["key term exchanged"] = list(
        words(tried.html, "key term exchanged", any_of(terms), lambda match: "object", most)
    )
    return found


def counts() -> dict:
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))["counts"]


@pytest.mark.parametrize("name", SITES)
def test_every_loss_is_found_and_named(sites, name):
    tried, missed = {}, []
    found_pages = list(pages(sites, name))
    each = max(MOST * FULL // max(len(found_pages), FULL), 1)
    for page in share(name, found_pages):
        for kind, found in losses(page, each).items():
            for mutation in found:
                tried[kind] = tried.get(kind, 0) + 1
                new = page.new(mutation.html)
                if not any(finding.fails and finding.section.startswith(f"{page.name}#") for finding in new):
                    missed.append(f"{page.name}: {kind}, place {mutation.place}")
    if os.environ.get("GUIDE_COUNT_MUTATIONS"):
        data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
        data["counts"][name] = tried
        head = DATA.read_text(encoding="utf-8").split("\n\n")[0]
        DATA.write_text(f"{head}\n\n{yaml.safe_dump(data, allow_unicode=True, sort_keys=False)}", encoding="utf-8")
    assert not missed, f"{len(missed)} of {sum(tried.values())} losses not found:\n" + "\n".join(missed[:40])
    if not WHOLE:
        assert tried == counts()[name]


def harmless(tried: Tried, most: int) -> dict[str, list[Mutation]]:
    """Edits after which a page says the same."""
    tag = tried.language.tag
    pairs = yaml.safe_load(DATA.read_text(encoding="utf-8"))["synonyms"].get(tag, {})
    found = {"line broken": list(words(tried.html, "line broken", re.compile(r" "), lambda match: "\n   ", most))}
    found["emphasized"] = list(words(tried.html, "emphasized", ONE_WORD, lambda match: f"<em>{match[0]}</em>", most))
    if "glossary" in tried.guide.files[tried.guide.languages.source.tag]:
        term = '<a class="term" href="glossary.html#page">{}</a>'
        found["term linked"] = [
            mutation
            for mutation in words(tried.html, "term linked", ONE_WORD, lambda match: term.format(match[0]), most)
            if not re.search(r"<a\b(?:(?!</a>).)*<a class=.term", mutation.html, re.DOTALL)
        ]
    # In a heading or item of fewer than four words each word is what it says.
    found["synonym"] = [
        mutation
        for word, other in pairs.items()
        for mutation in words(tried.html, "synonym", any_of([word]), lambda match, other=other: other, most)
        if not _in_short_block(tried, mutation)
    ]
    found["emphasis taken away"] = [
        Mutation("emphasis taken away", 0, tried.html.replace("<strong>", "").replace("</strong>", ""))
    ]
    return found


def _in_short_block(tried: Tried, mutation: Mutation) -> bool:
    """Whether the block that a mutation changed has fewer than four words."""
    was, now = (
        {block for section in parse_built_page(html).sections.values() for block in section.blocks}
        for html in (tried.html, mutation.html)
    )
    return any(len(words_of(block.text)) < SHORT for block in was - now)


@pytest.mark.parametrize("name", SITES)
def test_harmless_edits_are_silent(sites, name):
    loud, done = [], 0
    found_pages = list(pages(sites, name))
    each = max(MOST * FULL // max(len(found_pages), FULL), 1)
    for page in found_pages[:: 2 if name in TURNS else 1]:
        for kind, found in harmless(page, each).items():
            for mutation in found:
                done += 1
                if new := page.new(mutation.html):
                    loud.append(f"{page.name}: {kind}: {sorted(new)[0].message}")
    assert not loud, f"{len(loud)} of {done} harmless edits were named:\n" + "\n".join(loud[:40])
    assert done > 40
