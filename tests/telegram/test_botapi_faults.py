"""Faults, and the exceptions python-telegram-bot makes of them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram.botapi import DOWNLOAD, FakeBotApi, Fault, FaultKind
from tests.telegram.botapi_clients import post, result, with_bot

CHAT = 1001


def failure(api: FakeBotApi, *, read_timeout: float = 5.0) -> Exception:
    """What a failing send_message raises."""

    async def work(bot: Any) -> Exception:
        try:
            await bot.send_message(CHAT, "x")
        except TelegramError as error:
            return error
        raise AssertionError("nothing failed")

    return with_bot(api, work, read_timeout=read_timeout)


@pytest.mark.parametrize(
    ("fault", "kind", "text"),
    [
        (Fault.too_many_requests(3, method="sendMessage"), RetryAfter, "Retry in 3 seconds"),
        (Fault.bad_gateway(method="sendMessage"), NetworkError, "Bad Gateway"),
        (Fault.bad_request("có lỗi", method="sendmessage"), BadRequest, "Có lỗi"),
        (Fault.blocked(), Forbidden, "bot was blocked by the user"),
        (Fault.refused(500, "Internal Server Error: restart"), NetworkError, "restart"),
        (Fault.refused(401, "Unauthorized"), InvalidToken, "Unauthorized"),
        (Fault.drop(method="sendMessage"), NetworkError, "RemoteProtocolError"),
        (Fault.time_out(0.2, method="sendMessage"), NetworkError, "RemoteProtocolError"),
    ],
)
def test_fault_as_ptb_sees_it(api: FakeBotApi, fault: Fault, kind: type[Exception], text: str) -> None:
    user = api.user(id=CHAT)
    api.faults.push(fault)
    error = failure(api)
    assert type(error) is kind
    assert text in str(error)
    assert user.inbox == ()
    assert api.faults.waiting == ()
    assert api.faults.happened == (fault,)
    (call,) = api.calls("sendMessage")
    assert call.fault == fault
    assert not call.ok


def test_retry_after_carries_its_seconds(api: FakeBotApi) -> None:
    api.user(id=CHAT)
    api.faults.push(Fault.too_many_requests(17))
    error = failure(api)
    assert isinstance(error, RetryAfter)
    assert int(getattr(error, "_retry_after").total_seconds()) == 17  # noqa: B009


def test_time_out_is_a_read_time_out_for_an_impatient_client(api: FakeBotApi) -> None:
    api.user(id=CHAT)
    api.faults.push(Fault.time_out(5, method="sendMessage"))
    begin = time.monotonic()
    assert isinstance(failure(api, read_timeout=0.2), TimedOut)
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize("fault", [Fault.drop(after_effect=True), Fault.time_out(0.1, after_effect=True)])
def test_answer_lost_after_the_effect(api: FakeBotApi, fault: Fault) -> None:
    user = api.user(id=CHAT)
    api.faults.push(fault)
    assert isinstance(failure(api), NetworkError)
    assert [message.text for message in user.inbox] == ["x"]
    (call,) = api.calls("sendMessage")
    assert call.result["text"] == "x"
    assert call.fault is fault


def test_faults_happen_in_order_and_only_to_their_method(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    api.faults.push(Fault.bad_request("một", method="sendMessage", times=2), Fault.blocked(method="getMe"))
    assert post(api, "sendChatAction", chat_id=CHAT, action="typing").status_code == 200
    assert [post(api, "sendMessage", chat_id=CHAT, text="x").status_code for _ in range(3)] == [400, 400, 200]
    assert post(api, "getMe").status_code == 403
    assert len(user.inbox) == 1
    api.faults.push(Fault.drop())
    api.faults.clear()
    assert post(api, "getMe").status_code == 200


def test_download_can_fail(api: FakeBotApi) -> None:
    message = api.user(id=CHAT).send_file(b"abc", "a.txt", "text/plain")
    api.faults.push(Fault.bad_gateway(method=DOWNLOAD))

    async def work(bot: Any) -> bytes:
        assert message.document
        file = await bot.get_file(message.document.file_id)
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await file.download_as_bytearray()
        return bytes(await file.download_as_bytearray())

    assert with_bot(api, work) == b"abc"


def test_duplicate_update_comes_again_after_its_confirmation(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    api.faults.push(Fault.duplicate_update())
    user.send("một")
    (first,) = result(post(api, "getUpdates"))
    user.send("hai")
    again = result(post(api, "getUpdates", offset=first["update_id"] + 1))
    assert [update["message"]["text"] for update in again] == ["một", "hai"]
    assert again[0] == first
    after = result(post(api, "getUpdates", offset=again[1]["update_id"] + 1))
    assert after == []
    assert [fault.kind for fault in api.faults.happened] == [FaultKind.DUPLICATE_UPDATE]
