"""Which language a text is in, as py3langid guesses it: 140 languages, some of them written by few."""

from __future__ import annotations

import math
from functools import cache, lru_cache

import langcodes

# Tags whose language the model knows under another name, and languages so near that it may take one for the other.
_LABELS = {"fil": "tl", "ckb": "sdh", "nb": "no", "prs": "fa", "kmr": "ku"}
_NEAR = (
    {"es", "ext", "an", "gl", "ast"}, {"pt", "gl"}, {"zh", "yue", "wuu"}, {"no", "nn", "da"}, {"ht", "gcf", "gcr"},
    {"ar", "ary", "arz"}, {"hr", "bs", "sr"}, {"id", "ms"}, {"it", "vec", "lij"}, {"tl", "bcl"}, {"sdh", "ku"}, {"hi", "ne"},
    {"az", "tr"}, {"fa", "tg"}, {"en", "pcm"}, {"he", "hbo"}, {"uz", "uzs"}, {"el", "grc"}, {"xh", "zu"},
)  # fmt: skip


@cache
def _model():
    # Loading it takes a moment, and a build does without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def label_of(tag: str) -> str:
    """The model's name for a language; "" if it does not know it."""
    primary = langcodes.Language.get(tag).language or ""
    label = _LABELS.get(primary, primary)
    return label if label in _model().labels else ""


@lru_cache(maxsize=20_000)
def _ranked(text: str) -> dict[str, float]:
    return dict(_model().rank(text))


def leaning(text: str, tag: str, other: str) -> float:
    """How much more likely a text is in one language than in another: the natural logarithm of the ratio; 0 where the
    model does not know one of them."""
    first, second = label_of(tag), label_of(other)
    if not first or not second or first == second:
        return 0.0
    ranked = _ranked(text)
    return math.log(max(ranked[first], 1e-12)) - math.log(max(ranked[second], 1e-12))


def likeliest(text: str, tag: str) -> tuple[str, float]:
    """The likeliest language of a text, and by how much (the logarithm of the ratio) it is likelier than the language
    of a tag; ("", 0) where that is the likeliest itself, one so near that it may be it, or one that is not known."""
    own = label_of(tag)
    ranked = _ranked(text)
    best = max(ranked, key=ranked.__getitem__)
    if not own or best == own or any({best, own} <= near for near in _NEAR):
        return "", 0.0
    return best, math.log(max(ranked[best], 1e-12)) - math.log(max(ranked[own], 1e-12))
