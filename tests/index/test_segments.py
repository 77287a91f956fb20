"""Segments: compiled once, merged without their dead reports, described on disk."""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

import index.segments
from index.bm25 import Parameters
from index.build import Builder
from index.collection import load_collection
from index.errors import IndexDamaged
from index.fields import FACT_FIELDS, PASSAGE_FIELDS
from index.layout import Layout
from index.segments import Compiled, Segment, compile_segments, load_segment, merge_segments, numbers_of
from index.store import Store
from index.versions import is_damaged

Files = Mapping[str, tuple[Path, str]]


@pytest.fixture
def store(build: Builder, layout: Layout, files: Files) -> Store:
    """A store with three reports, ids 1 to 3."""
    build.add(list(files.values()))
    return Store.open(layout)


def compiled(store: Store, layout: Layout, *reports: int) -> Segment:
    (segment,) = compile_segments(store, reports, folders(layout))
    return segment


def folders(layout: Layout) -> Iterator[Path]:
    """Names that no segment has yet."""
    return (layout.segment(f"t{n:06d}") for n in itertools.count(len(list(layout.segments.glob("t*")))))


def arrays(folder: Path) -> dict[str, bytes]:
    """Every file of a segment but the list of hashes, byte for byte."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "hashes.json")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_merged_segments_are_as_if_compiled_together(store: Store, layout: Layout) -> None:
    whole = compiled(store, layout, 1, 2, 3)
    parts = [compiled(store, layout, report) for report in (1, 2, 3)]
    merged = merge_segments(parts, layout.segment("merged"))
    assert merged.reports == whole.reports
    assert arrays(merged.folder) == arrays(whole.folder)


def test_a_merge_leaves_the_dead_out(store: Store, layout: Layout) -> None:
    segment = compiled(store, layout, 1, 2, 3).keeping({1, 3})
    assert [r.report for r in segment.alive] == [1, 3]
    merged = merge_segments([segment], layout.segment("merged"))
    assert arrays(merged.folder) == arrays(compiled(store, layout, 1, 3).folder)
    assert merged.dead == frozenset()


def test_what_is_dead_stays_dead(store: Store, layout: Layout) -> None:
    """A deleted report's id may be given to another one, which this segment does not have."""
    segment = compiled(store, layout, 1, 2).keeping({1})
    assert segment.keeping({1, 2}).dead == frozenset({2})
    assert segment.size == segment.reports[0].passages


def test_a_merge_of_nothing_but_dead_reports(store: Store, layout: Layout) -> None:
    merged = merge_segments([compiled(store, layout, 1).keeping(())], layout.segment("merged"))
    assert (merged.reports, merged.size) == ((), 0)
    for name, fields in (("passages", PASSAGE_FIELDS), ("facts", FACT_FIELDS)):
        found = load_collection([(merged.folder / name, np.empty(0, np.int32))], 0, fields, Parameters())
        assert len(found.ids) == 0


def test_reports_are_compiled_in_batches(store: Store, layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.segments, "_BATCH_PASSAGES", 4)
    made = compile_segments(store, (1, 2, 3), folders(layout))
    assert [r.report for segment in made for r in segment.reports] == [1, 2, 3]
    assert len(made) > 1


def test_a_report_without_facts(build: Builder, layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BÁO CÁO\nKhông số liệu\n\nKhông có gì thay đổi.\n", encoding="utf-8")
    build.add([(path, "a.txt")])
    with Store.open(layout) as store:
        (report,) = compiled(store, layout, 1).reports
    assert report.facts == 0
    assert report.passages > 0


def test_numbers_of_documents() -> None:
    segment = Segment(Path("s"), (Compiled(7, 2, 0), Compiled(8, 1, 3), Compiled(9, 2, 1)), frozenset({8}))
    starts = {7: 10, 9: 0}
    assert numbers_of(segment, "passages", starts, 99).tolist() == [10, 11, 99, 0, 1]
    assert numbers_of(segment, "facts", starts, -1).tolist() == [-1, -1, -1, 0]
    assert numbers_of(Segment(Path("s"), ()), "facts", {}, -1).tolist() == []


@pytest.mark.parametrize("text", ["", "{", "3", "null", "[1]", "[[1]]", '[["a", 1, 1]]', "[[1, 2, 3, 4]]", "\x00"])
def test_a_damaged_description_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "segment.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"segment\.json"):
        load_segment(tmp_path)


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"segment\.json"):
        load_segment(tmp_path / "none")


def test_a_segment_that_lost_a_file_damages_its_version(store: Store, layout: Layout) -> None:
    assert not is_damaged(layout, 1)
    next(layout.segments.rglob("ids.npy")).unlink()
    assert is_damaged(layout, 1)
