"""Between the frozen records of corpus and the rows of tables.py."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from corpus.language.numbers import plain
from corpus.records import (
    Fact,
    FactKind,
    NotRead,
    Passage,
    Period,
    PeriodKind,
    Quantity,
    RatioKind,
    Relation,
    Report,
    Span,
    Status,
    Unread,
)
from corpus.version import EXTRACTOR_VERSION
from index.records import ReportSummary, StoredFact, StoredPassage
from index.reviews import flag_of, verdict_of
from index.tables import FactRow, PassageRow, ReportRow


def report_row(report: Report, options: str = "") -> ReportRow:
    """The row of a report read under `options`, without id."""
    said = report.metadata
    return ReportRow(
        sha256=report.sha256,
        extractor=EXTRACTOR_VERSION,
        source=report.source,
        reader=report.reader,
        text=report.text,
        title=said.title,
        issuer=said.issuer,
        number=said.number,
        place=said.place,
        issued=said.issued,
        **_period_columns("period", said.period),
        kind=said.kind.value,
        corrects=said.corrects,
        address=said.address,
        options=options,
        pages=report.pages,
        tables=report.tables,
        warnings=json.dumps(report.warnings, ensure_ascii=False),
        sections=json.dumps(
            [[s.heading, s.level, s.span.start, s.span.end] for s in report.sections], ensure_ascii=False
        ),
        unread=json.dumps([[u.span.start, u.span.end, u.reason.value] for u in report.unread]),
        passage_count=len(report.passages),
        fact_count=len(report.facts),
    )


def passage_row(passage: Passage, report_id: int, words: Sequence[str]) -> PassageRow:
    """The row of a passage, without id."""
    return PassageRow(
        report_id=report_id,
        ordinal=passage.ordinal,
        page=passage.page,
        sheet=passage.sheet,
        start=passage.span.start,
        end=passage.span.end,
        text=passage.text,
        headings=json.dumps(passage.headings, ensure_ascii=False),
        words=" ".join(words),
    )


def fact_row(fact: Fact, position: int, report_id: int, passage_id: int) -> FactRow:
    """The row of a fact, without id and parent."""
    return FactRow(
        report_id=report_id,
        passage_id=passage_id,
        position=position,
        kind=fact.kind.value,
        wording=fact.wording,
        **_span_columns("", fact.span),
        **_span_columns("own_", fact.own),
        **_span_columns("clause_", fact.clause),
        **_span_columns("sentence_", fact.sentence),
        context=json.dumps([[span.start, span.end] for span in fact.context]),
        **_quantity_columns(fact.quantity),
        measure=fact.measure,
        event=fact.event,
        category=fact.category,
        owner=fact.owner,
        place=fact.place,
        status=fact.status.value,
        yardstick=fact.yardstick,
        direction=fact.direction,
        relation=fact.relation.value,
        **_period_columns("period", fact.period),
        **_period_columns("compared", fact.compared_with),
        flags=json.dumps(fact.flags, ensure_ascii=False),
        why=json.dumps(fact.why, ensure_ascii=False),
    )


def stored_fact(row: FactRow | Row[Any], ordinal: int) -> StoredFact:
    """The record of a fact row; `ordinal` is that of its passage."""
    fact = Fact(
        kind=FactKind(row.kind),
        wording=row.wording,
        span=Span(row.start, row.end),
        passage=ordinal,
        own=Span(row.own_start, row.own_end),
        clause=Span(row.clause_start, row.clause_end),
        sentence=Span(row.sentence_start, row.sentence_end),
        quantity=_quantity(row),
        measure=row.measure,
        event=row.event,
        category=row.category,
        owner=row.owner,
        context=tuple(Span(start, end) for start, end in json.loads(row.context)),
        period=_period(row, "period"),
        compared_with=_period(row, "compared"),
        place=row.place,
        status=Status(row.status),
        yardstick=row.yardstick,
        direction=row.direction,
        relation=Relation(row.relation),
        flags=tuple(flag for flag in (*json.loads(row.flags), flag_of(row.review)) if flag),
        why=tuple(json.loads(row.why)),
    )
    return StoredFact(_id(row.id), row.report_id, row.passage_id, row.parent_id, fact, verdict_of(row.review))


def stored_passage(row: PassageRow | Row[Any], report: ReportRow | Row[Any]) -> StoredPassage:
    """The record of a passage row and its report's."""
    return StoredPassage(
        id=_id(row.id),
        report_id=row.report_id,
        source=report.source,
        title=report.title,
        place=report.place,
        ordinal=row.ordinal,
        page=row.page,
        sheet=row.sheet,
        start=row.start,
        text=row.text,
        headings=tuple(json.loads(row.headings)),
        issuer=report.issuer,
        number=report.number,
        issued=report.issued,
    )


def unread_of(row: ReportRow) -> tuple[Unread, ...]:
    """The digits of a report that are no figure."""
    return tuple(Unread(Span(start, end), NotRead(reason)) for start, end, reason in json.loads(row.unread))


def report_summary(row: ReportRow) -> ReportSummary:
    """The record of a report row, without its text."""
    return ReportSummary(
        id=_id(row.id),
        source=row.source,
        title=row.title,
        issuer=row.issuer,
        place=row.place,
        period=row.period_wording,
        sha256=row.sha256,
        reader=row.reader,
        passages=row.passage_count,
        facts=row.fact_count,
        added_at=row.added_at,
        kind=row.kind,
        corrects=row.corrects,
        address=row.address,
        pages=row.pages,
        tables=row.tables,
        warnings=tuple(json.loads(row.warnings)),
    )


def _id(value: int | None) -> int:
    if value is None:
        raise ValueError("a row that was never stored has no id")
    return value


def _span_columns(prefix: str, span: Span) -> dict[str, Any]:
    return {f"{prefix}start": span.start, f"{prefix}end": span.end}


def _period_columns(prefix: str, period: Period | None) -> dict[str, Any]:
    if period is None:
        return {}
    return {
        f"{prefix}_kind": period.kind.value,
        f"{prefix}_start": period.start,
        f"{prefix}_end": period.end,
        f"{prefix}_wording": period.wording,
        f"{prefix}_as_of": period.as_of,
    }


def _period(row: FactRow | Row[Any], prefix: str) -> Period | None:
    start: date | None = getattr(row, f"{prefix}_start")
    end: date | None = getattr(row, f"{prefix}_end")
    if start is None or end is None:
        return None
    kind = PeriodKind(getattr(row, f"{prefix}_kind"))
    return Period(kind, start, end, getattr(row, f"{prefix}_wording"), getattr(row, f"{prefix}_as_of"))


def _quantity_columns(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {}
    return {
        "value": plain(quantity.value),
        "of": None if quantity.of is None else plain(quantity.of),
        "upto": None if quantity.upto is None else plain(quantity.upto),
        "amount": float(quantity.amount),
        "unit": quantity.unit,
        "scale": quantity.scale,
        "scale_word": quantity.scale_word,
        "comparator": quantity.comparator,
        "ratio": quantity.ratio.value,
        "number_start": quantity.number.start,
        "number_end": quantity.number.end,
    }


def _quantity(row: FactRow | Row[Any]) -> Quantity | None:
    if row.value is None:
        return None
    return Quantity(
        value=Decimal(row.value),
        unit=row.unit,
        span=Span(row.start, row.end),
        number=Span(row.number_start, row.number_end),
        scale=row.scale,
        scale_word=row.scale_word,
        comparator=row.comparator,
        of=None if row.of is None else Decimal(row.of),
        ratio=RatioKind(row.ratio),
        upto=None if row.upto is None else Decimal(row.upto),
    )
