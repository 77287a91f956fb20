"""The handlers: commands, questions, the source button, errors. Each is small; what they do lies elsewhere."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, Conflict, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.channels.telegram import texts
from bot.channels.telegram.access import refusal
from bot.channels.telegram.buttons import parse_source, source_keyboard
from bot.channels.telegram.once import Once
from bot.channels.telegram.rendering import answer_blocks, passage_blocks
from bot.channels.telegram.sending import persist, send_blocks
from bot.channels.telegram.service import Service
from index.errors import StoreError

Context = ContextTypes.DEFAULT_TYPE
_log = structlog.get_logger()


@dataclass
class Handlers:
    """The bot's handlers over one service."""

    service: Service
    once: Once

    def add_to(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Register every handler."""
        application.add_handler(TypeHandler(Update, self.gatekeeper), group=-1)
        application.add_handler(CommandHandler("start", self.start))
        application.add_handler(CommandHandler("help", self.help))
        application.add_handler(CommandHandler("xoadulieu", self.erase))
        application.add_handler(CallbackQueryHandler(self.source))
        words = filters.TEXT & ~filters.COMMAND & filters.UpdateType.MESSAGE
        application.add_handler(MessageHandler(words, self.question))
        others = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
        application.add_handler(MessageHandler(others, self.other))
        application.add_error_handler(self.error)

    async def gatekeeper(self, update: Update, _context: Context) -> None:
        """Stop an update that was handled before, and one of a person who may not ask."""
        if not self.once.first(update.update_id):
            raise ApplicationHandlerStop
        user = update.effective_user
        if self.service.access.admits(user.id if user else None):
            return
        if update.callback_query is not None:
            await update.callback_query.answer(texts.NOT_ALLOWED, show_alert=True)
        elif update.message is not None and update.message.chat.type == ChatType.PRIVATE:
            await update.message.reply_text(refusal(user.id if user else None))
        raise ApplicationHandlerStop

    async def start(self, update: Update, _context: Context) -> None:
        """/start: who the bot is and how to ask."""
        await _say(update, texts.START)

    async def help(self, update: Update, _context: Context) -> None:
        """/help: how to ask."""
        await _say(update, texts.HELP)

    async def erase(self, update: Update, _context: Context) -> None:
        """/xoadulieu: forget this person."""
        if update.effective_user is not None and update.effective_chat is not None:
            count = await self.service.erase(update.effective_chat.id, update.effective_user.id)
            await _say(update, texts.erased(count))

    async def other(self, update: Update, _context: Context) -> None:
        """Pictures, voices, files, unknown commands: what can be done instead."""
        await _say(update, texts.HELP if update.message and update.message.text else texts.TEXT_ONLY)

    async def question(self, update: Update, context: Context) -> None:
        """Any text is a question; in a group only one that names or answers the bot."""
        message, user = update.message, update.effective_user
        if message is None or user is None or not _addressed(message, context.bot.username):
            return
        question = _without_mention(message.text or "", context.bot.username)
        typing = asyncio.create_task(_typing(context, message.chat_id))
        try:
            answer = await self.service.ask(question, message.chat_id, user.id)
        except StoreError as error:
            await _say(update, str(error))
            return
        finally:
            await typing
        keyboard = source_keyboard(answer)
        await send_blocks(
            context.bot, message.chat_id, answer_blocks(answer), reply_to=message.message_id, keyboard=keyboard
        )
        _log.info("answered", status=answer.status.value, length=len(question), elapsed_ms=answer.elapsed_ms)

    async def source(self, update: Update, context: Context) -> None:
        """A source button: the whole passage with the figure marked."""
        query = update.callback_query
        if query is None:
            return
        button = parse_source(query.data)
        passage = None if button is None else await self.service.passage(button.passage_id)
        if button is None or passage is None:
            await _answer_callback(update, texts.BUTTON_UNKNOWN if button is None else texts.SOURCE_GONE)
            return
        await _answer_callback(update, None)
        if query.message is not None:
            blocks = passage_blocks(passage.source, passage.title, passage.ordinal, passage.text, button.mark)
            await send_blocks(context.bot, query.message.chat.id, blocks, reply_to=query.message.message_id)

    async def error(self, update: object, context: Context) -> None:
        """The one broad net: tell the person, write the error without their words."""
        error = context.error
        if isinstance(error, Conflict):
            _log.error("conflict", remedy="một tiến trình bot khác đang dùng token này; hãy tắt bớt")
            return
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            _log.warning("network_error", reason=type(error).__name__)
        else:
            _log.error("failed", exc_info=error)
        if isinstance(update, Update) and update.effective_chat is not None:
            with suppress(TelegramError):
                await context.bot.send_message(update.effective_chat.id, texts.FAILED)


async def _say(update: Update, text: str) -> None:
    message = update.message
    if message is not None:
        await persist(lambda: message.reply_text(text))


async def _answer_callback(update: Update, text: str | None) -> None:
    """Stop the button's spinner; one that is too old for that is no failure."""
    query = update.callback_query
    if query is not None:
        with suppress(BadRequest):
            await query.answer(text, show_alert=text is not None)


async def _typing(context: Context, chat_id: int) -> None:
    with suppress(TelegramError):
        await context.bot.send_chat_action(chat_id, ChatAction.TYPING)


def _addressed(message: Message, username: str) -> bool:
    """Whether a message is meant for the bot: always in private; in a group by name or as a reply to it."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    replied = message.reply_to_message
    to_bot = replied is not None and replied.from_user is not None and replied.from_user.username == username
    return to_bot or f"@{username}".lower() in (message.text or "").lower()


def _without_mention(text: str, username: str) -> str:
    at = text.lower().find(f"@{username}".lower())
    return text if at < 0 else (text[:at] + text[at + len(username) + 1 :]).strip()
