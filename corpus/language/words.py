"""The segmented word at an offset, on demand: only the pieces that are asked about go through pyvi."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from corpus.errors import SegmenterFailed
from corpus.language.segment import Word, pieces, segment
from corpus.records import Span


class Words(Protocol):
    """Gives the segmented word that starts at an offset."""

    def get(self, offset: int) -> Word | None:
        """The word, None where none starts there."""
        ...


class _NoWords:
    """No word anywhere: for a wording that is read without segmentation."""

    def get(self, offset: int) -> Word | None:  # noqa: ARG002  (the protocol's)
        """None."""
        return None


NO_WORDS: Words = _NoWords()


class SegmentedWords:
    """The words of a report's paragraphs; a piece that pyvi refuses has none, and a warning says so."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [span.start for span in paragraphs]
        self._pieces: dict[int, list[Span]] = {}
        self._words: dict[int, dict[int, Word]] = {}
        self.warnings: list[str] = []

    def get(self, offset: int) -> Word | None:
        """The word that starts at `offset` of the report's text."""
        piece = self._piece_at(offset)
        if piece is None:
            return None
        if piece.start not in self._words:
            self._words[piece.start] = self._segment(piece)
        return self._words[piece.start].get(offset)

    def _piece_at(self, offset: int) -> Span | None:
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        if at not in self._pieces:
            start = self._starts[at]
            self._pieces[at] = [piece.shift(start) for piece in pieces(self._paragraphs[at].of(self._text))]
        found = self._pieces[at]
        number = bisect_right(found, offset, key=lambda span: span.start) - 1
        return found[number] if number >= 0 and offset < found[number].end else None

    def _segment(self, piece: Span) -> dict[int, Word]:
        try:
            words = segment(piece.of(self._text))
        except SegmenterFailed as error:
            self.warnings.append(f"ký tự {piece.start}: không tách được từ ({error})")
            return {}
        return {w.start + piece.start: Word(w.text, w.start + piece.start, w.end + piece.start) for w in words}
