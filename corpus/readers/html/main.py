"""Which blocks of a page are its main text: from the first to the last that trafilatura finds, menus left out.

trafilatura says where the main text is; it drops tables, short lines and parts of sentences on the way, so the
blocks themselves are ours.
"""

import re
from copy import deepcopy
from itertools import takewhile

from lxml.html import HtmlElement

from corpus.readers.html.blocks import Block

# trafilatura found the main text if that is at least so much of the page's.
_ENOUGH = 1 / 3
_MOST_LINKED, _FEW_WORDS, _MANY_LINKS = 0.6, 4, 3
_WHOLE_PAGE = frozenset(["html", "body", "form"])
_SHORT_LINE, _PARTS = 200, re.compile(r"\s*(?:\||•|·|\n)\s*")
_COUNTER = re.compile(
    r"(?:(?:số )?lượt (?:xem|truy cập|đọc|tải)|đã xem|views?|cỡ chữ|font size|chia sẻ|in trang|in bài|bình luận"
    r"|gửi email|đọc bài|nghe đọc bài|phản hồi|xem thêm|về trang (?:trước|chủ)|facebook|zalo|twitter)\b",
    re.IGNORECASE,
)
_TIME_ZONE = re.compile(r"\s*[(\[]?(?:GMT|UTC)\s*(?:[+-]\s*\d{1,2}(?::?\d\d)?)?[)\]]?")
_END = re.compile(
    r"(?:©|copyright|bản quyền|giấy phép (?:số|xuất bản)|ý kiến bạn đọc"
    r"|(?:các )?tin (?:liên quan|khác|cùng chuyên mục|mới(?: hơn)?|cũ hơn)\s*:?$"
    r"|bài viết (?:liên quan|khác|cùng chuyên mục)|thống kê truy cập)",
    re.IGNORECASE,
)


def main_blocks(root: HtmlElement, blocks: list[Block]) -> list[Block]:
    """The main text of a cleaned page: what trafilatura finds and all that stands between, else all but links."""
    region = _region(root)
    inside = [block for block in blocks if region is None or _holds(region, block.element)]
    found = _found(root)
    known = [i for i, block in enumerate(inside) if _is_found(block, found)]
    enough = sum(_size(inside[i]) for i in known) >= _ENOUGH * sum(map(_size, inside))
    if known and enough and region is None:
        inside = _between(inside, known[0], known[-1])
    kept = [block for block in inside if block.cells or not _is_links(block, found)]
    return [block for block in _before_end(kept) if block.cells or _without_counters(block)]


def _region(root: HtmlElement) -> HtmlElement | None:
    """The one <article> or <main> of a page that holds at least a third of its text."""
    whole = len(root.text_content())
    for tag in ("article", "main"):
        parts = list(root.iter(tag))
        if len(parts) == 1 and len(parts[0].text_content()) >= whole * _ENOUGH:
            return parts[0]
    return None


def _holds(region: HtmlElement, element: HtmlElement) -> bool:
    return element is region or any(above is region for above in element.iterancestors())


def _found(root: HtmlElement) -> set[str]:
    """The lines of the main text as trafilatura finds it, letters and digits only."""
    from trafilatura import bare_extraction  # noqa: PLC0415  (half a second, only where a page is read)

    document = bare_extraction(
        deepcopy(root), include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    return {key for line in text.split("\n") for part in (line, *line.split("|")) if (key := _key(part))}


def _key(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _is_found(block: Block, found: set[str]) -> bool:
    if block.cells:
        return any(_key(cell.text) in found for cell in block.cells if len(cell.text) > 2)
    return any(_key(line) in found for line in block.text.split("\n"))


def _size(block: Block) -> int:
    return sum(len(cell.text) for cell in block.cells) if block.cells else len(block.text)


def _between(blocks: list[Block], first: int, last: int) -> list[Block]:
    """The blocks from the first to the last, the heading above, and those about that stand in the same parts."""
    parents = {block.element.getparent() for block in blocks[first : last + 1]}
    while first and (_stands_in(blocks[first - 1], parents) or blocks[first - 1].element.tag == "h1"):
        first -= 1
    after = takewhile(lambda block: _stands_in(block, parents), blocks[last + 1 :])
    return [*blocks[first : last + 1], *after]


def _stands_in(block: Block, parents: set[HtmlElement]) -> bool:
    """Whether a block, or the table that places it, is a child of one of these, or lies in one that is no page."""
    above = list(block.element.iterancestors())
    table = next((element for element in above if element.tag == "table"), block.element)
    if {block.element.getparent(), table.getparent()} & parents:
        return True
    return any(element in parents and element.tag not in _WHOLE_PAGE for element in above)


def _is_links(block: Block, found: set[str]) -> bool:
    """Whether a block is a menu or a link to another page."""
    if block.linked < _MOST_LINKED * len(_key(block.text)):
        return False
    words = len(block.text.split())
    return block.links >= _MANY_LINKS or words <= _FEW_WORDS or not _is_found(block, found)


def _before_end(blocks: list[Block]) -> list[Block]:
    """The blocks before the one that ends an article: copyright, related articles."""
    prose = max((i for i, block in enumerate(blocks) if block.cells or len(block.text) > _SHORT_LINE), default=-1)
    end = next((i for i, b in enumerate(blocks) if i > prose and _END.match(b.text)), len(blocks))
    return blocks[:end]


def _without_counters(block: Block) -> bool:
    """Take view counters, page controls and time zones out of a short line; whether something is left."""
    if len(block.text) < _SHORT_LINE:
        block.text = _TIME_ZONE.sub("", block.text)
    if len(block.text) < _SHORT_LINE and any(map(_COUNTER.match, _PARTS.split(block.text))):
        parts = [part for part in _PARTS.split(block.text) if not _COUNTER.match(part)]
        block.text = " | ".join(part for part in parts if _key(part))
    return bool(block.text)
