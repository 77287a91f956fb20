"""Several figures at once: the same question for each place, year or part named, then put beside each other.

A question with two places, years or parts is as many questions with one; each is answered like any other. What
is done with their answers (told one by one, added, subtracted, compared) is the operation asked for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.finding import Finder, rank
from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.readoff import one_unit, read_off, same_unit
from bot.answering.records import Asked, Operation, Query, QueryTerm
from bot.answering.single import difference_between, multiple_between, one_figure
from bot.answering.sums import added, subtracted
from bot.answering.times import years_of
from corpus.facts.units import unit_kind
from corpus.language.numbers import format_number
from corpus.records import PeriodKind, RatioKind

_PER_SIDE = 5
_BESIDE = 0.25
_MOST = 12


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out: the findings, and a sentence above them that says what they come to."""

    findings: tuple[Finding, ...]
    verdict: str = ""


def questions_of(query: Query) -> list[Query]:
    """A question for each period or place named, in order of time; the question itself where there is one."""
    periods = query.periods
    if len(periods) == 1 and periods[0].kind is PeriodKind.STAGE and query.operation is Operation.TREND:
        periods = years_of(periods[0]) or periods
    dates = sorted(periods, key=lambda p: (p.start, p.end)) if len(periods) > 1 else periods
    timed = (
        [replace(query, periods=(period,)) for period in dates]
        if len(dates) > 1
        else [replace(query, periods=periods)]
    )
    if query.paired and len(query.places) == len(query.periods):
        both = zip(query.places, query.periods, strict=True)
        return [replace(query, places=(place,), periods=(period,)) for place, period in both]
    if len(query.places) < 2:
        return timed[:_MOST]
    return [replace(one, places=(place,)) for one in timed for place in query.places][:_MOST]


def over_several(query: Query, finder: Finder) -> Worked | None:
    """The answer to a question with several places or periods; None where a figure is missing that it needs."""
    asked = questions_of(query)
    single = replace(query, operation=Operation.LOOK_UP)
    if query.asked is Asked.MULTIPLE:
        return _multiple(single, asked, finder)
    compared = query.operation is Operation.COMPARE and len(query.places) > 1
    if query.operation is Operation.DIFFERENCE or (query.asked is Asked.DELTA and not compared):
        return _change(single, asked, finder)
    found = [one_figure(replace(one, operation=Operation.LOOK_UP), finder) for one in asked]
    found = _of_one_unit(asked, found, finder)
    findings = tuple(f for f in found if f is not None)
    places = {f.match.stored.fact.place for f in findings}
    if not query.places and len(places) > 1:  # two times are compared of one place
        return over_several(replace(query, places=(findings[0].match.stored.fact.place,)), finder)
    if len({(f.match.stored.id, f.amount) for f in findings}) < len(findings):  # one figure cannot be two answers
        return None
    series = len(query.periods) > 2 or query.operation is Operation.TREND
    if len(findings) < 2 or (len(findings) < len(found) and not series):
        return None
    if query.operation is Operation.SUM:
        total = added(findings)
        return None if total is None else Worked((total,))
    return Worked(findings, verdict(query, findings))


def _of_one_unit(asked: Sequence[Query], found: Sequence[Finding | None], finder: Finder) -> list[Finding | None]:
    """The findings, those in another unit than most asked for again in that one (HTX beside
    tỷ đồng/HTX is no answer)."""
    units = Counter(_unit(f).lower() for f in found if f is not None)
    if len(units) < 2:
        return list(found)
    unit = units.most_common(1)[0][0]
    return [
        f
        if f is None or same_unit(f.unit, unit) or same_unit(_unit(f), unit)
        else one_figure(_in(unit, replace(one, operation=Operation.LOOK_UP)), finder)
        for one, f in zip(asked, found, strict=True)
    ]


def _in(unit: str, query: Query) -> Query:
    return replace(query, counted=unit) if unit_kind(unit) == "count" else replace(query, unit=unit)


def _unit(finding: Finding) -> str:
    """The unit of the figure that a finding is read from, without its scale word."""
    quantity = finding.match.stored.fact.quantity
    return "" if quantity is None else quantity.unit


def _change(query: Query, asked: Sequence[Query], finder: Finder) -> Worked | None:
    """The change from the first to the last: as a report states it, else the difference of the two figures."""
    first, last = asked[0], asked[-1]
    if len(query.periods) > 1:
        changed = one_figure(replace(last, asked=Asked.DELTA, compared_with=first.periods), finder)
        return None if changed is None else Worked((changed,))
    difference = difference_between(last, first, finder)
    return None if difference is None else Worked((difference,))


def _multiple(query: Query, asked: Sequence[Query], finder: Finder) -> Worked | None:
    """How many times the figure of the first place, or of the last time, is that of the other."""
    later_first = len(query.periods) > 1 and not query.paired
    one, other = (asked[-1], asked[0]) if later_first else (asked[0], asked[-1])
    stated = finder.best(replace(one, compared_with=other.periods)) if later_first else None
    if stated is not None:
        return Worked((read_off(query, stated),))
    found = multiple_between(one, other, finder)
    return None if found is None else Worked((found,))


