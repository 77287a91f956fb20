"""Syllables with their offsets: the smallest unit that retrieval and rules look at."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.language.normalise import fold
from corpus.language.tones import place_tone

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+\d*")


class Token(NamedTuple):
    """A syllable or a number. `exact` is lower-case with normal tones, `folded` has no diacritics."""

    text: str
    start: int
    end: int
    exact: str
    folded: str


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """Syllables and numbers of `text` in order; offsets count from `offset`."""
    return [
        Token(m.group(), m.start() + offset, m.end() + offset, *_forms(m.group())) for m in _TOKEN.finditer(text)
    ]


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, str]:
    """A word in small letters with normal tones, and without diacritics."""
    return place_tone(word.lower()), fold(word)


def bigrams(syllables: list[str]) -> list[str]:
    """Neighbouring pairs, joined by a space; the order-aware field of the index."""
    return [f"{a} {b}" for a, b in pairwise(syllables)]
