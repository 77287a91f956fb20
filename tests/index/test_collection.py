"""Collections: weighted sums over fields, database ids, damage."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.bm25 import Parameters
from index.collection import Collection, compile_collection, merge_collections
from index.collection import load_collection as load_segments
from index.errors import IndexDamaged
from index.fields import Field

IDS = [40, 7, 19]
FIELDS = (Field.SYLLABLES, Field.FOLDED)
DOCUMENTS: list[dict[Field, list[str]]] = [
    {Field.SYLLABLES: ["hợp", "tác", "xã"], Field.FOLDED: ["hop", "tac", "xa"]},
    {Field.SYLLABLES: ["xã", "nghèo"], Field.FOLDED: ["xa", "ngheo"]},
    {Field.SYLLABLES: [], Field.FOLDED: []},
]
PLACES = ["Lào Cai", "", "Lào Cai"]


def load_collection(folder: Path, fields: tuple[Field, ...], size: int = len(IDS)) -> Collection:
    """The collection of one segment alone."""
    return load_segments([(folder, np.arange(size, dtype=np.int32))], size, fields, Parameters())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    compile_collection(tmp_path / "passages", IDS, DOCUMENTS, PLACES)
    return tmp_path / "passages"


@pytest.fixture
def collection(folder: Path) -> Collection:
    return load_collection(folder, FIELDS)


def test_hits_carry_database_ids_best_first(collection: Collection) -> None:
    found = collection.search({Field.SYLLABLES: (["nghèo", "xã"], 1.0)}, 5)
    assert [i for i, _ in found] == [7, 40]
    assert found[0][1] > found[1][1] > 0


def test_k_cuts(collection: Collection) -> None:
    assert len(collection.search({Field.FOLDED: (["xa"], 1.0)}, 1)) == 1


def test_fields_are_summed_with_their_weights(collection: Collection) -> None:
    one = collection.scores({Field.SYLLABLES: (["xã"], 1.0)})
    two = collection.scores({Field.FOLDED: (["xa"], 1.0)})
    both = collection.scores({Field.SYLLABLES: (["xã"], 2.0), Field.FOLDED: (["xa"], 0.25)})
    assert both == pytest.approx(2 * one + 0.25 * two)


def both(collection: Collection, at: Callable[[str], bool] | None) -> list[int]:
    return [i for i, _ in collection.search({Field.FOLDED: (["hop", "ngheo", "xa"], 1.0)}, 5, at)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [({"Lào Cai"}, [40]), ({""}, [7]), ({"Lào Cai", ""}, [7, 40]), ({"Bắc Kạn"}, []), (set(), [])],
)
def test_only_documents_at_a_wanted_place_are_found(
    collection: Collection, wanted: set[str], found: list[int]
) -> None:
    assert both(collection, wanted.__contains__) == found


def test_without_a_wanted_place_any_will_do(collection: Collection) -> None:
    assert sorted(both(collection, None)) == [7, 40]


def test_a_place_does_not_change_a_score(collection: Collection) -> None:
    terms = {Field.FOLDED: (["hop", "xa"], 1.0)}
    assert collection.search(terms, 5, {"Lào Cai"}.__contains__)[0] in collection.search(terms, 5)


def test_each_place_is_named_once(collection: Collection) -> None:
    assert collection.attributes.names == ("", "Lào Cai")


@pytest.mark.parametrize(("given", "kept"), [(None, IDS), ([5, 5, 6], [5, 5, 6])])
def test_the_passage_of_each_document(tmp_path: Path, given: list[int] | None, kept: list[int]) -> None:
    """Facts stand in passages; passages in themselves."""
    compile_collection(tmp_path / "facts", IDS, DOCUMENTS, PLACES, given)
    assert load_collection(tmp_path / "facts", FIELDS).attributes.passages.tolist() == kept


def test_frequency_by_field(collection: Collection) -> None:
    assert collection.frequency(Field.SYLLABLES, "xã") == 2
    assert collection.frequency(Field.SYLLABLES, "xa") == 0
    assert collection.frequency(Field.FOLDED, "xa") == 2


def test_a_document_without_terms_is_never_found(collection: Collection) -> None:
    assert 19 not in [i for i, _ in collection.search({Field.FOLDED: (["hop", "xa", "ngheo"], 1.0)}, 9)]


def test_an_empty_collection_loads(tmp_path: Path) -> None:
    compile_collection(tmp_path / "none", [], [], [])
    assert len(load_collection(tmp_path / "none", FIELDS, 0).ids) == 0


def test_an_empty_collection_finds_nothing(tmp_path: Path) -> None:
    compile_collection(tmp_path / "none", [], [], [])
    empty = load_collection(tmp_path / "none", FIELDS, 0)
    assert empty.search({Field.FOLDED: (["xa"], 1.0)}, 5) == []
    assert empty.frequency(Field.FOLDED, "xa") == 0


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def scramble(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 9)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, scramble, empty, Path.unlink])
@pytest.mark.parametrize(
    "name",
    [
        "ids.npy",
        "places.npy",
        "passages.npy",
        "places.json",
        "syllables/terms.npy",
        "syllables/offsets.npy",
        "folded/documents.npy",
        "folded/frequencies.npy",
    ],
)
def test_a_damaged_file_is_said(folder: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(folder / name)
    with pytest.raises(IndexDamaged, match="hoibaocao index rebuild"):
        load_collection(folder, FIELDS)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        load_collection(tmp_path / "absent", FIELDS)


@pytest.mark.parametrize("name", ["places.npy", "passages.npy"])
@pytest.mark.parametrize("documents", [0, 2, 4])
def test_attributes_that_do_not_fit_are_said(folder: Path, name: str, documents: int) -> None:
    """One place and one passage a document, no fewer and no more."""
    other = folder.parent / "other"
    compile_collection(other, range(documents), [], [""] * documents)
    (folder / name).write_bytes((other / name).read_bytes())
    with pytest.raises(IndexDamaged):
        load_collection(folder, FIELDS)


def test_a_place_that_has_no_name_is_said(folder: Path) -> None:
    (folder / "places.json").write_text('["Lào Cai"]', encoding="utf-8")
    with pytest.raises(IndexDamaged):
        load_collection(folder, FIELDS)


def test_a_field_cut_short_is_said(folder: Path) -> None:
    """Arrays that are whole by themselves but do not fit each other."""
    compile_collection(folder.parent / "other", [1], [{Field.FOLDED: ["xa"]}], [""])
    (folder / "folded" / "documents.npy").write_bytes((folder.parent / "other/folded/documents.npy").read_bytes())
    with pytest.raises(IndexDamaged):
        load_collection(folder, FIELDS)


def test_merged_segments_are_one(folder: Path, tmp_path: Path) -> None:
    """A segment of the first and third document and one of the second, which takes its number again."""
    parts = []
    for name, chosen in (("a", [0, 2]), ("b", [1])):
        documents, ids = [DOCUMENTS[i] for i in chosen], [IDS[i] for i in chosen]
        compile_collection(tmp_path / name, ids, documents, [PLACES[i] for i in chosen])
        parts.append((tmp_path / name, np.array(chosen, np.int32)))
    merge_collections(parts, len(IDS), tmp_path / "one")
    terms = {Field.SYLLABLES: (["xã", "nghèo"], 1.0), Field.FOLDED: (["xa", "hop"], 0.5)}
    whole = load_collection(folder, FIELDS)
    for other in (load_collection(tmp_path / "one", FIELDS), load_segments(parts, 3, FIELDS, Parameters())):
        assert other.search(terms, 9) == whole.search(terms, 9)
        assert other.attributes.names == whole.attributes.names
        assert other.attributes.places.tolist() == whole.attributes.places.tolist()
        assert other.attributes.passages.tolist() == whole.attributes.passages.tolist()


def test_a_document_left_out_is_found_no_more(folder: Path) -> None:
    """The second document is no longer part of it: its number is the size of the whole."""
    left = load_segments([(folder, np.array([0, 2, 1], np.int32))], 2, FIELDS, Parameters())
    assert [i for i, _ in left.search({Field.FOLDED: (["xa", "ngheo"], 1.0)}, 9)] == [40]
    assert (left.frequency(Field.FOLDED, "xa"), left.frequency(Field.FOLDED, "ngheo")) == (1, 0)
    assert left.attributes.names == ("Lào Cai",)
