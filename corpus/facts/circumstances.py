"""When, where and in what state a figure holds.

Looked for in its clause, its sentence, its paragraph, the headings above and the report, in that order.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.clauses import Piece
from corpus.facts.cues import target_pattern
from corpus.facts.links import Link
from corpus.facts.stretch import NOW, Stretch, status_of
from corpus.facts.when import compared_with, period_of
from corpus.facts.where import place_of
from corpus.records import Period, Status

_OWN = frozenset(["mệnh đề", "trước ngoặc", "danh sách", "toàn địa bàn"])
_PLAN_OPENS = re.compile(
    r"\W*(?:kế hoạch vốn|tổng kế hoạch|kế hoạch giao|dự toán (?:năm|giao|chi|thu)|nhu cầu)(?!\w)", re.IGNORECASE
)
_TASKS = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch)(?!\w)", re.IGNORECASE)
_RESULTS = re.compile(r"(?<!\w)(?:kết quả|tình hình|đánh giá|thực hiện|công tác|báo cáo|việc)(?!\w)", re.IGNORECASE)
# "…, vượt mục tiêu đề ra; hộ cận nghèo 12.405 hộ": the target holds for its own clause.
_REACHED = re.compile(r"(?<!\w)(?:vượt|đạt|bằng|hoàn thành|cao hơn|thấp hơn|so với)\s+(?:các\s+)?$", re.IGNORECASE)
_REACH = 20
# "Tình hình thực hiện các mục tiêu" tells what came of them.
_REVIEWED = re.compile(r"(?<!\w)(?:kết quả|tình hình|đánh giá)(?:\s+\w+){0,4}\s+$", re.IGNORECASE)


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
    period, period_from = period_of(stretch, piece, link)
    place, place_from = place_of(stretch, piece)
    return Circumstances(
        period=period,
        compared_with=compared_with(stretch, piece, period, link),
        place=link.place or place,
        status=link.status or _status(stretch, piece, period),
        said=(f"kỳ: {period_from}", f"nơi: {'quan hệ' if link.place else place_from}"),
        own_place=bool(link.place) or place_from in _OWN,
    )


def _status(stretch: Stretch, piece: Piece, period: Period | None) -> Status:
    """The status cue nearest before the figure, a semicolon ending its reach, and "hiện" that of a plan; else one
    in a heading."""
    start = piece.quantity.span.start
    if _PLAN_OPENS.match(stretch.text, piece.own.start, start):
        return Status.PLAN
    at = bisect_left(stretch.cues, start, key=lambda cue: cue.start) - 1
    if at >= 0:
        cue = stretch.cues[at]
        marks = bisect_left(stretch.semicolons, start) - bisect_left(stretch.semicolons, cue.end)
        if cue.status is Status.PLAN and not marks and NOW.search(stretch.text, cue.end, start):
            return Status.ACTUAL
        goes_on = cue.status in (Status.PLAN, Status.CUMULATIVE)
        if not marks or (goes_on and not _REACHED.search(stretch.text, max(0, cue.start - _REACH), cue.start)):
            return cue.status
    if any(_heading_plans(heading) for heading in stretch.setting.headings) or _is_to_come(stretch, period):
        return Status.PLAN
    return Status.ACTUAL


def _is_to_come(stretch: Stretch, period: Period | None) -> bool:
    """Whether a figure is of a time after the report's own: it can only be planned."""
    own = stretch.setting.metadata.period
    return period is not None and own is not None and period.start > own.end


@lru_cache(maxsize=1024)
def _heading_plans(heading: str) -> bool:
    """Whether a heading speaks of what is to come: "Phương hướng năm 2020", "Nhiệm vụ 6 tháng cuối năm"."""
    cue = target_pattern("statuses").search(heading)
    if cue is not None and status_of(cue.group()) is Status.PLAN:
        return not _REVIEWED.search(heading, 0, cue.start())
    return bool(_TASKS.search(heading)) and not _RESULTS.search(heading)
