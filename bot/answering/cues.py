"""Cue phrases of questions: what is asked for, and what is to be done. Rows of data/cues.csv, one role each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.answering.fillers import PACKAGE
from bot.answering.records import Asked, Operation
from corpus.language.phrase_table import Match, PhraseTable
from corpus.language.rows import rows
from corpus.language.tokens import Token

# A cue of a later role beats one of an earlier: "bao nhiêu % kế hoạch" asks for a percentage, not a number.
_KINDS = {
    "passage": Asked.PASSAGE,
    "which": Asked.PASSAGE,
    "reason": Asked.PASSAGE,
    "count": Asked.COUNT,
    "money": Asked.MONEY,
    "rank": Asked.RANK,
    "multiple": Asked.MULTIPLE,
    "percent": Asked.PERCENT,
    "share": Asked.PERCENT,
    "delta": Asked.DELTA,
    "address": Asked.ADDRESS,
    "person": Asked.PERSON,
    "organisation": Asked.ORGANISATION,
    "reference": Asked.REFERENCE,
    "date": Asked.DATE,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase tells of the question, and a content phrase (of "which": a level of places) that it adds."""

    role: str
    adds: str


def find_cues(tokens: Sequence[Token], *, strict: bool) -> list[Match[Cue]]:
    """The cues of a question in order and apart."""
    return _cues().find(tokens, strict=strict)


def cue_at(tokens: Sequence[Token], i: int, *, strict: bool) -> Match[Cue] | None:
    """The longest cue at a token."""
    return _cues().match(tokens, i, strict=strict)


@cache
def _cues() -> PhraseTable[Cue]:
    return PhraseTable.of((row["phrase"], Cue(row["role"], row["adds"])) for row in rows("cues", PACKAGE))


def asked_kind(roles: Sequence[str]) -> Asked | None:
    """The kind of answer that cues ask for, None where no cue tells."""
    kinds = [_KINDS[role] for role in roles if role in _KINDS]
    order = list(dict.fromkeys(_KINDS.values()))
    return max(kinds, key=order.index, default=None)


def asked_operation(roles: Sequence[str]) -> Operation:
    """What cues ask to be done with the figures."""
    found = set(roles)
    if found & {"most", "least"} and "which" in found:
        return Operation.EXTREME
    if found & {"more", "less"}:
        return Operation.COMPARE
    if "difference" in found:
        return Operation.DIFFERENCE
    if "trend" in found:
        return Operation.TREND
    if "remainder" in found:
        return Operation.REMAINDER
    summed = bool(found & {"sum", "total"}) and "and" in found
    return Operation.SUM if summed or "plus" in found else Operation.LOOK_UP
