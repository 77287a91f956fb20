"""The fields that passages and facts are indexed under, and how a text becomes the terms of each.

Separate fields, summed with weights: one merged bag and rank fusion are both worse (docs/decisions/0002). The
folded copy makes unaccented questions as good as accented ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.normalise import has_diacritics
from corpus.language.tokens import bigrams, tokenise


class Field(StrEnum):
    """A field of a collection."""

    WORDS = "words"
    SYLLABLES = "syllables"
    BIGRAMS = "bigrams"
    FOLDED = "folded"
    FOLDED_BIGRAMS = "folded_bigrams"


PASSAGE_FIELDS = tuple(Field)
FACT_FIELDS = (Field.FOLDED, Field.FOLDED_BIGRAMS)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each field counts. Measured on seven Vietnamese question sets (shared DESIGN.md)."""

    words: float = 0.5
    syllables: float = 1.0
    bigrams: float = 0.5


def document_terms(text: str, words: Iterable[str]) -> dict[Field, list[str]]:
    """The terms of one passage by field; `words` are its segmented words as index terms."""
    terms = folded_terms(text)
    syllables = [token.exact for token in tokenise(text)]
    terms[Field.WORDS] = [word for word in words if word]
    terms[Field.SYLLABLES] = syllables
    terms[Field.BIGRAMS] = bigrams(syllables)
    return terms


def folded_terms(text: str) -> dict[Field, list[str]]:
    """The terms of the two folded fields only: what facts are indexed under."""
    folded = [token.folded for token in tokenise(text)]
    return {Field.FOLDED: folded, Field.FOLDED_BIGRAMS: bigrams(folded)}


def query_terms(text: str, words: Iterable[str], weights: Weights) -> Mapping[Field, tuple[list[str], float]]:
    """Terms and weight by field for a query: the accented fields if it is typed with marks, else the folded."""
    if not has_diacritics(text):
        terms = folded_terms(text)
        return {
            Field.FOLDED: (terms[Field.FOLDED], weights.syllables),
            Field.FOLDED_BIGRAMS: (terms[Field.FOLDED_BIGRAMS], weights.bigrams),
        }
    terms = document_terms(text, words)
    return {
        Field.WORDS: (terms[Field.WORDS], weights.words),
        Field.SYLLABLES: (terms[Field.SYLLABLES], weights.syllables),
        Field.BIGRAMS: (terms[Field.BIGRAMS], weights.bigrams),
    }
