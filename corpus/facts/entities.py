"""Facts that are no figures: dates of events, legal references, people, web addresses."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.facts.masks import Mentions
from corpus.language.people import PersonMention, find_people, signature
from corpus.records import Fact, FactKind, Period, PeriodKind, Span

# A bracket after a noun explains it ("Cổng Thông tin (http://…)"), so it ends no wording.
_BREAK = re.compile(r";|,(?=\s)|(?<=\s)[–-](?=\s)")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the entities of a stretch of text stand: passage, place and period that they inherit."""

    text: str
    passage: int
    place: str
    period: Period | None


def entity_facts(standing: Standing, sentence: Span, mentions: Mentions) -> list[Fact]:
    """Dates, references, addresses and introduced people of one sentence, in order."""
    days = [m.span for m in mentions.periods if m.period.kind is PeriodKind.DAY]
    kinds = (
        (FactKind.DATE, days),
        (FactKind.REFERENCE, [reference.span for reference in mentions.references]),
        (FactKind.ADDRESS, list(mentions.addresses)),
    )
    periods = [m.span for m in mentions.periods]
    facts = [
        _fact(standing, kind, span, sentence, _comma_piece(standing.text, sentence, span, periods))
        for kind, spans in kinds
        for span in spans
        if sentence.holds(span)
    ]
    people = find_people(sentence.of(standing.text), sentence.start)
    facts += [_person(standing, person, sentence) for person in people]
    return sorted(facts, key=lambda fact: fact.span.start)


def signature_facts(standing: Standing, lines: list[Span]) -> list[Fact]:
    """People who sign at the end of a report; `lines` are its last lines in order."""
    facts = []
    for before, line in pairwise([Span(0, 0), *lines]):
        person = signature(line.of(standing.text), line.start, before.of(standing.text))
        if person is not None:
            facts.append(_person(standing, person, line))
    return facts


def _person(standing: Standing, person: PersonMention, sentence: Span) -> Fact:
    return _fact(standing, FactKind.PERSON, person.span, sentence, sentence, person.role)


def _fact(
    standing: Standing, kind: FactKind, span: Span, sentence: Span, own: Span, measure: str | None = None
) -> Fact:
    return Fact(
        kind=kind,
        wording=span.of(standing.text),
        span=span,
        passage=standing.passage,
        own=own,
        clause=own,
        sentence=sentence,
        measure=own.of(standing.text) if measure is None else measure,
        period=standing.period,
        place=standing.place,
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
