"""What the heads over a table's column say of its values: period, state, yardstick, unit."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.cues import is_plan, target_pattern, yardstick_in
from corpus.facts.stretch import status_of
from corpus.facts.units import listed_unit
from corpus.language.periods import find_periods
from corpus.language.phrases import any_of
from corpus.language.rows import column
from corpus.records import Period, Relation, Span, Status

_UNIT_BRACKET = re.compile(r"\((?P<unit>[^()]{1,30})\)\s*$")
_PLAN_HEAD = re.compile(
    r"(?<!\w)(?:kế hoạch|KH|dự toán|DT|chỉ tiêu|nghị quyết|mục tiêu(?! quốc gia))(?!\w)", re.IGNORECASE
)
_DONE_HEAD = re.compile(r"(?<!\w)(?:thực hiện|TH|kết quả|đạt được)(?!\w)", re.IGNORECASE)
_RATE_HEAD = re.compile(r"%|tỷ lệ|tỉ lệ|(?<!\w)so(?!\w)|tốc độ|/", re.IGNORECASE)
_GROWTH_HEAD = re.compile(r"(?<!\w)(?:tăng|giảm|tốc độ|tăng trưởng)(?!\w)", re.IGNORECASE)
_COUNTED_HEAD = re.compile(r"^(?:tổng\s+)?số\s+(?:lượng\s+)?(?=\S)", re.IGNORECASE)
_STATE_WORDS = re.compile(
    r"(?<!\w)(?:ước thực hiện|ước|thực hiện|TH|kế hoạch|KH|dự toán|so với|so sánh|năm)(?!\w)|[%/()]", re.IGNORECASE
)
_THOUSAND = re.compile(r"^1[. ]?000\s+(?=[^\W\d])")
_PARTS = re.compile(r"(?:trong đó|bao gồm|gồm|chia ra)(?!\w)", re.IGNORECASE)
_MARK = re.compile(
    r"^(?:[-–+*•]|\d{1,3}(?:\.\d{1,2})?[.)]|[IVXL]+[.)]|[a-zđA-D][.)]|(?:trong đó|gồm|bao gồm)\s*:?)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the heads over a column say of its values."""

    spans: tuple[Span, ...]
    wording: str
    period: Period | None
    compared: Period | None
    status: Status
    unit: str
    yardstick: str
    is_rate: bool

    @property
    def is_part(self) -> bool:
        """Whether the column is one of several parts of another ("Trong đó")."""
        return bool(_PARTS.match(self.wording))


NO_HEAD = Head((), "", None, None, Status.ACTUAL, "", "", is_rate=False)


def read_head(text: str, spans: tuple[Span, ...], year: int | None) -> Head:
    """The heads over a column, read together from the outermost in."""
    wording = " ".join(" ".join(span.of(text).split()) for span in spans)
    inner = " ".join(spans[-1].of(text).split()) if spans else ""
    periods = [m.period for m in find_periods(wording, year=year)]
    undated = _undated(inner, year)  # the stroke of "Quý I/2023" compares nothing
    rate = (bool(_RATE_HEAD.search(undated)) and not unit_in_brackets(inner)) or "%" in wording
    yardstick = yardstick_in(wording) or ("kế hoạch" if _PLAN_HEAD.search(wording) else "")
    against = rate and bool(re.search(r"so\s|/|%", wording, re.IGNORECASE)) and bool(yardstick or periods)
    status = Status.ACTUAL if rate else _status(wording)
    own = periods[-1] if periods and not (against and not is_plan(yardstick)) else None
    return Head(
        spans=spans,
        wording=wording,
        period=own,
        compared=periods[-1] if periods and against and not is_plan(yardstick) else None,
        status=status,
        unit="%" if rate and "%" in wording else unit_in_brackets(wording),
        yardstick=yardstick if rate or status is Status.PLAN else "",
        is_rate=rate and bool(yardstick or "%" in wording),
    )


def _undated(wording: str, year: int | None) -> str:
    """A head without the periods in it."""
    for mention in reversed(find_periods(wording, year=year)):
        wording = wording[: mention.span.start] + wording[mention.span.end :]
    return wording


def _status(wording: str) -> Status:
    """The state that a head names; what is done ("Thực hiện") ends what is planned before it."""
    cue = target_pattern("statuses").search(wording)
    if cue is not None and status_of(cue.group()) is not Status.ACTUAL:
        return status_of(cue.group())
    if re.search(r"(?<!\w)ước(?!\w)", wording, re.IGNORECASE):
        return Status.ESTIMATE
    return Status.PLAN if _PLAN_HEAD.search(wording) and not _DONE_HEAD.search(wording) else Status.ACTUAL


def unit_in_brackets(wording: str) -> str:
    """The unit in a head's last bracket: "Diện tích (ha)"; "" where the bracket holds no unit."""
    match = _UNIT_BRACKET.search(wording.strip())
    if match is None:
        return ""
    unit = match["unit"].strip()
    scale, plain = split_scale(unit)
    listed = listed_unit(plain, 0)
    return unit if unit == "%" or (listed is not None and listed[1] == len(plain)) or (scale and not plain) else ""


def counted_in(head: str) -> str:
    """What "Số hộ nghèo" counts."""
    wording = _MARK.sub("", head)
    match = _COUNTED_HEAD.match(wording)
    listed = listed_unit(wording, match.end()) if match else None
    return listed[0] if listed else ""


def split_scale(unit: str) -> tuple[str, str]:
    """The scale word of a unit and the rest: "triệu đồng", "1.000 đôi" (nghìn)."""
    unit = _THOUSAND.sub("nghìn ", unit)
    match = _scale().match(unit)
    return (match.group().strip(), unit[match.end() :].strip()) if match else ("", unit)


@lru_cache(maxsize=1)
def _scale() -> re.Pattern[str]:
    return re.compile(rf"{any_of(column('scale_words', 'word'))}(?!\w)\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _factors() -> tuple[tuple[str, str], ...]:
    return tuple(zip(column("scale_words", "word"), column("scale_words", "factor"), strict=True))


def label_of(head: Head, year: int | None) -> str:
    """What a column head says beside period, state and unit: its category."""
    wording = _undated(_UNIT_BRACKET.sub("", head.wording), year)
    label = re.sub(r"\s+", " ", wording).strip(" ,;:-–()")
    return label if _STATE_WORDS.sub("", label).strip(" ,;:-–()") else ""


def rate_relation(head: Head) -> Relation:
    """What a column of percentages says of the value beside it."""
    if is_plan(head.yardstick):
        return Relation.RATE
    if _GROWTH_HEAD.search(head.wording):
        return Relation.DELTA
    return Relation.RATIO if head.compared is not None or head.yardstick else Relation.SHARE


def scale_factor(word: str) -> int:
    """The factor of a scale word, 1 for none."""
    return next((int(factor) for phrase, factor in _factors() if phrase == word.lower()), 1)


def bare(name: str) -> str:
    """A row's name without the mark of its level."""
    return _MARK.sub("", name).strip(" :")
