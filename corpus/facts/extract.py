"""Paragraphs → facts: the pipeline that joins quantities, clauses, relations and circumstances."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.circumstances import Circumstances, resolve
from corpus.facts.clauses import Piece, cut_pieces
from corpus.facts.comparing import share_periods
from corpus.facts.contexts import going_on, paired, share_wording
from corpus.facts.cues import is_bare_yardstick
from corpus.facts.describe import Description, describe, inherit, noun_phrase
from corpus.facts.entities import Standing, entity_facts, signature_facts
from corpus.facts.links import Link
from corpus.facts.masks import find_mentions
from corpus.facts.parts import LABELLED
from corpus.facts.quantities import find_quantities
from corpus.facts.relations import LEFT, link_pieces
from corpus.facts.respective import pair_in_order
from corpus.facts.source import Source
from corpus.facts.stretch import Setting, Stretch, within
from corpus.facts.tables import TableSource, table_facts
from corpus.facts.when import carry, says_period, year_before
from corpus.language.periods import whole_year
from corpus.records import Fact, FactKind, Quantity, Relation, Span, Status, Unread
from corpus.structure.letterhead import right_column
from corpus.structure.lines import Line
from corpus.structure.paragraphs import Paragraph
from corpus.structure.placing import PlacedTable
from corpus.structure.sentences import sentences

# What sums up the months so far names nothing of its own.
_TOTALLING = frozenset({"tính chung", "lũy kế", "luỹ kế", "cộng dồn", "tính cộng dồn", "tính đến nay"})
_LAST_LINES = 12
# Figures that say something of their parent and nothing of their own.
_DEPENDENT = frozenset(
    {Relation.DELTA, Relation.RATE, Relation.SHARE, Relation.PREVIOUS, Relation.PLAN, Relation.RATIO}
)


def extract_facts(
    source: Source, lines: list[Line], paragraphs: list[Paragraph], tables: Sequence[PlacedTable] = ()
) -> tuple[tuple[Fact, ...], tuple[Unread, ...]]:
    """Every fact of a report in order of its place (parents are positions in the result), and what masks digits."""
    facts: list[Fact] = []
    masked: list[Unread] = []
    for paragraph in paragraphs:
        masked.extend(_read_paragraph(source, paragraph, facts))
    for placed in tables:
        facts.extend(table_facts(_table_source(source, placed), placed.table, len(facts)))
    facts.extend(_signatures(source, lines))
    return tuple(facts), tuple(masked)


def _table_source(source: Source, placed: PlacedTable) -> TableSource:
    return TableSource(source, placed.headings, placed.caption)


def _read_paragraph(source: Source, paragraph: Paragraph, facts: list[Fact]) -> Sequence[Unread]:
    """Adds the facts of one paragraph; returns what masks digits in it."""
    wording, offset = paragraph.span.of(source.text), paragraph.span.start
    year = source.metadata.period.end.year if source.metadata.period else None
    mentions = find_mentions(wording, offset, year)
    quantities = find_quantities(wording, offset, mentions, source.separators, source.words)
    setting = Setting(source.metadata, paragraph.headings)
    for sentence in sentences(wording, offset):
        here = within(quantities, sentence)
        first = here[0].span.start if here else sentence.end
        stretch = Stretch(source.text, sentence, mentions, setting, first)
        whole = _read_figures(source, stretch, here, facts)
        facts += entity_facts(_standing(source, sentence, setting), sentence, mentions)
        setting = carry(stretch, setting.whole if whole is None else whole)
    return mentions.masked


def _read_figures(
    source: Source, stretch: Stretch, quantities: Sequence[Quantity], facts: list[Fact]
) -> int | None:
    """Adds the figures of one sentence; returns the position of the last one that stands for itself."""
    text, base = source.text, len(facts)
    periods = [m.span for m in within(stretch.mentions.periods, stretch.sentence)]
    pieces = cut_pieces(text, stretch.sentence, quantities, periods)
    heads = [noun_phrase(text, Span(p.own.start, p.quantity.span.start), periods) for p in pieces]
    heads = ["" if is_bare_yardstick(head) or head.lower() in _TOTALLING else head for head in heads]
    links = link_pieces(stretch, pieces, heads)
    pairs = pair_in_order(stretch, pieces, heads, links)
    links = [pairs[i].link if i in pairs else link for i, link in enumerate(links)]
    heads = [pairs[i].head if i in pairs else head for i, head in enumerate(heads)]
    heads = [heads[i - 1] if links[i].rule == LEFT.rule else head for i, head in enumerate(heads)]
    said = [describe(text, piece, head, periods) for piece, head in zip(pieces, heads, strict=True)]
    whole, made = None, list[Fact]()
    for i, (piece, link) in enumerate(zip(pieces, links, strict=True)):
        position = _parent_of(link, stretch.setting, base)
        parent = _fact_at(position, facts, made)
        fact = _figure(source, stretch, piece, link, said[i], parent)
        fact = share_wording(text, fact, pieces, i, link, made)
        if not i:
            fact = going_on(fact, _fact_at(stretch.setting.whole, facts, made))
        if i in pairs:
            other = pairs[i].beside
            fact = paired(fact, pairs[i], None if other is None else made[other])
        made.append(replace(fact, parent=position))
        if link.relation is Relation.NONE and (whole is None or not piece.depth):
            whole = base + i
    facts += share_periods(made, base, stretch.setting.compared)
    return whole


def _fact_at(position: int | None, facts: Sequence[Fact], made: Sequence[Fact]) -> Fact | None:
    """The fact at a position of the report, of which `made` are the last; None where it is still to come."""
    if position is None:
        return None
    if position < len(facts):
        return facts[position]
    return made[position - len(facts)] if position - len(facts) < len(made) else None


def _parent_of(link: Link, setting: Setting, base: int) -> int | None:
    """The parent's position in the report."""
    if link.outside:
        return setting.whole
    return None if link.parent is None else base + link.parent


