"""The wording that a figure shares with another one beside it, besides its parent's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.clauses import Piece
from corpus.facts.links import Link
from corpus.facts.respective import Pairing
from corpus.facts.units import unit_kind
from corpus.language.phrases import table_pattern
from corpus.records import Fact, Relation, Span

_BARE_MEASURE = re.compile(
    r"(?:tổng )?(?:năng suất|sản lượng)(?: (?:bình quân|trung bình|ước|thu hoạch|đạt|cả năm|tươi))*", re.IGNORECASE
)
_SPENT = re.compile(
    r"(?:(?:toàn|cả) (?:tỉnh|huyện|xã) )?(?:đã )?(?:giải ngân|thực hiện|phân bổ|thanh toán)", re.IGNORECASE
)
_SHORT, _LONGEST_LABEL = 8, 60
_LONGEST_BRACKET, _BRACKETED = 200, 9
_RESUMED = re.compile(r"\s(?=[^\W\d_]{2,})(?![A-ZĐ])[^,;:.()]{4,160}")


def share_wording(
    text: str, fact: Fact, pieces: Sequence[Piece], i: int, link: Link, before: Sequence[Fact]
) -> Fact:
    """The figure of `pieces[i]` with the context that it has of the ones beside it.

    `before` are the sentence's figures so far. A figure whose parent comes later gets that one's wording.
    """
    piece = pieces[i]
    if link.parent is not None and link.parent >= i:
        fact = replace(fact, context=(pieces[link.parent].own,))
    elif link.beside is not None:
        fact = _as_coordinated(fact, before[link.beside])
    elif not fact.context and before and (_goes_on(fact, before[-1]) or _is_of_another_time(fact, before[-1])):
        fact = replace(_as_coordinated(fact, before[-1]), measure=before[-1].measure, category=before[-1].category)
    elif not fact.context and before and _tells_more(text, fact, before[-1], piece):
        fact = replace(fact, context=(before[-1].own, *before[-1].context[:2]))
    elif not fact.context and before and link.relation is Relation.NONE and _is_coordinated(text, piece):
        fact = _as_coordinated(fact, before[-1])
    if piece.depth and (label := _bracket_label(text, pieces, i)) is not None:
        fact = replace(fact, context=(label, *fact.context[:3]))
    fact = _with_resumed(text, fact, pieces[i : i + _BRACKETED])
    return _with_shared_tail(text, fact, pieces[i : i + 2])


def _with_resumed(text: str, fact: Fact, pieces: Sequence[Piece]) -> Fact:
    """ "85% số xã (156/184 xã) đạt chuẩn nông thôn mới": what follows a bracket is said of the figure before."""
    end = pieces[0].clause.end
    if pieces[0].depth or text[end : end + 2].lstrip()[:1] != "(":
        return fact
    close = text.find(")", end, end + _LONGEST_BRACKET)
    after = _RESUMED.match(text, close + 1) if close > 0 else None
    if after is None:
        return fact
    following = next((p.quantity.span.start for p in pieces[1:] if not p.depth), after.end())
    span = Span(close + 1, min(after.end(), following, fact.sentence.end))
    return replace(fact, context=(*fact.context[:3], span)) if span.end > span.start else fact


def paired(fact: Fact, pairing: Pairing, beside: Fact | None) -> Fact:
    """A figure of a list in order: its own wording is the figure, the item that it belongs to is its context."""
    context = (*pairing.context, *fact.context)
    period = pairing.period or (beside.period if beside is not None else fact.period)
    fact = replace(fact, own=fact.span, context=context[:4], period=period)
    if fact.quantity is None or fact.quantity.unit or not pairing.unit:
        return fact
    return replace(fact, quantity=replace(fact.quantity, unit=pairing.unit))


def _goes_on(fact: Fact, before: Fact) -> bool:
    """Whether a second change is of the same thing: "CPI giảm 0,1% so với tháng trước và tăng 2% …"."""
    changes = fact.relation is before.relation is Relation.DELTA
    return changes and not fact.measure and fact.sentence == before.sentence and bool(before.measure)


def _is_of_another_time(fact: Fact, before: Fact) -> bool:
    """Whether a figure without a subject is that before for another time ("…, tính chung 10 tháng đạt …")."""
    a, b = fact.quantity, before.quantity
    plain = fact.relation is before.relation is Relation.NONE and not fact.measure and bool(before.measure)
    return plain and a is not None and b is not None and a.unit == b.unit and fact.period != before.period


def going_on(fact: Fact, whole: Fact | None) -> Fact:
    """A figure without a subject at the head of a sentence is that of the sentence before, for another time ("Quý I
    đạt 2,63 tỷ USD")."""
    if whole is None or fact.context or not _is_of_another_time(fact, whole):
        return fact
    return replace(fact, context=(whole.own, *whole.context[:2]), measure=whole.measure, category=whole.category)


def _tells_more(text: str, fact: Fact, before: Fact, piece: Piece) -> bool:
    """Whether a figure is of what the one before is of, which alone says so."""
    return _shares_subject(text, fact, before) or _is_spent_of(fact, before) or _accompanies(text, piece)


def _shares_subject(text: str, fact: Fact, before: Fact) -> bool:
    """Whether a bare measure is of what the figure before is of ("vụ Mùa 74.915 ha, năng suất 61,1 tạ/ha, sản lượng
    457,7 nghìn tấn")."""
    between = text[before.span.end : fact.own.start]
    plain = fact.relation is Relation.NONE and ";" not in between and "." not in between.strip()
    return plain and _BARE_MEASURE.fullmatch(fact.measure.strip()) is not None


def _is_spent_of(fact: Fact, before: Fact) -> bool:
    """Whether money is disbursed of which only the figure before says what it is for ("Kế hoạch vốn … là 8.126
    tỷ đồng; đến 25/9 giải ngân 5.387 tỷ đồng")."""
    a, b = fact.quantity, before.quantity
    money = a is not None and b is not None and unit_kind(a.unit) == unit_kind(b.unit) == "money"
    plain = fact.relation is Relation.NONE and before.relation in (Relation.NONE, Relation.PART)
    return money and plain and _SPENT.fullmatch(fact.measure.strip()) is not None


def _accompanies(text: str, piece: Piece) -> bool:
    """Whether a figure says more of the one before ("55 doanh nghiệp … với tổng vốn 498 tỷ đồng")."""
    return table_pattern("accompaniments").match(text, piece.clause.start) is not None


def _is_coordinated(text: str, piece: Piece) -> bool:
    """Whether only "và" or a comma leads to a figure ("thành lập mới 130 doanh nghiệp, 50 hợp tác xã")."""
    lead = text[piece.own.start : piece.quantity.span.start]
    return len(lead) < _SHORT and lead.strip(" ,").lower() in ("", "và", "cùng")


def _bracket_label(text: str, pieces: Sequence[Piece], i: int) -> Span | None:
    """The words right before the bracket of a bare figure, which it restates ("bằng tiền mặt (1.214 tỷ đồng)")."""
    piece = pieces[i]
    if text[piece.bracket + 1 : piece.quantity.span.start].strip():
        return None
    low = max([p.quantity.span.end for p in pieces[max(0, i - 1) : i]], default=piece.bracket)
    low = max(low, text.rfind(",", low, piece.bracket) + 1, piece.bracket - _LONGEST_LABEL)
    return Span(low, piece.bracket) if text[low : piece.bracket].strip() else None


def _with_shared_tail(text: str, fact: Fact, pair: Sequence[Piece]) -> Fact:
    """ "34 vụ, 52 đối tượng phạm tội về kinh tế": what is said of the second of two is said of the first too."""
    if len(pair) < 2 or pair[0].clause.end > pair[0].quantity.span.end or not _is_coordinated(text, pair[1]):
        return fact
    after = text[pair[1].quantity.span.end : pair[1].clause.end]
    shared = len(text[pair[0].quantity.span.end : pair[1].quantity.span.start]) < _SHORT
    if not shared or not table_pattern("shared_tails").match(after.lstrip()):
        return fact
    return replace(fact, context=(*fact.context[:3], Span(pair[1].quantity.span.end, pair[1].clause.end)))


def _as_coordinated(fact: Fact, before: Fact) -> Fact:
    """The figure with what leads to the one before it: they share a verb or a subject."""
    shared = Span(before.own.start, max(before.own.start, before.span.start))
    if not before.own.start < before.span.start:
        return replace(fact, context=before.context[:2], event=fact.event or before.event)
    return replace(fact, context=(shared, *before.context[:1]), event=fact.event or before.event)
