"""What narrows a question: alone, a whole year, its beginning or end, what a body gave."""

import pytest

from bot.answering.narrowing import moment_of, plan_is_given, wants_whole_year
from bot.answering.question import read_question
from tests.bot.answering.knowing import Knowing


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Đầu năm 2022 huyện còn bao nhiêu hộ nghèo?", "đầu"),
        ("cuoi nam 2022 con bn ho ngheo", "cuối"),
        ("6 tháng đầu năm 2022 thu được bao nhiêu", ""),
        ("Từ đầu năm đến nay có mấy vụ cháy", ""),
        ("tăng bao nhiêu so với cuối năm 2021", ""),
        ("đầu năm học 2022-2023 có mấy lớp", ""),
    ],
)
def test_moment(text: str, moment: str) -> None:
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Cả năm 2023 có mấy vụ", True), ("ca nam 2023", True), ("cả năm học", False), ("năm 2023", False)],
)
def test_whole_year(text: str, whole: bool) -> None:
    assert wants_whole_year(text) is whole


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("HĐND tỉnh giao thu bao nhiêu", True),
        ("dự toán Trung ương đã giao", True),
        ("tai nạn giao thông ở tỉnh", False),
        ("tỉnh có mấy nút giao thông", False),
    ],
)
def test_a_plan_that_was_given(text: str, given: bool) -> None:
    assert plan_is_given(text) is given


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Doanh thu riêng từ khách quốc tế năm 2023 là bao nhiêu?", ["khách", "quốc", "tế"]),
        ("Tính riêng tôm thì được bao nhiêu tấn?", ["tôm"]),
        ("Doanh thu từ khách quốc tế là bao nhiêu?", []),
    ],
)
def test_what_it_is_to_be_of_alone(text: str, alone: list[str]) -> None:
    assert [term.exact for term in read_question(text, Knowing()).alone] == alone
