"""Facts that are no figures: dates of events, legal references, people, web addresses."""

import re

from corpus.facts.masks import Mentions
from corpus.language.people import PersonMention, find_people, signature
from corpus.records import Fact, FactKind, Period, PeriodKind, Span

# A bracket after a noun explains it ("Cổng Thông tin (http://…)"), so it ends no wording.
_BREAK = re.compile(r";|,(?=\s)|(?<=\s)[–-](?=\s)")


def entity_facts(
    text: str, sentence: Span, passage: int, mentions: Mentions, place: str, period: Period | None
) -> list[Fact]:
    """Dates, references, addresses and introduced people of one sentence, in order."""
    spans: list[tuple[FactKind, Span]] = [
        (FactKind.DATE, m.span)
        for m in mentions.periods
        if m.period.kind is PeriodKind.DAY and sentence.holds(m.span)
    ]
    spans += [(FactKind.REFERENCE, r.span) for r in mentions.references if sentence.holds(r.span)]
    spans += [(FactKind.ADDRESS, a) for a in mentions.addresses if sentence.holds(a)]
    stretches = [m.span for m in mentions.periods]
    facts = [_fact(text, kind, span, sentence, passage, place, period, stretches) for kind, span in spans]
    people = find_people(sentence.of(text), sentence.start)
    facts += [_person(text, person, sentence, passage, place, period) for person in people]
    return sorted(facts, key=lambda fact: fact.span.start)


def signature_facts(
    text: str, lines: list[Span], passage: int, place: str, period: Period | None
) -> list[Fact]:
    """People who sign at the end of a report; `lines` are its last lines in order."""
    facts = []
    for before, line in zip([Span(0, 0), *lines], lines, strict=False):
        person = signature(line.of(text), line.start, before.of(text))
        if person is not None:
            facts.append(_person(text, person, line, passage, place, period))
    return facts


def _fact(
    text: str,
    kind: FactKind,
    span: Span,
    sentence: Span,
    passage: int,
    place: str,
    period: Period | None,
    periods: list[Span],
) -> Fact:
    own = _comma_piece(text, sentence, span, periods)
    return Fact(
        kind=kind,
        wording=span.of(text),
        span=span,
        passage=passage,
        own=own,
        clause=own,
        sentence=sentence,
        measure=own.of(text),
        period=period,
        place=place,
    )


def _person(
    text: str, person: PersonMention, sentence: Span, passage: int, place: str, period: Period | None
) -> Fact:
    return Fact(
        kind=FactKind.PERSON,
        wording=person.name,
        span=person.span,
        passage=passage,
        own=sentence,
        clause=sentence,
        sentence=sentence,
        measure=person.role,
        period=period,
        place=place,
    )


def _comma_piece(text: str, sentence: Span, span: Span, periods: list[Span]) -> Span:
    """The comma-, semicolon- or dash-bounded piece of the sentence around a span."""
    marks = _BREAK.finditer(text, sentence.start, sentence.end)
    breaks = [m for m in marks if not any(p.start <= m.start() < p.end for p in periods)]
    start = max((m.end() for m in breaks if m.end() <= span.start), default=sentence.start)
    end = min((m.start() for m in breaks if m.start() >= span.end), default=sentence.end)
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, end)
