"""One process at a time changes the index."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import DataDirUnwritable, IndexLocked
from index.lock import exclusive
from tests.processes import ROOT

HOLD = """
import sys, pathlib
from index.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_told_who_the_first_is(tmp_path: Path) -> None:
    with exclusive(tmp_path / "lock"), pytest.raises(IndexLocked, match=str(os.getpid())):
        exclusive(tmp_path / "lock").__enter__()


def test_the_lock_is_free_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive(tmp_path / "lock"):
            pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "lock"):
        _ = 1 / 0
    with exclusive(tmp_path / "lock"):
        pass


def test_no_place_for_the_lock_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataDirUnwritable), exclusive(tmp_path / "file" / "lock"):
        pass


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexLocked, match=str(holder.pid)), exclusive(path):
            pass
        holder.kill()
        holder.wait()
    with exclusive(path):
        pass
