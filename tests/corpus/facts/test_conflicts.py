"""Contradictions of a report are flagged, and what merely rounds or is incomplete is not."""

import pytest

from tests.corpus.made_reports import figures_of, report_of


def _flags(text: str) -> list[str]:
    return [flag for fact in figures_of(report_of(text)) for flag in fact.flags]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (
            "Có 37 HTX, gồm 30 HTX nông nghiệp và 9 HTX phi nông nghiệp.",
            "các phần cộng lại được 39, nhiều hơn tổng 37",
        ),
        ("Có 30/37 sản phẩm của HTX, đạt 90%.", "ghi 90% nhưng 30/37 = 81,08%"),
        ("Trồng 118 ha, đạt 95% kế hoạch (120 ha).", "ghi 95% nhưng 118/120 = 98,33%"),
        ("Có 34 xã, tăng 5 xã (năm 2018: 30 xã).", "34 - 30 = 4, khác mức thay đổi đã ghi"),
        (
            "Số xã đạt chuẩn là 12 xã. Theo báo cáo ngành, số xã đạt chuẩn là 14 xã.",
            "chỗ khác trong báo cáo ghi 14 xã",
        ),
    ],
)
def test_flagged(text: str, flag: str) -> None:
    assert flag in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Có 181 HTX, gồm 137 HTX nông nghiệp và 44 HTX phi nông nghiệp.",
        "Có 181 HTX, trong đó 137 HTX nông nghiệp và 30 HTX khác.",
        "Có 2.566/2.175 người, đạt 118% kế hoạch.",
        "Có 30/37 sản phẩm của HTX, đạt 81,1%.",
        "Trồng gần 118 ha, đạt 98,3% kế hoạch (120 ha).",
        "Có 34 xã, tăng 4 xã (năm 2018: 30 xã).",
        "Năm 2018, số xã đạt chuẩn là 12 xã. Năm 2019, số xã đạt chuẩn là 14 xã.",
        "Xã A có 12 chợ. Xã B có 14 chợ.",
    ],
)
def test_not_flagged(text: str) -> None:
    assert _flags(text) == []


def test_not_all_of_many_others_are_told() -> None:
    """A report that says a thing a hundred times over must not hold ten thousand wordings of it."""
    flags = _flags(" ".join(f"Số xã đạt chuẩn là {n} xã." for n in range(100, 160)))
    assert len(flags) == 60
    assert all(flag.endswith(", …") and flag.count(" xã") == 8 for flag in flags)
