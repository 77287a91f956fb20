"""One figure divided by another, the formula shown: a share in per cent, a multiple, so much to each."""

from dataclasses import replace
from decimal import Decimal

from bot.answering.admission import right_period, right_place
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.outcome import Finding, formula_of
from bot.answering.readoff import one_unit, period_label, quantity_of
from bot.answering.records import Asked, Query, QueryTerm
from corpus.facts.units import unit_kind
from corpus.records import Fact, RatioKind, Relation, Status

_MOST_UNASKED = 0.4
_TIMES, _EACH = "lần", "bình quân"
_AVERAGE = frozenset({"binh", "quan", "trung"})


def share(query: Query, finder: Finder) -> Finding | None:
    """The percentage that a stated A/B makes, or a part of its whole: 15/24 → 62,5%, to two decimals."""
    if query.asked is not Asked.PERCENT or query.rate:
        return None
    for match in finder.answers(query, admit=lambda fact: _is_part(query, fact)):
        quantity = quantity_of(match)
        if match.unasked > _MOST_UNASKED:
            continue
        if quantity.of:
            return share_finding(match, quantity.value, quantity.of, (match,))
        whole = whole_of(match, finder)
        if query.share and whole is not None and quantity_of(whole).value:
            return share_finding(match, quantity.value, quantity_of(whole).value, (match, whole))
    return None


def share_of_two(query: Query, finder: Finder) -> Finding | None:
    """The percentage that one stated figure is of another: "HTX nông nghiệp chiếm bao nhiêu phần trăm số HTX"."""
    if not query.parts or query.asked is Asked.MULTIPLE:
        return None
    plain = replace(query, asked=Asked.COUNT, parts=(), share=False, in_percent=False, kind_said=False)
    part, whole = (finder.best(replace(plain, terms=terms)) for terms in query.parts)
    if part is None or whole is None or part.stored.id == whole.stored.id:
        return None
    if not one_unit(part.stored.fact, whole.stored.fact) or quantity_of(part).value > quantity_of(whole).value:
        return None
    return share_finding(part, quantity_of(part).value, quantity_of(whole).value, (part, whole))


def share_finding(match: Match, part: Decimal, whole: Decimal, operands: tuple[Match, ...]) -> Finding:
    """What a part is of a whole in per cent, with its formula."""
    percent = _rounded(part * 100 / whole)
    formula = formula_of(part, "/", whole, percent) + "%"
    period = period_label(match.stored.fact.period)
    return Finding(match, percent, "%", formula=formula, operands=operands, period=period)


def _rounded(value: Decimal) -> Decimal:
    """To two decimals, without trailing noughts or an exponent."""
    short = round(value, 2)
    return short.quantize(Decimal(1)) if short == short.to_integral() else short.normalize()


def multiple(one: Finding, other: Finding) -> Finding | None:
    """How many times one figure is another of the same unit: 1.864 / 742 → 2,51 lần, to two decimals."""
    facts = one.match.stored.fact, other.match.stored.fact
    if not other.amount or one.match.stored.id == other.match.stored.id or not one_unit(*facts):
        return None
    return _quotient(one, other, _TIMES, "")


def multiple_of_two(query: Query, finder: Finder) -> Finding | None:
    """How many times one thing asked about is another: "số lượt khách gấp mấy lần dân số"."""
    if query.asked is not Asked.MULTIPLE or not query.parts:
        return None
    one, other = _sides(query, query.parts, finder)
    return None if one is None or other is None else multiple(one, other)


def to_each(query: Query, finder: Finder) -> Finding | None:
    """So much to each: "bình quân mỗi hợp tác xã có bao nhiêu thành viên", where the two numbers are stated."""
    shared, among = _sides(query, query.each, finder)
    if shared is None or among is None or not among.amount or shared.match.stored.id == among.match.stored.id:
        return None
    sharers = quantity_of(among.match)
    if unit_kind(sharers.unit) != "count" or not sharers.unit or shared.unit == among.unit:
        return None
    return _quotient(shared, among, f"{shared.unit}/{among.unit}", _EACH)


def is_average(query: Query, match: Match) -> bool:
    """Whether a figure is so much to each, as its unit or its own words say."""
    said = [term for term in query.terms if term.folded in _AVERAGE]
    return "/" in quantity_of(match).unit or (bool(said) and all(match.says(term) for term in said))


def _sides(
    query: Query, sides: tuple[tuple[QueryTerm, ...], ...], finder: Finder
) -> tuple[Finding | None, Finding | None]:
    """The figures of two things asked about, each sure; None where one is not."""
    plain = replace(query, asked=Asked.COUNT, parts=(), each=(), in_percent=False, kind_said=False)
    plain = replace(plain, share=False, counted="", unit="")
    others = reversed(sides)
    matches = [
        finder.best(replace(plain, terms=terms, hints=hints)) for terms, hints in zip(sides, others, strict=True)
    ]
    found = [
        None
        if match is None or not finder.is_sure(match) or quantity_of(match).of is not None
        else Finding(
            match,
            quantity_of(match).value,
            quantity_of(match).full_unit,
            period=period_label(match.stored.fact.period),
        )
        for match in matches
    ]
    return found[0], found[1]


def _quotient(one: Finding, other: Finding, unit: str, label: str) -> Finding:
    exact = one.amount / other.amount
    shown = _rounded(exact)
    return replace(
        one,
        amount=shown,
        unit=unit,
        of=None,
        comparator="=" if shown == exact else "~",
        formula=formula_of(one.amount, "/", other.amount, shown),
        operands=(one.match, other.match),
        label=label,
    )


def _is_part(query: Query, fact: Fact) -> bool:
    quantity = fact.quantity
    part = quantity is not None and (quantity.ratio is RatioKind.PART or fact.relation is Relation.PART)
    part = part and (fact.status is Status.PLAN) == query.plan
    return part and right_period(query, fact) and right_place(query, fact)


def whole_of(match: Match, finder: Finder) -> Match | None:
    """The figure that a fact is part of, if it counts the same thing."""
    fact, parent_id = match.stored.fact, match.stored.parent_id
    if fact.relation is not Relation.PART or parent_id is None:
        return None
    whole = finder.searcher.facts_by_id([parent_id]).get(parent_id)
    return replace(match, stored=whole) if whole is not None and one_unit(whole.fact, fact) else None
