"""A question as typed becomes Vietnamese with its marks; what needs no mending stays."""

import pytest
from hypothesis import given

from bot.answering.typed import mended_question
from corpus.language.normalise import strip_marks
from tests.bot.answering.asking import numbers, questions
from tests.bot.answering.knowing import Knowing
from tests.corpus.strategies import settled

KNOWN = Knowing()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co bao nhieu htx", "có bao nhiêu hợp tác xã"),
        ("bn hộ nghèo năm 2021", "bao nhiêu hộ nghèo năm 2021"),
        ("có bao nhiêu dự án 6t đầu năm 2020?", "có bao nhiêu dự án 6 tháng đầu năm 2020?"),
        ("thu ngân sách t10/2019 đạt bao nhiêu", "thu ngân sách tháng 10/2019 đạt bao nhiêu"),
        ("q2/2022 có bao nhiêu dự án", "quý 2/2022 có bao nhiêu dự án"),
        ("gđ 2016-2020 giảm bao nhiêu hộ", "giai đoạn 2016-2020 giảm bao nhiêu hộ"),
        ("h. Mường Khương có mấy xã", "huyện Mường Khương có mấy xã"),
        ("hoà giải được bao nhiêu vụ?", "hòa giải được bao nhiêu vụ?"),
        ("cos bao nhieeu doanh nghieepj", "có bao nhiêu doanh nghiệp"),
        ("Nghị quyết 16/CT-TTg có bao nhiêu điều?", "Nghị quyết 16/CT-TTg có bao nhiêu điều?"),
        ("Có bao nhiêu hợp tác xã giải thể?", "Có bao nhiêu hợp tác xã giải thể?"),
    ],
)  # fmt: skip
def test_written_out(typed: str, meant: str) -> None:
    assert mended_question(typed, KNOWN).text == meant


@pytest.mark.parametrize(
    ("typed", "strict"),
    [("Có bao nhiêu hợp tác xã?", True), ("co bao nhieu hop tac xa", False)],
)
def test_whether_it_was_typed_with_marks(typed: str, strict: bool) -> None:
    assert mended_question(typed, KNOWN).strict is strict


def test_marks_that_are_guessed_are_told() -> None:
    assert {"hợp", "tác", "xã"} <= mended_question("co bao nhieu hop tac xa", KNOWN).guessed
    assert mended_question("Có bao nhiêu hợp tác xã?", KNOWN).guessed == frozenset()


@pytest.mark.parametrize(("typed", "english"), [("How many schools are there?", True), ("bao nhieu truong", False)])
def test_english_is_told(typed: str, english: bool) -> None:
    assert mended_question(typed, KNOWN).english is english


@settled
@given(questions)
def test_no_number_is_lost(text: str) -> None:
    for typed in (text, strip_marks(text)):
        assert set(numbers(mended_question(typed, KNOWN).text)) <= set(numbers(typed))
