"""Two columns at the top and at the end of a report are told apart, and a portal's own lines known."""

import pytest
from hypothesis import given

from corpus.structure.letterhead import head_lines, is_of_site, right_column
from corpus.structure.lines import report_lines
from tests.corpus.strategies import settled, texts

SIDE_BY_SIDE = """UBND HUYỆN VĂN BÀN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN\tĐộc lập - Tự do - Hạnh phúc
XÃ KHÁNH YÊN | Khánh Yên, ngày 08 tháng 12 năm 2022

BÁO CÁO
"""


def test_the_left_column_stands_before_the_right_one() -> None:
    assert head_lines(report_lines(SIDE_BY_SIDE)) == [
        "UBND HUYỆN VĂN BÀN",
        "ỦY BAN NHÂN DÂN XÃ KHÁNH YÊN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Khánh Yên, ngày 08 tháng 12 năm 2022",
        "BÁO CÁO",
    ]


def test_a_signature_stands_in_the_right_column() -> None:
    text = "- Lưu: VT.                     Bùi Văn Khánh\nToàn tỉnh có 181 hợp tác xã."
    lines = report_lines(text)
    assert [right_column(line).of(text) for line in lines] == ["Bùi Văn Khánh", "Toàn tỉnh có 181 hợp tác xã."]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Cổng thông tin điện tử tỉnh Hưng Yên", True),
        ("Tin nóng | 28.12.2023", True),
        ("Báo điện tử Sơn La | Xã hội | 06:45, 11/01/2023", True),
        ("Thứ ba, 24/12/2024 - 09:15", True),
        ("Tin vui từ vùng vải: xuất khẩu tăng 12%", False),
        ("TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2023", False),
        ("Báo cáo kết quả công tác năm 2023", False),
    ],
)
def test_a_line_of_the_portal(line: str, own: bool) -> None:
    assert is_of_site(line) is own


@settled
@given(texts)
def test_no_word_is_lost(text: str) -> None:
    lines = report_lines(text)
    kept = sorted(" ".join(line.text for line in lines).replace("|", " ").split())
    assert sorted(" ".join(head_lines(lines)).replace("|", " ").split()) == kept
