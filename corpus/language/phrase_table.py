"""A table of phrases with a value each, found in a token sequence by longest match."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.language.normalise import fold
from corpus.language.tokens import Token, tokenise

T = TypeVar("T")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A phrase as tokens and its value. An abbreviation counts only in its own case, or if it has no vowel."""

    phrase: tuple[Token, ...]
    value: T
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """An entry's value where it was found: tokens `start` to `end` (exclusive)."""

    value: T
    start: int
    end: int


class PhraseTable(Generic[T]):
    """Phrases by their first two folded syllables ("" for none), longest first."""

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        table: dict[str, dict[str, list[Entry[T]]]] = {}
        for entry in entries:
            if entry.phrase:
                first, second = (*(token.folded for token in entry.phrase[:2]), "")[:2]
                table.setdefault(first, {}).setdefault(second, []).append(entry)
        for continued in table.values():
            for candidates in continued.values():
                candidates.sort(key=lambda e: -len(e.phrase))
        self._table: Mapping[str, Mapping[str, list[Entry[T]]]] = table

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, T]]) -> "PhraseTable[T]":
        """A table of plain phrases."""
        return cls(Entry(tuple(tokenise(phrase)), value) for phrase, value in pairs)

    def match(self, tokens: Sequence[Token], i: int, *, strict: bool) -> Match[T] | None:
        """The longest phrase that stands at token `i`.

        `strict`: some syllable must carry the phrase's own marks, so that the others may be typed without. If
        not, a phrase typed without any marks fits too.
        """
        for entry in self._candidates(tokens, i):
            window = tokens[i : i + len(entry.phrase)]
            if len(window) < len(entry.phrase) or not _fits(window, entry.phrase, strict):
                continue
            if not entry.abbreviation or _is_abbreviation(window, entry.phrase):
                return Match(entry.value, i, i + len(window))
        return None

    def _candidates(self, tokens: Sequence[Token], i: int) -> Iterable[Entry[T]]:
        """The phrases that begin with token `i` and the one after it, then those of token `i` alone."""
        continued = self._table.get(tokens[i].folded)
        if continued is None:
            return ()
        longer = continued.get(tokens[i + 1].folded, ()) if i + 1 < len(tokens) else ()
        return (*longer, *continued.get("", ()))

    def find(self, tokens: Sequence[Token], *, strict: bool) -> list[Match[T]]:
        """All phrases left to right, without overlap."""
        found, i = [], 0
        while i < len(tokens):
            match = self.match(tokens, i, strict=strict)
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.end
        return found


def _fits(window: Sequence[Token], phrase: Sequence[Token], strict: bool) -> bool:
    pairs = list(zip(window, phrase, strict=True))
    if all(a.exact == b.exact for a, b in pairs):
        return True
    if not all(a.exact == b.exact or (a.exact.isascii() and a.folded == b.folded) for a, b in pairs):
        return False
    return not strict or any(a.exact == b.exact and not a.exact.isascii() for a, b in pairs)


def _is_abbreviation(window: Sequence[Token], phrase: Sequence[Token]) -> bool:
    """Whether the tokens are the short form and not a syllable: written in its case, or without any vowel."""
    as_written = all(a.text == b.text for a, b in zip(window, phrase, strict=True))
    return as_written or all(not _VOWELS & set(fold(token.text)) for token in window)
