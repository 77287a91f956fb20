"""Typing slips mended against the words of the reports: "doanh nghệp" → "doanh nghiệp", "kế hoach" → "kế hoạch".

A syllable whose marks no report has is read without marks. One that no report has at all is mended by one Damerau
edit. Both only into a syllable that stands beside the question's neighbouring syllable in some report; so a word
that the reports do not know stays unexplained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from bot.answering.records import Query, QueryTerm

_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHORTEST = 3


class Vocabulary(Protocol):
    """The words of the reports, as index.search.Searcher knows them."""

    def knows(self, term: str) -> bool:
        """Whether a folded term is in some report."""
        ...

    def knows_marked(self, term: str) -> bool:
        """Whether a term is in some report with these marks."""
        ...

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether two folded terms stand next to each other in some report."""
        ...


def mend(query: Query, vocabulary: Vocabulary) -> Query:
    """The query with mended terms, `understood` told; the same query where nothing is to mend."""
    terms = tuple(_mended(query.terms, i, vocabulary) for i in range(len(query.terms)))
    changed = {a: b for a, b in zip(query.terms, terms, strict=True) if a != b}
    if not changed:
        return query
    branches = tuple(tuple(changed.get(term, term) for term in branch) for branch in query.branches)
    understood = query.understood or query.text
    for before, after in changed.items():
        if before.folded != after.folded:
            understood = understood.replace(before.exact, after.exact)
    told = understood if understood != query.text else query.understood
    return replace(query, terms=terms, branches=branches, understood=told)


def _mended(terms: Sequence[QueryTerm], i: int, vocabulary: Vocabulary) -> QueryTerm:
    term = terms[i]
    if len(term.folded) < _SHORTEST or not term.folded.isalpha():
        return term
    if vocabulary.knows(term.folded):
        wrong_marks = term.marked and not vocabulary.knows_marked(term.exact)
        bare = QueryTerm(term.exact, term.folded, marked=False)
        return bare if wrong_marks and _stands_beside(terms, i, term.folded, vocabulary) else term
    for candidate in _edits(term.folded):
        if _stands_beside(terms, i, candidate, vocabulary):
            return QueryTerm(candidate, candidate, marked=False)
    return term


def _stands_beside(terms: Sequence[QueryTerm], i: int, word: str, vocabulary: Vocabulary) -> bool:
    """Whether some report has `word` next to the question's term before or after position `i`."""
    before = i > 0 and vocabulary.knows_pair(terms[i - 1].folded, word)
    return before or (i + 1 < len(terms) and vocabulary.knows_pair(word, terms[i + 1].folded))


def _edits(word: str) -> Iterator[str]:
    """All words one edit away, the likeliest slips first: swapped, missing, doubled or wrong letters."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + letter + b for a, b in cuts for letter in _LETTERS)
    yield from (a + b[1:] for a, b in cuts if b)
    yield from (a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS)
