"""What sort of report it is, and which report it corrects or replaces. Rows: language/data/report_kinds.csv."""

import re
from functools import cache

from corpus.language.references import find_references
from corpus.language.rows import rows
from corpus.language.tones import normal_tones
from corpus.records import Metadata, PeriodKind, ReportKind

# The report that is corrected is named within so many characters.
_REACH = 2500
_BY_PERIOD = {
    PeriodKind.YEAR: ReportKind.ANNUAL,
    PeriodKind.SCHOOL_YEAR: ReportKind.ANNUAL,
    PeriodKind.HALF: ReportKind.HALF_YEAR,
    PeriodKind.QUARTER: ReportKind.QUARTERLY,
    PeriodKind.MONTH: ReportKind.MONTHLY,
    PeriodKind.MONTHS: ReportKind.MONTHLY,
    PeriodKind.STAGE: ReportKind.STAGE,
}
_HALF_YEAR_MONTHS = 6
_CORRECTED = re.compile(r"(?:tại|trong|của|cho|thay thế)\s+(?P<report>báo cáo\s[^.;\n]{3,120})", re.IGNORECASE)


def kind_of(head: str, said: Metadata) -> ReportKind:
    """The kind of a report, from the lines down to its title, else from its period; without issuer, number and
    period named in the title it is of the press."""
    named = next((kind for pattern, kind in _patterns() if pattern.search(normal_tones(head))), None)
    if named is not None:
        return named
    if not said.issuer and not said.number:
        return ReportKind.PRESS
    if said.period is None:
        return ReportKind.OTHER
    if said.period.kind is PeriodKind.MONTHS and said.period.end.month == _HALF_YEAR_MONTHS:
        return ReportKind.HALF_YEAR
    return _BY_PERIOD.get(said.period.kind, ReportKind.OTHER)


def corrected_report(text: str, own_number: str) -> str:
    """The number of the report that a correction names first, else its name, else the number of any other document
    (those of the legal basis come first, so they are no proof); "" where it names none."""
    start = text[:_REACH]
    symbols = [r.symbol for r in find_references(start) if "/" in r.symbol and r.symbol != own_number]
    if number := next((symbol for symbol in symbols if "/BC" in symbol), ""):
        return number
    if named := _CORRECTED.search(start):
        return next((symbol for symbol in symbols if symbol in named["report"]), named["report"].strip())
    return symbols[0] if symbols else ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ReportKind], ...]:
    found = ((row["pattern"], ReportKind(row["kind"])) for row in rows("report_kinds"))
    flags = re.IGNORECASE | re.MULTILINE
    return tuple((re.compile(rf"(?<!\w){pattern}(?!\w)", flags), kind) for pattern, kind in found)
