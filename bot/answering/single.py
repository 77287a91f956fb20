"""One figure for one place and time: looked up where a report states it, else worked out from what it states."""

from dataclasses import replace

from bot.answering.admission import is_negated
from bot.answering.derived import DERIVATIONS, rest, surplus
from bot.answering.finding import Finder
from bot.answering.outcome import Finding
from bot.answering.quotients import is_average, multiple, to_each
from bot.answering.readoff import read_off
from bot.answering.records import Asked, Operation, Query
from bot.answering.sums import subtracted
from bot.answering.times import moved


def one_figure(query: Query, finder: Finder) -> Finding | None:
    """The number that answers, None where the reports do not say."""
    if query.surplus:
        return surplus(query, finder)
    if query.operation is Operation.REMAINDER:
        stated = next((m for m in finder.answers(query) if is_negated(m)), None)
        return rest(query, finder) if stated is None else read_off(query, stated)
    match = finder.best(query)
    if query.each and (match is None or not is_average(query, match)):
        return to_each(query, finder)
    if match is not None:
        return read_off(query, match)
    if query.asked is Asked.DELTA:
        return _difference(query, finder)
    if query.asked is Asked.MULTIPLE and query.compared_with:
        now = replace(query, compared_with=())
        return multiple_between(now, replace(now, periods=query.compared_with[:1]), finder)
    for derive in DERIVATIONS:
        found = derive(query, finder)
        if found is not None:
            return found
    return None


def multiple_between(one: Query, other: Query, finder: Finder) -> Finding | None:
    """How many times the figure that one question asks for is that of another."""
    first, second = (
        one_figure(replace(query, asked=Asked.COUNT, parts=(), kind_said=False), finder) for query in (one, other)
    )
    return None if first is None or second is None else multiple(first, second)


def _difference(query: Query, finder: Finder) -> Finding | None:
    """The change that no report states: the figure less that of the period compared with, or of the year before."""
    if len(query.periods) != 1 or query.in_percent:
        return None
    now = query.periods[0]
    base = query.compared_with or (moved(now, -1),)
    before = replace(query, periods=base[:1], compared_with=())
    return difference_between(replace(query, compared_with=()), before, finder, moved=True)


def difference_between(one: Query, other: Query, finder: Finder, *, moved: bool = False) -> Finding | None:
    """How far two figures are apart; `moved` tells that the first is the later of two times."""
    level = replace(one, asked=Asked.COUNT, operation=Operation.LOOK_UP, kind_said=False)
    first, second = (
        one_figure(level, finder),
        one_figure(replace(level, periods=other.periods, places=other.places), finder),
    )
    difference = None if first is None or second is None else subtracted(first, second)
    if difference is None or first is None or second is None or not moved:
        return difference
    label = "tăng" if first.amount > second.amount else "giảm"
    return replace(difference, match=first.match, period=first.period, label=label)
