"""The refusals of the Bot API: `{"ok": false, "error_code": ..., "description": ...}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A JSON payload as it goes over the wire."""


@dataclass(eq=False)
class ApiError(Exception):
    """One refused request; `code` is also the HTTP status, as with the real server."""

    code: int
    description: str
    retry_after: int | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    def payload(self) -> JsonObject:
        """The JSON body of the answer."""
        body: JsonObject = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(text: str) -> ApiError:
    """400; `text` goes after the prefix, exactly as the real server words it."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403, for example a user who blocked the bot."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409: two ways of receiving updates exclude each other."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """429 with `parameters.retry_after` in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def unauthorized() -> ApiError:
    """401: the token is not the bot's."""
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    """404: a path that is neither a method call nor a file."""
    return ApiError(404, "Not Found")


def method_not_found() -> ApiError:
    """404: the bot is known, the method is not."""
    return ApiError(404, "Not Found: method not found")
