"""Every digit of a report is part of a figure or listed here with the reason why it is not: nothing disappears."""

import re
from collections.abc import Iterable, Sequence

from corpus.records import Fact, FactKind, NotRead, Span, Unread

_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*")


def not_read(
    text: str, facts: Iterable[Fact], masked: Iterable[Unread], lines: Sequence[Span], read: Sequence[Span]
) -> tuple[Unread, ...]:
    """The runs of digits that are no figure, in order, each with its reason.

    `masked` is what the paragraphs set aside, `lines` are the report's own lines (the rest of the file is
    furniture), `read` the paragraphs and tables among them (the rest are headings).
    """
    figures = _Cover(f.span for f in facts if f.kind is FactKind.FIGURE)
    reasons = sorted(masked, key=lambda mask: mask.span.start)
    masks = _Cover(mask.span for mask in reasons)
    report, prose = _Cover(lines), _Cover(read)
    found: list[Unread] = []
    for match in _DIGITS.finditer(text):
        span = Span(match.start(), match.end())
        if figures.at(span) is not None:
            continue
        if (at := masks.at(span)) is not None:
            if not found or found[-1].span.end <= reasons[at].span.start:
                found.append(reasons[at])
        elif report.at(span) is None:
            found.append(Unread(span, NotRead.FURNITURE))
        else:
            found.append(Unread(span, NotRead.HEADING if prose.at(span) is None else _shape(text, span)))
    return tuple(found)


def _shape(text: str, span: Span) -> NotRead:
    """A code where letters touch the digits, else a shape that no rule reads as one number."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return NotRead.CODE if before.isalpha() or after.isalpha() or "_" in (before, after) else NotRead.SHAPE


class _Cover:
    """Spans asked for in order: which of them covers part of a span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(enumerate(spans), key=lambda item: item[1].start)
        self._at = 0

    def at(self, span: Span) -> int | None:
        """The number of the first span that overlaps `span`; the spans asked for must run forward."""
        while self._at < len(self._spans) and self._spans[self._at][1].end <= span.start:
            self._at += 1
        for number, candidate in self._spans[self._at : self._at + 4]:
            if candidate.start < span.end and span.start < candidate.end:
                return number
        return None
