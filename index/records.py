"""What the index hands out: stored reports, passages and facts as frozen records."""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.records import Fact
from index.reviews import Verdict


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report of the live version, without its text."""

    id: int
    source: str
    title: str
    issuer: str
    place: str
    period: str
    sha256: str
    reader: str
    passages: int
    facts: int
    added_at: datetime
    warnings: tuple[str, ...] = ()
    kind: str = "other"
    corrects: str = ""
    address: str = ""
    pages: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what a citation needs. `start` is its offset into the report's text; `issuer`, `number` and
    `issued` are its report's, empty where that does not say."""

    id: int
    report_id: int
    source: str
    title: str
    place: str
    ordinal: int
    page: int | None
    start: int
    text: str
    headings: tuple[str, ...]
    issuer: str = ""
    number: str = ""
    issued: date | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with its database id and that of its parent; `fact.passage` is an ordinal, `passage_id` an id;
    `review` is what a person said of it."""

    id: int
    report_id: int
    passage_id: int
    parent_id: int | None
    fact: Fact
    review: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with its BM25 score (sum over fields, higher is better)."""

    passage: StoredPassage
    score: float


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """An index version: its number, when it was made, why, what it holds, whether it is live."""

    number: int
    created_at: datetime
    note: str
    reports: int
    passages: int
    facts: int
    live: bool
