"""Quantities in prose: hedge + number expression + unit, each with its exact span."""

import re
from dataclasses import replace
from functools import cache

from corpus.facts.cues import target_pattern
from corpus.facts.masks import Mentions
from corpus.facts.numerals import Numeral, find_numerals
from corpus.facts.units import listed_unit, skip_counter, unit_at, unit_kind
from corpus.language.numbers import Separators
from corpus.language.phrases import any_of, squash
from corpus.language.rows import rows
from corpus.language.words import NO_WORDS, Words
from corpus.records import Quantity, RatioKind, Span

_LONGEST_HEDGE = 24
_RANK_BEFORE = re.compile(
    r"(?:xếp(?:\s+(?:thứ|hạng|loại|ở vị trí))*|đứng(?:\s+(?:thứ|vị trí|ở vị trí))*|thứ hạng|thứ bậc|hạng|"
    r"(?<!lần )(?<!tháng )thứ|vị trí(?:\s+thứ)?)\s*$",
    re.IGNORECASE,
)
_PLAN_AFTER = re.compile(
    r"[^.;()]{0,40}(?:đạt|bằng)\s+[\d.,]+\s*%\s*(?:so với\s+)?(?:kế hoạch|KH|chỉ tiêu|dự toán)"
)

_AFTER_RANK = re.compile(r"\s*(?:cả nước|toàn quốc|trong|trên|so với|toàn tỉnh|khu vực|vùng)")
# Number words that are no figure: "một cửa", "hai bên", "ba là", "năm học".
_SINGLE_WORDS = frozenset(["hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười"])
_CHANGED_BY = re.compile(r"(?:tăng|giảm|thêm|ít nhất|tối thiểu|tối đa|không quá|hơn)\s+$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s*(?:[-–]|đến|tới)\s*$")


@cache
def _hedges(side: str) -> dict[str, str]:
    return {row["phrase"]: row["comparator"] for row in rows("hedges") if row["side"] == side}


@cache
def _hedge_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[\s(]))(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!sớm )(?<!tốt )"
        rf"(?P<hedge>{any_of(_hedges('before'))})\s*$",
        re.IGNORECASE,
    )


@cache
def _hedge_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<hedge>{any_of(_hedges('after'))})(?!\w)", re.IGNORECASE)


def find_quantities(
    text: str, offset: int, mentions: Mentions, separators: Separators, words: Words
) -> list[Quantity]:
    """Every quantity of a paragraph in order. `words` gives the segmented word at an offset."""
    found: list[Quantity] = []
    at = 0
    for numeral in find_numerals(text, separators):
        if numeral.start < at or mentions.masks(numeral.start + offset, numeral.digits_end + offset):
            continue
        if numeral.in_words and not _counts(text, numeral):
            continue
        quantity = _quantity(text, offset, numeral, words)
        at = quantity.span.end - offset
        if found and (merged := _as_range(text, offset, found[-1], quantity)) is not None:
            found[-1] = merged
        else:
            found.append(quantity)
    return found


def quantities_in(quote: str) -> list[Quantity]:
    """The quantities of a wording by itself, by either decimal mark; nothing in it is masked."""
    return [
        quantity
        for marks in (Separators(","), Separators("."))
        for quantity in find_quantities(quote, 0, Mentions(), marks, NO_WORDS)
    ]


def _counts(text: str, numeral: Numeral) -> bool:
    """Whether number words count something: a listed unit follows, and they are no mere article or year."""
    unit = listed_unit(text, numeral.end)
    if unit is None or not unit[0][0].islower():
        return False
    word = text[numeral.start : numeral.end].lower()
    if " " in word:
        return not word.startswith("năm ") or numeral.value != 5
    if word in ("một", "năm"):
        return bool(_CHANGED_BY.search(text, max(0, numeral.start - _LONGEST_HEDGE), numeral.start))
    return word in _SINGLE_WORDS and unit[0] not in ("đồng", "năm", "tháng", "lần", "bên", "đ", "m", "phòng")


