"""What a follow-up leaves out is filled in from the question before it in the same chat."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

from bot.answering.records import Answer, Asked, Operation, Query, QueryTerm
from bot.answering.times import moved
from corpus.facts.table_heads import split_scale
from corpus.facts.units import unit_kind


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was understood, and its answer; `whole` is the last that was no follow-up."""

    query: Query
    answer: Answer
    whole: Query | None = None

    @property
    def year(self) -> int | None:
        """The year that the question was about, or the one that its answer is for."""
        periods = self.query.periods
        if periods:
            return periods[-1].end.year
        stated = (value.period[-4:] for value in self.answer.values)
        return next((int(year) for year in stated if year.isdigit() and len(year) == 4), None)

    @property
    def unit(self) -> str:
        """The unit of the one figure that the answer told, without its scale word; "" for none or several."""
        units = {split_scale(value.unit)[1] for value in self.answer.values if not value.formula}
        return units.pop() if len(units) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Remembered:
    exchange: Exchange
    at: float


class Conversations:
    """The last answered question of each chat, for `seconds`; at most `most` chats are kept."""

    def __init__(self, seconds: float = 900, most: int = 10_000, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._chats: OrderedDict[str, _Remembered] = OrderedDict()

    def last(self, chat: str | None) -> Exchange | None:
        """The exchange that a follow-up goes on from."""
        found = self._chats.get(chat) if chat is not None else None
        if found is None or self._clock() - found.at > self._seconds:
            return None
        return found.exchange

    def remember(self, chat: str | None, exchange: Exchange) -> None:
        """Keep an exchange as the one that follow-ups go on from."""
        if chat is None:
            return
        self._chats.pop(chat, None)
        self._chats[chat] = _Remembered(exchange, self._clock())
        if len(self._chats) > self._most:
            self._chats.popitem(last=False)

    def forget(self, chat: str) -> None:
        """Drop a chat's context."""
        self._chats.pop(chat, None)


def readings(exchange: Exchange | None, query: Query) -> Iterator[Query]:
    """The ways to read a question, likeliest first: filled in from the one before where it leaves something out.

    One that begins like a follow-up is never read without what came before; one that names hardly anything, last.
    """
    if exchange is None:
        yield query
        return
    before = exchange.query
    if query.follow_up and query.back_to_whole and exchange.whole is not None:
        yield _told(
            _timed(before, _placed(before, replace(exchange.whole, periods=query.periods, places=query.places)))
        )
    if query.follow_up:
        yield from _filled(before, exchange.whole or before, query, exchange.unit)
        if query.stands_alone:
            yield query
        return
    if not query.places and before.places:
        yield _told(_placed(before, query))
        if not query.periods and not query.later:
            yield _told(_timed(before, _placed(before, query)))
    yield query


def _in_unit(query: Query, unit: str) -> Query:
    """The query asked for in the unit of the answer before."""
    kind = unit_kind(unit)
    if kind == "percent":
        return replace(query, asked=Asked.PERCENT)
    if kind == "money":
        return replace(query, asked=Asked.MONEY)
    return replace(query, counted=unit.lower()) if kind == "count" else replace(query, unit=unit)


def _filled(before: Query, whole: Query, query: Query, unit: str = "") -> Iterator[Query]:
    """A follow-up with its gaps filled: by place and time, then its own words alone, added, or in place of some."""
    base = _timed(before, _placed(before, query))
    known = {b.folded for b in before.terms}
    new = tuple(t for t in query.terms if t.folded not in known)
    if not new and _asks_for_year_before(query):
        yield _told(replace(_placed(before, whole), periods=tuple(moved(p, -1) for p in before.periods)))
    if not new:
        yield _told(_as_before(before, base, before.terms))
        return
    added = _as_before(before, base, (*before.terms, *new))
    if query.narrows:
        added = replace(added, must=new)
    alone = replace(base, terms=query.terms, hints=before.terms, branches=())
    options = [added, alone] if query.narrows else [alone, added]
    fits = unit_kind(unit) != "percent" or before.asked is Asked.PERCENT
    if (
        unit and fits and not (query.kind_said or query.rate or query.unit)
    ):  # "còn cận nghèo thì sao?" of households, not of per cent
        options = [_in_unit(option, unit) for option in options] + options
    if len(before.terms) > len(new):
        options.insert(1, _as_before(before, base, (*before.terms[: -len(new)], *new)))
    yield from map(_told, options)


def _asks_for_year_before(query: Query) -> bool:
    """Whether the figure of the year before is asked for: "cùng kỳ năm trước được bao nhiêu"."""
    return query.asked is Asked.COUNT and query.kind_said and bool(query.compared_with or query.since)


def _as_before(before: Query, query: Query, terms: tuple[QueryTerm, ...]) -> Query:
    """The question before with new terms: asked for the same kind of thing unless another is named."""
    kind = (query.kind_said or query.rate) and query.asked not in (Asked.COUNT, Asked.PASSAGE)
    same = replace(
        query,
        terms=terms,
        branches=(),
        asked=query.asked if kind else before.asked,
        unit=query.unit or ("" if kind else before.unit),
        plan=query.plan or (before.plan and not query.terms and not kind),
        rate=query.rate if kind or query.plan else before.rate,
        kind_said=query.kind_said or before.kind_said,
    )
    if query.operation is Operation.LOOK_UP and before.operation is Operation.REMAINDER:
        return replace(same, operation=before.operation, negated=before.negated)
    return same


def _placed(before: Query, query: Query) -> Query:
    if query.places:
        return query
    return replace(query, places=before.places, within=before.within)


def _timed(before: Query, query: Query) -> Query:
    if query.periods:
        return query
    periods = before.periods
    if query.later and periods:
        periods = tuple(moved(period, query.later) for period in periods)
    return replace(query, periods=periods)


def _told(query: Query) -> Query:
    """The query with its wording written out, so that a person sees how it was read."""
    words = " ".join(term.exact for term in query.terms)
    periods = " ".join(period.wording for period in query.periods)
    return replace(query, understood=" ".join(p for p in (words, periods, *query.places, *query.within) if p))
