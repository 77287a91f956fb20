"""Two or three things asked at once are told apart. Cases: tests/cases/wordings.toml."""

import pytest
from hypothesis import given

from bot.answering.parts import parts_of
from corpus.language.normalise import has_diacritics
from tests.bot.answering.asking import numbers, questions
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled


@pytest.mark.parametrize("case", params("wordings", "parts"))
def test_parts(case: Case) -> None:
    text = case["text"]
    assert parts_of(text, strict=has_diacritics(text)) == case.get("want", [text])


@settled
@given(questions)
def test_parts_leave_no_number_out(text: str) -> None:
    parts = parts_of(text, strict=True)
    assert 1 <= len(parts) <= 3
    assert numbers(" ".join(parts)) == numbers(text)
