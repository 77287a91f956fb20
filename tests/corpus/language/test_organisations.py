"""Organisations by head noun and name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.organisations import find_organisations
from tests.corpus.cases import Case, params
from tests.corpus.cpu import seconds
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts

LONG = 200_000
_WORDS = (
    "Sở",
    "Tài chính",
    "và",
    "UBND",
    "tỉnh",
    "các Sở:",
    ",",
    "-",
    "HTX",
    "Yến Dương",
    '"',
    "Công ty",
    "CỔ",
    "Hà Nội",
)
names = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


@pytest.mark.parametrize("case", params("organisations"))
def test_found(case: Case) -> None:
    assert [f"{found.name}|{found.kind}" for found in find_organisations(case["text"])] == case["found"]


@settled
@given(texts | names)
def test_organisations_are_slices_in_order(text: str) -> None:
    spans = [found.span.shift(-2) for found in find_organisations(text, 2)]
    assert_ordered(spans, len(text))
    assert all(span.of(text).strip() == span.of(text) for span in spans)


@pytest.mark.parametrize(
    "piece", ["Sở ", "Công ty A ", "Sở Tài chính và ", "UBND tỉnh ", "HTX NĂM ", 'HTX "', "các Sở: Y tế, "]
)
def test_a_long_line_takes_seconds(piece: str) -> None:
    line = piece * (LONG // len(piece))
    assert seconds(lambda: find_organisations(line)) < 6
