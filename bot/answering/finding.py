"""Candidates for a question: facts and passages found together, scored, admitted, ranked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.admission import WORDINGS, admits, same_polarity
from bot.answering.contrasts import named_of_sets
from bot.answering.gazetteer import Gazetteer
from bot.answering.matching import Match, Matcher
from bot.answering.records import Query, QueryTerm, Source
from bot.answering.restoring import restorer
from bot.answering.sources import preferred
from bot.answering.standing import Reading, Readings, Standing
from corpus.language.places import same_place
from corpus.language.restore import Restorer
from corpus.language.tokens import Token
from corpus.records import Fact
from index.records import StoredFact
from index.search import Searcher

_HINTED = 0.3
_OF_A_SOURCE = 5
_SURE_MISSING, _SURE_NEAR = 0.15, 0.85


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a match is an answer: `missing`, the most weight that may stay unexplained; `explained` and `near`,
    the least that must be, overall and in the figure's own sentence. Fitted on tests/quality (dev part)."""

    missing: float = 0.3
    explained: float = 0.5
    near: float = 0.7


@dataclass(frozen=True, slots=True)
class Reach:
    """How many facts and passages are looked at for one question."""

    facts: int = 60
    passages: int = 6


class Finder:
    """Finds what explains a question, best first. It knows one index version at a time (`renew`)."""

    def __init__(
        self, searcher: Searcher, thresholds: Thresholds | None = None, reach: Reach | None = None
    ) -> None:
        self.searcher = searcher
        self.matcher = Matcher(searcher)
        self.thresholds = thresholds or Thresholds()
        self._reach = reach or Reach()
        self._readings = Readings()
        self._version: int | None = None
        self._restorer: Restorer | None = None
        self._found: dict[tuple[str, tuple[str, ...], int], list[Standing]] = {}
        self._answered: dict[Query, list[Match]] = {}
        self.gazetteer = Gazetteer(())

    def renew(self) -> None:
        """Take up the live version of the index; what is kept of an older one is forgotten. Raises EmptyIndex."""
        version = self.searcher.refresh()
        self._found = {}
        self._answered = {}
        if version != self._version:
            self._version = version
            self._readings = Readings()
            self.gazetteer = Gazetteer(self.searcher.place_names(), self.searcher.mentioned_places())
            self._restorer = None

    # --- what a question is read against ------------------------------------------------------------------

    def word_length(self, tokens: Sequence[Token]) -> int:
        """How many of these syllables make the longest word of the reports that they begin with, at least 1."""
        return self.searcher.word_length([token.exact for token in tokens])

    def restored(self, text: str) -> str:
        """A text typed without marks with the likeliest ones; what is typed with marks stays."""
        if self._restorer is None:
            self._restorer = restorer(self.searcher.ngrams())
        return self._restorer.restore(text).text

    def knows(self, term: str) -> bool:
        """Whether a folded term is in some report."""
        return self.searcher.knows(term)

    def known_among(self, terms: Sequence[str]) -> list[str]:
        """Those of many folded terms that are in some report, in their order."""
        return self.searcher.known_among(terms)

    def knows_marked(self, term: str) -> bool:
        """Whether a term is in some report with these marks."""
        return self.searcher.knows_marked(term)

    def how_often(self, first: str, second: str) -> int:
        """In how many facts and passages two folded terms stand next to each other."""
        return self.searcher.how_often(first, second)

    def is_rare_form(self, exact: str, folded: str) -> bool:
        """Whether the reports seldom have a syllable with these marks, of all that it may have."""
        return self.searcher.is_rare_form(exact, folded)

    def knows_marked_pair(self, first: str, second: str) -> bool:
        """Whether two terms stand next to each other in some passage with exactly these diacritics."""
        return self.searcher.knows_marked_pair(first, second)

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether two folded terms stand next to each other in some report."""
        return self.searcher.knows_pair(first, second)

    # --- candidates ---------------------------------------------------------------------------------------

    def candidates(
        self,
        terms: Sequence[QueryTerm],
        places: Sequence[str] = (),
        hints: Sequence[QueryTerm] = (),
        at: Callable[[str], bool] | None = None,
        admit: Callable[[Fact], bool] | None = None,
        times: int = 1,
        most: int | None = None,
    ) -> list[Match]:
        """All facts worth a look that are admitted (by default of any period or kind), best match first; only those
        for one of `places` or, where `at` is given, for a place that it wants. `times` as many are looked at; of
        those admitted the `most` likeliest by their words alone."""
        found = self._gathered((*terms, *hints), places, at, times)
        admitted = [s for s in found if admit is None or admit(s.fact)][:most]
        weighed, hinted = self.matcher.weigh(terms), self.matcher.weigh(hints)
        matches = []
        for standing in admitted:
            match = self.matcher.match(standing, weighed)
            if hints:
                bonus = _HINTED * self.matcher.hinted(standing, hinted)
                match = replace(match, score=match.score + bonus)
            matches.append(match)
        return sorted(matches, key=rank)

    def _gathered(
        self, words: Sequence[QueryTerm], places: Sequence[str], at: Callable[[str], bool] | None, times: int
    ) -> list[Standing]:
        """The facts found by some words and all that stand in the passages found by them; within one question they
        are looked for once."""
        key = (" ".join(t.exact for t in words), tuple(places), times)
        if at is None and key in self._found:
            return self._found[key]
        wanted = at or _one_of(places)
        facts = self.searcher.fact_places([t.folded for t in words], times * self._reach.facts, wanted)
        passages = self._passages(words, wanted)
        readings = self._read([*passages, *(passage for _, passage in facts)])
        gathered = [readings[p].facts[i] for i, p in facts if p in readings and i in readings[p].facts]
        chosen = {s.stored.id for s in gathered}
        standing = (s for p in passages if p in readings for s in readings[p].facts.values())
        gathered += [s for s in standing if s.stored.id not in chosen and (wanted is None or wanted(s.fact.place))]
        if at is None:
            self._found[key] = gathered
        return gathered

    def readings_of(self, terms: Sequence[QueryTerm], k: int) -> list[Reading]:
        """The k best passages for some words, read."""
        found = self._passages(terms, None, k)
        read = self._read(found)
        return [read[passage] for passage in found if passage in read]

    def reading(self, passage_id: int) -> Reading | None:
        """A passage read, by its id."""
        return self._read([passage_id]).get(passage_id)

    def _passages(
        self, terms: Sequence[QueryTerm], at: Callable[[str], bool] | None, k: int | None = None
    ) -> list[int]:
        words = " ".join(term.exact for term in terms)
        return self.searcher.passage_ids(words, k or self._reach.passages, at)

    def _read(self, passage_ids: Sequence[int]) -> Mapping[int, Reading]:
        """The readings of passages; the database is asked once for those not yet read."""
        ids = sorted(set(passage_ids))
        unread = [i for i in ids if i not in self._readings]
        if unread:
            standing: dict[int, list[StoredFact]] = {i: [] for i in unread}
            for fact in self.searcher.facts_of_passages(unread):
                standing[fact.passage_id].append(fact)
            for i, passage in self.searcher.passages_by_id(unread).items():
                self._readings.keep(Reading(passage, standing[i]))
        return {i: reading for i in ids if (reading := self._readings.get(i)) is not None}

    # --- answers ------------------------------------------------------------------------------------------

    def best(self, query: Query, admit: Callable[[Fact], bool] | None = None) -> Match | None:
        """The best match that is an answer to `query`; None where there is none."""
        return next(iter(self.answers(query, admit)), None)

    def answers(self, query: Query, admit: Callable[[Fact], bool] | None = None) -> list[Match]:
        """All matches that could answer, best first; of reports that state one figure, the preferred first. What a
        question asks for by itself is worked out once, however many rules look at it."""
        if admit is not None:
            return self._answers(query, admit)
        if query not in self._answered:
            self._answered[query] = self._answers(query, lambda fact: admits(query, fact))
        return self._answered[query]

    def _answers(self, query: Query, allowed: Callable[[Fact], bool]) -> list[Match]:
        if not any(term.share == 1.0 for term in (*query.terms, *query.hints)):
            return []  # "bao nhiêu lượt xem" says nothing of what is counted
        # one source among many may word a thing as none of the best does
        times = _OF_A_SOURCE if query.told_by is not None or query.source is not Source.ANY else 1
        found = self.candidates(query.terms, query.places, query.hints, admit=allowed, times=times)
        if not found and query.places and query.asked in WORDINGS:  # the place stands in the wording itself
            found = self.candidates(query.terms, (), query.hints, admit=allowed, times=times)
        fitting = (m for m in found if self.explains(m))
        asked = named_of_sets(term.folded for term in query.terms)
        told = (m for m in fitting if same_polarity(query, m) and not m.contradicts(asked))
        told = (m for m in told if _says_which(asked, query.terms, m) and not m.is_whole_of(asked))
        told = (m for m in told if not query.moment or m.is_of_moment(query.moment))
        return preferred(query, [m for m in told if self._is_narrowed(query, m)])

    def _is_narrowed(self, query: Query, match: Match) -> bool:
        """Whether what a follow-up or "riêng" narrows to is said of the figure, and a place stands near it."""
        if 2 * sum(match.says(term) for term in query.alone) < len(query.alone):
            return False
        return all(match.says(term) if query.narrows else match.has_near(term) for term in query.must)

    def is_sure(self, match: Match) -> bool:
        """Whether a match is good enough to work something out from."""
        return match.missing_share <= _SURE_MISSING and match.near >= _SURE_NEAR

    def explains(self, match: Match) -> bool:
        """Whether nearly every content word is explained, every number is, and enough of it near the figure."""
        limits = self.thresholds
        numbers = all(word[0].isalpha() for word in match.missing)
        return numbers and (
            match.missing_share <= limits.missing
            and match.explained >= limits.explained
            and match.near >= limits.near
        )


def _says_which(asked: Mapping[int, frozenset[str]], terms: Sequence[QueryTerm], match: Match) -> bool:
    """Whether every word that tells things apart stands near the figure: who asks for women is not told of all."""
    far = {term.folded for term in terms if not match.has_near(term)}
    return not any(set(name.split()) <= far for names in asked.values() for name in names)


def _one_of(places: Sequence[str]) -> Callable[[str], bool] | None:
    """Whether a name is one of `places`; None where any will do."""
    if not places:
        return None
    return lambda name: any(same_place(place, name) for place in places)


def rank(match: Match) -> tuple[float, str, int, int]:
    """Sort key: best score first, then a fixed order by source and place in it."""
    return (-round(match.score, 6), match.passage.source, match.stored.fact.span.start, match.stored.id)
