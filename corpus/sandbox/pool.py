"""Several sandboxes at work at once: one file each, results as they are asked for."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Self

from corpus.limits import Limits
from corpus.readers.members import Member
from corpus.sandbox import Sandbox, Understood


class SandboxPool:
    """Reads files side by side, as many as there are processors; use as a context manager."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="sandbox")
        self._free: LifoQueue[Sandbox] = LifoQueue()
        self._all = [Sandbox() for _ in range(self.workers)]
        for sandbox in self._all:
            self._free.put(sandbox)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)  # or a thread would start on the next file
        for sandbox in self._all:
            sandbox.close()
        self._threads.shutdown()
        for sandbox in self._all:  # one that was just starting
            sandbox.close()

    def read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> "Future[Understood]":
        """As Sandbox.read, later."""
        return self._threads.submit(self._read, path, data, sha256, source, limits)

    def members(self, path: Path, data: bytes, limits: Limits) -> tuple[Member, ...]:
        """As Sandbox.members."""
        sandbox = self._free.get()
        try:
            return sandbox.members(path, data, limits)
        finally:
            self._free.put(sandbox)

    def _read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> Understood:
        sandbox = self._free.get()
        try:
            return sandbox.read(path, data, sha256, source, limits)
        finally:
            self._free.put(sandbox)