def verdict(query: Query, findings: Sequence[Finding]) -> str:
    """Which figure is the highest (or lowest) of those compared, in their own words; "" where none is."""
    if query.operation not in (Operation.COMPARE, Operation.EXTREME) or not _comparable(findings):
        return ""
    amounts = [_base(f) for f in findings]
    if len(set(amounts)) == 1:
        return f"Bằng nhau: {' và '.join(format_number(f.amount) for f in findings)}."
    ranked = all(_is_rank(f) for f in findings)  # the first in a ranking stands above the others
    wanted = min(amounts) if (query.most < 0) != ranked else max(amounts)
    chosen = findings[amounts.index(wanted)]
    others = ", ".join(format_number(f.amount) for f in findings if f is not chosen)
    if ranked:
        word = "Xếp dưới" if query.most < 0 else "Xếp trên"
        return f"{word}: {_name(chosen, findings)} (thứ {format_number(chosen.amount)} so với {others})."
    word = ("Cao nhất" if query.most >= 0 else "Thấp nhất") if len(findings) > 2 else "Nhiều hơn"
    word = "Ít hơn" if query.most < 0 and len(findings) == 2 else word
    return f"{word}: {_name(chosen, findings)} ({format_number(chosen.amount)} so với {others})."


def _is_rank(finding: Finding) -> bool:
    quantity = finding.match.stored.fact.quantity
    return quantity is not None and quantity.ratio is RatioKind.RANK


def _comparable(findings: Sequence[Finding]) -> bool:
    return all(same_unit(_unit(findings[0]), _unit(f)) for f in findings)


def _base(finding: Finding) -> Decimal:
    """The amount of a finding with its scale word applied."""
    quantity = finding.match.stored.fact.quantity
    return finding.amount * (1 if quantity is None else quantity.scale)


def _name(finding: Finding, among: Sequence[Finding]) -> str:
    """What sets a finding apart from the others: its place, its period, else what it counts."""
    fact = finding.match.stored.fact
    if len({f.match.stored.fact.place for f in among}) > 1:
        return fact.place
    if len({f.period for f in among}) > 1:
        return finding.period
    return fact.measure


def beside_the_country(query: Query, finding: Finding, finder: Finder) -> Worked:
    """A figure with that of the whole country which the same sentence states beside it, where there is one."""
    match = finding.match
    fact = match.stored.fact
    reading = finder.reading(match.passage.id)
    for other in reading.facts.values() if reading is not None else ():
        if other.fact.sentence != fact.sentence or other.fact.place != "cả nước" or other.fact.quantity is None:
            continue
        beside = read_off(query, replace(match, stored=other.stored))
        if same_unit(_unit(beside), _unit(finding)):
            return Worked((finding, beside), verdict(query, (finding, beside)))
    return Worked((finding,))


# --- parts named side by side: "mức độ 3 và mức độ 4" -----------------------------------------------------


def over_branches(query: Query, finder: Finder) -> Worked | None:
    """A sum's total with its two operands, or two figures side by side; None where a side is missing."""
    left, right = query.branches
    pair = _best_pair(_side(query, finder, (left,)), _side(query, finder, _completions(left, right)))
    if pair is None:
        return None
    first, second = (read_off(query, match) for match in pair)
    if query.operation is Operation.SUM:
        total = added((first, second))
        return None if total is None else Worked((total,))
    if query.operation is Operation.DIFFERENCE:
        difference = subtracted(first, second)
        return None if difference is None else Worked((difference,))
    return Worked((first, second), verdict(query, (first, second)))


def _side(query: Query, finder: Finder, options: Sequence[Sequence[QueryTerm]]) -> list[Match]:
    """The best matches of one side over its possible readings."""
    found = [m for terms in options for m in finder.answers(replace(query, terms=tuple(terms)))[:_PER_SIDE]]
    return sorted(found, key=rank)[:_PER_SIDE]


def _best_pair(left: Sequence[Match], right: Sequence[Match]) -> tuple[Match, Match] | None:
    """The two figures that fit best together: of one unit, and rather side by side than far apart."""

    def fit(pair: tuple[Match, Match]) -> float:
        a, b = pair[0].stored.fact, pair[1].stored.fact
        beside = a.sentence == b.sentence and pair[0].passage.id == pair[1].passage.id
        return pair[0].score + pair[1].score + _BESIDE * beside + _BESIDE * one_unit(a, b)

    pairs = [(a, b) for a in left for b in right if a.stored.id != b.stored.id]
    return max(pairs, key=fit, default=None)


def _completions(left: Sequence[QueryTerm], right: Sequence[QueryTerm]) -> tuple[tuple[QueryTerm, ...], ...]:
    """The right side as it stands, and with what it shares with the left ("mức độ 3 và mức độ 4")."""
    shared = tuple(left[: max(0, len(left) - len(right))])
    return (tuple(right), (*shared, *right)) if shared else (tuple(right),)
