"""Typing slips mended against the words of the reports: "doanh nghệp" → "doanh nghiệp".

Only a syllable that no report has is mended, by one Damerau edit, and only into one that stands beside the
question's neighbouring syllable in some report; so a word that the reports do not know stays unexplained.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.answering.records import Query, QueryTerm

_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHORTEST = 3

Knows = Callable[[str], bool]
KnowsPair = Callable[[str, str], bool]


def mend(query: Query, knows: Knows, knows_pair: KnowsPair) -> Query:
    """The query with mended terms, `understood` told; the same query where nothing is to mend."""
    terms = tuple(_mended(query.terms, i, knows, knows_pair) for i in range(len(query.terms)))
    if terms == query.terms:
        return query
    changed = {a: b for a, b in zip(query.terms, terms, strict=True) if a != b}
    branches = tuple(tuple(changed.get(term, term) for term in branch) for branch in query.branches)
    understood = query.understood or query.text
    for before, after in changed.items():
        understood = understood.replace(before.exact, after.exact)
    return replace(query, terms=terms, branches=branches, understood=understood)


def _mended(terms: Sequence[QueryTerm], i: int, knows: Knows, knows_pair: KnowsPair) -> QueryTerm:
    word = terms[i].folded
    if len(word) < _SHORTEST or not word.isalpha() or knows(word):
        return terms[i]
    before = terms[i - 1].folded if i else None
    after = terms[i + 1].folded if i + 1 < len(terms) else None
    for candidate in _edits(word):
        beside = (before is not None and knows_pair(before, candidate)) or (
            after is not None and knows_pair(candidate, after)
        )
        if beside:
            return QueryTerm(candidate, candidate, marked=False)
    return terms[i]


def _edits(word: str) -> Iterator[str]:
    """All words one edit away, the likeliest slips first: swapped, missing, doubled or wrong letters."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + letter + b for a, b in cuts for letter in _LETTERS)
    yield from (a + b[1:] for a, b in cuts if b)
    yield from (a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS)
