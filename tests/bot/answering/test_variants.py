"""Other readings of a question: the kind of figure may differ, never the thing, the place or the time."""

from dataclasses import replace
from itertools import product

import pytest

from bot.answering.records import Asked, Operation, Query
from bot.answering.variants import variants
from tests.bot.answering.made import query, year

_ALL = [
    query("so", *more, asked=asked, operation=operation, **flags)
    for asked, operation, flags, more in product(
        Asked, Operation, ({}, {"plan": True}, {"yes_no": True, "rate": True}), ((), ("tang",))
    )
]


def kinds(asked: Query) -> list[Asked]:
    return [variant.asked for variant in variants(asked)]


def test_the_query_itself_is_among_its_readings() -> None:
    assert [asked for asked in _ALL if asked not in list(variants(asked))] == []


def test_thing_place_and_time_never_change() -> None:
    for asked in _ALL:
        for variant in variants(replace(asked, places=("Lào Cai",), periods=(year(2021),))):
            assert (variant.places, variant.periods) == (("Lào Cai",), (year(2021),))
            assert variant.terms[0] == asked.terms[0]


@pytest.mark.parametrize(("move", "direction"), [("tang", 1), ("giam", -1)])
def test_a_rise_in_the_content_is_asked_as_a_change_first(move: str, direction: int) -> None:
    first = next(variants(query("ho", "ngheo", move)))
    assert (first.asked, first.direction) == (Asked.DELTA, direction)
    assert [term.folded for term in first.terms] == ["ho", "ngheo"]


@pytest.mark.parametrize("parts", [{}, {"plan": True}])
def test_a_plain_question_is_read_as_it_is_first(parts: dict[str, bool]) -> None:
    assert next(variants(query("ho", **parts))) == query("ho", **parts)
    assert Asked.DELTA not in kinds(query("ho", **parts))


def test_a_percentage_of_a_plan_may_be_a_planned_one() -> None:
    asked = query("rung", asked=Asked.PERCENT, plan=True, rate=True)
    assert [variant.rate for variant in variants(asked)] == [True, False]


def test_whether_it_is_so_may_be_told_by_a_change_or_a_count() -> None:
    asked = query("thu", asked=Asked.PERCENT, rate=True, yes_no=True)
    assert kinds(asked) == [Asked.PERCENT, Asked.DELTA, Asked.COUNT]


def test_what_is_to_be_added_may_be_planned() -> None:
    added = [v for v in variants(query("bac", "si", asked=Asked.DELTA, kind_said=True)) if v.plan]
    assert [variant.asked for variant in added] == [Asked.COUNT]
    since = query("bac", "si", asked=Asked.DELTA, compared_with=(year(2020),))
    assert not any(variant.plan for variant in variants(since))
