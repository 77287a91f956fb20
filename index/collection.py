"""A collection: documents (passages or facts) under several BM25 fields, compiled into one folder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
    """`ids`: (N,) database id of each document number; `fields`: the impacts of each field."""

    ids: NDArray[np.int64]
    fields: Mapping[Field, Impacts]

    def search(self, terms: Mapping[Field, tuple[list[str], float]], k: int) -> list[tuple[int, float]]:
        """Database ids and scores of the k best documents for a query, best first."""
        scores = self.scores(terms)
        return [(int(self.ids[document]), float(scores[document])) for document in top(scores, k)]

    def scores(self, terms: Mapping[Field, tuple[list[str], float]]) -> NDArray[np.float64]:
        """The weighted sum of all fields' BM25 scores, (N,)."""
        scores = np.zeros(len(self.ids), np.float64)
        for field, (words, weight) in terms.items():
            if field in self.fields:  # an empty collection has none
                add_scores(scores, self.fields[field], words, weight)
        return scores

    def frequency(self, field: Field, term: str) -> int:
        """How many documents hold `term` in `field`."""
        return self.fields[field].frequency(term) if field in self.fields else 0


def compile_collection(
    folder: Path, ids: Sequence[int], documents: Iterable[Mapping[Field, list[str]]], parameters: Parameters
) -> None:
    """Write a collection of `documents` (terms by field, in the order of `ids`) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    columns: dict[Field, list[list[str]]] = {}
    for document in documents:
        for field, terms in document.items():
            columns.setdefault(field, []).append(terms)
    np.save(folder / "ids.npy", np.asarray(ids, np.int64), allow_pickle=False)
    for field, column in columns.items():
        save_impacts(compile_impacts(count(column, parameters)), folder / field.value)


def load_collection(folder: Path, fields: Iterable[Field]) -> Collection:
    """Map a collection with these fields. Raises IndexDamaged for a file missing or unfit."""
    try:
        ids = np.load(folder / "ids.npy", allow_pickle=False)
        impacts = {field: load_impacts(folder / field.value) for field in fields} if len(ids) else {}
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged(f"tệp {folder} ({error})") from error
    return Collection(ids, impacts)
