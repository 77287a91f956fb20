"""Places and passages of a collection's documents survive the disk and narrow a search."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attributes import load_attributes, save_attributes
from tests.corpus.strategies import settled

PLACES = ["Lào Cai", "", "huyện Bát Xát", "Lào Cai"]


def test_each_place_is_named_once(tmp_path: Path) -> None:
    save_attributes(PLACES, [4, 4, 9, 2**40], tmp_path)
    loaded = load_attributes(tmp_path)
    assert [loaded.names[code] for code in loaded.places] == PLACES
    assert len(loaded.names) == 3
    assert loaded.passages.tolist() == [4, 4, 9, 2**40]


@pytest.mark.parametrize(
    ("wanted", "at"),
    [({"Lào Cai"}, [True, False, False, True]), ({""}, [False, True, False, False]), (set(), [False] * 4)],
)
def test_documents_at_a_wanted_place(tmp_path: Path, wanted: set[str], at: list[bool]) -> None:
    save_attributes(PLACES, [1, 2, 3, 4], tmp_path)
    assert load_attributes(tmp_path).at(wanted.__contains__).tolist() == at


def test_no_document(tmp_path: Path) -> None:
    save_attributes([], [], tmp_path)
    assert load_attributes(tmp_path).at(lambda _: True).tolist() == []


@settled
@given(st.lists(st.text(max_size=6), max_size=20))
def test_a_place_is_asked_once_whatever_its_name(
    tmp_path_factory: pytest.TempPathFactory, places: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("attributes")
    save_attributes([p.encode("utf-8", "replace").decode() for p in places], range(len(places)), folder)
    asked: list[str] = []

    def wanted(name: str) -> bool:
        asked.append(name)
        return True

    load_attributes(folder).at(wanted)
    assert sorted(asked) == sorted(set(places))


@pytest.mark.parametrize(
    ("names", "error"),
    [("{}", ValueError), ('["a"]', ValueError), ("[", ValueError), (None, OSError)],
    ids=["no list", "too few", "cut off", "missing"],
)
def test_damage_is_told(tmp_path: Path, names: str | None, error: type[Exception]) -> None:
    save_attributes(PLACES, [1, 2, 3, 4], tmp_path)
    (tmp_path / "places.json").unlink()
    if names is not None:
        (tmp_path / "places.json").write_text(names, encoding="utf-8")
    with pytest.raises(error):
        load_attributes(tmp_path)


def test_a_negative_code_is_damage(tmp_path: Path) -> None:
    save_attributes(PLACES, [1, 2, 3, 4], tmp_path)
    np.save(tmp_path / "places.npy", np.array([0, -1, 0, 0], np.int32))
    with pytest.raises(ValueError, match="name"):
        load_attributes(tmp_path)


def test_names_are_readable(tmp_path: Path) -> None:
    save_attributes(PLACES, [1, 2, 3, 4], tmp_path)
    assert "huyện Bát Xát" in (tmp_path / "places.json").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "places.json").read_text(encoding="utf-8")) == sorted(set(PLACES))
