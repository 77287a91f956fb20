"""The user's side: a Telegram client in the hands of a test.

A user sends texts and files, presses buttons, edits, asks inline queries, blocks the bot; and
waits for what the bot does. Every wait takes a timeout and raises TimeoutError with the latest
calls of the bot. Texts longer than 4096 UTF-16 units are split as a client does.
"""

from __future__ import annotations

import time

from .entities import entity_text, found_in_text, split_text
from .entity import Entity
from .errors import JsonObject
from .keyboards import Button
from .models import Chat, SentFile, SentMessage
from .watcher import InlineQuery, Press, Watcher


class User(Watcher):
    """One account; `user.id` is also the id of its private chat with the bot."""

    # --- doing -----------------------------------------------------------------------------

    def send(self, text: str, *, chat: Chat | None = None, reply_to: SentMessage | None = None) -> SentMessage:
        """Send a text; returns the (last part of the) message."""
        return self.send_parts(text, chat=chat, reply_to=reply_to)[-1]

    def send_parts(
        self, text: str, *, chat: Chat | None = None, reply_to: SentMessage | None = None
    ) -> tuple[SentMessage, ...]:
        """Send a text of any length as one message or several."""
        parts = split_text(text)
        if not parts:
            raise ValueError("a client does not send an empty message")
        target = reply_to.message_id if reply_to else None
        with self._state.changed:
            return tuple(
                self._put(chat, text=part, entities=found_in_text(part), source=part, reply_to=target)
                for part in parts
            )

    def send_file(
        self, data: bytes, name: str, mime: str, *, caption: str = "", chat: Chat | None = None
    ) -> SentMessage:
        """Send a document."""
        with self._state.changed:
            document = self._state.files.add("document", data, name, mime)
            return self._put(chat, text=caption, entities=found_in_text(caption), source=caption, document=document)

    def edit(self, message: SentMessage, new_text: str) -> SentMessage:
        """Edit one of the user's own messages."""
        if message.sender != self.person:
            raise ValueError("a user edits only own messages")
        with self._state.changed:
            current = self._current(message)
            edited = self._state.edit_message(
                current, text=new_text, entities=found_in_text(new_text), source=new_text
            )
            self._state.updates.add("edited_message", self._state.message_json(edited))
            return edited

    def press(self, message: SentMessage, button: str, *, as_seen: bool = False) -> Press:
        """Press the inline button with this text or callback data.

        The keyboard is the one the message has now; `as_seen` presses on the given version, as a
        client does that has not yet received the edit.
        """
        state = self._state
        with state.changed:
            current = message if as_seen else self._current(message)
            found = _find_button(current, button)
            if found.data is None:
                raise ValueError(f"the button {found.text!r} makes no callback query")
            press = Press(state.open_query("callback"), found, current)
            state.updates.add(
                "callback_query",
                {
                    "id": press.query_id,
                    "from": self.person.json(),
                    "message": self._pressed_json(current),
                    "chat_instance": str(7_000_000_000 + current.chat_id),
                    "data": found.data,
                },
            )
        self._last_press = press
        return press

    def inline_query(self, text: str, *, offset: str = "") -> InlineQuery:
        """Type `@bot text` in some chat."""
        state = self._state
        with state.changed:
            query = InlineQuery(state.open_query("inline"), text)
            payload: JsonObject = {
                "id": query.query_id,
                "from": self.person.json(),
                "query": text,
                "offset": offset,
                "chat_type": "sender",
            }
            state.updates.add("inline_query", payload)
        self._last_inline = query
        return query

    def block(self) -> None:
        """Block the bot: everything it sends into the private chat is refused with 403."""
        self._change_membership("member", "kicked")

    def unblock(self) -> None:
        """Take the block back."""
        self._change_membership("kicked", "member")

    def delete(self, message: SentMessage) -> None:
        """Delete a message from the chat; the bot is not told."""
        with self._state.changed:
            self._state.delete_message(self._current(message))

    # --- details ---------------------------------------------------------------------------

    def _put(
        self,
        chat: Chat | None,
        *,
        text: str,
        entities: tuple[Entity, ...],
        source: str,
        reply_to: int | None = None,
        document: SentFile | None = None,
    ) -> SentMessage:
        state, room = self._state, chat or self.chat
        if room.is_private:
            state.not_started.discard(room.id)
        else:
            state.members[room.id].add(self.id)
        message = state.add_message(
            room,
            self.person,
            text=text,
            entities=entities,
            source=source,
            reply_to=reply_to,
            document=document,
        )
        if room.is_private or not state.settings.privacy_mode or self._is_for_bot(message):
            state.updates.add("message", state.message_json(message))
        return message

    def _is_for_bot(self, message: SentMessage) -> bool:
        """Privacy mode: commands, mentions and replies to the bot are all it gets in a group."""
        state, name = self._state, (self._state.bot.username or "").lower()
        target = state.messages.get((message.chat_id, message.reply_to or 0))
        if target is not None and target.from_bot:
            return True
        for entity in message.entities:
            part = entity_text(message.text, entity).lower()
            if entity.type == "mention" and part == f"@{name}":
                return True
            if entity.type == "bot_command" and part.partition("@")[2] in {"", name}:
                return True
        return False

    def _current(self, message: SentMessage) -> SentMessage:
        current = self.now(message)
        if current is None:
            raise LookupError(f"message {message.message_id} was deleted")
        return current

    def _pressed_json(self, message: SentMessage) -> JsonObject:
        """The message of a callback query; of a deleted one only its place is known."""
        current = self.now(message)
        if current is not None:
            return self._state.message_json(current)
        chat = self._state.chats[message.chat_id]
        return {"chat": chat.json(), "message_id": message.message_id, "date": 0}

    def _change_membership(self, before: str, after: str) -> None:
        state = self._state
        with state.changed:
            (state.blocked.add if after == "kicked" else state.blocked.discard)(self.id)
            bot = state.bot.json()
            state.updates.add(
                "my_chat_member",
                {
                    "chat": self.chat.json(),
                    "from": self.person.json(),
                    "date": int(time.time()),
                    "old_chat_member": _member(before, bot),
                    "new_chat_member": _member(after, bot),
                },
            )
            state.changed.notify_all()


def _member(status: str, user: JsonObject) -> JsonObject:
    member: JsonObject = {"status": status, "user": user}
    return member | ({"until_date": 0} if status == "kicked" else {})


def _find_button(message: SentMessage, wanted: str) -> Button:
    if message.reply_markup is None or "inline_keyboard" not in message.reply_markup:
        raise LookupError(f"message {message.message_id} has no inline keyboard")
    for button in message.all_buttons:
        if wanted in (button.text, button.data):
            return button
    names = ", ".join(repr(button.text) for button in message.all_buttons)
    raise LookupError(f"no button {wanted!r}; there are {names}")
