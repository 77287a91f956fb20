"""Messages are split by structure: each within Telegram's limit, valid by itself, and nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.splitting import LIMIT, split_messages, strip_tags, visible_length
from tests.telegram.botapi.html_parser import parse_html

PIECES = st.sampled_from(
    ["Có 30/37 sản phẩm. ", "<b>đậm</b> ", "&lt;b&gt; ", "👍🏽 ", "x" * 50, "\n", "<i>nghiêng, dài hơn</i>; "]
)
BLOCKS = st.lists(st.lists(PIECES, min_size=1, max_size=40).map("".join), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("html", "length"),
    [("abc", 3), ("<b>abc</b>", 3), ("&lt;&amp;", 2), ("👍", 2), ("<blockquote>hòa</blockquote>", 3), ("", 0)],
)
def test_visible_length_counts_what_telegram_counts(html: str, length: int) -> None:
    assert visible_length(html) == length


def test_blocks_that_fit_go_into_one_message() -> None:
    assert split_messages(["<b>một</b>", "hai"]) == ["<b>một</b>\n\nhai"]


def test_a_message_ends_between_blocks_where_it_can() -> None:
    blocks = ["a" * 3000, "b" * 3000]
    assert split_messages(blocks) == blocks


def test_an_open_tag_is_closed_and_opened_again() -> None:
    first, second = split_messages(["<b>" + "từ " * 30 + "</b>"], limit=60)
    assert first.startswith("<b>")
    assert first.endswith("</b>")
    assert second.startswith("<b>")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(BLOCKS, st.integers(min_value=40, max_value=300))
def test_every_message_is_valid_and_nothing_is_lost(blocks: list[str], limit: int) -> None:
    messages = split_messages(blocks, limit)
    assert all(visible_length(message) <= limit for message in messages)
    for message in messages:
        if strip_tags(message).strip():
            parse_html(message)
    kept = "".join(strip_tags(message) for message in messages)
    assert "".join(kept.split()) == "".join("".join(map(strip_tags, blocks)).split())


def test_the_limit_is_telegrams() -> None:
    assert LIMIT == 4096
