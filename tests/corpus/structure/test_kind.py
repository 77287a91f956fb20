"""What sort of report it is, and which report a correction corrects."""

import pytest

from corpus.language.periods import find_periods
from corpus.records import Metadata, ReportKind
from corpus.structure.kind import corrected_report, kind_of
from corpus.structure.lines import report_lines
from corpus.structure.metadata import read_metadata

TITLE = "Kết quả công tác"


def _said(wording: str = "", issuer: str = "UBND TỈNH", number: str = "12/BC-UBND") -> Metadata:
    periods = find_periods(wording, year=2019)
    return Metadata(TITLE, issuer=issuer, number=number, period=periods[0].period if periods else None)


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("năm 2019", ReportKind.ANNUAL),
        ("năm học 2019-2020", ReportKind.ANNUAL),
        ("6 tháng đầu năm 2019", ReportKind.HALF_YEAR),
        ("quý III/2019", ReportKind.QUARTERLY),
        ("tháng 10 năm 2019", ReportKind.MONTHLY),
        ("9 tháng đầu năm 2019", ReportKind.MONTHLY),
        ("giai đoạn 2016-2020", ReportKind.STAGE),
        ("ngày 5/6/2019", ReportKind.OTHER),
        ("", ReportKind.OTHER),
    ],
)
def test_the_period_says_the_kind(wording: str, kind: ReportKind) -> None:
    assert kind_of(TITLE, _said(wording)) is kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("ĐÍNH CHÍNH\nBáo cáo năm 2019", ReportKind.CORRECTION),
        ("Báo cáo sửa đổi số liệu năm 2019", ReportKind.CORRECTION),
        ("BÁO CÁO\nThay thế Báo cáo số 5/BC-UBND", ReportKind.CORRECTION),
        ("KẾ HOẠCH\nPhát triển du lịch năm 2019", ReportKind.PLAN),
        ("Kế hoạch phát triển du lịch năm 2019", ReportKind.PLAN),
        ("BÁO CÁO\nTình hình thực hiện kế hoạch phát triển kinh tế năm 2019", ReportKind.ANNUAL),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ\nBáo cáo kết quả năm 2019", ReportKind.ANNUAL),
        ("Báo cáo thay đổi dân số năm 2019", ReportKind.ANNUAL),
    ],
)
def test_the_words_of_the_title_come_first(head: str, kind: ReportKind) -> None:
    assert kind_of(head, _said("năm 2019")) is kind


def test_without_issuer_and_number_it_is_of_the_press() -> None:
    assert kind_of(TITLE, _said("năm 2019", issuer="", number="")) is ReportKind.PRESS
    assert kind_of(TITLE, _said("năm 2019", issuer="")) is ReportKind.ANNUAL
    assert kind_of(TITLE, _said("năm 2019", number="")) is ReportKind.ANNUAL


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("UBND xã đính chính số liệu tại Báo cáo số 45/BC-UBND ngày 1/2/2019.", "45/BC-UBND"),
        ("Số: 9/BC-UBND\nBáo cáo này thay thế Báo cáo số 45/BC-UBND.", "45/BC-UBND"),
        ("Căn cứ Quyết định số 12/QĐ-UBND, nay đính chính Báo cáo số 45/BC-UBND.", "45/BC-UBND"),
        ("Căn cứ Nghị định 30/2020/NĐ-CP, xã sửa số liệu của Báo cáo năm 2018.", "Báo cáo năm 2018"),
        (
            "Xã sửa số liệu trong báo cáo công tác dân tộc năm 2018; còn lại giữ nguyên",
            "báo cáo công tác dân tộc năm 2018",
        ),
        ("Đính chính Kế hoạch số 7/KH-UBND.", "7/KH-UBND"),
        ("Sửa một số lỗi chính tả.", ""),
        ("Số: 9/BC-UBND\nSửa một số lỗi chính tả.", ""),
        ("Xã có 5 chợ. " * 300 + "Thay thế Báo cáo số 45/BC-UBND.", ""),
    ],
)
def test_the_report_that_is_corrected(text: str, corrected: str) -> None:
    assert corrected_report(text, "9/BC-UBND") == corrected


def test_both_in_the_metadata() -> None:
    text = (
        "UBND XÃ NÀ MỚI\nSố: 9/BC-UBND\n\nBÁO CÁO\nĐính chính số liệu năm 2019\n\n"
        "UBND xã đính chính số liệu tại Báo cáo số 5/BC-UBND như sau: có 12 hộ nghèo."
    )
    metadata = read_metadata(text, report_lines(text))
    assert (metadata.kind, metadata.corrects) == (ReportKind.CORRECTION, "5/BC-UBND")
    assert read_metadata("", []).corrects == ""
