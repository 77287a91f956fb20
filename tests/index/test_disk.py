"""Folders that are whole or not there, and bytes that are as they were written or told."""

import json
import os
from pathlib import Path

import pytest

from index.disk import damaged_files, file_hash, seal, sync


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sealed folder of three files."""
    building = tmp_path / "x.building"
    (building / "below").mkdir(parents=True)
    for name in ("a.npy", "b.json", "below/c.npy"):
        (building / name).write_bytes(name.encode() * 3)
    seal(building, tmp_path / "x")
    return tmp_path / "x"


def test_a_sealed_folder_is_whole(folder: Path) -> None:
    assert damaged_files(folder) == []
    assert not folder.with_name("x.building").exists()
    assert set(json.loads((folder / "hashes.json").read_text())) == {"a.npy", "b.json", "below/c.npy"}


@pytest.mark.parametrize("name", ["a.npy", "b.json", "below/c.npy"])
@pytest.mark.parametrize("damage", ["flipped", "cut", "longer", "gone"])
def test_every_damage_is_found(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        flipped = content[:2] + bytes([content[2] ^ 1]) + content[3:]
        path.write_bytes({"flipped": flipped, "cut": content[:-1], "longer": content + b"\0"}[damage])
    assert damaged_files(folder) == [path]


@pytest.mark.parametrize("text", ["", "[]", "null", "3", "{", '{"a.npy": 3}', '{"gone": "x"}', "\x00"])
def test_a_damaged_list_of_hashes_is_found(folder: Path, text: str) -> None:
    (folder / "hashes.json").write_text(text, encoding="utf-8")
    assert damaged_files(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert damaged_files(tmp_path / "none") == [tmp_path / "none" / "hashes.json"]


def test_a_folder_takes_the_place_of_an_older_one(folder: Path, tmp_path: Path) -> None:
    building = tmp_path / "x.building"
    building.mkdir()
    (building / "new").write_bytes(b"1")
    seal(building, folder)
    assert sorted(p.name for p in folder.iterdir()) == ["hashes.json", "new"]
    assert damaged_files(folder) == []


def test_a_crash_before_the_name_leaves_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    building = tmp_path / "y.building"
    building.mkdir()
    (building / "a").write_bytes(b"1")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        seal(building, tmp_path / "y")
    assert not (tmp_path / "y").exists()


def test_files_and_folders_are_flushed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    sync(folder)
    assert set(flushed) == {str(folder), *map(str, folder.rglob("*"))}


def test_the_hash_of_what_cannot_be_read(tmp_path: Path) -> None:
    assert file_hash(tmp_path) == file_hash(tmp_path / "none") == ""
