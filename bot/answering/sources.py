"""Which report to believe where several state one figure: correction > official > other > press, later > earlier.

The order is that of the shared design ("Several sources"). A correction quotes what it corrects: that is never
taken for the figure, only for what was printed before.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from bot.answering.fillers import PACKAGE
from bot.answering.matching import Match, counted_words, has_unasked_event
from bot.answering.records import Query, Source
from corpus.facts.units import unit_kind
from corpus.language.phrases import any_of
from corpus.language.places import same_place
from corpus.language.rows import rows
from corpus.records import Fact, PeriodKind, Relation, Status
from index.records import StoredPassage

# How far below the best a figure may score and still be what the better source says of the same thing.
_MARGINS = {0: 0.12, 1: 0.25, 2: 0.3, 3: 0.38}
_MARGIN = 0.12
_PARTLY = 0.15
_NAMED = 0.6
_WITHIN_A_YEAR = (PeriodKind.MONTH, PeriodKind.MONTHS, PeriodKind.QUARTER, PeriodKind.HALF)
_CORRECTION = 3
_RIGHT_AFTER = 12
_OLDEST = date(1900, 1, 1)


def preferred(query: Query, matches: Sequence[Match]) -> list[Match]:
    """Matches with the preferred of the best first: those that say the same thing, in the order of belief."""
    if not matches:
        return []
    wanted = sorted(_wanted(query, matches), key=lambda m: -_timely(query, m))
    if not wanted:
        return []
    best = wanted[0]
    rivals = [m for m in wanted if m is best or _states_the_same(query, best, m)]
    first = max(rivals, key=lambda m: (belief(query, m), -wanted.index(m)))
    return [first, *(m for m in wanted if m is not first)]


def _timely(query: Query, match: Match) -> float:
    """The score of a match, less where it is of ten months and a year is asked about, or of one district where no
    place is."""
    fact = match.stored.fact
    apart = not query.places and bool(fact.place) and not same_place(fact.place, match.passage.place)
    return match.score - (0.0 if _is_whole(query, fact) else _PARTLY) - (_PARTLY if apart else 0.0)


def _wanted(query: Query, matches: Sequence[Match]) -> list[Match]:
    """The matches of the sort of source asked for; what was printed before a correction may stand in it or in the
    report that it corrects."""
    found = [m for m in matches if is_wanted(query, m)]
    if (
        query.source is Source.SUPERSEDED
        and not found
        and any(authority(m.passage) == _CORRECTION for m in matches)
    ):
        return [m for m in matches if authority(m.passage) < _CORRECTION]
    return found


def is_wanted(query: Query, match: Match) -> bool:
    """Whether a figure is of the sort of source asked for: a superseded one only where it is asked for."""
    return is_superseded(match) == (query.source is Source.SUPERSEDED)


def _states_the_same(query: Query, best: Match, other: Match) -> bool:
    """Whether another figure answers as well as the best, for the same place, unit and kind of relation."""
    a, b = best.stored.fact, other.stored.fact
    above = max(0, _rank(query, other) - _rank(query, best))
    if other.score < best.score - _MARGINS[above] or a.quantity is None or b.quantity is None:
        return False
    if not above and other.unasked > best.unasked + _MARGIN:
        return False
    if _is_narrower(query, best, other):
        return False
    one_unit = unit_kind(a.quantity.unit) == unit_kind(b.quantity.unit)
    plain = (Relation.NONE, Relation.PART)
    related = a.relation is b.relation or (a.relation in plain and b.relation in plain)
    return one_unit and same_place(a.place, b.place) and related


def _is_narrower(query: Query, best: Match, other: Match) -> bool:
    """Whether another figure is of a part or of an event that neither the question nor the best speaks of."""
    asked = query.words
    if other.unnamed_part and not best.unnamed_part:
        return True
    if has_unasked_event(other.stored.fact, asked) and not has_unasked_event(best.stored.fact, asked):
        return True
    words = [counted_words(m.stored.fact) - asked for m in (best, other)]
    return bool(words[1] - words[0]) and not words[0]


def belief(query: Query, match: Match) -> tuple[bool, bool, int, int, date, date]:
    """How much a figure is to be believed: of exactly the time asked for, its state and source, the latest."""
    fact, passage = match.stored.fact, match.passage
    period = _OLDEST if query.periods or fact.period is None else fact.period.end
    return (
        _compares(query, fact),
        _is_whole(query, fact),
        _state(query, fact),
        _rank(query, match),
        period,
        passage.issued or _OLDEST,
    )


def _rank(query: Query, match: Match) -> int:
    """The authority of a figure's report; 3 for the one that the question names as its source."""
    told, passage = query.told_by, match.passage
    if told is None:
        return authority(passage)
    if told.press:
        return 3 if authority(passage) == 0 else 0
    return 3 if told.fits(f"{passage.issuer} {passage.title}") >= _NAMED else min(1, authority(passage))


