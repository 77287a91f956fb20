"""Web pages: the main text and its tables are read, whatever is hidden or stands around them is not."""

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import EmptyReport, ReportError, TooComplex, UnknownEncoding, WrongContent
from corpus.limits import Limits
from corpus.readers.html import HtmlReader
from corpus.reading import understand
from corpus.records import Extract

PATH = Path("tin.html")
FIRST = (
    "Trong năm 2021, huyện Đồng Phú trồng mới 1.240 ha rừng sản xuất, bằng 103% kế hoạch giao, tăng 12 ha so với "
    "năm trước; độ che phủ rừng của toàn huyện đạt 21,4%."
)
SECOND = (
    "Huyện cũng đã sửa chữa 14 hồ chứa nước, nạo vét 26 km kênh mương nội đồng và cấp nước sạch thêm cho 730 hộ "
    "dân ở các xã vùng sâu, vùng xa trên địa bàn."
)
TITLE = "Đồng Phú: Kết quả trồng rừng năm 2021"


def _page(body: str, head: str = "", title: str = TITLE) -> str:
    head = f"<head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"


def _article(extra: str = "") -> str:
    return f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{extra}<p>{SECOND}</p></article>"


def _read(page: str | bytes, limits: Limits | None = None) -> Extract:
    data = page.encode() if isinstance(page, str) else page
    return HtmlReader().extract(PATH, data, limits or Limits())


def _lines(body: str, head: str = "") -> list[str]:
    return [line for line in _read(_page(body, head)).text.split("\n") if line]


def _refusal(page: str | bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        _read(page, limits)
    assert "Hãy" in caught.value.reason
    return caught.value


def test_the_article_alone() -> None:
    around = "<nav><ul><li><a href='/'>Trang chủ</a></li><li>Văn bản (1.284)</li></ul></nav>"
    after = "<aside><p>Thời tiết: 31 độ</p></aside><footer><p>Tổng lượt truy cập: 9.605</p></footer>"
    assert _lines(around + _article() + after) == [TITLE, FIRST, SECOND]


def test_a_page_without_article_or_classes() -> None:
    menu = "<div><a href='/'>Báo huyện</a> | <a href='/a'>Thời sự</a> | <a href='/b'>Kinh tế</a></div>"
    after = (
        "<p>Tin và ảnh: Hoài An</p><div>Bình luận (7) | Lượt xem: 2.209</div><div>Tin liên quan</div>"
        "<ul><li><a href='/1'>Trao 15 giải thưởng</a></li></ul><div>© Báo huyện. Điện thoại: 0271 3 555 000</div>"
    )
    page = f"{menu}<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{after}"
    assert _lines(page) == [TITLE, FIRST, SECOND, "Tin và ảnh: Hoài An"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>{}</p>",
        "<p style='VISIBILITY:hidden'>{}</p>",
        "<p style='font-size:0'>{}</p>",
        "<p hidden>{}</p>",
        "<div aria-hidden='true'>{}</div>",
        "<p class='an'>{}</p>",
        "<p id='kin'>{}</p>",
        "<span class='sr-only'>{}</span>",
        "<script>document.write('{}')</script>",
        "<style>p::before {{ content: '{}' }}</style>",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
        "<!-- {} -->",
        "<iframe src='file:///etc/passwd'>{}</iframe>",
        "<textarea>{}</textarea>",
        "<select><option>{}</option></select>",
        "<object data='http://127.0.0.1/'>{}</object>",
        "<img src='x' alt='{}' onerror='alert(1)'>",
        "<div class='tin-lien-quan'>{}</div>",
        "<div class='comments'>{}</div>",
        "<div role='navigation'>{}</div>",
    ],
)
def test_what_is_not_seen_is_not_read(hidden: str) -> None:
    style = "<style>@media print { article { display: none } } .an, #kin { display:none } h1 { color: red }</style>"
    extra = hidden.format("Năm 2021 có 7777 ha rừng.")
    assert _lines(_article(extra), style) == [TITLE, FIRST, SECOND]


