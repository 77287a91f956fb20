"""Paragraphs → facts: the pipeline that joins quantities, clauses, relations and circumstances."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.facts.circumstances import Circumstances, Setting, carry, resolve
from corpus.facts.clauses import Piece, cut_pieces
from corpus.facts.describe import describe
from corpus.facts.entities import Standing, entity_facts, signature_facts
from corpus.facts.masks import Mentions, find_mentions
from corpus.facts.quantities import find_quantities
from corpus.facts.relations import Link, link_pieces
from corpus.language.numbers import Separators, separators_of
from corpus.language.segment import Word
from corpus.records import Fact, FactKind, Metadata, Passage, Quantity, Relation, Span
from corpus.structure.lines import Line
from corpus.structure.paragraphs import Paragraph
from corpus.structure.sentences import sentences

_LAST_LINES = 12


@dataclass(frozen=True)
class Source:
    """What the pipeline reads: the text, its metadata, passages, and the segmented word at each offset."""

    text: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    words: Mapping[int, Word]

    @cached_property
    def separators(self) -> Separators:
        """The decimal and thousands marks of the whole report."""
        return separators_of(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.span.start for passage in self.passages]

    def passage_of(self, span: Span) -> int:
        """The ordinal of the passage that holds the start of `span`."""
        return self.passages[max(0, bisect_right(self._starts, span.start) - 1)].ordinal


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence at work: its mentions, and what it inherits from the paragraph so far."""

    sentence: Span
    mentions: Mentions
    setting: Setting


def extract_facts(source: Source, lines: list[Line], paragraphs: list[Paragraph]) -> tuple[Fact, ...]:
    """Every fact of a report in order of its place; parents are positions in the result."""
    facts: list[Fact] = []
    for paragraph in paragraphs:
        facts.extend(_paragraph_facts(source, paragraph, len(facts)))
    facts.extend(_signatures(source, lines))
    return tuple(facts)


def _paragraph_facts(source: Source, paragraph: Paragraph, base: int) -> list[Fact]:
    wording, offset = paragraph.span.of(source.text), paragraph.span.start
    year = source.metadata.period.end.year if source.metadata.period else None
    mentions = find_mentions(wording, offset, year)
    quantities = find_quantities(wording, offset, mentions, source.separators, source.words)
    setting = Setting(source.metadata, paragraph.headings)
    facts: list[Fact] = []
    for sentence in sentences(wording, offset):
        stretch = Stretch(sentence, mentions, setting)
        here = [q for q in quantities if sentence.holds(q.span)]
        facts += _figures(source, stretch, here, base + len(facts))
        facts += entity_facts(_standing(source, sentence, setting), sentence, mentions)
        setting = carry(source.text, sentence, mentions, setting)
    return facts


def _figures(source: Source, stretch: Stretch, quantities: list[Quantity], base: int) -> list[Fact]:
    """The figures of one sentence; `base` is the position that the first will have in the report."""
    periods = [m.span for m in stretch.mentions.periods]
    pieces = cut_pieces(source.text, stretch.sentence, quantities, periods)
    facts: list[Fact] = []
    for piece, link in zip(pieces, link_pieces(source.text, pieces), strict=True):
        parent = None if link.parent is None else facts[link.parent]
        fact = _figure(source, stretch, piece, link, parent)
        if facts and parent is None and _accompanies(source.text, piece):
            fact = replace(fact, context=(facts[-1].own, *facts[-1].context))
        facts.append(fact if link.parent is None else replace(fact, parent=base + link.parent))
    return facts


def _figure(source: Source, stretch: Stretch, piece: Piece, link: Link, parent: Fact | None) -> Fact:
    where = resolve(source.text, stretch.sentence, piece, stretch.mentions, stretch.setting)
    where = _as_parent(where, piece, stretch.mentions, link, parent)
    said = describe(source.text, piece)
    return Fact(
        kind=FactKind.FIGURE,
        wording=piece.quantity.span.of(source.text),
        span=piece.quantity.span,
        passage=source.passage_of(piece.quantity.span),
        own=piece.own,
        clause=piece.clause,
        sentence=stretch.sentence,
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
    )


def _accompanies(text: str, piece: Piece) -> bool:
    """Whether "với" ties a figure to the one before ("55 doanh nghiệp … với tổng vốn 498 tỷ đồng")."""
    return text.startswith("với ", piece.clause.start)


def _as_parent(
    where: Circumstances, piece: Piece, mentions: Mentions, link: Link, parent: Fact | None
) -> Circumstances:
    """A dependent figure holds when and where its parent does, unless its own clause says otherwise."""
    if parent is None or link.relation is Relation.NONE:
        return where
    own_period = any(piece.clause.holds(m.span) and m.period != where.compared_with for m in mentions.periods)
    return replace(where, period=where.period if own_period else parent.period, place=parent.place)


def _standing(source: Source, sentence: Span, setting: Setting) -> Standing:
    period = setting.carried or source.metadata.period
    return Standing(source.text, source.passage_of(sentence), source.metadata.place, period)


def _signatures(source: Source, lines: list[Line]) -> list[Fact]:
    last = [line.span for line in lines[-_LAST_LINES:]]
    standing = Standing(source.text, 0, source.metadata.place, source.metadata.period)
    return [replace(f, passage=source.passage_of(f.span)) for f in signature_facts(standing, last)]
