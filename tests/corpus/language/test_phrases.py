"""Patterns and rows of the rule tables."""

import pytest

from corpus.language.letters import LOWER, UPPER
from corpus.language.phrases import any_of, table_pattern
from corpus.language.rows import alternatives, column, rows


def test_the_longest_phrase_wins() -> None:
    pattern = table_pattern("parts")
    assert [m.group() for m in pattern.finditer("gồm có 3 chợ, Trong  đó 2 chợ mới")] == ["gồm có", "Trong  đó"]


@pytest.mark.parametrize("text", ["gồmm", "xgồm", "trongđó"])
def test_whole_words_only(text: str) -> None:
    assert table_pattern("parts").search(text) is None


def test_signs_are_taken_literally() -> None:
    assert any_of(["a+b", "a.b", "a+b"]) in {r"(?:a\+b|a\.b)", r"(?:a\.b|a\+b)"}


def test_rows_and_columns() -> None:
    assert rows("parts") is rows("parts")
    assert "gồm" in column("parts", "phrase")
    assert "" not in column("parts", "note")
    assert alternatives(" a | b||") == ("a", "b")


def test_a_missing_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        rows("không-có")


def test_the_alphabet_has_no_letter_of_the_other_case() -> None:
    assert len(LOWER) == len(UPPER) == len(set(LOWER)) == len(set(UPPER))
    assert not set(LOWER) & set(UPPER)
