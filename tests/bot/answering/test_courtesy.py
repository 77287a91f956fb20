"""Greetings and thanks are taken out of a message; what is asked stays. Cases: tests/cases/wordings.toml."""

import pytest
from hypothesis import given

from bot.answering.courtesy import without_courtesy
from corpus.records import Span
from tests.bot.answering.asking import questions
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("wordings", "courtesy"))
def test_courtesies_are_taken_out(case: Case) -> None:
    assert without_courtesy(case["text"]) == case.get("want", case["text"])


@pytest.mark.parametrize("case", params("wordings", "courtesy"))
def test_what_is_asked_is_left_alone(case: Case) -> None:
    asked = str(case.get("want", case["text"]))
    assert without_courtesy(without_courtesy(case["text"])) == without_courtesy(asked) == asked


@settled
@given(questions | texts)
def test_something_always_remains(text: str) -> None:
    kept = without_courtesy(text)
    assert kept or not text
    assert set(kept.split()) <= set(text.split()) or kept in text


@pytest.mark.parametrize(
    ("text", "name", "want"),
    [
        ("có mấy hộ nghèo ở huyện Mường Nhé", "huyện Mường Nhé", "có mấy hộ nghèo ở huyện Mường Nhé"),
        ("có mấy hộ nghèo ở huyện Mường Nhé nhé ad?", "huyện Mường Nhé", "có mấy hộ nghèo ở huyện Mường Nhé?"),
        ("ê bot Mường Nhé có mấy hộ nghèo v", "Mường Nhé", "Mường Nhé có mấy hộ nghèo"),
    ],
)
def test_a_place_is_no_particle(text: str, name: str, want: str) -> None:
    at = text.index(name)
    assert without_courtesy(text, [Span(at, at + len(name))]) == want
