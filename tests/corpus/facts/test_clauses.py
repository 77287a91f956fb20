"""The wording that belongs to each figure of a sentence."""

import pytest
from hypothesis import given

from corpus.facts.clauses import Piece, cut_pieces
from corpus.facts.masks import find_mentions
from corpus.records import Span
from tests.corpus.made_reports import quantities_of
from tests.corpus.strategies import few, vietnamese


def _pieces(text: str) -> list[Piece]:
    periods = [m.span for m in find_mentions(text, 0, 2019).periods]
    return cut_pieces(text, Span(0, len(text)), quantities_of(text), periods)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Có 30 chợ; xây 12 cầu.", ["Có 30 chợ", "xây 12 cầu"]),
        ("Có 30 chợ và 12 cầu mới.", ["Có 30 chợ", "và 12 cầu mới"]),
        ("Có 30 chợ, xây 12 cầu.", ["Có 30 chợ", "xây 12 cầu"]),
        ("Có 181 HTX (tăng 2 HTX).", ["Có 181 HTX", "tăng 2 HTX"]),
        ("Lập mới: 25; giải thể: 09.", ["Lập mới: 25", "giải thể: 09"]),
        ("Chỉ số (PAR INDEX) đạt 85 điểm.", ["Chỉ số (PAR INDEX) đạt 85 điểm"]),
        ("Năm 2018 - 2019 có 5 chợ.", ["Năm 2018 - 2019 có 5 chợ"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert [piece.clause.of(text) for piece in _pieces(text)] == clauses


def test_own_wording_begins_after_the_last_comma() -> None:
    text = "Trong kỳ, các xã trên địa bàn xây 12 cầu."
    (piece,) = _pieces(text)
    assert piece.own.of(text) == "các xã trên địa bàn xây 12 cầu"


def test_depth_counts_brackets() -> None:
    assert [piece.depth for piece in _pieces("Có 9 chợ (tăng 2 chợ (xã 1 chợ)).")] == [0, 1, 2]


@few
@given(vietnamese)
def test_a_figure_lies_in_its_wording(text: str) -> None:
    for piece in _pieces(text):
        assert piece.clause.holds(piece.own)
        assert piece.own.start <= piece.quantity.span.start
