"""The frozen records that cross package boundaries.

Offsets are half-open character offsets into `Report.text`, the text a reader extracted (NFC, line feeds);
`report.text[span.start:span.end]` is always the exact wording.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, `start` ≤ `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact wording of the span in `text`."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The same range, `by` characters later."""
        return Span(self.start + by, self.end + by)


class PeriodKind(StrEnum):
    """How long a period is, as the report words it."""

    DAY = "day"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days with its wording.

    `as_of` marks a level at the end of the interval ("đến ngày 16/9/2019") rather than a sum over it.
    """

    kind: PeriodKind
    start: date
    end: date
    wording: str
    as_of: bool = False

    @property
    def years(self) -> range:
        """Calendar years that the interval touches."""
        return range(self.start.year, self.end.year + 1)


class FactKind(StrEnum):
    """What sort of thing a fact states."""

    FIGURE = "figure"
    DATE = "date"
    REFERENCE = "reference"
    PERSON = "person"
    ADDRESS = "address"
    ORGANISATION = "organisation"


class Status(StrEnum):
    """What a figure is: a result, an estimate, a plan or a running total."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    PLAN = "plan"
    CUMULATIVE = "cumulative"


class Relation(StrEnum):
    """How a figure stands to its parent figure."""

    NONE = ""
    DELTA = "delta of"
    PART = "part of"
    SHARE = "share of"
    PLAN = "plan of"
    RATE = "rate of plan"
    PREVIOUS = "previous value of"
    RATIO = "ratio of"


class NotRead(StrEnum):
    """Why digits of a report are no figure."""

    PERIOD = "period"
    REFERENCE = "reference"
    ADDRESS = "address"
    HEADING = "heading"
    ORDINAL = "ordinal"
    NAME = "name"
    ROAD = "road"
    SCALE = "scale"
    TIME = "time"
    PHONE = "phone"
    AGE = "age"
    CODE = "code"
    FURNITURE = "furniture"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Unread:
    """Digits that are no figure, and why."""

    span: Span
    reason: NotRead


class RatioKind(StrEnum):
    """What the A/B of a figure means."""

    NONE = ""
    PART = "part of total"
    PLAN = "actual over plan"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its words: hedge, value, scale word, unit.

    `value` is the number as printed ("76,9 nghìn học sinh" → 76.9), `scale` the factor of its scale word
    (1000), so the amount is `value * scale`. `of` is the B of "A/B", `upto` the upper end of a range ("5–7%").
    `number` is the span of the digits alone, `span` that of the whole figure from the hedge to the unit.
    """

    value: Decimal
    unit: str
    span: Span
    number: Span
    scale: int = 1
    scale_word: str = ""
    comparator: str = "="
    of: Decimal | None = None
    ratio: RatioKind = RatioKind.NONE
    upto: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """The value in the unit itself, the scale word applied."""
        return self.value * self.scale

    @property
    def full_unit(self) -> str:
        """Unit as printed with its scale word: "nghìn học sinh", "tỷ đồng", "%"."""
        return " ".join(part for part in (self.scale_word, self.unit) if part)


NOTE = "lưu ý: "


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a report, typed and traced.

    `own` is the wording next to the figure, `context` the wording it inherits (its parent's, "trong đó"),
    `clause` and `sentence` where it stands. `parent` is the position, in `Report.facts`, of the figure that
    `relation` points to. For kinds other than FIGURE, `quantity` is None and `wording` is the statement.
    `flags` say, in Vietnamese, where the report contradicts itself about the figure, or what else is to be known of
    it (such a flag begins with NOTE); `why` names the rules that made the fact, for those who mend them.
    """

    kind: FactKind
    wording: str
    span: Span
    passage: int
    own: Span
    clause: Span
    sentence: Span
    quantity: Quantity | None = None
    measure: str = ""
    event: str = ""
    category: str = ""
    owner: str = ""
    context: tuple[Span, ...] = ()
    period: Period | None = None
    compared_with: Period | None = None
    place: str = ""
    status: Status = Status.ACTUAL
    yardstick: str = ""
    direction: int = 0
    relation: Relation = Relation.NONE
    parent: int | None = None
    flags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `level` 1 is the outermost."""

    heading: str
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized piece of the report, the unit of retrieval and of citation.

    `ordinal` counts from 1 in reading order; `headings` are those above it, outermost first; `page` counts
    from 1 where the format has pages, `sheet` is the name of the sheet where it has sheets.
    """

    ordinal: int
    span: Span
    text: str
    headings: tuple[str, ...] = ()
    page: int | None = None
    sheet: str = ""


class ReportKind(StrEnum):
    """What sort of report it is."""

    ANNUAL = "annual"
    HALF_YEAR = "half-year"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    STAGE = "stage"
    CORRECTION = "correction"
    PLAN = "plan"
    PRESS = "press"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report says of itself; empty where it does not say. `corrects` is the number (else the title) of the
    report that it corrects or replaces, `address` the canonical one of a web page."""

    title: str
    issuer: str = ""
    number: str = ""
    place: str = ""
    issued: date | None = None
    period: Period | None = None
    kind: ReportKind = ReportKind.OTHER
    corrects: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its place in the grid from 0, how many rows and columns it covers, its exact text."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the text: its cells in reading order; a cell without text has an empty span."""

    span: Span
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page or sheet starts in the text; it reaches to the next one. `number` counts from 1 where the format
    has pages, `sheet` names a sheet; `ocr` marks text that was read from a picture."""

    start: int
    number: int | None = None
    sheet: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader hands over: the text of one file, NFC with line feeds, its tables and its pages in order.

    `asides` are what it left out of the text as furniture of the page: headers, footers, stamps. `address` is the
    canonical one that a web page gives of itself.
    """

    source: str
    text: str
    reader: str
    warnings: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()
    asides: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report read and understood. `source` is the file's name, `sha256` the hash of its bytes; `pages` (or
    sheets) and `tables` are how many it has, 0 where its format has none."""

    source: str
    sha256: str
    text: str
    reader: str
    metadata: Metadata
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    pages: int = 0
    tables: int = 0
