"""What a figure counts: measure, event, category, owner, read from its own wording."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.facts.clauses import Piece
from corpus.facts.quantities import unit_kind
from corpus.language.periods import find_periods
from corpus.language.phrases import any_of
from corpus.language.rows import column, rows

_OWNER = re.compile(r"(?<!\w)(?:là\s+)?của\s+(?:các\s+)?(?P<owner>[^,;().]{2,60})")


@dataclass(frozen=True, slots=True)
class Description:
    """The readable parts of a fact; empty where the wording does not say."""

    measure: str
    event: str
    category: str
    owner: str


@cache
def _frame(side: str) -> re.Pattern[str]:
    """The words around a measure that frame it, at one side of it."""
    words = any_of(row["phrase"] for row in rows("frame_words") if row["side"] == side)
    if side == "before":
        return re.compile(rf"^(?:{words}|,|\s)+(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?:\s*(?<!\w){words})+\s*$", re.IGNORECASE)


@cache
def _event_names() -> dict[str, str]:
    return {row["phrase"].lower(): row["event"] for row in rows("events")}


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(column('events', 'phrase'))}(?!\w)", re.IGNORECASE)


def describe(text: str, piece: Piece) -> Description:
    """The description of one figure; `text` is the whole report's."""
    quantity = piece.quantity
    before = text[piece.own.start : quantity.span.start]
    after = text[quantity.span.end : piece.clause.end]
    counted = unit_kind(quantity.unit) == "count" and bool(quantity.unit)
    tail = _strip_periods(after).strip(" ,;:")
    head = _noun_phrase(before)
    measure = f"{quantity.unit} {tail}".strip() if counted else head
    if counted and head and not tail:
        measure = f"{quantity.unit} ({head})"
    events = [_event_names()[_squash(m.group())] for m in _event().finditer(f"{before} {after}")]
    owner = _OWNER.search(after)
    return Description(
        measure=measure or head,
        event=events[0] if events else "",
        category=tail if counted else "",
        owner=owner["owner"].strip() if owner else "",
    )


def _noun_phrase(before: str) -> str:
    """The subject before a figure, without its period, connectives and verb of measure."""
    phrase = _strip_periods(before).strip(" ,;:–-")
    previous = None
    while previous != phrase:
        previous = phrase
        phrase = _frame("after").sub("", _frame("before").sub("", phrase)).strip(" ,;:–-")
    return phrase


def _strip_periods(text: str) -> str:
    for mention in reversed(find_periods(text)):
        text = text[: mention.span.start] + text[mention.span.end :]
    return re.sub(r"\s+", " ", text)


def _squash(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower())
