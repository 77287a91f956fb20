"""The number that a fact states: its value, the whole or the plan of a ratio, a period as it is shown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.answering.readoff import one_unit, period_label, quantity_of, read_off, same_unit
from corpus.records import FactKind, Period, RatioKind
from tests.bot.answering.made import figure, match, period, query, year


@pytest.mark.parametrize(
    ("ratio", "parts", "amount", "of"),
    [
        (RatioKind.PART, {}, "30", "37"),
        (RatioKind.PART, {"total": True}, "37", None),
        (RatioKind.PLAN, {}, "30", "37"),
        (RatioKind.PLAN, {"plan": True}, "37", None),
        (RatioKind.RANK, {"total": True, "plan": True}, "30", "37"),
    ],
)
def test_a_ratio(ratio: RatioKind, parts: dict[str, bool], amount: str, of: str | None) -> None:
    fact = figure("30", "cây", "", of=Decimal(37), ratio=ratio)
    read = read_off(query("cay", **parts), match(fact))
    assert read.amount == Decimal(amount)
    assert read.of == (None if of is None else Decimal(of))


@pytest.mark.parametrize(("term", "amount"), [("cay", "37"), ("hop", "30")])
def test_the_whole_is_meant_where_the_owner_is_not_named(term: str, amount: str) -> None:
    fact = figure("30", "cây", "", of=Decimal(37), ratio=RatioKind.PART, owner="hợp tác xã", measure="cây của HTX")
    read = read_off(query(term), match(fact))
    assert read.amount == Decimal(amount)
    assert read.label == ("cây" if amount == "37" else None)


@pytest.mark.parametrize(
    ("scale_word", "amount", "unit"),
    [("nghìn", "1.5", "nghìn cây"), ("triệu", "1.5", "triệu cây"), ("", "1.5", "cây"), ("vạn", "15000", "cây")],
)
def test_a_scale_word_that_few_know_is_written_out(scale_word: str, amount: str, unit: str) -> None:
    scale = {"nghìn": 1000, "triệu": 10**6, "": 1, "vạn": 10**4}[scale_word]
    fact = figure("1.5", "cây", scale_word, of=None)
    assert fact.quantity is not None
    scaled = replace(fact.quantity, scale=scale)
    read = read_off(query("cay"), match(replace(fact, quantity=scaled)))
    assert (read.amount, read.unit) == (Decimal(amount), unit)


def test_only_figures_are_read_off() -> None:
    with pytest.raises(ValueError, match="figures"):
        quantity_of(match(figure(kind=FactKind.DATE, quantity=None)))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("HTX", "hợp tác xã", True),
        ("hộ", "hộ nghèo", True),
        ("hộ nghèo", "hộ", True),
        ("%", "điểm phần trăm", True),
        ("phần trăm", "%", True),
        ("", "", True),
        ("hộ", "người", False),
        ("%", "hộ", False),
        ("", "hộ", False),
    ],
)
def test_same_unit(first: str, second: str, same: bool) -> None:
    assert same_unit(first, second) is same


@pytest.mark.parametrize(("plain", "rate"), [("tỷ đồng", "tỷ đồng/HTX"), ("tấn", "tấn/ha"), ("người", "người/km2")])
def test_a_rate_is_another_unit(plain: str, rate: str) -> None:
    assert not same_unit(plain, rate)


def test_one_unit_needs_figures() -> None:
    assert one_unit(figure(), figure())
    assert not one_unit(figure(), figure(kind=FactKind.DATE, quantity=None))


@pytest.mark.parametrize(
    ("stated", "label"),
    [
        (None, ""),
        (year(2021), "2021"),
        (period("day", "2019-05-07", "2019-05-07", as_of=True), "7/5/2019"),
        (period("quarter", "2019-07-01", "2019-09-30", wording="Quý III năm 2019"), "quý III năm 2019"),
    ],
)
def test_a_period_as_it_is_shown(stated: Period | None, label: str) -> None:
    assert period_label(stated) == label
