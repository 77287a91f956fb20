"""When a figure holds, and what it is compared with.

Looked for in its clause, its sentence, its paragraph, the headings above and the report, in that order.
"""

import calendar
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.facts.clauses import Piece
from corpus.facts.links import Link
from corpus.facts.stretch import NOW, Setting, Stretch, in_bracket, in_closed_bracket, last_before, within
from corpus.language.periods import PeriodMention, bounds_before, find_periods, longest_to_one_day
from corpus.records import Period, PeriodKind, Span

_CARRIED = frozenset({PeriodKind.YEAR, PeriodKind.MONTHS, PeriodKind.HALF})
_MOMENT = re.compile(r"(?<!\w)(?:đầu|cuối|giữa)\s+năm")
_PARTS = frozenset({PeriodKind.MONTHS, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH})
_CARRIED_FROM = 80
_OPENING = 16
_LEADS = 24
_LOOK_BACK = 24
_SO_FAR = re.compile(r"từ đầu năm(?: (?:đến|tới) nay)?", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"cả năm", re.IGNORECASE)
_LONGEST_CLAUSE = 400
_LONGEST_ASIDE = 120
_IN_MONTH = re.compile(r"(?<!\w)(?:trong|ước) tháng(?!\s*\d|\w)(?! trước)", re.IGNORECASE)
_LAST_TIME = re.compile(r"[^,;]*?so (?:với )?(?P<word>tháng|quý) trước(?!\w)", re.IGNORECASE)
_LAST_MONTH = re.compile(r"so (?:với )?tháng trước(?!\w)", re.IGNORECASE)


def period_of(stretch: Stretch, piece: Piece, link: Link) -> tuple[Period | None, str]:
    """The period in the figure's own clause, else the last one before it in the sentence, else an inherited one."""
    if link.previous:
        return _previous_period(stretch, piece), "kỳ trước"
    start = piece.quantity.span.start
    inside = within(stretch.periods, piece.clause)
    before = [m for m in inside if m.span.end <= start]
    if inside:
        return _said(stretch, (before[-1:] or inside[:1])[0]), "mệnh đề"
    low = max(piece.clause.start, start - _LONGEST_CLAUSE)
    now = NOW.search(stretch.text, low, start)
    last = last_before(stretch.periods, start)
    named = (m for m in stretch.periods[max(0, last - _LOOK_BACK) : last + 1][::-1])
    mention = None if now else next((m for m in named if not _is_of_another(stretch, m, start)), None)
    if mention is not None:
        return _said(stretch, mention), "câu"
    period, origin = _inherited(stretch)
    month = None if origin == "đề mục" else _this_month(stretch, piece)
    return (period, origin) if month is None else (month, "trong tháng")


def says_period(stretch: Stretch, piece: Piece) -> bool:
    """Whether the figure's own clause says when it holds."""
    return bool(within(stretch.periods, piece.clause))


def _said(stretch: Stretch, mention: PeriodMention) -> Period | None:
    """What a mention means here: "đến nay" is the time of the report."""
    own, wording = stretch.setting.metadata.period, mention.period.wording.strip()
    if own is None:
        return mention.period
    since = _SO_FAR.fullmatch(stretch.text[max(0, mention.span.start - 3) : mention.span.end].strip())
    return own if NOW.fullmatch(wording) or (since and own.end.year == mention.period.end.year) else mention.period


def _this_month(stretch: Stretch, piece: Piece) -> Period | None:
    """What "trong tháng" and "so với tháng trước" mean in a monthly report: its last month."""
    own = stretch.setting.metadata.period
    if own is None or own.kind not in (PeriodKind.MONTH, PeriodKind.MONTHS):
        return None
    text, start = stretch.text, piece.quantity.span.start
    named = _IN_MONTH.search(text, max(stretch.sentence.start, start - _LONGEST_CLAUSE), start)
    if not named and not _LAST_MONTH.search(text, start, min(piece.clause.end, start + _LONGEST_ASIDE)):
        return None
    first = own.end.replace(day=1)
    return Period(PeriodKind.MONTH, first, own.end, f"tháng {first.month}/{first.year}")


