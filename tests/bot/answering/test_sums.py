"""Figures of one unit are added and subtracted exactly, with the formula shown; of two units never."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.outcome import Finding
from bot.answering.sums import added, subtracted
from corpus.language.numbers import format_number
from corpus.records import Fact
from tests.bot.answering.made import figure, match
from tests.corpus.strategies import settled

amounts = st.decimals(0, 10**9, places=2)


def found(value: str | Decimal, number: int, unit: str = "ha", scale_word: str = "") -> Finding:
    fact: Fact = figure(str(value), unit, scale_word)
    return Finding(match(fact, number), Decimal(value), f"{scale_word} {unit}".strip(), Decimal(9))


def test_a_difference() -> None:
    less = subtracted(found("1010.5", 1), found("55", 2))
    assert less is not None
    assert (less.amount, less.unit, less.of) == (Decimal("955.5"), "ha", None)
    assert (less.formula, less.label) == ("1.010,5 - 55 = 955,5", "chênh lệch")
    assert [operand.stored.id for operand in less.operands] == [1, 2]


def test_percentages_differ_by_points() -> None:
    less = subtracted(found("88.5", 1, "%"), found("90", 2, "%"))
    assert less is not None
    assert (less.amount, less.unit, less.formula) == (Decimal("1.5"), "điểm phần trăm", "90 - 88,5 = 1,5")


@pytest.mark.parametrize(
    ("unit", "scale_word"), [("tấn", ""), ("ha", "nghìn"), ("%", "")], ids=["unit", "scale", "percent"]
)
def test_two_units_are_neither_added_nor_subtracted(unit: str, scale_word: str) -> None:
    one, other = found("3", 1), found("2", 2, unit, scale_word)
    assert subtracted(one, other) is None
    assert added((one, other)) is None


def test_a_figure_is_not_subtracted_from_itself() -> None:
    assert subtracted(found("3", 1), found("3", 1)) is None


@settled
@given(amounts, amounts)
def test_a_difference_has_no_sign_and_no_order(a: Decimal, b: Decimal) -> None:
    one, other = subtracted(found(a, 1), found(b, 2)), subtracted(found(b, 2), found(a, 1))
    assert one is not None
    assert other is not None
    assert one.amount == other.amount == abs(a - b)


@settled
@given(st.lists(amounts, min_size=1, max_size=6))
def test_a_sum_is_exact_and_shows_every_term(terms: list[Decimal]) -> None:
    total = added([found(term, i) for i, term in enumerate(terms)])
    assert total is not None
    assert total.amount == sum(terms)
    shown = " + ".join(map(format_number, terms))
    assert total.formula == f"{shown} = {format_number(sum(terms, Decimal(0)))}"
    assert len(total.operands) == len(terms)
