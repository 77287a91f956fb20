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


BARE = "Giáo dục năm 2022"
TO_COME = "Phương hướng năm 2022"


def _headings(*blocks: str) -> list[str]:
    """The headings of blocks that stand apart."""
    return [section.heading for section in _split("\n\n".join(blocks))[1]]


@pytest.mark.parametrize(
    "line",
    [
        BARE,
        "Kết quả chủ yếu",
        "Giai đoạn 2021-2025",
        "Kết quả 6 tháng đầu năm 2022",
        "Quý III năm 2022",
        "Nông nghiệp, nông thôn",
    ],
)
def test_a_short_line_alone_above_prose_is_a_heading(line: str) -> None:
    paragraphs, sections = _split(f"{PROSE}\n\n{line}\n\n{PROSE}")
    assert [(section.heading, section.level) for section in sections] == [(line, 7)]
    assert [paragraph.headings for paragraph in paragraphs] == [(), (line,)]


def test_it_may_open_the_text() -> None:
    assert _headings(BARE, PROSE) == [BARE]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f"{BARE}.", id="ends in a stop"),
        pytest.param(f"{BARE},", id="ends in a comma"),
        pytest.param("giáo dục năm 2022", id="begins small"),
        pytest.param(f"- {BARE}", id="an item with a hyphen"),
        pytest.param(f"+ {BARE}", id="an item with a plus"),
        pytest.param(f"• {BARE}", id="an item with a bullet"),
        pytest.param("| Giáo dục | Năm 2022 |", id="a row between bars"),
        pytest.param("Giáo dục | Năm 2022", id="a row parted by a bar"),
        pytest.param("Trồng 120 ha hồi", id="a figure within"),
        pytest.param("Đường mới dài 12", id="a figure at the end"),
        pytest.param("Các xã cùng nhau mở chợ phiên và làm đường vào bản", id="a whole sentence"),
        pytest.param(
            "Giáo dục\tNăm 2022",
            id="a row parted by a tab",
            marks=pytest.mark.xfail(strict=True, reason="a row of cells parted by tabs is a heading"),
        ),
        pytest.param(
            "Nguyễn Văn Hòa",
            id="a signature",
            marks=pytest.mark.xfail(strict=True, reason="a person's name above prose is a heading"),
        ),
        pytest.param(
            "Hà Giang, ngày 12 tháng 3 năm 2022",
            id="place and day of a letter",
            marks=pytest.mark.xfail(strict=True, reason="place and day above prose are a heading"),
        ),
    ],
)
def test_a_line_that_is_no_bare_heading(line: str) -> None:
    assert _headings(PROSE, line, PROSE) == []


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("Mở chợ.", id="no longer than it"),
        pytest.param("Các xã đã làm đường và mở chợ trong dịp này", id="no stop at its end"),
        pytest.param("| Chỉ tiêu | Năm 2022 | Năm 2021 | Năm 2020 |.", id="a row of a table"),
        pytest.param("(Kèm theo phụ lục của báo cáo năm này.)", id="a note in brackets"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_stands_above_no_prose_is_no_bare_heading(below: str) -> None:
    assert _headings(PROSE, BARE, below) == []


@pytest.mark.parametrize(("above", "below"), [("\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n")])
def test_a_line_that_does_not_stand_apart_is_no_bare_heading(above: str, below: str) -> None:
    assert _split(f"{PROSE}{above}{BARE}{below}{PROSE}")[1] == []


def test_the_signature_at_the_end_is_no_heading() -> None:
    assert _headings(PROSE, "Nguyễn Văn Hòa") == []


@pytest.mark.xfail(strict=True, reason="the signature above the list of receivers is a heading")
def test_the_signature_above_the_receivers_is_no_heading() -> None:
    assert "Nguyễn Văn Hòa" not in _headings(PROSE, "Nguyễn Văn Hòa", "Nơi nhận: Các sở; các huyện; lưu văn thư.")


def test_a_bare_heading_stands_below_a_numbered_one_and_ends_with_the_next() -> None:
    blocks = ["II. Xã hội", BARE, PROSE, "Kết quả khác", PROSE, "III. Môi trường", PROSE]
    paragraphs, _ = _split("\n\n".join(blocks))
    assert [paragraph.headings for paragraph in paragraphs] == [
        ("II. Xã hội", BARE),
        ("II. Xã hội", "Kết quả khác"),
        ("III. Môi trường",),
    ]


# --- what a report says of the time to come ---------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        TO_COME,
        "Nhiệm vụ 6 tháng cuối năm 2022",
        "Mục tiêu năm 2022",
        "Kế hoạch năm 2022",
        "Giải pháp trọng tâm",
        "Dự kiến quý II năm 2022",
        "Chỉ tiêu giai đoạn 2021-2025",
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param("Mở chợ.", id="no longer than it"),
        pytest.param("Các xã đã làm đường và mở chợ trong dịp này", id="no stop at its end"),
        pytest.param("| Chỉ tiêu | Năm 2022 | Năm 2021 | Năm 2020 |.", id="a row of a table"),
        pytest.param("(Kèm theo phụ lục của báo cáo năm này.)", id="a note in brackets"),
    ],
)
def test_a_short_line_of_the_time_to_come_is_a_chapter(line: str, below: str) -> None:
    paragraphs, sections = _split(f"{PROSE}\n\n{line}\n\n{below}")
    assert [(section.heading, section.level) for section in sections] == [(line, 2)]
    assert [paragraph.headings for paragraph in paragraphs] == [(), (line,)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f"{TO_COME}.", id="ends in a stop"),
        pytest.param("phương hướng năm 2022", id="begins small"),
        pytest.param(f"- {TO_COME}", id="an item with a hyphen"),
        pytest.param("| Phương hướng | Năm 2022 |", id="a row between bars"),
        pytest.param("Chỉ tiêu | Năm 2022", id="a row parted by a bar"),
        pytest.param("Kế hoạch 120 ha hồi", id="a figure within"),
        pytest.param("Kế hoạch trồng hồi 12", id="a figure at the end"),
        pytest.param("Mục tiêu của các xã là cùng nhau mở chợ phiên này", id="a whole sentence"),
        pytest.param(
            "Chỉ tiêu\tNăm 2022",
            id="a row parted by a tab",
            marks=pytest.mark.xfail(strict=True, reason="a row of cells parted by tabs is a heading"),
        ),
    ],
)
def test_a_line_that_is_no_chapter_of_the_time_to_come(line: str) -> None:
    assert _headings(PROSE, line, PROSE) == []


