"""How well a fact explains a question: every content syllable is looked for in ever wider scopes around it.

A term found in a nearer scope (see scopes.py) counts more; one found nowhere is unexplained. Neighbouring terms of
the question count again as pairs, so that "hộ nghèo" is not explained by "hộ" here and "nghèo" there. Terms weigh
by their idf.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import mul

from bot.answering.contrasts import contradicts
from bot.answering.fillers import PACKAGE, people_units, weak_phrases
from bot.answering.narrowing import moment_of
from bot.answering.records import QueryTerm
from bot.answering.scopes import BEFORE, HEADINGS, INHERITED, OWN, PASSAGE, SENTENCE, TITLE, Levels
from bot.answering.standing import Reading, Standing
from corpus.facts.units import unit_kind
from corpus.language.lexicon import canonical_terms
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import tokenise
from corpus.records import Fact, FactKind, PeriodKind, Relation, Span
from index.records import StoredFact, StoredPassage
from index.search import Searcher

# A sentence without a figure: what stands in it counts whole, what stands around it by these.
_AROUND_SENTENCE = {HEADINGS: 0.5, PASSAGE: 0.4, TITLE: 0.25}
_NEAR = BEFORE
_BY_ITSELF = SENTENCE
# Dates, numbers and names in the first passages are the report's own: its title says what they are of.
_FRONT = 1
_PAIR = 0.5
_TORN = 0.5
_UNASKED = 0.15
_BESIDE = 0.1
# Who asks for the whole does not name the part ("bao nhiêu hợp tác xã": not those "trong đó nông nghiệp").
_PART = 0.1
_UNIT = 0.08
# "khách quốc tế" where all are asked for
_NARROWED = 0.08
# "35 hợp tác xã (thành lập mới)" is not how many there are.
_EVENT = 0.15
_PERSON = "nguoi"


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with how well it explains the question. `explained` is 0 to 1; `score` ranks; `missing` names
    the unexplained terms and `missing_share` their weight, 0 to 1; `unasked` is the share of the fact's own wording
    that the question does not name; `near` is the share found in own, inherited
    or sentence wording, in the sentence before or in the headings above; `unnamed_part` tells that the fact is a
    part and the question names nothing that sets it apart from its whole; `standing` is where it was found."""

    stored: StoredFact
    passage: StoredPassage
    score: float
    explained: float
    near: float
    missing: tuple[str, ...]
    missing_share: float
    unasked: float = 0.0
    unnamed_part: bool = False
    standing: Standing | None = None

    def says(self, term: QueryTerm) -> bool:
        """Whether a term is said of the figure itself, or of the one that it depends on."""
        return self.standing is not None and self.standing.level(term) >= INHERITED

    def has_near(self, term: QueryTerm) -> bool:
        """Whether a term stands in the figure's sentence, the one before it or the headings above, or its unit says
        it."""
        if self.standing is None:
            return False
        return self.standing.level(term) >= _NEAR or is_implied(term, self.stored.fact)

    def is_of_moment(self, asked: str) -> bool:
        """Whether a figure may be of the beginning ("đầu") or the end ("cuối") of a year, whichever is asked about:
        its sentence does not speak of the other, nor was it measured on some day between."""
        fact, passage = self.stored.fact, self.passage
        start = max(0, fact.sentence.start - passage.start)
        if said := moment_of(passage.text[start : fact.span.start - passage.start]):
            return said == asked
        dated = fact.period is not None and fact.period.kind is PeriodKind.DAY
        return asked == "cuối" or not dated

    def is_whole_of(self, asked: Mapping[int, frozenset[str]]) -> bool:
        """Whether a part of the figure is what is asked for, and the figure itself is not said to be of it."""
        standing = self.standing
        if standing is None or not asked:
            return False
        parts = [
            p for p in standing.reading.facts.values() if p.stored.parent_id == self.stored.id and p is not standing
        ]
        parts = [p for p in parts if p.fact.relation is Relation.PART]
        wanted = {i: names for i, names in asked.items() if not names & standing.named.get(i, frozenset())}
        return any(names & p.named.get(i, frozenset()) for p in parts for i, names in wanted.items())

    def contradicts(self, asked: Mapping[int, frozenset[str]]) -> bool:
        """Whether the figure is said to be of another one of some set than the question names."""
        return self.standing is not None and contradicts(asked, self.standing.named)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question's terms with what is the same for every fact: `weights` by term, their `total`, and whether each
    neighbouring pair stands in some report (`known_pairs`, one shorter than the terms)."""

    terms: Sequence[QueryTerm]
    weights: Sequence[float]
    total: float
    known_pairs: Sequence[bool]
    folded: frozenset[str]


class Matcher:
    """Scores facts against query terms."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def weigh(self, terms: Sequence[QueryTerm]) -> Weighed:
        """What of a question is the same for every fact."""
        weights = [term.share * self._searcher.rarity(term.folded) for term in terms]
        known = [self._searcher.knows_pair(a.folded, b.folded) for a, b in pairwise(terms)]
        return Weighed(terms, weights, sum(weights) or 1.0, known, frozenset(t.folded for t in terms))

    def match(self, standing: Standing, query: Weighed) -> Match:
        """The match of one fact."""
        stored, passage, weights = standing.stored, standing.reading.passage, query.weights
        is_figure = stored.fact.kind is FactKind.FIGURE
        in_front = not is_figure and passage.ordinal <= _FRONT
        levels = [_level(term, standing, is_figure) for term in query.terms]
        if in_front:
            levels = [INHERITED if level == TITLE else level for level in levels]
        pairs = _pairs(query, levels, standing)
        pair_total = sum(weight for weight, _ in pairs)
        pair_sum = sum(weight * level for weight, level in pairs)
        explained = (sum(map(mul, weights, levels)) + pair_sum) / (query.total + pair_total)
        missing = [
            (t.exact, w)
            for t, w, level in zip(query.terms, weights, levels, strict=True)
            if not level and (t.share == 1.0 or t.folded.isalpha())  # "bão số 3": its number is a name
        ]
        is_cell = stored.fact.own == stored.fact.span
        near = 1.0 if in_front else _near(weights, levels, _NEAR if is_cell else _BY_ITSELF)
        unasked = self._unasked(standing, query)
        unnamed = bool(standing.apart) and not standing.apart & query.folded
        malus = _UNASKED * unasked
        malus += _PART if unnamed else 0.0
        malus += _NARROWED if is_figure and standing.narrowed(query.folded) else 0.0
        malus += _EVENT if has_unasked_event(stored.fact, query.folded) else 0.0
        return Match(
            stored=stored,
            passage=passage,
            score=explained + _BESIDE * near - malus + _unit_fit(stored.fact, query.folded),
            explained=explained,
            near=near,
            missing=tuple(word for word, _ in missing),
            missing_share=sum(w for _, w in missing) / query.total,
            unasked=unasked,
            unnamed_part=unnamed,
            standing=standing,
        )

    def sentence_match(self, reading: Reading, sentence: Span, query: Weighed) -> tuple[float, float]:
        """For a sentence without a figure: how well it explains the terms, and the share found in it itself."""
        own, wide = Levels.of([(1.0, reading.within([sentence]))]), reading.wide
        levels = [own.level(term) or _AROUND_SENTENCE.get(wide.level(term), 0.0) for term in query.terms]
        inside = sum(w for w, level in zip(query.weights, levels, strict=True) if level == 1.0)
        return sum(map(mul, query.weights, levels)) / query.total, inside / query.total

    def hinted(self, standing: Standing, hints: Weighed) -> float:
        """How much of the question before a fact explains besides, 0 to 1."""
        levels = [_level(term, standing, is_figure=False) for term in hints.terms]
        return float(sum(map(mul, hints.weights, levels))) / hints.total

    def _unasked(self, standing: Standing, query: Weighed) -> float:
        """The share, 0 to 1, of the fact's own wording that the question does not mention."""
        extra = sum(self._searcher.rarity(word) for word in standing.said if word not in query.folded)
        return extra / (extra + query.total)


