"""The whole index looked over: bytes on disk, rows that belong together, spans that slice exactly, counts.

`look` (health.py) answers at once whether it can be used; this reads all of it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy.exc import SQLAlchemyError

from corpus.records import FactKind
from index.disk import damaged_files
from index.errors import DatabaseDamaged, IndexDamaged
from index.layout import Layout
from index.records import VersionSummary
from index.store import Store
from index.versions import load_manifest, load_segments

# What rows that a faulty disk changed make SQLite and the mapping to records raise.
_UNREADABLE = (
    sqlite3.DatabaseError,
    SQLAlchemyError,
    DatabaseDamaged,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
)


def verify(layout: Layout, store: Store) -> Iterator[str]:
    """What is wrong, one sentence each; nothing where all is whole."""
    try:
        yield from _database(layout)
        yield from _all(layout, store)
    except _UNREADABLE as error:
        yield f"cơ sở dữ liệu không đọc hết được: {getattr(error, 'orig', error)}"


def _all(layout: Layout, store: Store) -> Iterator[str]:
    """Every kept version, every segment, every report, each once."""
    versions = store.versions()
    for version in versions:
        yield from _version(layout, store, version)
    names = {name for v in versions for name, _ in _manifest_segments(layout, v.number)}
    for name in sorted(names):
        for path in damaged_files(layout.segment(name)):
            yield f"tệp {path} không còn nguyên vẹn"
    reports = {report.id: report for v in versions for report in store.reports(v.number)}
    for report in reports.values():
        yield from _report(store, report.id, report.source, report.passages, report.facts)


def _database(layout: Layout) -> Iterator[str]:
    with closing(sqlite3.connect(layout.database)) as connection:
        for (told,) in connection.execute("PRAGMA integrity_check"):
            if told != "ok":
                yield f"cơ sở dữ liệu: {told}"
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield f"cơ sở dữ liệu: dòng {row} của bảng {table} trỏ tới {parent} không có"


def _manifest_segments(layout: Layout, number: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    try:
        return load_manifest(layout.version(number)).segments
    except IndexDamaged:
        return ()


def _version(layout: Layout, store: Store, version: VersionSummary) -> Iterator[str]:
    """A version's own files, its reports and its counts."""
    name = f"phiên bản {version.number}"
    for path in damaged_files(layout.version(version.number)):
        yield f"tệp {path} không còn nguyên vẹn"
    try:
        manifest = load_manifest(layout.version(version.number))
        alive = [r for segment in load_segments(layout, manifest) for r in segment.alive]
    except IndexDamaged as error:
        yield f"{name}: {error}"
        return
    stored = sorted(store.live_reports(version.number).values())
    if not stored == sorted(manifest.reports) == sorted(r.report for r in alive):
        yield f"{name}: danh sách báo cáo trong tệp và trong cơ sở dữ liệu khác nhau"
    counts = (sum(r.passages for r in alive), sum(r.facts for r in alive))
    if counts != (version.passages, version.facts):
        yield f"{name}: {counts[0]} đoạn, {counts[1]} dữ kiện, đã ghi {version.passages}, {version.facts}"


def _report(store: Store, report_id: int, source: str, passages: int, facts: int) -> Iterator[str]:
    """A report's counts, and every span against its text."""
    text = store.report_text(report_id)
    stored = [passage for passage, _ in store.passage_words([report_id])]
    found = store.facts_of_report(report_id)
    if (len(stored), len(found)) != (passages, facts):
        yield f"{source}: {len(stored)} đoạn, {len(found)} dữ kiện, đã ghi {passages}, {facts}"
    if not store.is_as_stored(report_id):
        yield f"{source}: dữ liệu đã lưu không còn như khi đọc; hãy đọc lại tệp, hoặc phục hồi bản sao lưu"
    for passage in stored:
        if text[passage.start : passage.start + len(passage.text)] != passage.text:
            yield f"{source}: đoạn {passage.ordinal} không khớp văn bản"
    for fact in (one.fact for one in found):
        if fact.kind is FactKind.FIGURE and fact.span.of(text) != fact.wording:
            yield f"{source}: dữ kiện “{fact.wording}” không khớp văn bản"
