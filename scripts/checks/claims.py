"""A claim of the article is said: by one paragraph, item or row, with its key terms, its “not” and its weight.

Bad: “Most back pain comes from cancer.” for the claim that most of it does not; “some” where the claim says “most”.
Good: the claim in any words, in one block of a section that covers it.
Why: figures and terms can all be there in a text that says the opposite.
"""

from __future__ import annotations

from collections.abc import Iterable

from scripts.content.built import Block
from scripts.content.guide import Guide
from scripts.content.record import RecordedClaim

PLAIN = "plain"  # the strength of a claim that nothing weighs
# Concepts of docs/_data/claims/ that make a statement a negative one.
NEGATIVE = frozenset({"not", "unlikely", "few", "less", "stop"})


def lack_of(claim: RecordedClaim, blocks: Iterable[Block], tag: str, guide: Guide) -> str:
    """What the blocks lack of a claim, in words; "" where one of them has all of it.

    Terms and words that the language `tag` has no forms of cannot be looked for, and are taken to be there.
    """
    words, terms = guide.claims[tag], guide.terms
    about = {id for id in claim.about if terms.forms.get(id, {}).get(tag)}
    best: list[str] | None = None
    for block in blocks:
        lacks = [f"the term {id}" for id in sorted(about - {id for id, _ in terms.found_in(block.text, tag)})]
        if words:
            said = {concept for concept, _ in words.found_in(block.text)}
            if claim.polarity == "negative" and not said & NEGATIVE:
                lacks.append("its “not”")
            if claim.strength != PLAIN and claim.strength not in said:
                lacks.append(f"its “{claim.strength}”")
        if not lacks:
            return ""
        if best is None or len(lacks) < len(best):
            best = lacks
    return " and ".join(best) if best else "all of it"
