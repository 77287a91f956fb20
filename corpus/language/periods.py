"""Periods of time in Vietnamese text: wording → interval. The patterns are rows of data/periods.csv."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.language.normalise import strip_marks
from corpus.language.rows import rows
from corpus.records import Period, PeriodKind, Span

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_AS_OF = re.compile(
    r"(?:(?:tính\s+)?(?:đến|tới)(?:\s+(?:hết|cuối|nay|thời điểm))*|cuối|hết|as of|end of|by)\s+(?:ngày\s+)?$",
    re.IGNORECASE,
)

# A period after one of these is what a figure is compared with, not its own.
_COMPARED = re.compile(
    r"(?:so với(?:\s+(?:cùng kỳ|thực hiện|ước thực hiện|số|mức))?|so voi(?:\s+cung ky)?|cùng kỳ|cùng kỳ của|"
    r"bằng\s[\d,.]+\s?%(?:\s+so với)?|gấp\s[\d,.]+\s+lần)\s+(?:cùng kỳ\s+)?(?:của\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period where it stands in a text."""

    period: Period
    span: Span


@cache
def _patterns(bare: bool) -> tuple[tuple[PeriodKind, re.Pattern[str]], ...]:
    """The rows as patterns; for a text typed without marks, theirs are taken out too."""
    return tuple(
        (PeriodKind(r["kind"]), re.compile(strip_marks(r["pattern"]) if bare else r["pattern"], re.IGNORECASE))
        for r in rows("periods")
    )


@cache
def _may_hold_period() -> re.Pattern[str]:
    return re.compile(r"\d")


def find_periods(text: str, offset: int = 0, year: int | None = None) -> list[PeriodMention]:
    """Every period in `text`, in order and without overlap; earlier rows of the table win.

    `year` completes partial dates ("ngày 26/4", "quý III"); without it they are left out. Impossible dates
    (30/2) are left out.
    """
    if not _may_hold_period().search(text):
        return []
    taken = bytearray(len(text))
    found = []
    for kind, pattern in _patterns(bare=text.isascii()):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            period = _period(kind, match, year, bool(_AS_OF.search(text, 0, match.start())))
            if period is not None:
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                found.append(PeriodMention(period, Span(match.start() + offset, match.end() + offset)))
    return sorted(found, key=lambda mention: mention.span.start)


def is_compared(text: str, span: Span) -> bool:
    """Whether the period at `span` is one that something is compared with ("so với cùng kỳ năm 2018")."""
    return bool(_COMPARED.search(text, max(0, span.start - 40), span.start))


def whole_year(year: int) -> Period:
    """The calendar year as a period."""
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31), f"năm {year}")


def _period(kind: PeriodKind, match: re.Match[str], context_year: int | None, as_of: bool) -> Period | None:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else context_year
    if year is None:
        return None
    bounds = _bounds(kind, groups, year)
    if bounds is None or bounds[0] > bounds[1]:
        return None
    return Period(kind, *bounds, wording=match.group(), as_of=as_of or kind is PeriodKind.DAY)


def _bounds(kind: PeriodKind, groups: dict[str, str | None], year: int) -> tuple[date, date] | None:
    number = {key: int(value) for key, value in groups.items() if value and value.isdigit()}
    try:
        match kind:
            case PeriodKind.DAY:
                day = date(year, number["m"], number["d"])
                return day, day
            case PeriodKind.MONTH:
                return date(year, number["m"], 1), _month_end(year, number["m"])
            case PeriodKind.MONTHS:
                return date(year, 1, 1), _month_end(year, number["n"])
            case PeriodKind.QUARTER:
                last = 3 * _QUARTERS[(groups["q"] or "").upper()]
                return date(year, last - 2, 1), _month_end(year, last)
            case PeriodKind.SCHOOL_YEAR:
                return date(year, 8, 1), date(number["y2"], 7, 31)
            case PeriodKind.STAGE:
                return date(year, 1, 1), date(number["y2"], 12, 31)
            case _:
                return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
