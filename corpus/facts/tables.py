"""Tables → facts: a value's row head says what is counted, its column heads when, in what state, in which unit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.facts.source import Source
from corpus.facts.table_heads import (
    NO_HEAD,
    Head,
    bare,
    counted_in,
    label_of,
    rate_relation,
    read_head,
    scale_factor,
    split_scale,
    unit_in_brackets,
)
from corpus.facts.units import unit_kind
from corpus.language.numbers import parse_number
from corpus.language.periods import find_periods
from corpus.language.places import find_places
from corpus.records import (
    Fact,
    FactKind,
    Period,
    Quantity,
    RatioKind,
    Relation,
    Span,
    Status,
    Table,
    TableCell,
)
from corpus.structure.tables import TOTAL, Grid, Row, understand_table

_UNIT_NOTE = re.compile(r"(?:đơn vị(?:\s+tính\s*:?|\s*:)|đvt\s*:?)\s*(?P<unit>[^\n|;)]{1,40})", re.IGNORECASE)
_NUMBER = re.compile(r"[-–−+]?\(?\s*(?P<a>\d[\d.,]*)(?:\s*/\s*(?P<b>\d[\d.,]*))?\s*(?P<percent>%?)\)?")
_CAPTION_NUMBER = re.compile(r"^(?:biểu|bảng|phụ lục)(?:\s+số)?\s*[\dIVX.]*\s*[.:]?\s*", re.IGNORECASE)
_PLACE_HEAD = re.compile(r"(?<!\w)(?P<level>huyện|xã|phường|thôn|bản|tỉnh|địa phương)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableSource:
    """What a table inherits: its report, the headings above it, its caption with the note of its unit."""

    report: Source
    headings: tuple[str, ...]
    caption: str

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text


def table_facts(source: TableSource, table: Table, base: int) -> list[Fact]:
    """The facts of a table, row by row; `base` is the position that the first will have in the report."""
    grid = understand_table(source.text, table)
    heads = {number: read_head(source.text, spans, source.report.year) for number, spans in grid.heads.items()}
    facts: list[Fact] = []
    placed: dict[tuple[int, int], int] = {}
    for i, row in enumerate(grid.rows):
        for cell in row.values:
            fact = _fact(source, grid, row, cell, heads)
            if fact is not None:
                placed[i, cell.column] = base + len(facts)
                facts.append(fact)
    return _linked(facts, grid, heads, placed, base)


def _fact(source: TableSource, grid: Grid, row: Row, cell: TableCell, heads: Mapping[int, Head]) -> Fact | None:
    head = heads.get(cell.column, NO_HEAD)
    unit, stated = _unit(source, grid, row, head)
    quantity = _quantity(source, cell, unit)
    if quantity is None:
        return None
    text = source.text
    names = _names(grid, row)
    name = bare(row.name.of(text))
    where = _row_place(source, grid, row)
    label = label_of(head, source.report.year)
    titles = (
        [label or _title(source)] if where or row.level == TOTAL else [bare(n.of(text)) for n in (*names, row.name)]
    )
    return Fact(
        kind=FactKind.FIGURE,
        wording=cell.span.of(text),
        span=cell.span,
        passage=source.report.passage_of(cell.span),
        own=cell.span,
        clause=cell.span,
        sentence=Span(row.name.start, max(cell.span.end, row.values[-1].span.end)),
        quantity=quantity,
        measure=" – ".join(dict.fromkeys(titles)),
        category="" if titles == [label] else label,
        context=(row.name, *names[::-1], *head.spans)[:6],
        period=head.period or _caption_period(source),
        compared_with=head.compared,
        place=where or _place(source, row, head),
        status=head.status,
        yardstick=head.yardstick,
        why=(f"đơn vị: {stated}", f"bảng: hàng “{name}”, cột “{head.wording}”"),
    )


def _title(source: TableSource) -> str:
    """The caption without its number and its note of the unit."""
    return _UNIT_NOTE.sub("", _CAPTION_NUMBER.sub("", source.caption)).strip(" .:-–()")


def _row_place(source: TableSource, grid: Grid, row: Row) -> str:
    """The place that a row is for, where the names are places; "" otherwise."""
    name = bare(row.name.of(source.text))
    if places := find_places(name):
        return places[-1].name if places[-1].span.end >= len(name) - 1 else ""
    head = " ".join(span.of(source.text) for span in grid.names_head)
    level = _PLACE_HEAD.search(head)
    if level is None or row.level == TOTAL or not name[:1].isupper():
        return ""
    return name if level["level"].lower() == "địa phương" else f"{level['level'].lower()} {name}"


def _unit(source: TableSource, grid: Grid, row: Row, head: Head) -> tuple[str, str]:
    """The unit of a value and where it was found: column head, unit column, row head, corner or caption."""
    text = source.text
    name = row.name.of(text)
    corner = " ".join(span.of(text) for span in grid.corner)
    note = _UNIT_NOTE.search(source.caption) or _UNIT_NOTE.search(corner)
    found = (
        (head.unit, "đầu cột"),
        (row.unit.of(text).strip() if row.unit else "", "cột đơn vị"),
        (unit_in_brackets(name), "đầu hàng"),
        (counted_in(head.wording), "vật được đếm"),
        (unit_in_brackets(corner), "góc bảng"),
        (note["unit"].strip(" .:") if note else "", "ghi chú đơn vị"),
        (counted_in(name), "vật được đếm"),
    )
    return next(((unit, where) for unit, where in found if unit), ("", "không"))


def _quantity(source: TableSource, cell: TableCell, unit: str) -> Quantity | None:
    wording = cell.span.of(source.text)
    match = _NUMBER.match(wording)
    value = parse_number(match["a"].rstrip(".,"), source.report.separators) if match else None
    if match is None or value is None:
        return None
    of = parse_number(match["b"].rstrip(".,"), source.report.separators) if match["b"] else None
    unit = "%" if match["percent"] else unit
    scale_word, plain = split_scale(unit)
    return Quantity(
        value=-value if wording[:1] in "-–−" else value,
        unit=plain,
        span=cell.span,
        number=cell.span,
        scale=scale_factor(scale_word),
        scale_word=scale_word,
        of=of,
        ratio=RatioKind.NONE if of is None else RatioKind.PLAN if value > of else RatioKind.PART,
    )


def _names(grid: Grid, row: Row) -> tuple[Span, ...]:
    """The names of the rows above in the hierarchy, outermost first; a total names nothing."""
    names: list[Span] = []
    parent = row.parent
    while parent is not None and len(names) < 4:
        if grid.rows[parent].level:
            names.append(grid.rows[parent].name)
        parent = grid.rows[parent].parent
    return tuple(reversed(names))


def _place(source: TableSource, row: Row, head: Head) -> str:
    """The place that the row or the column names, else that of the caption, the headings, the report."""
    for wording in (row.name.of(source.text), head.wording, source.caption, *reversed(source.headings)):
        if places := find_places(wording):
            return places[-1].name
    return source.report.metadata.place


def _caption_period(source: TableSource) -> Period | None:
    for wording in (source.caption, *reversed(source.headings)):
        if mentions := find_periods(wording, year=source.report.year):
            return mentions[0].period
    return source.report.metadata.period


def _linked(
    facts: list[Fact], grid: Grid, heads: Mapping[int, Head], placed: Mapping[tuple[int, int], int], base: int
) -> list[Fact]:
    """Facts with parents: a part's whole is the row above in its column, a plan's and a rate's the value beside."""
    linked = list(facts)
    columns: dict[int, list[int]] = {}
    for i, number in placed:
        columns.setdefault(i, []).append(number)
    for (i, number), position in placed.items():
        fact, head = facts[position - base], heads.get(number, NO_HEAD)
        beside = placed.get((i, _column_beside(number, columns[i], heads)))
        whole = _whole(grid, i, number, placed)
        if head.is_rate and beside is not None:
            linked[position - base] = _rate(fact, rate_relation(head), facts[beside - base], beside)
        elif fact.status is Status.PLAN and beside is not None:
            linked[position - base] = replace(fact, relation=Relation.PLAN, parent=beside)
        elif whole is not None and _adds(fact, facts[whole - base]):
            linked[position - base] = replace(fact, relation=Relation.PART, parent=whole)
    return linked


