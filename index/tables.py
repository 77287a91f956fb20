"""The SQLModel tables. Rows do not validate; what enters them comes from frozen records (see mapping.py).

Exact decimals are text; `amount` beside them is a float for sorting and filtering only.
"""

from datetime import UTC, date, datetime

from sqlmodel import Field, SQLModel


def now() -> datetime:
    """The current time, UTC."""
    return datetime.now(UTC)


class ReportRow(SQLModel, table=True):
    """One revision of a report: what one file's bytes said, read by one version of the rules; `content` is the hash
    of all its rows (contents.py), "" for one stored before there was any."""

    __tablename__ = "report"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(index=True)
    extractor: int
    source: str = Field(index=True)
    reader: str
    text: str
    title: str
    issuer: str = ""
    number: str = ""
    place: str = ""
    issued: date | None = None
    period_kind: str = ""
    period_start: date | None = None
    period_end: date | None = None
    period_wording: str = ""
    period_as_of: bool = False
    kind: str = "other"
    corrects: str = ""
    address: str = ""
    content: str = ""
    options: str = ""
    pages: int = 0
    tables: int = 0
    warnings: str = "[]"
    sections: str = "[]"
    unread: str = "[]"
    passage_count: int
    fact_count: int
    added_at: datetime = Field(default_factory=now)


class PassageRow(SQLModel, table=True):
    """A passage; `words` are its segmented words as index terms, so that a new version needs no pyvi."""

    __tablename__ = "passage"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True, ondelete="CASCADE")
    ordinal: int
    page: int | None = None
    sheet: str = ""
    start: int
    end: int
    text: str
    headings: str = "[]"
    words: str = ""


class FactRow(SQLModel, table=True):
    """A fact; the spans are offsets into the report's text."""

    __tablename__ = "fact"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True, ondelete="CASCADE")
    passage_id: int = Field(foreign_key="passage.id", index=True, ondelete="CASCADE")
    parent_id: int | None = Field(default=None, foreign_key="fact.id", index=True, ondelete="CASCADE")
    position: int
    kind: str = Field(index=True)
    wording: str
    start: int
    end: int
    own_start: int
    own_end: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int
    context: str = "[]"
    value: str | None = None
    of: str | None = None
    upto: str | None = None
    amount: float | None = None
    unit: str = ""
    scale: int = 1
    scale_word: str = ""
    comparator: str = "="
    ratio: str = ""
    number_start: int = 0
    number_end: int = 0
    measure: str = ""
    event: str = ""
    category: str = ""
    owner: str = ""
    place: str = Field(default="", index=True)
    status: str = "actual"
    yardstick: str = ""
    direction: int = 0
    relation: str = ""
    period_kind: str = ""
    period_start: date | None = None
    period_end: date | None = None
    period_wording: str = ""
    period_as_of: bool = False
    compared_kind: str = ""
    compared_start: date | None = None
    compared_end: date | None = None
    compared_wording: str = ""
    compared_as_of: bool = False
    flags: str = "[]"
    why: str = "[]"
    review: str = ""


class ReviewRow(SQLModel, table=True):
    """What a person said of a fact. It holds on to the sentence and the figure's wording in it (the `nth` of that
    wording, from 0), not to a row, so that it finds the fact again when the report has been read anew."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    sentence: str
    wording: str
    nth: int = 0
    verdict: str
    value: str = ""
    note: str = ""
    person: str
    made_at: datetime = Field(default_factory=now)


class VersionRow(SQLModel, table=True):
    """An index version: an immutable set of reports with its compiled collections."""

    __tablename__ = "index_version"

    id: int | None = Field(default=None, primary_key=True)
    created_at: datetime = Field(default_factory=now)
    note: str = ""
    passage_count: int = 0
    fact_count: int = 0


class VersionReportRow(SQLModel, table=True):
    """Which reports belong to which version."""

    __tablename__ = "version_report"

    version_id: int = Field(primary_key=True, foreign_key="index_version.id", ondelete="CASCADE")
    report_id: int = Field(primary_key=True, foreign_key="report.id")


class LiveRow(SQLModel, table=True):
    """The one row that says which version answers; changing it is the atomic switch."""

    __tablename__ = "live"

    id: int = Field(default=1, primary_key=True)
    version_id: int = Field(foreign_key="index_version.id")


class QuestionRow(SQLModel, table=True):
    """A question that a person asked; `person` is a keyed hash, never an id of the channel."""

    __tablename__ = "question_log"

    id: int | None = Field(default=None, primary_key=True)
    asked_at: datetime = Field(default_factory=now, index=True)
    channel: str
    person: str = Field(index=True)
    question: str
    status: str = Field(index=True)
    elapsed_ms: float
