"""Typed access to the string parameters of one call, with the Bot API's reading rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import JsonObject, bad_request
from .multipart import Body, UploadedFile

_ATTACHED = "attach://"


@dataclass(frozen=True)
class Params:
    """The parameters and files of one request."""

    values: Mapping[str, str]
    files: Mapping[str, UploadedFile]

    @classmethod
    def of(cls, body: Body, query: Mapping[str, str]) -> Params:
        """Parameters may come in the URL and in the body; the body wins."""
        return cls({**query, **body.params}, body.files)

    def text(self, name: str) -> str:
        """A string; an absent one reads as the empty string, as on the real server."""
        return self.values.get(name, "")

    def required(self, name: str) -> str:
        """A string that must be there and not be empty."""
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """A whole number, clamped into `low`..`high`; text that is none reads as 0."""
        raw = self.text(name)
        value = _to_integer(raw) if raw else default
        if low is not None:
            value = max(low, value)
        return value if high is None else min(high, value)

    def flag(self, name: str) -> bool:
        """A Boolean: true, yes or 1 in any case."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """A JSON-serialized value, None when absent; `what` names it in the refusal."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def json_object(self, name: str, what: str) -> JsonObject | None:
        """A JSON-serialized object, None when absent."""
        value = self.json(name, what)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {what}")

    def upload(self, name: str) -> UploadedFile | None:
        """A file sent under the parameter's own name or through `attach://<part>`."""
        value = self.text(name)
        if value.startswith(_ATTACHED):
            return self.files.get(value.removeprefix(_ATTACHED))
        return self.files.get(name)


def _to_integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
