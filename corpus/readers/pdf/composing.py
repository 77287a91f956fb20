"""Pages → text: paragraphs and tables are written whole, those that go on overleaf too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.readers.pdf.aligned import AlignedTable, aligned_tables
from corpus.readers.pdf.columns import columns_of
from corpus.readers.pdf.lines import Line, Row
from corpus.readers.pdf.pages import PageContent
from corpus.readers.pdf.paragraphs import Margins, goes_on, join_lines, margins_of
from corpus.readers.pdf.tables import PageTable, appended, continues
from corpus.readers.writing import GridCell, TextWriter
from corpus.records import Extract

# Where the right margin of a page is at least, as a share of its width.
_LEAST_RIGHT = 0.82


@dataclass(slots=True)
class _OpenTable:
    """A table that may go on overleaf; `starts` are the first rows of its further pages by page number."""

    part: PageTable
    page: int
    cells: list[GridCell]
    rows: int
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _OpenParagraph:
    texts: list[str]
    last: Line
    margins: Margins
    page: int
    prose: bool


class Composer:
    """Writes pages one after the other.

    The mark of a page stands at the first line that begins on it: the end of a paragraph that began on the page
    before counts to that page. Within a table that goes on overleaf, it stands at the first row of the page.
    """

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._marks: list[tuple[int, bool]] = []
        self._paragraph: _OpenParagraph | None = None
        self._table: _OpenTable | None = None
        self._tables = 0
        self._moves: dict[int, tuple[int, int]] = {}

    def page(self, page: PageContent) -> None:
        """Write a page; what may go on overleaf is kept open."""
        self._marks.append((page.number, page.ocr))
        margins = margins_of([row.lines[0] for row in page.rows if len(row.lines) == 1], _LEAST_RIGHT * page.width)
        for part in _parts(page):
            if isinstance(part, PageTable):
                self._ruled(part, page.number)
            else:
                self._rows(part, page, margins)

    def end(self, reader: str) -> Extract:
        """What was written. Raises EmptyReport where no letter was."""
        self._close()
        self._write_marks()
        extract = self._writer.extract(reader)
        starts = {number: _row_start(extract, *place) for number, place in self._moves.items()}
        pages = (replace(p, start=starts.get(p.number or 0, p.start)) for p in extract.pages)
        return replace(extract, pages=tuple(pages))

    def _rows(self, rows: Sequence[Row], page: PageContent, margins: Margins) -> None:
        at = 0
        for table in aligned_tables(rows):
            self._prose(rows[at : table.start], page, margins)
            self._aligned(table)
            at = table.end
        self._prose(rows[at:], page, margins)

    def _prose(self, rows: Sequence[Row], page: PageContent, margins: Margins) -> None:
        for column in columns_of(rows, page.width):
            single = len(column.lines) == 1 or any(row.whole is line for row in rows for line in column.lines[:1])
            own = margins if single else margins_of(column.lines)
            for line in column.lines:
                self._line(line, own, page.number, prose=column.prose)

    def _line(self, line: Line, margins: Margins, page: int, *, prose: bool) -> None:
        open_one = self._paragraph
        if open_one is not None and (open_one.prose or open_one.page == page):
            following = margins if open_one.page != page or margins != open_one.margins else None
            if _joins(open_one, line, following, prose=prose):
                open_one.texts.append(line.text)
                open_one.last, open_one.margins, open_one.page = line, margins, page
                return
        loose = open_one is not None and not (open_one.prose and prose)
        self._close()
        if not loose and open_one is not None and not _both_centred(open_one, line):
            self._writer.blank()
        self._write_marks()
        self._paragraph = _OpenParagraph([line.text], line, margins, page, prose)

    def _ruled(self, part: PageTable, page: int) -> None:
        table = self._table
        if table is not None and table.page != page and continues(table.part, part):
            table.cells, start = appended(table.cells, table.rows, part)
            table.rows = max(cell.row + cell.rows for cell in table.cells)
            table.starts = {number: start for number, _ in self._marks} | table.starts
            table.part, table.page = part, page
            return
        self._close()
        self._write_marks()
        self._table = _OpenTable(part, page, list(part.cells), part.rows)

    def _aligned(self, table: AlignedTable) -> None:
        self._close()
        self._write_marks()
        self._writer.table(table.cells)
        self._tables += 1

    def _close(self) -> None:
        if self._paragraph is not None:
            self._writer.line(join_lines(self._paragraph.texts))
            self._paragraph = None
        if self._table is not None:
            self._writer.table(self._table.cells)
            self._moves.update({number: (self._tables, row) for number, row in self._table.starts.items()})
            self._tables += 1
            self._table = None

    def _write_marks(self) -> None:
        for number, ocr in self._marks:
            self._writer.page(number, ocr=ocr)
        self._marks.clear()


def _joins(paragraph: _OpenParagraph, line: Line, following: Margins | None, *, prose: bool) -> bool:
    """Whether a line belongs to a paragraph; within a letterhead or signature only the broken motto is mended."""
    margins = paragraph.margins if paragraph.prose and prose else Margins(0, 1e9, 0, indents=False)
    return goes_on(paragraph.last, line, margins, following if prose else None)


def _both_centred(paragraph: _OpenParagraph, line: Line) -> bool:
    """Whether two lines share their middle, as those of a title do, and not their left edge."""
    last = paragraph.last
    return abs(last.middle - line.middle) < line.size / 2 and abs(last.x0 - line.x0) > line.size / 2


def _parts(page: PageContent) -> Iterator[PageTable | list[Row]]:
    """The tables of a page and the runs of rows between them, from the top down."""
    rest = list(page.rows)
    for table in page.tables:
        above = [row for row in rest if row.top < table.box[1]]
        rest = [row for row in rest if row.top >= table.box[1]]
        if above:
            yield above
        yield table
    if rest:
        yield rest


def _row_start(extract: Extract, table: int, row: int) -> int:
    """Where a row of a table starts in the text."""
    return min(cell.span.start for cell in extract.tables[table].cells if cell.row >= row)
