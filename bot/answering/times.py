"""When a question asks about: periods, what it compares with, years in a row, years counted from the one before."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.answering.fillers import PACKAGE
from corpus.facts.units import listed_unit, unit_kind
from corpus.language.normalise import fold
from corpus.language.periods import PeriodMention, find_periods, is_compared, whole_year
from corpus.language.phrases import any_of
from corpus.language.rows import rows
from corpus.records import Period, PeriodKind, Span

_LONGEST_SERIES = 12
_BARE_YEAR = re.compile(r"(?<![\w/.,])(?:19|20)\d{2}(?![\w/]|[.,]\d)")
_MONTHS = re.compile(r"(?<![\w/])(?P<n>\d{1,2})\s+(?:tháng|thang)(?!\s+\d)(?!\w)", re.IGNORECASE)
_TIMES = re.compile(r"(?:lần|lan|times)\s+(?:(?:so\s+với|của|hồi|hoi|năm|nam|that of|in)\s+)?$", re.IGNORECASE)
_OF_THINGS = re.compile(r"(?<!\w)(?:có|là|được|gồm|trong)\s+$", re.IGNORECASE)
_RANGE = re.compile(r"(?:^|\W)(?:từ|tu|from)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"^\s*(?:đến|den|tới|toi|sang|to|until|-|–)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Times:
    """The periods asked about in order, those compared with, where they stand, and how many years `later` than the
    question before ("năm sau" 1, "năm ngoái" -1). `series` tells that a range of years stands for each of them."""

    periods: tuple[Period, ...] = ()
    compared_with: tuple[Period, ...] = ()
    spans: tuple[Span, ...] = ()
    later: int = 0
    series: bool = False


def read_times(text: str, year: int | None = None) -> Times:
    """The times of a question; `year`, that of the question before, completes dates and what counts from it."""
    mentions = _with_months(text, _with_bare_years(text, find_periods(text, year=year)), year)
    if year is None and mentions:  # "năm 2020 so với năm trước": counted from the year that is named
        named = mentions[0].period.end.year
        mentions = _with_bare_years(text, find_periods(text, year=named))
    counted = _relative().finditer(fold(text)) if year else iter(())
    shifts = [m for m in counted if not _covered(m.span(), mentions) and not is_compared(text, Span(*m.span()))]
    later = int(_shifts()[" ".join(shifts[0].group().split())]) if shifts else 0
    spans = (*(m.span for m in mentions), *(Span(*m.span()) for m in shifts))
    asked = [m for m in mentions if not _is_base(text, m)]
    asked = [m for m in asked if not any(_holds(m, other) for other in asked)]
    filled = _filled_range(text, asked)
    return Times(
        periods=filled or tuple(m.period for m in asked),
        compared_with=tuple(m.period for m in mentions if _is_base(text, m)),
        spans=spans,
        later=later,
        series=bool(filled) or len(asked) > 2,
    )


def _with_bare_years(text: str, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """The mentions with years that stand alone ("lợn Tuyên Quang 2020 bao nhiêu con"), no number of a text."""
    found = list(mentions)
    for match in _BARE_YEAR.finditer(text):
        if not _covered(match.span(), found) and not _counts_things(text, *match.span()):
            found.append(PeriodMention(whole_year(int(match.group())), Span(*match.span())))
    return sorted(found, key=lambda m: m.span.start)


def _counts_things(text: str, start: int, end: int) -> bool:
    """Whether a number is of things, no year: "có 2020 hộ nghèo"."""
    listed = listed_unit(text, end)
    return listed is not None and unit_kind(listed[0]) == "count" and bool(_OF_THINGS.search(text[:start]))


def _holds(inner: PeriodMention, outer: PeriodMention) -> bool:
    """Whether a time lies within another that is asked about: "tháng 10/2019 ước cả năm 2019" is of the year."""
    a, b = inner.period, outer.period
    return inner is not outer and b.start <= a.start and a.end <= b.end and (a.start, a.end) != (b.start, b.end)


def _with_months(text: str, mentions: list[PeriodMention], year: int | None) -> list[PeriodMention]:
    """The mentions with "10 tháng" of the year before: "còn 10 tháng?"."""
    match = _MONTHS.search(text) if year is not None else None
    if match is None or year is None or _covered(match.span(), mentions) or not 1 < int(match["n"]) <= 12:
        return mentions
    end = date(year, int(match["n"]), monthrange(year, int(match["n"]))[1])
    period = Period(PeriodKind.MONTHS, date(year, 1, 1), end, match.group())
    return sorted([*mentions, PeriodMention(period, Span(*match.span()))], key=lambda m: m.span.start)


def _is_base(text: str, mention: PeriodMention) -> bool:
    """Whether a period is what another is measured by: "so với năm 2018", "gấp mấy lần hồi 2016"."""
    return is_compared(text, mention.span) or bool(_TIMES.search(text[: mention.span.start]))


def years_of(stage: Period) -> tuple[Period, ...]:
    """The calendar years of a stage, none where it is too long to tell one by one."""
    years = stage.years
    return tuple(whole_year(year) for year in years) if 1 < len(years) <= _LONGEST_SERIES else ()


def _filled_range(text: str, asked: list[PeriodMention]) -> tuple[Period, ...]:
    """All periods from the first to the last of "từ năm học 2018-2019 đến năm học 2021-2022"; else none."""
    if len(asked) != 2 or asked[0].period.kind is not asked[1].period.kind:
        return ()
    first, last = asked
    if not _RANGE.search(text[: first.span.start]) or not _UNTIL.match(text[first.span.end : last.span.start]):
        return ()
    length = last.period.start.year - first.period.start.year
    if not 1 < length < _LONGEST_SERIES:
        return ()
    if first.period.kind is PeriodKind.YEAR:
        return tuple(whole_year(first.period.start.year + i) for i in range(length + 1))
    if first.period.kind is PeriodKind.SCHOOL_YEAR:
        return tuple(_school_year(first.period, i) for i in range(length + 1))
    return ()


def _school_year(first: Period, later: int) -> Period:
    start = first.start.replace(year=first.start.year + later)
    end = first.end.replace(year=first.end.year + later)
    return Period(PeriodKind.SCHOOL_YEAR, start, end, f"năm học {start.year}-{end.year}")


def moved(period: Period, years: int) -> Period:
    """The same period `years` later: of a year the year, of ten months the same ten months."""
    if period.kind is PeriodKind.YEAR:
        return whole_year(period.start.year + years)
    try:
        start = period.start.replace(year=period.start.year + years)
        end = period.end.replace(year=period.end.year + years)
    except ValueError:  # 29 February
        return whole_year(period.start.year + years)
    return Period(period.kind, start, end, period.wording, period.as_of)


def _covered(bounds: tuple[int, int], mentions: list[PeriodMention]) -> bool:
    return any(m.span.start < bounds[1] and bounds[0] < m.span.end for m in mentions)


@cache
def _shifts() -> dict[str, str]:
    return {fold(row["phrase"]): row["years"] for row in rows("relative_years", PACKAGE)}


@cache
def _relative() -> re.Pattern[str]:
    """The wordings of data/relative_years.csv in folded text."""
    return re.compile(rf"(?<!\w){any_of(_shifts())}(?!\w)")
