"""Files on their way in: which there are, which are stored already, what reading the others gave.

Each file is read in a sandbox (corpus.sandbox), several side by side; results come in the order of the files.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.errors import ReportError, ReportNotFound
from corpus.limits import Limits
from corpus.readers import load, suffixes
from corpus.readers.members import Member, is_container
from corpus.sandbox import Understood

_AHEAD = 4


class Pool(Protocol):
    """Reads files side by side: corpus.sandbox.pool.SandboxPool."""

    workers: int

    def read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> "Future[Understood]":
        """One file's report, later. The future raises a ReportError."""
        ...

    def members(self, path: Path, data: bytes, limits: Limits) -> tuple[Member, ...]:
        """The files in a container. Raises a ReportError."""
        ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file: where it is, the name it is known by, its hash; what was read, or its stored report's id, or why
    neither (`skipped`: no reader takes it, and it need not be read)."""

    path: Path
    source: str
    sha256: str = ""
    read: Understood | None = None
    known: int | None = None
    problem: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    incoming: Incoming
    future: "Future[Understood] | None" = None

    def done(self) -> Incoming:
        if self.future is None:
            return self.incoming
        one = self.incoming
        try:
            return Incoming(one.path, one.source, one.sha256, read=self.future.result())
        except ReportError as error:
            return Incoming(one.path, one.source, one.sha256, problem=error.reason)


Known = Callable[[str, str], int | None]


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files with the name each is known by: its own, or its path below the folder given."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            found.extend((p, p.relative_to(path).as_posix()) for p in below)
        else:
            found.append((path, path.name))
    return found


def missing(paths: Sequence[Path]) -> list[ReportNotFound]:
    """An error for each path that does not exist."""
    return [ReportNotFound(path) for path in paths if not path.exists()]


def incoming(
    pool: Pool, files: Sequence[tuple[Path, str]], optional: frozenset[Path], limits: Limits, known: Known
) -> Iterator[Incoming]:
    """Every file, and every file in a container, in order; `known` finds the id of a stored report by hash and
    name, which is then not read again. A second file of one name has a problem."""
    taken: dict[str, Path] = {}
    waiting: deque[_Waiting] = deque()
    for path, source in files:
        for one in _begun(pool, path, source, path in optional, limits, known, taken):
            waiting.append(one)
            if len(waiting) > pool.workers * _AHEAD:
                yield waiting.popleft().done()
    while waiting:
        yield waiting.popleft().done()


def _begun(
    pool: Pool,
    path: Path,
    source: str,
    optional: bool,
    limits: Limits,
    known: Known,
    taken: dict[str, Path],
) -> Iterator[_Waiting]:
    """What a file, or each file in a container, comes to; reading goes on in the background."""
    if optional and path.suffix.lower() not in suffixes() and not is_container(path):
        yield _Waiting(Incoming(path, source, problem="chưa đọc được định dạng này", skipped=True))
        return
    try:
        data = load(path, limits.max_bytes)
        if not is_container(path):
            yield _one(pool, path, source, data, limits, known, taken)
            return
        folder = source.removesuffix(path.name)
        for member in pool.members(path, data, limits):
            inside = path / Path(member.source).relative_to(path.name)
            inside = inside if inside.suffix.lower() == member.suffix else Path(f"{inside}{member.suffix}")
            yield _one(pool, inside, folder + member.source, member.data, limits, known, taken)
    except ReportError as error:
        yield _Waiting(Incoming(path, source, problem=error.reason))


def _one(
    pool: Pool, path: Path, source: str, data: bytes, limits: Limits, known: Known, taken: dict[str, Path]
) -> _Waiting:
    """One file whose bytes are at hand. A second one of its name would silently replace the first."""
    sha256 = hashlib.sha256(data).hexdigest()
    other = taken.setdefault(source, path)
    if other != path:
        told = f"trùng tên với {other}. Hãy đổi tên một trong hai, hoặc thêm cả thư mục chứa chúng"
        return _Waiting(Incoming(path, source, sha256, problem=told))
    stored = known(sha256, source)
    if stored is not None:
        return _Waiting(Incoming(path, source, sha256, known=stored))
    return _Waiting(Incoming(path, source, sha256), pool.read(path, data, sha256, source, limits))
