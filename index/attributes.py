"""What narrows a search beside its words: for each document of a collection, its place.

A version keeps them as one small array and a list of names, mapped with its posting lists; so a question about one
province never has its best facts crowded out by those of sixty others.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Attributes:
    """`places`: (N,) position in `names` of each document's place; `names`: every place, each once;
    `passages`: (N,) database id of the passage that each stands in."""

    places: NDArray[np.int32]
    passages: NDArray[np.int64]
    names: tuple[str, ...]

    def at(self, wanted: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which documents have a place that is wanted, (N,)."""
        fits = np.fromiter((wanted(name) for name in self.names), np.bool_, len(self.names))
        chosen: NDArray[np.bool_] = fits[self.places]
        return chosen


def save_attributes(places: Sequence[str], passages: Sequence[int], folder: Path) -> None:
    """Write the places and passages of a collection's documents, in their order, into `folder`."""
    names = sorted(set(places))
    position = {name: i for i, name in enumerate(names)}
    codes = np.fromiter((position[place] for place in places), np.int32, len(places))
    np.save(folder / "places.npy", codes, allow_pickle=False)
    np.save(folder / "passages.npy", np.asarray(passages, np.int64), allow_pickle=False)
    (folder / "places.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def merge_attributes(parts: Sequence[tuple[Attributes, NDArray[np.int32]]], size: int) -> Attributes:
    """The attributes of `size` documents from those of several segments, each with the numbers of its documents
    (negative: left out); only places that some document has are named."""
    used = (a.names[code] for a, numbers in parts for code in np.unique(a.places[numbers >= 0]))
    names = sorted(set(used))
    position = {name: i for i, name in enumerate(names)}
    places, passages = np.zeros(size, np.int32), np.zeros(size, np.int64)
    for attributes, numbers in parts:
        alive = numbers >= 0
        codes = np.asarray([position.get(name, 0) for name in attributes.names], np.int32)
        if alive.any():
            places[numbers[alive]] = codes[attributes.places[alive]]
            passages[numbers[alive]] = attributes.passages[alive]
    return Attributes(places, passages, tuple(names))


def load_attributes(folder: Path) -> Attributes:
    """The attributes written into `folder`. Raises OSError or ValueError."""
    names = json.loads((folder / "places.json").read_text(encoding="utf-8"))
    codes = np.load(folder / "places.npy", allow_pickle=False)
    if not isinstance(names, list):
        raise ValueError("the names of places are no list")
    if len(codes) and (codes.min() < 0 or codes.max() >= len(names)):
        raise ValueError("a place has no name")
    return Attributes(codes, np.load(folder / "passages.npy", allow_pickle=False), tuple(names))
