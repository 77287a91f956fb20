"""A real python-telegram-bot application, polling the fake: every road of the project once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.telegram.botapi import Entity, FakeBotApi, Fault

Context = ContextTypes.DEFAULT_TYPE
MORE = InlineKeyboardMarkup([[InlineKeyboardButton("Xem thêm", callback_data="more:1")]])


async def on_start(update: Update, context: Context) -> None:
    assert update.effective_message
    assert update.effective_user
    await update.effective_message.reply_html(f"Xin chào <b>{update.effective_user.first_name}</b>!")


async def on_text(update: Update, context: Context) -> None:
    assert update.message
    assert update.message.text
    await update.message.chat.send_action(ChatAction.TYPING)
    await update.message.reply_html(f"<b>Trả lời</b>: {update.message.text}", do_quote=True, reply_markup=MORE)


async def on_edited(update: Update, context: Context) -> None:
    assert update.edited_message
    assert update.edited_message.text
    await update.edited_message.reply_text(f"Sửa: {update.edited_message.text}")


async def on_press(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query
    await query.answer("Đang mở")
    await query.edit_message_text(f"<i>Mở rộng</i> {query.data}", parse_mode=ParseMode.HTML)


async def on_document(update: Update, context: Context) -> None:
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    data = bytes(await file.download_as_bytearray())
    await update.message.reply_document(data.upper(), filename="tra-lai.txt", caption=f"{len(data)} byte")


async def on_inline(update: Update, context: Context) -> None:
    assert update.inline_query
    content = InputTextMessageContent("<b>29.000</b> HTX", parse_mode=ParseMode.HTML)
    article = InlineQueryResultArticle("r1", f"Kết quả: {update.inline_query.query}", content)
    await update.inline_query.answer([article], cache_time=5)


def build(api: FakeBotApi) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = ApplicationBuilder().token(api.token).base_url(api.base_url).base_file_url(api.base_file_url)
    app = builder.build()
    edited = filters.UpdateType.EDITED_MESSAGE & filters.TEXT
    app.add_handler(CommandHandler("start", on_start))
    app.add_handler(MessageHandler(edited, on_edited))
    app.add_handler(MessageHandler(filters.Document.ALL, on_document))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, on_text))
    app.add_handler(CallbackQueryHandler(on_press))
    app.add_handler(InlineQueryHandler(on_inline))
    return app


@contextmanager
def polling(api: FakeBotApi) -> Iterator[None]:
    """The application polling in a thread of its own, as a bot process does."""
    loop = asyncio.new_event_loop()
    leave = asyncio.Event()

    async def main() -> None:
        app = build(api)
        async with app:
            assert app.updater
            await app.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
            await app.start()
            await leave.wait()
            await app.updater.stop()
            await app.stop()

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    try:
        api.wait_until_polled()
        yield
    finally:
        loop.call_soon_threadsafe(leave.set)
        thread.join(5)
        loop.close()
    assert not thread.is_alive()


def test_text_press_and_edit(api: FakeBotApi) -> None:
    user = api.user(id=1001, first_name="Lan")
    with polling(api):
        user.send("/start")
        assert user.wait_for_message().text == "Xin chào Lan!"
        question = user.send("Có bao nhiêu HTX?")
        answer = user.wait_for_message()
        assert answer.text == "Trả lời: Có bao nhiêu HTX?"
        assert answer.html == "<b>Trả lời</b>: Có bao nhiêu HTX?"
        assert answer.entities == (Entity("bold", 0, 7),)
        assert answer.reply_to == question.message_id
        assert [action.action for action in user.actions] == ["typing"]
        press = user.press(answer, "Xem thêm")
        assert press.button.data == "more:1"
        assert user.wait_for_callback_answer().text == "Đang mở"
        edited = user.wait_for_edit(answer)
        assert (edited.text, edited.edited, edited.buttons) == ("Mở rộng more:1", True, ())
        user.edit(question, "Có bao nhiêu xã?")
        assert user.wait_for_message().text == "Sửa: Có bao nhiêu xã?"
        assert [message.text for message in user.inbox][1:] == ["Mở rộng more:1", "Sửa: Có bao nhiêu xã?"]
    assert all(call.ok for call in api.calls("sendMessage"))


def test_document_goes_both_ways(api: FakeBotApi) -> None:
    user = api.user()
    with polling(api):
        user.send_file("số liệu".encode(), "báo cáo.txt", "text/plain")
        reply = user.wait_for_message()
    assert reply.document
    assert (reply.document.name, reply.document.data) == ("tra-lai.txt", "số liệu".encode().upper())
    assert reply.text == "11 byte"
    assert [call.method for call in api.calls()].count("downloadFile") == 1


def test_inline_query(api: FakeBotApi) -> None:
    user = api.user()
    with polling(api):
        user.inline_query("HTX")
        answer = user.wait_for_inline_answer()
    assert answer.results[0]["title"] == "Kết quả: HTX"
    assert answer.cache_time == 5


def test_group_with_privacy_mode(api: FakeBotApi) -> None:
    user, group = api.user(), api.group(-1001234567890, "Phòng Thống kê")
    with polling(api):
        user.send("chỉ nói với nhau", chat=group)
        user.send("/start@hoibaocao_bot", chat=group)
        hello = user.wait_for_message(chat=group)
        user.send("còn câu này", chat=group, reply_to=hello)
        assert user.wait_for_message(chat=group).text == "Trả lời: còn câu này"
    assert len(user.inbox_of(group)) == 2
    assert user.inbox == ()


def test_polling_survives_trouble(api: FakeBotApi) -> None:
    user = api.user()
    with polling(api):
        api.faults.push(Fault.bad_gateway(method="getUpdates"), Fault.drop(method="getUpdates"))
        user.send("một")
        assert user.wait_for_message(10).text == "Trả lời: một"
        with api.outage():
            user.send("hai")
        assert user.wait_for_message(10).text == "Trả lời: hai"


def test_duplicate_update_reaches_the_bot_twice(api: FakeBotApi) -> None:
    user = api.user()
    with polling(api):
        api.faults.push(Fault.duplicate_update())
        user.send("trùng")
        first = user.wait_for_message()
        assert user.wait_for_message(after=first).text == first.text
        api.wait_until_polled()
    assert len(user.inbox) == 2
