"""When, where and in what state a figure holds.

Looked for in its clause, its sentence, its paragraph, the headings above and the report, in that order.
"""

import calendar
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from corpus.facts.clauses import Piece
from corpus.facts.links import Link
from corpus.facts.stretch import Setting, Stretch, last_before, status_of, within
from corpus.language.letters import UPPER
from corpus.language.periods import PeriodMention, find_periods
from corpus.language.phrases import table_pattern
from corpus.language.places import PlaceMention, find_places
from corpus.records import Period, PeriodKind, Span, Status

_NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện có|hiện tại|hiện|đến nay|tới nay)(?!\w)", re.IGNORECASE)
_CARRIED = frozenset({PeriodKind.YEAR, PeriodKind.MONTHS, PeriodKind.HALF})
_CARRIED_FROM = 80
_OPENING = 16
_LEADS = 24
_OWN = frozenset(["mệnh đề", "trước ngoặc", "danh sách", "toàn địa bàn"])
_WHOLE_YEAR = re.compile(r"cả năm", re.IGNORECASE)
_LONGEST_LABEL = 40
_VALUE_NEXT = re.compile(r"\s*[:(]?\s*\d")
_LABEL = re.compile(rf"(?:^|[:,;]\s+)(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})\s*:?\s*$")
_BY_LEVEL = re.compile(
    r"theo (?:từng |các )?(?P<level>thôn|bản|xã|phường|huyện|ấp|tổ)(?=[^:]{0,40}:)", re.IGNORECASE
)
_RANKS = {
    "tỉnh": 1,
    "thành": 2,
    "thành phố": 2,
    "huyện": 2,
    "quận": 2,
    "thị": 3,
    "xã": 3,
    "phường": 3,
    "thị trấn": 3,
}
_LONGEST_CLAUSE = 400
_LONGEST_ASIDE = 120
_IN_MONTH = re.compile(r"(?<!\w)(?:trong|ước) tháng(?!\s*\d|\w)(?! trước)", re.IGNORECASE)
_LAST_MONTH = re.compile(r"so (?:với )?tháng trước(?!\w)", re.IGNORECASE)
_PLAN_OPENS = re.compile(
    r"\W*(?:kế hoạch vốn|tổng kế hoạch|kế hoạch giao|dự toán (?:năm|giao|chi|thu)|nhu cầu)(?!\w)", re.IGNORECASE
)
_TASKS = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch)(?!\w)", re.IGNORECASE)
_RESULTS = re.compile(r"(?<!\w)(?:kết quả|tình hình|đánh giá|thực hiện|công tác|báo cáo|việc)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Period (and the one compared with), place and status of one figure.

    `said` names where each was found; `own_place` tells that the figure's own words name its place.
    """

    period: Period | None
    compared_with: Period | None
    place: str
    status: Status
    said: tuple[str, ...] = ()
    own_place: bool = False


def resolve(stretch: Stretch, piece: Piece, link: Link) -> Circumstances:
    """The circumstances of the figure of `piece`."""
    period, period_from = _period(stretch, piece, link)
    if period_from in ("câu trước", "báo cáo") and (month := _this_month(stretch, piece)) is not None:
        period, period_from = month, "trong tháng"
    place, place_from = _place(stretch, piece)
    compared = within(stretch.compared, piece.clause)
    return Circumstances(
        period=period,
        compared_with=_compared(stretch, compared, period, link),
        place=link.place or place,
        status=link.status or _status(stretch, piece, period),
        said=(f"kỳ: {period_from}", f"nơi: {'quan hệ' if link.place else place_from}"),
        own_place=bool(link.place) or place_from in _OWN,
    )


def _leading_periods(stretch: Stretch) -> Sequence[PeriodMention]:
    """The period that a sentence opens with, else the only one that it names."""
    periods = stretch.periods
    if periods and periods[0].span.start - stretch.sentence.start < _OPENING:
        return periods[:1]
    return periods if len(periods) == 1 else ()


def _compared(stretch: Stretch, named: Sequence[PeriodMention], period: Period | None, link: Link) -> Period | None:
    """The period compared with: one named in the clause, else the same days a year before for "so với cùng kỳ"."""
    if link.previous:
        return None
    if named and period is not None and named[0].period.wording.lower().startswith("tháng trước"):
        return _month_before(period)
    if named:
        return _level(_same_days(stretch.text, named[0], period))
    return year_before(period) if link.yardstick == "cùng kỳ" and period is not None else None


def carry(stretch: Stretch, whole: int | None) -> Setting:
    """The setting for the next sentence: a year or month stated here goes on holding in this paragraph."""
    here = [
        m.period
        for m in _leading_periods(stretch)
        if m.period.kind in _CARRIED
        and not m.period.as_of
        and m.span.start - stretch.sentence.start < _CARRIED_FROM
    ]
    now = _NOW.search(stretch.sentence.of(stretch.text))
    compared = stretch.compared[-1].period if stretch.compared else stretch.setting.compared
    setting = replace(stretch.setting, whole=whole, compared=compared)
    return replace(setting, carried=here[0]) if here and not now else setting


def _level(period: Period) -> Period:
    """A level "so với cuối năm 2015" is that of the last day."""
    if period.kind is not PeriodKind.YEAR or not period.as_of:
        return period
    return replace(period, kind=PeriodKind.DAY, start=period.end)


def _month_before(period: Period) -> Period:
    """The month before the last one of a period."""
    last = period.end.replace(day=1) - timedelta(days=1)
    return Period(PeriodKind.MONTH, last.replace(day=1), last, "tháng trước")


def _same_days(text: str, mention: PeriodMention, period: Period | None) -> Period:
    """What "cùng kỳ năm 2018" means for the figure of half a year: the same half of 2018."""
    said = mention.period
    before = text[max(0, mention.span.start - 12) : mention.span.start].rstrip().lower()
    if period is None or said.kind is not PeriodKind.YEAR or not before.endswith(("cùng kỳ", "cùng kỳ của")):
        return said
    earlier = year_before(period)
    return earlier if earlier is not None and earlier.end.year == said.end.year else said


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


def says_period(stretch: Stretch, piece: Piece) -> bool:
    """Whether the figure's own clause says when it holds."""
    return bool(within(stretch.periods, piece.clause))


def _period(stretch: Stretch, piece: Piece, link: Link) -> tuple[Period | None, str]:
    """The period in the figure's own clause, else the last one before it in the sentence, else an inherited one."""
    if link.previous:
        return _previous_period(stretch, piece), "kỳ trước"
    start = piece.quantity.span.start
    inside = within(stretch.periods, piece.clause)
    before = [m for m in inside if m.span.end <= start]
    if inside:
        return _said(stretch, (before[-1:] or inside[:1])[0]), "mệnh đề"
    low = max(piece.clause.start, start - _LONGEST_CLAUSE)
    now = _NOW.search(stretch.text, low, start)
    at = last_before(stretch.periods, start)
    while at >= 0 and _is_of_another(stretch, stretch.periods[at].span, start):
        at -= 1
    if at >= 0 and not now:
        return _said(stretch, stretch.periods[at]), "câu"
    return _inherited(stretch)


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


def _said(stretch: Stretch, mention: PeriodMention) -> Period | None:
    """What a mention means here: "đến nay" is the time of the report."""
    own = stretch.setting.metadata.period
    return own if own is not None and _NOW.fullmatch(mention.period.wording.strip()) else mention.period


def _is_of_another(stretch: Stretch, span: Span, start: int) -> bool:
    """Whether a period belongs to another figure: after the first one, in a closed bracket or inside a clause.

    A clause that opens with a period ("; lũy kế 10 tháng có …") dates those after it as well.
    """
    if span.start < stretch.first_figure and not _WHOLE_YEAR.match(stretch.text, span.start):
        return False
    if _is_aside(stretch, span, start):
        return True
    at = bisect_left(stretch.semicolons, span.end)
    opened = stretch.semicolons[at - 1] if at else stretch.sentence.start
    leads = span.start - opened < _LEADS
    return not leads and at < len(stretch.semicolons) and stretch.semicolons[at] < start


def _is_aside(stretch: Stretch, span: Span, start: int) -> bool:
    """Whether a period stands in a bracket that is closed before the figure."""
    text, low = stretch.text, max(stretch.sentence.start, span.start - _LONGEST_ASIDE)
    opened = text.rfind("(", low, span.start)
    if opened < 0 or text.rfind(")", low, span.start) > opened:
        return False
    closed = text.find(")", span.end, min(start, span.end + _LONGEST_ASIDE))
    return closed >= 0


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
    if setting.carried is not None and not _NOW.search(stretch.sentence.of(stretch.text)):
        return setting.carried, "câu trước"
    year = setting.metadata.period.end.year if setting.metadata.period else None
    for heading in reversed(setting.headings):
        if periods := _heading_periods(heading, year):
            return periods[0], "đề mục"
    return setting.metadata.period, "báo cáo"


@lru_cache(maxsize=1024)
def _heading_periods(heading: str, year: int | None) -> tuple[Period, ...]:
    return tuple(m.period for m in find_periods(heading, year=year) if m.period.kind is not PeriodKind.DAY)


@lru_cache(maxsize=1024)
def _heading_place(heading: str) -> str:
    places = find_places(heading)
    return places[-1].name if places else ""


@lru_cache(maxsize=1024)
def _heading_plans(heading: str) -> bool:
    """Whether a heading speaks of what is to come: "Phương hướng năm 2020", "Nhiệm vụ 6 tháng cuối năm"."""
    cue = table_pattern("statuses").search(heading)
    if cue is not None and status_of(cue.group()) is Status.PLAN:
        return True
    return bool(_TASKS.search(heading)) and not _RESULTS.search(heading)


def _place(stretch: Stretch, piece: Piece) -> tuple[str, str]:
    """A place named in the clause, else in the sentence before the figure, else heading, else report."""
    start = piece.quantity.span.start
    inside = [
        place
        for place in within(stretch.places, piece.clause)
        if not (_is_above(stretch, place) or (place.span.start > start and _labels(stretch, place.span)))
    ]
    if named := _before_bracket(stretch, piece):
        return named, "trước ngoặc"
    before = [place for place in inside if place.span.start < start]
    if (listed := _listed_place(stretch, piece)) and not before:
        return listed, "danh sách"
    if _is_whole(stretch, before[-1].span.end if before else stretch.sentence.start, start):
        return stretch.setting.metadata.place, "toàn địa bàn"
    if before or len(inside) == 1:
        return (before or inside)[-1].name, "mệnh đề"
    at = last_before(stretch.places, start)
    while at >= 0 and (
        _labels_another(stretch, stretch.places[at].span, start) or _is_above(stretch, stretch.places[at])
    ):
        at -= 1
    if at >= 0:
        return stretch.places[at].name, "câu"
    for heading in reversed(stretch.setting.headings):
        if place := _heading_place(heading):
            return place, "đề mục"
    return stretch.setting.metadata.place, "báo cáo"


def _is_whole(stretch: Stretch, low: int, start: int) -> bool:
    """Whether "toàn tỉnh" stands between the last place named and the figure."""
    scopes = within(stretch.mentions.scopes, Span(low, start))
    last = last_before(stretch.places, start)
    after = stretch.places[last].span.end if last >= 0 else low
    return any(not scope.name and scope.span.start >= after for scope in scopes[-3:])


def _before_bracket(stretch: Stretch, piece: Piece) -> str:
    """The place right before the bracket of a figure ("các huyện Đam Rông (214 GV) và Đạ Huoai (97 GV)")."""
    at = last_before(stretch.places, piece.bracket) if piece.depth else -1
    near = at >= 0 and not stretch.text[stretch.places[at].span.end : piece.bracket].strip()
    return stretch.places[at].name if near else ""


def _labels_another(stretch: Stretch, span: Span, start: int) -> bool:
    """Whether a place stands in a closed bracket or right before another figure, as its label in a list."""
    return _is_aside(stretch, span, start) or _labels(stretch, span)


def _labels(stretch: Stretch, span: Span) -> bool:
    """Whether a figure follows right after a place."""
    return bool(_VALUE_NEXT.match(stretch.text, span.end, span.end + 12))


def _listed_place(stretch: Stretch, piece: Piece) -> str:
    """The place that labels a figure in a list "theo thôn: Nà Rì 24 hộ, Cốc Pài 31 hộ"; "" elsewhere."""
    lead = stretch.text[
        max(piece.clause.start, piece.quantity.span.start - _LONGEST_LABEL) : piece.quantity.span.start
    ]
    label = _LABEL.search(lead)
    if label is None:
        return ""
    low = max(stretch.sentence.start, piece.quantity.span.start - _LONGEST_CLAUSE)
    by = _BY_LEVEL.search(stretch.text, low, piece.quantity.span.start)
    return f"{by['level'].lower()} {label['name']}" if by else ""


def _is_above(stretch: Stretch, place: PlaceMention) -> bool:
    """Whether a place is of a higher level than the report's own: a commune's report speaks of the commune."""
    own = _RANKS.get(stretch.setting.metadata.place.split(" ", 1)[0], 0)
    return bool(own) and _RANKS.get(place.level, own) < own


def _status(stretch: Stretch, piece: Piece, period: Period | None) -> Status:
    """The status cue nearest before the figure, a semicolon ending its reach; else one in a heading."""
    start = piece.quantity.span.start
    if _PLAN_OPENS.match(stretch.text, piece.own.start, start):
        return Status.PLAN
    at = bisect_left(stretch.cues, start, key=lambda cue: cue.start) - 1
    if at >= 0:
        cue = stretch.cues[at]
        marks = bisect_left(stretch.semicolons, start) - bisect_left(stretch.semicolons, cue.end)
        if not marks or cue.status in (Status.PLAN, Status.CUMULATIVE):
            return cue.status
    if any(_heading_plans(heading) for heading in stretch.setting.headings) or _is_to_come(stretch, period):
        return Status.PLAN
    return Status.ACTUAL


def _is_to_come(stretch: Stretch, period: Period | None) -> bool:
    """Whether a figure is of a time after the report's own: it can only be planned."""
    own = stretch.setting.metadata.period
    return period is not None and own is not None and period.start > own.end
