"""Finds passages and facts in the live version, and takes up a new one as soon as it is published."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.tokens import bigrams, tokenise
from corpus.language.tones import normal_tones
from index.collection import Collection, load_collection
from index.errors import EmptyIndex
from index.fields import FACT_FIELDS, PASSAGE_FIELDS, Field, Weights, query_terms
from index.layout import Layout
from index.records import Hit, StoredFact, StoredPassage
from index.store import Store

_LONGEST_WORD = 4


@dataclass(frozen=True, slots=True)
class _Loaded:
    version: int
    passages: Collection
    facts: Collection


class Searcher:
    """Searches one store. `refresh` is called before each question; it costs one row read."""

    def __init__(self, store: Store, layout: Layout, weights: Weights | None = None) -> None:
        self._store = store
        self._layout = layout
        self._weights = weights or Weights()
        self._loaded: _Loaded | None = None

    def refresh(self) -> int:
        """Take up the live version if it changed; its number. Raises EmptyIndex, IndexDamaged."""
        live = self._store.live()
        if live is None:
            raise EmptyIndex
        if self._loaded is None or self._loaded.version != live:
            folder = self._layout.version(live)
            passages = load_collection(folder / "passages", PASSAGE_FIELDS)
            self._loaded = _Loaded(live, passages, load_collection(folder / "facts", FACT_FIELDS))
        if not len(self._loaded.passages.ids):
            raise EmptyIndex
        return live

    def _live(self) -> _Loaded:
        if self._loaded is None:
            self.refresh()
        if self._loaded is None:
            raise EmptyIndex
        return self._loaded

    def passages(self, query: str, k: int) -> list[Hit]:
        """The k best passages for a query, best first; none where no term is known."""
        loaded = self._live()
        query = normal_tones(query)
        terms = query_terms(query, self._segment(query), self._weights)
        found = loaded.passages.search(terms, k)
        passages = self._store.passages([i for i, _ in found])
        return [Hit(passages[i], score) for i, score in found if i in passages]

    def facts(self, terms: Sequence[str], k: int) -> list[StoredFact]:
        """The k facts whose wording best matches canonical folded `terms`, best first."""
        loaded = self._live()
        query = {
            Field.FOLDED: (list(terms), self._weights.syllables),
            Field.FOLDED_BIGRAMS: (bigrams(list(terms)), self._weights.bigrams),
        }
        found = [i for i, _ in loaded.facts.search(query, k)]
        facts = self._store.facts(found)
        return [facts[i] for i in found if i in facts]

    def passages_by_id(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by database id."""
        return self._store.passages(ids)

    def facts_by_id(self, ids: Sequence[int]) -> dict[int, StoredFact]:
        """Facts by database id."""
        return self._store.facts(ids)

    def facts_of_passages(self, passage_ids: Sequence[int]) -> list[StoredFact]:
        """All facts that stand in these passages, in order of their place."""
        return self._store.facts_of_passages(passage_ids)

    def children(self, fact_ids: Sequence[int]) -> list[StoredFact]:
        """The facts that depend on these (deltas, shares, rates, parts)."""
        return self._store.children(fact_ids)

    def rarity(self, term: str) -> float:
        """How telling a canonical folded term is: its idf over the facts, highest for an unknown term."""
        facts = self._live().facts
        n = facts.frequency(Field.FOLDED, term)
        return math.log(1 + (len(facts.ids) - n + 0.5) / (n + 0.5))

    def knows(self, term: str) -> bool:
        """Whether any fact's or passage's wording holds a folded term."""
        loaded = self._live()
        return any(c.frequency(Field.FOLDED, term) > 0 for c in (loaded.facts, loaded.passages))

    def knows_marked(self, term: str) -> bool:
        """Whether any passage holds a term with exactly these diacritics."""
        return self._live().passages.frequency(Field.SYLLABLES, term) > 0

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether two folded terms stand next to each other in any fact's or passage's wording."""
        loaded, pair = self._live(), f"{first} {second}"
        return any(c.frequency(Field.FOLDED_BIGRAMS, pair) > 0 for c in (loaded.facts, loaded.passages))

    def _segment(self, query: str) -> list[str]:
        """The query's words by longest match over those pyvi found in the reports: no pyvi at question time."""
        syllables = [token.exact for token in tokenise(query)]
        known = self._live().passages
        words, i = [], 0
        while i < len(syllables):
            lengths = range(min(_LONGEST_WORD, len(syllables) - i), 0, -1)
            length = next((n for n in lengths if known.frequency(Field.WORDS, "_".join(syllables[i : i + n]))), 1)
            words.append("_".join(syllables[i : i + length]))
            i += length
        return words
