"""From a request to an answer: token, faults, the method, the record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import methods_messages, methods_profile, methods_queries, methods_updates
from .calls import Call
from .errors import ApiError, not_found, unauthorized
from .faults import DOWNLOAD, Fault, FaultKind
from .methods import Request, canonical_name, run
from .multipart import Body, parse_body, parse_query
from .params import Params
from .state import State
from .updates import ConnectionGoneError

__all__ = ["Answer", "Dispatcher", "Incoming"]
_REGISTERED = (methods_messages, methods_profile, methods_queries, methods_updates)
_BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(frozen=True)
class Incoming:
    """A request as it came over HTTP."""

    path: str
    query: str
    content_type: str
    body: bytes
    client_is_there: Callable[[], bool]


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int | None = None


class Dispatcher:
    """Answers requests for one bot token."""

    def __init__(self, state: State, token: str) -> None:
        self._state = state
        self._token = token

    def answer(self, incoming: Incoming) -> Answer | None:
        """The answer; None means that the connection is closed without one."""
        try:
            if incoming.path.startswith("/file/bot"):
                return self._download(incoming)
            return self._call(incoming)
        except ConnectionGoneError:
            return None
        except ApiError as refusal:
            return _refused(refusal)

    def _rest(self, path: str, prefix: str) -> str:
        """What follows the token in a path; 401 for another token, 404 for another kind of path."""
        token, slash, rest = path.removeprefix(prefix).partition("/")
        if not path.startswith(prefix) or not slash:
            raise not_found()
        if token != self._token:
            raise unauthorized()
        return rest

    def _call(self, incoming: Incoming) -> Answer | None:
        name = canonical_name(self._rest(incoming.path, "/bot"))
        at = time.monotonic()

        def work(params: Params) -> tuple[Any, Answer]:
            result = run(name, Request(self._state, params, incoming.client_is_there))
            return result, _json_answer(200, {"ok": True, "result": result})

        return self._with_faults(name, incoming, at, work)

    def _download(self, incoming: Incoming) -> Answer | None:
        path = self._rest(incoming.path, "/file/bot")

        def work(_params: Params) -> tuple[Any, Answer]:
            with self._state.changed:
                file = self._state.files.at_path(path)
            if file is None:
                raise not_found()
            return path, Answer(200, file.data, "application/octet-stream")

        return self._with_faults(DOWNLOAD, incoming, time.monotonic(), work)

    def _with_faults(
        self, name: str, incoming: Incoming, at: float, work: Callable[[Params], tuple[Any, Answer]]
    ) -> Answer | None:
        """Do the work unless a fault comes first; record what came out of it."""
        fault = self._state.faults.take(name)
        params, result, error = Params({}, {}), None, None
        try:
            params = Params.of(_body(incoming), parse_query(incoming.query))
            if fault is None or fault.after_effect:
                result, answer = work(params)
            else:
                answer = _faulty(fault)
                error = fault.error
        except ApiError as refusal:
            answer, error = _refused(refusal), refusal
        self._state.record(Call(name, params.values, tuple(params.files.values()), at, result, error, fault))
        if fault is None or fault.kind in {FaultKind.REFUSED, FaultKind.BAD_GATEWAY}:
            return answer
        self._state.closing.wait(fault.seconds)
        return None


def _body(incoming: Incoming) -> Body:
    return parse_body(incoming.content_type, incoming.body)


def _faulty(fault: Fault) -> Answer:
    if fault.error is not None:
        return _refused(fault.error)
    return Answer(502, _BAD_GATEWAY, "text/html")


def _refused(error: ApiError) -> Answer:
    return _json_answer(error.code, error.payload(), error.retry_after)


def _json_answer(status: int, payload: Any, retry_after: int | None = None) -> Answer:
    return Answer(status, json.dumps(payload, ensure_ascii=False).encode(), retry_after=retry_after)
