"""Paragraphs → facts: the pipeline that joins quantities, clauses, relations and circumstances."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.circumstances import Circumstances, resolve
from corpus.facts.clauses import Piece, cut_pieces
from corpus.facts.describe import Description, describe, inherit, noun_phrase
from corpus.facts.entities import Standing, entity_facts, signature_facts
from corpus.facts.links import Link
from corpus.facts.masks import find_mentions
from corpus.facts.quantities import find_quantities
from corpus.facts.relations import link_pieces
from corpus.facts.respective import Pairing, pair_in_order
from corpus.facts.source import Source
from corpus.facts.stretch import Setting, Stretch, within
from corpus.facts.tables import TableSource, table_facts
from corpus.facts.when import carry, says_period, year_before
from corpus.language.periods import whole_year
from corpus.language.phrases import table_pattern
from corpus.records import Fact, FactKind, Period, Quantity, Relation, Span, Status, Unread
from corpus.structure.lines import Line
from corpus.structure.paragraphs import Paragraph
from corpus.structure.placing import PlacedTable
from corpus.structure.sentences import sentences

_LAST_LINES = 12
_SHORT, _LONGEST_LABEL = 8, 60
_COMPARING = frozenset({Relation.DELTA, Relation.RATIO})
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
    links = link_pieces(stretch, pieces, heads)
    pairs = pair_in_order(stretch, pieces, heads, links)
    links = [pairs[i].link if i in pairs else link for i, link in enumerate(links)]
    heads = [pairs[i].head if i in pairs else head for i, head in enumerate(heads)]
    said = [describe(text, piece, head, periods) for piece, head in zip(pieces, heads, strict=True)]
    whole = None
    for i, (piece, link) in enumerate(zip(pieces, links, strict=True)):
        position = _parent_of(link, stretch.setting, base)
        parent = facts[position] if position is not None and position < len(facts) else None
        fact = _figure(source, stretch, piece, link, said[i], parent)
        if parent is None and position is not None:
            fact = replace(fact, context=(pieces[position - base].own,))
        elif link.beside is not None:
            fact = _as_coordinated(fact, facts[base + link.beside])
        elif parent is None and i and _accompanies(text, piece):
            fact = replace(fact, context=(facts[-1].own, *facts[-1].context[:2]))
        elif parent is None and i and _is_coordinated(text, piece) and link.relation is Relation.NONE:
            fact = _as_coordinated(fact, facts[-1])
        if piece.depth and (label := _bracket_label(text, pieces, i)) is not None:
            fact = replace(fact, context=(label, *fact.context[:3]))
        if i in pairs:
            other = pairs[i].beside
            fact = _paired(fact, pairs[i], None if other is None else facts[base + other])
        fact = _with_shared_tail(text, fact, pieces[i : i + 2])
        facts.append(replace(fact, parent=position))
        if link.relation is Relation.NONE and (whole is None or not piece.depth):
            whole = base + i
    facts[base:] = share_compared(_compared_with_previous(facts[base:], base), stretch.setting.compared)
    return whole


def _compared_with_previous(figures: Sequence[Fact], base: int) -> list[Fact]:
    """The figures, a value beside whose earlier value stands ("từ 34 năm 2018 lên 36") compared with that time."""
    found = list(figures)
    for fact in figures:
        at = -1 if fact.parent is None else fact.parent - base
        if fact.relation is Relation.PREVIOUS and fact.period and at >= 0 and found[at].compared_with is None:
            found[at] = replace(found[at], compared_with=fact.period)
    return found


def share_compared(figures: Sequence[Fact], carried: Period | None) -> list[Fact]:
    """The figures of a sentence, its changes compared with the period that one of them, or `carried`, names."""
    shared: list[Fact] = []
    after = _next_named(figures)
    before: Fact | None = None
    for i, fact in enumerate(figures):
        compares = fact.relation in _COMPARING
        before = fact if fact.compared_with is not None else before
        lacks = compares and fact.compared_with is None and not fact.yardstick
        shared.append(_compared_as(fact, before or after[i], carried) if lacks else fact)
    return shared


def _compared_as(fact: Fact, named: Fact | None, carried: Period | None) -> Fact:
    if named is None:
        return replace(fact, compared_with=carried)
    compared = named.compared_with
    if named.yardstick == "cùng kỳ" and fact.period is not None and fact.period != named.period:
        compared = year_before(fact.period) or compared
    return replace(fact, compared_with=compared, yardstick=_last_time(named.yardstick))


def _next_named(figures: Sequence[Fact]) -> list[Fact | None]:
    """For each figure the next change that names what it is compared with."""
    found: list[Fact | None] = []
    following: Fact | None = None
    for fact in reversed(figures):
        found.append(following)
        if fact.relation in _COMPARING and fact.compared_with is not None:
            following = fact
    return found[::-1]


def _last_time(yardstick: str) -> str:
    return yardstick if yardstick == "cùng kỳ" else ""


def _paired(fact: Fact, pairing: Pairing, beside: Fact | None) -> Fact:
    """A figure of a list in order: its own wording is the figure, the item that it belongs to is its context."""
    context = (*pairing.context, *fact.context)
    period = pairing.period or (beside.period if beside is not None else fact.period)
    fact = replace(fact, own=fact.span, context=context[:4], period=period)
    if fact.quantity is None or fact.quantity.unit or not pairing.unit:
        return fact
    return replace(fact, quantity=replace(fact.quantity, unit=pairing.unit))


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
    """Whether a bare number counts what its parent does: a part in a bracket, a change."""
    return link.relation is Relation.DELTA or (link.relation is Relation.PART and piece.depth > 0)


def _counted_as(part: Quantity, whole: Quantity) -> Quantity:
    """A bare number with the unit of its whole ("05 đề tài (xuất sắc 03, khá 02)", "số vụ tăng 6")."""
    bare = not part.unit and not part.scale_word and whole.scale == 1
    return replace(part, unit=whole.unit) if bare else part


def _why(piece: Piece, link: Link, where: Circumstances) -> tuple[str, ...]:
    relation = f"quan hệ: {link.relation or 'không'}" + (f" ({link.rule})" if link.rule else "")
    return (f"đơn vị: {piece.quantity.full_unit or 'không'}", relation, *where.said)


def _accompanies(text: str, piece: Piece) -> bool:
    """Whether a figure says more of the one before ("55 doanh nghiệp … với tổng vốn 498 tỷ đồng")."""
    return table_pattern("accompaniments").match(text, piece.clause.start) is not None


def _is_coordinated(text: str, piece: Piece) -> bool:
    """Whether only "và" or a comma leads to a figure ("thành lập mới 130 doanh nghiệp, 50 hợp tác xã")."""
    lead = text[piece.own.start : piece.quantity.span.start]
    return len(lead) < _SHORT and lead.strip(" ,").lower() in ("", "và", "cùng")


def _bracket_label(text: str, pieces: Sequence[Piece], i: int) -> Span | None:
    """The words right before the bracket of a bare figure, which it restates ("bằng tiền mặt (1.214 tỷ đồng)")."""
    piece = pieces[i]
    if text[piece.bracket + 1 : piece.quantity.span.start].strip():
        return None
    low = max([p.quantity.span.end for p in pieces[max(0, i - 1) : i]], default=piece.bracket)
    low = max(low, text.rfind(",", low, piece.bracket) + 1, piece.bracket - _LONGEST_LABEL)
    return Span(low, piece.bracket) if text[low : piece.bracket].strip() else None


def _with_shared_tail(text: str, fact: Fact, pair: Sequence[Piece]) -> Fact:
    """ "34 vụ, 52 đối tượng phạm tội về kinh tế": what is said of the second of two is said of the first too."""
    if len(pair) < 2 or pair[0].clause.end > pair[0].quantity.span.end or not _is_coordinated(text, pair[1]):
        return fact
    after = text[pair[1].quantity.span.end : pair[1].clause.end]
    shared = len(text[pair[0].quantity.span.end : pair[1].quantity.span.start]) < _SHORT
    if not shared or not table_pattern("shared_tails").match(after.lstrip()):
        return fact
    return replace(fact, context=(*fact.context[:3], Span(pair[1].quantity.span.end, pair[1].clause.end)))


def _as_coordinated(fact: Fact, before: Fact) -> Fact:
    """The figure with what leads to the one before it: they share a verb or a subject."""
    shared = Span(before.own.start, max(before.own.start, before.span.start))
    if not before.own.start < before.span.start:
        return replace(fact, context=before.context[:2], event=fact.event or before.event)
    return replace(fact, context=(shared, *before.context[:1]), event=fact.event or before.event)


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
    last = [line.span for line in lines[-_LAST_LINES:]]
    standing = Standing(source.text, 0, source.metadata.place, source.metadata.period)
    return [replace(f, passage=source.passage_of(f.span)) for f in signature_facts(standing, last)]
