"""BM25: rank-bm25's statistics compiled to sparse impacts (the only file that imports rank_bm25).

rank-bm25 counts (term and document frequencies, lengths, idf); `compile_impacts` turns its counts into one
posting list a term with the finished score contribution, so that a query touches only documents that hold its
terms. `RankBm25.get_scores` stays the reference: a test holds both to the same scores.

    score(q, d) = Σ_t idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / avgdl))
    idf(t) = ln(1 + (N − n + ½) / (n + ½))

Source: Robertson & Zaragoza 2009; the idf that never turns negative is Lucene's.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi


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


def count(documents: Sequence[Sequence[str]], parameters: Parameters) -> RankBm25 | None:
    """rank-bm25 over tokenised documents; None where there is no term at all (it would divide by zero)."""
    if not any(documents):
        return None
    return RankBm25(documents, k1=parameters.k1, b=parameters.b)


@dataclass(frozen=True, slots=True)
class Impacts:
    """Posting lists of one field. `terms`: sorted 64-bit term hashes (T,); `offsets`: (T + 1,) into the postings;
    `documents`: (P,) document numbers, ascending within a term; `weights`: (P,) score contributions."""

    terms: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: NDArray[np.float32]

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]] | None:
        """Document numbers and contributions of a term, or None where no document holds it."""
        key = term_hash(term)
        at = int(np.searchsorted(self.terms, key))
        if at >= len(self.terms) or self.terms[at] != key:
            return None
        low, high = self.offsets[at], self.offsets[at + 1]
        return self.documents[low:high], self.weights[low:high]

    def holds(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of many hashed terms some document holds, (T,)."""
        if not len(self.terms):
            return np.zeros(len(hashes), np.bool_)
        at = np.minimum(np.searchsorted(self.terms, hashes), len(self.terms) - 1)
        found: NDArray[np.bool_] = self.terms[at] == hashes
        return found

    def frequency(self, term: str) -> int:
        """How many documents hold the term."""
        found = self.postings(term)
        return 0 if found is None else len(found[0])


def term_hash(term: str) -> np.uint64:
    """A stable 64-bit hash: the vocabulary needs no loading, a term is found by binary search in a mapped file."""
    return np.uint64(
        int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    )


def hashes_of(terms: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of many terms, (T,)."""
    return np.fromiter(map(term_hash, terms), np.uint64, len(terms))


def compile_impacts(counts: RankBm25 | None) -> Impacts:
    """Sparse impacts from rank-bm25's counts."""
    if counts is None:
        return Impacts(
            np.empty(0, np.uint64), np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32)
        )
    postings: dict[str, list[tuple[int, float]]] = {}
    for document, (frequencies, length) in enumerate(zip(counts.doc_freqs, counts.doc_len, strict=True)):
        norm = counts.k1 * (1 - counts.b + counts.b * length / counts.avgdl)
        for term, tf in frequencies.items():
            impact = counts.idf[term] * tf * (counts.k1 + 1) / (tf + norm)
            postings.setdefault(term, []).append((document, impact))
    ordered = sorted((term_hash(term), pairs) for term, pairs in postings.items())
    sizes = [len(pairs) for _, pairs in ordered]
    return Impacts(
        terms=np.array([key for key, _ in ordered], np.uint64),
        offsets=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        documents=np.fromiter((d for _, pairs in ordered for d, _ in pairs), np.int32, sum(sizes)),
        weights=np.fromiter((w for _, pairs in ordered for _, w in pairs), np.float32, sum(sizes)),
    )


def add_scores(scores: NDArray[np.float64], impacts: Impacts, terms: Iterable[str], weight: float) -> None:
    """Add one field's BM25 scores of a query's terms, times `weight`, to `scores` (N,) in place."""
    for term in terms:
        found = impacts.postings(term)
        if found is not None:
            scores[found[0]] += weight * found[1].astype(np.float64)


def top(scores: NDArray[np.float64], k: int) -> list[int]:
    """The documents with the k highest positive scores, best first; ties by document number."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > 4 * k:
        threshold = np.partition(scores[positive], len(positive) - k)[len(positive) - k]
        positive = positive[scores[positive] >= threshold]
    order = np.lexsort((positive, -scores[positive]))[:k]
    return [int(positive[i]) for i in order]


_PARTS = ("terms", "offsets", "documents", "weights")


def save_impacts(impacts: Impacts, folder: Path) -> None:
    """Write one field's arrays into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in _PARTS:
        np.save(folder / f"{part}.npy", getattr(impacts, part), allow_pickle=False)


def load_impacts(folder: Path) -> Impacts:
    """Map one field's arrays into memory; nothing is read before its use. Raises OSError, ValueError."""
    arrays: dict[str, Any] = {
        # a plain array over the mapped file: slicing numpy's own memmap class costs more than the search
        part: np.asarray(np.load(folder / f"{part}.npy", mmap_mode="r", allow_pickle=False))
        for part in _PARTS
    }
    impacts = Impacts(**arrays)
    postings = int(impacts.offsets[-1]) if len(impacts.offsets) else -1
    if (
        len(impacts.offsets) != len(impacts.terms) + 1
        or not len(impacts.documents) == len(impacts.weights) == postings
    ):
        raise ValueError("the arrays do not fit each other")
    return impacts
