"""The table of Bot API methods and the run of one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from .errors import ApiError, method_not_found
from .params import Params
from .state import State


@dataclass(frozen=True)
class Request:
    """One call of a method."""

    state: State
    params: Params
    client_is_there: Callable[[], bool]


Handler: TypeAlias = Callable[[Request], Any]
_METHODS: dict[str, tuple[str, Handler]] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    """Register the handler of a method; method names have no case."""

    def register(handler: Handler) -> Handler:
        _METHODS[name.lower()] = (name, handler)
        return handler

    return register


def canonical_name(name: str) -> str:
    """A method's name as documented; an unknown one stays as it came."""
    return _METHODS.get(name.lower(), (name,))[0]


def run(name: str, request: Request) -> Any:
    """Carry out one call under the state's lock; raises ApiError when it is refused."""
    known = _METHODS.get(name.lower())
    if known is None:
        raise method_not_found()
    state = request.state
    with state.changed:
        if state.logged_out:
            raise ApiError(400, "Logged out")
        return known[1](request)