def _rate(fact: Fact, relation: Relation, of: Fact, parent: int) -> Fact:
    """A rate with its parent: the rate of an estimate is one too."""
    status = Status.ESTIMATE if of.status is Status.ESTIMATE else fact.status
    return replace(fact, relation=relation, parent=parent, direction=_direction(fact, relation), status=status)


def _direction(fact: Fact, relation: Relation) -> int:
    if relation is not Relation.DELTA or fact.quantity is None:
        return 0
    return -1 if fact.quantity.value < 0 else 1


def _column_beside(number: int, columns: Sequence[int], heads: Mapping[int, Head]) -> int:
    """The column that a plan or a rate speaks of: of its own period if there is one, left first; -1 if none."""
    own = heads.get(number, NO_HEAD)
    done = [column for column in columns if column != number and _is_done(heads, column)]
    whole = [c for c in done if not heads.get(c, NO_HEAD).is_part] or done
    near = [c for c in whole if heads.get(c, NO_HEAD).period == own.period] or whole
    return max((c for c in near if c < number), default=min(near, default=-1))


def _is_done(heads: Mapping[int, Head], column: int) -> bool:
    head = heads.get(column, NO_HEAD)
    return not head.is_rate and head.status is not Status.PLAN


def _whole(grid: Grid, i: int, number: int, placed: Mapping[tuple[int, int], int]) -> int | None:
    parent = grid.rows[i].parent
    return None if parent is None else placed.get((parent, number))


def _adds(part: Fact, whole: Fact) -> bool:
    """Whether a row can be part of the row above: amounts of one unit."""
    a, b = part.quantity, whole.quantity
    return (
        a is not None
        and b is not None
        and a.full_unit == b.full_unit
        and unit_kind(a.unit) not in ("percent", "point")
    )
