"""What a report says of itself, for six small heads of our own."""

from datetime import date

from corpus.records import Metadata, ReportKind
from corpus.structure.lines import report_lines
from corpus.structure.metadata import read_metadata

BODY = "Toàn tỉnh có 181 hợp tác xã đang làm ăn khá."

LETTERHEAD = """UBND TỈNH BẮC KẠN
SỞ CÔNG THƯƠNG
Số: 123/BC-SCT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Kạn, ngày 15 tháng 11 năm 2019

BÁO CÁO
Kết quả phát triển thương mại năm 2019
"""

ARTICLE = """Kinh tế Cao Bằng 9 tháng năm 2019 nhiều khởi sắc

Nhiều chỉ tiêu đạt khá.
"""

CAPITALS = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

BÁO CÁO
TÌNH HÌNH KINH TẾ - XÃ HỘI
QUÝ III/2019 CỦA TỈNH LẠNG SƠN
"""

KIND_LINE = """UBND HUYỆN BA BỂ

BÁO CÁO TÓM TẮT
Một năm làm nông thôn mới tại tỉnh Bắc Kạn (năm 2018)
"""

SUMMED_UP = """Chuyện làm ăn của các hợp tác xã

Năm 2017, tỉnh Sơn La có 12 chợ. Năm 2017, tỉnh Sơn La có 30 xã. Năm 2016 có ít hơn.
"""


SIDE_BY_SIDE = """UBND HUYỆN VĂN BÀN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
UBND XÃ KHÁNH YÊN                        Độc lập - Tự do - Hạnh phúc
Số: 61/BC-UBND                       Khánh Yên, ngày 15 tháng 6 năm 2022

BÁO CÁO
Tình hình kinh tế - xã hội
6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022
"""

PORTAL = """Trang chủ > Tin tức
Cập nhật: 29/3/2024 | Cỡ chữ A- A A+
CỤC THỐNG KÊ TỈNH LONG AN
TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 3 VÀ QUÝ I NĂM 2024

So với năm 2023, nhiều chỉ tiêu đạt khá.
"""


def _metadata(head: str) -> Metadata:
    text = f"{head}\n{BODY}\n"
    return read_metadata(text, report_lines(text))


def _period(metadata: Metadata) -> str:
    period = metadata.period
    return f"{period.kind} {period.start} {period.end}" if period else ""


def test_letterhead() -> None:
    metadata = _metadata(LETTERHEAD)
    assert metadata.title == "Kết quả phát triển thương mại năm 2019"
    assert metadata.issuer == "UBND TỈNH BẮC KẠN – SỞ CÔNG THƯƠNG"
    assert metadata.number == "123/BC-SCT"
    assert metadata.place == "Bắc Kạn"
    assert metadata.issued == date(2019, 11, 15)
    assert _period(metadata) == "year 2019-01-01 2019-12-31"


def test_press_article() -> None:
    metadata = _metadata(ARTICLE)
    assert metadata.title == "Kinh tế Cao Bằng 9 tháng năm 2019 nhiều khởi sắc"
    assert (metadata.issuer, metadata.number, metadata.issued) == ("", "", None)
    assert metadata.place == "Cao Bằng"
    assert _period(metadata) == "months 2019-01-01 2019-09-30"


def test_title_in_capitals_on_two_lines() -> None:
    metadata = _metadata(CAPITALS)
    assert metadata.title == "TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III/2019 CỦA TỈNH LẠNG SƠN"
    assert metadata.issuer == "ỦY BAN NHÂN DÂN – TỈNH LẠNG SƠN"
    assert metadata.place == "Lạng Sơn"
    assert _period(metadata) == "quarter 2019-07-01 2019-09-30"


def test_two_columns() -> None:
    metadata = _metadata(SIDE_BY_SIDE)
    assert metadata.title == "Tình hình kinh tế - xã hội 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022"
    assert metadata.issuer == "UBND HUYỆN VĂN BÀN – UBND XÃ KHÁNH YÊN"
    assert metadata.number == "61/BC-UBND"
    assert metadata.place == "xã Khánh Yên"
    assert metadata.issued == date(2022, 6, 15)
    assert _period(metadata) == "months 2022-01-01 2022-06-30"


def test_statistics_under_the_lines_of_a_portal() -> None:
    metadata = _metadata(PORTAL)
    assert metadata.title == "TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 3 VÀ QUÝ I NĂM 2024"
    assert metadata.issuer == "CỤC THỐNG KÊ TỈNH LONG AN"
    assert metadata.place == "Long An"
    assert _period(metadata) == "quarter 2024-01-01 2024-03-31"


def test_kind_with_words_of_its_own() -> None:
    metadata = _metadata(KIND_LINE)
    assert metadata.title == "Một năm làm nông thôn mới tại tỉnh Bắc Kạn (năm 2018)"
    assert metadata.issuer == "UBND HUYỆN BA BỂ"
    assert _period(metadata) == "year 2018-01-01 2018-12-31"


def test_place_and_year_named_most() -> None:
    metadata = _metadata(SUMMED_UP)
    assert metadata.title == "Chuyện làm ăn của các hợp tác xã"
    assert metadata.place == "Sơn La"
    assert _period(metadata) == "year 2017-01-01 2017-12-31"


def test_nothing_said() -> None:
    metadata = _metadata("")
    assert metadata == Metadata(title=BODY, kind=ReportKind.PRESS)


def test_no_line_at_all() -> None:
    assert read_metadata("", []) == Metadata(title="", kind=ReportKind.PRESS)


def test_number_and_date_on_one_line() -> None:
    """As a two-column letterhead comes out of a reader."""
    head = LETTERHEAD.replace("Số: 123/BC-SCT\n", "").replace("Bắc Kạn, ngày", "Số: 123/BC-SCT Bắc Kạn, ngày")
    metadata = _metadata(head)
    assert (metadata.number, metadata.issued) == ("123/BC-SCT", date(2019, 11, 15))
