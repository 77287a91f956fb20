"""Every digit is in a figure or listed with its reason."""

import re

import pytest
from hypothesis import given

from corpus.errors import EmptyReport
from corpus.language.normalise import clean
from corpus.records import FactKind, Report
from tests.corpus.made_reports import report_of
from tests.corpus.strategies import few, texts


def _listed(report: Report) -> list[tuple[str, str]]:
    return [(unread.span.of(report.text), unread.reason.value) for unread in report.unread]


@pytest.mark.parametrize(
    ("text", "wording", "reason"),
    [
        ("Theo Quyết định số 664/QĐ-UBND, có 5 chợ.", "Quyết định số 664/QĐ-UBND", "reference"),
        ("Trực 24/7 tại 5 trạm.", "24/7", "time"),
        ("Phòng dịch Covid-19 ở 5 xã.", "Covid-19", "name"),
        ("Sửa quốc lộ 3 dài 5 km.", "quốc lộ 3", "road"),
        ("Bản đồ tỷ lệ 1/2.000 của 5 xã.", "1/2.000", "scale"),
        ("Gọi 0209.3870.123 để hỏi về 5 chợ.", "0209.3870.123", "phone"),
        ("Trẻ em dưới 5 tuổi tại 5 xã.", "Trẻ em dưới 5 tuổi", "age"),
        ("Tuyến A12 có 5 cầu.", "12", "code"),
        ("Dãy 1.75.3 và 5 chợ.", "1.75.3", "shape"),
        ("Dịch vụ mức độ 4 tại 5 xã.", "mức độ 4", "ordinal"),
        ("Xem https://a.gov.vn/12 về 5 chợ.", "https://a.gov.vn/12", "address"),
    ],
)
def test_reasons(text: str, wording: str, reason: str) -> None:
    assert (wording, reason) in _listed(report_of(text))


def test_what_stands_outside_the_report_is_furniture() -> None:
    report = report_of("Có 5 chợ.\n\nLượt truy cập: 005159")
    assert ("005159", "furniture") in _listed(report)


@few
@given(texts)
def test_no_digit_disappears(text: str) -> None:
    try:
        report = report_of(clean(text))
    except EmptyReport:
        return
    spans = [f.span for f in report.facts if f.kind is FactKind.FIGURE] + [u.span for u in report.unread]
    for match in re.finditer(r"\d+", report.text):
        assert any(s.start <= match.start() and match.end() <= s.end for s in spans), match