def test_tags_within_words_and_line_breaks() -> None:
    extra = "<p>Diện tích<br>rừng <b>phòng</b> <i>h</i>ộ:\n  12&nbsp;km<sup>2</sup>, 10<sup>3</sup> cây</p>"
    assert _lines(_article(extra))[2:4] == ["Diện tích", "rừng phòng hộ: 12 km2, 10³ cây"]


def test_what_looks_like_tags_or_markdown_is_text() -> None:
    extra = "<p>&lt;b&gt;mục&lt;/b&gt; *đậm* [a](http://127.0.0.1/)</p>"
    assert _lines(_article(extra))[2] == "<b>mục</b> *đậm* [a](http://127.0.0.1/)"


def test_lists() -> None:
    extra = "<ul><li>Rừng keo</li><li>– Rừng tràm</li></ul>"
    extra += "<ol start='3'><li>Cao su</li><li>2.1. Điều</li><li>Tiêu</li></ol>"
    assert _lines(_article(extra))[2:7] == ["- Rừng keo", "– Rừng tràm", "3. Cao su", "2.1. Điều", "5. Tiêu"]


def test_every_block_is_a_paragraph_of_its_own() -> None:
    text = _read(_page(_article("<h2>Thủy lợi</h2>"))).text
    assert text == f"{TITLE}\n\n{FIRST}\n\nThủy lợi\n\n{SECOND}\n"


TABLE = (
    "<table><caption>Bảng 1. Diện tích rừng (ĐVT: ha)</caption><thead><tr><th rowspan='2'>Xã</th><th colspan='2'>"
    "Năm 2021</th></tr><tr><th>Kế hoạch</th><th>Thực hiện</th></tr></thead><tbody><tr><td>Tân Lợi</td><td>40</td>"
    "<td>45,5</td></tr><tr><td>Tân <br>Hòa</td><td>30</td><td><p>28</p></td></tr></tbody></table>"
)


def test_a_table_in_its_place() -> None:
    extract = _read(_page(_article(TABLE)))
    assert [line for line in extract.text.split("\n") if line] == [
        TITLE,
        FIRST,
        "Bảng 1. Diện tích rừng (ĐVT: ha)",
        "Xã | Năm 2021",
        "Kế hoạch | Thực hiện",
        "Tân Lợi | 40 | 45,5",
        "Tân Hòa | 30 | 28",
        SECOND,
    ]
    places = [(c.row, c.column, c.rows, c.columns) for c in extract.tables[0].cells]
    assert places[:4] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_the_facts_of_a_table() -> None:
    facts = understand(_read(_page(_article(TABLE))), "0" * 64).facts
    fact = next(fact for fact in facts if fact.quantity and str(fact.quantity.value) == "45.5")
    assert fact.quantity is not None
    assert fact.quantity.unit == "ha"
    assert fact.place.endswith("Tân Lợi")


LETTERHEAD = (
    "<table><tr><td>ỦY BAN NHÂN DÂN<br>HUYỆN ĐỒNG PHÚ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
    "<tr><td>Số: 45/BC-UBND</td><td>Đồng Phú, ngày 4 tháng 1 năm 2022</td></tr></table>"
)


def test_a_letterhead_is_lines_from_which_metadata_are_read() -> None:
    body = f"{LETTERHEAD}<p>BÁO CÁO</p><p>Kết quả trồng rừng năm 2021</p><p>{FIRST}</p><p>{SECOND}</p>"
    extract = _read(_page(body, title="Văn bản"))
    metadata = understand(extract, "0" * 64).metadata
    assert extract.tables == ()
    assert metadata.number == "45/BC-UBND"
    assert metadata.issued == date(2022, 1, 4)
    assert metadata.title == "Kết quả trồng rừng năm 2021"


