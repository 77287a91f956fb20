"""Lines of the report, page furniture left out."""

import pytest
from hypothesis import given

from corpus.structure.lines import report_lines
from tests.corpus.cases import Case, params
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts

BEFORE, AFTER = "Dòng trước đó.", "Dòng sau đó."


@pytest.mark.parametrize("case", params("furniture"))
def test_kept(case: Case) -> None:
    lines = [line.text for line in report_lines(f"{BEFORE}\n{case['text']}\n{AFTER}")]
    assert lines == ([BEFORE, case["text"], AFTER] if case["kept"] else [BEFORE, AFTER])


@pytest.mark.parametrize("case", params("furniture", "tail"))
def test_tail(case: Case) -> None:
    assert [line.text for line in report_lines(case["text"])] == case["kept"]


def test_no_prose_is_lost_behind_related_articles() -> None:
    prose = "Sau danh sách ấy " + "báo cáo vẫn còn nói tiếp " * 5 + "rồi mới hết."
    lines = report_lines(f"Đoạn đầu.\nTin liên quan\nMột bài khác\n{prose}")
    assert lines[-1].text == prose


def test_a_block_begins_after_a_blank_line() -> None:
    assert [line.blank_before for line in report_lines("a b\nc d\n\n  e f  \n")] == [True, False, True]


@settled
@given(texts)
def test_lines_are_slices_in_order(text: str) -> None:
    lines = report_lines(text)
    assert_ordered([line.span for line in lines], len(text))
    assert [line.span.of(text) for line in lines] == [line.text for line in lines]
