"""What passes between the processes: frames of a JSON part and a part of raw bytes, read back as typed records.

JSON and not pickle: whatever a file makes the child say is only data to the one who reads it.
"""

import struct
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from corpus import errors
from corpus.errors import ReportError
from corpus.limits import Limits
from corpus.readers.members import Member
from corpus.records import Report

_SIZES = struct.Struct(">QQ")
# A frame's part is at most so large, and is read in pieces, so that a false size reserves no memory.
_LARGEST, _PIECE = 1 << 34, 1 << 20


class Out(Protocol):
    """Where a frame is written."""

    def write(self, data: bytes, /) -> Any:
        """Write all of it."""
        ...

    def flush(self) -> None:
        """Send what was written."""
        ...


class In(Protocol):
    """Where a frame is read."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer at the end of the stream."""
        ...


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One file to read, whose bytes follow; `members` asks for the files in a container."""

    wanted: Literal["read", "members"]
    path: str
    source: str
    sha256: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report with the index terms of each passage by ordinal."""

    report: Report
    words: dict[int, list[str]]
    kind: Literal["report"] = "report"


@with_config(ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
@dataclass(frozen=True, slots=True)
class MembersRead:
    """The files in a container."""

    members: tuple[Member, ...]
    kind: Literal["members"] = "members"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not read: the name of a ReportError's class and its sentence."""

    name: str
    reason: str
    kind: Literal["refused"] = "refused"

    def error(self, path: Path | str) -> ReportError:
        """The error again, about `path`."""
        found = getattr(errors, self.name, ReportError)
        cls = found if isinstance(found, type) and issubclass(found, ReportError) else ReportError
        error: ReportError = cls.__new__(cls)
        ReportError.__init__(error, path, self.reason)
        return error


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading took: the peak of resident memory in bytes, seconds of CPU and of the clock."""

    peak: int = 0
    cpu: float = 0.0
    wall: float = 0.0


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before an answer's bytes."""

    cost: Cost = field(default_factory=Cost)


class Received(NamedTuple):
    """An answer and what it cost."""

    answer: ReportRead | MembersRead | Refused
    cost: Cost


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(answer: ReportRead | MembersRead | Refused) -> bytes:
    """An answer as bytes."""
    return _adapter(ReportRead | MembersRead | Refused).dump_json(answer)


def send(out: Out, head: ReadRequest | Header, data: bytes) -> None:
    """Write one frame. Raises OSError."""
    kind: Any = type(head)
    first = _adapter(kind).dump_json(head)
    out.write(_SIZES.pack(len(first), len(data)))
    out.write(first)
    out.write(data)
    out.flush()


def receive(source: In) -> Received:
    """Read one answer. Raises EOFError where the stream ends or holds something else."""
    head, data = _frame(source)
    try:
        header = _adapter(Header).validate_json(head)
        return Received(_adapter(ReportRead | MembersRead | Refused).validate_json(data), header.cost)
    except ValidationError as error:
        raise EOFError("no answer") from error


def receive_request(source: In) -> tuple[ReadRequest, bytes]:
    """One request with the bytes of its file. Raises EOFError where the stream ends or holds something else."""
    head, data = _frame(source)
    try:
        return _adapter(ReadRequest).validate_json(head), data
    except ValidationError as error:
        raise EOFError("no request") from error


def _frame(source: In) -> tuple[bytes, bytes]:
    first, second = _SIZES.unpack(_exactly(source, _SIZES.size))
    return _exactly(source, first), _exactly(source, second)


def _exactly(source: In, size: int) -> bytes:
    if size > _LARGEST:
        raise EOFError("no frame")
    parts: list[bytes] = []
    while size > 0:
        part = source.read(min(size, _PIECE))
        if not part:
            raise EOFError("the stream ended")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
