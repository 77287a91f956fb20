"""What is in the chats: people, chats, messages, files, and answers to queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .entities import entity_json
from .entity import Entity
from .errors import JsonObject
from .keyboards import Button, buttons_of


@dataclass(frozen=True)
class Person:
    """A Telegram account: a user or the bot itself."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def json(self) -> JsonObject:
        """A User object."""
        body: JsonObject = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        extra = {"last_name": self.last_name, "username": self.username}
        body.update({name: value for name, value in extra.items() if value})
        if self.language_code and not self.is_bot:
            body["language_code"] = self.language_code
        return body


@dataclass(frozen=True)
class Chat:
    """A chat the bot knows: private (with `person`) or a group (with `title`)."""

    id: int
    title: str = ""
    person: Person | None = None

    @property
    def is_private(self) -> bool:
        """Private chats have the id of the user."""
        return self.person is not None

    @property
    def type(self) -> str:
        """`private`, or by the id as Telegram gives them out: `supergroup` (-100...) or `group`."""
        if self.is_private:
            return "private"
        return "supergroup" if str(self.id).startswith("-100") else "group"

    def json(self) -> JsonObject:
        """A Chat object."""
        if self.person is None:
            return {"id": self.id, "title": self.title, "type": self.type}
        body: JsonObject = {"id": self.id, "first_name": self.person.first_name, "type": self.type}
        extra = {"last_name": self.person.last_name, "username": self.person.username}
        return body | {name: value for name, value in extra.items() if value}


@dataclass(frozen=True)
class SentFile:
    """A file on the server; the same `file_id` sent again is the same file."""

    kind: str
    file_id: str
    path: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The `file_unique_id`, which cannot be used to download or send."""
        return "AQAD" + self.file_id[-16:]

    def json(self) -> JsonObject:
        """The fields all file objects share."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def media_json(self) -> JsonObject:
        """The field of the Message that carries this file."""
        if self.kind == "photo":
            return {"photo": [self.json() | {"width": self.width, "height": self.height}]}
        return {"document": self.json() | {"file_name": self.name, "mime_type": self.mime}}


@dataclass(frozen=True)
class SentMessage:
    """One version of a message in a chat; an edit makes a new version with `version` + 1.

    `text` is the plain text (of a file: its caption), `source` the text as the bot sent it.
    """

    message_id: int
    chat_id: int
    sender: Person
    date: int
    text: str = ""
    entities: tuple[Entity, ...] = ()
    source: str = ""
    parse_mode: str = ""
    reply_markup: JsonObject | None = None
    reply_to: int | None = None
    document: SentFile | None = None
    version: int = 0

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self.sender.is_bot

    @property
    def edited(self) -> bool:
        """Whether this version is the result of an edit."""
        return self.version > 0

    @property
    def html(self) -> str:
        """The HTML as sent; the empty string when it was sent without `parse_mode=HTML`."""
        return self.source if self.parse_mode.lower() == "html" else ""

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        """Rows of buttons under the message (or of the reply keyboard it brought)."""
        return buttons_of(self.reply_markup)

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """The same buttons in one row."""
        return tuple(button for row in self.buttons for button in row)

    def json(self, chat: Chat, replied: JsonObject | None = None) -> JsonObject:
        """A Message object."""
        body: JsonObject = {
            "message_id": self.message_id,
            "from": self.sender.json(),
            "chat": chat.json(),
            "date": self.date,
        }
        if self.edited:
            body["edit_date"] = self.date + self.version
        if replied is not None:
            body["reply_to_message"] = replied
        if self.document is not None:
            body |= self.document.media_json()
        text, entities = ("caption", "caption_entities") if self.document else ("text", "entities")
        if self.text:
            body[text] = self.text
        if self.entities:
            body[entities] = [entity_json(entity) for entity in self.entities]
        if self.reply_markup and "inline_keyboard" in self.reply_markup:
            body["reply_markup"] = self.reply_markup
        return body


@dataclass(frozen=True)
class CallbackAnswer:
    """What answerCallbackQuery showed to the user."""

    query_id: str
    text: str
    show_alert: bool
    url: str
    cache_time: int


@dataclass(frozen=True)
class InlineAnswer:
    """What answerInlineQuery offered to the user; results are JSON objects as sent."""

    query_id: str
    results: tuple[JsonObject, ...]
    cache_time: int
    is_personal: bool
    next_offset: str
    button: Any = None


@dataclass(frozen=True)
class ChatAction:
    """A "typing..." and the like."""

    chat_id: int
    action: str
    at: float
