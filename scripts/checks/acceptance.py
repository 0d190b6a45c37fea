"""A section still says what it said when it was accepted: nothing dropped, moved, turned, renumbered or relinked.

Bad: a list item that is gone, 80% that became 81%, a lost "not", "most" that became "some", a key term exchanged.
Good: other line breaks, emphasis, a synonym; or `guide accept`, which says that the new text covers the article too.
Why: a page is long and a change is small; a reader who was told "do not" yesterday is told "do" today.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from scripts.content.built import Block
from scripts.content.claims import Terms, Words
from scripts.content.figure import numbers_of
from scripts.content.guide import Guide
from scripts.content.source import words_and_signs, words_of
from scripts.finding import short

ALIKE = 0.5  # of a block's words: from here on, another text is that block, edited
SYNONYM = 2  # words in a row that may be exchanged for others; more is another statement
EXCHANGED = 0.2  # of a block's words: so many may be exchanged in all
ADDED = 1  # words in a row that may be added; more say something else
SHORT = 4  # words: in a block of fewer each word is what it says, and none may be exchanged
_WORD = re.compile(r"[^\W_½¼¾⅓⅔⅛⅜⅝⅞]")

# How sites mark the language of a page in its address, besides its tag.
_NAMES = {"es": ("spanish", "espanol"), "ar": ("arabic",), "zh": ("chinese",), "fr": ("french",), "en": ("english",)}
_LANGUAGE_KEYS = ("lang", "language", "hl", "locale")
_WIKI = re.compile(r"^[a-z-]{2,12}\.(?:m\.)?(wikipedia|wiktionary|wikibooks)\.org$")


@dataclass(frozen=True)
class Loss:
    """What a section lost: rule, what was found, and what was there."""

    rule: str
    found: str


def losses(
    accepted: Sequence[Block], built: Sequence[Block], vocabulary: Vocabulary, elsewhere: Collection[str] = ()
) -> Iterator[Loss]:
    """Every loss between a section as it was accepted and as it is built.

    `elsewhere` are texts of other blocks of the language: one of these in a block's place is no synonym.
    """
    pairs, gone, moved, added = _align(accepted, built)
    for block in added:
        if same_text(block.text) in elsewhere:
            yield Loss("part-twice", f"{_what(block)} stands here too")
        else:
            yield Loss("part-added", f"{_what(block)} is new, and nobody has accepted it")
    for block in gone:
        yield Loss(f"{_NAME[block.kind]}-gone", f"{_what(block)} is not there any more")
    for block in moved:
        yield Loss("out-of-order", f"{_what(block)} stands at another place")
    for was, now in pairs:
        yield from _changes(was, now, vocabulary, elsewhere)


_NAME = {
    "title": "title",
    "description": "description",
    "heading": "heading",
    "paragraph": "passage",
    "list-item": "item",
    "table-row": "row",
    "notice": "notice",
}


def _what(block: Block) -> str:
    kind = {"list-item": "list item", "table-row": "table row"}.get(block.kind, block.kind)
    return f"the {kind} “{short(block.text)}”"


@lru_cache(maxsize=50_000)  # each page is compared with the text of all
def same_text(text: str) -> str:
    """A text for comparing: NFC, all white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _align(
    accepted: Sequence[Block], built: Sequence[Block]
) -> tuple[list[tuple[Block, Block]], list[Block], list[Block], list[Block]]:
    """Pairs of a block then and now; blocks that are gone; blocks that moved (also among the pairs); new blocks."""
    was, now = [same_text(block.text) for block in accepted], [same_text(block.text) for block in built]
    match: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            match |= {a1 + i: b1 + i for i in range(a2 - a1)}
        else:
            gaps.append((range(a1, a2), range(b1, b2)))
    free = {b for _, gap in gaps for b in gap}
    moved: list[int] = []
    for a in (a for gap, _ in gaps for a in gap):  # the same text at another place
        b = next((b for b in sorted(free) if now[b] == was[a]), None)
        if b is not None:
            match[a] = b
            moved.append(a)
            free.discard(b)
    for old, new in gaps:  # the same place, edited
        for a in old:
            if a in match:
                continue
            best = max((b for b in new if b in free), key=lambda b: alike(was[a], now[b]), default=None)
            if best is not None and alike(was[a], now[best]) >= ALIKE:
                match[a] = best
                free.discard(best)
    for a in (a for gap, _ in gaps for a in gap if a not in match):  # edited and moved
        best = max(free, key=lambda b: alike(was[a], now[b]), default=None)
        if best is not None and alike(was[a], now[best]) >= ALIKE:
            match[a] = best
            moved.append(a)
            free.discard(best)
    order = [match[a] for a in sorted(match) if a not in moved]
    for first, second in pairwise(order):
        if first > second:
            moved += [a for a, b in match.items() if b == second and a not in moved]
    gone = [block for a, block in enumerate(accepted) if a not in match]
    pairs = [(accepted[a], built[b]) for a, b in sorted(match.items())]
    return pairs, gone, [accepted[a] for a in sorted(moved)], [built[b] for b in sorted(free)]


