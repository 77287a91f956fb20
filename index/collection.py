"""A collection: documents (passages or facts) under several BM25 fields, over the segments of a version."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.attributes import Attributes, load_attributes, merge_attributes, save_attributes
from index.bm25 import FieldIndex, Parameters, Part, compile_postings, count, top
from index.errors import IndexDamaged
from index.fields import Field
from index.postings import Postings, load_postings, merged, save_postings


@dataclass(frozen=True, slots=True)
class Collection:
    """`ids`: (N,) database id of each document number; `fields`: index of each field; `attributes`: see there."""

    ids: NDArray[np.int64]
    fields: Mapping[Field, FieldIndex]
    attributes: Attributes

    def search(
        self,
        terms: Mapping[Field, tuple[list[str], float]],
        k: int,
        at: Callable[[str], bool] | None = None,
    ) -> list[tuple[int, float]]:
        """Database ids and scores of the k best documents for a query, best first; only those at a wanted place."""
        return [(int(self.ids[document]), score) for document, score in self.documents(terms, k, at)]

    def documents(
        self,
        terms: Mapping[Field, tuple[list[str], float]],
        k: int,
        at: Callable[[str], bool] | None = None,
    ) -> list[tuple[int, float]]:
        """Numbers and scores of the k best documents for a query, as `search`."""
        scores = self.scores(terms)
        if at is not None:
            scores[~self.attributes.at(at)] = 0.0
        return [(document, float(scores[document])) for document in top(scores, k)]

    def scores(self, terms: Mapping[Field, tuple[list[str], float]]) -> NDArray[np.float64]:
        """The weighted sum of all fields' BM25 scores, (N,)."""
        scores = np.zeros(len(self.ids), np.float64)
        for field, (words, weight) in terms.items():
            if field in self.fields:
                self.fields[field].add_scores(scores, words, weight)
        return scores

    def holds(self, field: Field, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of many hashed terms some document holds in `field`, (T,)."""
        return self.fields[field].holds(hashes) if field in self.fields else np.zeros(len(hashes), np.bool_)

    def frequency(self, field: Field, term: str) -> int:
        """How many documents hold `term` in `field`."""
        return self.fields[field].frequency(term) if field in self.fields else 0


def compile_collection(
    folder: Path,
    ids: Sequence[int],
    documents: Iterable[Mapping[Field, list[str]]],
    places: Sequence[str],
    passages: Sequence[int] | None = None,
) -> None:
    """Write the collection of one segment to `folder`: `documents` (terms by field), their `places` and the
    `passages` that they stand in (their own ids if none are given), in the order of `ids`."""
    folder.mkdir(parents=True, exist_ok=True)
    columns: dict[Field, list[list[str]]] = {}
    for document in documents:
        for field, terms in document.items():
            columns.setdefault(field, []).append(terms)
    np.save(folder / "ids.npy", np.asarray(ids, np.int64), allow_pickle=False)
    save_attributes(places, ids if passages is None else passages, folder)
    for field, column in columns.items():
        save_postings(compile_postings(count(column), len(column)), folder / field.value)


def merge_collections(parts: Sequence[tuple[Path, NDArray[np.int32]]], size: int, folder: Path) -> None:
    """Write one collection of `size` documents from those of several segments, each with the new numbers of its
    documents (negative: left out)."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = np.zeros(size, np.int64)
    for source, numbers in parts:
        ids[numbers[numbers >= 0]] = np.load(source / "ids.npy", allow_pickle=False)[numbers >= 0]
    np.save(folder / "ids.npy", ids, allow_pickle=False)
    attributes = merge_attributes([(load_attributes(source), numbers) for source, numbers in parts], size)
    save_attributes([attributes.names[code] for code in attributes.places], attributes.passages.tolist(), folder)
    for field in Field:
        fields = [(load_postings(f / field.value), n) for f, n in parts if (f / field.value).is_dir()]
        if fields:
            save_postings(merged(fields, size), folder / field.value)


def load_collection(
    parts: Sequence[tuple[Path, NDArray[np.int32]]], size: int, fields: Iterable[Field], parameters: Parameters
) -> Collection:
    """Map a collection of `size` documents from its segments, each with the numbers of its documents (`size`: no
    longer part of it). Raises IndexDamaged for a file missing or unfit."""
    ids = np.zeros(size + 1, np.int64)
    attributes = []
    postings: dict[Field, list[Part]] = {field: [] for field in fields}
    for folder, numbers in parts:
        try:
            own = np.load(folder / "ids.npy", allow_pickle=False)
            loaded = load_attributes(folder)
            if not len(loaded.places) == len(loaded.passages) == len(own) == len(numbers):
                raise ValueError("attributes and documents do not fit each other")
            ids[numbers] = own
            attributes.append((loaded, np.where(numbers < size, numbers, -1).astype(np.int32)))
            dead = bool((numbers >= size).any())
            for field, found in postings.items():
                if len(own):
                    found.append(Part(_fit(folder / field.value, len(own)), numbers, dead))
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged(f"tệp {folder} ({error})") from error
    indexes = {field: FieldIndex(found, size, parameters) for field, found in postings.items() if found}
    return Collection(ids[:size], indexes, merge_attributes(attributes, size))


def _fit(folder: Path, size: int) -> Postings:
    postings = load_postings(folder)
    if len(postings.lengths) != size:
        raise ValueError("postings and documents do not fit each other")
    return postings
