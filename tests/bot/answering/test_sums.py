"""Figures of one unit are added and subtracted exactly, with the formula shown; of two units never."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.outcome import Finding
from bot.answering.sums import added, subtracted
from corpus.language.numbers import format_number
from corpus.language.periods import whole_year
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


@pytest.mark.parametrize(
    ("place", "year", "other", "its_year", "added_up"),
    [
        ("Thái Nguyên", 2026, "Bắc Kạn", 2024, False),
        ("Thái Nguyên", 2026, "Thái Nguyên", 2024, False),
        ("Thái Nguyên", 2024, "Bắc Kạn", 2024, True),
        ("Thái Nguyên", 2026, "Thái Nguyên", 2025, True),
        ("Thái Nguyên", 2026, "Lạng Sơn", 2024, True),
        ("Cao Bằng", 2026, "Cao Bằng", 2024, True),
    ],
)
def test_territories_of_before_and_after_the_merger_are_not_added(
    place: str, year: int, other: str, its_year: int, added_up: bool
) -> None:
    findings = []
    for number, (name, of) in enumerate([(place, year), (other, its_year)]):
        fact = replace(figure(str(5 + number), "ha"), place=name, period=whole_year(of))
        findings.append(Finding(match(fact, number), Decimal(5 + number), "ha"))
    assert (added(findings) is not None) is added_up
    assert (subtracted(*findings) is not None) is added_up
