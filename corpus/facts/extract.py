"""Paragraphs → facts: the pipeline that joins quantities, clauses, relations and circumstances."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.facts.circumstances import Circumstances, Setting, carry, resolve
from corpus.facts.clauses import Piece, cut_pieces
from corpus.facts.describe import describe
from corpus.facts.entities import entity_facts, signature_facts
from corpus.facts.masks import Mentions, find_mentions
from corpus.facts.quantities import find_quantities
from corpus.facts.relations import Link, link_pieces
from corpus.language.numbers import Separators, separators_of
from corpus.language.segment import Word
from corpus.records import Fact, FactKind, Metadata, Passage, Relation, Span
from corpus.structure.lines import Line
from corpus.structure.paragraphs import Paragraph
from corpus.structure.sentences import sentences

_LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Source:
    """What the pipeline reads: the text, its metadata, passages, and the segmented word at each offset."""

    text: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    words: Mapping[int, Word]
    separators: Separators

    def passage_of(self, span: Span) -> int:
        """The ordinal of the passage that holds the start of `span`."""
        starts = [passage.span.start for passage in self.passages]
        return self.passages[max(0, bisect_right(starts, span.start) - 1)].ordinal


def extract_facts(
    text: str,
    metadata: Metadata,
    lines: list[Line],
    paragraphs: list[Paragraph],
    passages: tuple[Passage, ...],
    words: Mapping[int, Word],
) -> tuple[Fact, ...]:
    """Every fact of a report in order of its place; parents are positions in the result."""
    source = Source(text, metadata, passages, words, separators_of(text))
    facts: list[Fact] = []
    for paragraph in paragraphs:
        facts.extend(_paragraph_facts(source, paragraph, len(facts)))
    facts.extend(_signatures(source, lines))
    return tuple(facts)


def _paragraph_facts(source: Source, paragraph: Paragraph, base: int) -> list[Fact]:
    wording = paragraph.span.of(source.text)
    year = source.metadata.period.end.year if source.metadata.period else None
    mentions = find_mentions(wording, paragraph.span.start, year)
    quantities = find_quantities(wording, paragraph.span.start, mentions, source.separators, source.words)
    setting = Setting(source.metadata, paragraph.headings)
    facts: list[Fact] = []
    for sentence in sentences(wording, paragraph.span.start):
        here = [q for q in quantities if sentence.holds(q.span)]
        pieces = cut_pieces(source.text, sentence, here, [m.span for m in mentions.periods])
        links = link_pieces(source.text, pieces)
        start = base + len(facts)
        for piece, link in zip(pieces, links, strict=True):
            parent = None if link.parent is None else facts[start - base + link.parent]
            facts.append(_figure(source, sentence, piece, link, mentions, setting, start, parent))
        place, period = source.metadata.place, setting.carried or source.metadata.period
        facts += entity_facts(source.text, sentence, source.passage_of(sentence), mentions, place, period)
        setting = carry(source.text, sentence, mentions, setting)
    return facts


def _figure(
    source: Source,
    sentence: Span,
    piece: Piece,
    link: Link,
    mentions: Mentions,
    setting: Setting,
    base: int,
    parent: Fact | None,
) -> Fact:
    where = resolve(source.text, sentence, piece, mentions, setting)
    where = _as_parent(where, piece, mentions, link, parent)
    said = describe(source.text, piece)
    return Fact(
        kind=FactKind.FIGURE,
        wording=piece.quantity.span.of(source.text),
        span=piece.quantity.span,
        passage=source.passage_of(piece.quantity.span),
        own=piece.own,
        clause=piece.clause,
        sentence=sentence,
        quantity=piece.quantity,
        measure=said.measure,
        event=said.event,
        category=said.category,
        owner=said.owner,
        context=() if parent is None else (parent.own, *parent.context),
        period=where.period,
        compared_with=where.compared_with,
        place=where.place,
        status=where.status,
        yardstick=link.yardstick,
        direction=link.direction,
        relation=link.relation,
        parent=None if link.parent is None else base + link.parent,
    )


def _as_parent(
    where: Circumstances, piece: Piece, mentions: Mentions, link: Link, parent: Fact | None
) -> Circumstances:
    """A dependent figure holds when and where its parent does, unless its own clause says otherwise."""
    if parent is None or link.relation is Relation.NONE:
        return where
    own_period = any(piece.clause.holds(m.span) and m.period != where.compared_with for m in mentions.periods)
    return replace(where, period=where.period if own_period else parent.period, place=parent.place)


def _signatures(source: Source, lines: list[Line]) -> list[Fact]:
    last = [line.span for line in lines[-_LAST_LINES:]]
    found = signature_facts(source.text, last, 0, source.metadata.place, source.metadata.period)
    return [replace(fact, passage=source.passage_of(fact.span)) for fact in found]