def _compares(query: Query, fact: Fact) -> bool:
    """Whether a change is from the very period asked about, not from an unnamed one."""
    since = fact.compared_with
    return not query.compared_with or (
        since is not None and all((p.start, p.end) == (since.start, since.end) for p in query.compared_with)
    )


def _is_whole(query: Query, fact: Fact) -> bool:
    """Whether a figure is of the whole time asked for: of the year, not of its first ten months."""
    yearly = any(p.kind is PeriodKind.YEAR for p in query.periods)
    return not (yearly and fact.period is not None and fact.period.kind in _WITHIN_A_YEAR)


def _state(query: Query, fact: Fact) -> int:
    estimate = fact.status is Status.ESTIMATE
    return int(estimate) if query.source is Source.ESTIMATE else int(not estimate)


def authority(passage: StoredPassage) -> int:
    """3 a correction, 2 official figures, 1 any other report, 0 the press (no issuer and no number)."""
    if _role("correction").search(passage.title):
        return 3
    if _role("official").search(passage.title):
        return 2
    return 1 if passage.issuer or passage.number else 0


def is_superseded(match: Match) -> bool:
    """Whether a correction quotes the figure as what was printed before, or its own sentence corrects it."""
    fact, passage = match.stored.fact, match.passage
    if authority(passage) < _CORRECTION:
        return _is_corrected_here(fact, passage)
    before = passage.text[: max(0, fact.span.start - passage.start)]
    cues = [(m.end(), role) for role in ("printed", "corrected") for m in _role(role).finditer(before)]
    return bool(cues) and max(cues)[1] == "printed"


def _is_corrected_here(fact: Fact, passage: StoredPassage) -> bool:
    """Whether the figure's own sentence corrects it: "ghi 41 vụ; sau rà soát, số đúng là 36 vụ", "1,42% thay cho
    số ước 1,18%"."""
    start, end = fact.span.start - passage.start, fact.span.end - passage.start
    low, high = fact.sentence.start - passage.start, fact.sentence.end - passage.start
    after = _here("after").search(passage.text, end, max(end, high))
    before = _here("before").search(passage.text, max(0, low), start)
    return after is not None or (before is not None and start - before.end() <= _RIGHT_AFTER)


@cache
def _here(side: str) -> re.Pattern[str]:
    """The phrases that stand after the figure, or right before it, that the sentence itself corrects."""
    found = (row["phrase"] for row in rows("source_cues", PACKAGE) if row["here"] == side)
    return re.compile(rf"(?<!\w){any_of(found)}(?!\w)", re.IGNORECASE)


@cache
def _role(role: str) -> re.Pattern[str]:
    """The phrases of data/source_cues.csv of one role."""
    found = (row["phrase"] for row in rows("source_cues", PACKAGE) if row["role"] == role)
    return re.compile(rf"(?<!\w){any_of(found)}(?!\w)", re.IGNORECASE)
