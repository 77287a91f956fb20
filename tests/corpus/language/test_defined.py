"""Abbreviations that a document defines itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.defined import find_defined
from tests.corpus.cases import Case, params
from tests.corpus.cpu import growth, seconds
from tests.corpus.strategies import settled, texts

_PIECES = st.sampled_from(
    [
        "hợp tác xã",
        "HTX",
        "(",
        ")",
        "(HTX)",
        "viết tắt là",
        "gọi tắt là",
        "OCOP",
        "Chương trình",
        ",",
        "và",
        ":",
        "\n",
    ]
)
_MADE = st.lists(_PIECES, max_size=20).map(" ".join)


@pytest.mark.parametrize("case", params("defined"))
def test_found(case: Case) -> None:
    assert [f"{d.short}|{d.full}" for d in find_defined(case["text"])] == case["found"]


@settled
@given(texts | _MADE)
def test_spans_are_exact_and_in_order(text: str) -> None:
    found = find_defined(text, 7)
    assert [d.span.shift(-7).of(text) for d in found] == [d.full for d in found]
    assert [d.at.shift(-7).of(text) for d in found] == [d.short for d in found]
    assert [d.span.start for d in found] == sorted(d.span.start for d in found)


@settled
@given(_MADE)
def test_forms_do_not_overlap(text: str) -> None:
    assert all(d.span.end <= d.at.start or d.at.end <= d.span.start for d in find_defined(text))


def test_all_of_many_brackets_are_found() -> None:
    assert len(find_defined("hợp tác xã (HTX) " * 10_000)) == 10_000


def test_linear() -> None:
    assert growth(lambda size: find_defined("hợp tác xã (HTX), THT (tổ hợp tác) " * size), 1000) < 8


@pytest.mark.parametrize(
    "piece",
    [
        "(HTX) ",
        "(54,4%) ",
        "(",
        "((((a",
        "(a b c d e ",
        "gọi tắt là HTX ",
        "h h h h h h (HHHHHHHHH) ",
        "V (và và và và) ",
        "A:",
        "| ",
        "\n",
        " ",
        "a",
    ],
)
def test_a_long_line_takes_seconds(piece: str) -> None:
    line = piece * (100_000 // len(piece))  # a square law would need minutes
    assert seconds(lambda: find_defined(line)) < 10
