"""Quantities: hedge, number, scale word, unit, A/B."""

from decimal import Decimal

import pytest
from hypothesis import given

from corpus.facts.units import unit_kind
from corpus.language.numbers import separators_of
from corpus.records import Quantity, Span
from tests.corpus.cases import Case, params
from tests.corpus.made_reports import quantities_of
from tests.corpus.printed import assert_printed
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import few, texts

_DEFAULTS = {"unit": "", "scale_word": "", "comparator": "=", "of": "", "ratio": ""}


def _shown(quantity: Quantity) -> dict[str, str]:
    return {
        "value": f"{quantity.value.normalize():f}",
        "unit": quantity.unit,
        "scale_word": quantity.scale_word,
        "comparator": quantity.comparator,
        "of": "" if quantity.of is None else str(quantity.of),
        "ratio": str(quantity.ratio),
    }


@pytest.mark.parametrize("case", params("quantities"))
def test_quantities(case: Case) -> None:
    assert [_shown(q) for q in quantities_of(case["text"])] == [_DEFAULTS | want for want in case["want"]]


def test_spans_run_from_the_hedge_to_the_unit() -> None:
    text = "Có hơn 1 tỷ 850 triệu đồng vốn."
    (quantity,) = quantities_of(text)
    assert quantity.span.of(text) == "hơn 1 tỷ 850 triệu đồng"
    assert quantity.number.of(text) == "1"
    assert quantity.amount == Decimal(1_850_000_000)
    assert quantity.full_unit == "tỷ đồng"


def test_the_number_of_a_ratio_holds_both() -> None:
    text = "Có 30/37 sản phẩm."
    (quantity,) = quantities_of(text)
    assert quantity.number.of(text) == "30/37"


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("%", "percent"),
        ("điểm %", "point"),
        ("đồng/người/năm", "money"),
        ("ha", "area"),
        ("HTX", "count"),
        ("", "count"),
    ],
)
def test_unit_kind(unit: str, kind: str) -> None:
    assert unit_kind(unit) == kind


@few
@given(texts)
def test_quantities_are_slices_in_order(text: str) -> None:
    quantities = quantities_of(text, 11)
    assert_ordered([q.span.shift(-11) for q in quantities], len(text))
    for quantity in quantities:
        assert_printed(quantity, " " * 11 + text, separators_of(text))


def test_no_text_no_quantity() -> None:
    assert quantities_of("") == []
    assert Span(0, 0).of("") == ""
