"""A collection: documents (passages or facts) under several BM25 fields, compiled into one folder."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.attributes import Attributes, load_attributes, save_attributes
from index.bm25 import (
    Impacts,
    Parameters,
    add_scores,
    compile_impacts,
    count,
    load_impacts,
    save_impacts,
    top,
)
from index.errors import IndexDamaged
from index.fields import Field


@dataclass(frozen=True, slots=True)
class Collection:
    """`ids`: (N,) database id of each document number; `fields`: impacts of each field; `attributes`: see there."""

    ids: NDArray[np.int64]
    fields: Mapping[Field, Impacts]
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
            if field in self.fields:  # an empty collection has none
                add_scores(scores, self.fields[field], words, weight)
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
    parameters: Parameters,
    passages: Sequence[int] | None = None,
) -> None:
    """Write a collection of `documents` (terms by field), their `places` and the `passages` that they stand in
    (their own ids if none are given), in the order of `ids`, to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    columns: dict[Field, list[list[str]]] = {}
    for document in documents:
        for field, terms in document.items():
            columns.setdefault(field, []).append(terms)
    np.save(folder / "ids.npy", np.asarray(ids, np.int64), allow_pickle=False)
    save_attributes(places, ids if passages is None else passages, folder)
    for field, column in columns.items():
        save_impacts(compile_impacts(count(column, parameters)), folder / field.value)


def load_collection(folder: Path, fields: Iterable[Field]) -> Collection:
    """Map a collection with these fields. Raises IndexDamaged for a file missing or unfit."""
    try:
        ids = np.load(folder / "ids.npy", allow_pickle=False)
        impacts = {field: load_impacts(folder / field.value) for field in fields} if len(ids) else {}
        attributes = load_attributes(folder)
        if not len(attributes.places) == len(attributes.passages) == len(ids):
            raise ValueError("attributes and documents do not fit each other")
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged(f"tệp {folder} ({error})") from error
    return Collection(ids, impacts, attributes)
