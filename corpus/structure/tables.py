"""The structure of a table: which rows and columns are heads, what each value cell stands under and beside.

The layouts are those of the forms of Vietnamese statistics and budget reports (Thông tư 343/2016/TT-BTC): a head of
one to four rows, perhaps numbered below ("A B 1 2 3"), an ordinal column, a name column, perhaps a unit column.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.language.normalise import fold
from corpus.language.numbers import is_lone_number
from corpus.records import Span, Table, TableCell

_YEAR = re.compile(r"(?:19|20)\d{2}")
_COLUMN_NUMBER = re.compile(r"\(?(?:[A-D]|\d{1,2}(?:\s*=.*)?)\)?")
_LEADING_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})")
_ORDINAL = re.compile(r"(?:[IVXL]+|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[-–+*•])[.)]?")
_ORDINAL_HEADS = frozenset(["tt", "stt", "so tt", "so thu tu"])
_UNIT_HEADS = frozenset(["don vi", "don vi tinh", "dvt", "dv tinh"])
_MOST_HEAD_ROWS = 4
# Levels of a row by its mark, outermost first; a row without one stands below the numbered ones.
_LEVELS = (
    (
        0,
        re.compile(
            r"(?:tổng số|tổng cộng|cộng|toàn (?:tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|thành phố|ngành)|tổng)\b",
            re.IGNORECASE,
        ),
    ),
    (1, re.compile(r"[A-HJKM-UWYZĐ][.)]?$|[A-D][.)]\s")),
    (2, re.compile(r"[IVXL]+[.)]?$|[IVXL]+[.)]\s")),
    (3, re.compile(r"\d{1,3}[.)]?$|\d{1,3}[.)]\s")),
    (4, re.compile(r"\d{1,3}\.\d{1,2}[.)]?(?:$|\s)")),
    (5, re.compile(r"[a-zđ][.)]?$|[a-zđ][.)]\s")),
    (6, re.compile(r"[-–](?:$|\s)|(?:trong đó|gồm|bao gồm|chia ra)\b", re.IGNORECASE)),
    (7, re.compile(r"[+*•](?:$|\s)")),
)
_UNMARKED, _PLAIN = 6, 3
TOTAL = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A body row: its level in the hierarchy (0 a total), its name cell, the cell of its unit, its value cells."""

    number: int
    level: int
    name: Span
    unit: Span | None
    values: tuple[TableCell, ...]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table understood: body rows in order, and the head cells over each column, outermost first.

    `corner` are the heads over the ordinals and names, `names_head` the one right over the names.
    """

    rows: tuple[Row, ...]
    heads: Mapping[int, tuple[Span, ...]]
    corner: tuple[Span, ...]
    names_head: tuple[Span, ...]


def understand_table(text: str, table: Table) -> Grid:
    """Heads, names, units and values of a table; a table without values has no rows."""
    lines = _by_row(table)
    head_rows = _head_rows(text, lines)
    numbered = frozenset(n for n, cells in lines[: head_rows + 1] if _is_numbering(text, cells))
    heads = _heads(text, table, head_rows, numbered)
    body = [cells for number, cells in lines if number >= head_rows]
    if body and _is_numbering(text, body[0]):
        body = body[1:]
    names = _name_column(text, body, heads)
    # over the names "Đơn vị" says whose the rows are
    units = next(
        (c for c, spans in heads.items() if c != names and spans and _key(text, spans[-1]) in _UNIT_HEADS), None
    )
    rows = _rows(text, body, names, units)
    corner = tuple(span for column in range(names + 1) for span in heads.get(column, ()))
    return Grid(tuple(rows), heads, corner, heads.get(names, ())[-1:])


def is_number(wording: str) -> bool:
    """Whether a cell holds one number and nothing else."""
    return is_lone_number(wording.strip())


def _by_row(table: Table) -> list[tuple[int, list[TableCell]]]:
    rows: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return sorted(rows.items())


def _head_rows(text: str, lines: Sequence[tuple[int, list[TableCell]]]) -> int:
    """How many rows at the top are heads: those before the first that has a value beside a name."""
    for number, cells in lines[: _MOST_HEAD_ROWS + 1]:
        words = [cell.span.of(text) for cell in cells]
        values = [w for w in words[1:] if is_number(w) and not _YEAR.fullmatch(w)]
        if values and not _is_numbering(text, cells):
            return number
    return 1 if lines else 0


def _is_numbering(text: str, cells: Sequence[TableCell]) -> bool:
    """Whether a row numbers the columns ("A B 1 2 3=2/1")."""
    words = [w for cell in cells if (w := cell.span.of(text).strip())]
    numbers = [int(match["number"]) for word in words if (match := _LEADING_NUMBER.match(word))]
    steps = all(b - a == 1 for a, b in pairwise(numbers))
    return len(words) > 2 and all(_COLUMN_NUMBER.fullmatch(w) for w in words) and steps and bool(numbers)


def _heads(text: str, table: Table, head_rows: int, numbered: frozenset[int]) -> dict[int, tuple[Span, ...]]:
    """The head cells over each column; a merged one is over all that it covers, an empty one over none."""
    heads: dict[int, list[Span]] = {}
    for cell in table.cells:
        if cell.row >= head_rows or cell.row in numbered or not cell.span.of(text).strip():
            continue
        for column in range(cell.column, cell.column + cell.columns):
            heads.setdefault(column, []).append(cell.span)
    return {column: tuple(spans) for column, spans in heads.items()}


def _name_column(text: str, body: Sequence[Sequence[TableCell]], heads: Mapping[int, tuple[Span, ...]]) -> int:
    """The column that names the rows: the first that is no ordinal one."""
    if heads.get(0) and _key(text, heads[0][-1]) in _ORDINAL_HEADS:
        return 1
    first = [cells[0].span.of(text).strip() for cells in body if cells]
    marks = sum(1 for word in first if not word or _ORDINAL.fullmatch(word))
    named = any(len(cells) > 1 and not is_number(cells[1].span.of(text)) for cells in body)
    return 1 if first and marks == len(first) and named else 0


def _rows(text: str, body: Sequence[Sequence[TableCell]], names: int, units: int | None) -> list[Row]:
    rows: list[Row] = []
    above: list[int] = []
    for number, cells in enumerate(body):
        by_column = {cell.column: cell for cell in cells}
        name = by_column.get(names)
        if name is None or not any(c.isalpha() for c in name.span.of(text)):
            continue
        ordinal = by_column[0].span.of(text).strip() if names and 0 in by_column else None
        level = _level(ordinal, name.span.of(text).strip())
        values = tuple(c for c in cells if c.column > names and c.column != units and is_number(c.span.of(text)))
        while above and rows[above[-1]].level >= level:
            above.pop()
        unit = by_column[units].span if units in by_column and units is not None else None
        rows.append(Row(number, level, name.span, unit, values, above[-1] if above else None))
        above.append(len(rows) - 1)
    return _under_last_total(rows)


def _under_last_total(rows: list[Row]) -> list[Row]:
    """A total in the last row is the whole of the outermost rows above it."""
    if len(rows) < 2 or rows[-1].level != TOTAL or any(row.level == TOTAL for row in rows[:-1]):
        return rows
    last = len(rows) - 1
    return [replace(row, parent=last) if row.parent is None and i < last else row for i, row in enumerate(rows)]


def _level(ordinal: str | None, name: str) -> int:
    """The level by the mark in the ordinal column or before the name; without one it hangs below a marked row."""
    if _LEVELS[TOTAL][1].match(name):
        return TOTAL
    for wording in (ordinal, name):
        for level, pattern in _LEVELS[1:]:
            if wording and pattern.match(wording):
                return level
    return _UNMARKED if ordinal == "" else _PLAIN


def _key(text: str, span: Span) -> str:
    return re.sub(r"\W+", " ", fold(span.of(text))).strip()
