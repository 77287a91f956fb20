"""Rules of queries, files, the profile and of who may be written to."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import BadRequest, Forbidden

from tests.telegram.botapi import FakeBotApi
from tests.telegram.botapi_clients import post, refusal, result, with_bot

CHAT = 1001
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


def keyboard(*buttons: Any) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


def test_callback_query_is_answered_once_and_in_time(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    message = _send_with_button(api)
    first, second = user.press(user.inbox[0], "go"), user.press(user.inbox[0], "Đi")
    result(post(api, "answerCallbackQuery", callback_query_id=first.query_id, text="rồi", show_alert=True))
    assert user.wait_for_callback_answer(first).show_alert
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert refusal(post(api, "answerCallbackQuery", callback_query_id=first.query_id)) == too_late
    api.expire_queries()
    assert refusal(post(api, "answerCallbackQuery", callback_query_id=second.query_id)) == too_late
    post(api, "editMessageText", chat_id=CHAT, message_id=message, text="hết nút")
    with pytest.raises(LookupError, match="no inline keyboard"):
        user.press(user.inbox[0], "go")
    assert user.press(first.message, "go", as_seen=True).button.data == "go"


def _send_with_button(api: FakeBotApi) -> int:
    markup = keyboard({"text": "Đi", "callback_data": "go"}, {"text": "Web", "url": "https://a.vn"})
    sent = result(post(api, "sendMessage", chat_id=CHAT, text="nút", reply_markup=markup))
    return int(sent["message_id"])


def test_press_of_what_makes_no_query(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    _send_with_button(api)
    with pytest.raises(ValueError, match="makes no callback query"):
        user.press(user.inbox[0], "Web")
    with pytest.raises(LookupError, match="no button 'khác'; there are 'Đi', 'Web'"):
        user.press(user.inbox[0], "khác")


@pytest.mark.parametrize(
    ("count", "change", "reason"),
    [
        (50, {}, None),
        (51, {}, "too many inline query results specified"),
        (2, {"id": "same"}, "RESULT_ID_DUPLICATE"),
        (1, {"id": "đ" * 33}, "RESULT_ID_INVALID"),
        (1, {"id": ""}, "RESULT_ID_INVALID"),
        (1, {"title": ""}, "can't parse inline query result: Can't find field \"title\""),
        (
            1,
            {"input_message_content": None},
            "can't parse inline query result: Input message content is not specified",
        ),
        (
            1,
            {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (1, {"input_message_content": {"message_text": "x" * 4097}}, "message is too long"),
        (
            1,
            {"type": "poem"},
            'can\'t parse inline query result: type "poem" is unsupported for the inline query result',
        ),
        (
            1,
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_inline_results(api: FakeBotApi, count: int, change: dict[str, Any], reason: str | None) -> None:
    user = api.user(id=CHAT)
    query = user.inline_query("HTX")
    article = {"type": "article", "title": "t", "input_message_content": {"message_text": "m"}}
    results = [article | {"id": str(n)} | change for n in range(count)]
    response = post(api, "answerInlineQuery", inline_query_id=query.query_id, results=json.dumps(results))
    if reason is None:
        assert result(response) is True
        assert len(user.wait_for_inline_answer(query).results) == count
    else:
        assert refusal(response) == f"Bad Request: {reason}"


def test_inline_answer_through_ptb_twice(api: FakeBotApi) -> None:
    query = api.user(id=CHAT).inline_query("x")
    article = InlineQueryResultArticle("1", "t", InputTextMessageContent("m"))

    async def work(bot: Any) -> None:
        await bot.answer_inline_query(query.query_id, [article])
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_inline_query(query.query_id, [article])

    with_bot(api, work)


def test_files_up_and_down(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)

    async def work(bot: Any) -> None:
        sent = await bot.send_document(
            CHAT, b"a,b\n1,2\n", filename='số "liệu".csv', caption="<i>x</i>", parse_mode="HTML"
        )
        assert (sent.document.mime_type, sent.document.file_size) == ("text/csv", 8)
        again = await bot.send_document(CHAT, sent.document.file_id)
        assert again.document.file_unique_id == sent.document.file_unique_id
        with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
            await bot.send_photo(CHAT, sent.document.file_id)
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b\n1,2\n"
        photo = await bot.send_photo(CHAT, PNG)
        assert (photo.photo[-1].width, photo.photo[-1].height) == (640, 480)
        with pytest.raises(BadRequest, match="File must be non-empty"):
            await bot.send_document(CHAT, b"", filename="rong.txt")
        with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
            await bot.send_photo(CHAT, b"not an image")
        with pytest.raises(BadRequest, match=r"is too big for a photo; the maximum size is 10485760 bytes"):
            await bot.send_photo(CHAT, PNG + bytes(10 * 1024 * 1024))

    with_bot(api, work)
    first = user.inbox[0].document
    assert first
    assert first.name == 'số "liệu".csv'
    assert user.inbox[0].text == "x"


def test_attached_file_and_big_download(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    url = f"{api.base_url}{api.token}/sendDocument"
    files = {"part1": ("a.txt", b"--x\r\n\r\n--", "text/plain")}
    sent = result(httpx.post(url, data={"chat_id": str(CHAT), "document": "attach://part1"}, files=files))
    assert user.inbox[0].document
    assert user.inbox[0].document.data == b"--x\r\n\r\n--"
    assert sent["document"]["file_name"] == "a.txt"
    big = user.send_file(bytes(20 * 1024 * 1024 + 1), "to.bin", "application/octet-stream")
    assert big.document
    assert refusal(post(api, "getFile", file_id=big.document.file_id)) == "Bad Request: file is too big"


def test_profile_and_chats(api: FakeBotApi) -> None:
    user = api.user(id=CHAT, username="lan_hn")
    group = api.group(-100200, "Nhóm")

    async def work(bot: Any) -> None:
        me = await bot.get_me()
        assert (me.username, me.can_read_all_group_messages) == ("hoibaocao_bot", False)
        await bot.set_my_commands([BotCommand("tim", "Tìm trong báo cáo")], language_code="vi")
        scope = BotCommandScopeChat(CHAT)
        await bot.set_my_commands([("dung", "Dừng")], scope=scope)
        assert [c.command for c in await bot.get_my_commands(language_code="vi")] == ["tim"]
        assert [c.command for c in await bot.get_my_commands(scope=scope)] == ["dung"]
        await bot.delete_my_commands(scope=scope)
        assert await bot.get_my_commands(scope=scope) == ()
        await bot.set_my_name("Hỏi", language_code="vi")
        assert (await bot.get_my_name("vi")).name == "Hỏi"
        await bot.set_my_description("Trả lời có nguồn")
        assert (await bot.get_my_description()).description == "Trả lời có nguồn"
        await bot.set_my_short_description("Báo cáo")
        assert (await bot.get_chat("@lan_hn")).first_name == "Lan"
        assert (await bot.get_chat(group.id)).type == "supergroup"
        assert (await bot.get_chat_member(group.id, user.id)).status == "left"
        assert (await bot.get_chat_member(CHAT, CHAT)).status == "member"

    with_bot(api, work)


def test_who_may_be_written_to(api: FakeBotApi) -> None:
    stranger, blocker = api.user(id=5, started=False), api.user(id=6)
    outside = api.group(-77, "Kín", with_bot=False)
    blocker.block()

    async def work(bot: Any) -> None:
        for chat, reason in (
            (5, "bot can't initiate conversation with a user"),
            (6, "bot was blocked by the user"),
            (outside.id, "bot was kicked from the group chat"),
        ):
            with pytest.raises(Forbidden, match=reason):
                await bot.send_message(chat, "x")
        stranger.send("/start")
        blocker.unblock()
        for chat in (5, 6):
            await bot.send_message(chat, "x")
        updates = await bot.get_updates()
        assert [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member] == [
            "kicked",
            "member",
        ]

    with_bot(api, work)


def test_only_own_messages_are_deleted_in_a_group(api: FakeBotApi) -> None:
    group = api.group(-42, "Nhóm")
    foreign = api.user(id=CHAT).send("/x", chat=group)
    response = post(api, "deleteMessage", chat_id=group.id, message_id=foreign.message_id)
    assert refusal(response) == "Bad Request: message can't be deleted"


def test_rate_is_enforced_on_demand() -> None:
    with FakeBotApi(enforce_rate=True) as api:
        api.user(id=1)
        api.user(id=2)
        result(post(api, "sendMessage", chat_id=1, text="a"))
        result(post(api, "sendMessage", chat_id=2, text="a"))
        response = post(api, "sendMessage", chat_id=1, text="b")
        assert refusal(response) == "Too Many Requests: retry after 1"
        assert response.json()["parameters"] == {"retry_after": 1}
        assert response.headers["Retry-After"] == "1"
