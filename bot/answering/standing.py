"""Facts where they stand: a passage read once for all questions, and what of a fact's wording may be asked for."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property

from bot.answering.contrasts import named_of_sets
from bot.answering.fillers import without_fillers
from bot.answering.records import QueryTerm
from bot.answering.scopes import BEFORE, HEADINGS, INHERITED, OWN, PASSAGE, SENTENCE, TITLE, Levels
from corpus.facts.units import unit_kind
from corpus.language.lexicon import Term, canonical_terms
from corpus.language.periods import find_periods
from corpus.records import Fact, FactKind, Relation, Span
from corpus.structure.sentences import sentences
from index.records import StoredFact, StoredPassage

_CACHED_PASSAGES = 8192
# What is said of these is said of the figure that they depend on: "(71,4%)" of "5.152 hộ dân tộc thiểu số".
_DEPENDENT = (Relation.SHARE, Relation.RATE, Relation.DELTA, Relation.RATIO)


class Reading:
    """A passage read: its canonical terms, the facts that stand in it by id, in order."""

    def __init__(self, passage: StoredPassage, facts: Sequence[StoredFact]) -> None:
        self.passage = passage
        self.facts: Mapping[int, Standing] = {fact.id: Standing(fact, self) for fact in facts}

    @property
    def terms(self) -> list[Term]:
        """The canonical terms of the passage in order."""
        return list(map(Term, *self._columns))

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
        """The terms as four columns: as plain tuples the collector leaves them alone."""
        terms = canonical_terms(self.passage.text, self.passage.start)
        exact, folded = tuple(t.exact for t in terms), tuple(t.folded for t in terms)
        return exact, folded, tuple(t.start for t in terms), tuple(t.end for t in terms)

    @cached_property
    def title(self) -> list[Term]:
        """The terms of the report's title and issuer."""
        return canonical_terms(f"{self.passage.title} . {self.passage.issuer}")

    @cached_property
    def wide(self) -> Levels:
        """The scopes that are the same for each fact: headings, passage, title."""
        headings = canonical_terms(" . ".join(self.passage.headings))
        return Levels.of([(HEADINGS, headings), (PASSAGE, self.terms), (TITLE, self.title)])

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the passage in order."""
        return sentences(self.passage.text, self.passage.start)

    def within(self, spans: Iterable[Span]) -> list[Term]:
        """The terms that begin in one of these spans."""
        found: list[Term] = []
        starts = self._columns[2]
        for span in spans:
            low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
            found += map(Term, *(column[low:high] for column in self._columns))
        return found


class Standing:
    """A fact in its passage. All that is the same for every question is worked out once, when it is first asked."""

    def __init__(self, stored: StoredFact, reading: Reading) -> None:
        self.stored = stored
        self.reading = reading

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.stored.fact

    def level(self, term: QueryTerm) -> float:
        """How near a term stands, 0 to 1; 0 where no scope has it."""
        return self._near.level(term) or self.reading.wide.level(term)

    def pair_level(self, first: QueryTerm, second: QueryTerm) -> float:
        """How near two terms stand side by side, 0 to 1."""
        pair = f"{first.folded} {second.folded}"
        return self._near.pairs.get(pair, 0.0) or self.reading.wide.pairs.get(pair, 0.0)

    @cached_property
    def _near(self) -> Levels:
        """The scopes that are this fact's alone."""
        fact, within = self.fact, self.reading.within
        own, inherited = within([fact.own]), within(fact.context)
        if fact.kind is FactKind.PERSON:  # who wrote or signed a report is a fact about its title
            own, inherited = own + canonical_terms(fact.measure), self.reading.title
        elif fact.own == fact.span:  # the heads of a table's cell may stand in another passage
            own = own + canonical_terms(f"{fact.measure} {fact.category}")
        figures = (s.fact for s in self.reading.facts.values() if s.fact.kind is FactKind.FIGURE)
        others = [_said_of(f, fact) for f in figures if f.span != fact.span and f.own not in fact.context]
        sentence, before = within([fact.sentence]), within(self._before(fact.sentence))
        return Levels.of(
            [
                (OWN, own),
                (INHERITED, inherited),
                (SENTENCE, _without(sentence, others)),
                (BEFORE, _without(before, others)),
            ]
        )

    def _before(self, sentence: Span) -> list[Span]:
        """The sentence right before one, none where it is the first of its passage."""
        return [span for span in self.reading.sentences if span.end <= sentence.start][-1:]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The folded words of the fact's own wording, without fillers, times and a measured figure."""
        fact, passage = self.fact, self.reading.passage
        own = [fact.own, *fact.context[:1]] if fact.relation in _DEPENDENT else [fact.own]
        wording = fact.own.shift(-passage.start).of(passage.text)
        hidden = [m.span for m in find_periods(wording, fact.own.start)]
        if fact.quantity is not None and unit_kind(fact.quantity.unit) != "count":
            hidden.append(fact.span)
        terms = _without(without_fillers(self.reading.within(own)), hidden)
        return tuple(t.folded for t in terms if t.folded.isalpha())

    @cached_property
    def named(self) -> Mapping[int, frozenset[str]]:
        """What the fact's own wording and measure name of things that are told apart."""
        fact = self.fact
        terms = [*self.reading.within([fact.own]), *canonical_terms(f"{fact.measure} {fact.category}")]
        alone = fact.relation is Relation.NONE  # what a part is of is wider than it
        shared = named_of_sets(term.folded for term in self.reading.within(fact.context)) if alone else {}
        return {**shared, **named_of_sets(term.folded for term in terms)}

    def narrowed(self, asked: Set[str]) -> bool:
        """Whether the fact's own wording names one of things that are told apart, of which none is asked for."""
        return any(not any(set(n.split()) <= asked for n in names) for names in self.named.values())

    @cached_property
    def apart(self) -> frozenset[str]:
        """What sets a part of another figure apart from its whole, or the part that the figure is a rate or change
        of; empty for what is of no part."""
        of = self.reading.facts.get(self.stored.parent_id or -1)
        if of is not None and of is not self and self.fact.relation in _DEPENDENT:
            return of.apart
        if self.fact.relation is not Relation.PART:
            return frozenset()
        whole = {t.folded for t in self.reading.within(self.fact.context)}
        own = without_fillers(self.reading.within([self.fact.own]))
        return frozenset({t.folded for t in own if t.folded.isalpha()} - whole)


class Readings:
    """Passages read, by id; the most recently used are kept."""

    def __init__(self, most: int = _CACHED_PASSAGES) -> None:
        self._most = most
        self._kept: OrderedDict[int, Reading] = OrderedDict()

    def __contains__(self, passage_id: int) -> bool:
        return passage_id in self._kept

    def get(self, passage_id: int) -> Reading | None:
        """The reading of a passage, None where it is not kept."""
        if passage_id in self._kept:
            self._kept.move_to_end(passage_id)
        return self._kept.get(passage_id)

    def keep(self, reading: Reading) -> None:
        """Keep a reading, for the one used longest ago where there are too many."""
        self._kept[reading.passage.id] = reading
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def _said_of(other: Fact, fact: Fact) -> Span:
    """The wording that is another figure's alone; before an earlier one in the sentence stands what they share."""
    shared = other.sentence == fact.sentence and other.span.start < fact.span.start
    return Span(other.span.start, other.own.end) if shared else other.own


def _without(terms: Sequence[Term], spans: Sequence[Span]) -> list[Term]:
    """The terms outside of `spans`: what is said of one figure explains no other."""
    return [t for t in terms if not any(s.start <= t.start < s.end for s in spans)]