def alike(was: str, now: str) -> float:
    """How much of a text's words another has, in order: 0 to 1."""
    first, second = words_and_signs(was), words_and_signs(now)
    if not first or not second:
        return float(first == second)
    same = sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())
    return same / max(len(first), len(second) / 2)


def _changes(was: Block, now: Block, vocabulary: Vocabulary, elsewhere: Collection[str]) -> Iterator[Loss]:
    what, tag, claims = _what(was), vocabulary.tag, vocabulary.claims
    if was.kind != now.kind:
        yield Loss("kind-changed", f"{what} is a {now.kind} now")
    if was.box != now.box:
        yield Loss(
            "box-left",
            f"{what} stands {f'in {now.box}' if now.box else 'in no box'}, no longer in {was.box or 'the text'}",
        )
    if was.number != now.number and not (was.kind == "table-row" and was.number is None):  # accepted without
        said = {"heading": "is a heading of level", "table-row": "has columns to the number of"}.get(
            was.kind, "has the number"
        )
        yield Loss("renumbered", f"{what} {said} {now.number}; it was {was.number}")
    if was.depth != now.depth:
        yield Loss("depth-changed", f"{what} stands in {now.depth} list(s); it stood in {was.depth}")
    if was.language != now.language:
        yield Loss("other-language", f"{what} is marked as {now.language or tag}; it was {was.language or tag}")
    yield from _link_changes(was, now, tag, what)
    if same_text(was.text) == same_text(now.text):
        return
    if same_text(now.text) in elsewhere:
        yield Loss("swapped", f"in place of {what} stands another part of the guide, “{short(now.text)}”")
        return
    numbers = (numbers_of(was.text), numbers_of(now.text))
    if numbers[0] != numbers[1]:
        first, second = (
            ", ".join(f"{value}%" if percent else value for value, percent in n) or "none" for n in numbers
        )
        yield Loss("figure-changed", f"{what} has the figures {second}; it had {first}")
    if claims and (turned := _turned(claims.turns_in(was.text), claims.turns_in(now.text))):
        yield Loss("claim-changed", f"{what} {turned}")
        return
    if exchanged := _exchanged(*(vocabulary.terms.found_in(block.text, tag) for block in (was, now))):
        yield Loss("term-gone", f"{what} {exchanged}")
        return
    yield from _exchanges(was, now, vocabulary, what)


def _exchanges(was: Block, now: Block, vocabulary: Vocabulary, what: str) -> Iterator[Loss]:
    """Words that are gone, added, or exchanged for what is no synonym."""
    first, second = words_and_signs(was.text), words_and_signs(now.text)
    strict = vocabulary.claims is None or len(first) < SHORT
    exchanged = 0
    changes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    gone = Counter(word for kind, a1, a2, _, _ in changes if kind != "equal" for word in first[a1:a2])
    if moved := [word for kind, _, _, b1, b2 in changes if kind != "equal" for word in second[b1:b2] if gone[word]]:
        yield Loss("swapped", f"{what} has “{' '.join(moved)}” at another place")
        return
    for kind, a1, a2, b1, b2 in changes:
        old, new = first[a1:a2], second[b1:b2]
        said, says = " ".join(old), " ".join(new)
        signs = [word for word in (*old, *new) if not _WORD.search(word) or word.startswith("{{")]
        if kind == "equal":
            continue
        if kind == "delete":
            yield Loss("words-gone", f"{what} lost the words “{said}”")
        elif kind == "replace" and not signs and _same_claims(said, says, vocabulary):
            continue
        elif signs or (a1 and _counts(first[a1 - 1], vocabulary)):
            yield Loss("figure-changed", f"{what} says “{says or 'nothing'}” in place of “{said or 'nothing'}”")
        elif kind == "insert":
            if strict or len(new) > ADDED:
                yield Loss("words-added", f"{what} says “{short(says)}” too, which nobody has accepted")
        elif terms := [word for word in old if word.removesuffix("'s") in vocabulary.titles and word not in new]:
            yield Loss("term-gone", f"{what} no longer says “{' '.join(terms)}” but “{says}”")
        elif _weak_changed(said, says, vocabulary):
            yield Loss("claim-changed", f"{what} says “{says}” in place of “{said}”")
        elif strict or len(old) > SYNONYM or len(new) > 2 * SYNONYM or _is_turned(old, new):
            yield Loss("words-changed", f"{what} says “{short(says)}” in place of “{short(said)}”")
        else:
            exchanged += len(old)
    if exchanged > max(1, len(first) * EXCHANGED):
        yield Loss("passage-changed", f"{what} has {exchanged} of its {len(first)} words exchanged")


