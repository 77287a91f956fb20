"""Messages within Telegram's limit of 4096 characters, counted in UTF-16 units after the tags are taken out.

Blocks are kept whole where they fit; a longer one is cut at a line, a sentence or a space, its open tags closed
and opened again in the next message.
"""

import re
from html import unescape

LIMIT = 4096
_TAG = re.compile(r"<(/?)([a-z-]+)(?:\s[^<>]*)?>")
_TOKEN = re.compile(r"<[^<>]+>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|[^<&]", re.IGNORECASE | re.DOTALL)
_CUTS = ("\n", ". ", "; ", " ")


def visible_length(html: str) -> int:
    """UTF-16 units of what a person sees."""
    text = unescape(_TAG.sub("", html))
    return len(text.encode("utf-16-le", "replace")) // 2


def split_messages(blocks: list[str], limit: int = LIMIT) -> list[str]:
    """The blocks as few messages as possible, each at most `limit` units and valid HTML by itself."""
    messages: list[str] = []
    for block in blocks:
        for part in _cut(block, limit):
            joined = f"{messages[-1]}\n\n{part}" if messages else part
            if messages and visible_length(joined) <= limit:
                messages[-1] = joined
            else:
                messages.append(part)
    return messages


def _cut(block: str, limit: int) -> list[str]:
    parts = []
    while visible_length(block) > limit:
        head, tail = _cut_once(block, limit)
        parts.append(head)
        block = tail
    return [*parts, block] if block.strip() else parts


def _cut_once(block: str, limit: int) -> tuple[str, str]:
    """The longest fitting beginning, cut at a good place, and the rest; both balanced."""
    fitting = _fitting(block, limit)
    for mark in _CUTS:
        at = fitting.rfind(mark)
        in_tag = fitting.rfind("<", 0, at) > fitting.rfind(">", 0, at)
        if at > len(fitting) // 2 and not in_tag:
            fitting = fitting[: at + len(mark)]
            break
    open_tags = _open_tags(fitting)
    closing = "".join(f"</{name}>" for name, _ in reversed(open_tags))
    opening = "".join(tag for _, tag in open_tags)
    return fitting.rstrip() + closing, opening + block[len(fitting) :].lstrip()


def _fitting(block: str, limit: int) -> str:
    """The longest run of whole tags, entities and characters within `limit` units."""
    used, at = 0, 0
    for token in _TOKEN.finditer(block):
        piece = token.group()
        if not piece.startswith("<"):
            used += len(unescape(piece).encode("utf-16-le", "replace")) // 2
        if used > limit:
            break
        at = token.end()
    return block[:at]


def _open_tags(html: str) -> list[tuple[str, str]]:
    """Tags opened and not closed in `html`, outermost first, each with its full text."""
    stack: list[tuple[str, str]] = []
    for match in _TAG.finditer(html):
        if match.group(1):
            stack.pop()
        else:
            stack.append((match.group(2), match.group()))
    return stack


def strip_tags(html: str) -> str:
    """The plain text of a message: what is sent where Telegram refuses the HTML."""
    return unescape(_TAG.sub("", html))
