"""Facts of sentences: what each figure is, how it stands to the others, when, where and in what state it holds."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from corpus.records import Fact, Period
from tests.corpus.cases import Case, params
from tests.corpus.made_reports import HEAD, figures_of, report_of


def _year(period: Period | None) -> int | None:
    return period.years[0] if period is not None and len(period.years) == 1 else None


def _period(fact: Fact) -> str:
    return f"{fact.period.kind} {fact.period.start} {fact.period.end}" if fact.period else ""


SHOWN: dict[str, Callable[[Fact], object]] = {
    "unit": lambda f: f.quantity.full_unit if f.quantity else "",
    "of": lambda f: str(f.quantity.of) if f.quantity else "",
    "comparator": lambda f: f.quantity.comparator if f.quantity else "",
    "relation": lambda f: str(f.relation),
    "direction": lambda f: f.direction,
    "year": lambda f: _year(f.period),
    "period": _period,
    "compared": lambda f: _year(f.compared_with),
    "place": lambda f: f.place,
    "status": lambda f: str(f.status),
    "event": lambda f: f.event,
    "yardstick": lambda f: f.yardstick,
    "owner": lambda f: f.owner,
    "category": lambda f: f.category,
    "measure": lambda f: f.measure,
}


def _value(fact: Fact) -> str:
    assert fact.quantity is not None
    return f"{fact.quantity.value.normalize():f}"


@pytest.mark.parametrize("case", params("facts"))
def test_figures(case: Case) -> None:
    above = f"{case['above']}\n\n" if "above" in case else ""
    report = report_of(above + case["text"], case.get("head", HEAD))
    figures = figures_of(report)
    assert [_value(f) for f in figures] == [want["value"] for want in case["want"]]
    for fact, want in zip(figures, case["want"], strict=True):
        shown = {key: SHOWN[key](fact) for key in want if key in SHOWN}
        assert shown == {key: value for key, value in want.items() if key in SHOWN}, want
        if "parent" in want:
            parent = "" if fact.parent is None else _value(report.facts[fact.parent])
            assert parent == want["parent"], want
        if "context" in want:
            assert want["context"] in [span.of(report.text).strip() for span in fact.context], want


def test_a_compound_is_one_figure() -> None:
    (figure,) = figures_of(report_of("Xuất khẩu đạt 1 tỷ 850 triệu USD."))
    assert figure.wording == "1 tỷ 850 triệu USD"
    assert figure.quantity is not None
    assert figure.quantity.amount == Decimal(1_850_000_000)


def test_parents_are_positions_in_the_whole_report() -> None:
    report = report_of("Năm 2018 có 5 chợ.\n\nTheo Quyết định 1/QĐ-UBND, có 30 HTX (tăng 2 HTX).")
    delta = figures_of(report)[-1]
    assert delta.parent is not None
    assert report.facts[delta.parent].wording == "30 HTX"
    assert report.facts[delta.parent].own in delta.context


def test_a_fact_says_its_passage() -> None:
    report = report_of(
        "Xã có 5 chợ. \n\nHuyện có 30 nhà văn hóa được xây trong dịp này để dân đến họp và vui chơi."
    )
    for figure in figures_of(report):
        (passage,) = [p for p in report.passages if p.ordinal == figure.passage]
        assert passage.span.holds(figure.span)
