"""The gate: what may not be taken in at all, and what somebody has to decide about first.

A report stamped secret is refused. Numbers of identity papers, accounts and several mobile telephones, and lists
of people with private columns are refused too, until the admin says what to do with them: hide them (every
character becomes "•", so that offsets hold) or keep them. Rows: data/secrecy_marks.csv, personal_data.csv,
personal_heads.csv.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.errors import PersonalData, SecretReport
from corpus.language.rows import rows
from corpus.language.tones import normal_tones
from corpus.limits import Limits
from corpus.records import Extract, Span, Table

# One mobile number is an office's contact; more are a list.
_FEW_PHONES = 2
_CUE_REACH = 40
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
        roles = {role for cell in _head(table) for role in _roles(cell.of(extract.text))}
        below = [cell.span for cell in table.cells if cell.row > 0 and cell.span.start < cell.span.end]
        if roles >= {"person", "private"} and below:
            yield Private(_LIST, Span(below[0].start, below[-1].end))


def _head(table: Table) -> list[Span]:
    return [cell.span for cell in table.cells if cell.row == 0]


def _roles(head: str) -> set[str]:
    usual = normal_tones(head).lower()
    return {row["role"] for row in rows("personal_heads") if row["head"] in usual}


def _numbers(extract: Extract) -> Iterator[Private]:
    taken: set[int] = set()
    for pattern, cue, label, phone in _kinds():
        for match in pattern.finditer(extract.text):
            if match.start() not in taken and _has_cue(extract, match.start(), cue):
                taken.add(match.start())
                yield Private(label, Span(*match.span()), phone)


def _has_cue(extract: Extract, at: int, cue: re.Pattern[str] | None) -> bool:
    """Whether the cue stands before the number, or over its column."""
    return cue is None or any(cue.search(text) for text in _before(extract, at))


def _before(extract: Extract, at: int) -> Iterator[str]:
    yield extract.text[max(0, at - _CUE_REACH) : at]
    for table in extract.tables:
        if table.span.start <= at < table.span.end:
            columns = {cell.column for cell in table.cells if cell.span.start <= at < cell.span.end}
            yield from (c.span.of(extract.text) for c in table.cells if c.row == 0 and c.column in columns)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, str, bool], ...]:
    return tuple(
        (
            re.compile(rf"(?<![\w.,/-]){row['pattern']}(?![\w/]|[.,-]\d)"),
            re.compile(rf"(?<!\w)(?:{row['cue']})(?!\w)", re.IGNORECASE) if row["cue"] else None,
            row["label"],
            row["kind"] == "phone",
        )
        for row in rows("personal_data")
    )


def _told(found: Iterable[Private]) -> str:
    counts = Counter(private.label for private in found)
    return ", ".join(f"{n} {label}" for label, n in counts.items())


def _hide(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], re.sub(r"[^\s|]", "•", span.of(text))]
        at = span.end
    return "".join((*parts, text[at:]))
