"""What holds digits and is no figure: periods, legal references, web addresses, ordinals, enumerators."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.letters import UPPER
from corpus.language.periods import PeriodMention, find_periods
from corpus.language.phrases import any_of
from corpus.language.references import Reference, find_addresses, find_references
from corpus.language.rows import column
from corpus.records import Span

# "1. Kết quả", "2.1 Thu ngân sách", "IV."; never "44 HTX" or "1.5 triệu", which are figures.
_ENUMERATOR = re.compile(
    rf"^\s*(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)](?=\s)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=\s+[{UPPER}])|[IVX]+[.)])"
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The typed mentions of one paragraph, all with offsets into the report's text.

    `dated` are the periods that date a legal reference ("Quyết định 664/QĐ-UBND ngày 26/4/2019"): they say
    nothing of when a figure holds.
    """

    periods: tuple[PeriodMention, ...]
    dated: tuple[PeriodMention, ...]
    references: tuple[Reference, ...]
    addresses: tuple[Span, ...]
    masked: tuple[Span, ...]

    def masks(self, start: int, end: int) -> bool:
        """Whether any of them covers part of the range."""
        return any(span.start < end and start < span.end for span in self.masked)


@cache
def _ordinal() -> re.Pattern[str]:
    words = any_of(column("ordinals", "phrase"))
    return re.compile(
        rf"(?<!\w)(?<!trong )(?<!tổng ){words}\s+(?P<number>\d+(?:[.,]\d+)*)(?!\s*[%\d/])", re.IGNORECASE
    )


def find_mentions(text: str, offset: int, year: int | None) -> Mentions:
    """All mentions in a paragraph; `year` completes its partial dates."""
    addresses = find_addresses(text, offset)
    references = [r for r in find_references(text, offset) if not _within(r.span, addresses)]
    taken = addresses + [r.span for r in references]
    periods = [m for m in find_periods(text, offset, year) if not _overlaps(m.span, taken)]
    enumerator = _ENUMERATOR.match(text)
    others = [Span(m.start() + offset, m.end() + offset) for m in _ordinal().finditer(text)]
    if enumerator:
        others.append(Span(offset, offset + enumerator.end()))
    masked = sorted(taken + [m.span for m in periods] + others, key=lambda span: span.start)
    dated = tuple(m for m in periods if _dates_reference(text, offset, m.span, references))
    return Mentions(tuple(periods), dated, tuple(references), tuple(addresses), tuple(masked))


def _dates_reference(text: str, offset: int, span: Span, references: list[Reference]) -> bool:
    return any(
        r.span.end <= span.start <= r.span.end + 12
        and not text[r.span.end - offset : span.start - offset].strip(" ,()").strip()
        for r in references
    )


def _within(span: Span, others: list[Span]) -> bool:
    return any(other.holds(span) for other in others)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
