"""Quantities in prose: hedge + number (A/B, compound) + scale word + unit, each with its exact span."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from corpus.facts.masks import Mentions
from corpus.language.numbers import NUMBER, Separators, parse_number
from corpus.language.phrases import any_of
from corpus.language.rows import column, rows
from corpus.language.segment import Word
from corpus.records import Quantity, RatioKind, Span

_SECOND = re.compile(r"\s*/\s*(?P<b>\d+(?:[.,]\d+)*)(?![\d/])")
_RATE_TAIL = re.compile(r"(?:\s?/\s?(?:[\d.]+\s+)?[^\W\d_]+(?:\s(?=người|dân|khách|năm))?(?:[^\W\d_]+)?)+")
_RANK_BEFORE = re.compile(
    r"(?:xếp(?:\s+(?:thứ|hạng))*|đứng(?:\s+thứ)?|hạng|thứ hạng|vị trí(?:\s+thứ)?)\s*$", re.IGNORECASE
)
_PLAN_AFTER = re.compile(r"[^.;()]{0,40}(?:đạt|bằng)\s+[\d.,]+\s*%\s*(?:kế hoạch|KH|chỉ tiêu|so với kế hoạch)")
_NOT_A_NOUN = frozenset(
    [
        "và",
        "với",
        "là",
        "đạt",
        "có",
        "chiếm",
        "lên",
        "xuống",
        "còn",
        "cho",
        "bằng",
        "trong",
        "gồm",
        "tăng",
        "giảm",
        "từ",
        "tại",
        "đến",
        "so",
        "của",
        "các",
        "những",
        "theo",
        "đã",
        "được",
        "trên",
        "dưới",
        "cùng",
        "thì",
        "ở",
        "để",
        "khi",
        "do",
        "vào",
        "ra",
        "hoặc",
        "hay",
    ]
)


@cache
def _scales() -> dict[str, int]:
    return {row["word"]: int(row["factor"]) for row in rows("scale_words")}


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<scale>{any_of(_scales())})(?!\w)", re.IGNORECASE)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<unit>{any_of(column('units', 'unit'))})(?!\w)")


@cache
def _kinds() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in rows("units")}


@cache
def _comparators() -> dict[str, str]:
    return {row["phrase"]: row["comparator"] for row in rows("hedges")}


@cache
def _hedge() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[\s(]))(?P<hedge>{any_of(_comparators())})\s*$", re.IGNORECASE)


def unit_kind(unit: str) -> str:
    """percent, point, money, area… or count; the kind of a unit without its scale word."""
    return _kinds().get(unit.split("/", maxsplit=1)[0].strip(), "count")


def find_quantities(
    text: str, offset: int, mentions: Mentions, separators: Separators, words: Mapping[int, Word]
) -> list[Quantity]:
    """Every quantity of a paragraph in order. `words` maps a start offset to the segmented word there."""
    found: list[Quantity] = []
    at = 0
    for match in NUMBER.finditer(text):
        if match.start() < at or mentions.masks(match.start() + offset, match.end() + offset):
            continue
        quantity = _read(text, offset, match, separators, words)
        if quantity is not None:
            found.append(quantity)
            at = quantity.span.end - offset
    return found


def _read(
    text: str, offset: int, match: re.Match[str], separators: Separators, words: Mapping[int, Word]
) -> Quantity | None:
    value = parse_number(match.group(), separators)
    if value is None:
        return None
    end, of = match.end(), None
    if second := _SECOND.match(text, end):
        of, end = parse_number(second["b"], separators), second.end()
    number = Span(match.start() + offset, end + offset)
    value, scale, scale_word, end = _scaled(text, value, end, separators)
    unit, end = _unit_at(text, end, offset, words)
    start, comparator = _hedge_before(text, match.start())
    return Quantity(
        value=value,
        unit=unit,
        span=Span(start + offset, end + offset),
        number=number,
        scale=scale,
        scale_word=scale_word,
        comparator=comparator,
        of=of,
        ratio=_ratio_kind(text, match.start(), end, of),
    )


def _factor(word: str) -> int:
    return _scales()[re.sub(r"\s+", " ", word.lower())]


def _scaled(text: str, value: Decimal, end: int, separators: Separators) -> tuple[Decimal, int, str, int]:
    """Value in its first scale word: "1 tỷ 850 triệu" is 1.85 tỷ."""
    first = _scale().match(text, end)
    if first is None:
        return value, 1, "", end
    word, end = first["scale"], first.end()
    scale = _factor(word)
    total, last = value * scale, scale
    while (number := re.compile(r"\s+(\d+(?:[.,]\d+)*)").match(text, end)) and (
        more := _scale().match(text, number.end())
    ):
        factor = _factor(more["scale"])
        part = parse_number(number.group(1), separators)
        if part is None or factor >= last:
            break
        total, last, end = total + part * factor, factor, more.end()
    return total / scale, scale, word, end


def _unit_at(text: str, end: int, offset: int, words: Mapping[int, Word]) -> tuple[str, int]:
    """The unit after a number, and where it ends: a listed unit, else the segmented word that stands there."""
    if match := _unit().match(text, end):
        unit, end = match["unit"], match.end()
        if tail := _RATE_TAIL.match(text, end):
            return text[match.start("unit") : tail.end()], tail.end()
        return unit, end
    gap = re.compile(r"\s+").match(text, end)
    word = words.get(gap.end() + offset) if gap else None
    if word is None or word.text.lower() in _NOT_A_NOUN or not word.text[0].isalpha():
        return "", end
    return word.text, word.end - offset


def _hedge_before(text: str, start: int) -> tuple[int, str]:
    match = _hedge().search(text, max(0, start - 20), start)
    if match is None:
        return start, "="
    return match.start("hedge"), _comparators()[re.sub(r"\s+", " ", match["hedge"].lower())]


def _ratio_kind(text: str, start: int, end: int, of: Decimal | None) -> RatioKind:
    if of is None:
        return RatioKind.NONE
    if _RANK_BEFORE.search(text, max(0, start - 30), start):
        return RatioKind.RANK
    return RatioKind.PLAN if _PLAN_AFTER.match(text, end) else RatioKind.PART
