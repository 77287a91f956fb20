"""Sentence boundaries."""

import pytest
from hypothesis import given

from corpus.structure.sentences import sentences
from tests.corpus.cases import Case, params
from tests.corpus.cpu import seconds
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("sentences"))
def test_sentences(case: Case) -> None:
    assert [span.of(case["text"]) for span in sentences(case["text"])] == case["want"]


@settled
@given(texts)
def test_sentences_are_slices_in_order_and_lose_nothing(text: str) -> None:
    spans = [span.shift(-9) for span in sentences(text, 9)]
    assert_ordered(spans, len(text))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@pytest.mark.parametrize(
    "piece", ["X. ", "X.", ".", ". ", "…", "Aa.", "TP. ", "Phần I. ", "1. ", '." ', "a.vn.Aa "]
)
def test_a_long_line_takes_seconds(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert seconds(lambda: sentences(text)) < 10


def test_blanks_after_a_stop_are_read_once() -> None:
    assert seconds(lambda: sentences("Xong." + " " * 10**6 + "rồi")) < 6
