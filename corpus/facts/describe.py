"""What a figure counts: measure, event, category, owner, read from its own wording."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.facts.clauses import Piece
from corpus.facts.frames import unframed
from corpus.facts.units import unit_kind
from corpus.language.phrases import any_of, squash
from corpus.language.rows import column, rows
from corpus.records import Span

_OWNER_ENDS = "được|đã|đang|có|đạt|làm|thực hiện|quản lý|ban hành|tổ chức|trên địa bàn|tại|trong|với|từ|là|và được"
_OWNER = re.compile(
    r"(?<!\w)(?:(?:là\s+)?(?:sản phẩm\s+)?của|do|thuộc(?:\s+sở hữu của)?)\s+(?:các\s+)?"
    rf"(?P<owner>[^,;().:]{{2,60}}?)(?=\s+(?:{_OWNER_ENDS})\s|$)"
)

_BLANKS = re.compile(r"\s+")
# A long lead-in says when, where and why; the measure is what stands nearest to the figure.
_LONGEST_TAIL = 160
_LONGEST_HEAD = 400
_FEW_WORDS = 3
# "gia hạn 396 và thu hồi 102", "Hàn Quốc 188, còn lại là …": what follows belongs to the next figure.
_NEXT = re.compile(r"\s*,")
_JOINED = re.compile(r"\s*(?:và|hoặc)\s", re.IGNORECASE)
_REST = re.compile(r",\s*(?:số\s+)?còn lại(?!\w).*$", re.IGNORECASE)
_JOINT = re.compile(r"(?:^|\s)(?:và|với|cùng|hoặc)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """The readable parts of a fact; empty where the wording does not say."""

    measure: str = ""
    event: str = ""
    category: str = ""
    owner: str = ""


@cache
def _event_names() -> dict[str, str]:
    return {row["phrase"].lower(): row["event"] for row in rows("events")}


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(column('events', 'phrase'))}(?!\w)", re.IGNORECASE)


@cache
def _tail_ends(*, hard: bool) -> re.Pattern[str]:
    """The words that end an attribute; the `hard` ones open another clause."""
    words = any_of(row["phrase"] for row in rows("tail_ends") if row["hard"] or not hard)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def describe(text: str, piece: Piece, head: str, periods: Sequence[Span]) -> Description:
    """The description of one figure; `text` is the whole report's, `head` the subject before the figure."""
    quantity = piece.quantity
    start = max(piece.own.start, quantity.span.start - _LONGEST_HEAD)
    before = text[start : quantity.span.start]
    after = _tail(text, piece, periods)
    tail = "" if not quantity.unit and _NEXT.match(after) else _shortened(after)
    tail = tail if unframed(tail) else ""
    counted = unit_kind(quantity.unit) == "count" and bool(quantity.unit)
    owner = _OWNER.search(tail) if counted else None
    return Description(
        measure=_measure(quantity.unit, head, tail) if counted else f"{head} {tail}".strip(),
        event=_event_of(before, after),
        category=_category(tail) if counted else "",
        owner=owner["owner"].strip() if owner else "",
    )


def _tail(text: str, piece: Piece, periods: Sequence[Span]) -> str:
    """The words after the figure in its clause, whole words of them, without periods."""
    start, end = piece.quantity.span.end, max(piece.clause.end, piece.reach)
    if end - start > _LONGEST_TAIL:
        end = max(start, text.rfind(" ", start, start + _LONGEST_TAIL))
    return without(text, Span(start, end), periods)


def _shortened(after: str) -> str:
    """The attribute of what is counted: up to another clause or a comma that more than a few words follow."""
    if _JOINED.match(after):
        return ""
    match = _tail_ends(hard=True).search(after)
    tail = _REST.sub("", after[: match.start()] if match else after).strip(" ,;:")
    head, *others = tail.split(", ")
    for other in others:
        if len(_category(other).split()) > _FEW_WORDS:
            break
        head = f"{head}, {other}"
    return _JOINT.sub("", head)


def _measure(unit: str, head: str, tail: str) -> str:
    if tail:
        return f"{unit} {tail}"
    return f"{unit} ({head})" if head else unit


def _category(tail: str) -> str:
    """The attribute right after what is counted, up to a verb, an owner, a place or a period."""
    match = _tail_ends(hard=False).search(tail)
    return tail[: match.start()].strip(" ,;:") if match else tail


def _event_of(before: str, after: str) -> str:
    """What happened to the counted: the event nearest to the figure, before it or right after."""
    events = [m.group() for m in _event().finditer(before)][-1:] or [m.group() for m in _event().finditer(after)][
        :1
    ]
    return _event_names()[squash(events[0])] if events else ""


def inherit(own: Description, parent: Description, *, dependent: bool) -> Description:
    """A part is named by its whole: what it does not say itself it takes from there.

    A `dependent` figure (a change, a rate) has no measure of its own, it measures its parent.
    """
    if dependent:
        return Description(parent.measure, own.event or parent.event, parent.category, parent.owner)
    return replace(
        own,
        measure=own.measure or parent.measure,
        event=own.event or parent.event,
    )


def noun_phrase(text: str, span: Span, periods: Sequence[Span]) -> str:
    """The subject before a figure, without its period, connectives and verb of measure."""
    return unframed(without(text, Span(max(span.start, span.end - _LONGEST_HEAD), span.end), periods))


def without(text: str, span: Span, periods: Sequence[Span]) -> str:
    """The wording of `span` with the periods in it left out, its blanks squashed. `periods` are in order."""
    pieces, at = [], span.start
    for period in periods[max(0, bisect_left(periods, span.start, key=_start) - 1) :]:
        if period.start >= span.end:
            break
        if period.end <= at:
            continue
        pieces.append(text[at : max(at, period.start)])
        at = period.end
    pieces.append(text[at : span.end])
    return _BLANKS.sub(" ", "".join(pieces))


def _start(span: Span) -> int:
    return span.start
