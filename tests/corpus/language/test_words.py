"""Segmented words on demand: the same words as of the whole text, and only where they are asked for."""

import pytest

from corpus.errors import SegmenterFailed
from corpus.language import words as words_module
from corpus.language.segment import Word, segment
from corpus.language.words import SegmentedWords
from corpus.records import Span

TEXT = "Công nhận 12 nghệ nhân. Trồng 5 ha rừng phòng hộ."


def test_the_words_are_those_of_the_whole_text() -> None:
    words = SegmentedWords(TEXT, [Span(0, len(TEXT))])
    assert [words.get(word.start) for word in segment(TEXT)] == segment(TEXT)


def test_no_word_starts_elsewhere() -> None:
    words = SegmentedWords(TEXT, [Span(10, len(TEXT))])
    assert words.get(11) is None
    assert words.get(0) is None


def test_a_piece_is_segmented_once_and_only_if_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(text: str) -> list[Word]:
        asked.append(text)
        return segment(text)

    monkeypatch.setattr(words_module, "segment", counted)
    words = SegmentedWords(TEXT, [Span(0, len(TEXT))])
    words.get(13)
    words.get(0)
    assert len(asked) == 1


def test_a_refused_piece_has_no_words_and_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> list[Word]:
        raise SegmenterFailed("thử")

    monkeypatch.setattr(words_module, "segment", fail)
    words = SegmentedWords(TEXT, [Span(0, len(TEXT))])
    assert words.get(13) is None
    assert words.warnings == ["ký tự 0: không tách được từ (thử)"]
