"""BM25 over posting lists that rank-bm25 has counted (the only file that imports rank_bm25).

rank-bm25 counts (term and document frequencies, lengths) the documents of a segment; `FieldIndex` scores a query
over one or several segments with the statistics of all of them, so that a query touches only documents that hold
its terms, and a new report changes no older segment. `RankBm25.get_scores` stays the reference: a test holds both
to the same scores, however the documents are parted into segments.

    score(q, d) = Σ_t idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / avgdl))
    idf(t) = ln(1 + (N − n + ½) / (n + ½))

Source: Robertson & Zaragoza 2009; the idf that never turns negative is Lucene's.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.postings import Postings, arranged, clipped, empty, hashes_of, term_hash


@dataclass(frozen=True, slots=True)
class Parameters:
    """k1: term-frequency saturation, b: length normalisation (.75 for small even passages, .4 for large uneven)."""

    k1: float = 1.5
    b: float = 0.75


class RankBm25(BM25Okapi):  # type: ignore[misc]
    """rank-bm25 with an idf that is positive for every term, however common or few the documents."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for term, n in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5))


def count(documents: Sequence[Sequence[str]], parameters: Parameters | None = None) -> RankBm25 | None:
    """rank-bm25 over tokenised documents; None where there is no term at all (it would divide by zero)."""
    if not any(documents):
        return None
    parameters = parameters or Parameters()
    return RankBm25(documents, k1=parameters.k1, b=parameters.b)


def compile_postings(counts: RankBm25 | None, size: int) -> Postings:
    """Posting lists from rank-bm25's counts of `size` documents."""
    if counts is None:
        return empty(size)
    found = [(t, d, n) for d, frequencies in enumerate(counts.doc_freqs) for t, n in frequencies.items()]
    return arranged(
        hashes_of([term for term, _, _ in found]),
        np.fromiter((document for _, document, _ in found), np.int32, len(found)),
        clipped([n for _, _, n in found]),
        np.asarray(counts.doc_len, np.int32),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One segment's postings and the number that each of its documents has in the whole, (n,): for one that is no
    longer part of it the size of the whole; `dead` tells whether there are such."""

    postings: Postings
    numbers: NDArray[np.int32]
    dead: bool = False


class FieldIndex:
    """One field of a collection of `size` documents over its segments."""

    def __init__(self, parts: Sequence[Part], size: int, parameters: Parameters) -> None:
        self._parts, self._size, self._k1 = tuple(parts), size, parameters.k1
        lengths = np.zeros(size + 1, np.float64)
        for part in self._parts:
            lengths[part.numbers] = part.postings.lengths
        average = float(lengths[:size].mean()) if size else 0.0
        share = lengths[:size] / average if average else lengths[:size]
        self._norms = parameters.k1 * (1 - parameters.b + parameters.b * share)

    @classmethod
    def single(cls, postings: Postings, parameters: Parameters) -> "FieldIndex":
        """The index of one segment alone."""
        size = len(postings.lengths)
        return cls([Part(postings, np.arange(size, dtype=np.int32))], size, parameters)

    def add_scores(self, scores: NDArray[np.float64], terms: Iterable[str], weight: float) -> None:
        """Add the BM25 scores of a query's terms, times `weight`, to `scores` (N,) in place."""
        for term in terms:
            found = self._postings(term_hash(term))
            n = sum(len(documents) for documents, _ in found)
            factor = weight * (self._k1 + 1) * math.log(1 + (self._size - n + 0.5) / (n + 0.5))
            for documents, tf in found:
                scores[documents] += factor * tf / (tf + self._norms[documents])

    def frequency(self, term: str) -> int:
        """How many documents hold the term."""
        key, n = term_hash(term), 0
        for part in self._parts:
            low, high = part.postings.span(key)
            if part.dead and high:
                n += int((part.numbers[part.postings.documents[low:high]] < self._size).sum())
            else:
                n += high - low
        return n

    def holds(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of many hashed terms some document holds, (T,)."""
        found = np.zeros(len(hashes), np.bool_)
        for part in self._parts:
            if part.dead:
                some = np.flatnonzero(part.postings.holds(hashes) & ~found)
                found[some] = [any(len(d) for d, _ in self._postings(hashes[i])) for i in some]
            else:
                found |= part.postings.holds(hashes)
        return found

    def _postings(self, key: np.uint64) -> list[tuple[NDArray[np.int32], NDArray[np.float64]]]:
        """Document numbers and term frequencies of a hashed term, segment by segment."""
        found = []
        for part in self._parts:
            low, high = part.postings.span(key)
            if low == high:
                continue
            documents = part.numbers[part.postings.documents[low:high]]
            tf = part.postings.frequencies[low:high].astype(np.float64)
            if part.dead:
                alive = documents < self._size
                documents, tf = documents[alive], tf[alive]
            found.append((documents, tf))
        return found


def top(scores: NDArray[np.float64], k: int) -> list[int]:
    """The documents with the k highest positive scores, best first; ties by document number."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > 4 * k:
        threshold = np.partition(scores[positive], len(positive) - k)[len(positive) - k]
        positive = positive[scores[positive] >= threshold]
    order = np.lexsort((positive, -scores[positive]))[:k]
    return [int(positive[i]) for i in order]
