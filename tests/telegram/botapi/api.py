"""The fake Bot API as a test holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from .calls import Call
from .faults import FaultQueue
from .models import Chat, Person
from .server import Transport
from .state import Settings, State
from .user import User
from .watcher import DEFAULT_TIMEOUT

DEFAULT_TOKEN = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwx"


class FakeBotApi:
    """A loopback Bot API server for one bot; a context manager.

    `with FakeBotApi() as api:` listens at once on a free port. `stop()` and `start()` make an
    outage: chats and updates stay, and the port is the same afterwards.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "hoibaocao_bot",
        first_name: str = "Hỏi Báo Cáo",
        query_lifetime: float = 15.0,
        enforce_rate: bool = False,
        privacy_mode: bool = True,
    ) -> None:
        self.token = token
        bot = Person(int(token.partition(":")[0]), first_name, username=username, is_bot=True)
        self.state = State(bot, Settings(query_lifetime, enforce_rate, privacy_mode))
        self._transport = Transport(self.state, token)

    # --- life ------------------------------------------------------------------------------

    def start(self) -> FakeBotApi:
        """Listen."""
        self._transport.start()
        return self

    def stop(self) -> None:
        """Hang up on everybody and stop listening; no thread is left."""
        self._transport.stop()

    def __enter__(self) -> FakeBotApi:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Nobody listens inside the block."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return self._transport.port

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url; it appends the token."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls base_file_url; it appends the token."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    # --- people and chats ------------------------------------------------------------------

    @property
    def bot(self) -> Person:
        """The bot's own account."""
        return self.state.bot

    def user(
        self,
        id: int = 1001,  # noqa: A002
        first_name: str = "Lan",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "vi",
        started: bool = True,
    ) -> User:
        """A user with a private chat; `started=False`: the bot may not write until the user does."""
        person = Person(id, first_name, last_name, username, language_code)
        user = User(self.state, person)
        with self.state.changed:
            self.state.people[id] = person
            self.state.chats[id] = user.chat
            if not started:
                self.state.not_started.add(id)
        return user

    def group(self, id: int, title: str, *, with_bot: bool = True) -> Chat:  # noqa: A002
        """A group (negative id; -100... is a supergroup) with the bot as a member."""
        if id >= 0:
            raise ValueError("the id of a group is negative")
        chat = Chat(id, title)
        with self.state.changed:
            self.state.chats[id] = chat
            self.state.members[id] = {self.bot.id} if with_bot else set()
        return chat

    # --- trouble and observation -----------------------------------------------------------

    @property
    def faults(self) -> FaultQueue:
        """The queue of faults."""
        return self.state.faults

    def expire_queries(self) -> None:
        """Make every open callback and inline query too old to be answered."""
        with self.state.changed:
            self.state.expire_queries()

    def calls(self, method: str | None = None) -> list[Call]:
        """The finished calls of a method (None: of all), in the order they finished."""
        with self.state.changed:
            return [c for c in self.state.calls if method is None or c.method.lower() == method.lower()]

    def wait_for_call(self, method: str, count: int = 1, timeout: float = DEFAULT_TIMEOUT) -> Call:
        """The `count`-th finished call of a method."""

        def look() -> Call | None:
            calls = self.calls(method)
            return calls[count - 1] if len(calls) >= count else None

        return self.state.wait_for(look, timeout, f"call {count} of {method}")

    def wait_until_polled(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Until a bot waits in a long poll: it is up and has nothing to do."""
        self.state.wait_for(lambda: self.state.updates.is_polled or None, timeout, "long poll")

    @property
    def pending_updates(self) -> int:
        """Updates the bot has not confirmed."""
        with self.state.changed:
            return self.state.updates.pending
