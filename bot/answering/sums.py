"""Figures added and subtracted, where they are in one unit; the formula is shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.answering.outcome import Finding, formula_of
from bot.answering.readoff import one_unit, same_unit
from corpus.language.numbers import format_number
from corpus.language.places import merged_from
from corpus.records import Fact

_MERGER = date(2025, 7, 1)


def subtracted(minuend: Finding, subtrahend: Finding) -> Finding | None:
    """The difference of two figures of one unit, without its sign; None where they are of two units."""
    if minuend.amount < subtrahend.amount:
        minuend, subtrahend = subtrahend, minuend
    if minuend.match.stored.id == subtrahend.match.stored.id or not _addable(minuend, subtrahend):
        return None
    left = minuend.amount - subtrahend.amount
    formula = formula_of(minuend.amount, "-", subtrahend.amount, left)
    operands = (minuend.match, subtrahend.match)
    unit = "điểm phần trăm" if minuend.unit in ("%", "phần trăm") else minuend.unit
    return replace(minuend, amount=left, unit=unit, of=None, formula=formula, operands=operands, label="chênh lệch")


def added(findings: Sequence[Finding]) -> Finding | None:
    """The sum of figures of one unit."""
    first = findings[0]
    if not all(_addable(first, other) for other in findings[1:]):
        return None
    total = sum((f.amount for f in findings), Decimal(0))
    terms = " + ".join(format_number(f.amount) for f in findings)
    formula = f"{terms} = {format_number(total)}"
    operands = tuple(f.match for f in findings)
    return replace(first, amount=total, of=None, formula=formula, operands=operands, label="")


def _addable(a: Finding, b: Finding) -> bool:
    """Whether two findings are in one unit with one scale word ("nghìn lượt" and "lượt" are not)."""
    facts = a.match.stored.fact, b.match.stored.fact
    return same_unit(a.unit, b.unit) and one_unit(*facts) and not _across_merger(*facts)


def _across_merger(a: Fact, b: Fact) -> bool:
    """Whether one figure is of a province after the merger of 1 July 2025 and the other of a territory that went
    into it before: neither their sum nor their difference says anything."""
    wide, narrow = (a, b) if _is_merged(a) else (b, a)
    if not _is_merged(wide) or _is_merged(narrow):
        return False
    return narrow.place in merged_from(wide.place) and len(merged_from(wide.place)) > 1


def enlarged(facts: Sequence[Fact]) -> str:
    """The province whose figures of before and after the merger of 1 July 2025 stand side by side, "" for none:
    they are not of one territory."""
    for place in sorted({fact.place for fact in facts}):
        merged = [_is_merged(fact) for fact in facts if fact.place == place]
        if any(merged) and not all(merged) and len(merged_from(place)) > 1:
            return place
    return ""


def _is_merged(fact: Fact) -> bool:
    return fact.period is not None and fact.period.end >= _MERGER
