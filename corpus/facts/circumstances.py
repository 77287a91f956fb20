"""When, where and in what state a figure holds.

Looked for in its clause, its sentence, its paragraph, the headings above and the report, in that order.
"""

import re
from dataclasses import dataclass

from corpus.facts.clauses import Piece
from corpus.facts.masks import Mentions
from corpus.language.normalise import fold
from corpus.language.periods import PeriodMention, find_periods, is_compared
from corpus.language.phrases import table_pattern
from corpus.language.places import find_places
from corpus.language.rows import rows
from corpus.records import Metadata, Period, PeriodKind, Span, Status

_NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện có|hiện|đến nay|tới nay)(?!\w)", re.IGNORECASE)
_CARRIED = frozenset({PeriodKind.YEAR, PeriodKind.MONTHS, PeriodKind.MONTH, PeriodKind.QUARTER})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph inherits: the report's metadata, its headings, the period of the sentence before."""

    metadata: Metadata
    headings: tuple[str, ...]
    carried: Period | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Period (and the one compared with), place and status of one figure."""

    period: Period | None
    compared_with: Period | None
    place: str
    status: Status


def resolve(text: str, sentence: Span, piece: Piece, mentions: Mentions, setting: Setting) -> Circumstances:
    """The circumstances of the figure of `piece`."""
    here = [m for m in mentions.periods if sentence.holds(m.span) and m not in mentions.dated]
    own = [m for m in here if not is_compared(text, m.span)]
    compared = [m for m in here if is_compared(text, m.span) and piece.clause.holds(m.span)]
    period = _nearest(own, piece) or _inherited(text, sentence, setting)
    return Circumstances(
        period=period,
        compared_with=compared[0].period if compared else None,
        place=_place(text, sentence, piece, setting),
        status=_status(text, sentence, piece, setting),
    )


def carry(text: str, sentence: Span, mentions: Mentions, setting: Setting) -> Setting:
    """The setting for the next sentence: a year or month stated here goes on holding in this paragraph."""
    here = [
        m.period
        for m in mentions.periods
        if sentence.holds(m.span) and m.period.kind in _CARRIED and not is_compared(text, m.span)
    ]
    carried = here[0] if here and not _NOW.search(sentence.of(text)) else setting.carried
    return Setting(setting.metadata, setting.headings, carried)


def _nearest(mentions: list[PeriodMention], piece: Piece) -> Period | None:
    """A period in the figure's own clause, else the last one before it in the sentence."""
    inside = [m for m in mentions if piece.clause.holds(m.span)]
    before = [m for m in inside if m.span.end <= piece.quantity.span.start]
    if before or inside:
        return (before[-1:] or inside[:1])[0].period
    earlier = [m for m in mentions if m.span.end <= piece.quantity.span.start]
    return earlier[-1].period if earlier else None


def _inherited(text: str, sentence: Span, setting: Setting) -> Period | None:
    if setting.carried is not None and not _NOW.search(sentence.of(text)):
        return setting.carried
    for heading in reversed(setting.headings):
        periods = [m.period for m in find_periods(heading) if m.period.kind is not PeriodKind.DAY]
        if periods:
            return periods[0]
    return setting.metadata.period


def _place(text: str, sentence: Span, piece: Piece, setting: Setting) -> str:
    """A place named in the clause, else in the sentence before the figure, else heading, else report."""
    for span in (piece.clause, Span(sentence.start, piece.quantity.span.start)):
        places = find_places(span.of(text))
        if places:
            return places[-1].name
    for heading in reversed(setting.headings):
        places = find_places(heading)
        if places:
            return places[-1].name
    return setting.metadata.place


def _status(text: str, sentence: Span, piece: Piece, setting: Setting) -> Status:
    """The status cue nearest before the figure in its sentence, else one in a heading."""
    statuses = {fold(row["phrase"]): Status(row["status"]) for row in rows("statuses")}
    before = text[sentence.start : piece.quantity.span.start]
    cues = list(table_pattern("statuses").finditer(before))
    if cues:
        return statuses[fold(re.sub(r"\s+", " ", cues[-1].group()))]
    for heading in reversed(setting.headings):
        cue = table_pattern("statuses").search(heading)
        if cue and statuses[fold(cue.group())] is Status.PLAN:
            return Status.PLAN
    return Status.ACTUAL
