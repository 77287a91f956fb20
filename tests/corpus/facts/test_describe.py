"""Measure, event, category and owner, read from a figure's own wording."""

import pytest

from tests.corpus.made_reports import figures_of, report_of


@pytest.mark.parametrize(
    ("text", "measure", "event", "owner"),
    [
        ("Toàn tỉnh có 12 chợ đang hoạt động.", "chợ đang hoạt động", "đang hoạt động", ""),
        ("Có 30/37 sản phẩm là của các hợp tác xã.", "sản phẩm là của các hợp tác xã", "", "hợp tác xã"),
        ("Diện tích rừng trồng mới là 300 ha.", "Diện tích rừng trồng mới", "trồng mới", ""),
        ("Số doanh nghiệp giải thể là 9.", "Số doanh nghiệp giải thể", "giải thể", ""),
        ("Năm 2018, tổng kinh phí là 24 tỷ đồng.", "tổng kinh phí", "", ""),
    ],
)
def test_description(text: str, measure: str, event: str, owner: str) -> None:
    (figure,) = figures_of(report_of(text))
    assert (figure.measure, figure.event, figure.owner) == (measure, event, owner)
