"""Word segmentation: exact offsets, and what pyvi does wrong kept away."""

import pytest
from hypothesis import given

from corpus.errors import SegmenterFailed
from corpus.language.segment import segment
from corpus.records import Span
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import few, texts


def _terms(text: str) -> list[str]:
    return [word.term for word in segment(text)]


def test_words_are_joined() -> None:
    assert "hợp_tác_xã" in _terms("Tỉnh có nhiều hợp tác xã.")


def test_a_stop_never_touches_a_word_in_capitals() -> None:
    assert _terms("Tổng số HTX.")[-1] == "htx"


def test_an_underscore_is_no_join() -> None:
    assert [word.text for word in segment("bac_kan")] == ["bac", "kan"]


def test_terms_have_normal_tones() -> None:
    assert "hòa" in "_".join(_terms("thành phố Hoà Bình"))


def test_numbers_stay_whole() -> None:
    assert "1.752,5" in _terms("Trồng 1.752,5 ha rừng")


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "(((", "____"])
def test_no_word(text: str) -> None:
    assert segment(text) == []


def test_failures_of_pyvi_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> str:
        raise IndexError("list index out of range")

    monkeypatch.setattr("corpus.language.segment._pyvi", lambda: fail)
    with pytest.raises(SegmenterFailed, match="pyvi"):
        segment("Tỉnh có chợ.")


@few
@given(texts)
def test_words_are_slices_in_order(text: str) -> None:
    words = segment(text)
    assert_ordered([Span(w.start, w.end) for w in words], len(text))
    assert [text[w.start : w.end] for w in words] == [w.text for w in words]
