"""Word segmentation: pyvi behind one function (the only file that imports it).

pyvi is imported at the first call (it takes 1–5 s). What it is known to do wrong is kept away from it: it gets
one sentence-sized piece at a time, a full stop never touches an all-caps word, an underscore in the source
never looks like a join.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from corpus.errors import SegmenterFailed
from corpus.language.tones import place_tone
from corpus.records import Span

_PIECE = re.compile(r"[^.!?;:\n]+(?:[.!?;:](?!\s)[^.!?;:\n]+)*")
_LONGEST_PIECE = 2000


@dataclass(frozen=True, slots=True)
class Word:
    """A segmented word: `text` as written (with spaces), offsets into the source."""

    text: str
    start: int
    end: int

    @property
    def term(self) -> str:
        """The index term: lower-case, normal tones, syllables joined by "_"."""
        return "_".join(place_tone(s) for s in self.text.lower().split())


@cache
def _pyvi() -> Callable[[str], str]:
    from pyvi import ViTokenizer  # noqa: PLC0415  (1–5 s: only when a text is to be segmented)

    tokenize: Callable[[str], str] = ViTokenizer.tokenize
    return tokenize


def segment(text: str) -> list[Word]:
    """Words of `text` in order, with exact offsets; punctuation is left out.

    Raises SegmenterFailed where pyvi does (its model failed on the text).
    """
    return [word for piece in pieces(text) for word in _aligned(text, piece.start, piece.end)]


def pieces(text: str) -> list[Span]:
    """The sentence-sized pieces of `text` that pyvi gets one at a time, in order."""
    return [
        Span(start, min(start + _LONGEST_PIECE, piece.end()))
        for piece in _PIECE.finditer(text)
        for start in range(piece.start(), piece.end(), _LONGEST_PIECE)
    ]


def _aligned(text: str, start: int, end: int) -> list[Word]:
    source = text[start:end].replace("_", " ")
    try:
        tagged = _pyvi()(source)
    except (UnicodeError, ValueError, IndexError) as error:
        raise SegmenterFailed(f"pyvi: {error}") from error
    words: list[Word] = []
    at = 0
    for token in tagged.split():
        spans = []
        for part in token.split("_"):
            found = source.find(part, at) if part else -1
            if found >= 0:
                spans.append((found, found + len(part)))
                at = found + len(part)
        if spans and source[spans[0][0]].isalnum():
            first, last = spans[0][0] + start, spans[-1][1] + start
            words.append(Word(text[first:last], first, last))
    return words
