"""How well a fact explains a question: every content syllable is looked for in ever wider scopes around it.

The scopes, from the fact outwards: its own wording, the wording it inherits (parent, "trong đó"), its sentence and
the sentence before (both without what is said of other figures), the headings above, its passage, the report's
title. A term found nearer counts more; a term found nowhere is unexplained. Neighbouring terms of the question
count again as pairs, so that "hộ nghèo" is not explained by "hộ" here and "nghèo" there. Terms weigh by their idf.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.fillers import without_fillers
from bot.answering.records import QueryTerm
from corpus.facts.units import unit_kind
from corpus.language.lexicon import Term, canonical_terms
from corpus.language.periods import find_periods
from corpus.records import Fact, FactKind, Relation, Span
from corpus.structure.sentences import sentences
from index.records import StoredFact, StoredPassage
from index.search import Searcher

_LEVELS = (1.0, 0.9, 0.6, 0.5, 0.5, 0.3, 0.25)
_NEAR = 0.5
_PAIR = 0.5
_TORN = 0.5
_UNASKED = 0.25
# Who asks for the whole does not name the part ("bao nhiêu hợp tác xã": not those "trong đó nông nghiệp").
_PART = 0.1
_UNIT = 0.08
_NUMBERS_REACH = 2
_CACHED_PASSAGES = 4096


@dataclass(frozen=True, slots=True)
class Scope:
    """The terms of one stretch of wording: with marks, without, and as neighbouring pairs without."""

    exact: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, terms: Sequence[Term]) -> "Scope":
        """The scope of a run of canonical terms."""
        folded = [t.folded for t in terms]
        return cls(frozenset(t.exact for t in terms), frozenset(folded), frozenset(pairwise(folded)))

    def holds(self, term: QueryTerm) -> bool:
        """Whether the term stands here; one whose marks are known must have them."""
        return term.exact in self.exact if term.marked else term.folded in self.folded


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with how well it explains the question. `explained` is 0 to 1; `score` ranks; `missing` names
    the unexplained terms and `missing_share` their weight, 0 to 1; `unasked` is the share of the fact's own wording
    that the question does not name; `near` is the share found in own, inherited
    or sentence wording, in the sentence before or in the headings above; `unnamed_part` tells that the fact is a
    part and the question names nothing that sets it apart from its whole."""

    stored: StoredFact
    passage: StoredPassage
    score: float
    explained: float
    near: float
    missing: tuple[str, ...]
    missing_share: float
    unasked: float = 0.0
    unnamed_part: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question's terms with what is the same for every fact: `weights` by term, their `total`, and whether each
    neighbouring pair stands in some report (`known_pairs`, one shorter than the terms)."""

    terms: Sequence[QueryTerm]
    weights: Sequence[float]
    total: float
    known_pairs: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage's canonical terms and those scopes of it that are the same for each of its facts."""

    terms: list[Term]
    title: list[Term]
    headings_scope: Scope
    passage_scope: Scope
    title_scope: Scope


