"""A restore that was cut short at any step is finished by whatever command comes next."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import index.restoring
from index.backup import backup, restore
from index.build import Builder
from index.layout import Layout
from index.lock import exclusive
from index.store import Store
from tests.index.everything import problems
from tests.index.made_reports import leftovers

Files = Mapping[str, tuple[Path, str]]
# make_ready, then two moves for each of versions, segments and the database, then what is left is removed
STEPS = 8


class Crash(Exception):
    """Stands for SIGKILL."""


@pytest.fixture
def file(build: Builder, layout: Layout, files: Files, tmp_path: Path) -> Path:
    """A backup of two reports; the index has only one of them now."""
    build.add([files["caphe.txt"], files["nuoc.txt"]])
    backup(layout, tmp_path / "b.zip")
    build.remove("caphe.txt")
    return tmp_path / "b.zip"


def cut_short(layout: Layout, file: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore that ends after so many moves."""
    left = iter(range(step))
    replace, rmtree = os.replace, shutil.rmtree

    def moved(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise Crash
        replace(source, target)

    def removed(path: Path, ignore_errors: bool = False) -> None:
        if path == layout.restored and next(left, None) is None:
            raise Crash
        rmtree(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as patch:
        patch.setattr(index.restoring.os, "replace", moved)
        patch.setattr(index.restoring.shutil, "rmtree", removed)
        with pytest.raises(Crash):
            restore(layout, file)


def sources(layout: Layout) -> list[str]:
    with Store.open(layout) as store:
        return list(store.live_reports())


NEXT: Mapping[str, Callable[[Layout, Path, Files], object]] = {
    "ask": lambda layout, file, files: sources(layout),
    "add": lambda layout, file, files: Builder(layout).add([files["nuoc.txt"]]),
    "remove": lambda layout, file, files: Builder(layout).remove("nuoc.txt"),
    "rebuild": lambda layout, file, files: Builder(layout).rebuild(),
    "backup": lambda layout, file, files: backup(layout, file.with_name("c.zip")),
    "restore": lambda layout, file, files: restore(layout, file),
}


@pytest.mark.parametrize("command", NEXT)
@pytest.mark.parametrize("step", range(1, STEPS))
def test_the_next_command_finishes(
    layout: Layout, file: Path, files: Files, monkeypatch: pytest.MonkeyPatch, step: int, command: str
) -> None:
    cut_short(layout, file, step, monkeypatch)
    assert layout.restored.exists()
    NEXT[command](layout, file, files)
    assert not layout.restored.exists()
    assert sources(layout) == (["caphe.txt"] if command == "remove" else ["caphe.txt", "nuoc.txt"])
    assert (problems(layout), leftovers(layout)) == ([], [])
    kept = sorted(layout.data_dir.glob("replaced-*"))
    assert len(kept) == (2 if command == "restore" else 1)
    assert (sources(Layout(kept[0])), problems(Layout(kept[0]))) == (["nuoc.txt"], [])


def test_cut_short_before_it_was_ready_nothing_has_changed(
    layout: Layout, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(layout, file, 0, monkeypatch)
    assert sources(layout) == ["nuoc.txt"]
    assert problems(layout) == []


def test_cut_short_again_and_again(layout: Layout, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One move at a time, each by another command that is killed after it."""
    cut_short(layout, file, 1, monkeypatch)
    replace, moves = os.replace, 0

    def one(source: Path, target: Path) -> None:
        nonlocal moves
        if moves:
            raise Crash
        moves += 1
        replace(source, target)

    for _ in range(STEPS):
        moves = 0
        with monkeypatch.context() as patch, pytest.MonkeyPatch.context():
            patch.setattr(index.restoring.os, "replace", one)
            try:
                with Store.open(layout):
                    pass
            except Crash:
                continue
            break
    assert sources(layout) == ["caphe.txt", "nuoc.txt"]
    (kept,) = layout.data_dir.glob("replaced-*")
    assert (sources(Layout(kept)), problems(layout)) == (["nuoc.txt"], [])


def test_a_reader_waits_for_a_restore_that_is_moving(
    layout: Layout, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(layout, file, 3, monkeypatch)
    waited: list[float] = []
    acquire = index.lock._acquire
    monkeypatch.setattr("index.lock._acquire", lambda fd, at: (waited.append(at), acquire(fd, at)))
    assert sources(layout) == ["caphe.txt", "nuoc.txt"]
    assert waited
    with exclusive(layout.lock):
        assert sources(layout) == ["caphe.txt", "nuoc.txt"]  # nothing is left to finish: readers need no lock