def _figure(
    source: Source, stretch: Stretch, piece: Piece, link: Link, said: Description, parent: Fact | None
) -> Fact:
    where = _as_parent(resolve(stretch, piece, link), stretch, piece, link, parent)
    quantity = piece.quantity
    if parent is not None and parent.quantity is not None and _counts_with(piece, link):
        quantity = _counted_as(quantity, parent.quantity)
    if parent is not None:
        of = Description(parent.measure, parent.event, parent.category, parent.owner)
        said = inherit(said, of, dependent=link.relation in _DEPENDENT)
    return Fact(
        kind=FactKind.FIGURE,
        wording=piece.quantity.span.of(source.text),
        span=piece.quantity.span,
        passage=source.passage_of(piece.quantity.span),
        own=piece.own,
        clause=piece.clause,
        sentence=stretch.sentence,
        quantity=quantity,
        measure=said.measure,
        event=said.event,
        category=said.category,
        owner=said.owner,
        context=() if parent is None else (parent.own, *parent.context[:3]),
        period=where.period,
        compared_with=where.compared_with,
        place=where.place,
        status=where.status,
        yardstick=link.yardstick,
        direction=link.direction,
        relation=link.relation,
        why=_why(piece, link, where),
    )


def _counts_with(piece: Piece, link: Link) -> bool:
    """Whether a bare number counts what its parent does: a part in a bracket or after its label, a change."""
    part = link.relation is Relation.PART and (piece.depth > 0 or link.rule == LABELLED)
    return link.relation is Relation.DELTA or part


def _counted_as(part: Quantity, whole: Quantity) -> Quantity:
    """A bare number with the unit of its whole ("05 đề tài (xuất sắc 03, khá 02)", "số vụ tăng 6")."""
    bare = not part.unit and not part.scale_word and whole.scale == 1
    return replace(part, unit=whole.unit) if bare else part


def _why(piece: Piece, link: Link, where: Circumstances) -> tuple[str, ...]:
    relation = f"quan hệ: {link.relation or 'không'}" + (f" ({link.rule})" if link.rule else "")
    return (f"đơn vị: {piece.quantity.full_unit or 'không'}", relation, *where.said)


def _as_parent(
    where: Circumstances, stretch: Stretch, piece: Piece, link: Link, parent: Fact | None
) -> Circumstances:
    """A dependent figure holds when and where its parent does, unless its own clause says otherwise."""
    if parent is None or link.relation is Relation.NONE:
        return where
    if link.previous and where.period is None and link.yardstick == "cùng kỳ" and parent.period is not None:
        where = replace(where, period=year_before(parent.period))
    elif not (says_period(stretch, piece) or link.previous):
        where = replace(where, period=parent.period)
    if link.yearly and not says_period(stretch, piece) and parent.period is not None:
        where = replace(where, period=whole_year(parent.period.end.year))
    if link.relation is Relation.PART and where.status is Status.ACTUAL and not link.status:
        where = replace(where, status=parent.status)
    return where if where.own_place else replace(where, place=parent.place)


def _standing(source: Source, sentence: Span, setting: Setting) -> Standing:
    period = setting.carried or source.metadata.period
    return Standing(source.text, source.passage_of(sentence), source.metadata.place, period)


def _signatures(source: Source, lines: list[Line]) -> list[Fact]:
    last = [right_column(line) for line in lines[-_LAST_LINES:]]
    standing = Standing(source.text, 0, source.metadata.place, source.metadata.period)
    return [replace(f, passage=source.passage_of(f.span)) for f in signature_facts(standing, last)]
