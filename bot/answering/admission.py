"""Which facts may answer a question at all: right kind, period, place, state. No score can make up for these."""

import re

from bot.answering.records import Asked, Operation, Query
from corpus.facts.units import unit_kind
from corpus.language.places import same_place
from corpus.records import Fact, FactKind, Period, PeriodKind, RatioKind, Relation, Status

_KINDS = {
    Asked.DATE: FactKind.DATE,
    Asked.REFERENCE: FactKind.REFERENCE,
    Asked.PERSON: FactKind.PERSON,
    Asked.ADDRESS: FactKind.ADDRESS,
}


def admits(query: Query, fact: Fact) -> bool:
    """Whether `fact` is of the kind, period, place and state that `query` asks for."""
    wanted = _KINDS.get(query.asked, FactKind.FIGURE)
    if fact.kind is not wanted or not right_place(query, fact):
        return False
    if fact.kind is not FactKind.FIGURE:
        return True
    return right_sort(query, fact) and right_period(query, fact) and _right_state(query, fact)


def right_sort(query: Query, fact: Fact) -> bool:
    """Whether a figure's unit and relation are what is asked for."""
    quantity = fact.quantity
    if quantity is None:
        return False
    if not _is_own(query, fact):
        return False
    kind = unit_kind(quantity.unit)
    percent = kind in ("percent", "point")
    match query.asked:
        case Asked.PERCENT:
            wants_rate = query.rate
            return percent and (fact.relation is Relation.RATE) == wants_rate
        case Asked.MONEY:
            return kind == "money" and fact.relation is not Relation.DELTA
        case Asked.DELTA:
            since = fact.compared_with
            right = since is None or all(covers(since, p) for p in query.compared_with)
            change = fact.relation is Relation.DELTA or (percent and is_growth(fact))
            return change and right and (percent or not query.in_percent)
        case Asked.RANK:
            return quantity.ratio is RatioKind.RANK
        case Asked.MULTIPLE:
            return kind == "multiple"
        case _:
            planned_rise = fact.relation is Relation.DELTA and fact.status is Status.PLAN
            plain = fact.relation not in (Relation.DELTA, Relation.RATE, Relation.SHARE) or planned_rise
            return plain and not (percent and query.operation is not Operation.LOOK_UP)


def _is_own(query: Query, fact: Fact) -> bool:
    """Whether a figure is the place's own, or the average of a wider territory that the question asks for."""
    if fact.relation is not Relation.NONE or fact.yardstick not in ("cả nước", "bình quân"):
        return True
    asked = {term.folded for term in query.terms}
    return bool(asked & {"nuoc", "quoc", "chung"}) or {"binh", "quan"} <= asked


def is_growth(fact: Fact) -> bool:
    """Whether a percentage is itself a rate of growth ("GRDP tăng 4,87%", "tốc độ tăng … là 4,87%")."""
    named = re.search(r"(?:tốc độ|tỷ lệ) (?:tăng|giảm)|tăng trưởng", fact.measure, re.IGNORECASE)
    return bool(fact.direction or named)


def right_period(query: Query, fact: Fact) -> bool:
    """Whether the fact holds in every period asked for (all of them: none is ignored)."""
    return all(covers(fact.period, period) for period in query.periods)


def covers(stated: Period | None, asked: Period) -> bool:
    """Whether a figure stated for one period answers for another.

    A year is answered by a figure of that year or by a level within it; a stage or a school year only by itself;
    a shorter period by one of the same bounds, a level by one within it ("đến quý III" by "đến 30/9").
    """
    if stated is None:
        return False
    if (stated.start, stated.end) == (asked.start, asked.end):
        return True
    if asked.kind is PeriodKind.YEAR:
        one_year = stated.start.year == stated.end.year == asked.start.year
        school_year = stated.kind is PeriodKind.SCHOOL_YEAR and asked.start.year in stated.years
        return one_year or school_year
    if asked.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) and stated.as_of:
        return asked.start <= stated.end <= asked.end
    return asked.kind is PeriodKind.DAY and stated.end == asked.end


def right_place(query: Query, fact: Fact) -> bool:
    """Whether the fact's place is one of those asked for, or none was."""
    return not query.places or any(same_place(place, fact.place) for place in query.places)


def _right_state(query: Query, fact: Fact) -> bool:
    """Plans answer only questions for plans, and only those."""
    planned = fact.status is Status.PLAN or fact.relation is Relation.PLAN
    has_plan = planned or (fact.quantity is not None and fact.quantity.ratio is RatioKind.PLAN)
    if query.plan and not query.rate:
        return has_plan
    return not planned
