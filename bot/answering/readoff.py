"""The number that one fact states for a question: its value, or the whole, the plan or the rest of a ratio."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.records import Query
from corpus.language.lexicon import canonical_terms
from corpus.records import Fact, Period, PeriodKind, Quantity, RatioKind, Status

_KEPT_SCALES = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ"})
_OWNED = re.compile(r"\s+(?:là\s+)?(?:của|do|thuộc)\s")


def quantity_of(match: Match) -> Quantity:
    """The figure of a match. Raises ValueError for a fact that is none."""
    quantity = match.stored.fact.quantity
    if quantity is None:
        raise ValueError("only figures are read off")
    return quantity


def read_off(query: Query, match: Match) -> Finding:
    """What a fact states for a question."""
    fact, quantity = match.stored.fact, quantity_of(match)
    plain = _plain(match, quantity)
    if quantity.of is not None and _asks_for_whole(query, fact):
        whole = _OWNED.split(fact.measure)[0]
        status = Status.PLAN if quantity.ratio is RatioKind.PLAN else None
        return replace(plain, amount=quantity.of, of=None, comparator="=", label=whole, status=status)
    return plain


def _plain(match: Match, quantity: Quantity) -> Finding:
    """The figure as printed; one in "vạn" or "chục", which few forms know, in the unit itself."""
    period = period_label(match.stored.fact.period)
    if not _KEPT_SCALES.issuperset(quantity.scale_word.lower().split()):
        of = None if quantity.of is None else _whole(quantity.of * quantity.scale)
        return Finding(match, _whole(quantity.amount), quantity.unit, of, quantity.comparator, period=period)
    return Finding(match, quantity.value, quantity.full_unit, quantity.of, quantity.comparator, period=period)


def _whole(amount: Decimal) -> Decimal:
    """An amount without the noughts behind its comma that a scale word leaves: 362.000,0 → 362.000."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount


def _asks_for_whole(query: Query, fact: Fact) -> bool:
    """Whether B of "A/B" is meant: the plan where a plan is asked, the total where the part is not named."""
    if fact.quantity is None or fact.quantity.ratio is RatioKind.RANK:
        return False
    if fact.quantity.ratio is RatioKind.PLAN:
        return query.plan
    owner = {t.folded for t in canonical_terms(fact.owner)}
    return not query.words & owner if owner else query.total


def one_unit(a: Fact, b: Fact) -> bool:
    """Whether two figures can be added: the same unit and scale word."""
    if a.quantity is None or b.quantity is None or a.quantity.scale != b.quantity.scale:
        return False
    return same_unit(a.quantity.unit, b.quantity.unit)


def same_unit(first: str, second: str) -> bool:
    """Whether two units are one, abbreviated ("HTX", "hợp tác xã"), with an attribute ("hộ", "hộ nghèo"), or in per
    cent and its points."""
    names = [[t.folded for t in canonical_terms(unit)] for unit in (first, second)]
    if ("/" in first) != ("/" in second):  # "tỷ đồng/HTX" is an average, no amount
        return False
    rates = [unit in ("%", "phần trăm", "điểm phần trăm", "điểm %") for unit in (first, second)]
    shorter = min(len(names[0]), len(names[1]))
    return all(rates) or (bool(shorter) and names[0][:shorter] == names[1][:shorter]) or names[0] == names[1]


def period_label(period: Period | None) -> str:
    """A period as an answer shows it: "2019", "15/10/2019", "quý 3 năm 2019"."""
    if period is None:
        return ""
    if period.kind is PeriodKind.YEAR:
        return str(period.start.year)
    if period.kind is PeriodKind.DAY:
        return f"{period.end.day}/{period.end.month}/{period.end.year}"
    return period.wording[0].lower() + period.wording[1:]
