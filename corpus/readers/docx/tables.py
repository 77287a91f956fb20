"""Tables of a Word file: cells with what they cover, and which tables are no tables but a layout of the page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, Union

from corpus.errors import TooComplex
from corpus.language.normalise import fold
from corpus.limits import Limits
from corpus.readers.docx.styles import Styles, draws_borders
from corpus.readers.docx.text import ParagraphReader
from corpus.readers.docx.xml import Element, child, local, number, switch, value
from corpus.readers.writing import GridCell

# Wrappers that may stand between a row and its cells, or between a cell and its paragraphs.
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_WIDEST = 1000
_LAYOUT_ROWS, _LETTERHEAD_ROWS, _LAYOUT_CELLS = 3, 8, 2
# What only a letterhead or the block of signatures holds (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\W+tu do\W+hanh phuc|dang cong san viet nam|^noi nhan\b"
)
_FIGURE = re.compile(r"[\d.,%\s/()+-]*\d[\d.,%\s/()+-]*")

Block: TypeAlias = Union[str, "RawTable"]


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell: its place from 0, what it covers, its paragraphs and tables in order."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Its text, a line a paragraph; tables in it as one line each."""
        return "\n".join(block if isinstance(block, str) else block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before it is written."""

    cells: tuple[RawCell, ...]
    bordered: bool

    @property
    def text(self) -> str:
        """Its text in one line, as it stands in a cell of another table."""
        return "; ".join(text for cell in self.cells if (text := " ".join(cell.text.split())))

    @property
    def grid(self) -> list[GridCell]:
        """Its cells as a writer takes them."""
        return [GridCell(cell.row, cell.column, cell.text, cell.rows, cell.columns) for cell in self.cells]

    @property
    def is_layout(self) -> bool:
        """Whether it only places text on the page: a frame, a letterhead, signatures, a few bare cells."""
        filled = [cell for cell in self.cells if cell.text.strip()]
        if len({cell.row for cell in self.cells}) == 1 and len(filled) <= 1:
            return True
        if self._widest_row(filled) > _LAYOUT_CELLS or any(_FIGURE.fullmatch(cell.text) for cell in filled):
            return False
        height = max((cell.row + 1 for cell in self.cells), default=0)
        letterhead = any(_LETTERHEAD.search(fold(cell.text)) for cell in filled)
        return height <= (_LETTERHEAD_ROWS if letterhead else 0 if self.bordered else _LAYOUT_ROWS)

    @staticmethod
    def _widest_row(cells: Iterable[RawCell]) -> int:
        counts: dict[int, int] = {}
        for cell in cells:
            counts[cell.row] = counts.get(cell.row, 0) + 1
        return max(counts.values(), default=0)


class BlockReader:
    """Reads what stands in a body, cell, note or text box: paragraphs as text, tables row by row.

    Raises TooComplex where all tables together have more cells than allowed.
    """

    def __init__(self, path: Path, paragraphs: ParagraphReader, styles: Styles, limits: Limits) -> None:
        self._path, self._styles, self._limits = path, styles, limits
        self.paragraphs = paragraphs
        self._cells = 0

    def blocks(self, element: Element) -> Iterator[Block]:
        """The paragraphs (also empty ones of which a number is all that shows) and tables in an element."""
        for part in _unwrapped(element, "p", "tbl"):
            if local(part) == "tbl":
                yield self._table(part)
                continue
            paragraph = self.paragraphs.read(part)
            if paragraph.line:
                yield paragraph.line
            for box in paragraph.boxes:
                yield from self.blocks(box)

    def _table(self, element: Element) -> RawTable:
        builder = TableBuilder(self)
        for row in _unwrapped(element, "tr"):
            builder.add(row)
        return builder.finish(child(element, "tblPr"))

    def has_borders(self, properties: Element | None) -> bool:
        """Whether a table of these properties draws lines, by itself or by its style."""
        own = draws_borders(properties)
        return self._styles.bordered(value(properties, "tblStyle") or "") if own is None else own

    def count(self) -> None:
        """Count one more cell."""
        self._cells += 1
        if self._cells > self._limits.max_cells:
            raise TooComplex(self._path, f"hơn {self._limits.max_cells} ô bảng", "reading.max_cells")


class TableBuilder:
    """Builds a table from its rows, each of which may be forgotten after it was added."""

    def __init__(self, blocks: BlockReader) -> None:
        self._blocks = blocks
        self._cells: list[RawCell] = []
        self._open: dict[int, int] = {}  # column → the cell that goes on downward in it
        self._row = 0
        self._drawn = 0

    def add(self, row: Element) -> None:
        """The cells of the next row (`w:tr`). A row deleted under tracked changes or hidden is left out."""
        properties = child(row, "trPr")
        if child(properties, "del") is not None or switch(properties, "hidden"):
            return
        column = min(number(value(properties, "gridBefore")), _WIDEST)
        for cell in _unwrapped(row, "tc"):
            column += self._add_cell(cell, column)
        self._row += 1

    def _add_cell(self, cell: Element, column: int) -> int:
        """Take one cell; the number of columns it covers."""
        properties = child(cell, "tcPr")
        columns = max(1, min(number(value(properties, "gridSpan"), 1), _WIDEST))
        downward, sideways = _merge(properties, "vMerge"), _merge(properties, "hMerge")
        above = self._open.get(column)
        if downward == "continue" and above is not None:
            self._widen(above, rows=self._row - self._cells[above].row + 1)
            return columns
        if sideways == "continue" and self._cells and self._cells[-1].row == self._row:
            self._widen(-1, columns=self._cells[-1].columns + columns)
            return columns
        self._blocks.count()
        self._open.pop(column, None)
        if downward:
            self._open[column] = len(self._cells)
        self._drawn += draws_borders(properties) is True
        self._cells.append(RawCell(self._row, column, 1, columns, tuple(self._blocks.blocks(cell))))
        return columns

    def _widen(self, at: int, rows: int | None = None, columns: int | None = None) -> None:
        cell = self._cells[at]
        self._cells[at] = replace(cell, rows=rows or cell.rows, columns=columns or cell.columns)

    def finish(self, properties: Element | None) -> RawTable:
        """The table; `properties` are its `w:tblPr`."""
        drawn = self._drawn * 2 > len(self._cells)
        return RawTable(tuple(self._cells), drawn or self._blocks.has_borders(properties))


def _merge(properties: Element | None, name: str) -> str:
    """ "restart", "continue" or, for a cell that is not merged, ""."""
    merged = child(properties, name)
    return "" if merged is None else value(properties, name) or "continue"


def _unwrapped(element: Element, *names: str) -> Iterator[Element]:
    """Children of these names, also those in content controls and tracked insertions."""
    for part in element:
        name = local(part)
        if name in names:
            yield part
        elif name in _WRAPPERS:
            yield from _unwrapped(part, *names)
