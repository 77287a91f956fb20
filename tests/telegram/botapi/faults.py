"""A queue of faults: what goes wrong between the bot and the Bot API, and when."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum

from .errors import ApiError, bad_request, forbidden, too_many_requests

DOWNLOAD = "downloadFile"
"""The name under which the download of a file's content is recorded and can be made to fail."""


class FaultKind(StrEnum):
    """The ways a request can go wrong."""

    REFUSED = "refused"
    BAD_GATEWAY = "bad gateway"
    TIME_OUT = "time-out"
    DROPPED = "dropped"
    DUPLICATE_UPDATE = "duplicate update"


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, `times` times, for `method` (None: for any method).

    With `after_effect` the request is carried out first and only its answer is lost: the
    message is in the chat, and the bot cannot know. Only time-outs and drops can be so.
    """

    kind: FaultKind
    method: str | None = None
    error: ApiError | None = None
    seconds: float = 0.0
    after_effect: bool = False
    times: int = 1

    @classmethod
    def too_many_requests(cls, retry_after: int = 1, *, method: str | None = None, times: int = 1) -> Fault:
        """429 with `parameters.retry_after`."""
        return cls(FaultKind.REFUSED, method, too_many_requests(retry_after), times=times)

    @classmethod
    def bad_gateway(cls, *, method: str | None = None, times: int = 1) -> Fault:
        """502 with the HTML page of the front server, no JSON."""
        return cls(FaultKind.BAD_GATEWAY, method, times=times)

    @classmethod
    def bad_request(cls, description: str, *, method: str | None = None, times: int = 1) -> Fault:
        """400; `description` without the prefix "Bad Request: "."""
        return cls(FaultKind.REFUSED, method, bad_request(description), times=times)

    @classmethod
    def blocked(cls, *, method: str | None = None, times: int = 1) -> Fault:
        """403 as if the user had blocked the bot just now."""
        return cls(FaultKind.REFUSED, method, forbidden("bot was blocked by the user"), times=times)

    @classmethod
    def refused(cls, code: int, description: str, *, method: str | None = None, times: int = 1) -> Fault:
        """Any other refusal, with the whole description."""
        return cls(FaultKind.REFUSED, method, ApiError(code, description), times=times)

    @classmethod
    def time_out(
        cls, seconds: float, *, method: str | None = None, after_effect: bool = False, times: int = 1
    ) -> Fault:
        """No answer for `seconds`, then the connection is closed."""
        return cls(FaultKind.TIME_OUT, method, None, seconds, after_effect, times)

    @classmethod
    def drop(cls, *, method: str | None = None, after_effect: bool = False, times: int = 1) -> Fault:
        """The connection is closed at once without an answer."""
        return cls(FaultKind.DROPPED, method, None, 0.0, after_effect, times)

    @classmethod
    def duplicate_update(cls, *, times: int = 1) -> Fault:
        """The next non-empty getUpdates is given again to the one after it, confirmed or not."""
        return cls(FaultKind.DUPLICATE_UPDATE, "getUpdates", times=times)

    def fits(self, method: str) -> bool:
        """Whether it is meant for a call of `method`; method names have no case."""
        return self.method is None or self.method.lower() == method.lower()


class FaultQueue:
    """Faults in waiting; each call takes the oldest one that fits it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._happened: list[Fault] = []

    def push(self, *faults: Fault) -> None:
        """Add faults; one with `times` = n happens to n calls."""
        with self._lock:
            for fault in faults:
                self._waiting.extend([fault] * fault.times)

    def take(self, method: str) -> Fault | None:
        """Remove and return the fault that happens to this call, if any."""
        return self._take(method, duplicate=False)

    def take_duplicate(self) -> bool:
        """Whether the updates given now are to be given twice."""
        return self._take("getUpdates", duplicate=True) is not None

    def _take(self, method: str, *, duplicate: bool) -> Fault | None:
        with self._lock:
            for index, fault in enumerate(self._waiting):
                if fault.fits(method) and (fault.kind is FaultKind.DUPLICATE_UPDATE) == duplicate:
                    self._happened.append(fault)
                    return self._waiting.pop(index)
        return None

    def clear(self) -> None:
        """Forget the faults still in waiting."""
        with self._lock:
            self._waiting.clear()

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Faults that have not happened yet."""
        with self._lock:
            return tuple(self._waiting)

    @property
    def happened(self) -> tuple[Fault, ...]:
        """Faults that have happened, oldest first."""
        with self._lock:
            return tuple(self._happened)