def _near(weights: Sequence[float], levels: Sequence[float], by_itself: float) -> float:
    """The share of what is asked that stands near the figure, without what the report's title says of all of it;
    0 where nothing stands by the figure itself."""
    rest = [(w, level) for w, level in zip(weights, levels, strict=True) if level != TITLE]
    if not any(level >= by_itself for _, level in rest):
        return 0.0
    return sum(w for w, level in rest if level >= _NEAR) / (sum(w for w, _ in rest) or 1.0)


def has_unasked_event(fact: Fact, asked: Iterable[str]) -> bool:
    """Whether something happened to what is counted of which the question's folded words say nothing."""
    return bool(fact.event) and folded_words(fact.event).isdisjoint(asked)


def counts_people(fact: Fact) -> bool:
    """Whether a figure counts people, whatever they are called: who asks "bao nhiêu người" means them."""
    return fact.quantity is not None and fact.quantity.unit.lower() in people_units()


def is_implied(term: QueryTerm, fact: Fact) -> bool:
    """Whether a word is said by the figure's unit alone: "người" of whoever is counted, "diện tích" of hectares."""
    quantity = fact.quantity
    if quantity is None:
        return False
    if term.folded == _PERSON:
        return counts_people(fact)
    exact, folded = _implied(unit_kind(quantity.unit))
    return term.exact in exact if term.marked else term.folded in folded


