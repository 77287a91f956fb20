"""Periods of time in Vietnamese text: wording → interval. The wordings are rows of data/periods.csv."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.language.period_rules import Rule, cue_pattern, number_of, rule_table, year_of
from corpus.records import Period, PeriodKind, Span

_CUE_LENGTH = 56
_MARKED = re.compile("[À-ỹ]")
# "tháng 10 và 10 tháng năm 2019": what joins a partial date to the next one, whose year it shares.
_JOINED = re.compile(
    r"\s*(?:[,;/–-]|và|va|đến|den|tới|toi|and)\s*(?:(?:cả|ca|hết|het|trong|tính chung)\s*)?", re.IGNORECASE
)
_FULL_YEAR = re.compile(r"[yY]2?")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period where it stands in a text."""

    period: Period
    span: Span


@dataclass(frozen=True, slots=True)
class _Wording:
    """A period as worded: its rule, its place, its parts by name."""

    rule: Rule
    span: Span
    parts: dict[str, str]

    @property
    def has_year(self) -> bool:
        return "y" in self.parts or "y2" in self.parts


def find_periods(text: str, offset: int = 0, year: int | None = None) -> list[PeriodMention]:
    """Every period in `text`, in order and without overlap; at one place, earlier rows of the table win.

    A partial date ("ngày 26/4", "quý III") takes the year of the period it is joined to ("quý I và quý II/2019"),
    else `year`, from which "năm trước" and "đến nay" count too; without either it is left out. A range of days is
    one period of kind STAGE, quarters under one word ("quý I và II") are one of kind MONTHS. Impossible dates are
    left out. Linear in the length of the text.
    """
    bare = text.isascii() or not _MARKED.search(text)
    found = [
        _Wording(rule, Span(*match.span()), rule.fixed | {k: v for k, v in match.groupdict().items() if v})
        for rule, match in rule_table(bare, year is not None).scan(_lower(text))
    ]
    mentions: list[PeriodMention] = []
    latest: dict[PeriodKind, date] = {}
    for wording, context in zip(found, _contexts(text, found, year), strict=True):
        period = _period(text, wording, context, latest)
        if period is not None:
            latest[period.kind] = period.start
            mentions.append(PeriodMention(period, wording.span.shift(offset)))
    return mentions


def _lower(text: str) -> str:
    """Lower-case text of the same length (the capital İ has a longer small letter)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


def is_compared(text: str, span: Span) -> bool:
    """Whether the period at `span` is one that something is compared with ("so với cùng kỳ năm 2018")."""
    start = max(0, span.start - _CUE_LENGTH)
    if cue_pattern("compared").search(text, start, span.start):
        return True
    return text.startswith(")", span.end) and bool(cue_pattern("named").search(text, start, span.start))


def longest_to_one_day(periods: Sequence[Period]) -> Period:
    """The first period, or the longest that ends with it where it is a month or a quarter: "quý II và 6 tháng"."""
    first = periods[0]
    if first.kind not in (PeriodKind.MONTH, PeriodKind.QUARTER):
        return first
    return min((p for p in periods if p.kind is not PeriodKind.STAGE and p.end == first.end), key=lambda p: p.start)


def whole_year(year: int) -> Period:
    """The calendar year as a period."""
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31), f"năm {year}")


def _contexts(text: str, found: Sequence[_Wording], year: int | None) -> list[int | None]:
    """The year for each wording that names none: that of the one it is joined to, else the context's."""
    contexts = [year] * len(found)
    for i, (this, following) in reversed(list(enumerate(pairwise(found)))):
        between = following.span.start - this.span.end
        if this.has_year or between > 16 or not _JOINED.fullmatch(text, this.span.end, following.span.start):
            continue
        printed = following.parts.get("y") or following.parts.get("y2")
        contexts[i] = year_of(printed, year) if printed else contexts[i + 1]
    return contexts


def _period(text: str, wording: _Wording, context: int | None, latest: dict[PeriodKind, date]) -> Period | None:
    kind, parts = wording.rule.kind, wording.parts
    try:
        bounds = (
            bounds_before(latest[kind], kind)
            if "trước" in (parts.get("m"), parts.get("q"))
            else _bounds(parts, context)
        )
    except (KeyError, ValueError):
        return None
    if bounds is None or bounds[0] > bounds[1]:
        return None
    as_of = kind is PeriodKind.DAY or "as_of" in parts or _is_as_of(text, wording.span.start)
    return Period(kind, *bounds, wording=wording.span.of(text), as_of=as_of)


def _is_as_of(text: str, start: int) -> bool:
    return bool(cue_pattern("as_of").search(text, max(0, start - _CUE_LENGTH), start))


def _bounds(parts: dict[str, str], context: int | None) -> tuple[date, date] | None:
    """First and last day. Raises ValueError for a day or month that does not exist."""
    last = year_of(parts["y2"], context) if "y2" in parts else None
    year = year_of(parts["y"], context) if "y" in parts else last or context
    if year is None:
        return None
    (month, month2), day = _months(parts), number_of(parts.get("d", "1"))
    end = last or year
    if last is not None and "y" not in parts and (month, day) > (month2, number_of(parts.get("d2", "31"))):
        year -= 1
    day2 = parts.get("d2") or ("m2" not in parts and parts.get("d"))
    return date(year, month, day), date(end, month2, number_of(day2)) if day2 else _month_end(end, month2)


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """First and last month that the parts name: all twelve where they name none."""
    number = {name: number_of(parts[name]) for name in ("m", "m2", "q", "q2", "n", "l") if name in parts}
    if "q" in number:
        return 3 * number["q"] - 2, 3 * number.get("q2", number["q"])
    if "n" in number:
        return 1, number["n"]
    if "l" in number:
        return 13 - number["l"], 12
    return number.get("m", 1), number.get("m2", number.get("m", 12))


def bounds_before(start: date, kind: PeriodKind) -> tuple[date, date]:
    """The month or quarter before the one that starts at `start`."""
    length = 3 if kind is PeriodKind.QUARTER else 1
    months = start.year * 12 + start.month - 1 - length
    first = date(months // 12, months % 12 + 1, 1)
    return first, _month_end(first.year, first.month + length - 1)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])
