"""The frame around every change of the index: one process at a time, and a disk that refuses told as such."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from index.errors import DataDirUnwritable
from index.layout import Layout
from index.lock import exclusive
from index.restoring import tidy

_REFUSED = ("full", "readonly", "disk i/o", "unable to open")


@contextmanager
def changing(layout: Layout, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the index's lock, with what a killed process left finished or removed first. Raises IndexLocked, or
    DataDirUnwritable where the disk is full or cannot be written: the live version is as it was."""
    with exclusive(layout.lock, wait_seconds), told_as_unwritable(layout):
        tidy(layout)
        yield


@contextmanager
def told_as_unwritable(layout: Layout) -> Iterator[None]:
    """Raises DataDirUnwritable for what a full or read-only disk makes the system or SQLite raise."""
    try:
        yield
    except OSError as error:
        raise DataDirUnwritable(layout.data_dir, error.strerror or str(error)) from error
    except (OperationalError, sqlite3.OperationalError) as error:
        told = str(getattr(error, "orig", error))
        if not any(word in told.lower() for word in _REFUSED):
            raise
        raise DataDirUnwritable(layout.data_dir, told) from error
