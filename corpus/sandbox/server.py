"""The process that forks a child for each file: python -m corpus.sandbox.server (standard input and output).

It never looks into a file itself. It waits for the child, ends it when it takes too long, writes too much or
when the caller is gone, and tells what it cost.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from corpus.errors import TooComplex, UnreadableReport
from corpus.limits import MIB, Limits
from corpus.readers import engines
from corpus.reading import understand
from corpus.records import Extract
from corpus.sandbox.child import answer_into, index_words
from corpus.sandbox.wire import Cost, Header, ReadRequest, Refused, encode, receive_request, send

# A report as JSON takes at most so many bytes for a character of its text; a container's files once and a half.
_PER_CHARACTER, _LEAST_OUTPUT, _PIECE = 40, 64 * MIB, 1 << 20
_KILOBYTE = 1 if sys.platform == "darwin" else 1024


@dataclass(slots=True)
class _Ended:
    """How a child ended: what it wrote, its status and cost, and why it was killed ("" if it was not)."""

    output: bytes
    status: int
    cost: Cost
    killed: str = ""


def main() -> None:
    """Answer requests until the caller closes its end."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            request, data = receive_request(requests)
        except EOFError:
            return
        _load_engines(request)
        ended = _run(partial(answer_into, request=request, data=data), request.limits, requests)
        if ended.killed == "caller":
            return
        whole = ended.output and not ended.killed and ended.status >= 0
        output = ended.output if whole else encode(_refusal(request, ended))
        send(answers, Header(ended.cost), output)


def _load_engines(request: ReadRequest) -> None:
    """Import what the reader of this kind of file works with, once, for all children to come."""
    for name in engines(Path(request.path)):
        import_module(name)
    if request.wanted == "read":
        _load_rules()


@cache
def _load_rules() -> None:
    """Have the rules and pyvi's model in memory, by reading our own sample: 3 s that no child spends again."""
    for sample in files("corpus").joinpath("samples").iterdir():
        index_words(understand(Extract(sample.name, sample.read_text("utf-8"), ""), ""))


def _run(work: Callable[[BinaryIO], None], limits: Limits, caller: BinaryIO) -> _Ended:
    """Fork a child that does `work` and wait for its end."""
    started = time.monotonic()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        os.setpgid(0, 0)  # so that what a reader starts (LibreOffice, Tesseract) is ended with it
        out = os.fdopen(write_end, "wb")
        work(out)  # what it raises goes to its sys.excepthook, which needs `out` open
        out.close()
        os._exit(0)
    os.close(write_end)
    with suppress(OSError):  # the child does the same: whichever comes first
        os.setpgid(child, child)
    try:
        output, killed = _collect(read_end, child, limits, caller)
    finally:
        os.close(read_end)
    _, status, usage = os.wait4(child, 0)
    cost = Cost(usage.ru_maxrss * _KILOBYTE, usage.ru_utime + usage.ru_stime, time.monotonic() - started)
    return _Ended(output, os.waitstatus_to_exitcode(status), cost, killed)


def _collect(pipe: int, child: int, limits: Limits, caller: BinaryIO) -> tuple[bytes, str]:
    """What the child writes until it closes its end, and why it was killed ("" if it was not)."""
    deadline = time.monotonic() + limits.wall_seconds
    most = max(_LEAST_OUTPUT, limits.max_chars * _PER_CHARACTER, limits.max_unpacked * 3 // 2)
    parts: list[bytes] = []
    size = 0
    while True:
        ready = select.select([pipe, caller.fileno()], [], [], max(0.0, deadline - time.monotonic()))[0]
        if pipe in ready:
            part = os.read(pipe, _PIECE)
            if not part:
                return b"".join(parts), ""
            parts.append(part)
            size += len(part)
        if size > most or not ready or pipe not in ready:
            os.killpg(child, signal.SIGKILL)
            return b"", "output" if size > most else "time" if not ready else "caller"


def _refusal(request: ReadRequest, ended: _Ended) -> Refused:
    """Why there is no answer, told from how the child ended."""
    limits, path = request.limits, request.path
    if ended.killed == "output":
        error: TooComplex | UnreadableReport = TooComplex(path, "kết quả đọc quá lớn", "reading.max_chars")
    elif ended.killed == "time":
        error = TooComplex(path, f"đọc lâu hơn {limits.wall_seconds} giây", "reading.wall_seconds")
    elif ended.status == -signal.SIGXCPU:
        error = TooComplex(path, f"cần hơn {limits.cpu_seconds} giây xử lý", "reading.cpu_seconds")
    elif ended.status in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
        error = TooComplex(path, f"cần hơn {limits.memory // MIB} MiB bộ nhớ", "reading.memory_mib")
    else:
        error = UnreadableReport(path, "trình đọc gặp lỗi với tệp này")
    return Refused(type(error).__name__, error.reason)


if __name__ == "__main__":
    main()
