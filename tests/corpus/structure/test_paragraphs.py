"""Paragraphs and headings from lines."""

import pytest
from hypothesis import given

from corpus.records import Section
from corpus.structure.lines import report_lines
from corpus.structure.paragraphs import Paragraph, split_paragraphs
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts

PROSE = "Các xã đã làm đường và mở chợ trong dịp này."


def _split(text: str) -> tuple[list[Paragraph], list[Section]]:
    return split_paragraphs(text, report_lines(text))


def _wordings(text: str) -> list[str]:
    return [paragraph.span.of(text) for paragraph in _split(text)[0]]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("PHẦN MỘT. KẾT QUẢ", 1),
        ("A. Kết quả", 1),
        ("II. Nông nghiệp", 2),
        ("VĂN HÓA XÃ HỘI", 2),
        ("3. Thủy lợi", 3),
        ("3.1. Hồ chứa", 4),
        ("a) Trồng rừng", 5),
        ("Về giao thông:", 6),
        ("3. Kết quả năm 2019", 3),
    ],
)
def test_heading_levels(heading: str, level: int) -> None:
    paragraphs, sections = _split(f"{heading}\n\n{PROSE}")
    assert [(section.heading, section.level) for section in sections] == [(heading, level)]
    assert [paragraph.headings for paragraph in paragraphs] == [(heading,)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("1. Diện tích 5.812 ha", id="a figure of its own"),
        pytest.param("1. Trồng rừng;", id="an item that ends in a semicolon"),
        pytest.param(PROSE, id="prose"),
        pytest.param("OCOP", id="a short word in capitals"),
    ],
)
def test_no_headings(line: str) -> None:
    paragraphs, sections = _split(line)
    assert sections == []
    assert len(paragraphs) == 1


def test_an_outer_heading_closes_the_inner_ones() -> None:
    paragraphs, sections = _split(f"I. Kinh tế\n\n1. Lúa\n\n{PROSE}\n\nII. Xã hội\n\n{PROSE}")
    assert [paragraph.headings for paragraph in paragraphs] == [("I. Kinh tế", "1. Lúa"), ("II. Xã hội",)]
    assert sections[0].span.end == sections[2].span.start
    assert sections[1].span.end == sections[2].span.start


def test_wrapped_lines_are_joined() -> None:
    text = "Trong năm, các xã trên địa bàn đã cùng nhau làm đường,\nmở chợ và xây nhà văn hóa."
    assert _wordings(text) == [text]


def test_an_ended_line_is_not_joined() -> None:
    assert _wordings(f"{PROSE}\nmở chợ.") == [PROSE, "mở chợ."]


def test_a_heading_run_in() -> None:
    paragraphs, sections = _split("2. Đào tạo nghề. Đã mở 30 lớp cho lao động ở nông thôn.")
    assert [(section.heading, section.level) for section in sections] == [("Đào tạo nghề", 3)]
    assert [paragraph.headings for paragraph in paragraphs] == [("Đào tạo nghề",)]


def test_a_lead_before_a_colon() -> None:
    paragraphs, _ = _split("– Về chăn nuôi: đàn lợn có 7 nghìn con, cao hơn trước.")
    assert [paragraph.headings for paragraph in paragraphs] == [("Về chăn nuôi",)]


@settled
@given(texts)
def test_paragraphs_are_slices_in_order(text: str) -> None:
    paragraphs, sections = _split(text)
    assert_ordered([paragraph.span for paragraph in paragraphs], len(text))
    for section in sections:
        assert section.span.start < section.span.end <= len(text)
        assert section.heading in section.span.of(text)
