"""What was worked out before it is put into words: findings with their evidence."""

from dataclasses import dataclass
from decimal import Decimal

from bot.answering.matching import Match
from corpus.language.numbers import format_number
from corpus.records import Status
from index.records import StoredPassage


@dataclass(frozen=True, slots=True)
class Finding:
    """One number asked for, with the fact it is read from.

    `amount` is the number in the unit as printed; `formula` shows a derivation ("37 - 2 = 35") over
    `operands`, all of them cited; `label` says what is counted where that is not the fact's own measure;
    `status` is that of the number where it is not the fact's ("A/B": B is planned).
    """

    match: Match
    amount: Decimal
    unit: str
    of: Decimal | None = None
    comparator: str = "="
    formula: str | None = None
    operands: tuple[Match, ...] = ()
    period: str = ""
    label: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A wording asked for (a date, a reference, a name, a sentence): `start`, `end` are its offsets in the report;
    `match` is its fact, None for a sentence."""

    wording: str
    match: Match | None
    start: int
    end: int
    passage: StoredPassage


def formula_of(left: Decimal, sign: str, right: Decimal, result: Decimal) -> str:
    """A shown formula in printed numbers: "55 + 10 = 65"."""
    return f"{format_number(left)} {sign} {format_number(right)} = {format_number(result)}"
