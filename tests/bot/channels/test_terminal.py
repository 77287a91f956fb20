"""The conversation over lines of text."""

import io

import pytest

from bot.answering.answerer import Answerer
from bot.channels.terminal import WELCOME, converse


def said(answerer: Answerer, *lines: str, prompt: bool = False) -> list[str]:
    spoken: list[str] = []
    converse(answerer, io.StringIO("".join(f"{line}\n" for line in lines)), spoken.append, prompt=prompt)
    return spoken


def test_a_question_is_answered_with_its_source(answerer: Answerer) -> None:
    (answer,) = said(answerer, "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?")
    assert answer.startswith("30 trên 37 sản phẩm OCOP")
    assert "[1] “" in answer


def test_a_follow_up_goes_on_from_the_question_before(answerer: Answerer) -> None:
    first, second = said(answerer, "Toàn tỉnh có bao nhiêu hợp tác xã nông, lâm nghiệp?", "còn phi nông nghiệp?")
    assert first.startswith("137")
    assert second.startswith("44")


def test_the_source_is_shown_with_its_figure_marked(answerer: Answerer) -> None:
    _, source = said(answerer, "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?", "/nguon 1")
    assert "bac-kan-2019-mau.txt, đoạn" in source
    assert "»30/37 sản phẩm" in source
    assert "«" in source


def test_nguon_alone_is_the_first_source(answerer: Answerer) -> None:
    _, one, other = said(answerer, "Có bao nhiêu sản phẩm OCOP?", "/nguon", "/nguon 1")
    assert one == other


@pytest.mark.parametrize("command", ["/nguon", "/nguon 0", "/nguon 99", "/nguon 99999999999999999999"])
def test_a_source_that_is_not_there(answerer: Answerer, command: str) -> None:
    assert "Chưa có nguồn" in said(answerer, command)[0]


@pytest.mark.parametrize("command", ["/thoat", "/exit", "/quit", "  /thoat  "])
def test_the_end(answerer: Answerer, command: str) -> None:
    assert said(answerer, command, "Có bao nhiêu hợp tác xã?") == []


def test_blank_lines_are_nothing(answerer: Answerer) -> None:
    assert said(answerer, "", "   ", "\t") == []


def test_a_line_that_is_no_question_does_not_end_it(answerer: Answerer) -> None:
    first, second = said(answerer, "???", "Có bao nhiêu hợp tác xã?")
    assert "Câu hỏi chưa có nội dung" in first
    assert second.startswith("181")


def test_a_person_is_welcomed(answerer: Answerer) -> None:
    assert said(answerer, prompt=True) == [WELCOME]
    assert said(answerer) == []
