"""What a report says of itself: title, issuer, number, place, date of issue, period."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from corpus.language.letters import LOWER
from corpus.language.normalise import fold
from corpus.language.periods import find_periods, is_compared, longest_to_one_day, whole_year
from corpus.language.places import find_places, find_provinces
from corpus.language.tones import normal_tones
from corpus.records import Metadata, Period, PeriodKind, ReportKind
from corpus.structure.kind import corrected_report, kind_of
from corpus.structure.letterhead import head_lines, is_of_site
from corpus.structure.lines import Line

_HEAD_LINES = 20
_NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\S*/\S+)")
_DATELINE = re.compile(r"^(?P<place>[^,\d]{2,40}),\s*ngày\s+\d")
# The line under the title of an article: "Thứ Bảy, 18/5/2024 - 07:15".
_PRINTED = re.compile(
    r"^(?:(?:thứ\s+\w+|chủ nhật)\W+)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)", re.IGNORECASE
)
_PRINTED_WITHIN, _LONGEST_HEAD_LINE = 4, 120
_KIND = re.compile(
    r"^(?:THÔNG CÁO(?: BÁO CHÍ)?$|(?:BÁO CÁO|THÔNG BÁO|KẾ HOẠCH|CÔNG VĂN|QUYẾT ĐỊNH|NGHỊ QUYẾT|ĐÍNH CHÍNH)\b"
    rf"[^{LOWER}]*(?:\([^()]{{3,30}}\))?$)"
)
# The lower a place, the nearer to who issues the report.
_LEVELS = {"xã": -2, "phường": -2, "thị trấn": -2, "huyện": -1, "quận": -1, "thị xã": -1}
_WORD = re.compile(r"[^\W\d_]{3}")
_OPENS = re.compile(r"(?:TÌNH HÌNH|KẾT QUẢ|TỔNG KẾT|SƠ KẾT|CÔNG TÁC|THỰC TRẠNG|VỀ (?:TÌNH HÌNH|VIỆC|KẾT QUẢ))\s")
_MONTHS = re.compile(r"\d{1,2} tháng(?!\w)")
_MOTTO = re.compile(r"^(?:CỘNG HÒA XÃ HỘI|Độc lập\b)", re.IGNORECASE)


def read_metadata(text: str, lines: list[Line]) -> Metadata:
    """The metadata of a report; parts that it does not state stay empty."""
    head = head_lines(lines[:_HEAD_LINES])
    title_at = _title_at(head)
    title = _title(head, title_at)
    before = head[:title_at]
    issued = _issued(before) or _printed(head[: title_at + _PRINTED_WITHIN])
    number = next((m["number"] for line in before if (m := _NUMBER.match(line))), "")
    said = Metadata(
        title=title,
        issuer=_issuer(before),
        number=number,
        place=_place(title, head, text),
        issued=issued,
        period=_period(title, text, issued),
    )
    kind = kind_of("\n".join((*before[-2:], title)), said)
    corrects = corrected_report(text, number) if kind is ReportKind.CORRECTION else ""
    return replace(said, kind=kind, corrects=corrects)


def _title_at(head: list[str]) -> int:
    for i, line in enumerate(head[:-1]):
        if _KIND.match(line):
            return i + 1
    return next((i for i, line in enumerate(head) if not _is_front_matter(line)), 0)


def _is_front_matter(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    short_caps = bool(letters) and all(c.isupper() for c in letters) and len(line) < 60 and not _OPENS.match(line)
    return short_caps or bool(_NUMBER.match(line) or _DATELINE.match(line) or _is_motto(line)) or is_of_site(line)


def _is_motto(line: str) -> bool:
    return bool(_MOTTO.match(normal_tones(line)))


def _title(head: list[str], at: int) -> str:
    """The title line, joined with the line under it where it is broken in two."""
    if at >= len(head):
        return head[0] if head else ""
    title = head[at]
    following = head[at + 1] if at + 1 < len(head) else ""
    goes_on = following and (following[0].islower() or _MONTHS.match(following) or _both_capital(title, following))
    broken = goes_on and len(following) < _LONGEST_HEAD_LINE
    return f"{title} {following}" if broken else title


def _both_capital(title: str, following: str) -> bool:
    return title.isupper() and following.isupper() and not re.match(r"^[IVX]+\.", following)


def _issuer(before: list[str]) -> str:
    names = [
        line
        for line in before
        if line.upper() == line
        and _WORD.search(line)
        and not _NUMBER.match(line)
        and not _is_motto(line)
        and not _KIND.match(line)
    ]
    return " – ".join(names[:3])


def _place(title: str, head: list[str], text: str) -> str:
    """The place of the title (its lowest level is first), else of the letterhead (the body above the issuer stands
    first), else the province named most; of those named as often, the first."""
    prose = next((i for i, line in enumerate(head) if len(line) > _LONGEST_HEAD_LINE), len(head))
    if places := find_places(title):
        return places[0].name
    named = [places[0] for line in head[:prose] if (places := find_places(line))]
    if named:
        return min(named, key=lambda place: _LEVELS.get(place.level, 0)).name
    counts = Counter(place.name for place in find_provinces(text[:200_000]))
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _issued(before: list[str]) -> date | None:
    for line in before:
        if _DATELINE.match(line):
            periods = find_periods(line)
            return periods[0].period.start if periods else None
    return None


def _printed(head: list[str]) -> date | None:
    """The day of an article, from the short line under its title."""
    dated = next((m for line in head if (m := _PRINTED.match(line)) and len(line) < _LONGEST_HEAD_LINE), None)
    periods = find_periods(dated.group()) if dated else []
    return periods[0].period.start if periods else None


def _period(title: str, text: str, issued: date | None) -> Period | None:
    """The period of the title, else the year that the text names most, none after the day of issue."""
    years = [m.period.end.year for m in find_periods(title) if m.period.kind is not PeriodKind.DAY]
    titled = [m.period for m in find_periods(title, year=years[0] if years else None)]
    titled = [period for period in titled if period.kind is not PeriodKind.DAY]
    if titled:  # "tháng 10 và 10 tháng đầu năm", "quý II và 6 tháng": the report is of all of them
        return longest_to_one_day(titled)
    counts: Counter[int] = Counter()
    for mention in find_periods(text[:200_000]):
        known = issued is None or mention.period.end.year <= issued.year
        known = known and not is_compared(text, mention.span)
        if known and mention.period.kind is not PeriodKind.STAGE:
            counts[mention.period.end.year] += 2 if fold(mention.period.wording).startswith("nam 20") else 1
    if not counts:
        return None if issued is None else whole_year(issued.year)
    return whole_year(min(counts, key=lambda year: (-counts[year], -year)))
