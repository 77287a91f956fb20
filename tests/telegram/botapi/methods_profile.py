"""The bot itself: getMe, commands, name and descriptions; chats and their members."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from .errors import JsonObject, bad_request
from .methods import Handler, Request, method
from .params import Params

_COMMAND = re.compile(r"[a-z0-9_]+")
_MAX_COMMANDS = 100
_MAX_COMMAND = 32
_MAX_COMMAND_DESCRIPTION = 256
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


@method("getMe")
def get_me(request: Request) -> JsonObject:
    """The bot as a User with its abilities."""
    return request.state.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not request.state.settings.privacy_mode,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(request: Request) -> str:
    """The scope of commands as a key; a scope of one chat needs a chat the bot knows."""
    scope = request.params.json("scope", "BotCommandScope")
    if scope is None:
        return "default"
    prefix = "can't parse BotCommandScope: "
    if not isinstance(scope, dict):
        raise bad_request(prefix + "BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in _PLAIN_SCOPES:
        return str(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request(prefix + "Unsupported type specified")
    if not scope.get("chat_id"):
        raise bad_request(prefix + "Empty chat_id specified")
    chat = request.state.chat(str(scope["chat_id"]))
    if chat.is_private and kind != "chat":
        raise bad_request("can't use specified scope in private chats")
    if kind == "chat_member" and not scope.get("user_id"):
        raise bad_request(prefix + "Invalid user_id specified")
    return json.dumps([kind, chat.id, scope.get("user_id", 0)])


def _checked_command(value: Any) -> JsonObject:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(value.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = value["command"].strip().removeprefix("/")
    description = value["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > _MAX_COMMAND:
        raise bad_request(f"command length must not exceed {_MAX_COMMAND}")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > _MAX_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {_MAX_COMMAND_DESCRIPTION}")
    return {"command": command, "description": description}


@method("setMyCommands")
def set_my_commands(request: Request) -> bool:
    """At most 100 commands of [a-z0-9_]{1,32} with descriptions of 1-256 characters."""
    values = request.params.json("commands", "commands")
    if not isinstance(values or [], list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_checked_command(value) for value in values or []]
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    request.state.profile.commands[_scope(request), _language(request.params)] = commands
    return True


@method("getMyCommands")
def get_my_commands(request: Request) -> list[JsonObject]:
    """The commands of exactly this scope and language; an empty list when there are none."""
    return request.state.profile.commands.get((_scope(request), _language(request.params)), [])


@method("deleteMyCommands")
def delete_my_commands(request: Request) -> bool:
    """Forget the commands of this scope and language."""
    request.state.profile.commands.pop((_scope(request), _language(request.params)), None)
    return True


def _setter(name: str, limit: int, refusal: str) -> Callable[[Request], bool]:
    def set_text(request: Request) -> bool:
        value = request.params.text(name)
        if len(value) > limit:
            raise bad_request(refusal)
        request.state.profile.texts[name, _language(request.params)] = value
        return True

    return set_text


def _getter(name: str) -> Handler:
    def get_text(request: Request) -> JsonObject:
        texts, language = request.state.profile.texts, _language(request.params)
        return {name: texts.get((name, language)) or texts.get((name, ""), _default(request, name))}

    return get_text


def _default(request: Request, name: str) -> str:
    return request.state.bot.first_name if name == "name" else ""


for _name, _suffix, _limit, _refusal in (
    ("name", "Name", 64, "BOT_TITLE_INVALID"),
    ("description", "Description", 512, "BOT_DESCRIPTION_INVALID"),
    ("short_description", "ShortDescription", 120, "BOT_SHORT_DESCRIPTION_INVALID"),
):
    method(f"setMy{_suffix}")(_setter(_name, _limit, _refusal))
    method(f"getMy{_suffix}")(_getter(_name))


@method("getChat")
def get_chat(request: Request) -> JsonObject:
    """A ChatFullInfo with the fields every chat has."""
    chat = request.state.chat(request.params.text("chat_id"))
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


@method("getChatMember")
def get_chat_member(request: Request) -> JsonObject:
    """`member` or `left`; in a private chat both sides are members."""
    state, user_id = request.state, request.params.integer("user_id")
    chat = state.chat(request.params.text("chat_id"))
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    person = state.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    inside = {chat.id, state.bot.id} if chat.is_private else state.members.get(chat.id, set())
    return {"status": "member" if user_id in inside else "left", "user": person.json()}
