"""A sandbox server whose reader does what the file tells it to: python -m tests.corpus.sandbox.faulty_server.

Stands for a reader with a fault, which no file of ours sets off. It loads no rules, so it starts at once.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus import errors
from corpus.errors import ReportError
from corpus.limits import Limits
from corpus.records import Metadata, Report
from corpus.sandbox import child, server


def _leave_pid(path: Path) -> None:
    """The process that reads, for the test to find."""
    made = path.with_suffix(".making")
    made.write_text(str(os.getpid()), encoding="ascii")
    made.rename(path.with_suffix(".pid"))


def _sleep(path: Path) -> None:
    _leave_pid(path)
    time.sleep(60)


def _talk(path: Path) -> None:
    print("TIẾNG ỒN", flush=True)
    os.write(1, b"NOISE")
    os.write(2, b"NOISE")
    assert sys.stdin.read() == ""
    path.with_suffix(".said").touch()


def _refuse(path: Path, name: str) -> None:
    cls = getattr(errors, name)
    error: ReportError = cls.__new__(cls)
    ReportError.__init__(error, path, f"lý do của {name}.")
    raise error


def _fault(path: Path) -> None:
    raise ZeroDivisionError("a fault of the reader")


def _need(path: Path) -> None:
    bytearray(2_000_000_000)


def _need_in_serializer(path: Path) -> None:
    raise ValueError("Error serializing to JSON: MemoryError")


def _spin(path: Path) -> None:
    while True:
        pass


def _dig(path: Path) -> None:
    _dig(path)


def _exit(path: Path) -> None:
    sys.exit(0)


def _die(path: Path, by: int) -> None:
    os.kill(os.getpid(), by)


def _connect(path: Path) -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def _look_up(path: Path) -> None:
    socket.getaddrinfo("example.org", 80)


def _start(path: Path) -> None:
    subprocess.run(["true"], check=True)


def _shell(path: Path) -> None:
    os.system("true")  # noqa: S605


def _fork(path: Path) -> None:
    if os.fork() == 0:
        os._exit(0)


def _replace(path: Path) -> None:
    os.execv("/bin/true", ["true"])  # noqa: S606


DEEDS: dict[str, Callable[[Path], None]] = {
    "sleep": _sleep,
    "talk": _talk,
    "fault": _fault,
    "need": _need,
    "need-late": _need_in_serializer,
    "spin": _spin,
    "dig": _dig,
    "exit": _exit,
    "segv": partial(_die, by=signal.SIGSEGV),
    "kill": partial(_die, by=signal.SIGKILL),
    "term": partial(_die, by=signal.SIGTERM),
    "connect": _connect,
    "look-up": _look_up,
    "start": _start,
    "shell": _shell,
    "fork": _fork,
    "replace": _replace,
}


def _meet(path: Path, other: str) -> None:
    """Wait for the process that reads another file at the same time."""
    _leave_pid(path)
    deadline = time.monotonic() + 30
    while not path.with_name(other).exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _read(path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> Report:
    """In the place of corpus.reading.read_bytes: the deed that the file names, then a report of a sentence."""
    deed, _, of = data.decode("ascii").partition(" ")
    if deed == "refuse":
        _refuse(path, of)
    if deed == "meet":
        _meet(path, of)
    DEEDS.get(deed, lambda _: None)(path)
    text = "Xã có 5 chợ. " * (100_000 if deed == "long" else 1)
    return Report(source, sha256, text, "text", Metadata("Báo cáo"), (), (), ())


if __name__ == "__main__":
    child.read_bytes = _read
    server._load_rules = lambda: None  # type: ignore[assignment]
    server._LEAST_OUTPUT = 1 << 20
    server.main()
