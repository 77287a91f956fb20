"""How many things a list names: "mấy huyện có dịch" where the report only lists "Huyện có dịch: Ba Bể, Na Rì".

Counted is only what a sentence lists in full right behind the thing asked for; a list that goes on ("…", "v.v.",
"như", "trong đó") is not counted, nor one whose items hold figures of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.finding import Finder
from bot.answering.outcome import Statement
from bot.answering.records import COUNTED, Asked, Operation, Query
from bot.answering.standing import Reading
from bot.answering.statements import is_of_time
from corpus.language.places import same_place
from corpus.language.tones import normal_tones
from corpus.records import Span
from index.records import StoredPassage

_PASSAGES = 8
_FEWEST, _MOST, _LONGEST_ITEM = 2, 30, 10
_LEAST_INSIDE, _LEAST_EXPLAINED = 0.7, 0.9
_MARK = re.compile(r"(?::|(?<!\w)(?:bao gồm|gồm có|gồm|đó là|là)(?!\w)\s*:?)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+")
_OPEN = re.compile(r"(?:\.{3}|…|(?<!\w)(?:v\.v|vv|như|trong đó|v\.\s?v)\b)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# A number before the list is stated, or is of something else; a year or a day is neither.
_COUNT = re.compile(r"(?<![\d/])(?!(?:19|20)\d{2}(?!\d))\d+(?![\d/])")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that answers: its items as written, and the sentence that names them."""

    items: tuple[str, ...]
    sentence: Statement

    @property
    def formula(self) -> str:
        """How the number comes about: "đếm: Ba Bể; Na Rì = 2"."""
        return f"{COUNTED}: {'; '.join(self.items)} = {len(self.items)}"


def counted_list(query: Query, finder: Finder) -> Listed | None:
    """The list whose items are asked to be counted, None where no report has one."""
    if query.asked is not Asked.COUNT or query.operation is not Operation.LOOK_UP or query.plan or query.negated:
        return None
    if not query.terms:
        return None
    counted = query.terms[0].folded  # "mấy huyện có dịch": communes are not districts
    weighed = finder.matcher.weigh(query.terms)
    best: tuple[float, Listed] | None = None
    for reading in finder.readings_of(query.terms, _PASSAGES):
        if not _is_of(query, reading.passage):
            continue
        for listed, head in _lists(reading):
            explained, inside = finder.matcher.sentence_match(reading, head, weighed)
            fits = inside >= _LEAST_INSIDE and explained >= _LEAST_EXPLAINED
            fits = fits and counted in {term.folded for term in reading.within([head])}
            if fits and (best is None or explained > best[0]):
                best = (explained, listed)
    return best[1] if best else None


def _is_of(query: Query, passage: StoredPassage) -> bool:
    """Whether a passage is of a place and a year asked for."""
    there = not query.places or any(same_place(place, passage.place) for place in query.places)
    return there and is_of_time(query, passage)


def _lists(reading: Reading) -> Iterator[tuple[Listed, Span]]:
    """The lists of a passage, each with what stands before it in its sentence."""
    passage = reading.passage
    for sentence in reading.sentences:
        wording = sentence.shift(-passage.start).of(passage.text)
        mark = _MARK.search(normal_tones(wording))
        if mark is None or _OPEN.search(wording) or _COUNT.search(wording[: mark.start()]):
            continue
        items = tuple(_BETWEEN.split(wording[mark.end() :].rstrip(" .;")))
        if _are_items(items):
            named = Statement(wording, None, sentence.start, sentence.end, passage)
            yield Listed(items, named), Span(sentence.start, sentence.start + mark.start())


def _are_items(items: tuple[str, ...]) -> bool:
    """Whether the pieces are things of one kind: short, without figures, all named or all not."""
    words = [len(item.split()) for item in items]
    alike = len({item[:1].isupper() for item in items}) == 1
    plain = not any(_DIGIT.search(item) for item in items) and all(words) and len(set(items)) == len(items)
    return _FEWEST <= len(items) <= _MOST and max(words) <= _LONGEST_ITEM and alike and plain
