"""Sends HTML messages: split to the limit, retried when the network fails, as plain text where HTML is refused."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
import structlog
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.channels.telegram.splitting import split_messages, strip_tags

_TRIES = 4
_FIRST_WAIT = 0.5
T = TypeVar("T")
_NEVER_SENT = (httpx.ConnectTimeout, httpx.PoolTimeout)
_log = structlog.get_logger()


async def send_blocks(
    bot: ExtBot[Any],
    chat_id: int,
    blocks: list[str],
    *,
    reply_to: int | None = None,
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Send blocks as few messages as fit; the keyboard goes under the last, the reply mark on the first."""
    messages = split_messages(blocks)
    for i, html in enumerate(messages):
        await _send(bot, chat_id, html, reply_to if i == 0 else None, keyboard if i == len(messages) - 1 else None)


async def _send(
    bot: ExtBot[Any], chat_id: int, html: str, reply_to: int | None, keyboard: InlineKeyboardMarkup | None
) -> Message:
    async def attempt(text: str, mode: str | None) -> Message:
        return await bot.send_message(
            chat_id,
            text,
            parse_mode=mode,
            reply_markup=keyboard,
            reply_parameters=None
            if reply_to is None
            else ReplyParameters(reply_to, allow_sending_without_reply=True),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    try:
        return await persist(lambda: attempt(html, ParseMode.HTML))
    except BadRequest as error:
        if "parse entities" not in error.message.lower():
            raise
        _log.warning("html_refused", reason=error.message)
        return await persist(lambda: attempt(strip_tags(html), None))


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call again after a failure of the network, waiting twice as long each time.

    A time-out while waiting for the reply is not repeated: the message may have arrived, and no one wants it twice.
    """
    wait = _FIRST_WAIT
    for _ in range(_TRIES - 1):
        try:
            return await call()
        except BadRequest:
            raise
        except NetworkError as error:
            if isinstance(error, TimedOut) and not isinstance(error.__cause__, _NEVER_SENT):
                raise
            _log.warning("network_error", reason=type(error).__name__, wait=wait)
            await asyncio.sleep(wait)
            wait *= 2
    return await call()
