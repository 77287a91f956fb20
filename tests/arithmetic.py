"""Printed numbers and the formulas over them, worked out anew: "137 + 44 = 181", "15 / 24 = 62,5%"."""

import re
from collections.abc import Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_PART = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)\s*(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)?(?P<percent>\s*%)?|(?P<sign>[-+−–×x*:/÷()])"
)
_UNITS = re.compile(r"\b(?!(?:x|nghìn|ngàn|triệu|tỷ|tỉ)\b)[^\W\d_]+(?:[23](?![\d.,]))?(?:/[^\W\d_]+)*")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SIGNS = str.maketrans("−–×x:÷", "--**//")
_CONSTANTS = {Decimal(100)}  # of per cent
Parts = list[Decimal | str]


class Unreadable(Exception):
    """A side of a formula is no arithmetic."""


def tokens(text: str) -> list[str]:
    """The numbers of a text as printed: "1.752,5", the groups of a date one by one."""
    return _TOKEN.findall(text)


def said(token: str) -> Decimal | None:
    """A number as Vietnamese prints it: dots between groups of three, a comma before decimals; else None."""
    whole, comma, fraction = token.partition(",")
    groups = whole.split(".")
    if "," in fraction or "." in fraction:
        return None
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        whole = "".join(groups)
    elif len(groups) > 2 or (len(groups) == 2 and comma):
        return None
    return Decimal(f"{whole}.{fraction}" if comma else whole)


def formula_faults(formula: str, known: set[Decimal]) -> list[str]:
    """What is wrong with a formula: operands that are not `known`, or the whole where it does not work out."""
    left, equals, right = formula.replace("≈", "=").rpartition("=")
    if not equals:
        return [formula]
    faults = [token for token in tokens(_UNITS.sub(" ", left)) if said(token) not in known | _CONSTANTS]
    return faults or ([] if _holds(left, right) else [formula])


def _holds(left: str, right: str) -> bool:
    """Whether both sides come to the same at the precision that the right one is printed with.

    A share may be left a fraction on the left side and stand in per cent on the right.
    """
    try:
        wanted, step = _worked_out(right.replace("%", "")), _step(right)
        got, plain = _worked_out(left), _worked_out(left.replace("%", ""))
    except (Unreadable, DivisionByZero, InvalidOperation):
        return False
    return any(abs(result - wanted) <= step / 2 for result in (got, got * 100, plain, plain * 100))


def _step(side: str) -> Decimal:
    """One in the last printed place of the only number of a side, its scale word applied."""
    numbers = [match for match in _PART.finditer(_UNITS.sub(" ", side)) if match["number"]]
    if len(numbers) != 1:
        raise Unreadable(side)
    fraction = numbers[0]["number"].partition(",")[2]
    return Decimal(1).scaleb(-len(fraction)) * _SCALES.get(numbers[0]["scale"] or "", 1)


def _worked_out(side: str) -> Decimal:
    """The value of sums, products and brackets of printed numbers; units are left out, scale words count."""
    value, rest = _sum(list(_parts(_UNITS.sub(" ", side))))
    if rest:
        raise Unreadable(side)
    return value


def _parts(side: str) -> Iterator[Decimal | str]:
    for match in _PART.finditer(side):
        if match["sign"]:
            yield match["sign"].translate(_SIGNS)
            continue
        number = said(match["number"])
        if number is None:
            raise Unreadable(side)
        yield number * _SCALES.get(match["scale"] or "", 1) / (100 if match["percent"] else 1)


def _sum(parts: Parts) -> tuple[Decimal, Parts]:
    value, rest = _product(parts)
    while rest and rest[0] in ("+", "-"):
        sign, (term, rest) = rest[0], _product(rest[1:])
        value = value + term if sign == "+" else value - term
    return value, rest


def _product(parts: Parts) -> tuple[Decimal, Parts]:
    value, rest = _single(parts)
    while rest and rest[0] in ("*", "/"):
        sign, (factor, rest) = rest[0], _single(rest[1:])
        value = value * factor if sign == "*" else value / factor
    return value, rest


def _single(parts: Parts) -> tuple[Decimal, Parts]:
    if not parts:
        raise Unreadable("a side ends too early")
    head, rest = parts[0], parts[1:]
    if isinstance(head, Decimal):
        return head, rest
    if head == "-":
        value, rest = _single(rest)
        return -value, rest
    if head != "(":
        raise Unreadable(head)
    value, rest = _sum(rest)
    if rest[:1] != [")"]:
        raise Unreadable("a bracket is not closed")
    return value, rest[1:]
