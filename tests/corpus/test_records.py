"""The frozen records."""

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from corpus.records import Period, PeriodKind, Quantity, Span


def test_span() -> None:
    span = Span(2, 5)
    assert span.of("0123456") == "234"
    assert span.shift(3) == Span(5, 8)
    assert span.holds(Span(2, 5))
    assert span.holds(Span(3, 4))
    assert not span.holds(Span(4, 6))


def test_years_of_a_period() -> None:
    period = Period(PeriodKind.SCHOOL_YEAR, date(2019, 8, 1), date(2020, 7, 31), "năm học 2019-2020")
    assert list(period.years) == [2019, 2020]


def test_amount_and_full_unit() -> None:
    quantity = Quantity(Decimal("76.9"), "học sinh", Span(0, 1), Span(0, 1), scale=1000, scale_word="nghìn")
    assert quantity.amount == 76_900
    assert quantity.full_unit == "nghìn học sinh"


def test_records_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]
