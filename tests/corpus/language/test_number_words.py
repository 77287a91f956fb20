"""Whole numbers in words, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.number_words import find_number_words, number_words, parse_number_words
from tests.corpus.strategies import settled


@settled
@given(st.integers(0, 10**12 - 1))
def test_words_read_as_the_number_they_were_made_of(value: int) -> None:
    assert parse_number_words(number_words(value).split()) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("năm mươi hai", 52),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("hai vạn", 20_000),
        ("ba nghìn tỷ", 3 * 10**12),
        ("một tỉ hai trăm triệu", 1_200_000_000),
        ("hai ba", None),
        ("mươi", None),
        ("lăm", None),
        ("tư", None),
        ("một triệu hai tỷ", None),
    ],
)
def test_parse(words: str, value: int | None) -> None:
    assert parse_number_words(words.split()) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Còn năm mươi hai hộ", [52]),
        ("đầu tư ba công trình", [3]),
        ("Ba Bể", [3]),
        ("không có số nào", [0]),
        ("tư lệnh", []),
    ],
)
def test_find(text: str, found: list[int]) -> None:
    assert [words.value for words in find_number_words(text)] == found


def test_the_span_is_exact() -> None:
    text = "Có năm mươi hai hộ"
    (words,) = find_number_words(text)
    assert text[words.start : words.end] == "năm mươi hai"
