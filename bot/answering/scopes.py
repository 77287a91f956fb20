"""How near to a fact a word of a question stands: in ever wider scopes, each counting less than the one before.

From the fact outwards: its own wording, the wording it inherits (parent, "trong đó"), its sentence and the sentence
before (both without what is said of other figures), the headings above, its passage, the report's title and issuer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.records import QueryTerm
from corpus.language.lexicon import Term

OWN, INHERITED, SENTENCE, BEFORE, HEADINGS, PASSAGE, TITLE = 1.0, 0.9, 0.6, 0.5, 0.5, 0.3, 0.25


@dataclass(frozen=True, slots=True)
class Levels:
    """The level, 0 to 1, of the nearest scope that a term stands in: with its marks, without, as a pair without
    ("ho ngheo"). Plain strings and floats only: millions are kept, and the collector need not look at them."""

    exact: dict[str, float]
    folded: dict[str, float]
    pairs: dict[str, float]

    @classmethod
    def of(cls, scopes: Sequence[tuple[float, Sequence[Term]]]) -> "Levels":
        """The levels of scopes, nearest first."""
        exact: dict[str, float] = {}
        folded: dict[str, float] = {}
        pairs: dict[str, float] = {}
        for level, terms in reversed(scopes):
            exact.update((t.exact, level) for t in terms)
            folded.update((t.folded, level) for t in terms)
            pairs.update((f"{a.folded} {b.folded}", level) for a, b in pairwise(terms))
        return cls(exact, folded, pairs)

    def level(self, term: QueryTerm) -> float:
        """The level of a term, 0 where it stands nowhere; one whose marks are known must have them."""
        return self.exact.get(term.exact, 0.0) if term.marked else self.folded.get(term.folded, 0.0)
