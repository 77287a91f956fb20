"""The lines at the top of a report, one thing each: two columns set side by side are told apart.

    UBND HUYỆN VĂN BÀN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    UBND XÃ KHÁNH NẬM                    Độc lập - Tự do - Hạnh phúc

Left stands who issues the report, the body above it first; right the country and the day (Nghị định 30/2020/NĐ-CP,
Phụ lục I).
"""

import re
from collections.abc import Sequence

from corpus.records import Span
from corpus.structure.lines import Line

# What stands around the title of an article on a portal and is no part of it: the site, its sections, the day.
_OF_SITE = re.compile(
    r"^(?:cổng (?:thông tin|ttđt|giao tiếp)|trang (?:chủ|thông tin)|báo (?:điện tử|nhân dân)\b|"
    r"đài (?:phát thanh|pt)|"
    r"tin (?:nóng|tức|mới|địa phương)|chuyên mục|đăng (?:ngày|lúc)|ngày đăng|cập nhật)|"
    r"^(?:thứ\s+\w+|chủ nhật)\W+(?:ngày\s+)?\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]|"
    r"\|.*\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:19|20)\d{2}",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t|[ \u00a0]{3,}|\s\|\s")
# "Số: 123/BC-SCT Bắc Kạn, ngày 15 tháng 11 năm 2019": the columns where a reader keeps one blank between them.
_NUMBER_AND_DAY = re.compile(r"^(Số\s*:?\s*\S*/\S+)\s+([^,\d]{2,40},\s*ngày\s.*)$")
_BODY = re.compile(r"^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CỤC THỐNG KÊ)$")
_NAMES_PLACE = re.compile(r"^(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG)\s")
_LONGEST = 160


def head_lines(lines: Sequence[Line]) -> list[str]:
    """The lines in order; of those in two columns the left ones first, a body's name broken in two as one."""
    found: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        numbered = _NUMBER_AND_DAY.match(line.text)
        parts = [part.strip() for part in numbered.groups() if part] if numbered else _parts(line.text)
        if len(parts) == 2 and len(line.text) < _LONGEST and not is_of_site(line.text):
            left.append(parts[0])
            right.append(parts[1])
            continue
        found += [*_joined(left), *right, line.text]
        left, right = [], []
    return [*found, *_joined(left), *right]


def _parts(line: str) -> list[str]:
    """The columns of a line."""
    return [part.strip() for part in _GAP.split(line) if part.strip()]


def right_column(line: Line) -> Span:
    """Where the right column of a line stands, the whole line where it has but one: there a report is signed."""
    gaps = list(_GAP.finditer(line.text)) if len(line.text) < _LONGEST else []
    return Span(line.span.start + gaps[-1].end(), line.span.end) if gaps else line.span


def is_of_site(line: str) -> bool:
    """Whether a line is the portal's own: its name, the way to the page, the day."""
    return len(line) < _LONGEST and bool(_OF_SITE.search(line))


def _joined(names: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for name in names:
        if joined and _BODY.match(joined[-1]) and _NAMES_PLACE.match(name):
            joined[-1] = f"{joined[-1]} {name}"
        else:
            joined.append(name)
    return joined
