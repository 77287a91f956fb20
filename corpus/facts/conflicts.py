"""Where a report contradicts itself: what is written is kept, and flagged.

Three checks are arithmetic over figures that the report itself relates: the parts of a whole against it, a
percentage against its ratio or its plan, a value against the earlier one and the change. A fourth finds figures of
one measure, period, place and status that differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from corpus.facts.links import unit_key
from corpus.facts.units import unit_kind
from corpus.language.normalise import fold
from corpus.language.numbers import format_number, plain
from corpus.records import Fact, FactKind, Quantity, RatioKind, Relation

_HUNDRED = Decimal(100)
# So many of the others are told; a table of hundreds would fill its flags with itself.
_MOST_TOLD = 8
_ALONE = frozenset({Relation.NONE, Relation.PART})


def flag_conflicts(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, those that contradict others with a flag in Vietnamese that says how."""
    flags: dict[int, list[str]] = defaultdict(list)
    children: dict[int, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if fact.parent is not None and fact.quantity is not None:
            children[fact.parent].append(i)
    for check in (_parts, _percentages, _changes):
        for whole, own in children.items():
            for i, flag in check(facts, whole, own):
                flags[i].append(flag)
    for i, flag in _disagreements(facts):
        flags[i].append(flag)
    return tuple(replace(f, flags=tuple(flags[i])) if i in flags else f for i, f in enumerate(facts))


def _parts(facts: Sequence[Fact], whole: int, children: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Parts that add up to more than their whole, or, listed in full ("gồm"), to less."""
    total = facts[whole].quantity
    if total is None or total.comparator != "=" or unit_kind(total.unit) in ("percent", "point"):
        return
    parts = [facts[i].quantity for i in children if facts[i].relation is Relation.PART]
    same = [q for q in parts if q is not None and q.of is None and q.comparator == "=" and _one_unit(q, total)]
    amounts = [_counted(q, total) for q in same]
    if len(same) < 2 or len(same) < len(parts) or any(a > total.amount for a in amounts):
        return
    added = sum(amounts, Decimal(0))
    if added > total.amount:
        yield whole, f"các phần cộng lại được {_show(added)}, nhiều hơn tổng {_show(total.amount)}"


def _percentages(facts: Sequence[Fact], whole: int, children: Sequence[int]) -> Iterator[tuple[int, str]]:
    """ "2.566/2.175 người, đạt 118%": a percentage that its A/B, or its plan beside it, does not give."""
    base = facts[whole].quantity
    if base is None:
        return
    plans = [facts[i].quantity for i in children if facts[i].relation is Relation.PLAN]
    for i in children:
        stated = facts[i].quantity
        if stated is None or unit_kind(stated.unit) != "percent" or stated.comparator != "=":
            continue
        against = _denominator(base, facts[i], plans)
        if against and not _rounds_to(_HUNDRED * base.amount / against, stated.value):
            share = plain((_HUNDRED * base.amount / against).quantize(Decimal("0.01"), ROUND_HALF_UP))
            worked_out = f"{_show(base.amount)}/{_show(against)} = {_show(Decimal(share))}%"
            yield i, f"ghi {_show(stated.value)}% nhưng {worked_out}"


def _denominator(base: Quantity, fact: Fact, plans: Sequence[Quantity | None]) -> Decimal | None:
    """What a percentage is of: the B of A/B, else the one plan that stands beside."""
    if base.of is not None and base.ratio in (RatioKind.PART, RatioKind.PLAN):
        return base.of * base.scale
    stated = [plan for plan in plans if plan is not None and _one_unit(plan, base)]
    return stated[0].amount if fact.relation is Relation.RATE and len(stated) == 1 and len(plans) == 1 else None


def _rounds_to(exact: Decimal, stated: Decimal) -> bool:
    """Whether a stated percentage is the exact one, rounded or cut at its own last place, or off by one there."""
    step = Decimal(1).scaleb(-max(0, -int(stated.as_tuple().exponent)))
    return abs(exact - stated) <= step


def _changes(facts: Sequence[Fact], whole: int, children: Sequence[int]) -> Iterator[tuple[int, str]]:
    """ "34 xã (năm trước 30), tăng 5 xã": a change that value and earlier value do not give."""
    value = facts[whole].quantity
    earlier = [facts[i] for i in children if facts[i].relation is Relation.PREVIOUS]
    changes = [i for i in children if facts[i].relation is Relation.DELTA]
    if value is None or len(earlier) != 1 or len(changes) != 1:
        return
    before, change = earlier[0].quantity, facts[changes[0]].quantity
    if before is None or change is None or not (_one_unit(before, value) and _one_unit(change, value)):
        return
    if facts[changes[0]].compared_with not in (None, earlier[0].period):
        return
    expected = value.amount - before.amount
    if facts[changes[0]].direction * change.amount != expected and "=" == value.comparator == change.comparator:
        yield (
            changes[0],
            f"{_show(value.amount)} - {_show(before.amount)} = {_show(expected)}, khác mức thay đổi đã ghi",
        )


def _disagreements(facts: Sequence[Fact]) -> Iterator[tuple[int, str]]:
    """Figures that say the same thing of the same time and place with different values."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if fact.kind is FactKind.FIGURE and fact.relation in _ALONE and (key := _subject(fact)):
            groups[key].append(i)
    for group in groups.values():
        stated = {_value(facts[i]) for i in group}
        if len(stated) > 1 and len({facts[i].sentence for i in group}) > 1:
            worded = sorted({(facts[i].wording, _value(facts[i])) for i in group}, key=lambda pair: pair[0])
            for i in group:
                others = (wording for wording, value in worded if value != _value(facts[i]))
                told = list(islice(others, _MOST_TOLD + 1))
                more = ["…"] if len(told) > _MOST_TOLD else []
                yield i, f"chỗ khác trong báo cáo ghi {', '.join((*told[:_MOST_TOLD], *more))}"


def _subject(fact: Fact) -> tuple[object, ...]:
    """What a figure is about, as far as it says so with at least two words; empty otherwise."""
    quantity = fact.quantity
    measure = re.sub(r"\W+", " ", fold(fact.measure)).strip()
    if quantity is None or len(measure.split()) < 2 or fact.yardstick:
        return ()
    days = (fact.period.start, fact.period.end) if fact.period else None
    return (measure, unit_key(quantity.unit), fact.event, days, fact.place, fact.status, fact.relation, fact.parent)


def _value(fact: Fact) -> tuple[Decimal, Decimal | None]:
    return (fact.quantity.amount, fact.quantity.of) if fact.quantity else (Decimal(0), None)


def _one_unit(a: Quantity, b: Quantity) -> bool:
    return unit_key(a.unit) == unit_key(b.unit) or not a.unit


def _counted(part: Quantity, whole: Quantity) -> Decimal:
    """A part's amount; a bare number in a bracket counts in its whole's scale."""
    return part.amount if part.unit else part.value * whole.scale


def _show(value: Decimal) -> str:
    return format_number(Decimal(plain(value)))
