"""One number worked out from stated ones, with its formula shown: rest, share, plan, surplus, the value before."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.answering.admission import covers, is_negated, right_place, right_sort
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.outcome import Finding, formula_of
from bot.answering.quotients import multiple_of_two, share, share_finding, share_of_two, whole_of
from bot.answering.readoff import one_unit, period_label, quantity_of
from bot.answering.records import Asked, Query
from bot.answering.times import moved
from corpus.facts.cues import is_plan
from corpus.facts.units import unit_kind
from corpus.records import Fact, Period, PeriodKind, RatioKind, Relation, Status
from index.records import StoredFact

_LOOKED_AT = 6
_YEARLY_PLAN = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|KH|DT)(?:\s+\w+){0,2}?\s+(?:cả\s+)?năm(?!\w)", re.IGNORECASE
)
_OVER, _UNDER = "vượt kế hoạch", "thiếu so với kế hoạch"

Derivation = Callable[[Query, Finder], Finding | None]


def rest(query: Query, finder: Finder) -> Finding | None:
    """What is not of the named kind: B - A of "A/B", or the whole less the part; a negation is never ignored."""
    for match in finder.answers(query):
        fact, quantity = match.stored.fact, quantity_of(match)
        if match.unnamed_part:
            continue
        operands: tuple[Match, ...]
        if quantity.of is not None and quantity.ratio in (RatioKind.PART, RatioKind.PLAN):
            total, unit, operands = quantity.of, quantity.full_unit, (match,)
        elif (whole := whole_of(match, finder) or _larger_before(match, finder)) is not None:
            stated = quantity_of(whole)
            total, unit, operands = stated.value, stated.full_unit, (whole, match)
        else:
            continue
        left = total - quantity.value
        formula = formula_of(total, "-", quantity.value, left)
        return Finding(
            operands[0],
            left,
            unit,
            formula=formula,
            operands=operands,
            period=period_label(fact.period),
            label="còn lại",
        )
    return None


def _sure(query: Query, finder: Finder, admit: Callable[[Fact], bool] | None = None) -> list[Match]:
    """The matches good enough to work something out from, best first."""
    return [match for match in finder.answers(query, admit) if finder.is_sure(match)][:_LOOKED_AT]


def _larger_before(match: Match, finder: Finder) -> Match | None:
    """The amount right before in the sentence that a figure is of: "bố trí 46,8 tỷ đồng, đã giải ngân 41,2 tỷ"."""
    fact, reading = match.stored.fact, finder.reading(match.passage.id)
    if reading is None or fact.relation is not Relation.NONE or not finder.is_sure(match):
        return None
    before = [
        s for s in reading.facts.values() if s.fact.sentence == fact.sentence and s.fact.span.end <= fact.own.start
    ]
    last = before[-1] if before else None
    if last is None or last.fact.relation is not Relation.NONE or not one_unit(last.fact, fact):
        return None
    larger = last.fact.quantity is not None and last.fact.quantity.value > quantity_of(match).value
    return replace(match, stored=last.stored) if larger else None


def rate(query: Query, finder: Finder) -> Finding | None:
    """How much of its plan a figure is in per cent, where the report states only the two."""
    if query.asked is not Asked.PERCENT or not query.rate:
        return None
    for match, plan, operands in _with_plans(query, finder):
        if plan and unit_kind(quantity_of(match).unit) != "percent":
            return share_finding(match, quantity_of(match).value, plan, operands)
    return None


def surplus(query: Query, finder: Finder) -> Finding | None:
    """How much a figure is over its plan: the difference, or the per cent over a hundred."""
    if not query.surplus:
        return None
    if query.in_percent:
        asked = replace(query, asked=Asked.PERCENT, rate=True, surplus=False)
        match = finder.best(asked)
        if match is not None:
            value = quantity_of(match).value
            over = value - 100
            formula = formula_of(value, "-", Decimal(100), over)
            period = period_label(match.stored.fact.period)
            return Finding(match, over, "%", formula=formula, operands=(match,), period=period, label=_OVER)
        return None
    for match, plan, operands in _with_plans(query, finder):
        quantity = quantity_of(match)
        higher, lower = max(quantity.value, plan), min(quantity.value, plan)
        return Finding(
            match,
            higher - lower,
            quantity.full_unit,
            formula=formula_of(higher, "-", lower, higher - lower),
            operands=operands,
            period=period_label(match.stored.fact.period),
            label=_OVER if quantity.value >= plan else _UNDER,
        )
    return None


def _with_plans(query: Query, finder: Finder) -> list[tuple[Match, Decimal, tuple[Match, ...]]]:
    """Results with the plan that stands beside them ("2.566/2.175", "kế hoạch 8 triệu"), best first."""
    results = replace(query, asked=Asked.COUNT, plan=False, rate=False, kind_said=False)
    found: list[tuple[Match, Decimal, tuple[Match, ...]]] = []
    for match in _sure(results, finder):
        quantity = quantity_of(match)
        if quantity.of is not None and quantity.ratio is RatioKind.PLAN:
            found.append((match, quantity.of, (match,)))
            continue
        plan = _child(match, finder, Relation.PLAN)
        if plan is not None and one_unit(match.stored.fact, plan.stored.fact):
            found.append((match, quantity_of(plan).value, (match, plan)))
    return found


def plan_of_rate(query: Query, finder: Finder) -> Finding | None:
    """The plan that a result and its percentage of it make: 120 is 80% → 150, rounded as the result is."""
    if not query.plan or query.rate or query.surplus or query.asked not in (Asked.COUNT, Asked.MONEY):
        return None
    for match in _sure(replace(query, plan=False, whole_year=False), finder):
        stated = _child(match, finder, Relation.RATE)
        if stated is None or not quantity_of(stated).value or not _is_of_yearly_plan(match, stated):
            continue
        quantity, percent = quantity_of(match), quantity_of(stated).value
        exponent = min(int(quantity.value.as_tuple().exponent), 0)
        plan = round(quantity.value * 100 / percent, -exponent)
        plan = plan.quantize(Decimal(1)) if exponent == 0 else plan
        formula = f"{formula_of(quantity.value, '/', percent, plan)}".replace(" = ", "% = ")
        return Finding(
            match,
            plan,
            quantity.full_unit,
            comparator="~",
            status=Status.PLAN,
            formula=formula,
            operands=(match, stated),
            period=period_label(match.stored.fact.period),
        )
    return None


def plan_of_surplus(query: Query, finder: Finder) -> Finding | None:
    """The plan that a result and what it is over or under it make: 15.640, "vượt 140 so với kế hoạch" → 15.500."""
    if not query.plan or query.rate or query.surplus:
        return None
    for match in _sure(replace(query, plan=False), finder):
        over = _child(match, finder, Relation.DELTA)
        if (
            over is None
            or not is_plan(over.stored.fact.yardstick)
            or not one_unit(match.stored.fact, over.stored.fact)
        ):
            continue
        quantity, by = quantity_of(match), quantity_of(over).value
        plan = quantity.value - over.stored.fact.direction * by
        formula = formula_of(quantity.value, "-" if over.stored.fact.direction > 0 else "+", by, plan)
        period = period_label(match.stored.fact.period)
        return Finding(
            match,
            plan,
            quantity.full_unit,
            formula=formula,
            operands=(match, over),
            period=period,
            status=Status.PLAN,
        )
    return None


def complement(query: Query, finder: Finder) -> Finding | None:
    """What is so, where the report states A/B of what is not: "6/109 xã chưa có trạm" → 103 have one."""
    if query.negated or query.asked is not Asked.COUNT:
        return None
    for match in _sure(replace(query, negated=True), finder):
        quantity = quantity_of(match)
        if not is_negated(match) or quantity.of is None or quantity.ratio is not RatioKind.PART:
            continue
        left = quantity.of - quantity.value
        formula = formula_of(quantity.of, "-", quantity.value, left)
        period = period_label(match.stored.fact.period)
        return Finding(match, left, quantity.full_unit, formula=formula, operands=(match,), period=period, label="")
    return None


def _is_of_yearly_plan(match: Match, rate: Match) -> bool:
    """Whether the plan that a percentage is of is that of the year: the figure is of it, or the wording says so."""
    fact, passage = match.stored.fact, match.passage
    if fact.period is not None and fact.period.kind is PeriodKind.YEAR:
        return True
    own = rate.stored.fact.own.shift(-passage.start).of(passage.text)
    return bool(_YEARLY_PLAN.search(own))


def _child(match: Match, finder: Finder, relation: Relation) -> Match | None:
    """The first figure that stands in a relation to a match."""
    children = finder.searcher.children([match.stored.id])
    child = next((c for c in children if c.fact.relation is relation and c.fact.quantity is not None), None)
    return None if child is None else replace(match, stored=child)


def value_before(query: Query, finder: Finder) -> Finding | None:
    """The figure of an earlier period that a later one is stated with its change from: 37 (tăng 02) → 35."""
    staged = any(p.kind is PeriodKind.STAGE for p in query.periods)
    if len(query.periods) != 1 or staged or query.plan or query.asked is Asked.DELTA:
        return None
    asked = query.periods[0]
    if query.moment == "đầu" and asked.kind is PeriodKind.YEAR:  # its level is that of the last day before
        last = date(asked.start.year - 1, 12, 31)
        asked = Period(PeriodKind.DAY, last, last, f"đầu {asked.wording}", as_of=True)
    for match in _sure(
        replace(query, periods=(), moment=""), finder, admit=lambda fact: _is_later(query, fact, asked)
    ):
        fact = match.stored.fact
        changes = finder.searcher.children([match.stored.id])
        change = next((c for c in changes if _is_change_since(c, fact, asked)), None)
        if change is None or change.fact.quantity is None or not one_unit(fact, change.fact):
            continue
        quantity, moved_by = quantity_of(match), change.fact.quantity.value
        value = quantity.value - change.fact.direction * moved_by
        sign = "-" if change.fact.direction > 0 else "+"
        return Finding(
            match=match,
            amount=value,
            unit=quantity.full_unit,
            formula=formula_of(quantity.value, sign, moved_by, value),
            operands=(match, replace(match, stored=change)),
            period=period_label(asked),
        )
    return None


def _is_later(query: Query, fact: Fact, asked: Period) -> bool:
    """Whether a figure is of the kind asked for and of a time after the one asked about."""
    later = fact.period is not None and fact.period.end > asked.end
    plain = fact.status is not Status.PLAN and fact.relation is not Relation.PLAN
    return later and plain and right_sort(query, fact) and right_place(query, fact)


def _is_change_since(child: StoredFact, fact: Fact, asked: Period) -> bool:
    """Whether a dependent fact is the change since the period asked about, or an unnamed one a year before."""
    if child.fact.relation is not Relation.DELTA or not child.fact.direction:
        return False
    since = child.fact.compared_with
    if since is not None:
        return covers(since, asked) or (since.as_of and asked.start <= since.end <= asked.end)
    return fact.period is not None and covers(moved(fact.period, -1), asked)


DERIVATIONS: tuple[Derivation, ...] = (
    share,
    share_of_two,
    multiple_of_two,
    rate,
    value_before,
    plan_of_surplus,
    plan_of_rate,
    complement,
)
