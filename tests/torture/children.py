"""Runs commands in forked children that are killed, or refused the disk, part of the way.

One process (`python -m tests.torture.children`) imports all and reads the reports once, so that a command costs a
fork: 0.2 s instead of 5. It takes one job a line on standard input and answers one line on standard output.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from tests.processes import ROOT

NOBODY = 65534
# A child's calls are counted in our code and in what copies, packs and removes files for it.
_COUNTED = ("/index/", "/zipfile/", "/zipfile.py", "/shutil.py")


@dataclass(frozen=True, slots=True)
class Job:
    """`hoibaocao` with these arguments over a data directory; killed at its `at`-th call or `after` so many
    seconds, with files of at most `largest` bytes, as another user (0: none of these)."""

    data_dir: str
    arguments: tuple[str, ...]
    at: int = 0
    after: float = 0.0
    largest: int = 0
    uid: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit status (-9: killed), standard output and standard error together, how many calls and seconds it took."""

    status: int
    output: str
    calls: int
    seconds: float

    @property
    def killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.status == -signal.SIGKILL

    @property
    def told(self) -> bool:
        """Whether it failed as it should: status 1, one clear line, no traceback."""
        lines = [line for line in self.output.splitlines() if line.startswith("hoibaocao: ")]
        return self.status == 1 and len(lines) == 1 and "Traceback" not in self.output


class Children:
    """The parent's end; use as a context manager."""

    def __init__(self, reports: Path) -> None:
        command = [sys.executable, "-m", "tests.torture.children", str(reports)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def run(self, job: Job) -> Ended:
        """Do one job."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(job)), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))


# --- in the other process -----------------------------------------------------------------------------------------


def _serve(reports: Path) -> None:
    """Read the reports once, then do jobs until standard input ends."""
    import encodings.cp437  # noqa: F401  (of ZIP names: another user may not read our Python)

    import bot.cli.app
    import bot.cli.progress
    import bot.wiring  # noqa: F401
    import index.backup
    import index.build
    from corpus.limits import Limits
    from tests.index.direct_pool import CachedPool

    for path in sorted(reports.rglob("*.txt")):
        data = path.read_bytes()
        CachedPool().read(path, data, sha256(data).hexdigest(), path.name, Limits())
    vars(index.build)["SandboxPool"] = CachedPool
    for line in sys.stdin:
        print(json.dumps(asdict(_forked(Job(**json.loads(line))))), flush=True)


def _forked(job: Job) -> Ended:
    """One job in a child of its own."""
    output = os.memfd_create("output")
    calls = os.memfd_create("calls")
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _child(job, output, calls)
    if job.after:
        timer = threading.Timer(job.after, os.kill, (child, signal.SIGKILL))
        timer.start()
    _, status = os.waitpid(child, 0)
    if job.after:
        timer.cancel()
    seconds = time.monotonic() - started
    told = _contents(output).decode("utf-8", "replace")
    return Ended(os.waitstatus_to_exitcode(status), told, int(_contents(calls) or 0), seconds)


def _contents(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _child(job: Job, output: int, calls: int) -> None:
    """The command, in the child; never returns."""
    import bot.cli.app

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # it must not outlive the one that counts its time
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ["HOIBAOCAO_DATA_DIR"] = job.data_dir
    if job.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.largest, job.largest))
    if job.uid:
        os.setgroups([])
        os.setgid(job.uid)
        os.setuid(job.uid)
    sys.argv = ["hoibaocao", *job.arguments]
    counted = _Counter(job.at)
    sys.setprofile(counted)
    status = 0
    try:
        bot.cli.app.main()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001  (told as a crash would be)
        sys.setprofile(None)
        sys.excepthook(*sys.exc_info())
        status = 99
    sys.setprofile(None)
    os.write(calls, str(counted.calls).encode())
    sys.stdout.flush()
    os._exit(status)


class _Counter:
    """Counts calls in the code that matters, and kills this process at a given one."""

    def __init__(self, at: int) -> None:
        self.calls, self._at = 0, at

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call") and any(part in frame.f_code.co_filename for part in _COUNTED):
            self.calls += 1
            if self.calls == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
