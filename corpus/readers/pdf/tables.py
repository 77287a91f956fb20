"""Ruled tables: boxes of cells → a grid with merged cells; one that goes on overleaf is one table."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf.engine import Box, Glyph
from corpus.readers.pdf.lines import rows_of_glyphs
from corpus.readers.pdf.paragraphs import join_lines
from corpus.readers.writing import GridCell

_SAME_EDGE, _SAME_COLUMN = 3.0, 5.0
_MOST_HEAD_ROWS = 5


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page: its box, its cells, and the x of its column edges."""

    box: Box
    cells: tuple[GridCell, ...]
    edges: tuple[float, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.rows for cell in self.cells)


def page_tables(tables: Iterable[Sequence[Box]], glyphs: Sequence[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from the top down, and the glyphs outside them. A frame around prose is no table."""
    found, outside = [], list(glyphs)
    for boxes in sorted(tables, key=lambda cells: min(cell[1] for cell in cells)):
        columns = _edges([x for cell in boxes for x in (cell[0], cell[2])])
        heights = _edges([y for cell in boxes for y in (cell[1], cell[3])])
        if len(columns) < 3 or len(heights) < 3:
            continue
        within, outside = _parted(outside, _around(boxes))
        table = _table(boxes, columns, heights, within)
        if _holds_words(table):
            found.append(table)
        else:
            outside += within
    return found, outside


def _holds_words(table: PageTable) -> bool:
    """Whether at least two cells hold text: else the rules are a frame or a drawing."""
    return sum(bool(cell.text) for cell in table.cells) > 1


def _edges(values: Iterable[float]) -> list[float]:
    """The edges that the values lie on, one for those close together."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _parted(glyphs: Iterable[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    """Glyphs whose middle lies in the box, and the others."""
    within: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        across = box[0] <= (glyph.x0 + glyph.x1) / 2 <= box[2]
        (within if across and box[1] <= (glyph.top + glyph.bottom) / 2 <= box[3] else outside).append(glyph)
    return within, outside


def _table(boxes: Sequence[Box], columns: list[float], heights: list[float], glyphs: list[Glyph]) -> PageTable:
    owners: dict[tuple[int, int], int] = {}
    places: list[tuple[int, int, int, int]] = []
    for i, (x0, top, x1, bottom) in enumerate(boxes):
        row, column = _at(heights, top), _at(columns, x0)
        place = (row, column, max(_at(heights, bottom), row + 1), max(_at(columns, x1), column + 1))
        places.append(place)
        owners.update({(r, c): i for r in range(row, place[2]) for c in range(column, place[3])})
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        row = bisect_left(heights, (glyph.top + glyph.bottom) / 2) - 1
        owner = owners.get((row, bisect_left(columns, (glyph.x0 + glyph.x1) / 2) - 1))
        if owner is not None:
            held.setdefault(owner, []).append(glyph)
    cells = [
        GridCell(row, column, _text(held.get(i, ())), end_row - row, end_column - column)
        for i, (row, column, end_row, end_column) in enumerate(places)
    ]
    return PageTable(_around(boxes), _without_empty_rows(cells), tuple(columns))


def _at(edges: Sequence[float], value: float) -> int:
    """The edge that a value lies on."""
    at = bisect_left(edges, value - _SAME_EDGE)
    return min(at, len(edges) - 1)


def _text(glyphs: Iterable[Glyph]) -> str:
    return join_lines([row.text for row in rows_of_glyphs(glyphs)])


def _without_empty_rows(cells: Iterable[GridCell]) -> tuple[GridCell, ...]:
    """The cells in reading order, without rows in which no cell starts (the rules of a double border)."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    numbers = {row: i for i, row in enumerate(sorted({cell.row for cell in ordered}))}
    return tuple(
        replace(cell, row=numbers[cell.row], rows=sum(r in numbers for r in range(cell.row, cell.row + cell.rows)))
        for cell in ordered
    )


def continues(before: PageTable, table: PageTable) -> bool:
    """Whether a table at the top of a page goes on from the one at the end of the page before."""
    if len(before.edges) != len(table.edges):
        return False
    shift = table.edges[0] - before.edges[0]
    return all(abs(b - a - shift) < _SAME_COLUMN for a, b in zip(before.edges, table.edges, strict=True))


def appended(cells: Sequence[GridCell], rows: int, table: PageTable) -> tuple[list[GridCell], int]:
    """The cells of a table with those of its next page below `rows` rows, and the first row of that page; head rows
    printed again are left out."""
    again = _repeated_rows(cells, table)
    kept = [replace(cell, row=cell.row - again + rows) for cell in table.cells if cell.row >= again]
    return [*cells, *kept], rows


def _repeated_rows(cells: Sequence[GridCell], table: PageTable) -> int:
    """How many rows at the top say what the table's own first rows say (words, not the rows of a form)."""
    head, own = _by_row(cells), _by_row(table.cells)
    same = 0
    while same < min(len(head), len(own) - 1, _MOST_HEAD_ROWS) and head.get(same) == own.get(same):
        same += 1
    return same if any(any(c.isalpha() for c in text) for r in range(same) for _, text in own.get(r, [])) else 0


def _by_row(cells: Iterable[GridCell]) -> dict[int, list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in cells:
        if cell.row < _MOST_HEAD_ROWS + 1:
            rows.setdefault(cell.row, []).append((cell.column, " ".join(cell.text.split())))
    return rows
