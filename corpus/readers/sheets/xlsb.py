"""Binary workbooks (.xlsb) are checked before python-calamine fills a dense grid up to the farthest cell."""

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import DamagedReport, TooComplex
from corpus.limits import Limits
from corpus.readers.archive import SafeArchive

_WORKBOOK = "xl/workbook.bin"
_SHEETS = "xl/worksheets/"
# Record types of [MS-XLSB] 2.3.2: a row's head, the cells that hold something, with or without a formula.
_ROW, _CELLS = 0, frozenset(range(2, 12))
_GRID_CELLS = 4_000_000


def is_xlsb(archive: SafeArchive) -> bool:
    """Whether an archive is a binary workbook."""
    return _WORKBOOK in archive.names


def check_xlsb(path: Path, archive: SafeArchive, limits: Limits) -> None:
    """Raise TooComplex where a sheet's cells span too large a grid, DamagedReport for a broken record."""
    for name in archive.names:
        if name.startswith(_SHEETS) and name.endswith(".bin"):
            rows, columns, count = _extent(path, archive.read(name))
            if rows * columns > _GRID_CELLS:
                raise TooComplex(path, f"bảng trải trên {rows} hàng và {columns} cột", "reading.max_cells")
            if count > limits.max_cells:
                raise TooComplex(path, f"hơn {limits.max_cells} ô bảng", "reading.max_cells")


def _extent(path: Path, data: bytes) -> tuple[int, int, int]:
    """Rows and columns from the first cell's to the last one's, and how many cells there are."""
    row, count = 0, 0
    rows, columns = [1 << 20, 0], [1 << 14, 0]
    for kind, start, size in _records(path, data):
        if kind == _ROW and size >= 4:
            row = int.from_bytes(data[start : start + 4], "little")
        elif kind in _CELLS and size >= 4:
            column = int.from_bytes(data[start : start + 4], "little")
            count += 1
            rows = [min(rows[0], row), max(rows[1], row)]
            columns = [min(columns[0], column), max(columns[1], column)]
    return max(rows[1] - rows[0] + 1, 0), max(columns[1] - columns[0] + 1, 0), count


def _records(path: Path, data: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and size of each record ([MS-XLSB] 2.1.4)."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, most=2)
        size, at = _number(data, at, most=4)
        if at + size > len(data):
            raise DamagedReport(path, "bản ghi bị cắt ngang")
        yield kind, at, size
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first; for a record's type the same bits as written there."""
    value = 0
    for i in range(most):
        if at >= len(data):
            return value, at
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            break
    return value, at
