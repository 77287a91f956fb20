"""The highest or lowest: which district, province or year has most of something."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.admission import admits
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.readoff import quantity_of, read_off, same_unit
from bot.answering.records import Asked, Operation, Query
from bot.answering.several import Worked, over_several
from bot.answering.variants import MOVES
from corpus.language.places import province_names, same_place
from corpus.records import Fact, PeriodKind

_LEVELS = {
    "huyện": ("huyện", "thành phố", "thị xã", "quận"),
    "xã": ("xã", "phường", "thị trấn"),
    "thôn": ("thôn", "bản", "ấp", "xóm", "tổ dân phố", "khu phố", "làng", "buôn"),
}
_TIMES = {"quý": PeriodKind.QUARTER, "tháng": PeriodKind.MONTH}
_MARGIN = 0.15
_FEWEST = 2


def extreme(query: Query, finder: Finder) -> Worked | None:
    """The highest (lowest) of the places or years that a question is about, with its figure."""
    if len(query.places) > 1 or len(query.periods) > 1:
        return over_several(query, finder)
    if query.over in _TIMES:
        found = _of_times(query, finder)
    elif query.over in (*_LEVELS, "tỉnh"):
        found = _of_level(query, finder)
    else:
        return None
    rows = _one_measure([m for m in found if finder.explains(m)], query.over in _TIMES)
    if len(rows) < _FEWEST:
        return None
    key = [quantity_of(m).amount * (m.stored.fact.direction or 1) for m in rows]
    chosen = rows[key.index(max(key) if query.most > 0 else min(key))]
    finding = read_off(replace(query, operation=Operation.LOOK_UP), chosen)
    named = finding.period if query.over in _TIMES else chosen.stored.fact.place
    return Worked((finding,), f"{named[0].upper()}{named[1:]}.")


def _of_times(query: Query, finder: Finder) -> list[Match]:
    """Figures that would answer for the quarters or months of the year asked about."""
    kind = _TIMES[query.over]
    free = replace(query, periods=(), operation=Operation.LOOK_UP)
    moved = bool(MOVES.keys() & query.words) and query.asked is Asked.COUNT
    free = replace(free, asked=Asked.DELTA) if moved else free

    def right(fact: Fact) -> bool:
        period = fact.period
        if period is None or period.kind is not kind:
            return False
        inside = all(p.start <= period.start and period.end <= p.end for p in query.periods)
        return inside and admits(free, fact)

    terms = tuple(t for t in query.terms if t.folded not in MOVES) if moved else query.terms
    return finder.candidates(terms, query.places, admit=right, times=3)


def _of_level(query: Query, finder: Finder) -> list[Match]:
    """Figures that would answer for places of the level asked about, in the reports of the place named."""
    free = replace(query, places=(), operation=Operation.LOOK_UP)
    inside = query.places or query.within

    def at(place: str) -> bool:
        return _is_of_level(place, query.over)

    def right(fact: Fact) -> bool:
        return at(fact.place) and admits(free, fact)

    found = finder.candidates(query.terms, at=at, admit=right)
    return [m for m in found if not inside or any(same_place(p, m.passage.place) for p in inside)]


def _is_of_level(place: str, level: str) -> bool:
    if level == "tỉnh":
        return place in province_names()
    return place.startswith(tuple(f"{word} " for word in _LEVELS[level]))


def _one_measure(matches: Sequence[Match], timed: bool) -> list[Match]:
    """The figures of the best measure among these, one for each place or, if `timed`, time."""
    if not matches:
        return []
    best = matches[0]
    kept: dict[object, Match] = {}
    for match in matches:
        alike = match.score >= best.score - _MARGIN or match.stored.fact.measure == best.stored.fact.measure
        if alike and same_unit(quantity_of(match).unit, quantity_of(best).unit):
            fact = match.stored.fact
            kept.setdefault(fact.period if timed else fact.place, match)
    return list(kept.values())
