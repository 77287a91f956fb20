"""What the disk refuses is told as such, and a killed process's remains go before a change."""

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

import index.versions
from index.backup import backup, restore
from index.build import Builder, BuildSettings
from index.changing import changing
from index.errors import DataDirUnwritable, IndexLocked
from index.layout import Layout
from index.lock import exclusive
from tests.index.made_reports import is_whole, look_at

Files = Mapping[str, tuple[Path, str]]
REFUSALS = (
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EROFS, "Read-only file system"),
    PermissionError(errno.EACCES, "Permission denied"),
    OSError("17 requested and 3 written"),  # what numpy says of a full disk
    sqlite3.OperationalError("database or disk is full"),
    *(
        OperationalError("INSERT", {}, sqlite3.OperationalError(told))
        for told in (
            "database or disk is full",
            "attempt to write a readonly database",
            "disk I/O error",
            "unable to open database file",
        )
    ),
)


@pytest.fixture
def made(layout: Layout) -> Layout:
    """A data directory that exists."""
    layout.data_dir.mkdir()
    return layout


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_refusal_is_told_with_the_directory(made: Layout, refusal: Exception) -> None:
    with pytest.raises(DataDirUnwritable, match=str(made.data_dir)), changing(made):
        raise refusal
    with changing(made):
        pass


@pytest.mark.parametrize(
    "error",
    [ValueError("x"), OperationalError("SELECT", {}, sqlite3.OperationalError("no such table: x"))],
    ids=str,
)
def test_another_error_stays_what_it_is(made: Layout, error: Exception) -> None:
    with pytest.raises(type(error)), changing(made):
        raise error


def test_a_disk_that_fills_up_while_a_version_is_written(
    build: Builder, layout: Layout, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.add([files["caphe.txt"]])

    def full(*_: object) -> None:
        raise REFUSALS[0]

    with monkeypatch.context() as patch:
        patch.setattr(index.versions, "save_mentions", full)
        with pytest.raises(DataDirUnwritable, match="No space left"):
            build.add([files["nuoc.txt"]])
    seen = look_at(layout)
    assert (seen.version, seen.sources, is_whole(seen)) == (1, ("caphe.txt",), True)
    assert build.add([files["nuoc.txt"]]).version == 2


def test_a_full_disk_does_not_keep_the_lock_from_being_held(made: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise REFUSALS[0]

    monkeypatch.setattr(os, "pwrite", full)
    with exclusive(made.lock), pytest.raises(IndexLocked, match="không rõ"), exclusive(made.lock):
        pass


def test_what_a_killed_process_was_making_goes(made: Layout) -> None:
    (made.data_dir / "restore.building" / "versions").mkdir(parents=True)
    for end in ("", "-journal"):
        (made.data_dir / f"index.sqlite.snapshot{end}").write_bytes(b"half")
    with changing(made):
        assert [p.name for p in made.data_dir.iterdir()] == ["index.lock"]


# --- waiting ------------------------------------------------------------------------------------------------------


def test_a_change_waits_for_the_one_before(made: Layout) -> None:
    held, order = threading.Event(), []

    def first() -> None:
        with changing(made):
            held.set()
            time.sleep(0.4)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    held.wait()
    with changing(made, wait_seconds=30):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_waiting_has_an_end_and_says_who_holds_the_lock(made: Layout) -> None:
    with changing(made):
        started = time.monotonic()
        with pytest.raises(IndexLocked, match=rf"tiến trình {os.getpid()}, từ \d\d:\d\d"), changing(made, 0.3):
            pass
        assert 0.3 <= time.monotonic() - started < 5


@pytest.mark.parametrize("change", ["add", "remove", "rollback", "rebuild", "backup", "restore"])
def test_every_change_waits(
    build: Builder, layout: Layout, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    build.add([files["caphe.txt"]])
    build.add([files["nuoc.txt"]])
    backup(layout, tmp_path / "b.zip")
    waited: list[float] = []
    monkeypatch.setattr("index.lock._acquire", lambda _, deadline: waited.append(deadline - time.monotonic()))
    patient = Builder(layout, BuildSettings(wait_seconds=50))
    {
        "add": lambda: patient.add([files["ruou.txt"]]),
        "remove": lambda: patient.remove("caphe.txt"),
        "rollback": patient.rollback,
        "rebuild": patient.rebuild,
        "backup": lambda: backup(layout, tmp_path / "c.zip", 50),
        "restore": lambda: restore(layout, tmp_path / "b.zip", 50),
    }[change]()
    assert waited
    assert all(40 < seconds <= 50 for seconds in waited)
