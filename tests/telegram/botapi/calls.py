"""The record of every request the bot made: what the tests assert on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import ApiError
from .faults import Fault
from .multipart import UploadedFile


@dataclass(frozen=True)
class Call:
    """One request and its outcome.

    `at` is `time.monotonic()` at the arrival. Exactly one of `result` and `error` tells the
    answer; both are None when a fault closed the connection instead of answering.
    """

    method: str
    params: Mapping[str, str]
    files: tuple[UploadedFile, ...]
    at: float
    result: Any = None
    error: ApiError | None = None
    fault: Fault | None = None

    @property
    def ok(self) -> bool:
        """Whether the bot got a success."""
        return self.error is None and self.fault is None

    def text(self, name: str) -> str:
        """A parameter as sent; the empty string when absent."""
        return self.params.get(name, "")

    def json(self, name: str) -> Any:
        """A JSON-serialized parameter decoded; None when absent."""
        raw = self.params.get(name, "")
        return json.loads(raw) if raw else None
