"""Finds passages and facts in the live version, and takes up a new one as soon as it is published."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.language.restore import Ngrams
from corpus.language.tokens import bigrams, tokenise
from corpus.language.tones import normal_tones
from index.collection import Collection
from index.errors import EmptyIndex, IndexDamaged
from index.fields import Field, Weights, query_terms
from index.layout import Layout
from index.mentions import load_mentions
from index.ngrams import load_ngrams
from index.postings import hashes_of
from index.records import Hit, StoredFact, StoredPassage
from index.store import Store
from index.versions import load_version

_LONGEST_WORD = 4
_SELDOM = 10


@dataclass(frozen=True, slots=True)
class _Loaded:
    version: int
    passages: Collection
    facts: Collection
    rarities: dict[str, float] = field(default_factory=dict)


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
            self._loaded = self._load(live)
        if not len(self._loaded.passages.ids):
            raise EmptyIndex
        return self._loaded.version

    def _load(self, live: int) -> _Loaded:
        """The collections of a version; of the next one where that was published, and this pruned, meanwhile."""
        try:
            loaded = load_version(self._layout, live)
        except IndexDamaged:
            now = self._store.live()
            if now is None or now == live:
                raise
            return self._load(now)
        return _Loaded(live, loaded.passages, loaded.facts)

    def _live(self) -> _Loaded:
        if self._loaded is None:
            self.refresh()
        if self._loaded is None:
            raise EmptyIndex
        return self._loaded

    def passages(self, query: str, k: int, at: Callable[[str], bool] | None = None) -> list[Hit]:
        """The k best passages for a query, best first, only of reports for a wanted place; none where no term is
        known."""
        found = self._ranked_passages(query, k, at)
        passages = self._store.passages([i for i, _ in found])
        return [Hit(passages[i], score) for i, score in found if i in passages]

    def passage_ids(self, query: str, k: int, at: Callable[[str], bool] | None = None) -> list[int]:
        """The database ids of the k best passages, as `passages` finds them."""
        return [i for i, _ in self._ranked_passages(query, k, at)]

    def _ranked_passages(self, query: str, k: int, at: Callable[[str], bool] | None) -> list[tuple[int, float]]:
        query = normal_tones(query)
        terms = query_terms(query, self._segment(query), self._weights)
        return self._live().passages.search(terms, k, at)

    def facts(self, terms: Sequence[str], k: int, at: Callable[[str], bool] | None = None) -> list[StoredFact]:
        """The k facts whose wording best matches canonical folded `terms`, best first, only for a wanted place."""
        found = [i for i, _ in self.fact_places(terms, k, at)]
        facts = self._store.facts(found)
        return [facts[i] for i in found if i in facts]

    def fact_places(
        self, terms: Sequence[str], k: int, at: Callable[[str], bool] | None = None
    ) -> list[tuple[int, int]]:
        """The database ids of the k best facts, as `facts` finds them, and of the passages that they stand in."""
        facts = self._live().facts
        query = {
            Field.FOLDED: (list(terms), self._weights.syllables),
            Field.FOLDED_BIGRAMS: (bigrams(list(terms)), self._weights.bigrams),
        }
        found = [document for document, _ in facts.documents(query, k, at)]
        return [(int(facts.ids[d]), int(facts.attributes.passages[d])) for d in found]

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

    def ngrams(self) -> Ngrams:
        """How often syllables and pairs stand in the reports of the live version. Raises IndexDamaged."""
        return load_ngrams(self._layout.version(self._live().version))

    def place_names(self) -> frozenset[str]:
        """Every place that some fact or report of the live version is for."""
        loaded = self._live()
        return frozenset((*loaded.facts.attributes.names, *loaded.passages.attributes.names))

    def mentioned_places(self) -> frozenset[str]:
        """Every district, commune or hamlet that the reports of the live version name. Raises IndexDamaged."""
        return frozenset(load_mentions(self._layout.version(self._live().version)))

    def rarity(self, term: str) -> float:
        """How telling a canonical folded term is: its idf over the facts, highest for an unknown term."""
        loaded = self._live()
        if term not in loaded.rarities:
            n = loaded.facts.frequency(Field.FOLDED, term)
            loaded.rarities[term] = math.log(1 + (len(loaded.facts.ids) - n + 0.5) / (n + 0.5))
        return loaded.rarities[term]

    def knows(self, term: str) -> bool:
        """Whether any fact's or passage's wording holds a folded term."""
        loaded = self._live()
        return any(c.frequency(Field.FOLDED, term) > 0 for c in (loaded.facts, loaded.passages))

    def known_among(self, terms: Sequence[str]) -> list[str]:
        """Those of many folded terms that some fact's or passage's wording holds, in their order."""
        loaded = self._live()
        hashes = hashes_of(terms)
        known = loaded.passages.holds(Field.FOLDED, hashes) | loaded.facts.holds(Field.FOLDED, hashes)
        return [term for term, is_known in zip(terms, known, strict=True) if is_known]

    def knows_marked(self, term: str) -> bool:
        """Whether any passage holds a term with exactly these diacritics."""
        return self._live().passages.frequency(Field.SYLLABLES, term) > 0

    def is_rare_form(self, exact: str, folded: str) -> bool:
        """Whether the reports seldom have a syllable with these marks, of all that it may have."""
        passages = self._live().passages
        return passages.frequency(Field.SYLLABLES, exact) * _SELDOM <= passages.frequency(Field.FOLDED, folded)

    def knows_marked_pair(self, first: str, second: str) -> bool:
        """Whether two terms stand next to each other in some passage with exactly these diacritics."""
        return self._live().passages.frequency(Field.BIGRAMS, f"{first} {second}") > 0

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether two folded terms stand next to each other in any fact's or passage's wording."""
        return self.how_often(first, second) > 0

    def how_often(self, first: str, second: str) -> int:
        """In how many facts and passages two folded terms stand next to each other."""
        loaded, pair = self._live(), f"{first} {second}"
        return sum(c.frequency(Field.FOLDED_BIGRAMS, pair) for c in (loaded.facts, loaded.passages))

    def word_length(self, syllables: Sequence[str]) -> int:
        """How many of these syllables make the longest word they begin with that pyvi found in the reports; at
        least 1."""
        known = self._live().passages
        lengths = range(min(_LONGEST_WORD, len(syllables)), 1, -1)
        return next((n for n in lengths if known.frequency(Field.WORDS, "_".join(syllables[:n]))), 1)

    def _segment(self, query: str) -> list[str]:
        """The query's words by longest match over those pyvi found in the reports: no pyvi at question time."""
        syllables = [token.exact for token in tokenise(query)]
        words, i = [], 0
        while i < len(syllables):
            length = self.word_length(syllables[i : i + _LONGEST_WORD])
            words.append("_".join(syllables[i : i + length]))
            i += length
        return words
