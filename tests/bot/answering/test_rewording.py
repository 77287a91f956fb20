"""Everyday wordings are put as reports put them: some at once, the others where the question finds nothing."""

import pytest
from hypothesis import given

from bot.answering.rewording import reworded
from bot.answering.rewriting import traded
from tests.bot.answering.asking import numbers, questions
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize(
    ("text", "at_once", "again"),
    [
        ("bớt đi bao nhiêu hộ", "giảm bao nhiêu hộ", "giảm bao nhiêu hộ"),
        ("có bao nhiêu gia đình văn hóa", "có bao nhiêu gia đình văn hóa", "có bao nhiêu gia đình văn hóa"),
        ("có bao nhiêu gia đình nghèo", "có bao nhiêu hộ nghèo", "có bao nhiêu hộ nghèo"),
        ("mấy em bé chào đời", "mấy em bé chào đời", "mấy trẻ sinh ra"),
        ("có mấy trường", "có mấy trường", "có mấy trường"),
    ],
)
def test_wordings(text: str, at_once: str, again: str) -> None:
    assert reworded(text, strict=True) == at_once
    assert reworded(text, strict=True, again=True) == again


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("bán gạo ra nước ngoài được bao nhiêu", "xuất khẩu gạo được bao nhiêu"),
        ("ban gao ra nuoc ngoai dc bn", "xuất khẩu gao dc bn"),
        ("mua máy móc của nước ngoài", "nhập khẩu máy móc"),
        ("bán được mấy tấn vải sang Nhật", "bán được mấy tấn vải sang Nhật"),
        ("bán vải sang Nhật", "xuất khẩu vải sang Nhật"),
        ("bán gạo của nước ngoài", "bán gạo của nước ngoài"),
        ("bán cho ai", "bán cho ai"),
    ],
)
def test_trade(text: str, put: str) -> None:
    assert traded(text) == put


@settled
@given(questions | texts)
def test_no_number_is_lost(text: str) -> None:
    assert numbers(traded(reworded(text, strict=True, again=True))) == numbers(text)
