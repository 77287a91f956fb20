"""Answers in words: one clear line, its basis, its sources."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.answering.citing import cite_figure
from bot.answering.outcome import Statement, formula_of
from bot.answering.readoff import period_label
from bot.answering.records import Asked
from bot.answering.wording import (
    basis_of,
    figure_line,
    not_found_lines,
    source_lines,
    statement_line,
    value_of,
)
from corpus.records import Period, RatioKind, Status
from tests.bot.answering.made import PASSAGE, figure, finding, match, period, query, year


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, "1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai) [1]"),
        ({"comparator": ">"}, "Trên 1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai) [1]"),
        ({"comparator": "<"}, "Gần 1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai) [1]"),
        ({"comparator": "~"}, "Khoảng 1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai) [1]"),
        ({"status": Status.PLAN}, "1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai, kế hoạch) [1]"),
        ({"status": Status.ESTIMATE}, "1.752,5 nghìn cây quế toàn tỉnh (2021, tỉnh Lào Cai, ước thực hiện) [1]"),
        ({"place": "huyện Bát Xát"}, "1.752,5 nghìn cây quế toàn tỉnh (2021, huyện Bát Xát) [1]"),
        ({"place": ""}, "1.752,5 nghìn cây quế toàn tỉnh (2021) [1]"),
    ],
)
def test_a_count_is_said_before_what_it_counts(parts: dict[str, object], line: str) -> None:
    assert figure_line(finding(figure(**parts)), [1]) == line


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(RatioKind.PART, "30 trên 37"), (RatioKind.PLAN, "30 trên 37"), (RatioKind.RANK, "30/37")],
)
def test_ratios(ratio: RatioKind, said: str) -> None:
    fact = figure("30", "cây quế", "", of=Decimal(37), ratio=ratio)
    assert said in figure_line(finding(fact), [1])


def test_a_percentage_is_said_after_what_it_measures() -> None:
    fact = figure("88.84", "%", "", measure="tỷ lệ che phủ rừng")
    assert figure_line(finding(fact), [2]) == "Tỷ lệ che phủ rừng: 88,84% (2021, tỉnh Lào Cai) [2]"


def test_a_derived_figure_shows_its_formula_and_all_its_sources() -> None:
    formula = formula_of(Decimal(55), "+", Decimal("1010.5"), Decimal("1065.5"))
    line = figure_line(finding(figure(), amount=Decimal("1065.5"), formula=formula), [1, 2])
    assert "(55 + 1.010,5 = 1.065,5)" in line
    assert line.endswith("[1][2]")


def test_a_long_measure_is_cut_at_a_word() -> None:
    line = figure_line(finding(figure(unit="%", scale_word="", measure="rất " * 200)), [1])
    assert len(line) < 200
    assert "…" in line


def test_the_value_of_a_finding() -> None:
    value = value_of(finding(figure(of=Decimal("2000.0"), status=Status.ESTIMATE, comparator=">")))
    assert (value.value, value.unit, value.of) == ("1752.5", "nghìn cây quế", "2000")
    assert (value.period, value.place, value.status, value.comparator) == ("2021", "Lào Cai", "estimate", ">")
    assert value.formula is None


@pytest.mark.parametrize(("page", "where"), [(None, ", đoạn 4 (mẫu.txt)"), (3, ", trang 3, đoạn 4 (mẫu.txt)")])
def test_a_source_line(page: int | None, where: str) -> None:
    citation = replace(cite_figure(match(figure())), page=page)
    (line,) = source_lines([citation])
    assert line == f"[1] “{citation.quote}” — Báo cáo mẫu năm 2021{where}"


def test_nothing_found_says_so_and_what_to_do() -> None:
    first, last = not_found_lines([])
    assert first.startswith("Không có trong báo cáo")
    assert "hỏi" in last


def test_the_nearest_figures_are_listed_as_no_answer() -> None:
    lines = not_found_lines([match(figure()), match(figure("30", "ha", ""))])
    assert "không phải câu trả lời" in lines[1]
    assert [line.startswith("• ") for line in lines] == [False, False, True, True, False]
    assert "1.752,5 nghìn cây quế" in lines[2]
    assert lines[2].endswith("[1]")
    assert lines[3].endswith("[2]")


def test_the_basis_holds_period_and_place() -> None:
    parts = basis_of(match(figure(compared_with=year(2020))))
    assert {"Lào Cai", "2021", "năm 2021", "năm 2020"} <= set(parts)


@pytest.mark.parametrize(
    ("stated", "label"),
    [
        (None, ""),
        (year(2019), "2019"),
        (period("day", "2019-10-05", "2019-10-05"), "5/10/2019"),
        (period("quarter", "2019-07-01", "2019-09-30", wording="Quý III/2019"), "quý III/2019"),
        (period("stage", "2016-01-01", "2020-12-31", wording="giai đoạn 2016-2020"), "giai đoạn 2016-2020"),
    ],
)
def test_period_labels(stated: Period | None, label: str) -> None:
    assert period_label(stated) == label


@pytest.mark.parametrize("asked", [Asked.DATE, Asked.REFERENCE, Asked.PERSON, Asked.PASSAGE])
def test_a_statement_line_is_its_wording_and_marker(asked: Asked) -> None:
    sentence = Statement("Còn lại là cây hồi.", None, 0, 19, PASSAGE)
    assert statement_line(query("hoi", asked=asked), sentence, 1) == "Còn lại là cây hồi. [1]"
