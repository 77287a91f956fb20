"""What changes are compared with where they do not say it themselves."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.when import year_before
from corpus.records import Fact, Period, Relation

_COMPARING = frozenset({Relation.DELTA, Relation.RATIO})


def share_periods(figures: Sequence[Fact], base: int, carried: Period | None) -> list[Fact]:
    """The figures of a sentence with the periods that they are compared with.

    `base` is the position of the first in the report, `carried` the period of the sentences before.
    """
    return _share_compared(_compared_with_previous(figures, base), carried)


def _share_compared(figures: Sequence[Fact], carried: Period | None) -> list[Fact]:
    """The figures of a sentence, its changes compared with the period that one of them, or `carried`, names."""
    shared: list[Fact] = []
    after = _next_named(figures)
    before: Fact | None = None
    for i, fact in enumerate(figures):
        compares = fact.relation in _COMPARING
        before = fact if fact.compared_with is not None else before
        lacks = compares and fact.compared_with is None and not fact.yardstick
        shared.append(_compared_as(fact, before or after[i], carried) if lacks else fact)
    return shared


def _compared_with_previous(figures: Sequence[Fact], base: int) -> list[Fact]:
    """The figures, a value beside whose earlier value stands ("từ 34 năm 2018 lên 36") compared with that time."""
    found = list(figures)
    for fact in figures:
        at = -1 if fact.parent is None else fact.parent - base
        if fact.relation is Relation.PREVIOUS and fact.period and at >= 0 and found[at].compared_with is None:
            found[at] = replace(found[at], compared_with=fact.period)
    return found


def _compared_as(fact: Fact, named: Fact | None, carried: Period | None) -> Fact:
    if named is None:
        return replace(fact, compared_with=carried)
    compared = named.compared_with
    if named.yardstick == "cùng kỳ" and fact.period is not None and fact.period != named.period:
        compared = year_before(fact.period) or compared
    return replace(fact, compared_with=compared, yardstick=_last_time(named.yardstick))


def _next_named(figures: Sequence[Fact]) -> list[Fact | None]:
    """For each figure the next change that names what it is compared with."""
    found: list[Fact | None] = []
    following: Fact | None = None
    for fact in reversed(figures):
        found.append(following)
        if fact.relation in _COMPARING and fact.compared_with is not None:
            following = fact
    return found[::-1]


def _last_time(yardstick: str) -> str:
    return yardstick if yardstick == "cùng kỳ" else ""
