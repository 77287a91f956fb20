"""Everything the fake server knows, behind one lock.

Whoever reads or writes holds `changed`; every write wakes those who wait, so that neither the
long poll nor a test ever sleeps in a loop.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .calls import Call
from .errors import JsonObject, bad_request, forbidden, too_many_requests
from .faults import FaultQueue
from .files import FileStore
from .models import CallbackAnswer, Chat, ChatAction, InlineAnswer, Person, SentMessage
from .updates import UpdateQueue

T = TypeVar("T")


@dataclass
class PendingQuery:
    """A callback or inline query; it can be answered once and only for some seconds."""

    kind: str
    made_at: float
    answer: CallbackAnswer | InlineAnswer | None = None


@dataclass
class Profile:
    """What the setMy... methods set; keys are (scope, language_code) or language_code."""

    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """How strict and how patient the server is."""

    query_lifetime: float = 15.0
    enforce_rate: bool = False
    privacy_mode: bool = True


class State:
    """Chats, messages, files, updates and recorded calls."""

    def __init__(self, bot: Person, settings: Settings) -> None:
        self.bot = bot
        self.settings = settings
        self.changed = threading.Condition(threading.RLock())
        self.closing = threading.Event()
        self.faults = FaultQueue()
        self.updates = UpdateQueue(self.changed, 500_000_001, self.faults.take_duplicate)
        self.files = FileStore()
        self.profile = Profile()
        self.people: dict[int, Person] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, set[int]] = {}
        self.not_started: set[int] = set()
        self.blocked: set[int] = set()
        self.messages: dict[tuple[int, int], SentMessage] = {}
        self.queries: dict[str, PendingQuery] = {}
        self.actions: list[ChatAction] = []
        self.calls: list[Call] = []
        self.logged_out = False
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(4_300_000_000_000_001)
        self._last_sent: dict[int, float] = {}

    # --- waiting ---------------------------------------------------------------------------

    def wait_for(self, look: Callable[[], T | None], timeout: float, what: str) -> T:
        """The first thing `look` finds; TimeoutError with the latest calls after `timeout` seconds."""
        with self.changed:
            found = self.changed.wait_for(lambda: self.closing.is_set() or look() is not None, timeout)
            result = look()
            if result is not None:
                return result
            why = "the server was stopped" if found else f"nothing within {timeout} s"
            latest = ", ".join(_brief(call) for call in self.calls[-8:]) or "none"
            raise TimeoutError(f"no {what}: {why}; latest calls: {latest}")

    # --- chats -----------------------------------------------------------------------------

    def chat(self, chat_id: str) -> Chat:
        """The chat a method names by id or @username; 400 when the bot does not know it."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        for chat in self.chats.values():
            username = chat.person.username if chat.person else None
            if str(chat.id) == chat_id or (username and f"@{username}" == chat_id):
                return chat
        raise bad_request("chat not found")

    def writable_chat(self, chat_id: str) -> Chat:
        """A chat the bot may write into."""
        chat = self.chat(chat_id)
        if chat.id in self.not_started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.id in self.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.is_private and self.bot.id not in self.members.get(chat.id, set()):
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        return chat

    def check_rate(self, chat: Chat) -> None:
        """With `enforce_rate`: at most one message a second into one chat."""
        if not self.settings.enforce_rate:
            return
        now = time.monotonic()
        if now - self._last_sent.get(chat.id, -1.0) < 1.0:
            raise too_many_requests(1)
        self._last_sent[chat.id] = now

    # --- messages --------------------------------------------------------------------------

    def add_message(self, chat: Chat, sender: Person, **content: Any) -> SentMessage:
        """Put a new message into a chat; `content` are fields of SentMessage."""
        message = SentMessage(next(self._message_ids), chat.id, sender, int(time.time()), **content)
        return self._store(message)

    def edit_message(self, message: SentMessage, **content: Any) -> SentMessage:
        """Replace a message by its next version."""
        return self._store(replace(message, version=message.version + 1, **content))

    def delete_message(self, message: SentMessage) -> None:
        """Take a message out of its chat."""
        del self.messages[message.chat_id, message.message_id]
        self.changed.notify_all()

    def message(self, chat: Chat, message_id: int) -> SentMessage | None:
        """The current version of a message."""
        return self.messages.get((chat.id, message_id))

    def from_bot_in(self, chat_id: int) -> list[SentMessage]:
        """The bot's messages in a chat, oldest first."""
        return [m for m in self.messages.values() if m.chat_id == chat_id and m.from_bot]

    def message_json(self, message: SentMessage) -> JsonObject:
        """A Message object with the message it replies to."""
        chat = self.chats[message.chat_id]
        target = self.messages.get((chat.id, message.reply_to)) if message.reply_to else None
        return message.json(chat, target.json(chat) if target is not None else None)

    def _store(self, message: SentMessage) -> SentMessage:
        self.messages[message.chat_id, message.message_id] = message
        self.changed.notify_all()
        return message

    # --- queries ---------------------------------------------------------------------------

    def open_query(self, kind: str) -> str:
        """A new callback or inline query."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = PendingQuery(kind, time.monotonic())
        return query_id

    def answer_query(self, kind: str, answer: CallbackAnswer | InlineAnswer) -> None:
        """Answer an open query; refused when unknown, answered, or too old."""
        query = self.queries.get(answer.query_id)
        known = query is not None and query.kind == kind and query.answer is None
        if query is None or not known or time.monotonic() - query.made_at > self.settings.query_lifetime:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        self.changed.notify_all()

    def expire_queries(self) -> None:
        """Make every open query too old to be answered."""
        for query in self.queries.values():
            query.made_at -= self.settings.query_lifetime + 1

    # --- records ---------------------------------------------------------------------------

    def record(self, call: Call) -> None:
        """Keep a call for the tests."""
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def record_action(self, chat: Chat, action: str) -> None:
        """Keep a chat action for the tests."""
        self.actions.append(ChatAction(chat.id, action, time.monotonic()))
        self.changed.notify_all()


def _brief(call: Call) -> str:
    outcome = call.error or (call.fault and call.fault.kind) or "ok"
    return f"{call.method} -> {outcome}"
