"""Answers that are no numbers: a date, a legal reference, a person, an address, or the best sentence."""

import re
from dataclasses import dataclass

from bot.answering.finding import Finder
from bot.answering.outcome import Statement
from bot.answering.records import Asked, Query
from bot.answering.standing import Reading
from corpus.language.normalise import fold
from corpus.language.places import province_names, same_place
from corpus.records import FactKind, Span, Status
from index.records import StoredPassage

_PASSAGES = 8
_HIGHEST = re.compile(r"(?:cao|nhiều|lớn|đông|mạnh|nhanh|dài|rộng)\s+nhất|dẫn đầu|đứng đầu", re.IGNORECASE)
_LOWEST = re.compile(r"(?:thấp|ít|nhỏ|chậm|kém|ngắn|hẹp)\s+nhất|đứng cuối", re.IGNORECASE)
_NEGATION = re.compile(r"(?<!\w)(?:chưa|không|chẳng)(?!\w)", re.IGNORECASE)
# "không đạt mục tiêu" may be told as "thấp hơn mục tiêu".
_SHORT_OF = re.compile(r"(?<!\w)(?:thấp hơn|chậm hơn|ít hơn|dưới|hụt|thiếu|giảm)(?!\w)", re.IGNORECASE)
_REASON = re.compile(r"(?<!\w)(?:nguyên nhân|do|vì|bởi|nhờ)(?!\w)", re.IGNORECASE)
_OPENS_REASON = re.compile(
    r"\W*(?:(?:các |một số )?nguyên nhân|lý do|lí do|do |vì |bởi |điều này (?:là )?do|đó là do)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Least:
    """The share of the question's weight that a sentence must hold itself, and with headings and passage."""

    inside: float
    explained: float


_LEAST = Least(inside=0.7, explained=0.75)
_LEAST_REASON = Least(inside=0.4, explained=0.5)
# "Các tiêu chí chưa đạt: …" stands behind what they are criteria of.
_LEAST_LACKING = Least(inside=0.3, explained=0.55)
_LIST = re.compile(r":\s|;")


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
    weighed = finder.matcher.weigh(query.terms)
    least = _LEAST_REASON if query.reason else _LEAST_LACKING if query.negated else _LEAST
    for reading in finder.readings_of(query.terms, _PASSAGES):
        passage = reading.passage
        if not _is_there(query, passage):
            continue
        for span in reading.sentences:
            wording = span.shift(-passage.start).of(passage.text)
            explained, inside = finder.matcher.sentence_match(reading, span, weighed)
            if inside < least.inside or explained < least.explained:
                continue
            told = span if _fits(query, passage, wording) else _reason_after(query, reading, span)
            if told is None or not _is_of_state(query, reading, told):
                continue
            if best is None or explained > best[0]:
                wording = told.shift(-passage.start).of(passage.text)
                best = (explained, Statement(wording, None, told.start, told.end, passage))
    return best[1] if best else None


def _reason_after(query: Query, reading: Reading, sentence: Span) -> Span | None:
    """The sentence after, where it opens with the reason asked for ("Nguyên nhân là do …"); else None."""
    if not query.reason or not is_of_time(query, reading.passage):
        return None
    following = next((span for span in reading.sentences if span.start >= sentence.end), None)
    text, start = reading.passage.text, reading.passage.start
    opens = following is not None and _OPENS_REASON.match(following.shift(-start).of(text))
    return following if opens else None


def _is_there(query: Query, passage: StoredPassage) -> bool:
    """Whether a passage is of a report for a place asked for, or names a lower one."""
    if not query.places or any(same_place(place, passage.place) for place in query.places):
        return True
    around = fold(f"{passage.text} {' '.join(passage.headings)} {passage.title}")
    return any(fold(place) in around for place in query.places if place not in province_names())


def _fits(query: Query, passage: StoredPassage, sentence: str) -> bool:
    """Whether a sentence is of a year asked for, and gives a reason where one is asked for."""
    superlative = not query.most or bool((_HIGHEST if query.most > 0 else _LOWEST).search(sentence))
    listed = not query.negated or query.reason or bool(_LIST.search(sentence))
    denied = not query.negated or bool(_NEGATION.search(sentence) or (query.reason and _SHORT_OF.search(sentence)))
    return (
        is_of_time(query, passage)
        and superlative
        and denied
        and listed
        and (not query.reason or bool(_REASON.search(sentence)))
    )


def is_of_time(query: Query, passage: StoredPassage) -> bool:
    """Whether a passage, its headings or its report's title name a year of each time asked for."""
    around = f"{passage.text} {' '.join(passage.headings)} {passage.title}"
    return all(any(str(year) in around for year in period.years) for period in query.periods)


def _is_of_state(query: Query, reading: Reading, sentence: Span) -> bool:
    """Whether the figures of a sentence, if it has any, are planned where a plan is asked for, and only there."""
    within = (s.fact for s in reading.facts.values() if sentence.holds(s.fact.span))
    planned = {fact.status is Status.PLAN for fact in within if fact.kind is FactKind.FIGURE}
    return query.reason or not planned or query.plan in planned
