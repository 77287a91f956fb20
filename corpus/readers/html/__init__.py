"""Web pages: the main text and its tables, in order; nothing is fetched."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import EmptyReport, TooComplex, UnknownEncoding, WrongContent
from corpus.limits import Limits
from corpus.readers.writing import TextWriter, byte_order_mark, too_many_controls
from corpus.records import Extract

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from corpus.readers.html.blocks import Block

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|table|article|main|section)\b", re.IGNORECASE
)
_DAY = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_SHOWN_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b")
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_SITE = re.compile(r"\s+[|–»-]\s+[^|–»-]{3,60}$")
_SITE_NAME = re.compile(r"(?:cổng|trang|báo điện tử|website|trang chủ|chi tiết|tin tức)\b", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"(?:số\s*:|cộng h(?:òa|oà) xã hội|báo cáo|ủy ban|uỷ ban|ubnd|sở|tỉnh ủy|hđnd)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,500}", re.IGNORECASE)
_HEAD_BLOCKS, _LONGEST_BEFORE_TITLE, _FEWEST_TITLE_WORDS = 5, 60, 3


class HtmlReader:
    """Reads .html pages."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    engines: tuple[str, ...] = ("lxml.html", "trafilatura")

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The title, the day of publication where the text does not show it, and the main text with its tables.

        Raises WrongContent, UnknownEncoding, EmptyReport or TooComplex.
        """
        from corpus.readers.html.blocks import read_blocks  # noqa: PLC0415  (lxml, only where a page is read)
        from corpus.readers.html.cleaning import clean_page  # noqa: PLC0415  (as above)
        from corpus.readers.html.main import main_blocks  # noqa: PLC0415  (as above)

        root = _parse(path, _decode(path, data), limits)
        title, published, address = _page_title(root), _published(root), _address(root)
        clean_page(root)
        blocks = main_blocks(root, read_blocks(root, path, limits))
        writer = TextWriter(path, limits)
        for block in _titled(blocks, title, published, root):
            _write(writer, block)
        return replace(writer.extract(self.name), address=address)


def _address(root: "HtmlElement") -> str:
    """The canonical address that a page gives of itself, "" where it gives none of the web. It is never visited."""
    found = [link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"]
    found += [meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    return next((a.strip() for a in found if _ADDRESS.fullmatch(a.strip())), "")


def _decode(path: Path, data: bytes) -> str:
    """The text of a page: by its mark, as UTF-8, else as it declares itself."""
    if not data.strip():
        raise EmptyReport(path)
    marked = byte_order_mark(data)
    declared = _DECLARED.search(data[:4096])
    names = [marked] if marked else ["utf-8", declared[1].decode() if declared else ""]
    text = next((text for name in names if name and (text := _try(data, name)) is not None), None)
    if text is None:
        raise UnknownEncoding(path, f"khai báo {names[-1] or 'không có'}")
    if too_many_controls(text) or not _TAG.search(text):
        raise WrongContent(path, "trang HTML")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _parse(path: Path, text: str, limits: Limits) -> "HtmlElement":
    """The tree of a page, no deeper than the limits."""
    from lxml import etree  # noqa: PLC0415  (only where a page is read)
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415  (as above)

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyReport(path) from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    if cut or deepest > limits.max_depth:
        raise TooComplex(path, f"thẻ HTML lồng hơn {limits.max_depth} tầng hoặc có một đoạn chữ quá dài")
    return root


def _page_title(root: "HtmlElement") -> str:
    """What the page calls itself: its only <h1>, else og:title, else <title>, unless that names the site."""
    headings = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    shared = root.xpath("string(//meta[@property='og:title']/@content)").strip()
    title = shared or _SITE.sub("", " ".join(root.xpath("string(//title)").split()))
    return "" if len(title.split()) < _FEWEST_TITLE_WORDS or _SITE_NAME.match(title) else title


def _published(root: "HtmlElement") -> date | None:
    """The day of publication as the page's metadata state it."""
    stated = root.xpath(
        "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='pubdate' or"
        " @name='DC.date.issued' or @name='dc.date']/@content"
        " | //time[@pubdate or @itemprop='datePublished' or not(//time[2])]/@datetime"
    )
    scripts = "".join(root.xpath("//script[@type='application/ld+json']/text()"))[:200_000]
    for wording in (*stated, *_JSON_DAY.findall(scripts)):
        if match := _DAY.match(wording.strip()):
            try:
                return date.fromisoformat(match.group())
            except ValueError:
                continue
    return None


def _titled(blocks: list["Block"], title: str, published: date | None, root: "HtmlElement") -> list["Block"]:
    """The blocks under their title and day: first, unless a letterhead stands above."""
    from corpus.readers.html.blocks import Block  # noqa: PLC0415  (lxml, only where a page is read)

    at = next((i for i, b in enumerate(blocks) if title and " ".join(b.text.split()) == title), None)
    before = blocks[: at or 0]
    if any(b.cells or len(b.text) > _LONGEST_BEFORE_TITLE or _LETTERHEAD.match(b.text) for b in before):
        return blocks
    rest = blocks if at is None else [*before, *blocks[at + 1 :]]
    head = [Block(root, title)] if title else []
    shown = any(_SHOWN_DAY.search(block.text) for block in blocks[: (at or 0) + _HEAD_BLOCKS])
    if published and not shown:
        head.append(Block(root, published.strftime("%d/%m/%Y")))
    return [*head, *rest]


def _write(writer: TextWriter, block: "Block") -> None:
    if block.cells:
        writer.table(block.cells)
        return
    writer.blank()
    for line in block.text.split("\n"):
        if line:
            writer.line(line)
        else:
            writer.blank()
