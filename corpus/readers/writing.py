"""A text written piece by piece, with the places of its tables and pages: what every reader of a format uses."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EmptyReport, TooComplex
from corpus.language.normalise import clean
from corpus.limits import Limits
from corpus.records import Extract, Page, Span, Table, TableCell

_BETWEEN = " | "
_LONGEST_WORD = 2000
# A text with more control characters than this share is not text, whatever its bytes decode to.
_MOST_CONTROLS = 0.02
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOST_ASIDES = 1000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it is written: its place in the grid from 0, its text, how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class TextWriter:
    """Writes an Extract. Each piece is cleaned as it comes, so that offsets hold."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._cells = 0
        self._tables: list[Table] = []
        self._pages: list[Page] = []
        self._warnings: list[str] = []
        self._asides: list[str] = []

    def page(self, number: int | None = None, sheet: str = "", *, ocr: bool = False) -> None:
        """What follows stands on this page or sheet."""
        if len(self._pages) >= self._limits.max_pages:
            raise TooComplex(self._path, f"hơn {self._limits.max_pages} trang", "reading.max_pages")
        self._pages.append(Page(self._length, number, sheet, ocr))

    def warn(self, warning: str) -> None:
        """Keep one sentence for the admin; the same one is kept once."""
        if warning not in self._warnings:
            self._warnings.append(warning)

    def aside(self, text: str) -> None:
        """What stands on the page but is not the report: a header, a footer, a stamp. The same is kept once."""
        text = " ".join(clean(text).split())
        if text and text not in self._asides and len(self._asides) < _MOST_ASIDES:
            self._asides.append(text)

    def line(self, text: str) -> None:
        """One line (or several, where the text has line feeds) of its own; what is blank ends a block."""
        self._put(clean(text).strip(" \t") + "\n")

    def blank(self) -> None:
        """End a block: the next line starts a new paragraph."""
        if self._tail not in ("", "\n\n"):
            self._put("\n")

    def table(self, cells: Sequence[GridCell]) -> None:
        """A table, one line a row; line feeds within a cell become spaces. A table without text is left out."""
        self._cells += len(cells)
        if self._cells > self._limits.max_cells:
            raise TooComplex(self._path, f"hơn {self._limits.max_cells} ô bảng", "reading.max_cells")
        texts = [(cell, " ".join(clean(cell.text).split())) for cell in cells]
        if not any(text for _, text in texts):
            return
        self.blank()
        start, written, row = self._length, [], -1
        for cell, text in sorted(texts, key=lambda pair: (pair[0].row, pair[0].column)):
            if row >= 0:
                self._put(_BETWEEN if cell.row == row else "\n")
            row = cell.row
            written.append(
                TableCell(row, cell.column, Span(self._length, self._length + len(text)), cell.rows, cell.columns)
            )
            self._put(text)
        self._tables.append(Table(Span(start, self._length), tuple(written)))
        self._put("\n")
        self.blank()

    def extract(self, reader: str) -> Extract:
        """What was written. Raises EmptyReport where no letter was, or one endless word."""
        text = "".join(self._parts)
        check_words(self._path, text)
        return Extract(
            source=self._path.name,
            text=text,
            reader=reader,
            warnings=tuple(self._warnings),
            tables=tuple(self._tables),
            pages=tuple(self._pages),
            asides=tuple(self._asides),
        )

    def _put(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._limits.max_chars:
            raise TooComplex(self._path, f"hơn {self._limits.max_chars} ký tự", "reading.max_chars")
        self._parts.append(text)
        self._tail = (self._tail + text)[-2:]


def byte_order_mark(data: bytes) -> str:
    """The encoding that the first bytes announce, "" where they announce none."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def too_many_controls(text: str) -> int:
    """How many control characters a text has where that is more than any text has, else 0."""
    controls = sum(1 for c in text if c < " " and c not in "\n\r\t\f\v")
    return controls if controls > len(text) * _MOST_CONTROLS else 0


def check_words(path: Path, text: str) -> None:
    """Raise EmptyReport for a text without words: no letter at all, or one endless string."""
    if not any(c.isalpha() for c in text):
        raise EmptyReport(path, "không có chữ nào")
    longest = max(map(len, text.split()))
    if longest > _LONGEST_WORD and text.count(" ") < len(text) // _LONGEST_WORD:
        raise EmptyReport(path, "chỉ có một chuỗi ký tự liền, không có câu nào")
