"""The processes of a sandbox: side by side, apart from the caller's streams, gone when the caller is."""

import os
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from corpus.errors import UnreadableReport
from corpus.limits import Limits
from corpus.sandbox import Sandbox
from corpus.sandbox.pool import SandboxPool
from tests.corpus.sandbox.processes import FAULTY, ROOT, call, left_pid, runs, wait_for

_ONE = f"""
import sys
from pathlib import Path
from corpus.limits import Limits
from corpus.sandbox import Sandbox
with Sandbox("{FAULTY}") as sandbox:
    print(sandbox._started().pid, flush=True)
    sandbox.read(Path(sys.argv[1]), sys.argv[2].encode(), "", "a.txt", Limits())
    print(input())
"""
_MANY = f"""
import signal, sys
from pathlib import Path
from corpus.limits import Limits
from corpus.sandbox import Sandbox, pool
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
pool.Sandbox = lambda: Sandbox("{FAULTY}")
with pool.SandboxPool(2) as made:
    print(*(one._started().pid for one in made._all), flush=True)
    paths = [Path(sys.argv[1]).with_name(f"{{i}}.txt") for i in range(6)]
    futures = [made.read(path, b"sleep", "", path.name, Limits()) for path in paths]
    for future in futures:
        future.result()
"""


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[SandboxPool]:
    """Two sandboxes whose readers do what the file tells them to."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr("corpus.sandbox.pool.Sandbox", partial(Sandbox, FAULTY))
    with SandboxPool(2) as made:
        yield made


def _said(caller: "subprocess.Popen[str]") -> list[int]:
    """The servers that a caller names in its first line."""
    assert caller.stdout is not None
    return [int(word) for word in caller.stdout.readline().split()]


def test_files_are_read_side_by_side_and_given_in_order(pool: SandboxPool, tmp_path: Path) -> None:
    deeds = ["meet 1.pid", "meet 0.pid", "nothing", "fault", "nothing", "nothing"]
    paths = [tmp_path / f"{i}.txt" for i in range(len(deeds))]
    futures = [
        pool.read(path, deed.encode(), "", path.name, Limits()) for path, deed in zip(paths, deeds, strict=True)
    ]
    with pytest.raises(UnreadableReport, match="ZeroDivisionError"):
        futures.pop(3).result()
    assert [future.result().read.report.source for future in futures] == [paths[i].name for i in (0, 1, 2, 4, 5)]
    assert left_pid(paths[0]) != left_pid(paths[1])


def test_nothing_goes_on_after_the_pool(pool: SandboxPool, tmp_path: Path) -> None:
    """Files that wait are given up; no thread starts a server for one of them."""
    futures = [pool.read(tmp_path / f"{i}.txt", b"sleep", "", "a.txt", Limits()) for i in range(8)]
    pids = [left_pid(tmp_path / "0.txt"), *(server.pid for one in pool._all if (server := one._server))]
    pool.__exit__(None, None, None)
    assert all(future.done() for future in futures)
    assert wait_for(lambda: not any(map(runs, pids)))
    assert all(one._server is None for one in pool._all)


def test_the_callers_streams_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with call(_ONE, str(path), "talk") as caller:
        out, err = caller.communicate("câu hỏi\n", timeout=60)
    assert path.with_suffix(".said").exists()
    assert (out.splitlines()[1:], err, caller.returncode) == (["câu hỏi"], "", 0)


def test_no_module_of_the_callers_folder_is_run(tmp_path: Path) -> None:
    for name in ("csv", "lxml", "corpus", "numpy"):
        (tmp_path / f"{name}.py").write_text('open("run", "w")', encoding="utf-8")
    with call(_ONE, str(tmp_path / "a.txt"), "nothing", cwd=tmp_path) as caller:
        _, err = caller.communicate("\n", timeout=60)
    assert (err, caller.returncode) == ("", 0)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("program", "by"), [(_ONE, signal.SIGKILL), (_MANY, signal.SIGTERM), (_MANY, signal.SIGINT)]
)
def test_nothing_is_left_when_the_caller_ends(tmp_path: Path, program: str, by: signal.Signals) -> None:
    """Killed, ended, or stopped with Ctrl-C, which goes to all processes of the terminal."""
    path = tmp_path / "0.txt"
    with call(program, str(path), "sleep") as caller:
        servers = _said(caller)
        child = left_pid(path)
        assert all(map(runs, (*servers, child)))
        if by is signal.SIGINT:
            os.killpg(caller.pid, by)
        else:
            caller.send_signal(by)
        _, err = caller.communicate(timeout=20)
    assert caller.returncode != 0
    assert wait_for(lambda: not any(map(runs, (*servers, child))), seconds=5)
    assert "Traceback" not in err or by is signal.SIGINT
    assert "BrokenPipe" not in err
