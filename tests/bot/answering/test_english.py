"""English questions are told from Vietnamese ones without marks, and put into Vietnamese."""

import pytest

from bot.answering.english import is_english, translate
from corpus.language.normalise import fold


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
