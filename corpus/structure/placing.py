"""Where the tables of a report stand: their lines are no prose, their caption and headings stand above them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.records import Section, Span, Table
from corpus.structure.lines import Line

_CAPTION = re.compile(r"^(?:biểu|bảng|phụ lục|đvt|đơn vị)", re.IGNORECASE)
_UNIT_NOTE = re.compile(r"(?:đvt|đơn vị(?:\s+tính)?)\s*:", re.IGNORECASE)
_CAPTION_LINES, _LONGEST_CAPTION = 3, 200


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with what stands above it: headings from the outermost in, and its caption ("" if none)."""

    table: Table
    headings: tuple[str, ...]
    caption: str


def outside(lines: list[Line], tables: Sequence[Table]) -> list[Line]:
    """The lines that belong to no table; the first after one starts a block."""
    kept: list[Line] = []
    starts = [table.span.start for table in tables]
    before = 0
    for line in lines:
        at = bisect_right(starts, line.span.start)
        if at and line.span.start < tables[at - 1].span.end:
            continue
        kept.append(replace(line, blank_before=True) if at != before else line)
        before = at
    return kept


def place_tables(
    text: str, lines: Sequence[Line], sections: Sequence[Section], tables: Sequence[Table]
) -> tuple[PlacedTable, ...]:
    """The tables in order, each with its headings and caption; one that goes on overleaf under the same heads has
    the caption of the page before."""
    placed: list[PlacedTable] = []
    starts = [line.span.start for line in lines]
    before = 0  # what stands over the table before is not this one's caption
    for table in tables:
        at = bisect_left(starts, table.span.start)
        above = lines[max(bisect_left(starts, before), at - _CAPTION_LINES) : at]
        before = table.span.end
        headings = tuple(s.heading for s in sections if s.span.start <= table.span.start < s.span.end)
        caption = _caption(above)
        if placed and _CAPTION.match(caption) is None and _head(text, table) == _head(text, placed[-1].table):
            caption = placed[-1].caption
        placed.append(PlacedTable(table, headings, caption))
    return tuple(placed)


def _head(text: str, table: Table) -> list[str]:
    """The wording of a table's first row."""
    first = min((cell.row for cell in table.cells), default=0)
    return [cell.span.of(text).strip() for cell in table.cells if cell.row == first]


def _caption(above: Sequence[Line]) -> str:
    """The short line right above a table, and the lines about it that name it or its unit."""
    kept: list[str] = []
    for line in reversed(above):
        named = _CAPTION.match(line.text) or _UNIT_NOTE.search(line.text)
        if len(line.text) > _LONGEST_CAPTION or not (named or not kept or _UNIT_NOTE.search(kept[0])):
            break
        kept.insert(0, line.text)
    return " ".join(kept)


def chunks(text: str, table: Table, most: int) -> list[Span]:
    """The table cut between rows into spans of at most about `most` syllables, each at least one row."""
    rows: dict[int, Span] = {}
    for cell in table.cells:
        known = rows.get(cell.row)
        rows[cell.row] = (
            cell.span if known is None else Span(min(known.start, cell.span.start), max(known.end, cell.span.end))
        )
    pieces: list[Span] = []
    for _, span in sorted(rows.items()):
        if not span.of(text).strip():
            continue
        if pieces and len(text[pieces[-1].start : span.end].split()) <= most:
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return pieces
