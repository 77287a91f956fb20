"""Citations: the exact wording that supports a figure or a statement."""

from bot.answering.matching import Match
from bot.answering.outcome import Finding, Statement
from bot.answering.records import Citation
from corpus.records import Relation, Span
from corpus.structure.sentences import sentences
from index.records import StoredPassage

_LONGEST_QUOTE = 400


def cite_figure(match: Match) -> Citation:
    """The citation of a fact: its own wording, from its parent's on where it depends on one."""
    fact, passage = match.stored.fact, match.passage
    start, end = fact.own.start, max(fact.own.end, fact.span.end)
    if fact.context and fact.relation is not Relation.NONE:
        parent = fact.context[0]
        joined = min(parent.start, start)
        if fact.sentence.start <= joined and end - joined <= _LONGEST_QUOTE:
            start = joined
    return _citation(passage, Span(start, end), fact.span)


def cite_statement(statement: Statement) -> Citation:
    """The citation of a statement: the sentence it stands in where that is short, else its own wording."""
    passage, span = statement.passage, Span(statement.start, statement.end)
    if statement.match is None:
        return _citation(passage, span, None)
    fact = statement.match.stored.fact
    quote = fact.sentence if fact.sentence.end - fact.sentence.start <= _LONGEST_QUOTE else fact.own
    return _citation(passage, quote, span)


def cite_passage(passage: StoredPassage) -> Citation:
    """A citation of the first sentence of a passage."""
    first = sentences(passage.text, passage.start)[0]
    return _citation(passage, first, None)


def evidence(finding: Finding) -> tuple[Match, ...]:
    """Every match a finding rests on: its operands where it is derived, else its own."""
    return finding.operands or (finding.match,)


def _citation(passage: StoredPassage, quote: Span, mark: Span | None) -> Citation:
    bounds = Span(passage.start, passage.start + len(passage.text))
    start, end = max(quote.start, bounds.start), min(quote.end, bounds.end)
    inside = None if mark is None else mark.shift(-passage.start)
    return Citation(
        source=passage.source,
        title=passage.title,
        passage=passage.text,
        quote=passage.text[start - passage.start : end - passage.start],
        start=start,
        end=end,
        ordinal=passage.ordinal,
        passage_id=passage.id,
        page=passage.page,
        sheet=passage.sheet,
        mark=None if inside is None else (inside.start, inside.end),
    )
