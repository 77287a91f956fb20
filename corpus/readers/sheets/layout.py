"""The layout of a sheet: which rows are lines (letterhead, title, unit, notes) and which are tables.

Empty rows part blocks. A row with one text is a line where it stands above or below a table, or where the head of
another table follows; within a table it is the name of a group. What a merged cell covers is not empty.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import TooComplex
from corpus.language.numbers import is_lone_number
from corpus.limits import Limits
from corpus.readers.sheets.cells import Place, SheetCells, covered
from corpus.readers.writing import GridCell, TextWriter

_YEAR = re.compile(r"(?:19|20)\d{2}")
# What stands above a table and names it, its unit or its sender; letterheads are two texts side by side.
_LINE = re.compile(
    r"(?:biểu|bảng|phụ lục|mẫu)\s+(?:số|[\dIVX]+\b)|(?:đvt|đơn vị(?:\s+tính)?)\s*:|số\s*:|cộng h(?:òa|oà) xã hội"
    r"|độc lập\s*-|.{2,40},\s*ngày\s[\d…. ]",
    re.IGNORECASE,
)
# A head over some columns only, which lacks heads beside it.
_PART_OF_HEAD = re.compile(r"(?:năm|quý|tháng|trong đó|chia ra|kế hoạch|thực hiện|ước|so sánh)\b", re.IGNORECASE)
_MOST_TEXT_ONLY_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is not empty: its texts by column."""

    number: int
    texts: dict[int, str]

    @property
    def is_single(self) -> bool:
        return len(self.texts) <= 1

    @property
    def is_captioned(self) -> bool:
        return len(self.texts) <= 2 and any(_LINE.match(text) for text in self.texts.values())

    @property
    def has_value(self) -> bool:
        """Whether a number stands beside something else; a year may be a head."""
        beside = list(self.texts.values())[1:]
        return any(is_lone_number(text) and not _YEAR.fullmatch(text) for text in beside)


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows that are lines or a table."""

    rows: list[_Row]
    is_table: bool


def write_sheet(writer: TextWriter, sheet: SheetCells, path: Path, limits: Limits) -> None:
    """Write a sheet's lines and tables in order. Raises TooComplex for a table with too many cells."""
    for part in _joined(list(_parts(sheet))):
        if part.is_table and not _is_text_only(part):
            writer.table(_grid(part, sheet.merged, path, limits))
        else:
            writer.blank()
            for text in (text for row in part.rows for text in row.texts.values()):
                writer.line(text)


def _parts(sheet: SheetCells) -> Iterator[_Part]:
    """The parts of each block of rows between empty ones."""
    for block in _blocks(sheet):
        start, fuller = 0, _next_fuller(block)
        while start < len(block):
            table = _table_start(block, start, sheet.merged)
            if table > start:
                yield _Part(block[start:table], is_table=False)
            start = _table_end(block, table, sheet.merged, fuller)
            if start > table:
                yield _Part(block[table:start], is_table=True)


def _blocks(sheet: SheetCells) -> Iterator[list[_Row]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.texts.items()):
        rows.setdefault(row, {})[column] = text
    most = max(rows, default=0), max((column for _, column in sheet.texts), default=0)
    inside = {at[0] for at, own in covered(sheet.merged, most) if own in sheet.texts}
    block: list[_Row] = []
    for number in sorted(rows.keys() | inside):
        if block and number != block[-1].number + 1:
            yield block
            block = []
        block.append(_Row(number, rows.get(number, {})))
    if block:
        yield block


def _table_start(block: list[_Row], start: int, merged: Mapping[Place, Place]) -> int:
    """The first row from `start` on that is no line."""
    for at in range(start, len(block)):
        if not (block[at].is_captioned or block[at].is_single) or _is_part_of_head(block, at, merged):
            return at
    return len(block)


def _is_part_of_head(block: list[_Row], at: int, merged: Mapping[Place, Place]) -> bool:
    """Whether a row's one text stands over some columns of the head in the next row."""
    if at + 1 >= len(block) or len(block[at].texts) != 1 or len(block[at + 1].texts) <= 2:
        return False
    column, text = next(iter(block[at].texts.items()))
    over = merged.get((block[at].number, column), (1, 1))[1]
    return over > 1 and column > min(block[at + 1].texts) and bool(_PART_OF_HEAD.match(text))


def _table_end(block: list[_Row], start: int, merged: Mapping[Place, Place], fuller: list[int]) -> int:
    """The row after the table that begins at `start`: from there on are lines, up to the end or to another head."""
    within = start  # the last row that a merged cell above reaches
    for at in range(start, len(block)):
        row = block[at]
        if row.number > within and (
            row.is_captioned or (row.is_single and _ends_table(block, at, merged, fuller[at]))
        ):
            return at
        reach = (row.number + merged.get((row.number, column), (1, 1))[0] - 1 for column in row.texts)
        within = max(within, *reach, row.number if at == start else 0)
    return len(block)


def _next_fuller(block: list[_Row]) -> list[int]:
    """For each row the first from it on that has more than one text, the end of the block where there is none."""
    nearest, found = [], len(block)
    for at in reversed(range(len(block))):
        found = found if block[at].is_single else at
        nearest.append(found)
    return nearest[::-1]


def _ends_table(block: list[_Row], at: int, merged: Mapping[Place, Place], following: int) -> bool:
    """Whether no row with values follows the single text, or a head before one."""
    if following == len(block):
        return True
    head = not block[following].has_value and not block[following].is_captioned
    whole = merged.get((block[at].number, min(block[at].texts, default=0)), (1, 1))[1] > 2
    return block[following].is_captioned or (head and (whole or len(block[following].texts) > 2))


def _joined(parts: list[_Part]) -> list[_Part]:
    """The parts, a table that begins with values joined to the one right above it: its head stands there."""
    joined: list[_Part] = []
    for part in parts:
        above = joined[-1] if joined else None
        if above and above.is_table and part.is_table and part.rows[0].has_value:
            joined[-1] = _Part([*above.rows, *part.rows], is_table=True)
        else:
            joined.append(part)
    return joined


def _is_text_only(part: _Part) -> bool:
    """Whether a table is a few texts side by side: a letterhead, signatures."""
    narrow = all(len(row.texts) <= 2 for row in part.rows) and len(part.rows) <= _MOST_TEXT_ONLY_ROWS
    return (narrow or len(part.rows) == 1) and not any(row.has_value for row in part.rows)


def _grid(part: _Part, merged: Mapping[Place, Place], path: Path, limits: Limits) -> list[GridCell]:
    """All cells of a table, empty ones too, beside those that a merged cell covers."""
    columns = [column for row in part.rows for column in row.texts]
    first, last = min(columns), max(columns)
    if len(part.rows) * (last - first + 1) > limits.max_cells:
        raise TooComplex(path, f"hơn {limits.max_cells} ô bảng", "reading.max_cells")
    own = {(row.number, column): text for row in part.rows for column, text in row.texts.items()}
    sizes = {at: size for at, size in merged.items() if at in own}
    hidden = {at for at, _ in covered(sizes, (part.rows[-1].number, last))} - own.keys()
    numbers = [row.number for row in part.rows]
    cells = []
    for i, row in enumerate(numbers):
        for column in range(first, last + 1):
            if (row, column) not in hidden:
                rows, width = sizes.get((row, column), (1, 1))
                height = sum(1 for number in numbers[i : i + rows] if number < row + rows)
                text = own.get((row, column), "")
                cells.append(GridCell(i, column - first, text, height, min(width, last - column + 1)))
    return cells
