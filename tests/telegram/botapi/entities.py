"""Text of messages and captions: parse modes, entities, limits.

Limits are counted on the text that is left after entity parsing, in UTF-16 code units:
4096 for a message, 1024 for a caption. Leading (before the first entity) and trailing white
space is cut off, as the real server does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from .entity import Entity, utf16_length
from .errors import ApiError, JsonObject, bad_request
from .html_parser import parse_html

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
_SOURCE_LIMIT = 1 << 15
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_BLOCKS = {"code", "pre"}
_KNOWN = _STYLES | _QUOTES | _BLOCKS | {"text_link", "text_mention", "custom_emoji"}
_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_MENTION = re.compile(r"(?<![\w@])@[A-Za-z]\w{2,31}\b")


@dataclass(frozen=True)
class FormattedText:
    """Plain text with its entities."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


def message_text(source: str, parse_mode: str, entities: Any = None) -> FormattedText:
    """The text of a message: not empty, at most 4096 units."""
    if not source:
        raise bad_request("message text is empty")
    formatted = format_text(source, parse_mode, entities)
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    return formatted


def caption_text(source: str, parse_mode: str, entities: Any = None) -> FormattedText:
    """The caption of a file: may be empty, at most 1024 units."""
    formatted = format_text(source, parse_mode, entities)
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def format_text(source: str, parse_mode: str, entities: Any = None) -> FormattedText:
    """Apply a parse mode, or else the entities given in JSON, and bring the result in order."""
    if len(source.encode("utf-8", "replace")) > _SOURCE_LIMIT:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode in {"", "none"} or not source:
        return _trimmed(FormattedText(source, _resolved(given_entities(source, entities))))
    if mode in {"markdown", "markdownv2"}:
        raise ApiError(400, f"Bad Request: the fake Bot API does not implement parse_mode {parse_mode}; use HTML")
    if mode != "html":
        raise bad_request("unsupported parse_mode")
    text, found = parse_html(source)
    return _trimmed(FormattedText(text, _resolved(found)))


def given_entities(text: str, value: Any) -> tuple[Entity, ...]:
    """Entities the bot worked out itself; found types such as `url` are ignored."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise bad_request("can't parse MessageEntity: expected an Array")
    size = utf16_length(text)
    read = [_given_entity(item) for item in value]
    return tuple(e for e in read if e is not None and 0 <= e.offset < e.end <= size)


def _given_entity(item: Any) -> Entity | None:
    if not isinstance(item, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length", "type"):
        if name not in item:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    user = item.get("user") or {}
    entity = Entity(
        str(item["type"]),
        int(item["offset"]),
        int(item["length"]),
        item.get("url"),
        item.get("language"),
        item.get("custom_emoji_id"),
        user.get("id"),
    )
    return entity if entity.type in _KNOWN else None


def found_in_text(text: str) -> tuple[Entity, ...]:
    """What the server finds in the text itself: bot commands, links, mentions."""
    found: list[Entity] = []
    for type_, pattern in (("url", _URL), ("bot_command", _COMMAND), ("mention", _MENTION)):
        for hit in pattern.finditer(text):
            entity = Entity(type_, utf16_length(text[: hit.start()]), utf16_length(hit.group()))
            if not any(entity.offset < e.end and e.offset < entity.end for e in found):
                found.append(entity)
    return tuple(sorted(found, key=lambda e: e.offset))


def entity_json(entity: Entity) -> JsonObject:
    """A MessageEntity object."""
    body: JsonObject = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    extra = {"url": entity.url, "language": entity.language, "custom_emoji_id": entity.custom_emoji_id}
    body.update({name: value for name, value in extra.items() if value is not None})
    if entity.user_id is not None:
        body["user"] = {"id": entity.user_id, "is_bot": False, "first_name": str(entity.user_id)}
    return body


def entity_text(text: str, entity: Entity) -> str:
    """The part of the text an entity covers."""
    raw = text.encode("utf-16-le")
    return raw[2 * entity.offset : 2 * entity.end].decode("utf-16-le")


def _resolved(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The Bot API's nesting rules: nothing in `code` and `pre`, no quotation in a quotation.

    A style around a code block is cut to the parts outside of it; anything else inside goes.
    """
    blocks = [e for e in entities if e.type in _BLOCKS]
    blocks = [b for b in blocks if not any(o is not b and _inside(b, o, blocks) for o in blocks)]
    quotes = [e for e in entities if e.type in _QUOTES]
    kept: list[Entity] = []
    for entity in entities:
        if entity.type in _STYLES:
            kept.extend(_cut_around(entity, blocks))
        elif entity.type in _QUOTES:
            kept.extend([entity] if not any(_inside(entity, q, quotes) for q in quotes) else [])
        elif entity in blocks or not any(_inside(entity, b, ()) for b in blocks):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda e: (e.offset, -e.length)))


def _inside(inner: Entity, outer: Entity, among: list[Entity] | tuple[()]) -> bool:
    """Whether `inner` lies in `outer`; of two equal ones in a list the later lies in the earlier."""
    if inner is outer or not (outer.offset <= inner.offset and inner.end <= outer.end):
        return False
    same = (inner.offset, inner.length) == (outer.offset, outer.length)
    return not same or not among or among.index(outer) < among.index(inner)


def _cut_around(style: Entity, blocks: list[Entity]) -> list[Entity]:
    pieces = [(style.offset, style.end)]
    for block in blocks:
        pieces = [
            part
            for begin, end in pieces
            for part in ((begin, min(end, block.offset)), (max(begin, block.end), end))
            if part[0] < part[1]
        ]
    return [replace(style, offset=begin, length=end - begin) for begin, end in pieces]


def _trimmed(formatted: FormattedText) -> FormattedText:
    """Without leading (before the first entity) and trailing white space."""
    text = formatted.text.rstrip()
    size = utf16_length(text)
    entities = [e for e in formatted.entities if e.offset < size]
    lead = utf16_length(text) - utf16_length(text.lstrip(" \n"))
    lead = min([lead, *(e.offset for e in entities)])
    fitted = (replace(e, offset=e.offset - lead, length=min(e.end, size) - e.offset) for e in entities)
    return FormattedText(text[lead:], tuple(fitted))


def split_text(text: str, limit: int = MESSAGE_LIMIT) -> tuple[str, ...]:
    """Parts of at most `limit` UTF-16 units, cut at a line end or space where there is one."""
    parts, rest = [], text.strip()
    while rest:
        head = _longest_head(rest, limit)
        if len(head) < len(rest):
            window = rest[: len(head) + 1]
            cut = max(window.rfind("\n"), window.rfind(" "))
            head = head[:cut] if cut > 0 else head
        parts.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return tuple(parts)


def _longest_head(text: str, limit: int) -> str:
    head = text[:limit]
    while utf16_length(head) > limit:
        head = head[: len(head) - (utf16_length(head) - limit + 1) // 2]
    return head
