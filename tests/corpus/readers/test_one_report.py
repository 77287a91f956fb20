"""The same report as TXT, DOCX, PDF and HTML gives the same facts: at least 99 of 100 are equal."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.reading import read_bytes
from corpus.records import Fact, Report
from tests.corpus.readers.one_report import FORMATS, Written
from tests.processes import SAMPLE

LEAST = 0.99
HEAD = ("ỦY BAN NHÂN DÂN HUYỆN MẪU", "Số: 45/BC-UBND", "Huyện Mẫu, ngày 12 tháng 12 năm 2020")
TITLE = ("BÁO CÁO", "Kết quả phát triển kinh tế - xã hội năm 2020 của tỉnh Bắc Kạn")
PROSE = (
    "I. KINH TẾ",
    "Năm 2020, toàn tỉnh trồng mới 4.812 ha rừng, đạt 107,5% kế hoạch năm, tăng 312 ha so với năm 2019; trong đó "
    "rừng sản xuất 4.105 ha, rừng phòng hộ 707 ha. Sản lượng gỗ khai thác ước đạt 214.300 m3.",
    "Thu ngân sách trên địa bàn đạt 698,4 tỷ đồng, bằng 103,2% dự toán Trung ương giao và bằng 101,1% dự toán "
    "HĐND tỉnh giao; thu nội địa đạt 641,9 tỷ đồng.",
    "Có 27/96 xã đạt chuẩn nông thôn mới; 41 sản phẩm OCOP được công nhận, trong đó 35 sản phẩm 3 sao và 06 sản "
    "phẩm 4 sao.",
    "II. XÃ HỘI",
    "Giải quyết việc làm cho 6.120 lao động, vượt 9,3% kế hoạch; 395 người đi làm việc ở nước ngoài theo hợp "
    "đồng. Tỷ lệ hộ nghèo giảm từ 20,1% xuống còn 17,6%.",
    "Toàn ngành giáo dục có 76,4 nghìn học sinh; 112/301 trường đạt chuẩn quốc gia, chiếm 37,2%.",
    "Biểu 1. Một số chỉ tiêu chủ yếu",
)
TABLE = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "TH 2019", "KH 2020", "TH 2020"),
    ("1", "Trồng rừng", "ha", "4.500", "4.476", "4.812"),
    ("2", "Thu ngân sách", "tỷ đồng", "664,8", "676,7", "698,4"),
    ("3", "Giải quyết việc làm", "người", "5.455", "5.600", "6.120"),
    ("4", "Hộ nghèo", "%", "20,1", "17,9", "17,6"),
)
AFTER = ("Trên đây là kết quả thực hiện nhiệm vụ năm 2020, Ủy ban nhân dân huyện báo cáo cấp trên.",)


@cache
def written(name: str) -> Written:
    """A report by name: one of our own words with a table, or the sample of the project."""
    if name == "table":
        blocks = [HEAD, TITLE, *((line,) for line in PROSE), AFTER]
        return Written(blocks, {1 + len(PROSE): TABLE})
    blocks = [tuple(block.split("\n")) for block in SAMPLE.read_text(encoding="utf-8").strip().split("\n\n")]
    return Written(blocks, {})


@cache
def read(name: str, suffix: str) -> Report:
    path = Path(f"báo-cáo{suffix}")
    return read_bytes(path, FORMATS[suffix](written(name)), "0" * 64, path.name, Limits())


def said(fact: Fact) -> tuple[object, ...]:
    """All that a fact says, without where it stands."""
    q = fact.quantity
    number = None if q is None else (q.value, q.full_unit, q.of, q.upto, q.comparator, q.ratio)
    period = None if fact.period is None else (fact.period.start, fact.period.end, fact.period.as_of)
    what = (fact.measure.lower(), fact.event, fact.category, fact.owner, fact.place, fact.yardstick)
    return (fact.kind, " ".join(fact.wording.split()), number, period, *what, fact.status, fact.relation)


@pytest.mark.parametrize("name", ["table", "sample"])
@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != ".txt"])
def test_a_format_gives_the_facts_of_the_text(name: str, suffix: str) -> None:
    text, other = Counter(map(said, read(name, ".txt").facts)), Counter(map(said, read(name, suffix).facts))
    equal = sum((text & other).values())
    most = max(sum(text.values()), sum(other.values()))
    assert equal >= LEAST * most, f"{equal} of {most}: {list((text - other).items())[:5]} {list(other - text)[:5]}"


@pytest.mark.parametrize("name", ["table", "sample"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_a_format_gives_the_metadata_of_the_text(name: str, suffix: str) -> None:
    assert read(name, suffix).metadata == read(name, ".txt").metadata


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_spans_slice_exactly(suffix: str) -> None:
    report = read("table", suffix)
    assert all(p.span.of(report.text) == p.text for p in report.passages)
    assert all(f.span.of(report.text) == f.wording for f in report.facts if f.quantity is not None)
    assert len(report.facts) > 30


def test_pages_count_from_one() -> None:
    pages = [passage.page for passage in read("sample", ".pdf").passages]
    assert pages[0] == 1
    assert pages == sorted(page for page in pages if page is not None)
    assert len(set(pages)) > 1
