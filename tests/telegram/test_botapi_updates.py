"""getUpdates, webhooks, logOut: the rules of receiving updates."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, Conflict

from tests.telegram.botapi import FakeBotApi
from tests.telegram.botapi_clients import post, refusal, result, with_bot


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_offset_confirms_and_negative_offset_keeps_the_end(api: FakeBotApi) -> None:
    user = api.user()
    for text in "abcde":
        user.send(text)
    first = result(post(api, "getUpdates", limit=2))
    assert texts(first) == ["a", "b"]
    assert texts(result(post(api, "getUpdates", limit=2))) == ["a", "b"]
    second = first[1]["update_id"]
    assert second == first[0]["update_id"] + 1
    assert texts(result(post(api, "getUpdates", offset=second + 1))) == ["c", "d", "e"]
    assert texts(result(post(api, "getUpdates"))) == ["c", "d", "e"]
    assert texts(result(post(api, "getUpdates", offset=second + 9999))) == ["c", "d", "e"]
    assert texts(result(post(api, "getUpdates", offset=-1))) == ["e"]
    assert api.pending_updates == 1


@pytest.mark.parametrize(("limit", "given"), [(0, 1), (1, 1), (100, 100), (101, 100)])
def test_limit_is_clamped(api: FakeBotApi, limit: int, given: int) -> None:
    user = api.user()
    for number in range(105):
        user.send(str(number))
    assert len(result(post(api, "getUpdates", limit=limit))) == given


def test_allowed_updates_are_remembered(api: FakeBotApi) -> None:
    user = api.user()
    result(post(api, "getUpdates", allowed_updates=json.dumps(["callback_query"])))
    user.send("không cần")
    assert result(post(api, "getUpdates")) == []
    assert result(post(api, "getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    result(post(api, "getUpdates", allowed_updates="[]"))
    user.send("lại cần")
    assert texts(result(post(api, "getUpdates"))) == ["lại cần"]


def test_long_poll_wakes_at_once_and_ends_in_time(api: FakeBotApi) -> None:
    user = api.user()
    begin = time.monotonic()
    assert result(post(api, "getUpdates", timeout=1)) == []
    assert 0.9 < time.monotonic() - begin < 2.5
    threading.Timer(0.1, user.send, ["dậy"]).start()
    begin = time.monotonic()
    assert texts(result(post(api, "getUpdates", timeout=4))) == ["dậy"]
    assert time.monotonic() - begin < 2


def test_the_older_of_two_long_polls_is_ended(api: FakeBotApi) -> None:
    user = api.user()
    answers: list[httpx.Response] = []
    older = threading.Thread(target=lambda: answers.append(post(api, "getUpdates", timeout=4)))
    older.start()
    api.wait_until_polled()
    threading.Timer(0.2, user.send, ["cho bản mới"]).start()
    assert texts(result(post(api, "getUpdates", timeout=4))) == ["cho bản mới"]
    older.join(2)
    assert refusal(answers[0]) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def test_a_poll_of_a_dead_client_is_forgotten(api: FakeBotApi) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{api.base_url}{api.token}/getUpdates", data={"timeout": "30"}, timeout=0.2)
    api.state.wait_for(lambda: None if api.state.updates.is_polled else True, 2, "end of the poll")


def test_webhook_excludes_polling(api: FakeBotApi) -> None:
    api.user().send("chờ")

    async def work(bot: Any) -> None:
        with pytest.raises(BadRequest, match=r"(?i)an HTTPS URL must be provided for webhook"):
            await bot.set_webhook("http://a.vn/hook")
        await bot.set_webhook("https://a.vn/hook", max_connections=7)
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count, info.max_connections) == ("https://a.vn/hook", 1, 7)
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates() == ()
        assert (await bot.get_webhook_info()).url == ""

    with_bot(api, work)


def test_set_webhook_ends_the_poll(api: FakeBotApi) -> None:
    answers: list[httpx.Response] = []
    poll = threading.Thread(target=lambda: answers.append(post(api, "getUpdates", timeout=4)))
    poll.start()
    api.wait_until_polled()
    result(post(api, "setWebhook", url="https://a.vn/hook"))
    poll.join(2)
    assert refusal(answers[0]) == "Conflict: terminated by setWebhook request"


def test_log_out_and_close(api: FakeBotApi) -> None:
    assert result(post(api, "close")) is True
    assert result(post(api, "logOut")) is True
    assert refusal(post(api, "getMe")) == "Logged out"


def test_long_text_of_a_user_arrives_in_parts(api: FakeBotApi) -> None:
    parts = api.user().send_parts("từ " * 3000)
    assert texts(result(post(api, "getUpdates"))) == [part.text for part in parts]
    assert len(parts) == 3


def test_commands_of_users_are_marked(api: FakeBotApi) -> None:
    user = api.user(last_name="Trần", username="lan_hn")
    user.send("/tim gạo")
    (update,) = result(post(api, "getUpdates"))
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    assert update["message"]["from"] == {
        "id": 1001,
        "is_bot": False,
        "first_name": "Lan",
        "last_name": "Trần",
        "username": "lan_hn",
        "language_code": "vi",
    }
    assert update["message"]["chat"]["type"] == "private"


def test_press_on_a_deleted_message_is_inaccessible(api: FakeBotApi) -> None:
    user = api.user(id=7)
    markup = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]})
    post(api, "sendMessage", chat_id=7, text="a", reply_markup=markup)
    seen = user.inbox[0]
    post(api, "deleteMessage", chat_id=7, message_id=seen.message_id)
    user.wait_for_deletion(seen)
    user.press(seen, "a", as_seen=True)

    async def work(bot: Any) -> None:
        (update,) = await bot.get_updates()
        assert update.callback_query.message.is_accessible is False

    with_bot(api, work)
