"""What the answering core takes and gives: Query, Value, Citation, Answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.answering.attribution import Attribution
from corpus.records import Period

# How the formula of a counted list begins: "đếm: Ba Bể; Na Rì = 2".
COUNTED = "đếm"


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
    ORGANISATION = "organisation"
    PASSAGE = "passage"


class Operation(StrEnum):
    """What is to be done with the facts found."""

    LOOK_UP = "look up"
    SUM = "sum"
    REMAINDER = "remainder"
    COMPARE = "compare"
    DIFFERENCE = "difference"
    TREND = "trend"
    EXTREME = "extreme"


class Source(StrEnum):
    """Which of several reports that state one figure is asked for; the most authoritative where none is named."""

    ANY = ""
    ESTIMATE = "estimate"
    OFFICIAL = "official"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A content syllable of the question in canonical wording; `marked` if its diacritics are known. `share` is how
    much of its weight counts, 0 to 1: less for a word that says little ("rộng bao nhiêu")."""

    exact: str
    folded: str
    marked: bool
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question read into the shape of a fact.

    `terms` is what must be explained; `hints` are terms of the question before, which break ties; `must` are
    terms that have to stand near the figure, `alone` those that it is to be of alone ("riêng khách quốc tế");
    `branches` holds the sides of a sum or comparison, each a
    full list of terms. `parts` has the part and the whole of a share, or
    the two sides of a multiple, `each` what is shared out and among what. `compared_with` are periods after "so
    với". `places` are the places asked for, `within` a wider one that they lie in; `paired` each has its own
    period, `whole_year` tells that no part of the year will do, `moment` that its beginning ("đầu") or its end
    ("cuối") is asked about, `national` the whole country is named beside them. `unit` is the unit asked for ("bao
    nhiêu ha"),
    `counted` what is counted ("bao nhiêu hộ"). `plan` asks for a target (`expected`: an estimate will do),
    `rate` for a percentage of it, `surplus` for what is over it, `total` for the whole of a ratio,
    `in_percent` for a change in per cent, `since` for a comparison with the year before, `share` for a part
    in per cent, `reason` for a why, `yes_no` whether it is so, `negated` for what is not. `most` is 1 for the
    highest, -1 for the lowest, of the places or years of level `over`. A `follow_up` goes on from the
    question before, `narrows` it ("trong đó …") or goes `back_to_whole` ("tỷ lệ chung"), asks for its
    `sources`, and moves it by `later` years; one that `stands_alone` may be read without that too.
    `kind_said` tells that the kind asked for was named, `told_by` whose figure it is to be.
    """

    text: str
    asked: Asked
    operation: Operation
    terms: tuple[QueryTerm, ...]
    hints: tuple[QueryTerm, ...] = ()
    must: tuple[QueryTerm, ...] = ()
    alone: tuple[QueryTerm, ...] = ()
    branches: tuple[tuple[QueryTerm, ...], ...] = ()
    parts: tuple[tuple[QueryTerm, ...], ...] = ()
    each: tuple[tuple[QueryTerm, ...], ...] = ()
    periods: tuple[Period, ...] = ()
    compared_with: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    paired: bool = False
    national: bool = False
    whole_year: bool = False
    moment: str = ""
    unit: str = ""
    counted: str = ""
    plan: bool = False
    expected: bool = False
    rate: bool = False
    surplus: bool = False
    total: bool = False
    direction: int = 0
    in_percent: bool = False
    since: bool = False
    share: bool = False
    reason: bool = False
    yes_no: bool = False
    negated: bool = False
    most: int = 0
    over: str = ""
    source: Source = Source.ANY
    told_by: Attribution | None = None
    follow_up: bool = False
    stands_alone: bool = False
    narrows: bool = False
    back_to_whole: bool = False
    sources: bool = False
    later: int = 0
    kind_said: bool = False
    understood: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The folded syllables of its content."""
        return frozenset(term.folded for term in self.terms)


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
    sheet: str = ""

    @property
    def where(self) -> str:
        """The place in its source for people: page or sheet, and paragraph."""
        parts = (f"trang {self.page}" if self.page else "", f"trang tính “{self.sheet}”" if self.sheet else "")
        return ", ".join((*(part for part in parts if part), f"đoạn {self.ordinal}"))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every channel gets it; `text` is complete plain text, `headline` its first line; `confidence`,
    0 to 1, is the share of answers like it that are right (0 where nothing is answered)."""

    question: str
    status: AnswerStatus
    headline: str
    text: str
    understood: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    elapsed_ms: float = 0.0
    confidence: float = 0.0

    def as_json(self, question_id: str | None = None) -> Mapping[str, Any]:
        """The stable JSON form of an answer; `id` only where the question had one."""
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
            "confidence": self.confidence,
            "elapsed_ms": self.elapsed_ms,
        }
