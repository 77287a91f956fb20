"""Answers that are no numbers: a date, a legal reference, a person, an address, or the best sentence."""

from bot.answering.finding import Finder
from bot.answering.outcome import Statement
from bot.answering.records import Asked, Query
from corpus.language.places import same_place
from corpus.structure.sentences import sentences

# A sentence must itself hold this share of the question's weight, and with headings and passage nearly all.
_INSIDE = 0.6
_EXPLAINED = 0.72
_PASSAGES = 8


def find_statement(query: Query, finder: Finder) -> Statement | None:
    """The statement that answers, or None."""
    if query.asked is not Asked.PASSAGE:
        match = finder.best(query)
        if match is not None:
            fact = match.stored.fact
            return Statement(fact.wording, match, fact.span.start, fact.span.end, match.passage)
        if query.asked is not Asked.ADDRESS:
            return None
    return _best_sentence(query, finder)


def _best_sentence(query: Query, finder: Finder) -> Statement | None:
    best: tuple[float, Statement] | None = None
    for hit in finder.searcher.passages(" ".join(t.exact for t in query.terms), _PASSAGES):
        passage = hit.passage
        if query.places and not any(same_place(place, passage.place) for place in query.places):
            continue
        for span in sentences(passage.text, passage.start):
            explained, inside = finder.matcher.sentence_match(passage, span, query.terms)
            if inside < _INSIDE or explained < _EXPLAINED:
                continue
            if best is None or explained > best[0]:
                wording = span.shift(-passage.start).of(passage.text)
                best = (explained, Statement(wording, None, span.start, span.end, passage))
    return best[1] if best else None
