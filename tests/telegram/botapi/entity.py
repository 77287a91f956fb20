"""One MessageEntity, and lengths as Telegram counts them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entity:
    """A MessageEntity; offsets are UTF-16 code units of the plain text."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    user_id: int | None = None

    @property
    def end(self) -> int:
        """The offset just after the entity."""
        return self.offset + self.length


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: code units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def document_order(entity: Entity) -> tuple[int, int, int]:
    """Outer entities first; equal ones by the server's order of types."""
    return entity.offset, -entity.length, _PRIORITY.get(entity.type, 50)
