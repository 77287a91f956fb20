"""Sending, editing and deleting messages; chat actions."""

from __future__ import annotations

from typing import Any

from .entities import FormattedText, caption_text, message_text
from .errors import JsonObject, bad_request
from .keyboards import reply_markup
from .methods import Request, method
from .models import Chat, SentMessage
from .params import Params

_ACTIONS = {
    "cancel",
    "typing",
    "record_video",
    "upload_video",
    "record_audio",
    "record_voice",
    "upload_audio",
    "upload_voice",
    "upload_photo",
    "upload_document",
    "choose_sticker",
    "pick_up_location",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


@method("sendMessage")
def send_message(request: Request) -> JsonObject:
    """A text message of 1-4096 characters after entity parsing."""
    params = request.params
    _check_link_preview(params)
    text = message_text(params.text("text"), params.text("parse_mode"), params.json("entities", "entities"))
    return _send(request, text, params.text("text"))


@method("sendDocument")
def send_document(request: Request) -> JsonObject:
    """A file of at most 50 MB with a caption of at most 1024 characters."""
    return _send_file(request, "document")


@method("sendPhoto")
def send_photo(request: Request) -> JsonObject:
    """An image of at most 10 MB with a caption of at most 1024 characters."""
    return _send_file(request, "photo")


def _send_file(request: Request, kind: str) -> JsonObject:
    params = request.params
    source = params.text("caption")
    given = params.json("caption_entities", "entities")
    caption = caption_text(source, params.text("parse_mode"), given)
    file = request.state.files.from_params(params, kind)
    return _send(request, caption, source, document=file)


def _send(request: Request, text: FormattedText, source: str, **content: Any) -> JsonObject:
    state, params = request.state, request.params
    markup = reply_markup(params)
    chat = state.writable_chat(params.text("chat_id"))
    reply_to = _reply_target(request, chat)
    state.check_rate(chat)
    message = state.add_message(
        chat,
        state.bot,
        text=text.text,
        entities=text.entities,
        source=source,
        parse_mode=params.text("parse_mode"),
        reply_markup=markup,
        reply_to=reply_to,
        **content,
    )
    return state.message_json(message)


def _reply_target(request: Request, chat: Chat) -> int | None:
    """The message a reply goes to; an unknown one is refused unless the bot allows to do without."""
    params = request.params
    given = params.json_object("reply_parameters", "reply parameters")
    if given is None:
        message_id = params.integer("reply_to_message_id")
        lenient = params.flag("allow_sending_without_reply")
    else:
        if given and not isinstance(given.get("message_id"), int):
            raise bad_request('can\'t parse reply parameters: field "message_id" must be a Number')
        message_id = given.get("message_id", 0)
        lenient = bool(given.get("allow_sending_without_reply"))
    if message_id <= 0:
        return None
    if request.state.message(chat, message_id) is not None:
        return int(message_id)
    if lenient:
        return None
    raise bad_request("message to be replied not found")


def _check_link_preview(params: Params) -> None:
    options = params.json_object("link_preview_options", "link preview options") or {}
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        if not isinstance(options.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')


def _message_to_edit(request: Request) -> SentMessage:
    params, state = request.params, request.state
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if not params.text("chat_id") and not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = state.writable_chat(params.text("chat_id"))
    message = state.message(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    keyboard = message.reply_markup or {}
    if not message.from_bot or (keyboard and "inline_keyboard" not in keyboard):
        raise bad_request("message can't be edited")
    return message


def _check_modified(before: SentMessage, text: FormattedText, markup: JsonObject | None) -> None:
    if (before.text, before.entities, before.reply_markup) == (text.text, text.entities, markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )


@method("editMessageText")
def edit_message_text(request: Request) -> JsonObject:
    """New text for one of the bot's own text messages; no reply_markup takes the keyboard away."""
    params, state = request.params, request.state
    _check_link_preview(params)
    source = params.text("text")
    text = message_text(source, params.text("parse_mode"), params.json("entities", "entities"))
    markup = reply_markup(params, inline_only=True)
    message = _message_to_edit(request)
    if message.document is not None:
        raise bad_request("there is no text in the message to edit")
    _check_modified(message, text, markup)
    edited = state.edit_message(
        message,
        text=text.text,
        entities=text.entities,
        source=source,
        parse_mode=params.text("parse_mode"),
        reply_markup=markup,
    )
    return state.message_json(edited)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(request: Request) -> JsonObject:
    """A new inline keyboard, or none, under one of the bot's own messages."""
    markup = reply_markup(request.params, inline_only=True)
    message = _message_to_edit(request)
    _check_modified(message, FormattedText(message.text, message.entities), markup)
    return request.state.message_json(request.state.edit_message(message, reply_markup=markup))


@method("deleteMessage")
def delete_message(request: Request) -> bool:
    """Any message of a private chat; in a group only the bot's own."""
    params, state = request.params, request.state
    if not params.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if params.integer("message_id") <= 0:
        raise bad_request("message identifier is not specified")
    chat = state.writable_chat(params.text("chat_id"))
    message = state.message(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not (message.from_bot or chat.is_private):
        raise bad_request("message can't be deleted")
    state.delete_message(message)
    return True


@method("sendChatAction")
def send_chat_action(request: Request) -> bool:
    """One of the documented actions."""
    action = request.params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = request.state.writable_chat(request.params.text("chat_id"))
    request.state.record_action(chat, action)
    return True
