"""Typing slips mended against the words of the reports: "doanh nghệp" → "doanh nghiệp", "kế hoach" → "kế hoạch".

A syllable whose marks no report has is read without marks. One that no report has at all is mended by one Damerau
edit. Both only into a syllable that stands beside the question's neighbouring syllable in some report; so a word
that the reports do not know stays unexplained.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from corpus.language.tokens import Token, tokenise
from corpus.records import Span

_LONGEST_WORD = 24
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHORTEST = 3
_PASSES = 2
# Syllables that stand so often side by side are a word, which none writes with these marks.
_OFTEN = 5


class Vocabulary(Protocol):
    """The words of the reports, as index.search.Searcher knows them."""

    def knows(self, term: str) -> bool:
        """Whether a folded term is in some report."""
        ...

    def known_among(self, terms: Sequence[str]) -> list[str]:
        """Those of many folded terms that are in some report, in their order."""
        ...

    def knows_marked(self, term: str) -> bool:
        """Whether a term is in some report with these marks."""
        ...

    def is_rare_form(self, exact: str, folded: str) -> bool:
        """Whether the reports seldom have a syllable with these marks, of all that it may have."""
        ...

    def knows_marked_pair(self, first: str, second: str) -> bool:
        """Whether two terms stand next to each other in some passage with exactly these diacritics."""
        ...

    def how_often(self, first: str, second: str) -> int:
        """In how many facts and passages two folded terms stand next to each other."""
        ...

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether two folded terms stand next to each other in some report."""
        ...


def mend(text: str, vocabulary: Vocabulary, protected: Sequence[Span]) -> str:
    """The question with its slips mended, each written without marks; what is in `protected` is left as it is."""
    tokens = tokenise(text)
    free = [not any(span.start <= token.start < span.end for span in protected) for token in tokens]
    words = tokens
    for _ in range(_PASSES):  # a neighbour that is mended first helps the next
        words = [_mended(words, i, vocabulary) if free[i] else word for i, word in enumerate(words)]
    for token, word in reversed(list(zip(tokens, words, strict=True))):
        if word is not token:
            text = text[: token.start] + word.text + text[token.end :]
    return text


def _mended(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> Token:
    token = tokens[i]
    if not token.folded.isalpha():
        return token
    if vocabulary.knows(token.folded):
        mends = _has_wrong_marks(tokens, i, vocabulary) and _stands_beside(tokens, i, token.folded, vocabulary)
        return _written(token, token.folded) if mends else token
    if len(token.folded) < _SHORTEST:
        return token
    known = vocabulary.known_among(list(dict.fromkeys(_edits(token.folded))))
    found = (word for word in known if _stands_beside(tokens, i, word, vocabulary))
    word = next(found, None)
    return token if word is None else _written(token, word)


def _has_wrong_marks(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> bool:
    """Whether no report has a syllable with these marks, or none beside this neighbour ("tỷ lê", "hô nghèo")."""
    token = tokens[i]
    if token.exact.isascii():
        return False
    if not vocabulary.knows_marked(token.exact):
        return True
    pairs = [(tokens[j].exact, tokens[j + 1].exact) for j in (i - 1, i) if 0 <= j < len(tokens) - 1]
    folded = [(tokens[j].folded, tokens[j + 1].folded) for j in (i - 1, i) if 0 <= j < len(tokens) - 1]
    if any(vocabulary.knows_marked_pair(*pair) for pair in pairs):
        return False
    if vocabulary.is_rare_form(token.exact, token.folded):
        return any(vocabulary.how_often(*pair) >= _OFTEN for pair in folded)
    beside = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
    if any(_is_doubtful(neighbour, vocabulary) for neighbour in beside):
        return False  # the slip may be the neighbour's
    return any(vocabulary.how_often(*pair) >= _OFTEN for pair in folded)


def _is_doubtful(token: Token, vocabulary: Vocabulary) -> bool:
    """Whether the reports hardly have a syllable with these marks."""
    marked = not token.exact.isascii()
    return marked and (
        not vocabulary.knows_marked(token.exact) or vocabulary.is_rare_form(token.exact, token.folded)
    )


def _written(token: Token, word: str) -> Token:
    return Token(word, token.start, token.end, word, word)


def _stands_beside(tokens: Sequence[Token], i: int, word: str, vocabulary: Vocabulary) -> bool:
    """Whether some report has `word` next to the question's token before or after position `i`."""
    before = i > 0 and vocabulary.knows_pair(tokens[i - 1].folded, word)
    return before or (i + 1 < len(tokens) and vocabulary.knows_pair(word, tokens[i + 1].folded))


def _edits(word: str) -> Iterator[str]:
    """All words one edit away, the likeliest slips first: swapped, missing, doubled or wrong letters; none of what
    is too long for a syllable or an abbreviation."""
    if len(word) > _LONGEST_WORD:
        return
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + letter + b for a, b in cuts for letter in _LETTERS)
    yield from (a + b[1:] for a, b in cuts if b)
    yield from (a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS)
