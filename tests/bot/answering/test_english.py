"""English questions are told from Vietnamese ones without marks, and put into Vietnamese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english import is_english, translate
from corpus.language.normalise import fold
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("How many cooperatives are there?", True),
        ("What is the graduation rate in 2019?", True),
        ("how many OCOP products belong to cooperatives", True),
        ("number of new enterprises", True),
        ("Total registered capital of new enterprises", True),
        ("How many schools in Bắc Kạn?", True),
        ("Có bao nhiêu hợp tác xã?", False),
        ("co bao nhieu hop tac xa", False),
        ("htx nam 2019", False),
        ("PCI 2023 Phú Thọ hạng mấy", False),
        ("còn gạo dc bn", False),
        ("Số vụ tai nạn giao thôg ở Bến Tre", False),
        ("ti le ho ngheo la bao nhieu", False),
        ("tinh to chuc may hoi nghi", False),
        ("do thi hoa dat bao nhieu", False),
        ("", False),
        ("2019?", False),
        ("😀", False),
    ],
)
def test_is_english(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How many cooperatives are there?", ["bao nhieu", "hop tac xa"]),
        ("how many enterprises were dissolved in 2019", ["doanh nghiep", "giai the", "2019"]),
        ("OCOP products of cooperatives", ["ocop", "san pham", "hop tac xa"]),
        ("How many schools in Bac Kan?", ["truong", "bac kan"]),
    ],
)
def test_translate_keeps_names_and_numbers(text: str, words: list[str]) -> None:
    translated = fold(translate(text))
    assert all(word in translated for word in words)


@pytest.mark.parametrize("word", ["zebra", "qwzx"])
def test_a_word_not_in_the_glossary_stays(word: str) -> None:
    assert word in translate(f"How many {word} cooperatives")


@pytest.mark.parametrize("text", ["", "???", "the of", "\x00"])
def test_nothing_to_translate(text: str) -> None:
    assert isinstance(translate(text), str)


@pytest.mark.parametrize("case", params("wordings", "english"))
def test_in_vietnamese_order(case: Case) -> None:
    """Cases: tests/cases/wordings.toml."""
    assert translate(case["text"]) == case["want"]


@settled
@given(st.integers(1, 999), st.integers(0, 999))
def test_thousands_are_written_the_vietnamese_way(thousands: int, rest: int) -> None:
    assert f"{thousands}.{rest:03}" in translate(f"How many farms have {thousands},{rest:03} ha?")


@pytest.mark.parametrize("text", ["bao nhieu con trau", "xa nao cao nhat", "Thu ngân sách năm 2021", "tong so ho"])
def test_vietnamese_without_marks_is_not_english(text: str) -> None:
    assert not is_english(text)
