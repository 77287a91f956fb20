"""Words without content in a question or around a figure. Rows of data/fillers.csv."""

from collections.abc import Sequence
from functools import cache

from corpus.language.lexicon import Term
from corpus.language.rows import rows
from corpus.language.tokens import tokenise

PACKAGE = "bot.answering"


def filler_phrases() -> tuple[str, ...]:
    """Every filler as written in the table."""
    return tuple(row["word"] for row in rows("fillers", PACKAGE))


@cache
def _phrases() -> tuple[frozenset[tuple[str, ...]], int]:
    """The fillers as syllable sequences, and the longest one's length."""
    phrases = frozenset(tuple(t.exact for t in tokenise(phrase)) for phrase in filler_phrases())
    return phrases, max(map(len, phrases))


def without_fillers(terms: Sequence[Term]) -> list[Term]:
    """The terms that carry content by themselves, longest fillers taken out first."""
    phrases, longest = _phrases()
    kept, i = [], 0
    while i < len(terms):
        lengths = range(min(longest, len(terms) - i), 0, -1)
        length = next((n for n in lengths if tuple(t.exact for t in terms[i : i + n]) in phrases), 0)
        if not length:
            kept.append(terms[i])
        i += length or 1
    return kept
