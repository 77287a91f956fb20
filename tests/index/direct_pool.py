"""Reads files in this process: what index tests use where the sandbox itself is not what they try."""

from concurrent.futures import Future
from pathlib import Path
from typing import ClassVar, Self

from corpus.errors import ReportError
from corpus.limits import Limits
from corpus.readers.members import Member, members
from corpus.reading import read_bytes
from corpus.sandbox import Cost, Understood
from corpus.sandbox.child import index_words
from corpus.sandbox.wire import ReportRead


class DirectPool:
    """Stands for a SandboxPool."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> "Future[Understood]":
        """The report at once."""
        future: Future[Understood] = Future()
        try:
            report = read_bytes(path, data, sha256, source, limits)
        except ReportError as error:
            future.set_exception(error)
        else:
            future.set_result(Understood(ReportRead(report, index_words(report)), Cost()))
        return future

    def members(self, path: Path, data: bytes, limits: Limits) -> tuple[Member, ...]:
        """The files in a container."""
        return tuple(members(path, data, limits))


class CachedPool(DirectPool):
    """A DirectPool that reads each file once a process: for tests that make many indexes of the same reports."""

    _read: ClassVar[dict[tuple[str, str, str], "Future[Understood]"]] = {}

    def read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> "Future[Understood]":
        """The report at once, or as it was read before."""
        key = (sha256, source, limits.personal)
        if key not in self._read:
            self._read[key] = super().read(path, data, sha256, source, limits)
        return self._read[key]
