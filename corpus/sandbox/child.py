"""What the forked child does: close every door that reading needs not, set the limits, read, answer."""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import ReportError, TooComplex, UnreadableReport
from corpus.language.segment import segment
from corpus.limits import MIB, Limits
from corpus.readers.members import members
from corpus.reading import read_bytes
from corpus.records import Report
from corpus.sandbox.wire import MembersRead, ReadRequest, Refused, ReportRead, encode

# Programs that readers may start: they are asked for by name and installed by the administrator.
_PROGRAMS = frozenset(["soffice", "libreoffice", "tesseract"])
_CLOSED = ("socket.", "urllib.", "http.", "ftplib.", "os.system", "os.exec", "os.fork", "os.posix_spawn")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
_LARGEST_FILE = 512 * MIB
# How pydantic's serializer says that it got no memory: as an error of its own, or as a panic of its engine.
_NO_MEMORY = ("MemoryError", "pointer is null")


def answer_into(out: BinaryIO, request: ReadRequest, data: bytes) -> None:
    """Read the file of `request` and write the answer to `out`."""
    _be_alone()
    sys.excepthook = lambda kind, value, _: _tell(out, request, kind, str(value))
    limit(request.limits)
    sys.addaudithook(guard)
    out.write(encode(_answer(request, data)))


def _tell(out: BinaryIO, request: ReadRequest, kind: type[BaseException], said: str) -> None:
    """A fault of a reader ends only its child, at once; the caller hears of it."""
    error: ReportError = _over_memory(request)
    if not issubclass(kind, MemoryError) and not any(words in said for words in _NO_MEMORY):
        error = UnreadableReport(request.path, f"trình đọc gặp lỗi {kind.__name__} với tệp này")
    out.write(encode(Refused(type(error).__name__, error.reason)))
    out.flush()
    os._exit(1)


def _over_memory(request: ReadRequest) -> TooComplex:
    return TooComplex(request.path, f"cần hơn {request.limits.memory // MIB} MiB bộ nhớ", "reading.memory_mib")


def _answer(request: ReadRequest, data: bytes) -> ReportRead | MembersRead | Refused:
    path, limits = Path(request.path), request.limits
    try:
        if request.wanted == "members":
            return MembersRead(tuple(members(path, data, limits)))
        report = read_bytes(path, data, request.sha256, request.source, limits)
        return ReportRead(report, index_words(report))
    except ReportError as error:
        return Refused(type(error).__name__, error.reason)
    except MemoryError:
        over = _over_memory(request)
    except RecursionError:
        over = TooComplex(path, "lồng nhau quá sâu")
    return Refused(type(over).__name__, over.reason)


def index_words(report: Report) -> dict[int, list[str]]:
    """The index terms of each passage by ordinal."""
    return {p.ordinal: [word.term for word in segment(p.text)] for p in report.passages}


def _be_alone() -> None:
    """Leave the caller's streams alone, and end with the server."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def limit(limits: Limits) -> None:
    """Bind this process: address space, CPU, size of files written, no core file. Soft limits: a program that a
    reader starts may be given more."""
    _soft(resource.RLIMIT_CPU, limits.cpu_seconds)
    _soft(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _soft(resource.RLIMIT_CORE, 0)
    if size := _address_space():
        _soft(resource.RLIMIT_AS, size + limits.memory)


def _soft(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    """Bytes of address space in use, 0 where the system does not tell (then only the peak is reported)."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: no connection, no program but those that readers may start. Raises PermissionError."""
    if event == "subprocess.Popen" and Path(str(arguments[0])).name in _PROGRAMS:
        return
    if event == "subprocess.Popen" or event.startswith(_CLOSED):
        raise PermissionError(f"{event} is not allowed while a report is read")
