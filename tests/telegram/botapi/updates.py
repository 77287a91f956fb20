"""The queue of updates behind getUpdates, and the webhook that excludes it.

Rules of the Bot API: an update is confirmed, and dropped, as soon as getUpdates is called with
a higher offset; a negative offset keeps only that many updates from the end; allowed_updates is
remembered and filters updates as they are made; of two long polls the older one is ended
with 409; with a webhook set, getUpdates is refused with 409.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from .errors import ApiError, JsonObject, conflict

_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
UPDATE_TYPES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "poll",
    "poll_answer",
)
_FAR_FUTURE = 10
_CHECK_CLIENT = 0.1


class ConnectionGoneError(Exception):
    """There is nobody to answer any more: the client left or the server is stopping."""


@dataclass
class Webhook:
    """Settings of setWebhook; the fake stores them and never delivers anything."""

    url: str = ""
    max_connections: int = 40
    ip_address: str = ""


@dataclass
class _Poll:
    """A getUpdates call that is waiting; `ended` says why it must stop."""

    ended: ApiError | None = None


class UpdateQueue:
    """Updates not yet confirmed; guarded by the state's condition, which callers hold."""

    def __init__(self, changed: threading.Condition, first_id: int, duplicate: Callable[[], bool]) -> None:
        self._changed = changed
        self._next_id = first_id
        self._duplicate = duplicate
        self._queue: list[JsonObject] = []
        self._again: list[JsonObject] = []
        self._poll: _Poll | None = None
        self._allowed: frozenset[str] | None = None
        self.webhook = Webhook()

    # --- the user's side -------------------------------------------------------------------

    def add(self, kind: str, payload: JsonObject) -> int | None:
        """Queue an update; None when the bot did not ask for this kind."""
        wanted = kind not in _NOT_BY_DEFAULT if self._allowed is None else kind in self._allowed
        if not wanted:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._queue.append({"update_id": update_id, kind: payload})
        self._changed.notify_all()
        return update_id

    # --- the bot's side --------------------------------------------------------------------

    def remember_allowed(self, raw: str) -> None:
        """Take over allowed_updates; absent or unreadable keeps the setting, [] is the default."""
        try:
            kinds = json.loads(raw) if raw else None
        except ValueError:
            return
        if isinstance(kinds, list):
            known = frozenset(str(kind) for kind in kinds) & frozenset(UPDATE_TYPES)
            self._allowed = known or None

    def get(self, offset: int, limit: int, timeout: int, client_is_there: Callable[[], bool]) -> list[JsonObject]:
        """One getUpdates call; waits up to `timeout` seconds while there is nothing to give."""
        self._refuse_with_webhook()
        self._confirm(offset)
        if updates := self._take(limit):
            return updates
        if timeout <= 0:
            return []
        if self._poll is not None:
            self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        return self._wait(limit, timeout, client_is_there)

    def _wait(self, limit: int, timeout: int, client_is_there: Callable[[], bool]) -> list[JsonObject]:
        poll = self._poll = _Poll()
        deadline = time.monotonic() + timeout
        self._changed.notify_all()
        try:
            while (left := deadline - time.monotonic()) > 0:
                self._changed.wait(min(left, _CHECK_CLIENT))
                if poll.ended is not None:
                    raise poll.ended
                if not client_is_there():
                    raise ConnectionGoneError
                if updates := self._take(limit):
                    return updates
        finally:
            if self._poll is poll:
                self._poll = None
                self._changed.notify_all()
        return []

    def _refuse_with_webhook(self) -> None:
        if self.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._queue = self._queue[offset:]
        elif offset <= self._next_id - 1 + _FAR_FUTURE:
            self._queue = [update for update in self._queue if update["update_id"] >= offset]

    def _take(self, limit: int) -> list[JsonObject]:
        again, self._again = self._again, []
        updates = [*again, *(u for u in self._queue if u not in again)][:limit]
        if updates and not again and self._duplicate():
            self._again = updates
        return updates

    # --- state -----------------------------------------------------------------------------

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting right now."""
        return self._poll is not None

    @property
    def pending(self) -> int:
        """How many updates are not confirmed."""
        return len(self._queue)

    @property
    def allowed(self) -> list[str] | None:
        """The remembered allowed_updates, None for the default."""
        return None if self._allowed is None else [kind for kind in UPDATE_TYPES if kind in self._allowed]

    def clear(self) -> None:
        """Drop everything that is pending."""
        self._queue.clear()
        self._again.clear()

    def end_poll(self, why: str) -> None:
        """End the waiting long poll with 409."""
        if self._poll is not None:
            self._poll.ended = conflict(why)
            self._poll = None
            self._changed.notify_all()