def _is_of_another(stretch: Stretch, mention: PeriodMention, start: int) -> bool:
    """Whether a period belongs to another figure: after the first one, in a closed bracket or inside a clause, or a
    time before the report's own that a figure is put beside ("tăng 7,7%, năm 2021 tăng 1,2%, quy mô 66.900 tỷ").

    A clause that opens with a period ("; lũy kế 10 tháng có …") dates those after it as well.
    """
    span, own = mention.span, stretch.setting.metadata.period
    if span.start > stretch.first_figure and own is not None and mention.period.end < own.start:
        return True
    if span.start < stretch.first_figure and not _WHOLE_YEAR.match(stretch.text, span.start):
        return False
    if in_closed_bracket(stretch, span, start):
        return True
    at = bisect_left(stretch.semicolons, span.end)
    opened = stretch.semicolons[at - 1] if at else stretch.sentence.start
    leads = span.start - opened < _LEADS
    return not leads and at < len(stretch.semicolons) and stretch.semicolons[at] < start


def _previous_period(stretch: Stretch, piece: Piece) -> Period | None:
    """The period of an earlier value: the one named right before it, else the one compared with, else unknown."""
    start = piece.quantity.span.start
    named = within(stretch.mentions.periods, Span(max(0, piece.bracket, piece.own.start), start))
    if named:
        return named[-1].period
    at = last_before(stretch.compared, start)
    if at >= 0:
        return stretch.compared[at].period
    after = within(stretch.mentions.periods, Span(piece.quantity.span.end, piece.clause.end))
    return after[0].period if after else None


def _inherited(stretch: Stretch) -> tuple[Period | None, str]:
    setting = stretch.setting
    if setting.carried is not None and not stretch.is_now and not _is_compared_with(stretch, setting.carried):
        return setting.carried, "câu trước"
    year = setting.metadata.period.end.year if setting.metadata.period else None
    for heading in reversed(setting.headings):
        if periods := _heading_periods(heading, year):
            return longest_to_one_day(periods), "đề mục"
    return setting.metadata.period, "báo cáo"


def _is_compared_with(stretch: Stretch, period: Period) -> bool:
    """Whether the sentence compares its figures with that very time ("…, tăng 7,1 triệu đồng so với năm 2021")."""
    return any(m.period.start == period.start and m.period.end == period.end for m in stretch.compared)


@lru_cache(maxsize=1024)
def _heading_periods(heading: str, year: int | None) -> tuple[Period, ...]:
    return tuple(m.period for m in find_periods(heading, year=year) if m.period.kind is not PeriodKind.DAY)


def carry(stretch: Stretch, whole: int | None) -> Setting:
    """The setting for the next sentence: a year or month stated here goes on holding in this paragraph."""
    here = [
        m.period
        for m in _leading_periods(stretch)
        if m.period.kind in _CARRIED
        and not m.period.as_of
        and m.span.start - stretch.sentence.start < _CARRIED_FROM
        and not _is_moment(stretch, m)
        and not in_bracket(stretch, m.span)  # "(năm 2024: 4,21)" dates nothing after it
        and not _is_wider(stretch, m.period)
        and not _is_aside(stretch, m)
    ]
    compared = stretch.compared[-1].period if stretch.compared else stretch.setting.compared
    setting = replace(stretch.setting, whole=whole, compared=compared)
    return replace(setting, carried=here[0]) if here and not stretch.is_now else setting


def _is_moment(stretch: Stretch, mention: PeriodMention) -> bool:
    """Whether only the beginning or the end of a year is named ("Đầu năm 2023 tỉnh có …")."""
    before = stretch.text[max(0, mention.span.start - 6) : mention.span.end].lower()
    return bool(_MOMENT.search(before))


