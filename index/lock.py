"""One process at a time changes the index; readers need no lock."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from index.errors import DataDirUnwritable, IndexLocked

_POLL_SECONDS = 0.1


@contextmanager
def exclusive(path: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path`; the system frees it when the process ends, however it ends.

    Waits so many seconds for another process that holds it. Raises IndexLocked, which says who does, or
    DataDirUnwritable where the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataDirUnwritable(path.parent, error.strerror or str(error)) from error
    try:
        _acquire(descriptor, time.monotonic() + wait_seconds)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 100, 0).decode("utf-8", "replace").strip()
                raise IndexLocked(f"tiến trình {holder or 'không rõ'}") from error
        time.sleep(_POLL_SECONDS)


def _sign(descriptor: int) -> None:
    """Say who holds the lock; a full disk is no reason not to hold it."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}, từ {datetime.now():%H:%M:%S ngày %d/%m/%Y}".encode(), 0)
