"""parse_mode HTML, limits and entities: tables of sources and outcomes."""

from __future__ import annotations

import pytest

from tests.telegram.botapi import Entity, utf16_length
from tests.telegram.botapi.entities import caption_text, entity_text, found_in_text, message_text, split_text
from tests.telegram.botapi.errors import ApiError
from tests.telegram.botapi.html_parser import parse_html

E = Entity

REFUSED = [
    ("Số liệu <x>", 'Unsupported start tag "x" at byte offset 12'),
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
    ("<p>một</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("GDP<5%", "Unclosed start tag at byte offset 3"),
    ("🏟 🏟&lt;<abc", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abc def>", 'Unsupported start tag "abc" at byte offset 13'),
    ("<i =x>", 'Empty attribute name in the tag "i" at byte offset 0'),
    ("<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<i x = ", 'Unclosed start tag "i" at byte offset 0'),
    ("<a href=https://a.vn/>x</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="https://a.vn>x</a>', "Unclosed start tag at byte offset 0"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>x</strong>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</strong>"'),
    ('<tg-emoji emoji-id="0">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
    (
        "&#xD83D;",
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
]

PARSED = [
    ("", "", ()),
    ("Hợp tác xã", "Hợp tác xã", ()),
    ("<b>Hợp tác xã</b>: 29.000", "Hợp tác xã: 29.000", (E("bold", 0, 10),)),
    ("<STRONG>a</strong>", "a", (E("bold", 0, 1),)),
    ("<i>a</i><em>b</em>", "ab", (E("italic", 0, 1), E("italic", 1, 1))),
    ("<u>a</u><ins>b</ins>", "ab", (E("underline", 0, 1), E("underline", 1, 1))),
    (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        (E("strikethrough", 0, 1), E("strikethrough", 1, 1), E("strikethrough", 2, 1)),
    ),
    (
        '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
        "ab",
        (E("spoiler", 0, 1), E("spoiler", 1, 1)),
    ),
    ("📊 <b>Kết quả</b>", "📊 Kết quả", (E("bold", 3, 7),)),
    ("<i>🇻🇳</i> <b>x</b>", "🇻🇳 x", (E("italic", 0, 4), E("bold", 5, 1))),
    ("<b><i>ab</i>c</b>", "abc", (E("bold", 0, 3), E("italic", 0, 2))),
    ("<i>a</>", "a", (E("italic", 0, 1),)),
    ("<b></b>x", "x", ()),
    ("&lt;&gt;&amp;&quot;", '<>&"', ()),
    ("&lt5 &#60;&#x1F600;", "<5 <😀", ()),
    ("R&D &nbsp;&laquo; &ltx; &", "R&D &nbsp;&laquo; &ltx; &", ()),
    ("&#0;&#1114111;&#;", "&#0;&#1114111;&#;", ()),
    (
        '<a href="https://gso.gov.vn/?a=1&amp;b=2">GSO</a>',
        "GSO",
        (E("text_link", 0, 3, url="https://gso.gov.vn/?a=1&b=2"),),
    ),
    ("<a href=gso.gov.vn>x</a>", "x", (E("text_link", 0, 1, url="http://gso.gov.vn/"),)),
    ("<a>gso.gov.vn</a>", "gso.gov.vn", (E("text_link", 0, 10, url="http://gso.gov.vn/"),)),
    ('<a href="http://localhost/">x</a>', "x", ()),
    ('<a href="javascript://x.y">x</a>', "x", ()),
    ('<a href="tg://user?id=42">Lan</a>', "Lan", (E("text_mention", 0, 3, user_id=42),)),
    ('<tg-emoji emoji-id="53">👍</tg-emoji>', "👍", (E("custom_emoji", 0, 2, custom_emoji_id="53"),)),
    ("<code>a</code><pre>b</pre>", "ab", (E("code", 0, 1), E("pre", 1, 1))),
    ('<pre><code class="language-sql">x</code></pre>', "x", (E("pre", 0, 1, language="sql"),)),
    ('<code class="language-sql">x</code>', "x", (E("code", 0, 1),)),
    ("<blockquote>Trích\ndẫn</blockquote>", "Trích\ndẫn", (E("blockquote", 0, 9),)),
    ("<blockquote expandable>dài</blockquote>", "dài", (E("expandable_blockquote", 0, 3),)),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_refused_markup(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(("source", "text", "entities"), PARSED)
def test_parsed_markup(source: str, text: str, entities: tuple[Entity, ...]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("  \n Tóm tắt \n", "Tóm tắt", ()),
        ("<b> a</b> \n", " a", (E("bold", 0, 2),)),
        ("<b>a \n</b>", "a", (E("bold", 0, 1),)),
        ("  <b>a</b>", "a", (E("bold", 0, 1),)),
        ("<b>a<code>b</code>c</b>", "abc", (E("bold", 0, 1), E("code", 1, 1), E("bold", 2, 1))),
        ("<code><i>a</i></code>", "a", (E("code", 0, 1),)),
        ("<pre>a<a href='b.vn'>c</a></pre>", "ac", (E("pre", 0, 2),)),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            (E("blockquote", 0, 2),),
        ),
    ],
)
def test_message_text_is_trimmed_and_nested_by_the_rules(
    source: str, text: str, entities: tuple[Entity, ...]
) -> None:
    got = message_text(source, "HTML")
    assert (got.text, got.entities) == (text, entities)


@pytest.mark.parametrize(
    ("source", "mode", "reason"),
    [
        ("", "", "message text is empty"),
        (" \n\t ", "", "message text is empty"),
        ("<b></b>", "HTML", "message text is empty"),
        ("đ" * 4097, "", "message is too long"),
        ("😀" * 2049, "", "message is too long"),
        ("<b>" + "x" * 4097 + "</b>", "HTML", "message is too long"),
        ("đ" * 16385, "", "text is too long"),
        ("a", "XML", "unsupported parse_mode"),
        ("*a*", "MarkdownV2", "the fake Bot API does not implement parse_mode MarkdownV2; use HTML"),
    ],
)
def test_refused_message_text(source: str, mode: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        message_text(source, mode)
    assert caught.value.description == f"Bad Request: {reason}"


@pytest.mark.parametrize("source", ["x" * 4096, "😀" * 2048, "<b>" + "&lt;" * 4096 + "</b>"])
def test_limit_counts_utf16_after_parsing(source: str) -> None:
    assert utf16_length(message_text(source, "HTML").text) == 4096


def test_caption_limit() -> None:
    assert caption_text("<i>" + "x" * 1024 + "</i>", "HTML").text == "x" * 1024
    with pytest.raises(ApiError, match="message caption is too long"):
        caption_text("x" * 1025, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("😀 /tim@hoibaocao_bot gạo", [("bot_command", "/tim@hoibaocao_bot")]),
        ("và/hoặc 1/2", []),
        ("xem https://gso.gov.vn/a, @lan_hn", [("url", "https://gso.gov.vn/a"), ("mention", "@lan_hn")]),
    ],
)
def test_found_entities(text: str, found: list[tuple[str, str]]) -> None:
    assert [(e.type, entity_text(text, e)) for e in found_in_text(text)] == found


def test_long_texts_are_split_like_a_client_does() -> None:
    assert split_text("một hai ba", 7) == ("một hai", "ba")
    assert split_text("một hai ba", 6) == ("một", "hai ba")
    assert split_text("😀" * 5, 4) == ("😀😀", "😀😀", "😀")
    assert "".join(split_text("x" * 9000)) == "x" * 9000
    assert split_text(" \n") == ()
