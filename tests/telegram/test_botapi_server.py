"""Transport: encodings, tokens, keep-alive, stopping, restarting, two servers."""

from __future__ import annotations

import statistics
import threading
import time
from typing import Any

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError

from tests.telegram.botapi import FakeBotApi
from tests.telegram.botapi_clients import TLS, post, refusal, result, with_bot

CHAT = 1001


def threads_of_fakes() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("fake-bot-api")]


def test_encodings_mean_the_same(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    url = f"{api.base_url}{api.token}/sendMessage"
    params = {"chat_id": str(CHAT), "text": "Đắk Lắk & 😀 +1%"}
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    responses = [
        httpx.post(url, data=params),
        httpx.get(url, params=params),
        httpx.post(url, json={"chat_id": CHAT, "text": params["text"], "reply_parameters": reply, "x": None}),
        httpx.post(url, files={name: (None, value) for name, value in params.items()}),
        httpx.post(url, params={"chat_id": CHAT}, data={"text": params["text"]}),
        httpx.post(f"{api.base_url}{api.token}/SENDMESSAGE", data=params),
    ]
    assert [result(response)["text"] for response in responses] == [params["text"]] * 6
    assert len(user.inbox) == 6
    assert {call.method for call in api.calls()} == {"sendMessage"}
    assert api.calls("sendMessage")[2].json("reply_parameters") == reply


def test_chunked_body(api: FakeBotApi) -> None:
    api.user(id=CHAT)
    response = httpx.post(
        f"{api.base_url}{api.token}/sendMessage",
        content=iter([b"chat_id=1001&", b"text=abc"]),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert result(response)["text"] == "abc"


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"[1]", "application/json", "can't parse request JSON object"),
        (b"{", "application/json", "can't parse request JSON object"),
        (b"abc", "multipart/form-data; boundary=x", "can't parse multipart/form-data: boundary not found"),
        (b"abc", "multipart/form-data", "can't parse multipart/form-data: boundary not found"),
        (
            b"--x\r\nContent-Disposition: form-data",
            "multipart/form-data; boundary=x",
            "can't parse multipart/form-data: unexpected end of the body",
        ),
    ],
)
def test_broken_body(api: FakeBotApi, body: bytes, content_type: str, reason: str) -> None:
    url = f"{api.base_url}{api.token}/getMe"
    response = httpx.post(url, content=body, headers={"Content-Type": content_type})
    assert refusal(response) == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot{token}/getMoon", 404, "Not Found: method not found"),
        ("/bot1:x/getMe", 401, "Unauthorized"),
        ("/botx/getMe", 401, "Unauthorized"),
        ("/bot{token}", 404, "Not Found"),
        ("/", 404, "Not Found"),
        ("/file/bot{token}/documents/none.pdf", 404, "Not Found"),
        ("/file/bot1:x/documents/none.pdf", 401, "Unauthorized"),
    ],
)
def test_paths(api: FakeBotApi, path: str, code: int, description: str) -> None:
    response = httpx.get(f"http://127.0.0.1:{api.port}" + path.format(token=api.token))
    assert response.status_code == code
    assert refusal(response) == description


def test_wrong_token_in_ptb(api: FakeBotApi) -> None:
    async def work(bot: Any) -> None:
        with pytest.raises(InvalidToken):
            await bot.get_me()

    with_bot(api, work, token="123456:WRONG")


def test_too_large_upload(api: FakeBotApi) -> None:
    api.user(id=CHAT)

    async def work(bot: Any) -> None:
        with pytest.raises(NetworkError, match="Request Entity Too Large"):
            await bot.send_document(CHAT, bytes(51 * 1024 * 1024 + 1), filename="to.bin")
        await bot.send_document(CHAT, b"x", filename="nho.bin")

    with_bot(api, work)


def test_keep_alive_and_speed(api: FakeBotApi) -> None:
    api.user(id=CHAT)
    spent = []
    with httpx.Client(verify=TLS) as client:
        for _ in range(50):
            begin = time.perf_counter()
            client.post(f"{api.base_url}{api.token}/sendMessage", data={"chat_id": CHAT, "text": "x"})
            spent.append(time.perf_counter() - begin)
        assert len([name for name in threads_of_fakes() if name != "fake-bot-api"]) == 1
    assert statistics.median(spent) < 0.01


def test_stop_during_a_long_poll_leaves_no_thread() -> None:
    api = FakeBotApi().start()
    failures: list[Exception] = []

    def poll() -> None:
        try:
            post(api, "getUpdates", timeout=30)
        except httpx.HTTPError as error:
            failures.append(error)

    thread = threading.Thread(target=poll)
    thread.start()
    api.wait_until_polled()
    begin = time.monotonic()
    api.stop()
    assert time.monotonic() - begin < 1
    thread.join(2)
    assert isinstance(failures[0], httpx.RemoteProtocolError | httpx.ReadError)
    assert threads_of_fakes() == []


def test_stop_twice_and_start_twice() -> None:
    api = FakeBotApi().start()
    with pytest.raises(RuntimeError, match="already running"):
        api.start()
    api.stop()
    api.stop()


def test_restart_keeps_port_chats_and_updates(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    port = api.port
    with api.outage():
        with pytest.raises(httpx.ConnectError):
            post(api, "getMe")
        user.send("trong lúc mất mạng")
    assert api.port == port
    (update,) = result(post(api, "getUpdates"))
    assert update["message"]["text"] == "trong lúc mất mạng"
    result(post(api, "sendMessage", chat_id=CHAT, text="x"))
    assert user.wait_for_message().text == "x"


def test_two_servers_at_once() -> None:
    with FakeBotApi() as one, FakeBotApi(token="777:TWO", username="two_bot") as two:
        one.user(id=CHAT)
        assert result(post(two, "getMe"))["username"] == "two_bot"
        assert result(post(one, "getMe"))["id"] == 123456
        assert refusal(post(two, "sendMessage", chat_id=CHAT, text="x")) == "Bad Request: chat not found"
        assert one.port != two.port
    assert threads_of_fakes() == []


def test_waiting_in_vain_tells_what_happened(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    post(api, "sendMessage", chat_id=9, text="x")
    with pytest.raises(
        TimeoutError, match=r"no message of the bot in chat 1001: nothing within 0\.05 s; .*chat not found"
    ):
        user.wait_for_message(timeout=0.05)


def test_waits_end_when_the_server_stops(api: FakeBotApi) -> None:
    threading.Timer(0.1, api.stop).start()
    begin = time.monotonic()
    with pytest.raises(TimeoutError, match="the server was stopped"):
        api.user(id=CHAT).wait_for_message(timeout=5)
    assert time.monotonic() - begin < 2


def test_parallel_calls_are_all_recorded(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    workers = [
        threading.Thread(target=post, args=(api, "sendMessage"), kwargs={"chat_id": CHAT, "text": str(n)})
        for n in range(16)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert {message.text for message in user.inbox} == {str(n) for n in range(16)}
    assert len({message.message_id for message in user.inbox}) == 16
    api.wait_for_call("sendMessage", count=16)
