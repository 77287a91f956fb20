"""Candidates for a question: facts and passages found together, scored, admitted, ranked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering.admission import admits
from bot.answering.matching import Match, Matcher
from bot.answering.records import Query, QueryTerm
from corpus.records import Fact, FactKind
from index.records import StoredFact
from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a match is an answer: `missing`, the most weight that may stay unexplained; `explained` and `near`,
    the least that must be, overall and in the figure's own sentence. Fitted on tests/quality (dev part)."""

    missing: float = 0.12
    explained: float = 0.5
    near: float = 0.9


@dataclass(frozen=True, slots=True)
class Reach:
    """How many facts and passages are looked at for one question."""

    facts: int = 80
    passages: int = 10


class Finder:
    """Finds what explains a question, best first."""

    def __init__(
        self, searcher: Searcher, thresholds: Thresholds | None = None, reach: Reach | None = None
    ) -> None:
        self.searcher = searcher
        self.matcher = Matcher(searcher)
        self.thresholds = thresholds or Thresholds()
        self._reach = reach or Reach()

    def candidates(self, terms: Sequence[QueryTerm]) -> list[Match]:
        """All facts worth a look, whatever their period, place or kind; best match first."""
        folded = [term.folded for term in terms]
        stored = {f.id: f for f in self.searcher.facts(folded, self._reach.facts)}
        hits = self.searcher.passages(" ".join(term.exact for term in terms), self._reach.passages)
        found = {hit.passage.id: hit.passage for hit in hits}
        standing = self.searcher.facts_of_passages(list(found))
        absent = sorted({f.passage_id for f in stored.values()} - set(found))
        found.update(self.searcher.passages_by_id(absent))
        beside = _figures_by_passage([*standing, *self.searcher.facts_of_passages(absent)])
        for fact in standing:
            stored.setdefault(fact.id, fact)
        weighed = self.matcher.weigh(terms)
        matches = [
            self.matcher.match(fact, found[fact.passage_id], weighed, beside.get(fact.passage_id, []))
            for fact in stored.values()
            if fact.passage_id in found
        ]
        return sorted(matches, key=rank)

    def best(
        self, query: Query, terms: Sequence[QueryTerm] | None = None, admit: Callable[[Fact], bool] | None = None
    ) -> Match | None:
        """The best match that is an answer to `query`, for its own terms or others; None where there is none."""
        return next(iter(self.answers(query, terms, admit)), None)

    def answers(
        self, query: Query, terms: Sequence[QueryTerm] | None = None, admit: Callable[[Fact], bool] | None = None
    ) -> list[Match]:
        """All matches that could answer, best first."""
        wanted = query.terms if terms is None else terms
        if not wanted:
            return []
        allowed = admit or (lambda fact: admits(query, fact))
        return [m for m in self.candidates(wanted) if allowed(m.stored.fact) and self.explains(m)]

    def explains(self, match: Match) -> bool:
        """Whether nearly every content word is explained, every number is, and enough of it near the figure."""
        limits = self.thresholds
        numbers = all(word[0].isalpha() for word in match.missing)
        return numbers and (
            match.missing_share <= limits.missing
            and match.explained >= limits.explained
            and match.near >= limits.near
        )


def _figures_by_passage(facts: Sequence[StoredFact]) -> dict[int, list[Fact]]:
    """The figures of each passage: what is said of them explains no other."""
    beside: dict[int, list[Fact]] = {}
    for stored in facts:
        if stored.fact.kind is FactKind.FIGURE:
            beside.setdefault(stored.passage_id, []).append(stored.fact)
    return beside


def rank(match: Match) -> tuple[float, str, int, int]:
    """Sort key: best score first, then a fixed order by source and place in it."""
    return (-round(match.score, 6), match.passage.source, match.stored.fact.span.start, match.stored.id)
