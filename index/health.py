"""A look at the index without loading it: standard library only, so that `check` answers at once."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from index.layout import Layout
from index.schema import KNOWN


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """What the live version holds; `problem` is "" where all is well, else what is wrong and what to do."""

    version: int | None = None
    reports: int = 0
    passages: int = 0
    facts: int = 0
    problem: str = ""


# One of each kind: a version made by an older program lacks the later ones.
_FILES = ("manifest.json", "ngrams.json", "mentions.json")
_SEGMENT_FILES = ("segment.json", "passages/ids.npy", "facts/ids.npy", "passages/places.npy")


def look(layout: Layout) -> IndexHealth:
    """The state of the index below `layout`; never raises for what it finds."""
    if not layout.database.exists():
        return IndexHealth(problem="chưa có chỉ mục. Hãy chạy: hoibaocao index add TỆP…")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(layout.database))}?mode=ro", uri=True)) as connection:
            return _look(layout, connection)
    except sqlite3.Error as error:
        return IndexHealth(
            problem=f"không mở được {layout.database} ({error}). Hãy kiểm tra quyền đọc hoặc phục hồi bản sao lưu"
        )


def _look(layout: Layout, connection: sqlite3.Connection) -> IndexHealth:
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if revision not in KNOWN:
        return IndexHealth(problem=f"lược đồ {revision or 'không rõ'} mới hơn chương trình. Hãy cập nhật hoibaocao")
    row = connection.execute(
        "SELECT v.id, v.passage_count, v.fact_count, "
        "(SELECT count(*) FROM version_report WHERE version_id = v.id) "
        "FROM index_version v JOIN live ON live.version_id = v.id"
    ).fetchone()
    if row is None:
        return IndexHealth(problem="chưa có báo cáo nào. Hãy chạy: hoibaocao index add TỆP…")
    version, passages, facts, reports = row
    folder = layout.version(version)
    if not reports:
        return IndexHealth(version, problem="không còn báo cáo nào. Hãy chạy: hoibaocao index add TỆP…")
    missing = [folder / name for name in _FILES if not (folder / name).is_file()]
    missing = missing or [path for path in _of_segments(layout, folder) if not path.is_file()]
    problem = f"thiếu tệp {missing[0]}. Hãy chạy: hoibaocao index rebuild" if missing else ""
    return IndexHealth(version, reports, passages, facts, problem)


def _of_segments(layout: Layout, folder: Path) -> list[Path]:
    """Files that the segments of a version need; its manifest where that cannot be read."""
    try:
        names = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["segments"]
    except (OSError, ValueError, KeyError, TypeError):
        return [folder / "manifest.json (không đọc được)"]
    return [layout.segment(name) / file for name, _ in names for file in _SEGMENT_FILES]
