"""Telex and VNI keys left in a text; words, names, abbreviations and English stay."""

import pytest
from hypothesis import given

from corpus.language.keystrokes import undo_keystrokes
from tests.corpus.strategies import settled, vietnamese


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bao nhieeu", "bao nhiêu"),
        ("hooj nghefo", "hộ nghèo"),
        ("dduwowngf", "đường"),
        ("Nawm 2019", "Năm 2019"),
        ("nghe62", "nghề"),
        pytest.param(
            "nghie6p5", "nghiệp", marks=pytest.mark.xfail(reason="VNI keys on both sides of a coda", strict=True)
        ),
    ],
)
def test_undone(typed: str, meant: str) -> None:
    assert undo_keystrokes(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["bao nhiêu hộ", "bao nhieu ho", "HTX", "OCOP", "test", "100 m2", "COVID", "homestay", "", "Bắc Kạn 2019"],
)
def test_left_alone(text: str) -> None:
    assert undo_keystrokes(text) == text


@settled
@given(vietnamese)
def test_idempotent(text: str) -> None:
    once = undo_keystrokes(text)
    assert undo_keystrokes(once) == once
