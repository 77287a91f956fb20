"""Words without content in a question or around a figure. Rows of data/fillers.csv."""

from collections.abc import Sequence
from functools import cache

from corpus.language.lexicon import Term
from corpus.language.phrase_table import PhraseTable
from corpus.language.rows import rows
from corpus.language.tokens import tokenise

PACKAGE = "bot.answering"


@cache
def filler_phrases() -> tuple[str, ...]:
    """Every filler as written in the table."""
    return tuple(row["word"] for row in rows("fillers", PACKAGE))


@cache
def weak_phrases(*, counted: bool = False) -> tuple[str, ...]:
    """Words that say little in a question ("đón được bao nhiêu"): it may be answered where they stay unexplained.

    `counted`: those that do right after "bao nhiêu" only ("mấy vụ", "bao nhiêu con").
    """
    return tuple(row["word"] for row in rows("weak_words", PACKAGE) if bool(row["after_count"]) == counted)


@cache
def filler_table() -> PhraseTable[bool]:
    """The fillers as a table to find them by."""
    return PhraseTable.of((phrase, True) for phrase in filler_phrases())


@cache
def weak_table() -> PhraseTable[bool]:
    """The weak words as a table to find them by."""
    return PhraseTable.of((phrase, True) for phrase in weak_phrases())


@cache
def classifiers() -> frozenset[str]:
    """Words that count things of any kind ("con", "lượt"), so that they tell none apart."""
    return frozenset(row["word"] for row in rows("weak_words", PACKAGE) if row["after_count"] == "any")


@cache
def people_units() -> frozenset[str]:
    """Words that count people ("lao động", "học sinh")."""
    return frozenset(row["unit"] for row in rows("people_units", PACKAGE))


@cache
def _syllables(phrases: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], int]:
    """Phrases as syllable sequences, and the longest one's length."""
    found = frozenset(tuple(t.exact for t in tokenise(phrase)) for phrase in phrases)
    return found, max(map(len, found))


def without_fillers(terms: Sequence[Term], fillers: tuple[str, ...] | None = None) -> list[Term]:
    """The terms outside of `fillers` (those of the table if none are given), longest taken out first."""
    phrases, longest = _syllables(filler_phrases() if fillers is None else fillers)
    kept, i = [], 0
    while i < len(terms):
        lengths = range(min(longest, len(terms) - i), 0, -1)
        length = next((n for n in lengths if tuple(t.exact for t in terms[i : i + n]) in phrases), 0)
        if not length:
            kept.append(terms[i])
        i += length or 1
    return kept
