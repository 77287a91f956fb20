"""Rules of messages and keyboards, and a table of refusals, over bare HTTP and with telegram.Bot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest

from tests.telegram.botapi import Button, FakeBotApi
from tests.telegram.botapi_clients import post, refusal, result, with_bot

CHAT = 1001


def keyboard(*buttons: Any) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


def nested(depth: int) -> list[dict[str, str]]:
    return [{"text": str(n), "callback_data": "x"} for n in range(depth)]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "a"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 9, "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": CHAT}, "message text is empty"),
    ("sendMessage", {"chat_id": CHAT, "text": " "}, "message text is empty"),
    ("sendMessage", {"chat_id": CHAT, "text": "đ" * 4097}, "message is too long"),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "<x>", "parse_mode": "html"},
        'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    ),
    ("sendMessage", {"chat_id": CHAT, "text": "a", "entities": "["}, "can't parse entities JSON object"),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "a", "reply_to_message_id": 77},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "a", "reply_parameters": '{"message_id": 77}'},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "a", "reply_parameters": "{"},
        "can't parse reply parameters JSON object",
    ),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "a", "link_preview_options": "[]"},
        "object expected as link preview options",
    ),
    (
        "sendMessage",
        {"chat_id": CHAT, "text": "a", "reply_markup": "{"},
        "can't parse reply keyboard markup JSON object",
    ),
    ("editMessageText", {"text": "a"}, "message identifier is not specified"),
    ("editMessageText", {"chat_id": CHAT, "message_id": 99, "text": "a"}, "message to edit not found"),
    ("editMessageText", {"chat_id": CHAT, "message_id": 1, "text": "a"}, "message can't be edited"),
    (
        "editMessageReplyMarkup",
        {"chat_id": CHAT, "message_id": 1, "reply_markup": '{"force_reply": true}'},
        "inline keyboard expected",
    ),
    ("deleteMessage", {"chat_id": CHAT, "message_id": 99}, "message to delete not found"),
    ("deleteMessage", {"chat_id": CHAT}, "message identifier is not specified"),
    ("sendChatAction", {"chat_id": CHAT, "action": "sleep"}, "wrong parameter action in request"),
    ("sendDocument", {"chat_id": CHAT}, "there is no document in the request"),
    ("sendDocument", {"chat_id": CHAT, "document": "abc"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": CHAT, "photo": "https://a.vn/a.png"}, "failed to get HTTP URL content"),
    (
        "sendDocument",
        {"chat_id": CHAT, "document": "abc", "caption": "x" * 1025},
        "message caption is too long",
    ),
    ("getFile", {"file_id": "abc"}, "wrong file_id or the file is temporarily unavailable"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    (
        "answerInlineQuery",
        {"inline_query_id": "1", "results": "[]"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": '[{"command": "Tim", "description": "x"}]'}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": '[{"command": "tìm", "description": "x"}]'}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": json.dumps([{"command": "a" * 33, "description": "x"}])},
        "command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": '[{"command": "a", "description": " "}]'},
        "command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": json.dumps([{"command": "a", "description": "x" * 257}])},
        "command description length must not exceed 256",
    ),
    (
        "setMyCommands",
        {"commands": json.dumps([{"command": "a", "description": "x"}] * 101)},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"commands": "[]", "language_code": "vie"}, "invalid language code specified"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_INVALID"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_INVALID"),
    ("getChat", {"chat_id": 9}, "chat not found"),
    ("getChatMember", {"chat_id": CHAT, "user_id": 0}, "invalid user_id specified"),
    ("getChatMember", {"chat_id": CHAT, "user_id": 9}, "user not found"),
]


@pytest.mark.parametrize(("method", "params", "reason"), REFUSED)
def test_refused_call(api: FakeBotApi, method: str, params: dict[str, Any], reason: str) -> None:
    api.user(id=CHAT).send("tin của người dùng")
    response = post(api, method, **params)
    assert refusal(response) == f"Bad Request: {reason}"
    call = api.calls(method)[0]
    assert call.error
    assert call.error.description == f"Bad Request: {reason}"
    assert not call.ok


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "đ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": " ", "callback_data": "x"},
            "can't parse inline keyboard button: button text must be non-empty",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ("a", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"text": "a", "url": "https://a.vn", "callback_data": "x"},
            "can't parse inline keyboard button: exactly one action is allowed, found url, callback_data",
        ),
        ({"text": "a", "url": "x"}, "inline keyboard button URL 'x' is invalid: Wrong HTTP URL"),
        (
            {"text": "a", "url": "http://localhost:8000/"},
            "inline keyboard button URL 'http://localhost:8000/' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "url": "ftp://a.vn"},
            "inline keyboard button URL 'ftp://a.vn' is invalid: Unsupported URL protocol",
        ),
    ],
)
def test_refused_button(api: FakeBotApi, button: Any, reason: str) -> None:
    api.user(id=CHAT)
    response = post(api, "sendMessage", chat_id=CHAT, text="a", reply_markup=keyboard(button))
    assert refusal(response) == f"Bad Request: {reason}"


def test_reply_markup_limits_and_kinds(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    too_many = post(api, "sendMessage", chat_id=CHAT, text="a", reply_markup=keyboard(*nested(101)))
    assert refusal(too_many) == "Bad Request: reply markup is too long"
    for markup in ('{"force_reply": true}', '{"remove_keyboard": true}', '{"keyboard": [["Có", "Không"]]}'):
        result(post(api, "sendMessage", chat_id=CHAT, text="a", reply_markup=markup))
    assert user.inbox[-1].all_buttons == (Button("Có"), Button("Không"))
    fit = {"text": "a", "callback_data": "đ" * 32}
    result(post(api, "sendMessage", chat_id=CHAT, text="a", reply_markup=keyboard(fit)))
    assert user.inbox[-1].buttons == ((Button("a", "đ" * 32),),)


def test_send_with_everything_through_ptb(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    question = user.send("Câu hỏi")

    async def work(bot: Any) -> Any:
        return await bot.send_message(
            CHAT,
            "<b>Đáp</b> 😀",
            parse_mode="HTML",
            reply_parameters=ReplyParameters(question.message_id),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Nguồn", url="https://gso.gov.vn")]]),
        )

    message = with_bot(api, work)
    assert message.text_html == "<b>Đáp</b> 😀"
    assert message.reply_to_message.text == "Câu hỏi"
    assert user.inbox[0].all_buttons == (Button("Nguồn", url="https://gso.gov.vn"),)
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    sent = result(post(api, "sendMessage", chat_id=CHAT, text="a", reply_parameters=json.dumps(lenient)))
    assert "reply_to_message" not in sent


def test_edit_and_delete(api: FakeBotApi) -> None:
    user = api.user(id=CHAT)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="1")]])

    async def work(bot: Any) -> None:
        sent = await bot.send_message(CHAT, "một", reply_markup=markup)
        with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
            await sent.edit_text("<b></b>một ", parse_mode="HTML", reply_markup=markup)
        edited = await sent.edit_text("hai")
        assert edited.edit_date
        assert edited.reply_markup is None
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_reply_markup(None)
        await sent.edit_reply_markup(markup)
        plain = await bot.send_message(CHAT, "ba", reply_markup=ReplyKeyboardMarkup([["x"]]))
        with pytest.raises(BadRequest, match="Message can't be edited"):
            await plain.edit_text("bốn")
        await plain.delete()

    with_bot(api, work)
    (left,) = user.inbox
    assert (left.text, left.version, left.all_buttons) == ("hai", 2, (Button("a", "1"),))
