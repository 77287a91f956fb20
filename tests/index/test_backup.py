"""The whole index as one file, and back: verified, never over what is there, finished whatever happens."""

import io
import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from index.backup import backup, restore
from index.build import Builder
from index.errors import BackupDamaged, DataDirUnwritable, EmptyIndex, IndexLocked
from index.layout import Layout
from index.lock import exclusive
from index.store import Store
from tests.index.everything import everything, problems
from tests.index.made_reports import leftovers

Files = Mapping[str, tuple[Path, str]]


@pytest.fixture
def made(build: Builder, layout: Layout, files: Files) -> Layout:
    """An index of two versions."""
    build.add([files["caphe.txt"]])
    build.add([files["nuoc.txt"]])
    return layout


@pytest.fixture
def file(made: Layout, tmp_path: Path) -> Path:
    """Its backup; the index has gone on since."""
    backup(made, tmp_path / "b.zip")
    Builder(made).remove("caphe.txt")
    return tmp_path / "b.zip"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock, byte for byte."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "index.lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def sources(layout: Layout) -> list[str]:
    with Store.open(layout) as store:
        return list(store.live_reports())


# --- there and back -----------------------------------------------------------------------------------------------


def test_a_backup_gives_the_same_index_elsewhere(made: Layout, tmp_path: Path) -> None:
    size = backup(made, tmp_path / "b.zip")
    assert size == (tmp_path / "b.zip").stat().st_size
    other = Layout(tmp_path / "elsewhere" / "data")
    assert restore(other, tmp_path / "b.zip") is None
    assert everything(other) == everything(made)
    assert (problems(other), leftovers(other)) == ([], [])
    assert Builder(other).rollback().version == 1
    assert sorted(p.name for p in other.data_dir.iterdir() if p.is_file()) == ["index.lock", "index.sqlite"]


def test_a_backup_changes_nothing(made: Layout, tmp_path: Path) -> None:
    before = contents(made.data_dir)
    backup(made, tmp_path / "b.zip")
    assert contents(made.data_dir) == before
    assert [p.name for p in tmp_path.glob("b.zip*")] == ["b.zip"]


def test_restoring_keeps_the_index_before(made: Layout, file: Path) -> None:
    kept = restore(made, file)
    assert sources(made) == ["caphe.txt", "nuoc.txt"]
    assert kept is not None
    assert kept.parent == made.data_dir
    assert kept.name.startswith("replaced-")
    assert sources(Layout(kept)) == ["nuoc.txt"]
    assert problems(Layout(kept)) == problems(made) == []


def test_two_in_a_row(made: Layout, file: Path) -> None:
    kept = [restore(made, file) for _ in range(3)]
    assert len(set(kept)) == 3
    assert [sources(Layout(one)) for one in kept if one] == [["nuoc.txt"], *[["caphe.txt", "nuoc.txt"]] * 2]
    assert (sources(made), problems(made)) == (["caphe.txt", "nuoc.txt"], [])


def test_what_was_asked_while_a_backup_is_made_is_in_it_whole(made: Layout, tmp_path: Path) -> None:
    """A writer that has not committed yet does not stop the snapshot, nor is it in it."""
    with Store.open(made) as store:
        store.log_question("test", "someone", "?", "answered", 1.0)
        backup(made, tmp_path / "b.zip")
    restore(Layout(tmp_path / "other"), tmp_path / "b.zip")
    with Store.open(Layout(tmp_path / "other")) as store:
        assert store.erase_person("someone") == 1


# --- what is refused ----------------------------------------------------------------------------------------------


