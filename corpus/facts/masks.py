"""What holds digits and is no figure: periods, legal references, web addresses, ordinals, enumerators, names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from corpus.facts.units import counts_next
from corpus.language.letters import UPPER
from corpus.language.periods import PeriodMention, find_periods, is_compared
from corpus.language.phrases import any_of
from corpus.language.places import PlaceMention, find_places, find_scopes
from corpus.language.references import Reference, find_addresses, find_references
from corpus.language.rows import alternatives, column, rows
from corpus.records import NotRead, Span, Unread

# "1. Kết quả", "2.1 Thu ngân sách", "IV."; never "44 HTX" or "1.5 triệu", which are figures.
_ENUMERATOR = re.compile(
    rf"^\s*(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)](?=\s)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=\s+[{UPPER}])|[IVX]+[.)])"
)
_STANDARD = re.compile(
    r"(?<!\w)chuẩn (?:(?:hộ )?nghèo|(?:tiếp cận )?đa chiều)(?: [^\W\d]+){0,6}\s*$", re.IGNORECASE
)
_STANDARD_REACH = 60
_COMPARED_REACH = 36
_CLAUSE_MARK = re.compile(r"[,;.():\d]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_Mention = TypeVar("_Mention", Reference, PeriodMention)


@dataclass(frozen=True)
class Mentions:
    """The typed mentions of one paragraph, each list in order, all with offsets into the report's text.

    `dated` are the periods that date a legal reference ("Quyết định 664/QĐ-UBND ngày 26/4/2019") and `compared`
    those that a figure is compared with: neither says when a figure holds. `scopes` are words for the
    whole territory of the report ("toàn tỉnh"). `masked` are the spans that no figure may touch, with the reason.
    """

    periods: tuple[PeriodMention, ...] = ()
    dated: tuple[PeriodMention, ...] = ()
    compared: tuple[PeriodMention, ...] = ()
    references: tuple[Reference, ...] = ()
    addresses: tuple[Span, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    scopes: tuple[PlaceMention, ...] = ()
    masked: tuple[Unread, ...] = ()
    _starts: tuple[int, ...] = field(init=False)
    _furthest: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        furthest, ends = 0, []
        for mask in self.masked:
            furthest = max(furthest, mask.span.end)
            ends.append(furthest)
        object.__setattr__(self, "_starts", tuple(mask.span.start for mask in self.masked))
        object.__setattr__(self, "_furthest", tuple(ends))

    def masks(self, start: int, end: int) -> bool:
        """Whether any of them covers part of the range."""
        at = bisect_left(self._starts, end)
        return bool(at) and self._furthest[at - 1] > start


@cache
def _ordinal() -> re.Pattern[str]:
    words = any_of(column("ordinals", "phrase"))
    return re.compile(
        rf"(?<!\w)(?<!trong )(?<!tổng )(?<!dân )(?P<word>{words})\s*:?\s+(?P<number>\d+(?:[.,]\d+)*)"
        rf"(?!\s*[%\d/]|[.,]\d)(?!\s*{any_of(column('scale_words', 'word'))}(?!\w))",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A row of number_names.csv; a text without any of its `heads`, in small letters, cannot match."""

    pattern: re.Pattern[str]
    heads: tuple[str, ...]
    reason: NotRead
    unless_unit: bool


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(
        _Name(
            re.compile(rf"(?<![^\W\d_]){row['pattern']}", re.IGNORECASE),
            alternatives(row["heads"]),
            NotRead(row["reason"]),
            bool(row["unless_unit"]),
        )
        for row in rows("number_names")
    )


def find_mentions(text: str, offset: int, year: int | None) -> Mentions:
    """All mentions in a paragraph; `year` completes its partial dates."""
    addresses = find_addresses(text, offset)
    references = _outside(find_references(text, offset), addresses)
    taken = sorted([*addresses, *(r.span for r in references)], key=lambda span: span.start)
    periods = _outside(find_periods(text, offset, year), taken)
    masked = [Unread(span, NotRead.ADDRESS) for span in addresses]
    masked += [Unread(r.span, NotRead.REFERENCE) for r in references]
    masked += [Unread(m.span, NotRead.PERIOD) for m in periods]
    masked += [*_numbered(text, offset), *_named(text, offset)]
    return Mentions(
        periods=tuple(periods),
        dated=_dating(text, offset, periods, references),
        compared=tuple(m for m in periods if _is_compared(text, m.span.shift(-offset))),
        references=tuple(references),
        addresses=tuple(addresses),
        places=tuple(find_places(text, offset)),
        scopes=tuple(find_scopes(text, offset)),
        masked=tuple(sorted(masked, key=lambda mask: mask.span.start)),
    )


@cache
def _countable() -> frozenset[str]:
    """Ordinal words that may also stand before a count ("đợt 1", "nhóm 5 hộ")."""
    return frozenset(row["phrase"] for row in rows("ordinals") if row["unless_unit"])


def _is_compared(text: str, span: Span) -> bool:
    """Whether a period is one that something is compared with, a few words between ("so với vụ mùa năm 2018")."""
    if is_compared(text, span):
        return True
    before = text[max(0, span.start - _COMPARED_REACH) : span.start].lower()
    at = max(before.rfind("so với "), before.rfind("so mức "), before.rfind("so cùng "))
    return at >= 0 and not _CLAUSE_MARK.search(before, at)


def _numbered(text: str, offset: int) -> list[Unread]:
    """Enumerators and ordinals: numbers that say which, not how many."""
    found = [
        Unread(Span(m.start() + offset, m.end() + offset), NotRead.ORDINAL)
        for m in _ordinal().finditer(text)
        if m["word"].lower() not in _countable() or not counts_next(text, m.end())
    ]
    if enumerator := _ENUMERATOR.match(text):
        found.append(Unread(Span(offset, offset + enumerator.end()), NotRead.HEADING))
    return found


def _named(text: str, offset: int) -> list[Unread]:
    """Numbers that are part of a name (rows of number_names.csv)."""
    if _DIGITS.search(text) is None:
        return []
    lowered = text.lower()
    return [
        Unread(Span(m.start() + offset, m.end() + offset), name.reason)
        for name in _names()
        if any(head in lowered for head in name.heads)
        for m in name.pattern.finditer(text)
        if not (name.unless_unit and counts_next(text, m.end()))
    ]


def _dating(
    text: str, offset: int, periods: list[PeriodMention], references: list[Reference]
) -> tuple[PeriodMention, ...]:
    """The periods that stand right after a legal reference, or after a standard of poverty ("theo chuẩn nghèo đa
    chiều giai đoạn 2022-2025"), and date that."""
    starts = [m.span.start for m in periods]
    dated = [
        m
        for m in periods
        if _STANDARD.search(text, max(0, m.span.start - offset - _STANDARD_REACH), m.span.start - offset)
    ]
    for reference in references:
        at = bisect_left(starts, reference.span.end)
        if at < len(periods) and _joined(text[reference.span.end - offset : starts[at] - offset]):
            dated.append(periods[at])
    return tuple(dated)


def _joined(between: str) -> bool:
    return len(between) <= 12 and not between.strip(" ,()")


def _outside(mentions: Iterable[_Mention], taken: list[Span]) -> list[_Mention]:
    """The mentions that touch none of `taken`, which are in order and do not overlap."""
    starts = [span.start for span in taken]
    kept = []
    for mention in mentions:
        at = bisect_right(starts, mention.span.end - 1)
        if not at or taken[at - 1].end <= mention.span.start:
            kept.append(mention)
    return kept
