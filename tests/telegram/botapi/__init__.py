"""A strict fake of the Telegram Bot API on the loopback interface.

with FakeBotApi() as api:
    user = api.user(id=1001, first_name="Lan")
    ...start a bot with base_url=api.base_url, base_file_url=api.base_file_url...
    user.send("Có bao nhiêu HTX?")
    answer = user.wait_for_message(timeout=5)
"""

from __future__ import annotations

from .api import DEFAULT_TOKEN, FakeBotApi
from .calls import Call
from .entity import Entity, utf16_length
from .errors import ApiError
from .faults import DOWNLOAD, Fault, FaultKind
from .keyboards import Button
from .models import CallbackAnswer, Chat, ChatAction, InlineAnswer, Person, SentFile, SentMessage
from .multipart import UploadedFile
from .user import User
from .watcher import InlineQuery, Press

__all__ = [
    "DEFAULT_TOKEN",
    "DOWNLOAD",
    "ApiError",
    "Button",
    "Call",
    "CallbackAnswer",
    "Chat",
    "ChatAction",
    "Entity",
    "FakeBotApi",
    "Fault",
    "FaultKind",
    "InlineAnswer",
    "InlineQuery",
    "Person",
    "Press",
    "SentFile",
    "SentMessage",
    "UploadedFile",
    "User",
    "utf16_length",
]
