"""Runs the bot: builds the application, polls until it is told to stop."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder

from bot.channels.telegram import texts
from bot.channels.telegram.handlers import Handlers
from bot.channels.telegram.once import Once
from bot.channels.telegram.service import Service
from bot.errors import TokenRefused, Unreachable

_RETRIES_ON_FLOOD = 5
_CONCURRENT_UPDATES = 16
_log = structlog.get_logger()

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class TelegramBot:
    """All that `run` needs: who we are, where the Bot API is, what answers."""

    token: str
    base_url: str
    base_file_url: str
    poll_seconds: int
    service: Service


def build(bot: TelegramBot) -> AnyApplication:
    """The application with its handlers; nothing is sent yet."""
    application = (
        ApplicationBuilder()
        .token(bot.token)
        .base_url(bot.base_url)
        .base_file_url(bot.base_file_url)
        .rate_limiter(AIORateLimiter(max_retries=_RETRIES_ON_FLOOD))
        .concurrent_updates(_CONCURRENT_UPDATES)
        .post_init(_introduce)
        .build()
    )
    Handlers(bot.service, Once()).add_to(application)
    return application


def run(bot: TelegramBot) -> None:
    """Poll until SIGINT or SIGTERM. Raises TokenRefused, Unreachable."""
    try:
        build(bot).run_polling(
            timeout=bot.poll_seconds,
            bootstrap_retries=3,
            allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY],
            drop_pending_updates=False,
        )
    except InvalidToken as error:
        raise TokenRefused from error
    except NetworkError as error:
        raise Unreachable(type(error).__name__) from error


def probe(base_url: str, token: str) -> str:
    """The bot's user name, asked of Telegram now. Raises TokenRefused, Unreachable."""

    async def ask() -> str:
        async with Bot(token, base_url=base_url) as bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except InvalidToken as error:
        raise TokenRefused from error
    except NetworkError as error:
        raise Unreachable(type(error).__name__) from error


async def _introduce(application: AnyApplication) -> None:
    """Tell Telegram the commands; a failure here must not keep people from asking."""
    with suppress(TelegramError):
        await application.bot.set_my_commands(texts.COMMANDS)
    _log.info("serving", bot=application.bot.username)