@cache
def _implied(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The syllables that units of a kind imply, with marks and without: rows of data/implied_words.csv."""
    words = (row["words"] for row in rows("implied_words", PACKAGE) if row["kind"] == kind)
    tokens = [t for phrases in words for phrase in alternatives(phrases) for t in tokenise(phrase)]
    return frozenset(t.exact for t in tokens), frozenset(t.folded for t in tokens)


def counted_words(fact: Fact) -> frozenset[str]:
    """The folded words of what a figure counts with its attribute ("HTX nông nghiệp"); none for a measured one."""
    quantity = fact.quantity
    if quantity is None or not quantity.unit or unit_kind(quantity.unit) != "count":
        return frozenset()
    return folded_words(f"{quantity.unit} {fact.category}")


def _pairs(query: Weighed, levels: Sequence[float], standing: Standing) -> list[tuple[float, float]]:
    """Weight and level of the question's neighbouring pairs; one that no report has says nothing.

    Where the pair is torn apart, its terms still count for half of what they do one by one.
    """
    found = []
    for i, (first, second) in enumerate(pairwise(query.terms)):
        if query.known_pairs[i]:
            level = max(standing.pair_level(first, second), _TORN * min(levels[i], levels[i + 1]))
            found.append((_PAIR * min(query.weights[i], query.weights[i + 1]), level))
    return found


def _level(term: QueryTerm, standing: Standing, is_figure: bool) -> float:
    """The level of the nearest scope that holds a term; a number explains only the figure that it stands by."""
    level = standing.level(term)
    if level < OWN and is_figure and is_implied(term, standing.fact):
        return OWN
    return level if not is_figure or level >= INHERITED or term.folded.isalpha() else 0.0


def _unit_fit(fact: Fact, asked: frozenset[str]) -> float:
    """A bonus where what the figure counts is named in the question, a malus where it is another thing."""
    quantity = fact.quantity
    if quantity is None or not quantity.unit or unit_kind(quantity.unit) != "count":
        return 0.0
    unit = folded_words(quantity.unit)
    if unit <= asked or (_PERSON in asked and counts_people(fact)):
        return _UNIT
    if quantity.unit.lower() in weak_phrases(counted=True):  # "18.205 người" may be teachers
        return 0.0
    return 0.0 if unit & asked else -_UNIT


@lru_cache(maxsize=4096)
def folded_words(wording: str) -> frozenset[str]:
    """The folded canonical syllables of a wording (a unit, an event, the heads of a cell)."""
    return frozenset(t.folded for t in canonical_terms(wording))
