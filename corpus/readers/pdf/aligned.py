"""Tables without rules: rows whose words stand in the same columns, figures among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.numbers import is_lone_number
from corpus.readers.pdf.lines import Line, Row
from corpus.readers.writing import GridCell

_FEWEST_ROWS = 3
_STEP = 3.2
# What stands in a column of figures where there is none.
_NO_FIGURE = frozenset(["-", "–", "...", "…"])
_ONE_COLUMN = 0.5


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows from `start` to before `end` as the cells of a table."""

    start: int
    end: int
    cells: tuple[GridCell, ...]


def aligned_tables(rows: Sequence[Row]) -> list[AlignedTable]:
    """The tables that the rows make without rules, from the top down."""
    found: list[AlignedTable] = []
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        table = _table(rows, at, end) if end - at >= _FEWEST_ROWS else None
        if table is not None:
            found.append(table)
        at = max(end, at + 1)
    return found


def _run(rows: Sequence[Row], at: int) -> int:
    """The end of the run of rows of several lines each that begins at `at`."""
    end = at
    while end < len(rows) and len(rows[end].lines) > 1 and (end == at or _near(rows[end - 1], rows[end])):
        end += 1
        wrapped = end + 1 < len(rows) and _wraps(rows[end - 1], rows[end]) and len(rows[end + 1].lines) > 1
        end += wrapped
    return end


def _near(before: Row, row: Row) -> bool:
    return row.bottom - before.bottom < _STEP * row.lines[0].size


def _wraps(before: Row, row: Row) -> bool:
    """Whether a row of one line goes on from the name in the row before, within its column."""
    if len(row.lines) > 1 or not _near(before, row):
        return False
    name = next((line for line in before.lines if not _is_figure(line)), before.lines[0])
    return abs(row.lines[0].x0 - name.x0) < row.lines[0].size and row.lines[0].x1 < _next_start(before, name)


def _next_start(row: Row, line: Line) -> float:
    return min((other.x0 for other in row.lines if other.x0 > line.x1), default=float("inf"))


def _is_figure(line: Line) -> bool:
    return line.text in _NO_FIGURE or is_lone_number(line.text)


def _table(rows: Sequence[Row], start: int, end: int) -> AlignedTable | None:
    """The table of a run of rows; None where they share no columns or too few figures stand in them."""
    figures = [row for row in rows[start:end] if any(_is_figure(line) for line in row.lines)]
    if len(figures) < _FEWEST_ROWS:
        return None
    columns = _columns([line for row in figures for line in row.lines])
    numeric = sum(_is_numeric(figures, column) for column in columns)
    usual = sorted(len(row.lines) for row in figures)[len(figures) // 2]
    if usual > len(columns) or numeric < 1 or numeric * 2 < len(columns) - 1:
        return None
    cells = _cells(rows[start:end], columns)
    return None if cells is None else AlignedTable(start, end, cells)


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches of the page's width that the lines stand in."""
    columns: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if columns and line.x0 < columns[-1][1] - _ONE_COLUMN:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.x1))
        else:
            columns.append((line.x0, line.x1))
    return columns


def _is_numeric(rows: Sequence[Row], column: tuple[float, float]) -> bool:
    own = [line for row in rows for line in row.lines if column[0] <= line.middle <= column[1]]
    return sum(map(_is_figure, own)) * 2 > len(own)


def _cells(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> tuple[GridCell, ...] | None:
    """The cells; None where two lines of a row would share one. A wrapped name joins the row above."""
    texts: list[dict[int, str]] = []
    for row in rows:
        own: dict[int, str] = {}
        for line in row.lines:
            column = min(range(len(columns)), key=lambda i: _distance(line, columns[i]))
            if column in own:
                return None
            own[column] = line.text
        if len(row.lines) == 1 and texts:
            texts[-1] = {**texts[-1], **{c: f"{texts[-1].get(c, '')} {t}".strip() for c, t in own.items()}}
        else:
            texts.append(own)
    return tuple(GridCell(r, c, own.get(c, "")) for r, own in enumerate(texts) for c in range(len(columns)))


def _distance(line: Line, column: tuple[float, float]) -> float:
    return abs(line.middle - (column[0] + column[1]) / 2) if not column[0] <= line.middle <= column[1] else 0.0