def _quantity(text: str, offset: int, numeral: Numeral, words: Words) -> Quantity:
    at = numeral.end if numeral.of is None else skip_counter(text, numeral.end)
    unit, end = unit_at(text, at, offset, words)
    end = end if unit else numeral.end
    start, comparator = _hedged(text, numeral.start)
    if comparator == "=" and (after := _hedge_after().match(text, end)):
        comparator, end = _hedges("after")[squash(after["hedge"])], after.end()
        start = start - 3 if text[max(0, start - 3) : start].lower() == "từ " else start
    if numeral.upto is not None and text[max(0, start - 3) : start].lower() == "từ ":
        start -= 3
    return Quantity(
        value=numeral.value,
        unit=unit,
        span=Span(start + offset, end + offset),
        number=Span(numeral.start + offset, numeral.digits_end + offset),
        scale=numeral.scale,
        scale_word=numeral.scale_word,
        comparator=comparator,
        of=numeral.of,
        upto=numeral.upto,
        ratio=_ratio_kind(text, numeral, end, unit),
    )


def _hedged(text: str, start: int) -> tuple[int, str]:
    """Where the figure starts with its hedge, and the comparator that the hedge means."""
    match = _hedge_before().search(text, max(0, start - _LONGEST_HEDGE), start)
    if match is None or _surpasses(text, match, start):
        return start, "="
    return match.start("hedge"), _hedges("before")[squash(match["hedge"])]


def _surpasses(text: str, hedge: re.Match[str], start: int) -> bool:
    """Whether "vượt" says by how much a yardstick is surpassed ("vượt 5% kế hoạch")."""
    if hedge["hedge"].lower() != "vượt":
        return False
    after = text[start : start + 60]
    return "%" in after[:12] or target_pattern("yardsticks").search(after) is not None


def _ratio_kind(text: str, numeral: Numeral, end: int, unit: str) -> RatioKind:
    rank = _RANK_BEFORE.search(text, max(0, numeral.start - 30), numeral.start)
    if rank and (numeral.of is not None or not unit or _AFTER_RANK.match(text, numeral.end)):
        return RatioKind.RANK
    if numeral.of is None:
        return RatioKind.NONE
    surplus = numeral.value > numeral.of > 0
    return RatioKind.PLAN if surplus or _PLAN_AFTER.match(text, end) else RatioKind.PART


def _as_range(text: str, offset: int, low: Quantity, high: Quantity) -> Quantity | None:
    """ "từ 5% đến 7%" as one quantity: two of one unit with nothing but the joining word between."""
    joint = text[low.span.end - offset : high.span.start - offset]
    plain = low.of is None and high.of is None and low.upto is None
    if high.span.start != high.number.start or not plain:
        return None
    if joint.strip() == "/" and low.full_unit == high.full_unit != "":
        return _as_ratio(text, offset, low, high)
    if not _RANGE_JOIN.match(joint):
        return None
    if (low.full_unit and low.full_unit != high.full_unit) or unit_kind(high.unit) == "time":
        return None
    if not low.value < high.value:
        return None
    span, number = Span(low.span.start, high.span.end), Span(low.number.start, high.number.end)
    return replace(high, value=low.value, upto=high.value, span=span, number=number, comparator=low.comparator)


def _as_ratio(text: str, offset: int, a: Quantity, b: Quantity) -> Quantity:
    """ "3,05 tỷ đồng/6,4 tỷ đồng": A/B with the unit printed twice."""
    end = b.span.end - offset
    planned = (
        a.value > b.value > 0 or _PLAN_AFTER.match(text, end) or target_pattern("yardsticks").match(text, end + 1)
    )
    ratio = RatioKind.PLAN if planned else RatioKind.PART
    span, number = Span(a.span.start, b.span.end), Span(a.number.start, b.number.end)
    return replace(a, of=b.value, ratio=ratio, span=span, number=number)
