"""Facts, matches and findings made by hand, for the parts of the core that need no index."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.records import Asked, Operation, Query, QueryTerm
from corpus.records import Fact, FactKind, Period, PeriodKind, Quantity, Span
from index.records import StoredFact, StoredPassage

PASSAGE = StoredPassage(
    id=7,
    report_id=1,
    source="mẫu.txt",
    title="Báo cáo mẫu năm 2021",
    place="Lào Cai",
    ordinal=4,
    page=None,
    start=100,
    text="Toàn tỉnh có 1.752,5 nghìn cây quế, tăng 20 cây. Còn lại là cây hồi.",
    headings=("II. Lâm nghiệp",),
)


def period(kind: str, start: str, end: str, *, as_of: bool = False, wording: str = "kỳ") -> Period:
    """A period from ISO dates."""
    return Period(PeriodKind(kind), date.fromisoformat(start), date.fromisoformat(end), wording, as_of)


def year(number: int) -> Period:
    """A calendar year."""
    return period("year", f"{number}-01-01", f"{number}-12-31", wording=f"năm {number}")


def span_of(words: str) -> Span:
    """Where words stand in the report of PASSAGE."""
    start = PASSAGE.start + PASSAGE.text.index(words)
    return Span(start, start + len(words))


def figure(value: str = "1752.5", unit: str = "cây quế", scale_word: str = "nghìn", **parts: Any) -> Fact:
    """The figure of PASSAGE; `parts` are those of the quantity where it has them, else of the fact."""
    span = span_of("1.752,5 nghìn cây quế")
    of_quantity = {name: parts.pop(name) for name in ("of", "comparator", "ratio") if name in parts}
    quantity = Quantity(Decimal(value), unit, span, span_of("1.752,5"), scale_word=scale_word, **of_quantity)
    fact = Fact(
        kind=FactKind.FIGURE,
        wording="1.752,5 nghìn cây quế",
        span=span,
        passage=PASSAGE.ordinal,
        own=span_of("Toàn tỉnh có 1.752,5 nghìn cây quế"),
        clause=span_of("Toàn tỉnh có 1.752,5 nghìn cây quế"),
        sentence=span_of("Toàn tỉnh có 1.752,5 nghìn cây quế, tăng 20 cây."),
        quantity=quantity,
        measure="cây quế toàn tỉnh",
        period=year(2021),
        place="Lào Cai",
    )
    return replace(fact, **parts)


def match(fact: Fact, number: int = 1) -> Match:
    """A match of a fact that stands in PASSAGE."""
    return Match(StoredFact(number, 1, PASSAGE.id, None, fact), PASSAGE, 1.0, 1.0, 1.0, (), 0.0)


def finding(fact: Fact, **parts: Any) -> Finding:
    """The finding of a fact's own value."""
    quantity = fact.quantity
    assert quantity is not None
    plain = Finding(
        match(fact), quantity.value, quantity.full_unit, quantity.of, quantity.comparator, period="2021"
    )
    return replace(plain, **parts)


def query(*terms: str, **parts: Any) -> Query:
    """A question with these folded terms."""
    read = tuple(QueryTerm(term, term, False) for term in terms)
    plain = Query(text=" ".join(terms), asked=Asked.COUNT, operation=Operation.LOOK_UP, terms=read)
    return replace(plain, **parts)