def test_nothing_below_it_is_no_chapter() -> None:
    assert _headings(PROSE, TO_COME) == []


@pytest.mark.parametrize(("above", "below"), [("\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n")])
def test_a_line_of_the_time_to_come_that_does_not_stand_apart_is_no_chapter(above: str, below: str) -> None:
    assert _split(f"{PROSE}{above}{TO_COME}{below}{PROSE}")[1] == []


@pytest.mark.parametrize("between", [(), (PROSE,)], ids=["at once", "after its prose"])
def test_numbered_headings_stand_below_a_chapter_of_the_time_to_come(between: tuple[str, ...]) -> None:
    paragraphs, _ = _split("\n\n".join([TO_COME, *between, "1. Trồng trọt", PROSE, "2. Chăn nuôi", PROSE]))
    own = [(TO_COME,) for _ in between]
    assert [p.headings for p in paragraphs] == [*own, (TO_COME, "1. Trồng trọt"), (TO_COME, "2. Chăn nuôi")]


def test_a_chapter_of_the_time_to_come_ends_the_chapter_before_it_and_with_the_next() -> None:
    paragraphs, sections = _split("\n\n".join(["I. Xã hội", PROSE, TO_COME, PROSE, "II. Môi trường", PROSE]))
    assert [paragraph.headings for paragraph in paragraphs] == [("I. Xã hội",), (TO_COME,), ("II. Môi trường",)]
    assert [section.span.end for section in sections[:2]] == [section.span.start for section in sections[1:]]


def test_a_bare_heading_stands_below_a_chapter_without_prose_of_its_own() -> None:
    paragraphs, _ = _split("\n\n".join([TO_COME, BARE, PROSE]))
    assert [paragraph.headings for paragraph in paragraphs] == [(TO_COME, BARE)]


def test_a_bare_heading_ends_a_chapter_of_the_time_to_come_that_had_prose() -> None:
    paragraphs, _ = _split("\n\n".join([TO_COME, PROSE, BARE, PROSE]))
    assert [paragraph.headings for paragraph in paragraphs] == [(TO_COME,), (BARE,)]


@settled
@given(texts)
def test_paragraphs_are_slices_in_order(text: str) -> None:
    paragraphs, sections = _split(text)
    assert_ordered([paragraph.span for paragraph in paragraphs], len(text))
    for section in sections:
        assert section.span.start < section.span.end <= len(text)
        assert section.heading in section.span.of(text)
