"""Number expressions: 8.734, 30/37, 5–7, -5,2, "1 tỷ 850 triệu", "năm mươi hai"; each with its exact span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from corpus.facts.units import glued_unit, listed_unit, unit_kind
from corpus.language.number_words import NumberWords, find_number_words
from corpus.language.numbers import NUMBER, Separators, parse_number, plain
from corpus.language.phrases import any_of, squash
from corpus.language.rows import rows

_DIGITS = r"\d+(?:[.,]\d+)*"
_SECOND = re.compile(rf"\s*/\s*(?P<b>{_DIGITS})(?![\d/])")
_UPTO = re.compile(rf"\s*(?:[-–]|đến|tới)\s*(?P<b>{_DIGITS})(?![\w/]|[.,]\d)(?=\s*\S)")
_ADDEND = re.compile(rf"\s+(?P<part>{_DIGITS})")
_HALF = re.compile(r"\s+rưỡi(?!\w)")
# "427, 46 m3": a blank slipped in after the decimal mark, before a measured unit.
_SLIPPED = re.compile(r",\s(?P<fraction>\d{2})(?=\s*[^\W\d_%])")
_MINUS = "-−–"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number expression at `start` to `end` of its text.

    `value` counts in `scale_word` ("1 tỷ 850 triệu": 1.85 tỷ); `of` is the B of "A/B", `upto` the upper end of a
    range; `digits_end` ends the digits alone. `in_words` tells that it was spelled out.
    """

    value: Decimal
    start: int
    end: int
    digits_end: int
    of: Decimal | None = None
    upto: Decimal | None = None
    scale: int = 1
    scale_word: str = ""
    in_words: bool = False


@cache
def _scales() -> dict[str, int]:
    return {row["word"]: int(row["factor"]) for row in rows("scale_words")}


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<scale>{any_of(_scales())})(?!\w)", re.IGNORECASE)


def find_numerals(text: str, separators: Separators) -> Iterator[Numeral]:
    """Every number expression in order; they may overlap where one is the tail of another (the caller skips)."""
    digits = (n for match in NUMBER.finditer(text) if (n := _read(text, match, separators)) is not None)
    words = (_spelled(text, match) for match in find_number_words(text))
    yield from sorted((*digits, *words), key=lambda numeral: (numeral.start, -numeral.end))


def _read(text: str, match: re.Match[str], separators: Separators) -> Numeral | None:
    value = parse_number(match.group(), separators)
    if value is None or _is_code(text, match.end()):
        return None
    numeral = Numeral(value, match.start(), match.end(), match.end())
    numeral = _slipped(text, numeral, separators)
    numeral = _with_second(text, numeral, separators)
    return _signed(text, _scaled(text, numeral, separators))


def _is_code(text: str, end: int) -> bool:
    """Whether letters that are no unit touch the number ("4G", "19A")."""
    return end < len(text) and (text[end].isalpha() or text[end] == "_") and not glued_unit(text, end)


def _slipped(text: str, numeral: Numeral, separators: Separators) -> Numeral:
    match = _SLIPPED.match(text, numeral.end) if separators.decimal == "," else None
    if match is None or numeral.value != numeral.value.to_integral_value():
        return numeral
    unit = listed_unit(text, match.end())
    if unit is None or unit_kind(unit[0]) in ("count", "time"):
        return numeral
    value = Decimal(f"{int(numeral.value)}.{match['fraction']}")
    return replace(numeral, value=value, end=match.end(), digits_end=match.end())


def _with_second(text: str, numeral: Numeral, separators: Separators) -> Numeral:
    """With the B of "A/B" or the upper end of a range, where one follows."""
    if match := _SECOND.match(text, numeral.end):
        of = parse_number(match["b"], separators)
        return numeral if of is None else replace(numeral, of=of, end=match.end(), digits_end=match.end())
    if match := _UPTO.match(text, numeral.end):
        upto = parse_number(match["b"], separators)
        if upto is not None and upto > numeral.value:
            return replace(numeral, upto=upto, end=match.end(), digits_end=match.end())
    return numeral


def _signed(text: str, numeral: Numeral) -> Numeral:
    """Negative after a minus that touches it, unless the mark opens a list item or joins two numbers."""
    at = numeral.start - 1
    if at < 1 or text[at] not in _MINUS or not (text[at - 1] in "( " and text[:at].strip()):
        return numeral
    if text[at - 1] == " " and text[max(0, at - 2)] in "0123456789%:.;\n":
        return numeral
    return replace(numeral, value=-numeral.value, start=at)


def _scaled(text: str, numeral: Numeral, separators: Separators) -> Numeral:
    """Value in its first scale word: "1 tỷ 850 triệu" is 1.85 tỷ, "2 triệu rưỡi" 2.5 triệu."""
    first = _scale().match(text, numeral.end)
    if first is None:
        return numeral
    scale, end = _factor(first["scale"]), first.end()
    total, last = numeral.value * scale, scale
    while (number := _ADDEND.match(text, end)) and (more := _scale().match(text, number.end())):
        factor, part = _factor(more["scale"]), parse_number(number["part"], separators)
        if part is None or factor >= last:
            break
        total, last, end = total + part * factor, factor, more.end()
    if half := _HALF.match(text, end):
        total, end = total + Decimal(last) / 2, half.end()
    value = numeral.value if end == first.end() else _divided(total, scale)
    return replace(numeral, value=value, end=end, scale=scale, scale_word=first["scale"])


def _factor(word: str) -> int:
    return _scales()[squash(word)]


def _divided(total: Decimal, scale: int) -> Decimal:
    """total / scale, exactly and without superfluous zeros: scales are powers of ten."""
    return Decimal(plain(total.scaleb(-(len(str(scale)) - 1))))


def _spelled(text: str, words: NumberWords) -> Numeral:
    """A number in words; trailing scale words are its scale ("hơn một nghìn" is 1 nghìn)."""
    wording = text[words.start : words.end]
    match = re.search(rf"(?<=\s){any_of(_scales())}$", wording, re.IGNORECASE)
    if match is None:
        return Numeral(Decimal(words.value), words.start, words.end, words.end, in_words=True)
    scale = _factor(match.group())
    return Numeral(
        _divided(Decimal(words.value), scale),
        words.start,
        words.end,
        words.start + len(wording[: match.start()].rstrip()),
        scale=scale,
        scale_word=match.group(),
        in_words=True,
    )
