"""Facts that are no figures: dates of events, legal references, people, web addresses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.facts.masks import Mentions
from corpus.facts.stretch import within
from corpus.language.organisations import find_organisations
from corpus.language.people import PersonMention, find_people, signature
from corpus.records import Fact, FactKind, Period, PeriodKind, Span

# A bracket after a noun explains it ("Cổng Thông tin (http://…)"), so it ends no wording.
# "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / (Đã ký)" stands over a name.
_SIGNING_LINES = 4
_RECEIVER = re.compile(r"[-–+*•]\s|nơi nhận", re.IGNORECASE)
_BREAK = re.compile(r";|,(?=\s)|(?<=\s)[–-](?=\s)")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the entities of a stretch of text stand: passage, place and period that they inherit."""

    text: str
    passage: int
    place: str
    period: Period | None


def entity_facts(standing: Standing, sentence: Span, mentions: Mentions) -> list[Fact]:
    """Dates, references, addresses, organisations and introduced people of one sentence, in order."""
    periods = within(mentions.periods, sentence)
    addresses = bisect_left(mentions.addresses, sentence.start, key=lambda span: span.start)
    kinds = (
        (FactKind.DATE, [m.span for m in periods if m.period.kind is PeriodKind.DAY]),
        (FactKind.REFERENCE, [reference.span for reference in within(mentions.references, sentence)]),
        (FactKind.ADDRESS, list(takewhile(sentence.holds, mentions.addresses[addresses:]))),
        (FactKind.ORGANISATION, [o.span for o in find_organisations(sentence.of(standing.text), sentence.start)]),
    )
    breaks = _breaks(standing.text, sentence, [m.span for m in periods])
    facts = [
        _fact(standing, kind, span, sentence, _piece(standing.text, sentence, span, breaks))
        for kind, spans in kinds
        for span in spans
    ]
    people = find_people(sentence.of(standing.text), sentence.start)
    facts += [_person(standing, person, sentence) for person in people]
    return sorted(facts, key=lambda fact: fact.span.start)


def signature_facts(standing: Standing, lines: list[Span]) -> list[Fact]:
    """People who sign at the end of a report; `lines` are its last lines in order. The list of those who receive it
    stands beside."""
    facts = []
    kept = [line for line in lines if not _RECEIVER.match(line.of(standing.text))]
    for i, line in enumerate(kept):
        before = "\n".join(other.of(standing.text) for other in kept[max(0, i - _SIGNING_LINES) : i])
        person = signature(line.of(standing.text), line.start, before)
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


def _breaks(text: str, sentence: Span, periods: Sequence[Span]) -> list[Span]:
    """The commas, semicolons and dashes of a sentence in order, those inside a period left out."""
    starts = [period.start for period in periods]
    found = []
    for mark in _BREAK.finditer(text, sentence.start, sentence.end):
        at = bisect_right(starts, mark.start()) - 1
        if at < 0 or mark.start() >= periods[at].end:
            found.append(Span(mark.start(), mark.end()))
    return found


def _piece(text: str, sentence: Span, span: Span, breaks: Sequence[Span]) -> Span:
    """The comma-, semicolon- or dash-bounded piece of the sentence around a span."""
    before = bisect_right(breaks, span.start, key=lambda mark: mark.end) - 1
    after = bisect_left(breaks, span.end, key=lambda mark: mark.start)
    start = breaks[before].end if before >= 0 else sentence.start
    end = breaks[after].start if after < len(breaks) else sentence.end
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, end)
