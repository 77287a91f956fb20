"""One wording for one thing: abbreviations spelled out, everyday words as officials write them.

The same substitution is applied to reports and to questions, so that they meet. The rules are rows of
data/abbreviations.csv and data/synonyms.csv; english.csv is for questions only (see bot/answering/english.py).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpus.language.phrase_table import Entry, PhraseTable
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import Token, tokenise

_Replacement = tuple[Token, ...]


class Term(NamedTuple):
    """A syllable of the canonical wording; `start`, `end` are those of the source phrase it stands for."""

    exact: str
    folded: str
    start: int
    end: int


def canonical_terms(text: str, offset: int = 0) -> list[Term]:
    """The canonical terms of a report's text with the offsets of what they stand for."""
    return canonical(tokenise(text, offset), strict=True)


def canonical(tokens: Sequence[Token], *, strict: bool) -> list[Term]:
    """The canonical terms of a token sequence, in order; `strict` as in PhraseTable.match."""
    terms: list[Term] = []
    i = 0
    while i < len(tokens):
        match = _lexicon().match(tokens, i, strict=strict)
        if match is None:
            token = tokens[i]
            terms.append(Term(token.exact, token.folded, token.start, token.end))
            i += 1
        else:
            start, end = tokens[match.start].start, tokens[match.end - 1].end
            terms.extend(Term(t.exact, t.folded, start, end) for t in match.value)
            i = match.end
    return terms


def lexicon_phrases(tokens: Sequence[Token], *, strict: bool) -> list[tuple[int, int]]:
    """Where phrases of the tables stand: first token and the one after the last, in order."""
    return [(match.start, match.end) for match in _lexicon().find(tokens, strict=strict)]


@cache
def _lexicon() -> PhraseTable[_Replacement]:
    synonyms = PhraseTable(_synonyms())
    entries = list(_synonyms())
    for row in rows("abbreviations"):
        for full in alternatives(row["full"])[:1]:
            replacement = _substituted(tuple(tokenise(full)), synonyms)
            entries.append(Entry(tuple(tokenise(row["short"])), replacement, abbreviation=True))
    return PhraseTable(entries)


@cache
def _synonyms() -> tuple[Entry[_Replacement], ...]:
    """The rows, and each canonical wording of several syllables as itself: no shorter phrase is found inside it."""
    pairs = [(row["phrase"], row["canonical"]) for row in rows("synonyms")]
    pairs += [(canonical, canonical) for canonical in sorted({c for _, c in pairs if " " in c})]
    return tuple(Entry(tuple(tokenise(phrase)), tuple(tokenise(canonical))) for phrase, canonical in pairs)


def _substituted(tokens: _Replacement, table: PhraseTable[_Replacement]) -> _Replacement:
    """An abbreviation's full form in its own canonical wording ("XKLĐ" → "đi làm việc ở nước ngoài")."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        match = table.match(tokens, i, strict=True)
        result.extend((tokens[i],) if match is None else match.value)
        i = i + 1 if match is None else match.end
    return tuple(result)
