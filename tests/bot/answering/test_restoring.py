"""Marks put back by the reports' words and by the phrases of questions."""

import pytest
from hypothesis import given

from bot.answering.restoring import restorer
from corpus.language.normalise import fold
from corpus.language.restore import Ngrams
from tests.bot.answering.asking import numbers, questions
from tests.corpus.strategies import settled

RULES = restorer(Ngrams({}, {}))
REPORTS = restorer(Ngrams.of(["Đàn ong mật của xã có 1.200 tổ, sản lượng mật ong đạt 15 tấn."] * 5))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co bao nhieu hop tac xa", "có bao nhiêu hợp tác xã"),
        ("ty le ho ngheo la bao nhieu phan tram", "tỷ lệ hộ nghèo là bao nhiêu phần trăm"),
        ("Bao nhieu doanh nghiep giai the?", "Bao nhiêu doanh nghiệp giải thể?"),
        ("qwzx 2021", "qwzx 2021"),
    ],
)
def test_phrases_of_questions_are_known_without_reports(typed: str, meant: str) -> None:
    assert RULES.restore(typed).text == meant


def test_words_of_the_reports_are_known() -> None:
    assert REPORTS.restore("dan ong mat bao nhieu to").text.startswith("đàn ong mật bao nhiêu")


@settled
@given(questions)
def test_only_marks_change(text: str) -> None:
    restored = RULES.restore(fold(text)).text
    assert fold(restored) == fold(text)
    assert numbers(restored) == numbers(text)
