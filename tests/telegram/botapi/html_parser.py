"""`parse_mode=HTML`: the Bot API's own small markup language, which is not HTML.

Everything is counted in bytes of UTF-8, because the refusals name byte offsets. Rules: only the
documented tags; a tag must be closed in order (`</>` closes the innermost one); of the named
character references only `&lt; &gt; &amp; &quot;` are known and any other text after `&` stays
as it is; an attribute without quotes is a name of letters, digits, dots and hyphens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .entity import Entity, document_order, utf16_length
from .errors import bad_request
from .links import LinkError, checked_link

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_SPACE = b" \t\r\n\v\0"
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NAME_TOKEN = _LETTERS + b"0123456789.-"
_ATTRIBUTE_END = _SPACE + b"=>/\"'"


@dataclass(frozen=True)
class _OpenTag:
    name: str
    argument: str
    offset: int
    begin: int


def _refuse(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Plain text and entities in document order, or 400 "can't parse entities: ..."."""
    return _HtmlParser(source).parse()


class _HtmlParser:
    """One pass over the bytes; reading past the end gives 0, as in the original."""

    def __init__(self, source: str) -> None:
        self.data = source.encode("utf-8", "surrogatepass")
        self.at = 0
        self.text = ""
        self.units = 0
        self.open: list[_OpenTag] = []
        self.found: list[Entity] = []

    def parse(self) -> tuple[str, tuple[Entity, ...]]:
        while self.at < len(self.data):
            match self.data[self.at]:
                case 0x26:  # &
                    self.put(self.reference() or self.character())
                case 0x3C:  # <
                    self.tag()
                case _:
                    self.put(self.character())
        if self.open:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.check_surrogates()
        done = (replace(e, language=None) if e.type == "code" else e for e in self.found)
        return self.text, tuple(sorted(done, key=document_order))

    def check_surrogates(self) -> None:
        try:
            self.text.encode()
        except UnicodeEncodeError:
            raise _refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    # --- reading ---------------------------------------------------------------------------

    def byte(self) -> int:
        return self.data[self.at] if self.at < len(self.data) else 0

    def put(self, text: str) -> None:
        self.text += text
        self.units += utf16_length(text)

    def character(self) -> str:
        first = self.data[self.at]
        size = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        piece = self.data[self.at : self.at + size]
        self.at += size
        return piece.decode("utf-8", "surrogatepass")

    def skip(self, characters: bytes) -> None:
        while self.at < len(self.data) and self.data[self.at] in characters:
            self.at += 1

    def take_until(self, stop: bytes) -> str:
        begin = self.at
        while self.byte() not in stop:
            self.at += 1
        return self.data[begin : self.at].decode("utf-8", "replace")

    def reference(self) -> str:
        """A character reference at `&`; the empty string when it is none, then nothing is read."""
        begin = self.at
        end, text = self.numeric(begin) if self.data[begin + 1 : begin + 2] == b"#" else self.named(begin)
        if text:
            self.at = end + (self.data[end : end + 1] == b";")
        return text

    def named(self, begin: int) -> tuple[int, str]:
        end = begin + 1
        while end < len(self.data) and self.data[end] in _LETTERS:
            end += 1
        return end, _NAMED.get(self.data[begin + 1 : end], "")

    def numeric(self, begin: int) -> tuple[int, str]:
        hexadecimal = self.data[begin + 2 : begin + 3] == b"x"
        digits = b"0123456789abcdefABCDEF" if hexadecimal else b"0123456789"
        first = end = begin + (3 if hexadecimal else 2)
        while end < len(self.data) and self.data[end] in digits:
            end += 1
        code = int(self.data[first:end] or b"0", 16 if hexadecimal else 10)
        usable = 0 < code < 0x10FFFF and end - begin < 10
        return end, chr(code) if usable else ""

    # --- tags ------------------------------------------------------------------------------

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.byte() == 0x2F:  # /
            self.at += 1
            self.close(begin)
        else:
            self.start(begin)

    def start(self, begin: int) -> None:
        name = self.take_until(_SPACE + b">").lower()
        if self.byte() == 0:
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if name not in _TYPES:
            raise _refuse(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = ""
        while True:
            self.skip(_SPACE.rstrip(b"\0"))
            if self.byte() == 0x3E:  # >
                break
            attribute, value = self.attribute(name, begin)
            argument = _argument(name, attribute, value) or argument
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_OpenTag(name, argument, self.units, len(self.text)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        name = self.take_until(_ATTRIBUTE_END)
        if not name:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self.skip(_SPACE)
        if self.byte() != 0x3D:  # =
            self.must_go_on(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return name, None
        self.at += 1
        self.skip(_SPACE)
        self.must_go_on(f'Unclosed start tag "{tag}" at byte offset {begin}')
        quoted = self.byte() in b"\"'"
        value = self.quoted_value() if quoted else self.name_token()
        self.must_go_on(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def must_go_on(self, otherwise: str) -> None:
        if self.byte() == 0:
            raise _refuse(otherwise)

    def name_token(self) -> str:
        begin = self.at
        self.skip(_NAME_TOKEN)
        if self.byte() not in _SPACE + b">":
            raise _refuse(f"Unexpected end of name token at byte offset {begin}")
        return self.data[begin : self.at].decode().lower()

    def quoted_value(self) -> str:
        quote, value = self.byte(), ""
        self.at += 1
        while self.byte() not in (quote, 0):
            value += (self.reference() if self.byte() == 0x26 else "") or self.character()
        self.at += self.byte() == quote
        return value

    def close(self, begin: int) -> None:
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {begin}")
        name = self.take_until(_SPACE + b">").lower()
        self.skip(_SPACE)
        if self.byte() != 0x3E:
            raise _refuse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open.pop()
        if name not in ("", tag.name):
            raise _refuse(f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"')
        if self.units > tag.offset:
            self.add(tag)

    # --- entities --------------------------------------------------------------------------

    def add(self, tag: _OpenTag) -> None:
        entity = Entity(_TYPES[tag.name], tag.offset, self.units - tag.offset)
        match tag.name:
            case "a":
                self.found.extend(_link(entity, tag.argument or self.text[tag.begin :]))
            case "tg-emoji":
                self.found.append(replace(entity, custom_emoji_id=_emoji_id(tag.argument)))
            case "blockquote" if tag.argument:
                self.found.append(replace(entity, type="expandable_blockquote"))
            case "code" | "pre":
                self.add_code(replace(entity, language=tag.argument or None))
            case _:
                self.found.append(entity)

    def add_code(self, entity: Entity) -> None:
        """`<pre>` and `<code class="language-x">` around the same text are one `pre` entity."""
        last = self.found[-1] if self.found else None
        language = entity.language or (last.language if last else None)
        pair = last and {last.type, entity.type} == {"code", "pre"} and language
        if last and pair and (last.offset, last.length) == (entity.offset, entity.length):
            self.found[-1] = replace(entity, type="pre", language=language)
        else:
            self.found.append(entity)


def _argument(tag: str, attribute: str, value: str | None) -> str:
    """What an attribute says about the entity; attributes that say nothing are ignored."""
    if (tag, attribute) == ("blockquote", "expandable"):
        return "1"
    if value is None:
        return ""
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
    return ""


def _link(entity: Entity, url: str) -> list[Entity]:
    """A link to a page or a mention of a user; an invalid link silently stays plain text."""
    user = url.removeprefix("tg://user?id=")
    if user != url and user.isdigit():
        return [replace(entity, type="text_mention", user_id=int(user))]
    try:
        return [replace(entity, url=checked_link(url))]
    except LinkError:
        return []


def _emoji_id(argument: str) -> str:
    if not argument.isdigit() or int(argument) == 0:
        raise _refuse("Invalid custom emoji identifier specified")
    return argument
