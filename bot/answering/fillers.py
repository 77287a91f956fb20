"""Words without content in a question or around a figure. Rows of data/fillers.csv."""

from functools import cache

from corpus.language.lexicon import Term
from corpus.language.rows import rows
from corpus.language.tokens import tokenise

PACKAGE = "bot.answering"


def filler_phrases() -> tuple[str, ...]:
    """Every filler as written in the table."""
    return tuple(row["word"] for row in rows("fillers", PACKAGE))


@cache
def _single() -> frozenset[str]:
    return frozenset(tokens[0].exact for phrase in filler_phrases() if len(tokens := tokenise(phrase)) == 1)


def is_filler(term: Term) -> bool:
    """Whether a syllable of a report's wording carries no content by itself."""
    return term.exact in _single()
