"""Reports in our own words for timing: a province's year in short official paragraphs, all figures invented.

One report for each province and year; each indicator is one paragraph, with its level and its change or its share
of the plan, so that a paragraph makes a passage and about two facts.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.normalise import strip_marks
from corpus.language.provinces import central_cities, province_names

YEARS = (2019, 2020, 2021, 2022)
_PROVINCES = 50


@dataclass(frozen=True)
class Indicator:
    """What is counted, in Vietnamese and English, its unit, and about how much there is of it."""

    name: str
    unit: str
    english: str
    size: int
    head: str = "Kinh tế"


INDICATORS = (
    Indicator("hợp tác xã đang hoạt động", "", "cooperatives", 300),
    Indicator("doanh nghiệp đăng ký thành lập mới", "", "newly established enterprises", 900),
    Indicator("tổng vốn đầu tư toàn xã hội", "tỷ đồng", "total social investment", 20_000),
    Indicator("thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "state budget revenue", 9_000),
    Indicator("chi đầu tư phát triển", "tỷ đồng", "development investment expenditure", 4_000),
    Indicator("kim ngạch xuất khẩu hàng hóa", "triệu USD", "exports", 700),
    Indicator("sản lượng lương thực có hạt", "tấn", "grain output", 400_000, "Nông nghiệp"),
    Indicator("diện tích lúa cả năm", "ha", "rice area", 60_000, "Nông nghiệp"),
    Indicator("diện tích rừng trồng mới", "ha", "newly planted forest area", 5_000, "Nông nghiệp"),
    Indicator("sản lượng thủy sản", "tấn", "fishery output", 40_000, "Nông nghiệp"),
    Indicator("xã đạt chuẩn nông thôn mới", "", "new-style rural communes", 90, "Nông nghiệp"),
    Indicator("sản phẩm OCOP được công nhận", "", "OCOP products", 80, "Nông nghiệp"),
    Indicator("lượt khách du lịch", "", "tourist visits", 2_000_000, "Du lịch"),
    Indicator("doanh thu từ du lịch", "tỷ đồng", "tourism revenue", 1_800, "Du lịch"),
    Indicator("lao động được giải quyết việc làm", "", "jobs created", 20_000, "Xã hội"),
    Indicator("lao động đi làm việc ở nước ngoài theo hợp đồng", "", "workers sent abroad", 900, "Xã hội"),
    Indicator("người tham gia bảo hiểm y tế", "", "health insurance participants", 600_000, "Xã hội"),
    Indicator("hộ nghèo", "", "poor households", 12_000, "Xã hội"),
    Indicator("trường học đạt chuẩn quốc gia", "", "national-standard schools", 250, "Xã hội"),
    Indicator("bác sĩ đang công tác trong ngành y tế", "", "doctors", 1_200, "Xã hội"),
    Indicator("hồ sơ nộp trực tuyến mức độ 4", "", "level-4 online applications", 30_000, "Cải cách hành chính"),
    Indicator("thủ tục hành chính được cung cấp trực tuyến", "", "online procedures", 1_300, "Cải cách hành chính"),
    Indicator("vụ tai nạn giao thông", "", "traffic accidents", 150, "Trật tự, an toàn"),
)
_AFTER = (
    "{change} {percent}% so với năm {before}",
    "bằng {percent}% kế hoạch năm",
    "trong đó khu vực nông thôn chiếm {percent}%",
    "({change} {percent}% so với cùng kỳ năm {before})",
    "đạt {percent}% so với chỉ tiêu Hội đồng nhân dân tỉnh giao",
)
_AROUND = (
    "Các ngành chức năng đã phối hợp với Ủy ban nhân dân các huyện, thành phố hướng dẫn, kiểm tra và tháo gỡ khó "
    "khăn cho cơ sở; công tác tuyên truyền được duy trì thường xuyên.",
    "Tuy vậy, kết quả giữa các địa phương chưa đồng đều, một số chỉ tiêu thực hiện chậm do thời tiết bất lợi và "
    "nguồn lực đầu tư còn hạn chế.",
    "Tỉnh tiếp tục rà soát quy hoạch, ưu tiên bố trí vốn cho các xã đặc biệt khó khăn và đôn đốc tiến độ từng quý.",
)


def provinces() -> list[str]:
    """The provinces reported on, by name."""
    return sorted(province_names() - central_cities())[:_PROVINCES]


def write_reports(folder: Path, seed: int = 20261124) -> list[Path]:
    """Write the whole library; its files in order."""
    draw = random.Random(seed)  # noqa: S311  (a benchmark, not a secret)
    paths = []
    for number, place in enumerate(provinces(), 1):
        for year in YEARS:
            paths.append(folder / f"bao-cao-{number:02d}-{year}.txt")
            paths[-1].write_text("\n\n".join(_paragraphs(draw, place, year)) + "\n", encoding="utf-8")
    return paths


def _paragraphs(draw: random.Random, place: str, year: int) -> Iterator[str]:
    yield "Bản do dự án viết để đo tốc độ; mọi số liệu đều là minh họa"
    yield f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}"
    yield f"BÁO CÁO\nTình hình kinh tế - xã hội năm {year} tỉnh {place}"
    heads: list[str] = []
    for indicator in INDICATORS:
        if indicator.head not in heads:
            heads.append(indicator.head)
            yield f"{len(heads)}. {indicator.head}"
        yield f"– {_sentence(draw, indicator, year)} {draw.choice(_AROUND)}"


def _sentence(draw: random.Random, indicator: Indicator, year: int) -> str:
    amount = f"{draw.randint(indicator.size // 2, indicator.size * 2):,}".replace(",", ".")
    percent = f"{draw.randint(10, 1200) / 10:.1f}".replace(".", ",")
    after = draw.choice(_AFTER).format(change=draw.choice(["tăng", "giảm"]), percent=percent, before=year - 1)
    if indicator.unit:
        return f"Năm {year}, {indicator.name} đạt {amount} {indicator.unit}, {after}."
    return f"Năm {year}, toàn tỉnh có {amount} {indicator.name}, {after}."


def questions(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """Questions in turn of each kind, with the name of their kind."""
    draw = random.Random(seed)  # noqa: S311
    kinds = list(_KINDS)
    asked = [(kind, _asked(draw, _KINDS[kind])) for kind in (kinds[i % len(kinds)] for i in range(count))]
    return [(kind, strip_marks(text) if kind == "bare" else text) for kind, text in asked]


def _asked(draw: random.Random, patterns: Sequence[str]) -> str:
    indicator, (place, other) = draw.choice(INDICATORS), draw.sample(provinces(), 2)
    name = indicator.name
    words = {
        "how": f"có bao nhiêu {name}" if not indicator.unit else f"{name} là bao nhiêu {indicator.unit}",
        "name": f"số {name}" if not indicator.unit else name,
        "english": indicator.english,
        "year": draw.choice(YEARS[1:]),
    }
    return draw.choice(patterns).format(place=place, other=other, **words)


_KINDS = {
    "lookup": ("Năm {year} tỉnh {place} {how}?", "{name} của tỉnh {place} năm {year}?"),
    "compare": (
        "So sánh {name} năm {year} của {place} và {other}",
        "{place} hay {other} có {name} nhiều hơn năm {year}?",
    ),
    "trend": (
        "{name} của tỉnh {place} qua các năm 2019–2022",
        "{name} ở {place} thay đổi thế nào từ 2019 đến 2022?",
    ),
    "unanswerable": ("Năm 2035 tỉnh {place} {how}?", "Năm {year} tỉnh {place} có bao nhiêu trạm vũ trụ?"),
    "bare": ("nam {year} {place} co bn {name} vay", "{name} {place} {year}"),
    "English": (
        "How many {english} did {place} have in {year}?",
        "What were {english} of {place} province in {year}?",
    ),
    "no place": ("{how} năm {year}?", "Tỉnh nào có {name} nhiều nhất năm {year}?"),
}