def _same_claims(said: str, says: str, vocabulary: Vocabulary) -> bool:
    """Whether both are words for the same claims, such as "at once" and "right away"."""
    if not vocabulary.claims:
        return False
    first, second = ([concept for concept, _ in vocabulary.claims.found_in(text)] for text in (said, says))
    return bool(first) and first == second


def _weak_changed(said: str, says: str, vocabulary: Vocabulary) -> bool:
    """Whether words give way to words known to say something else, such as "call" to "wait"."""
    if not vocabulary.claims:
        return False
    first, second = vocabulary.claims.weak_in(said), vocabulary.claims.weak_in(says)
    return bool(first and second) and first != second


def _counts(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is a number or a sign, so that the one after it is what is counted: days, mg, °C."""
    if any(sign.isdecimal() for sign in word) or (not _WORD.search(word) and word not in "?？؟"):
        return True
    return bool(vocabulary.claims) and any(c.startswith("number") for c, _ in vocabulary.claims.found_in(word))


def _is_turned(old: list[str], new: list[str]) -> bool:
    """Whether words differ in nothing but accents ("esta", "está") or what one of them begins with ("like",
    "unlike"): they are other words, and often say the opposite. What stands after an apostrophe is what is left of a word."""
    was, now = _bare(old), _bare(new)
    return (
        was == now
        or was.endswith(f"'{now}")
        or (min(len(was), len(now)) >= SHORT and (was.endswith(now) or now.endswith(was)))
    )


def _bare(words: list[str]) -> str:
    """Words without accents."""
    text = unicodedata.normalize("NFKD", " ".join(words))
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def _turned(was: list[tuple[str, str]], now: list[tuple[str, str]]) -> str:
    """What changed among the claim words; "" if each concept stands as often as before, and in the same order."""
    lost, gained = (
        Counter(c for c, _ in was) - Counter(c for c, _ in now),
        Counter(c for c, _ in now) - Counter(c for c, _ in was),
    )
    if lost or gained:
        words = {concept: word for concept, word in (*was, *now)}
        said = [f"lost “{words[concept]}”" for concept in lost] + [f"now says “{words[concept]}”" for concept in gained]
        return " and ".join(said)
    first, second = [c for c, _ in was], [c for c, _ in now]
    if first != second:
        return f"has its {' and '.join(dict.fromkeys(w for _, w in was))} in another order"
    return ""


def _exchanged(was: list[tuple[str, str]], now: list[tuple[str, str]]) -> str:
    """What changed among the key terms; "" if each is spoken of as often as before, and in the same order."""
    lost = Counter(id for id, _ in was) - Counter(id for id, _ in now)
    if lost:
        words = dict(was)
        return f"no longer speaks of {', '.join(f'“{words[id]}”' for id in lost)}"
    first, second = [id for id, _ in was], [id for id, _ in now if id in dict(was)]
    return "speaks of its key terms in another order" if len(first) == len(second) and first != second else ""


def _link_changes(was: Block, now: Block, tag: str, what: str) -> Iterator[Loss]:
    left = list(now.links)
    lost = []
    for words, address in was.links:
        found = next((link for link in left if same_target(address, link[1], tag)), None)
        if found is None:
            lost.append((words, address))
            continue
        left.remove(found)
        if not found[0]:
            yield Loss("link-empty", f"in {what} the link to {address} has no text")
        elif _stands_elsewhere(words, found[0], same=same_text(was.text) == same_text(now.text)):
            yield Loss("link-moved", f"in {what} the link to {address} stands on “{found[0]}”, no longer on “{words}”")
    for words, address in lost:
        other = next((link for link in left if same_text(link[0]) == same_text(words)), left[0] if left else None)
        if other is None:
            yield Loss("link-gone", f"in {what} the link “{words}” to {address} is gone")
        else:
            left.remove(other)
            yield Loss(
                "link-retargeted",
                f"in {what} the link “{words}” leads to {other[1] or 'nothing'}, no longer to {address}",
            )
    for words, address in left:
        yield Loss("link-added", f"in {what} the link “{words}” to {address or 'nothing'} is new")
    order = [address for _, address in was.links]
    if not lost and len(order) > 1:
        texts = {address: same_text(words) for words, address in was.links}
        for words, address in now.links:
            if address in texts and len(texts) == len(order) and texts[address] != same_text(words):
                twin = next((a for a, w in texts.items() if w == same_text(words)), None)
                if twin:
                    yield Loss(
                        "link-retargeted", f"in {what} the link “{words}” leads to {address}, no longer to {twin}"
                    )


def _stands_elsewhere(was: str, now: str, *, same: bool) -> bool:
    """Whether a link stands on other words of a block than before; `same` if the block has the same text."""
    if same:
        return same_text(was) != same_text(now)
    return len(words_of(was)) > 1 and alike(was, now) < ALIKE


def same_target(was: str, now: str, tag: str, *, translated: bool = False) -> bool:
    """Whether two addresses lead to the same page, or the second to its version in the language `tag`: the same path
    but for the language in it, or the article of another language's Wikipedia. With `translated`, the first address
    is of a page in another language; then the path may be translated too, where it says the language."""
    if was == now:
        return True
    try:
        first, second = urlsplit(was), urlsplit(now)
    except ValueError:
        return False
    schemes = (first.scheme, second.scheme)
    if not first.netloc or not second.netloc or not (schemes[0] == schemes[1] or schemes == ("http", "https")):
        return False
    if first.fragment != second.fragment:
        return False
    one, two = _WIKI.match(first.netloc.lower()), _WIKI.match(second.netloc.lower())
    if one and two and one[1] == two[1] and _host(second.netloc, tag) != second.netloc.lower():
        return first.netloc.lower() != second.netloc.lower()  # the same article has another name there
    if _host(first.netloc, tag) != _host(second.netloc, tag):
        return False
    steps, others = _steps(first.path), _steps(second.path)
    if _plain(steps, tag) == _plain(others, tag) and _query(first.query) == _query(second.query):
        return True
    says = any(_is_language(step, tag) for step in others) and not any(_is_language(step, tag) for step in steps)
    return translated and says and len(_plain(steps, tag)) == len(_plain(others, tag))


def _host(netloc: str, tag: str) -> str:
    """A host without www and without the language it begins with."""
    host = netloc.lower().removeprefix("www.")
    first, _, rest = host.partition(".")
    return rest if "." in rest and (_is_language(first, tag) or first == "en") else host


def _steps(path: str) -> list[str]:
    return [unquote(step) for step in path.split("/") if step]


def _plain(steps: list[str], tag: str) -> list[str]:
    return [step for step in steps if not _is_language(step, tag) and not _is_language(step, "en")]


def _query(query: str) -> list[str]:
    return sorted(part for part in query.split("&") if part and part.split("=")[0].lower() not in _LANGUAGE_KEYS)


def _is_language(step: str, tag: str) -> bool:
    """Whether a step of an address says that what follows is in a language."""
    primary, said = tag.split("-")[0], step.lower().replace("_", "-")
    return said in (primary, tag.lower(), *_NAMES.get(primary, ())) or (
        said.startswith(f"{primary}-") and len(said) < 8
    )


@dataclass(frozen=True)
class Vocabulary:
    """What must not be exchanged on a page: `claims` are the claim words of its language (None: any word), `terms`
    the key terms, and `titles` the words of the titles of a copied article, and its abbreviations."""

    tag: str
    claims: Words | None
    terms: Terms
    titles: frozenset[str] = frozenset()


def vocabulary(guide: Guide, name: str, tag: str) -> Vocabulary:
    """The vocabulary of a page of a language."""
    claims, words = guide.claims[tag], set()
    for record in guide.records:
        if record.rights != "copy" or name not in record.pages:
            continue
        entries = [entry for section, entry in guide.accepted[tag].items() if section.split("#")[0] in record.pages]
        blocks = [block for entry in entries for block in entry.blocks]
        titles = Counter(word for block in blocks if block.kind == "heading" for word in set(words_of(block.text)))
        said = Counter(word for block in blocks for word in words_of(block.text))
        words |= {word for word in words_of(record.title) if len(word) > 3}
        words |= {word for word, count in titles.items() if len(word) > 3 and count > 1 and said[word] > 3}
        words |= {word.lower() for block in blocks for word in re.findall(r"\b[A-Z][A-Z0-9]+\b", block.text)}
    titles = frozenset(word for word in words if not (claims and claims.turns_in(word)))
    return Vocabulary(tag, claims, guide.terms, titles)
