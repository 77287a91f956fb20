"""The two clients the fake is tested with: python-telegram-bot's Bot, and bare HTTP."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.telegram.botapi import FakeBotApi

T = TypeVar("T")
TLS = ssl.create_default_context()
"""Made once: the fake speaks no TLS, but every client wants a context, and making one is slow."""


def with_bot(
    api: FakeBotApi, work: Callable[[Bot], Awaitable[T]], *, token: str = "", read_timeout: float = 5.0
) -> T:
    """Run `work` with a telegram.Bot that talks to the fake; its requests are set up, getMe is not called."""

    async def run() -> T:
        request = HTTPXRequest(read_timeout=read_timeout, httpx_kwargs={"verify": TLS})
        updates = HTTPXRequest(httpx_kwargs={"verify": TLS})
        bot = Bot(
            token or api.token,
            base_url=api.base_url,
            base_file_url=api.base_file_url,
            request=request,
            get_updates_request=updates,
        )
        async with request, updates:
            return await work(bot)

    return asyncio.run(run())


def post(api: FakeBotApi, method: str, /, **params: Any) -> httpx.Response:
    """Call a method with urlencoded parameters."""
    return httpx.post(f"{api.base_url}{api.token}/{method}", data=params, timeout=5, verify=TLS)


def refusal(response: httpx.Response) -> str:
    """The description of a refused call; checks the shape of the refusal."""
    body = response.json()
    assert body["ok"] is False
    assert body["error_code"] == response.status_code
    return str(body["description"])


def result(response: httpx.Response) -> Any:
    """The result of a successful call."""
    body = response.json()
    assert response.status_code == 200, body
    assert body["ok"] is True
    return body["result"]
