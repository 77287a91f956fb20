"""The user's eyes: the chat as it is now, and waits for what the bot does next.

Every wait takes a timeout and raises TimeoutError with the latest calls of the bot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .keyboards import Button
from .models import CallbackAnswer, Chat, ChatAction, InlineAnswer, Person, SentMessage
from .state import State

DEFAULT_TIMEOUT = 5.0


@dataclass(frozen=True)
class Press:
    """A pressed callback button: the callback query it made."""

    query_id: str
    button: Button
    message: SentMessage


@dataclass(frozen=True)
class InlineQuery:
    """A typed inline query."""

    query_id: str
    text: str


class Watcher:
    """What a user sees, and the waits for it; `id` is also the id of the private chat."""

    def __init__(self, state: State, person: Person) -> None:
        self._state = state
        self.person = person
        self.chat = Chat(person.id, person=person)
        self._seen: dict[int, int] = {}
        self._last_press: Press | None = None
        self._last_inline: InlineQuery | None = None

    @property
    def id(self) -> int:
        """The user id."""
        return self.person.id

    # --- looking ---------------------------------------------------------------------------

    @property
    def inbox(self) -> tuple[SentMessage, ...]:
        """The bot's messages in the private chat as they are now, oldest first."""
        return self.inbox_of(self.chat)

    def inbox_of(self, chat: Chat) -> tuple[SentMessage, ...]:
        """The bot's messages in any chat."""
        with self._state.changed:
            return tuple(self._state.from_bot_in(chat.id))

    @property
    def actions(self) -> tuple[ChatAction, ...]:
        """The chat actions the bot showed in the private chat."""
        with self._state.changed:
            return tuple(action for action in self._state.actions if action.chat_id == self.id)

    def now(self, message: SentMessage) -> SentMessage | None:
        """The current version of a message; None when it was deleted."""
        with self._state.changed:
            return self._state.messages.get((message.chat_id, message.message_id))

    # --- waiting ---------------------------------------------------------------------------

    def wait_for_message(
        self,
        timeout: float = DEFAULT_TIMEOUT,
        after: SentMessage | None = None,
        *,
        chat: Chat | None = None,
        where: Callable[[SentMessage], bool] = lambda _message: True,
    ) -> SentMessage:
        """The bot's next message: the first one after `after`, or else after the last one returned."""
        room = chat or self.chat
        seen = after.message_id if after is not None else self._seen.get(room.id, 0)

        def look() -> SentMessage | None:
            new = (m for m in self._state.from_bot_in(room.id) if m.message_id > seen and where(m))
            return min(new, key=lambda m: m.message_id, default=None)

        found = self._state.wait_for(look, timeout, f"message of the bot in chat {room.id}")
        self._seen[room.id] = max(found.message_id, self._seen.get(room.id, 0))
        return found

    def wait_for_edit(
        self,
        message: SentMessage,
        timeout: float = DEFAULT_TIMEOUT,
        *,
        where: Callable[[SentMessage], bool] = lambda _message: True,
    ) -> SentMessage:
        """The message once it is a newer version than the given one."""

        def look() -> SentMessage | None:
            current = self._state.messages.get((message.chat_id, message.message_id))
            return current if current and current.version > message.version and where(current) else None

        return self._state.wait_for(look, timeout, f"edit of message {message.message_id}")

    def wait_for_deletion(self, message: SentMessage, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Until the message is gone."""
        key = (message.chat_id, message.message_id)
        self._state.wait_for(lambda: None if key in self._state.messages else True, timeout, f"deletion of {key}")

    def wait_for_callback_answer(
        self, press: Press | None = None, timeout: float = DEFAULT_TIMEOUT
    ) -> CallbackAnswer:
        """The answer to a press (default: the latest)."""
        pressed = press or self._last_press
        if pressed is None:
            raise ValueError("no button was pressed")
        answer = self._wait_for_answer(pressed.query_id, timeout)
        assert isinstance(answer, CallbackAnswer)
        return answer

    def wait_for_inline_answer(
        self, query: InlineQuery | None = None, timeout: float = DEFAULT_TIMEOUT
    ) -> InlineAnswer:
        """The answer to an inline query (default: the latest)."""
        asked = query or self._last_inline
        if asked is None:
            raise ValueError("no inline query was made")
        answer = self._wait_for_answer(asked.query_id, timeout)
        assert isinstance(answer, InlineAnswer)
        return answer

    def _wait_for_answer(self, query_id: str, timeout: float) -> CallbackAnswer | InlineAnswer | None:
        query = self._state.queries[query_id]
        what = f"answer to the {query.kind} query"
        return self._state.wait_for(lambda: query if query.answer else None, timeout, what).answer
