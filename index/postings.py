"""Posting lists of one field of one segment: for each term the documents that hold it and how often.

Terms are known by a 64-bit hash: the vocabulary needs no loading, a term is found by binary search in a mapped
file. Nothing here depends on other segments: what does (idf, average length) is worked out when a query is scored.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PARTS = ("terms", "offsets", "documents", "frequencies", "lengths")
_MOST_OFTEN = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Postings:
    """`terms`: sorted term hashes (T,); `offsets`: (T + 1,) into the postings; `documents`: (P,) numbers within the
    segment, ascending within a term; `frequencies`: (P,) how often; `lengths`: (N,) terms of each document."""

    terms: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    documents: NDArray[np.int32]
    frequencies: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    def span(self, key: np.uint64) -> tuple[int, int]:
        """Where the postings of a hashed term lie, (0, 0) where no document holds it."""
        at = int(np.searchsorted(self.terms, key))
        if at >= len(self.terms) or self.terms[at] != key:
            return 0, 0
        return int(self.offsets[at]), int(self.offsets[at + 1])

    def holds(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of many hashed terms some document holds, (T,)."""
        if not len(self.terms):
            return np.zeros(len(hashes), np.bool_)
        at = np.minimum(np.searchsorted(self.terms, hashes), len(self.terms) - 1)
        found: NDArray[np.bool_] = self.terms[at] == hashes
        return found


def term_hash(term: str) -> np.uint64:
    """A stable 64-bit hash of a term."""
    return np.uint64(
        int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    )


def hashes_of(terms: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of many terms, (T,)."""
    return np.fromiter(map(term_hash, terms), np.uint64, len(terms))


def arranged(
    keys: NDArray[np.uint64],
    documents: NDArray[np.int32],
    frequencies: NDArray[np.uint16],
    lengths: NDArray[np.int32],
) -> Postings:
    """Postings from one entry a (term, document), in any order, (P,) each."""
    order = np.lexsort((documents, keys))
    terms, starts = np.unique(keys[order], return_index=True)
    offsets = np.append(starts, len(keys)).astype(np.int64)
    return Postings(terms, offsets, documents[order], frequencies[order], lengths)


def clipped(frequencies: Sequence[int]) -> NDArray[np.uint16]:
    """Term frequencies as stored: 65 535 at most, which BM25 cannot tell from more."""
    return np.minimum(np.asarray(frequencies, np.int64), _MOST_OFTEN).astype(np.uint16)


def merged(parts: Sequence[tuple[Postings, NDArray[np.int32]]], size: int) -> Postings:
    """Postings of several segments as one of `size` documents; each comes with the new number of its documents,
    (N,), negative for those left out."""
    keys, documents, frequencies = [], [], []
    lengths = np.zeros(size, np.int32)
    for postings, numbers in parts:
        placed = numbers[postings.documents]
        kept = placed >= 0
        keys.append(np.repeat(postings.terms, np.diff(postings.offsets))[kept])
        documents.append(placed[kept])
        frequencies.append(postings.frequencies[kept])
        lengths[numbers[numbers >= 0]] = postings.lengths[numbers >= 0]
    if not keys:
        return empty(size)
    return arranged(np.concatenate(keys), np.concatenate(documents), np.concatenate(frequencies), lengths)


def empty(size: int) -> Postings:
    """Postings of documents without terms."""
    none = np.empty(0, np.uint64)
    return Postings(
        none, np.zeros(1, np.int64), none.astype(np.int32), none.astype(np.uint16), np.zeros(size, np.int32)
    )


def save_postings(postings: Postings, folder: Path) -> None:
    """Write one field's arrays into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in _PARTS:
        np.save(folder / f"{part}.npy", getattr(postings, part), allow_pickle=False)


def load_postings(folder: Path) -> Postings:
    """Map one field's arrays into memory; nothing is read before its use. Raises OSError, ValueError."""
    arrays: dict[str, Any] = {
        # a plain array over the mapped file: slicing numpy's own memmap class costs more than the search
        part: np.asarray(np.load(folder / f"{part}.npy", mmap_mode="r", allow_pickle=False))
        for part in _PARTS
    }
    postings = Postings(**arrays)
    count = int(postings.offsets[-1]) if len(postings.offsets) else -1
    if (
        len(postings.offsets) != len(postings.terms) + 1
        or not len(postings.documents) == len(postings.frequencies) == count
    ):
        raise ValueError("the arrays do not fit each other")
    return postings
