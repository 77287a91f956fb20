"""One process at a time changes the index; readers need no lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DataDirUnwritable, IndexLocked


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; the system frees it when the process ends, however it ends.

    Raises IndexLocked where another process holds it, DataDirUnwritable where the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataDirUnwritable(path.parent, error.strerror or str(error)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 40, 0).decode("ascii", "replace").strip()
            raise IndexLocked(f"tiến trình {holder or 'không rõ'}") from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