def test_an_existing_file_is_not_overwritten(made: Layout, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        backup(made, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"mine"


def test_nothing_to_back_up(layout: Layout, tmp_path: Path) -> None:
    with pytest.raises(EmptyIndex):
        backup(layout, tmp_path / "b.zip")
    assert list(tmp_path.iterdir()) == []


def test_no_folder_for_the_file_is_no_fault_of_the_data_directory(made: Layout, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(made, tmp_path / "none" / "b.zip")
    assert not list(made.data_dir.glob("*snapshot*"))


def test_a_changing_index_is_waited_for(made: Layout, file: Path, tmp_path: Path) -> None:
    with exclusive(made.lock):
        for work in (lambda: backup(made, tmp_path / "c.zip"), lambda: restore(made, file)):
            with pytest.raises(IndexLocked):
                work()


def refused(layout: Layout, content: bytes, tmp_path: Path) -> BackupDamaged:
    """Restoring this is refused and changes nothing."""
    (tmp_path / "bad.zip").write_bytes(content)
    before = contents(tmp_path)
    with pytest.raises(BackupDamaged, match=r"bad\.zip") as raised:
        restore(layout, tmp_path / "bad.zip")
    assert contents(tmp_path) == before
    return raised.value


def test_a_flipped_byte_anywhere_is_refused(made: Layout, file: Path, tmp_path: Path) -> None:
    """Or, in the few bytes of a ZIP that mean nothing (times, attributes), changes nothing of what is restored."""
    whole, chance, harmless = file.read_bytes(), random.Random(3), 0  # noqa: S311
    wanted = everything(made)[0]
    restore(Layout(tmp_path / "good"), file)
    wanted = everything(Layout(tmp_path / "good"))
    for at in [0, 5, 8, len(whole) - 1, len(whole) - 8, *chance.sample(range(len(whole)), 60)]:
        content = bytearray(whole)
        content[at] ^= 1 << chance.randrange(8)
        try:
            refused(made, bytes(content), tmp_path)
        except (pytest.fail.Exception, AssertionError):
            other = Layout(tmp_path / f"other{at}")
            restore(other, tmp_path / "bad.zip")
            assert everything(other) == wanted
            harmless += 1
            shutil.rmtree(other.data_dir)
    assert harmless < 20


def test_a_truncated_file_is_refused(made: Layout, file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    for length in (0, 1, 30, len(whole) // 3, len(whole) // 2, len(whole) - 22, len(whole) - 1):
        refused(made, whole[:length], tmp_path)


def test_no_file_at_all(made: Layout, tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(BackupDamaged):
            restore(made, path)


def test_a_failed_restore_makes_no_data_directory(tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged):
        restore(Layout(tmp_path / "data"), tmp_path / "none.zip")
    assert list(tmp_path.iterdir()) == []


def packed(file: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> bytes:
    """A backup whose files and list were changed so that its hashes are right."""
    import hashlib

    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(members.pop("backup.json"))
    change(members, listed)
    if "sha256" in listed:
        listed["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {**members, "backup.json": json.dumps(listed).encode()}.items():
            archive.writestr(name, data)
    return made.getvalue()


NAMES = (
    *("../x", "/etc/x", "versions/../../x", "segments/./x", "versions//x", "versions", "segments/", "x", " "),
    *("index.sqlite-wal", "versions\\..\\x", "C:/x", "restore.ready/x", "versions/../index.sqlite"),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused(made: Layout, file: Path, tmp_path: Path, name: str) -> None:
    refused(made, packed(file, lambda members, _: members.update({name: b"x"})), tmp_path)


LISTS: Mapping[str, Callable[[dict[str, bytes], dict[str, Any]], object]] = {
    "a later format": lambda _, listed: listed.update(format=2),
    "a later schema": lambda _, listed: listed.update(schema="9999"),
    "no format": lambda _, listed: listed.pop("format"),
    "no hashes": lambda _, listed: listed.pop("sha256"),
    "no database": lambda members, _: members.pop("index.sqlite"),
}


@pytest.mark.parametrize("change", LISTS.values(), ids=LISTS)
def test_lists_that_do_not_fit_are_refused(
    made: Layout, file: Path, tmp_path: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]
) -> None:
    refused(made, packed(file, change), tmp_path)


@pytest.mark.parametrize("listed", [b"", b"[]", b"null", b"{", b'"x"', b'{"format": 1, "schema": [], "sha256": 3}'])
def test_foreign_archives_are_refused(made: Layout, tmp_path: Path, listed: bytes) -> None:
    for members in ({"a.txt": b"x"}, {"backup.json": listed}, {"backup.json": listed, "index.sqlite": b"x"}):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        refused(made, content.getvalue(), tmp_path)


def test_a_full_disk_leaves_the_present_index(made: Layout, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(made.data_dir)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "extractall", full)
        with pytest.raises(DataDirUnwritable, match="No space left"):
            restore(made, file)
    assert contents(made.data_dir) == before
    assert os.listdir(made.data_dir)
