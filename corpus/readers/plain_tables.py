"""Tables in plain text: runs of lines whose cells are parted by "|" or by tabs."""

import re
from collections.abc import Iterator

from corpus.records import Span, Table, TableCell

_RULE = re.compile(r"[\s|:+=-]+")
_FEWEST_ROWS, _FEWEST_CELLS = 2, 2


def plain_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text in order; a line of dashes under the head is no row."""
    tables: list[Table] = []
    block: list[Span] = []
    mark = ""
    for line in _lines(text):
        own = _mark(line.of(text))
        if block and own != mark:
            tables.extend(_table(text, block, mark))
            block = []
        mark = own
        if own:
            block.append(line)
    if block:
        tables.extend(_table(text, block, mark))
    return tuple(tables)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for raw in text.split("\n"):
        yield Span(at, at + len(raw))
        at += len(raw) + 1


def _mark(line: str) -> str:
    """What parts the cells of a line, "" where it is no row."""
    if line.count("|") >= _FEWEST_CELLS - 1 and (line.strip().startswith("|") or " | " in line):
        return "|"
    return "\t" if line.strip().count("\t") >= _FEWEST_CELLS - 1 else ""


def _table(text: str, lines: list[Span], mark: str) -> Iterator[Table]:
    rows = [_cells(text, line, mark) for line in lines if not _RULE.fullmatch(line.of(text))]
    if len(rows) < _FEWEST_ROWS:
        return
    cells = [TableCell(i, j, span) for i, row in enumerate(rows) for j, span in enumerate(row)]
    yield Table(Span(lines[0].start, lines[-1].end), tuple(cells))


def _cells(text: str, line: Span, mark: str) -> list[Span]:
    """The spans of a row's cells without the white space around them."""
    wording, cells, at = line.of(text), [], line.start
    for piece in wording.split(mark):
        stripped = piece.strip()
        start = at + (piece.index(stripped[0]) if stripped else 0)
        cells.append(Span(start, start + len(stripped)))
        at += len(piece) + len(mark)
    if mark == "|":  # the outer bars of "| a | b |" open no cell
        cells = cells[1:] if wording.lstrip().startswith("|") else cells
        cells = cells[:-1] if wording.rstrip().endswith("|") else cells
    return cells
