"""What belongs together is brought together, and nothing else. Cases: tests/cases/wordings.toml."""

import pytest
from hypothesis import given

from bot.answering.rewriting import together
from corpus.records import Span
from tests.bot.answering.asking import numbers, questions
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("wordings", "rewriting"))
def test_what_belongs_together(case: Case) -> None:
    once = together(case["text"])
    assert once == case.get("want", case["text"])
    assert together(once) == once


@pytest.mark.parametrize(
    ("text", "name"), [("Cao Bằng có rừng hơn", "Cao Bằng"), ("Đông Hưng đẹp nhất", "Đông Hưng")]
)
def test_a_name_is_not_moved(text: str, name: str) -> None:
    start = text.index(name)
    assert together(text, [Span(start, start + len(name))]) == text
    assert together(text) != text


@settled
@given(questions | texts)
def test_no_number_is_lost(text: str) -> None:
    assert numbers(together(text)) == numbers(text)
