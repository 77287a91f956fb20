"""Answers to callback queries and inline queries; getFile."""

from __future__ import annotations

from typing import Any

from .entities import caption_text, message_text
from .entity import utf16_length
from .errors import JsonObject, bad_request
from .keyboards import checked_markup
from .methods import Request, method
from .models import CallbackAnswer, InlineAnswer

_MAX_ANSWER = 200
_MAX_RESULTS = 50
_MAX_RESULT_ID = 64
_MEDIA = {
    "photo": "photo_url",
    "gif": "gif_url",
    "mpeg4_gif": "mpeg4_url",
    "video": "video_url",
    "audio": "audio_url",
    "voice": "voice_url",
    "document": "document_url",
}
_OTHER = {"location": "latitude", "venue": "latitude", "contact": "phone_number", "game": "game_short_name"}


@method("answerCallbackQuery")
def answer_callback_query(request: Request) -> bool:
    """A notification of at most 200 characters; each query is answered once, while it is fresh."""
    params = request.params
    if utf16_length(params.text("text")) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):
        raise bad_request("URL_INVALID")
    answer = CallbackAnswer(
        params.text("callback_query_id"),
        params.text("text"),
        params.flag("show_alert"),
        params.text("url"),
        params.integer("cache_time", 0, 0),
    )
    request.state.answer_query("callback", answer)
    return True


@method("answerInlineQuery")
def answer_inline_query(request: Request) -> bool:
    """At most 50 results with unique identifiers of 1-64 bytes."""
    params = request.params
    results = _checked_results(params.json("results", "inline query results"))
    answer = InlineAnswer(
        params.text("inline_query_id"),
        tuple(results),
        params.integer("cache_time", 300, 0, 24 * 60 * 60),
        params.flag("is_personal"),
        params.text("next_offset"),
        params.json("button", "inline query results button"),
    )
    if len(answer.next_offset.encode()) > _MAX_RESULT_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    request.state.answer_query("inline", answer)
    return True


def _checked_results(results: Any) -> list[JsonObject]:
    if results is None:
        return []
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > _MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    for result in results:
        _check_result(result)
    identifiers = [result["id"] for result in results]
    if len(set(identifiers)) != len(identifiers):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def _check_result(result: Any) -> None:
    prefix = "can't parse inline query result: "
    if not isinstance(result, dict):
        raise bad_request(prefix + "Inline query result must be an object")
    for name in ("type", "id"):
        if not isinstance(result.get(name), str):
            raise bad_request(f'{prefix}Can\'t find field "{name}"')
    if not 1 <= len(result["id"].encode()) <= _MAX_RESULT_ID:
        raise bad_request("RESULT_ID_INVALID")
    _check_type(result, prefix)
    checked_markup(result.get("reply_markup"), inline_only=True)
    if "caption" in result:
        caption_text(result["caption"], result.get("parse_mode", ""), result.get("caption_entities"))
    if "input_message_content" in result:
        _check_content(result["input_message_content"])


def _check_type(result: JsonObject, prefix: str) -> None:
    kind = result["type"]
    if kind == "article":
        if not result.get("title"):
            raise bad_request(f'{prefix}Can\'t find field "title"')
        if not isinstance(result.get("input_message_content"), dict):
            raise bad_request(prefix + "Input message content is not specified")
        return
    cached = f"{kind}_file_id"
    needed = _MEDIA.get(kind) or _OTHER.get(kind)
    if needed is None and kind != "sticker":
        raise bad_request(f'{prefix}type "{kind}" is unsupported for the inline query result')
    if not (result.get(cached) or (needed and result.get(needed) is not None)):
        raise bad_request(f'{prefix}Can\'t find field "{needed or cached}"')


def _check_content(content: Any) -> None:
    if not isinstance(content, dict):
        raise bad_request("input message content is not specified")
    if "message_text" in content:
        message_text(content["message_text"], content.get("parse_mode", ""), content.get("entities"))


@method("getFile")
def get_file(request: Request) -> JsonObject:
    """The download path of a file of at most 20 MB."""
    file = request.state.files.get(request.params.text("file_id"))
    return file.json() | {"file_path": file.path}
