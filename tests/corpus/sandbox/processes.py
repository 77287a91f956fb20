"""What runs and what is gone; callers of a sandbox as programs of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]
FAULTY = "tests.corpus.sandbox.faulty_server"


def wait_for(held: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes to hold within so many seconds."""
    deadline = time.monotonic() + seconds
    while not held():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return state.rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc/self").exists()


def left_pid(path: Path) -> int:
    """The process that reads a file, once it has said so (faulty_server's "sleep")."""
    said = path.with_suffix(".pid")
    assert wait_for(said.exists)
    return int(said.read_text(encoding="ascii"))


def call(program: str, *arguments: str, cwd: Path | None = None) -> "subprocess.Popen[str]":
    """Start a program that uses a sandbox, in a session of its own."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program, *arguments],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
