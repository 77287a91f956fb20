"""Small reports made for the tests: a head that gives year and place, then the sentence of a case."""

from corpus.facts.masks import find_mentions
from corpus.facts.quantities import find_quantities
from corpus.language.numbers import separators_of
from corpus.language.segment import Word, segment
from corpus.reading import understand
from corpus.records import Extract, Fact, FactKind, Quantity, Report

HEAD = "Báo cáo kết quả công tác năm 2019 của tỉnh Bắc Kạn"


def report_of(text: str, head: str = HEAD) -> Report:
    """A report with `head` as its title line (none if empty) and `text` below it."""
    return understand(Extract("case.txt", f"{head}\n\n{text}" if head else text, "text"), "0" * 64)


def figures_of(report: Report) -> list[Fact]:
    """The figures of a report in order."""
    return [fact for fact in report.facts if fact.kind is FactKind.FIGURE]


def quantities_of(text: str, offset: int = 0) -> list[Quantity]:
    """The quantities of one paragraph, read as the pipeline reads them."""
    words = {w.start + offset: Word(w.text, w.start + offset, w.end + offset) for w in segment(text)}
    return find_quantities(text, offset, find_mentions(text, offset, 2019), separators_of(text), words)
