"""What narrows a question: "riêng khách quốc tế", "cả năm", "đầu năm 2022", "HĐND tỉnh giao"."""

import re
from collections.abc import Sequence

from bot.answering.lifting import Lifted
from bot.answering.records import QueryTerm
from corpus.language.normalise import fold
from corpus.language.tokens import tokenise

_GIVERS = (
    "HĐND|hội đồng nhân dân|UBND|ủy ban nhân dân|trung ương|cấp trên|thủ tướng|chính phủ|bộ tài chính|tỉnh|huyện"
)
_GIVEN = re.compile(
    rf"(?<!\w)(?:{_GIVERS})(?:\s+\w+){{0,2}}?\s+(?:đã\s+)?(?-i:giao)(?!\s+(?:thông|dịch))(?!\w)",
    re.IGNORECASE,  # but for "giao": Tuan Giao is a district
)
_ALONE = re.compile(
    r"(?<!\w)(?:(?:chỉ )?(?:tính )?riêng|chỉ tính)\s+(?:(?:của|từ|về|cho|lỗi|đối với) )?", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:cả|toàn|trọn|ca) (?:năm|nam)(?! (?:học|hoc))(?!\w)", re.IGNORECASE)
_NO_MOMENT = "".join(rf"(?<!{before} )" for before in ("tháng", "thang", "từ", "tu", "quý", "nửa", "so với"))
_MOMENT = re.compile(
    rf"{_NO_MOMENT}(?<!\w)(?P<moment>đầu|dau|cuối|cuoi) (?:năm|nam)(?! (?:học|hoc))(?!\w)", re.IGNORECASE
)


def plan_is_given(text: str) -> bool:
    """Whether a question speaks of what a body was given to reach, as a plan is ("Trung ương giao")."""
    return bool(_GIVEN.search(text))


def wants_whole_year(text: str) -> bool:
    """Whether a whole year is asked for, so that no part of it will do."""
    return bool(_WHOLE_YEAR.search(text))


def moment_of(text: str) -> str:
    """ "đầu" or "cuối" where the beginning or the end of a year is spoken of; "" for "6 tháng đầu năm"."""
    found = _MOMENT.findall(text)
    return "" if not found else "đầu" if fold(found[-1]) == "dau" else "cuối"


def named_alone(read: Lifted, terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
    """The terms right after "riêng" that a figure must be of alone, up to the next cue, place or time."""
    match = _ALONE.search(read.text)
    if match is None:
        return ()
    starts = [read.tokens[cue.start].start for cue in read.cues]
    starts += [place.span.start for place in (*read.places, *read.passing)] + [s.start for s in read.times.spans]
    end = min((start for start in starts if start >= match.end()), default=len(read.text))
    named = {t.folded for t in tokenise(read.text[match.end() : end])}
    return tuple(term for term in terms if term.folded in named and term.share == 1.0)
