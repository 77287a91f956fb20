"""From matches to numbers: look up, whole or rest of a ratio, previous value from a delta, sum, comparison."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answering.admission import right_period, right_place, right_sort
from bot.answering.finding import Finder, rank
from bot.answering.matching import Match
from bot.answering.outcome import Finding, formula_of
from bot.answering.records import Asked, Operation, Query, QueryTerm
from corpus.language.lexicon import canonical_terms
from corpus.records import Fact, Period, PeriodKind, RatioKind, Relation, Status

_PER_SIDE = 5
_BESIDE = 0.25
_MOST_UNASKED = 0.4


def work_out(query: Query, finder: Finder) -> tuple[Finding, ...]:
    """The numbers that answer a question about figures; empty where the reports do not say."""
    if query.operation in (Operation.SUM, Operation.COMPARE) and query.branches:
        found = _both_sides(query, finder)
        if found:
            return found
    if query.operation is Operation.REMAINDER:
        rest = _rest(query, finder)
        return (rest,) if rest is not None else ()
    match = finder.best(query)
    if match is not None:
        return (read_off(query, match),)
    derived = _share_of_ratio(query, finder) or _previous_value(query, finder)
    return (derived,) if derived is not None else ()


def read_off(query: Query, match: Match) -> Finding:
    """The number that a fact states for a question: its value, or the whole, the plan or the rest of a ratio."""
    fact = match.stored.fact
    quantity = fact.quantity
    if quantity is None:
        raise ValueError("only figures are read off")
    plain = Finding(
        match,
        quantity.value,
        quantity.full_unit,
        quantity.of,
        quantity.comparator,
        period=period_label(fact.period),
    )
    if quantity.of is None:
        return plain
    if _asks_for_whole(query, fact):
        whole = re.split(r"\s+(?:là\s+)?(?:của|do|thuộc)\s", fact.measure)[0]
        return replace(plain, amount=quantity.of, of=None, comparator="=", label=whole)
    return plain


def _rest(query: Query, finder: Finder) -> Finding | None:
    """What is not of the named kind: B - A of "A/B", or the whole less the part; a negation is never ignored."""
    for match in finder.answers(query):
        fact, quantity = match.stored.fact, match.stored.fact.quantity
        if quantity is None or match.unnamed_part:
            continue
        operands: tuple[Match, ...]
        if quantity.of is not None and quantity.ratio is RatioKind.PART:
            total, unit, operands = quantity.of, quantity.full_unit, (match,)
        elif (whole := _whole_of(match, finder)) is not None and (stated := whole.stored.fact.quantity) is not None:
            total, unit, operands = stated.value, stated.full_unit, (whole, match)
        else:
            continue
        rest = total - quantity.value
        formula = formula_of(total, "-", quantity.value, rest)
        period = period_label(fact.period)
        return Finding(operands[0], rest, unit, formula=formula, operands=operands, period=period)
    return None


def _whole_of(match: Match, finder: Finder) -> Match | None:
    """The figure that a fact is part of, if it counts the same thing."""
    fact, parent_id = match.stored.fact, match.stored.parent_id
    if fact.relation is not Relation.PART or parent_id is None:
        return None
    whole = finder.searcher.facts_by_id([parent_id]).get(parent_id)
    return replace(match, stored=whole) if whole is not None and _one_unit(whole.fact, fact) else None


def _asks_for_whole(query: Query, fact: Fact) -> bool:
    """Whether B of "A/B" is meant: the plan where a plan is asked, the total where the part is not named."""
    if fact.quantity is None or fact.quantity.ratio is RatioKind.RANK:
        return False
    if fact.quantity.ratio is RatioKind.PLAN:
        return query.plan
    asked = {term.folded for term in query.terms}
    owner = [t.folded for t in canonical_terms(fact.owner)]
    return (query.total and not owner) or (bool(owner) and not asked & set(owner))


def _both_sides(query: Query, finder: Finder) -> tuple[Finding, ...]:
    """A sum's total with its two operands, or a comparison's two figures; empty where a side is missing."""
    left, right = query.branches
    pair = _best_pair(_side(query, finder, (left,)), _side(query, finder, _completions(left, right)))
    if pair is None:
        return ()
    first, second = (read_off(query, match) for match in pair)
    if query.operation is Operation.COMPARE:
        return first, second
    if not _same_unit(first.unit, second.unit):
        return ()
    total = first.amount + second.amount
    formula = formula_of(first.amount, "+", second.amount, total)
    return (replace(first, amount=total, of=None, formula=formula, operands=(first.match, second.match), label=""),)


def _side(query: Query, finder: Finder, options: Sequence[Sequence[QueryTerm]]) -> list[Match]:
    """The best matches of one side over its possible readings."""
    found = [match for terms in options for match in finder.answers(query, terms)[:_PER_SIDE]]
    return sorted(found, key=rank)[:_PER_SIDE]


def _best_pair(left: Sequence[Match], right: Sequence[Match]) -> tuple[Match, Match] | None:
    """The two figures that fit best together: of one unit, and rather side by side than far apart."""

    def fit(pair: tuple[Match, Match]) -> float:
        a, b = pair[0].stored.fact, pair[1].stored.fact
        beside = a.sentence == b.sentence and pair[0].passage.id == pair[1].passage.id
        return pair[0].score + pair[1].score + _BESIDE * beside + _BESIDE * _one_unit(a, b)

    pairs = [(a, b) for a in left for b in right if a.stored.id != b.stored.id]
    return max(pairs, key=fit, default=None)


def _completions(left: Sequence[QueryTerm], right: Sequence[QueryTerm]) -> tuple[tuple[QueryTerm, ...], ...]:
    """The right side as it stands, and with what it shares with the left ("mức độ 3 và mức độ 4")."""
    shared = tuple(left[: max(0, len(left) - len(right))])
    return (tuple(right), (*shared, *right)) if shared else (tuple(right),)


def _same_unit(a: str, b: str) -> bool:
    return [t.folded for t in canonical_terms(a)] == [t.folded for t in canonical_terms(b)]


def _share_of_ratio(query: Query, finder: Finder) -> Finding | None:
    """The percentage that a stated A/B makes: 15/24 → 62,5%, to two decimals."""
    if query.asked is not Asked.PERCENT or query.rate:
        return None
    found = finder.answers(query, admit=lambda fact: _is_part(query, fact))
    match = next((m for m in found if m.unasked <= _MOST_UNASKED), None)
    quantity = None if match is None else match.stored.fact.quantity
    if match is None or quantity is None or not quantity.of:
        return None
    share = round(quantity.value * 100 / quantity.of, 2).normalize()
    formula = formula_of(quantity.value, "/", quantity.of, share) + "%"
    period = period_label(match.stored.fact.period)
    return Finding(match, share, "%", formula=formula, operands=(match,), period=period)


def _is_part(query: Query, fact: Fact) -> bool:
    part = fact.quantity is not None and fact.quantity.ratio is RatioKind.PART
    return part and right_period(query, fact) and right_place(query, fact)


def _previous_value(query: Query, finder: Finder) -> Finding | None:
    """The figure of the year before one that is stated with its change: 37 (tăng 02) → 35."""
    if len(query.periods) != 1 or query.periods[0].kind is not PeriodKind.YEAR:
        return None
    year = query.periods[0].start.year
    for match in finder.answers(query, admit=lambda fact: _of_next_year(query, fact, year)):
        delta = next((c for c in finder.searcher.children([match.stored.id]) if _is_change(c.fact, year)), None)
        fact = match.stored.fact
        if delta is None or fact.quantity is None or delta.fact.quantity is None:
            continue
        if not _one_unit(fact, delta.fact):
            continue
        change = replace(match, stored=delta)
        value = fact.quantity.value - delta.fact.direction * delta.fact.quantity.value
        sign = "-" if delta.fact.direction > 0 else "+"
        return Finding(
            match=match,
            amount=value,
            unit=fact.quantity.full_unit,
            formula=formula_of(fact.quantity.value, sign, delta.fact.quantity.value, value),
            operands=(match, change),
            period=f"năm {year}",
        )
    return None


def _of_next_year(query: Query, fact: Fact, year: int) -> bool:
    period = fact.period
    if fact.quantity is None or period is None or fact.status is Status.PLAN:
        return False
    yearly = period.start == date(year + 1, 1, 1) and period.end == date(year + 1, 12, 31)
    return yearly and right_sort(query, fact) and right_place(query, fact) and not query.plan


def _is_change(fact: Fact, year: int) -> bool:
    """Whether a dependent fact is the change since `year` (or since an unnamed period before)."""
    since = fact.compared_with
    same = since is None or year in since.years
    return fact.relation is Relation.DELTA and bool(fact.direction) and same and fact.quantity is not None


def _one_unit(a: Fact, b: Fact) -> bool:
    if a.quantity is None or b.quantity is None or a.quantity.scale != b.quantity.scale:
        return False
    return _same_unit(a.quantity.unit, b.quantity.unit)


def period_label(period: Period | None) -> str:
    """A period as an answer shows it: "2019", "15/10/2019", "quý 3 năm 2019"."""
    if period is None:
        return ""
    if period.kind is PeriodKind.YEAR:
        return str(period.start.year)
    if period.kind is PeriodKind.DAY:
        return f"{period.end.day}/{period.end.month}/{period.end.year}"
    return period.wording[0].lower() + period.wording[1:]


def wants_figure(query: Query) -> bool:
    """Whether a question asks for a number at all."""
    return query.asked not in (Asked.DATE, Asked.REFERENCE, Asked.PERSON, Asked.ADDRESS, Asked.PASSAGE)
