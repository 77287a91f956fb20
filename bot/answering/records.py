"""What the answering core takes and gives: Query, Value, Citation, Answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.records import Period


class Asked(StrEnum):
    """What kind of thing a question wants."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DELTA = "delta"
    RANK = "rank"
    MULTIPLE = "multiple"
    DATE = "date"
    REFERENCE = "reference"
    PERSON = "person"
    ADDRESS = "address"
    PASSAGE = "passage"


class Operation(StrEnum):
    """What is to be done with the facts found."""

    LOOK_UP = "look up"
    SUM = "sum"
    REMAINDER = "remainder"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A content syllable of the question in canonical wording; `marked` if its diacritics are known."""

    exact: str
    folded: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A question read into the shape of a fact.

    `terms` is what must be explained; `branches` holds the two sides of a sum or comparison, each a full list
    of terms. `compared_with` are periods after "so với". `plan` asks for a target, `rate` for a percentage of
    it, `total` for the whole of a ratio, `in_percent` for a change in per cent, `reason` for a why. A `follow_up`
    goes on from the question before, and `narrows` it ("trong đó …").
    """

    text: str
    asked: Asked
    operation: Operation
    terms: tuple[QueryTerm, ...]
    branches: tuple[tuple[QueryTerm, ...], ...] = ()
    periods: tuple[Period, ...] = ()
    compared_with: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    plan: bool = False
    rate: bool = False
    total: bool = False
    direction: int = 0
    in_percent: bool = False
    reason: bool = False
    follow_up: bool = False
    narrows: bool = False
    understood: str = ""


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"


@dataclass(frozen=True, slots=True)
class Value:
    """One number asked for. `value` and `of` are plain decimals in `unit`, which keeps its scale word."""

    value: str
    unit: str = ""
    of: str | None = None
    comparator: str = "="
    period: str = ""
    place: str = ""
    status: str = "actual"
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. `start`, `end` are offsets of `quote` into the source's extracted text;
    `mark` is the range of the figure within `passage`."""

    source: str
    title: str
    passage: str
    quote: str
    start: int
    end: int
    ordinal: int
    passage_id: int
    page: int | None = None
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every channel gets it; `text` is complete plain text, `headline` its first line."""

    question: str
    status: AnswerStatus
    headline: str
    text: str
    understood: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    elapsed_ms: float = 0.0

    def as_json(self, question_id: str | None = None) -> Mapping[str, Any]:
        """The stable JSON form of DESIGN.md; `id` only where the question had one."""
        head = {} if question_id is None else {"id": question_id}
        return {
            **head,
            "question": self.question,
            "status": self.status.value,
            "text": self.text,
            "understood": self.understood,
            "values": [
                {
                    "value": v.value,
                    "unit": v.unit,
                    "of": v.of,
                    "comparator": v.comparator,
                    "period": v.period,
                    "place": v.place,
                    "status": v.status,
                    "formula": v.formula,
                }
                for v in self.values
            ],
            "citations": [
                {
                    "source": c.source,
                    "title": c.title,
                    "page": c.page,
                    "passage": c.passage,
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                }
                for c in self.citations
            ],
            "elapsed_ms": self.elapsed_ms,
        }
