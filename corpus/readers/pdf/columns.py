"""The order in which rows are read: down the page, but a letterhead, a signature and columns of prose each column
by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.lines import Line, Row

# In letter heights: the narrowest gutter between columns, the widest step from row to row within a column.
_GUTTER, _STEP = 0.8, 2.6
_FEWEST_PROSE_ROWS = 8
_CENTRED = 12.0
_APART = re.compile(
    r"CỘNG (?:HÒA|HOÀ) XÃ HỘI|Độc lập\s*[-–]|.{2,40},\s*ngày\s+\d{1,2}\s+tháng|Số\s*:"
    r"|Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s",
)


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other. `prose` tells whether they may make paragraphs."""

    lines: tuple[Line, ...]
    prose: bool


def columns_of(rows: Sequence[Row], width: float) -> list[Column]:
    """The rows in reading order, those of one column after those of the one before; `width` is the page's."""
    columns: list[Column] = []
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at, width)
        if gutter is None:
            end = at + 1
            columns.append(Column((rows[at].whole,), prose=True))
        else:
            columns.extend(_sides(rows[at:end], sum(gutter) / 2))
        at = end
    return _merged(columns)


def _merged(columns: Sequence[Column]) -> list[Column]:
    """Single rows of prose one under the other, as one column."""
    merged: list[Column] = []
    for column in columns:
        single = column.prose and len(column.lines) == 1
        if single and merged and merged[-1].prose and merged[-1].lines[-1].bottom <= column.lines[0].bottom:
            merged[-1] = Column((*merged[-1].lines, *column.lines), prose=True)
        else:
            merged.append(column)
    return merged


def _band(rows: Sequence[Row], at: int, width: float) -> tuple[int, tuple[float, float] | None]:
    """How far the rows from `at` on share a gutter, and the gutter; None where the row is no band."""
    if len(rows[at].lines) < 2:
        return at + 1, None
    gutter = _widest_gap(rows[at])
    wide, end = 1, at + 1
    while end < len(rows):
        row = rows[end]
        narrowed = _narrowed(gutter, row)
        if narrowed is None or not _near(rows[end - 1], row) or _is_title(rows, end, width):
            break
        gutter, end = narrowed, end + 1
        wide += len(row.lines) > 1
    apart = any(_APART.match(line.text) for row in rows[at:end] for line in row.lines)
    return (end, gutter) if wide > 1 or apart else (at + 1, None)


def _widest_gap(row: Row) -> tuple[float, float]:
    gaps = [(a.x1, b.x0) for a, b in zip(row.lines, row.lines[1:], strict=False)]
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _narrowed(gutter: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """What is left of the gutter beside a row; None where the row crosses it."""
    left, right = gutter
    for line in row.lines:
        if line.middle < (left + right) / 2:
            left = max(left, line.x1)
        else:
            right = min(right, line.x0)
    return (left, right) if right - left > _GUTTER * row.lines[0].size else None


def _near(before: Row, row: Row) -> bool:
    return row.bottom - before.bottom < _STEP * max(line.size for line in before.lines)


def _is_title(rows: Sequence[Row], at: int, width: float) -> bool:
    """Whether a row stands by itself in the middle of the page."""
    row = rows[at]
    return len(row.lines) == 1 and abs(row.lines[0].middle - width / 2) < _CENTRED


def _sides(rows: Sequence[Row], middle: float) -> list[Column]:
    """The two sides of a band; those of many rows are columns of prose."""
    sides = [
        [line for row in rows for line in row.lines if (line.middle > middle) == right] for right in (False, True)
    ]
    return [Column(tuple(side), prose=len(side) >= _FEWEST_PROSE_ROWS) for side in sides if side]
