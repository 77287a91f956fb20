"""The gate: what may not be taken in at all, and what somebody has to decide about first.

A report stamped secret is refused. Numbers of identity papers, accounts and several mobile telephones, and lists
of people with private columns are refused too, until the admin says what to do with them: hide them (every
character becomes "•", so that offsets hold) or keep them. Rows: data/secrecy_marks.csv, personal_data.csv,
personal_heads.csv.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.errors import PersonalData, SecretReport
from corpus.language.rows import rows
from corpus.language.tones import normal_tones
from corpus.limits import Limits
from corpus.records import Extract, Span, Table, TableCell

# One mobile number is an office's contact; more are a list.
_FEW_PHONES = 2
_CUE_REACH = 40
# A table's head may stand under its title and a line of notes.
_HEAD_ROWS = 3
_LIST = "danh sách cá nhân"


@dataclass(frozen=True, slots=True)
class Private:
    """A stretch of private data: what it is, where it stands, whether it is a telephone number."""

    label: str
    span: Span
    phone: bool = False


def admit(extract: Extract, limits: Limits) -> Extract:
    """The extract as it may be taken in. Raises SecretReport, or PersonalData where nobody has decided yet."""
    if mark := secrecy(extract):
        raise SecretReport(extract.source, mark)
    found = private_data(extract)
    phones = sum(1 for private in found if private.phone)
    if not found or limits.personal == "keep":
        return extract
    what = _told(found)
    if phones == len(found) <= _FEW_PHONES:
        return replace(extract, warnings=(*extract.warnings, f"có {what}: hãy xem có được công bố không"))
    if limits.personal == "refuse":
        raise PersonalData(extract.source, what)
    hidden = replace(extract, text=_hide(extract.text, [private.span for private in found]))
    return replace(hidden, warnings=(*extract.warnings, f"đã che {what}"))


def secrecy(extract: Extract) -> str:
    """The secrecy mark that the report bears on a line of its own, "" if none."""
    marks = "|".join(re.escape(row["mark"]) for row in rows("secrecy_marks"))
    stamp = re.compile(rf"\W*(?P<named>(?:độ|mức độ)\s+mật\s*:?\s*)?(?P<mark>{marks})\W*", re.IGNORECASE)
    cells = (cell.span.of(extract.text) for table in extract.tables for cell in table.cells)
    for line in (*extract.text.split("\n"), *extract.asides, *cells):
        match = stamp.fullmatch(normal_tones(line)) if len(line) < _CUE_REACH else None
        if match and (match["mark"].isupper() or match["named"]):  # "Mật" alone may be honey
            return match["mark"].upper()
    return ""


def private_data(extract: Extract) -> tuple[Private, ...]:
    """The private data of an extract in order."""
    lists = list(_lists(extract))
    numbers = [p for p in _numbers(extract) if not any(of.span.holds(p.span) for of in lists)]
    return tuple(sorted((*lists, *numbers), key=lambda private: private.span.start))


def _lists(extract: Extract) -> Iterator[Private]:
    """Tables of people with private columns: all but their head."""
    for table in extract.tables:
        below = [cell.span for cell in _people(table, extract.text) if cell.span.start < cell.span.end]
        if below:
            yield Private(_LIST, Span(below[0].start, max(span.end for span in below)))


def _people(table: Table, text: str) -> list[TableCell]:
    """The cells under a row that heads people and something private, none where no row does."""
    for row in range(_HEAD_ROWS):
        heads = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rows]
        if {role for head in heads for role in _roles(head.span.of(text))} >= {"person", "private"}:
            return [cell for cell in table.cells if cell.row > row]
    return []


def _roles(head: str) -> set[str]:
    usual = normal_tones(head).lower()
    return {row["role"] for row in rows("personal_heads") if row["head"] in usual}


def _numbers(extract: Extract) -> Iterator[Private]:
    """Private numbers, none overlapping another: the kinds in the order of their rows."""
    heads = _Heads(extract)
    taken: set[int] = set()
    for kind in _kinds():
        for match in kind.pattern.finditer(extract.text):
            before = (extract.text[max(0, match.start() - _CUE_REACH) : match.start()], heads.over(match.start()))
            if taken.isdisjoint(range(*match.span())) and kind.is_meant(before):
                taken.update(range(*match.span()))
                yield Private(kind.label, Span(*match.span()), kind.phone)


class _Heads:
    """What heads the column of a place in the text."""

    def __init__(self, extract: Extract) -> None:
        cells = sorted(
            (cell.span.start, cell.span.end, _over(cell, heads))
            for table in extract.tables
            for heads in [_heads(table, extract.text)]
            for cell in table.cells
        )
        self._cells, self._starts = cells, [start for start, _, _ in cells]

    def over(self, at: int) -> str:
        """The heads over the cell that holds an offset, "" outside tables."""
        found = bisect_right(self._starts, at) - 1
        return self._cells[found][2] if found >= 0 and at < self._cells[found][1] else ""


def _heads(table: Table, text: str) -> dict[int, list[tuple[int, str]]]:
    """The row and wording of what heads each column."""
    found: dict[int, list[tuple[int, str]]] = {}
    for cell in table.cells:
        if cell.row < _HEAD_ROWS:
            for column in range(cell.column, cell.column + cell.columns):
                found.setdefault(column, []).append((cell.row, cell.span.of(text)))
    return found


def _over(cell: TableCell, heads: dict[int, list[tuple[int, str]]]) -> str:
    return "\n".join(text for row, text in heads.get(cell.column, ()) if row < cell.row)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of private number: how it looks, what must stand before it or over its column, and what must not."""

    pattern: re.Pattern[str]
    cue: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    label: str
    phone: bool

    def is_meant(self, before: tuple[str, ...]) -> bool:
        """Whether what stands before a number lets it be of this kind."""
        cued = self.cue is None or any(self.cue.search(text) for text in before)
        return cued and not (self.unless and any(self.unless.search(text) for text in before))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            re.compile(rf"(?<![\w/+])(?<!\w-)(?<!\d[.,]){row['pattern']}(?![\w/]|[.,-]\d)"),
            _words(row["cue"]),
            _words(row["unless"]),
            row["label"],
            row["kind"] == "phone",
        )
        for row in rows("personal_data")
    )


def _words(cell: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{cell})(?!\w)", re.IGNORECASE) if cell else None


def _told(found: Iterable[Private]) -> str:
    counts = Counter(private.label for private in found)
    return ", ".join(f"{n} {label}" for label, n in counts.items())


def _hide(text: str, spans: Iterable[Span]) -> str:
    """The text with every character of the spans hidden but blanks and the bars of tables; as long as before."""
    parts, at = [], 0
    for span in spans:
        start, end = max(at, span.start), max(at, span.end)
        parts += [text[at:start], re.sub(r"[^\s|]", "•", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))
