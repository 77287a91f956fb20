"""The digits of a report that are no figure, for people and as rows: what `facts --unread` and `explain` share."""

from typing import Any

from corpus.records import NotRead, Unread

_AROUND = 24
REASONS = {
    NotRead.PERIOD: "ngày tháng, kỳ",
    NotRead.REFERENCE: "số hiệu văn bản",
    NotRead.ADDRESS: "địa chỉ web, thư điện tử",
    NotRead.HEADING: "số thứ tự hoặc đề mục",
    NotRead.ORDINAL: "số chỉ thứ tự, mức độ",
    NotRead.NAME: "số trong tên gọi",
    NotRead.ROAD: "số hiệu đường",
    NotRead.SCALE: "tỷ lệ bản đồ",
    NotRead.TIME: "giờ giấc",
    NotRead.PHONE: "số điện thoại",
    NotRead.AGE: "độ tuổi",
    NotRead.CODE: "mã, ký hiệu",
    NotRead.FURNITURE: "ngoài nội dung báo cáo",
    NotRead.SHAPE: "không đọc được thành một số",
}


def unread_row(text: str, unread: Unread, source: str) -> dict[str, Any]:
    """One run of digits as a row; `around` is what stands about it in the report's text."""
    span = unread.span
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return {
        "wording": span.of(text),
        "reason": unread.reason.value,
        "around": " ".join(around.split()),
        "source": source,
        "start": span.start,
        "end": span.end,
    }


def unread_line(row: dict[str, Any]) -> str:
    """A row for people."""
    reason = REASONS[NotRead(row["reason"])]
    return f"{row['wording']} | {reason} | …{row['around']}… | {row['source']} ký tự {row['start']}"
