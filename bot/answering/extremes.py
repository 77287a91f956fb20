"""The highest or lowest: which district, province or year has most of something."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.admission import admits
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.readoff import quantity_of, read_off, same_unit
from bot.answering.records import Operation, Query
from bot.answering.several import Worked, over_several
from corpus.language.places import province_names, same_place
from corpus.records import Fact

_LEVELS = {
    "huyện": ("huyện", "thành phố", "thị xã", "quận"),
    "xã": ("xã", "phường", "thị trấn"),
    "thôn": ("thôn", "bản", "ấp", "xóm", "tổ dân phố", "khu phố", "làng", "buôn"),
}
_MARGIN = 0.15
_FEWEST = 2


def extreme(query: Query, finder: Finder) -> Worked | None:
    """The highest (lowest) of the places or years that a question is about, with its figure."""
    if len(query.places) > 1 or len(query.periods) > 1:
        return over_several(query, finder)
    if query.over not in (*_LEVELS, "tỉnh"):
        return None
    found = [m for m in _of_level(query, finder) if finder.explains(m)]
    rows = _one_measure(found)
    if len(rows) < _FEWEST:
        return None
    key = [quantity_of(m).amount for m in rows]
    chosen = rows[key.index(max(key) if query.most > 0 else min(key))]
    finding = read_off(replace(query, operation=Operation.LOOK_UP), chosen)
    place = chosen.stored.fact.place
    return Worked((finding,), f"{place[0].upper()}{place[1:]}.")


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


def _one_measure(matches: Sequence[Match]) -> list[Match]:
    """The figures of the best measure among these, one for each place."""
    if not matches:
        return []
    best = matches[0]
    kept: dict[str, Match] = {}
    for match in matches:
        alike = match.score >= best.score - _MARGIN
        if alike and same_unit(quantity_of(match).unit, quantity_of(best).unit):
            kept.setdefault(match.stored.fact.place, match)
    return list(kept.values())
