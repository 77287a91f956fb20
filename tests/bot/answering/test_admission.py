"""Which facts may answer at all: right period, place, kind and state."""

import pytest

from bot.answering.admission import admits, covers, right_place
from bot.answering.records import Asked
from corpus.records import FactKind, Period, RatioKind, Relation, Status
from tests.bot.answering.made import figure, period, query, year

Y2019, Y2018 = year(2019), year(2018)
Q3 = period("quarter", "2019-07-01", "2019-09-30")
TO_Q3 = period("quarter", "2019-07-01", "2019-09-30", as_of=True)
NINE = period("months", "2019-01-01", "2019-09-30")
MAY = period("month", "2019-05-01", "2019-05-31")
MAY_20 = period("day", "2019-05-20", "2019-05-20", as_of=True)
JUNE_1 = period("day", "2019-06-01", "2019-06-01", as_of=True)
STAGE = period("stage", "2016-01-01", "2020-12-31")
SCHOOL = period("school_year", "2019-08-01", "2020-07-31")


@pytest.mark.parametrize(
    ("stated", "asked", "answers"),
    [
        (None, Y2019, False),
        (Y2019, Y2019, True),
        (Y2018, Y2019, False),
        (Q3, Y2019, True),
        (MAY_20, Y2019, True),
        (NINE, Y2019, True),
        (STAGE, Y2019, False),
        (Y2019, STAGE, False),
        (STAGE, STAGE, True),
        (SCHOOL, SCHOOL, True),
        (SCHOOL, Y2019, True),
        (SCHOOL, year(2020), True),
        (SCHOOL, year(2021), False),
        (Y2019, SCHOOL, False),
        (Y2019, Q3, False),
        (Q3, Q3, True),
        (TO_Q3, Q3, True),
        (NINE, Q3, False),
        (Y2019, MAY, False),
        (MAY, MAY, True),
        (MAY_20, MAY, True),
        (JUNE_1, MAY, False),
        (MAY_20, MAY_20, True),
        (JUNE_1, MAY_20, False),
        (Y2019, MAY_20, False),
    ],
)
def test_covers(stated: Period | None, asked: Period, answers: bool) -> None:
    assert covers(stated, asked) is answers


SEPTEMBER_20 = period("day", "2019-09-20", "2019-09-20", as_of=True)


def test_a_level_within_a_quarter_answers_for_the_quarter() -> None:
    """ "a shorter period by … a level within it": so the docstring of covers()."""
    assert covers(SEPTEMBER_20, Q3)


@pytest.mark.parametrize(
    ("places", "admitted"),
    [((), True), (("Lào Cai",), True), (("Hà Giang",), False), (("Hà Giang", "Lào Cai"), True)],
)
def test_places(places: tuple[str, ...], admitted: bool) -> None:
    assert right_place(query("que", places=places), figure()) is admitted


def test_every_period_asked_for_must_fit() -> None:
    assert admits(query("que", periods=(year(2021),)), figure())
    assert not admits(query("que", periods=(year(2021), year(2020))), figure())


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (Asked.DATE, FactKind.DATE),
        (Asked.REFERENCE, FactKind.REFERENCE),
        (Asked.PERSON, FactKind.PERSON),
        (Asked.ADDRESS, FactKind.ADDRESS),
        (Asked.COUNT, FactKind.FIGURE),
    ],
)
def test_kinds(asked: Asked, kind: FactKind) -> None:
    for stated in FactKind:
        fact = figure(kind=stated, **({} if stated is FactKind.FIGURE else {"quantity": None}))
        assert admits(query("que", asked=asked), fact) is (stated is kind)


@pytest.mark.parametrize(
    ("asked", "unit", "parts", "admitted"),
    [
        (Asked.COUNT, "cây quế", {}, True),
        (Asked.COUNT, "cây quế", {"relation": Relation.DELTA, "direction": 1}, False),
        (Asked.PERCENT, "%", {}, True),
        (Asked.PERCENT, "cây quế", {}, False),
        (Asked.PERCENT, "%", {"relation": Relation.RATE}, False),
        (Asked.MONEY, "đồng", {}, True),
        (Asked.MONEY, "cây quế", {}, False),
        (Asked.MONEY, "đồng", {"relation": Relation.DELTA}, False),
        (Asked.DELTA, "cây quế", {"relation": Relation.DELTA, "direction": 1}, True),
        (Asked.DELTA, "cây quế", {}, False),
        (Asked.RANK, "", {"ratio": RatioKind.RANK}, True),
        (Asked.RANK, "", {}, False),
        (Asked.MULTIPLE, "lần", {}, True),
        (Asked.MULTIPLE, "cây quế", {}, False),
    ],
)
def test_units_and_relations(asked: Asked, unit: str, parts: dict[str, object], admitted: bool) -> None:
    assert admits(query("que", asked=asked), figure(unit=unit, scale_word="", **parts)) is admitted


@pytest.mark.parametrize("fact", [{"status": Status.PLAN}, {"relation": Relation.PLAN}])
def test_a_plan_answers_for_a_plan_only(fact: dict[str, object]) -> None:
    assert admits(query("que", plan=True), figure(**fact))
    assert not admits(query("que"), figure(**fact))
    assert not admits(query("que", plan=True), figure())


def test_a_rate_of_plan() -> None:
    rate = figure(unit="%", scale_word="", relation=Relation.RATE)
    assert admits(query("que", asked=Asked.PERCENT, plan=True, rate=True), rate)


def test_a_delta_since_another_period_is_refused() -> None:
    delta = figure(relation=Relation.DELTA, direction=1, compared_with=year(2020))
    assert admits(query("que", asked=Asked.DELTA, compared_with=(year(2020),)), delta)
    assert not admits(query("que", asked=Asked.DELTA, compared_with=(year(2015),)), delta)


def test_a_figure_without_a_period_answers_no_period() -> None:
    assert not admits(query("que", periods=(year(2021),)), figure(period=None))
    assert admits(query("que"), figure(period=None))
