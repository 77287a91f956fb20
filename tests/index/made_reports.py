"""Short reports in our own words, and what every index test asks of an index."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.layout import Layout
from index.search import Searcher
from index.store import Store
from index.versions import load_manifest

TEXTS: Mapping[str, str] = {
    "caphe.txt": (
        "BÁO CÁO\nTình hình cây công nghiệp của huyện Mẫu năm 2021\n\n"
        "Năm 2021, toàn huyện trồng mới 412 ha cà phê, trong đó có 305 ha cà phê vối.\n\n"
        "Sản lượng cà phê đạt 8.734 tấn, bằng 104% kế hoạch.\n"
    ),
    "nuoc.txt": (
        "BÁO CÁO\nCấp nước sạch nông thôn năm 2022\n\n"
        "Năm 2022, có 91,5% hộ dân nông thôn dùng nước sạch.\n\n"
        "Đã hoàn thành 17 công trình cấp nước, tăng 03 công trình so với năm 2021.\n"
    ),
    "ruou.txt": (
        "BÁO CÁO\nKiểm tra rượu thủ công năm 2023\n\n"
        "Đoàn liên ngành kiểm tra 64 cơ sở nấu rượu; 05 cơ sở bị nhắc nhở.\n\n"
        "Không có vụ ngộ độc rượu nào trong năm 2023.\n"
    ),
}
WORD_OF: Mapping[str, str] = {"caphe.txt": "cà phê", "nuoc.txt": "nước sạch", "ruou.txt": "nấu rượu"}


def write_reports(folder: Path) -> Mapping[str, tuple[Path, str]]:
    """Write every report; path and name of each, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: (folder / name, name) for name in TEXTS}


@dataclass(frozen=True, slots=True)
class Seen:
    """What an index answers: its live version, its reports' names, the source of the best hit for each word."""

    version: int | None
    sources: tuple[str, ...]
    best: Mapping[str, str]


def look_at(layout: Layout) -> Seen:
    """Open an index anew and ask it for the word of every report that it should hold."""
    with Store.open(layout) as store:
        searcher = Searcher(store, layout)
        sources = tuple(report.source for report in store.reports())
        best = {name: searcher.passages(WORD_OF[name], 1)[0].passage.source for name in sources if name in WORD_OF}
        return Seen(store.live(), sources, best)


def is_whole(seen: Seen) -> bool:
    """Whether each report is found by its word."""
    return all(name == found for name, found in seen.best.items()) and set(seen.best) == set(seen.sources)


def leftovers(layout: Layout) -> list[str]:
    """Folders of `versions/` that belong to no kept version, and of `segments/` that no version uses."""
    with Store.open(layout) as store:
        kept = {layout.version(v.number).name for v in store.versions()}
    for name in tuple(kept):
        kept |= {segment for segment, _ in load_manifest(layout.versions / name).segments}
    entries = (*layout.versions.iterdir(), *layout.segments.iterdir())
    return sorted(entry.name for entry in entries if entry.name not in kept)
