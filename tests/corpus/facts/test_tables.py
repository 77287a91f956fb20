"""Facts of tables: what a cell stands under and beside says what it is."""

import pytest

from corpus.readers.plain_tables import plain_tables
from corpus.reading import understand
from corpus.records import Extract, Report
from tests.corpus.cases import Case, params
from tests.corpus.facts.test_extract import SHOWN
from tests.corpus.made_reports import figures_of
from tests.corpus.printed import assert_whole

HEAD = "Báo cáo kết quả công tác năm 2020 của tỉnh Bắc Kạn"


def _report(case: Case) -> Report:
    text = "\n\n".join([case.get("head", HEAD), case.get("above", ""), case["table"]])
    return understand(Extract("case.md", text, "text", tables=plain_tables(text)), "0" * 64)


@pytest.mark.parametrize("case", params("tables"))
def test_table_figures(case: Case) -> None:
    report = _report(case)
    figures = figures_of(report)
    assert_whole(report)
    assert len(figures) == case["count"]
    assert [f"{f.quantity.value:f}" for f in figures if f.quantity] == [want["value"] for want in case["want"]]
    for fact, want in zip(figures, case["want"], strict=True):
        shown = {key: SHOWN[key](fact) for key in want if key in SHOWN}
        assert shown == {key: value for key, value in want.items() if key in SHOWN}, want
        if "parent" in want:
            parent = None if fact.parent is None else report.facts[fact.parent].quantity
            assert parent is not None
            assert f"{parent.value:f}" == want["parent"]


def test_every_digit_of_a_table_is_a_figure_or_listed() -> None:
    report = _report({"table": "| TT | Chỉ tiêu | Năm 2020 |\n| 1 | Chợ | 5 |\n"})
    assert [(u.reason.value, u.span.of(report.text)) for u in report.unread][-2:] == [
        ("heading", "2020"),
        ("heading", "1"),
    ]


def test_a_table_is_no_prose_and_has_its_caption_as_heading() -> None:
    report = _report({"above": "Biểu 1. Chợ", "table": "| Chỉ tiêu | Năm 2020 |\n| Chợ | 5 |\n"})
    assert len(figures_of(report)) == 1
    assert report.passages[-1].headings[-1] == "Biểu 1. Chợ"
