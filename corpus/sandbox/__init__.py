"""Files are read in a child process under limits; the caller's process never parses one.

    Sandbox (here)  ⇄  server (python -m corpus.sandbox.server)  ⇄  a child forked for each file

The server has the rules and pyvi loaded once, so that a child costs a fork; the child has the limits set on
itself, reads the one file and hands the report over as JSON. What it raises, and what kills it, comes back as a
ReportError. Start and stop it with `with Sandbox() as sandbox:`; one file at a time a sandbox.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import UnreadableReport
from corpus.limits import Limits
from corpus.readers import check_name
from corpus.readers.members import Member
from corpus.sandbox.wire import Cost, MembersRead, ReadRequest, Refused, ReportRead, receive, send

__all__ = ["Cost", "Sandbox", "Understood"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A report as it was read, the index terms of each passage by ordinal, and what reading it cost."""

    read: ReportRead
    cost: Cost


class Sandbox:
    """The parent's end. Raises UnreadableReport where the server cannot be started.

    `last_cost` is what the last file took, whether it was read or refused; nothing where its reader never answered.
    """

    def __init__(self, server: str = "corpus.sandbox.server") -> None:
        self.last_cost = Cost()
        self._module = server
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server and the child that it may still have."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            for pipe in (server.stdin, server.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
            server.wait()

    def read(self, path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> Understood:
        """The report in `data`, whose file is `path` and hash `sha256`. Raises a ReportError."""
        answer, cost = self._ask(ReadRequest("read", str(path), source, sha256, limits), data)
        if not isinstance(answer, ReportRead):
            raise UnreadableReport(path, "trình đọc trả lời sai")
        return Understood(answer, cost)

    def members(self, path: Path, data: bytes, limits: Limits) -> tuple[Member, ...]:
        """The files in a container (ZIP, JSONL). Raises a ReportError."""
        answer, _ = self._ask(ReadRequest("members", str(path), path.name, "", limits), data)
        if not isinstance(answer, MembersRead):
            raise UnreadableReport(path, "trình đọc trả lời sai")
        return answer.members

    def _ask(self, request: ReadRequest, data: bytes) -> tuple[ReportRead | MembersRead, Cost]:
        check_name(request.path)
        check_name(request.source)
        self.last_cost = Cost()
        answered = False
        try:
            server = self._started()
            assert server.stdin is not None and server.stdout is not None  # noqa: S101, PT018  (pipes, as asked for)
            send(server.stdin, request, data)
            received = receive(server.stdout)
            answered = True
        except (OSError, EOFError) as error:
            raise UnreadableReport(request.path, "trình đọc dừng đột ngột") from error
        finally:
            if not answered:  # what it still says, after an interruption too, would answer the next request
                self.close()
        self.last_cost = received.cost
        if isinstance(received.answer, Refused):
            raise received.answer.error(request.path)
        return received.answer, received.cost

    def _started(self) -> subprocess.Popen[bytes]:
        if self._server is None or self._server.poll() is not None:
            self.close()
            # -P: no module of the folder that the program is called in comes before ours.
            command = [sys.executable, "-P", "-m", self._module]
            # Settings and secrets of the program (the bot's token) are none of a reader's business.
            environment = {name: value for name, value in os.environ.items() if not name.startswith("HOIBAOCAO_")}
            self._server = subprocess.Popen(  # noqa: S603  (our own module)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, env=environment
            )
        return self._server