def _is_wider(stretch: Stretch, period: Period) -> bool:
    """Whether the report is of a part of the year that a sentence names: the next one is of that part again."""
    own = stretch.setting.metadata.period
    if own is None or own.kind not in _PARTS:
        return False
    return period.kind is PeriodKind.YEAR and period.end.year == own.end.year


def _is_aside(stretch: Stretch, mention: PeriodMention) -> bool:
    """Whether a sentence turns to a year before the report's own without opening with it, the next one back again
    ("Riêng tốc độ tăng GRDP năm 2022 …")."""
    own = stretch.setting.metadata.period
    leads = mention.span.start - stretch.sentence.start < _OPENING
    return not leads and own is not None and mention.period.end < own.start


def _leading_periods(stretch: Stretch) -> Sequence[PeriodMention]:
    """The period that a sentence opens with, else the only one that it names."""
    periods = stretch.periods
    if periods and periods[0].span.start - stretch.sentence.start < _OPENING:
        return periods[:1]
    return periods if len(periods) == 1 else ()


def compared_with(stretch: Stretch, piece: Piece, period: Period | None, link: Link) -> Period | None:
    """The period compared with: one named in the clause, else the same days a year before for "so với cùng kỳ"."""
    named = within(stretch.compared, piece.clause)
    if link.previous:
        return None
    if period is not None and (last := _last_time(stretch, piece, named)):
        return _time_before(period, last)
    if named:
        return _level(_same_days(stretch.text, named[0], period))
    return year_before(period) if link.yardstick == "cùng kỳ" and period is not None else None


def _last_time(stretch: Stretch, piece: Piece, named: Sequence[PeriodMention]) -> str:
    """ "tháng" or "quý" for a figure that is put beside the month or the quarter before; "" for others."""
    if named:
        first = named[0].period.wording.lower()
        return next((word for word in ("tháng", "quý") if first.startswith(f"{word} trước")), "")
    start, end = piece.quantity.span.start, piece.quantity.span.end
    said = _LAST_TIME.match(stretch.text, end, piece.clause.end)
    said = said or _LAST_TIME.match(stretch.text, max(stretch.sentence.start, piece.own.start), start)
    return said["word"].lower() if said else ""


def _same_days(text: str, mention: PeriodMention, period: Period | None) -> Period:
    """What "cùng kỳ năm 2018" means for the figure of half a year: the same half of 2018."""
    said = mention.period
    before = text[max(0, mention.span.start - 12) : mention.span.start].rstrip().lower()
    if period is None or said.kind is not PeriodKind.YEAR or not before.endswith(("cùng kỳ", "cùng kỳ của")):
        return said
    earlier = year_before(period)
    return earlier if earlier is not None and earlier.end.year == said.end.year else said


def _level(period: Period) -> Period:
    """A level "so với cuối năm 2015" is that of the last day."""
    if period.kind is not PeriodKind.YEAR or not period.as_of:
        return period
    return replace(period, kind=PeriodKind.DAY, start=period.end)


def _time_before(period: Period, word: str) -> Period:
    """The month ("tháng") or quarter ("quý") before the last one of a period."""
    kind, length = (PeriodKind.MONTH, 1) if word == "tháng" else (PeriodKind.QUARTER, 3)
    start = period.end.replace(month=(period.end.month - 1) // length * length + 1, day=1)
    return Period(kind, *bounds_before(start, kind), f"{word} trước")


def year_before(period: Period) -> Period | None:
    """The same days of the year before; None where they have no such year."""
    try:
        return replace(
            period, start=_shifted(period.start), end=_shifted(period.end), wording=f"cùng kỳ {period.wording}"
        )
    except ValueError:
        return None


def _shifted(day: date) -> date:
    last = day.month == 2 and day.day == 29
    if last or (day.month, day.day) == (2, 28):
        return date(day.year - 1, 2, calendar.monthrange(day.year - 1, 2)[1])
    return day.replace(year=day.year - 1)
