"""Reply markups: inline keyboards are checked in full, the other three by their shape.

Rules: callback_data is 1-64 bytes; a button has a text and exactly one action; links are
links; at most 100 buttons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .errors import JsonObject, bad_request
from .links import LinkError, checked_link
from .params import Params

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_MAX_BUTTONS = 100
_MAX_CALLBACK_BYTES = 64
_MAX_COPY_TEXT = 256


@dataclass(frozen=True)
class Button:
    """One button as the user sees it; `data` of a callback button, `url` of a link button."""

    text: str
    data: str | None = None
    url: str | None = None


def reply_markup(params: Params, *, inline_only: bool = False) -> JsonObject | None:
    """The checked `reply_markup` of a call; an edit and an inline result take inline ones only."""
    return checked_markup(params.json("reply_markup", "reply keyboard markup"), inline_only=inline_only)


def checked_markup(markup: Any, *, inline_only: bool = False) -> JsonObject | None:
    """A reply markup as it is stored, None when there is none or an empty inline keyboard."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(_rows(markup, "inline_keyboard"))
    if inline_only and markup:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        _check_reply_keyboard(_rows(markup, "keyboard"))
    elif markup and not (markup.get("remove_keyboard") or markup.get("force_reply")):
        raise bad_request("unsupported reply markup")
    return markup or None


def buttons_of(markup: JsonObject | None) -> tuple[tuple[Button, ...], ...]:
    """The rows of buttons of an inline or a reply keyboard."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return tuple(tuple(_button(item) for item in row) for row in rows)


def _button(item: Any) -> Button:
    if isinstance(item, str):
        return Button(item)
    return Button(item["text"], item.get("callback_data"), item.get("url"))


def _rows(markup: JsonObject, name: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        what = " of the InlineKeyboardMarkup must be an Array of Arrays" if name.startswith("i") else ""
        raise bad_request(f'field "{name}"{what or " must be an Array of Arrays"}')
    if sum(len(row) for row in rows) > _MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _inline(rows: list[list[Any]]) -> JsonObject | None:
    checked = [[_checked_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": checked} if checked else None


def _checked_button(button: Any) -> JsonObject:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(prefix + 'Can\'t find field "text"')
    if not isinstance(button["text"], str) or not button["text"].strip():
        raise bad_request(prefix + "button text must be non-empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(prefix + f"exactly one action is allowed, found {', '.join(actions)}")
    _check_action(actions[0], button[actions[0]])
    return button


def _check_action(name: str, value: Any) -> None:
    match name:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= _MAX_CALLBACK_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            _check_url(str(value))
        case "web_app" | "login_url":
            url = str(value.get("url", "")) if isinstance(value, dict) else ""
            _check_url(url)
            if not url.lower().startswith("https://"):
                raise bad_request(f"inline keyboard button URL '{url}' is invalid: Only HTTPS links are allowed")
        case "copy_text":
            text = value.get("text", "") if isinstance(value, dict) else ""
            if not 1 <= len(text) <= _MAX_COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    try:
        checked_link(url)
    except LinkError as why:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {why}") from None


def _check_reply_keyboard(rows: list[list[Any]]) -> None:
    for button in (button for row in rows for button in row):
        text = button.get("text") if isinstance(button, dict) else button
        if not isinstance(text, str):
            raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
        if not text.strip():
            raise bad_request("keyboard button text must be non-empty")