class Matcher:
    """Scores facts against query terms; keeps what it read of recently seen passages."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._cache: OrderedDict[int, _Read] = OrderedDict()

    def weigh(self, terms: Sequence[QueryTerm]) -> Weighed:
        """What of a question is the same for every fact."""
        weights = [self._searcher.rarity(term.folded) for term in terms]
        known = [self._searcher.knows_pair(a.folded, b.folded) for a, b in pairwise(terms)]
        return Weighed(terms, weights, sum(weights) or 1.0, known)

    def match(
        self, stored: StoredFact, passage: StoredPassage, query: Weighed, beside: Sequence[Fact] = ()
    ) -> Match:
        """The match of one fact that stands in `passage`; `beside` are all figures there."""
        scopes = self._scopes(stored, passage, beside)
        terms, weights, total = query.terms, query.weights, query.total
        reach = _NUMBERS_REACH if stored.fact.kind is FactKind.FIGURE else len(scopes)
        levels = [_level(term, scopes, reach) for term in terms]
        pairs = _pairs(query, levels, scopes)
        pair_total = sum(weight for weight, _ in pairs)
        pair_sum = sum(weight * level for weight, level in pairs)
        explained = (sum(map(_times, weights, levels)) + pair_sum) / (total + pair_total)
        missing = [(t.exact, w) for t, w, level in zip(terms, weights, levels, strict=True) if not level]
        near = sum(w for w, level in zip(weights, levels, strict=True) if level >= _NEAR) / total
        unit = _unit_fit(stored, terms)
        unasked = self._unasked(stored, passage, terms, total)
        unnamed = self._is_unnamed_part(stored, passage, terms)
        score = explained - _UNASKED * unasked - (_PART if unnamed else 0.0) + unit
        return Match(
            stored=stored,
            passage=passage,
            score=score,
            explained=explained,
            near=near,
            missing=tuple(word for word, _ in missing),
            missing_share=sum(w for _, w in missing) / total,
            unasked=unasked,
            unnamed_part=unnamed,
        )

    def sentence_match(
        self, passage: StoredPassage, sentence: Span, terms: Sequence[QueryTerm]
    ) -> tuple[float, float]:
        """For a sentence without a figure: how well it explains the terms, and the share found in it itself."""
        read = self._read(passage)
        own = Scope.of(_within(read.terms, [sentence]))
        scopes = [own, read.headings_scope, read.passage_scope, read.title_scope]
        weighed = self.weigh(terms)
        weights, total = weighed.weights, weighed.total
        levels = [
            next((x for x, s in zip((1, 0.5, 0.4, 0.25), scopes, strict=True) if s.holds(t)), 0.0) for t in terms
        ]
        inside = sum(w for w, t in zip(weights, terms, strict=True) if scopes[0].holds(t)) / total
        return sum(map(_times, weights, levels)) / total, inside

    def _scopes(self, stored: StoredFact, passage: StoredPassage, beside: Sequence[Fact]) -> list[Scope]:
        read, fact = self._read(passage), stored.fact
        terms = read.terms
        others = [_said_of(f, fact) for f in beside if f.span != fact.span and f.own not in fact.context]
        own, inherited = _within(terms, [fact.own]), _within(terms, fact.context)
        if fact.kind is FactKind.PERSON:  # who wrote or signed a report is a fact about its title
            own, inherited = own + canonical_terms(fact.measure), read.title
        return [
            Scope.of(own),
            Scope.of(inherited),
            Scope.of(_without(_within(terms, [fact.sentence]), others)),
            Scope.of(_without(_within(terms, _sentence_before(passage, fact.sentence)), others)),
            read.headings_scope,
            read.passage_scope,
            read.title_scope,
        ]

    def _read(self, passage: StoredPassage) -> _Read:
        read = self._cache.pop(passage.id, None)
        if read is None:
            terms, title = canonical_terms(passage.text, passage.start), canonical_terms(passage.title)
            headings = canonical_terms(" . ".join(passage.headings))
            read = _Read(terms, title, Scope.of(headings), Scope.of(terms), Scope.of(title))
            if len(self._cache) >= _CACHED_PASSAGES:
                self._cache.popitem(last=False)
        self._cache[passage.id] = read
        return read

    def _is_unnamed_part(self, stored: StoredFact, passage: StoredPassage, terms: Sequence[QueryTerm]) -> bool:
        """Whether a figure is part of another and the question names nothing that sets it apart from the whole."""
        fact, wording = stored.fact, self._read(passage).terms
        if fact.relation is not Relation.PART:
            return False
        whole = {t.folded for t in _within(wording, fact.context)}
        own = {t.folded for t in without_fillers(_within(wording, [fact.own])) if t.folded.isalpha()}
        return bool(own - whole) and not (own - whole) & {t.folded for t in terms}

    def _unasked(
        self, stored: StoredFact, passage: StoredPassage, terms: Sequence[QueryTerm], asked: float
    ) -> float:
        """The share, 0 to 1, of the fact's own wording that the question does not mention."""
        fact = stored.fact
        hidden = [m.span for m in find_periods(fact.own.shift(-passage.start).of(passage.text), fact.own.start)]
        extra = 0.0
        known = {t.folded for t in terms}
        for term in without_fillers(_within(self._read(passage).terms, [fact.own])):
            if term.folded in known or not term.folded.isalpha():
                continue
            if not any(s.start <= term.start < s.end for s in hidden):
                extra += self._searcher.rarity(term.folded)
        return extra / (extra + asked)


def _pairs(query: Weighed, levels: Sequence[float], scopes: Sequence[Scope]) -> list[tuple[float, float]]:
    """Weight and level of the question's neighbouring pairs; one that no report has says nothing.

    Where the pair is torn apart, its terms still count for half of what they do one by one.
    """
    found = []
    for i, (first, second) in enumerate(pairwise(query.terms)):
        if query.known_pairs[i]:
            pair = (first.folded, second.folded)
            level = next((x for x, s in zip(_LEVELS, scopes, strict=True) if pair in s.pairs), 0.0)
            level = max(level, _TORN * min(levels[i], levels[i + 1]))
            found.append((_PAIR * min(query.weights[i], query.weights[i + 1]), level))
    return found


def _sentence_before(passage: StoredPassage, sentence: Span) -> list[Span]:
    """The sentence right before one, none where it is the first of its passage."""
    before = passage.text[: max(0, sentence.start - passage.start)]
    return sentences(before, passage.start)[-1:]


def _level(term: QueryTerm, scopes: Sequence[Scope], numbers_reach: int) -> float:
    """The level of the nearest scope that holds a term; a number explains only the figure that it stands by."""
    reach = len(scopes) if term.folded.isalpha() else numbers_reach
    levels = zip(_LEVELS[:reach], scopes[:reach], strict=True)
    return next((level for level, scope in levels if scope.holds(term)), 0.0)


def _within(terms: Sequence[Term], spans: Iterable[Span]) -> list[Term]:
    ranges = list(spans)
    return [t for t in terms if any(s.start <= t.start < s.end for s in ranges)]


def _said_of(other: Fact, fact: Fact) -> Span:
    """The wording that is another figure's alone; before an earlier one in the sentence stands what they share."""
    shared = other.sentence == fact.sentence and other.span.start < fact.span.start
    return Span(other.span.start, other.own.end) if shared else other.own


def _without(terms: Sequence[Term], spans: Sequence[Span]) -> list[Term]:
    """The terms outside of `spans`: what is said of one figure explains no other."""
    return [t for t in terms if not any(s.start <= t.start < s.end for s in spans)]


def _times(a: float, b: float) -> float:
    return a * b


def _unit_fit(stored: StoredFact, terms: Sequence[QueryTerm]) -> float:
    """A bonus where what the figure counts is named in the question, a malus where it is another thing."""
    quantity = stored.fact.quantity
    if quantity is None or not quantity.unit or unit_kind(quantity.unit) != "count":
        return 0.0
    asked = {t.folded for t in terms}
    unit = {t.folded for t in canonical_terms(quantity.unit)}
    if unit <= asked:
        return _UNIT
    return 0.0 if unit & asked else -_UNIT