def test_a_letterhead_within_the_page_of_a_word_processor() -> None:
    body = f"<div>{LETTERHEAD}<p>BÁO CÁO</p><p>Kết quả trồng rừng năm 2021</p><h1>I. KẾT QUẢ</h1><p>{FIRST}</p>"
    body += f"<h1>II. THỦY LỢI</h1><p>{SECOND}</p></div>"
    lines = [line for line in _read(_page(body, title="BC")).text.split("\n") if line]
    assert lines[:2] == ["ỦY BAN NHÂN DÂN", "HUYỆN ĐỒNG PHÚ"]
    assert lines[5:] == ["BÁO CÁO", "Kết quả trồng rừng năm 2021", "I. KẾT QUẢ", FIRST, "II. THỦY LỢI", SECOND]


def test_tables_that_only_place_the_page() -> None:
    menu = "<table><tr><td><a href='/a'>Giới thiệu</a></td></tr><tr><td><a href='/b'>Tin tức</a></td></tr></table>"
    body = f"<table><tr><td>{menu}</td><td><p>{FIRST}</p>{TABLE}<p>{SECOND}</p></td></tr></table>"
    extract = _read(_page(body))
    assert len(extract.tables) == 1
    assert "Giới thiệu" not in extract.text
    assert extract.text.index(FIRST) < extract.tables[0].span.start < extract.text.index(SECOND)


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2022-01-05T08:00:00+07:00'>",
        '<script type=\'application/ld+json\'>{"datePublished": "2022-01-05"}</script>',
        "<meta itemprop='datePublished' content='2022-01-05'>",
    ],
)
def test_the_day_of_publication_under_the_title(head: str) -> None:
    extract = _read(_page(_article(), head))
    assert extract.text.startswith(f"{TITLE}\n\n05/01/2022\n\n{FIRST}")
    assert understand(extract, "0" * 64).metadata.issued == date(2022, 1, 5)


def test_a_day_that_is_shown_is_not_written_twice() -> None:
    day = "<div>Thứ Tư, 05/01/2022 08:15 GMT+7 | Lượt xem: 1.846</div>"
    body = f"<article><h1>{TITLE}</h1>{day}<p>{FIRST}</p></article>"
    head = "<meta property='article:published_time' content='2022-01-06'>"
    assert _lines(body, head) == [TITLE, "Thứ Tư, 05/01/2022 08:15", FIRST]


def test_the_title_of_a_page_without_headings() -> None:
    page = _page(f"<p>{FIRST}</p><p>{SECOND}</p>", title=f"{TITLE} | Cổng thông tin huyện")
    assert _read(page).text.startswith(f"{TITLE}\n\n{FIRST}")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_page(_article()).encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(_page(_article()).encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(_page(_article()).replace("utf-8", "latin-1").encode(), id="wrongly declared"),
        pytest.param(b"<?xml version='1.0' encoding='UTF-8'?>" + _page(_article()).encode(), id="XHTML"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert FIRST in _read(data).text


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (b"", EmptyReport),
        (b"<html><body></body></html>", EmptyReport),
        (b"<html><body><script>1</script></body></html>", EmptyReport),
        (FIRST.encode(), WrongContent),
        (b"<html>" + bytes(range(128, 256)), UnknownEncoding),
        (b"<p>" + b"\x00\x01" * 50, WrongContent),
        (_page("<div>" * 100_000 + FIRST), TooComplex),
        (_page("<div>" * 300 + FIRST), TooComplex),
        (
            _page("<table><tr>" + "<td rowspan=65000 colspan=1000>1</td>" * 500 + "<tr>" * 500 + "</table>"),
            TooComplex,
        ),
    ],
)
def test_refusals(page: str | bytes, error: type[ReportError]) -> None:
    assert type(_refusal(page)) is error


def test_hostile_style_sheets_cost_little() -> None:
    style = f"<style>{'@' * 90_000}{'{' * 5000}{'a' * 90_000}</style>"
    assert _lines(_article(), style) == [TITLE, FIRST, SECOND]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://mau.vn/tin/1.html">', "https://mau.vn/tin/1.html"),
        ('<meta property="og:url" content="https://mau.vn/tin/2.html">', "https://mau.vn/tin/2.html"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ("", ""),
    ],
)
def test_the_address_that_a_page_gives_of_itself(head: str, address: str) -> None:
    assert _read(_page(_article(), head)).address == address
